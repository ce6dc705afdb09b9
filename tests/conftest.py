"""Fixtures shared by all tests: the pipeline is loaded once a session."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line does, before numpy is imported

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from analysis import pipeline
from analysis.annotate import annotate as annotate_doc


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """What is computed in the tests is kept for the session alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PACTWATCH_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield os.environ["PACTWATCH_CACHE"]


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The pinned pipeline with our sentence boundaries."""
    return pipeline.load()


@pytest.fixture(scope="session")
def annotated(nlp: Language) -> Callable[..., Doc]:
    """A function from a text to its annotated doc."""

    def annotate(
        text: str, title: str | None = None, published: str | None = None, publisher: str | None = None
    ) -> Doc:
        day = datetime.date.fromisoformat(published) if published else None
        return annotate_doc(nlp(text), pipeline.Article("test", text, title, day, publisher))

    return annotate


@pytest.fixture(scope="session")
def seed_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of `seeds/` by our own notebooks; tests that ask for it run in one worker, group `report`."""
    from analysis.report.build import report
    from tests.reports import ROOT

    out = tmp_path_factory.mktemp("seed") / "report"
    report(ROOT / "seeds", out)
    return out
