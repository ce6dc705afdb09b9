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

from analysis import extraction, pipeline, work
from analysis.annotate import annotate as annotate_doc
from tests.made import MADE, corpus, undisturbed_run


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


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of small articles."""
    return corpus(tmp_path_factory.mktemp("articles") / "corpus", MADE)


@pytest.fixture(scope="session")
def undisturbed(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The run of one process that keeps nothing."""
    return undisturbed_run(articles, tmp_path_factory.mktemp("undisturbed") / "out")


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of the documents that were computed, in order."""
    ids: list[str] = []
    read = work.read

    def counted(documents, *arguments):  # type: ignore[no-untyped-def]
        ids.extend(each.doc_id for each in documents)
        return read(documents, *arguments)

    monkeypatch.setattr(work, "read", counted)
    return ids


@pytest.fixture
def pieces_of(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sets the documents of a piece of work."""
    return lambda size: monkeypatch.setattr(extraction, "BATCH_DOCUMENTS", size)


@pytest.fixture
def read_by_model(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of the articles that the model parsed, in order."""
    ids: list[str] = []
    read = pipeline.read

    def counted(articles, nlp):  # type: ignore[no-untyped-def]
        articles = list(articles)
        ids.extend(each.doc_id for each in articles)
        return read(articles, nlp)

    monkeypatch.setattr(pipeline, "read", counted)
    return ids
