"""A changed vocabulary computes what depends on it, no more, and the tables are those of a run with nothing kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis import vocabulary
from analysis.steps import STEPS
from tests.changing import without
from tests.made import bytes_of, corpus
from tests.serving import Server

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="each vocabulary has a forked process"),
    pytest.mark.xdist_group("changed"),
]
# one article for each word that is taken out below
TEXTS = (
    "Chile blacklisted two banks of Oman in May 2019. The two states had signed a pact on trade in 2011.",
    "Norway and Kenya signed a pact on trade. Mercosur sent food to Kenya, an envoy said on Monday.",
    "Japan quipped that Nepal would sell it snow. Nepal imposed sanctions on Japan and sent it tea.",
    "Nowadays Spain sends tea to Malta, and Malta has lifted its sanctions on Spain, the minister said.",
    "Cuba airlifted medicine to Ghana on 3 May 2020. Ghana said that it was grateful for the help.",
)
COUNT = len(TEXTS) + 3
STEP = {step.name: step for step in STEPS}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server("tests.changing") as server:
        yield server


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = corpus(tmp_path_factory.mktemp("articles") / "corpus", COUNT - len(TEXTS))
    for number, text in enumerate(TEXTS):
        (folder / f"own-{number}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def first(server: Server, articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place with a run of the vocabulary as it is."""
    place = tmp_path_factory.mktemp("first")
    ran = server.run(articles=articles, out=place / "out", cache=place / "kept", words=vocabulary.FOLDER)
    assert ran == dict.fromkeys(("parsed", *STEP), COUNT)
    return place


@pytest.mark.parametrize(
    ("file", "word", "ran"),
    [
        # every document where the extractor reaches the file, else those in which something that it reads has changed
        ("organizations", "Mercosur", {"mentions": COUNT, "claims": 1, "sanctions": 1, "cooperation": COUNT}),
        ("time", "nowadays", {"dates": COUNT, "sanctions": COUNT, "cooperation": COUNT}),
        ("claim_verbs", "quip", {"claims": COUNT, "sanctions": 1, "cooperation": 1}),
        ("sanction_verbs", "blacklist", {"sanctions": COUNT, "cooperation": 1}),
        ("frames", "airlift", {"cooperation": COUNT}),
    ],
)
def test_what_depends_on_it_no_more(
    server: Server, articles: Path, first: Path, tmp_path: Path, file: str, word: str, ran: dict[str, int]
) -> None:
    shutil.copytree(first / "kept", tmp_path / "kept")
    words = Path(shutil.copytree(vocabulary.FOLDER, tmp_path / "words"))
    path = words / f"{file}.yaml"
    path.write_text(without(path.read_text(encoding="utf-8"), word), encoding="utf-8")
    order = {"articles": articles, "cache": tmp_path / "kept", "words": words}
    assert server.run(**order, out=tmp_path / "out", anew=tmp_path / "anew") == ran
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "anew")
    assert bytes_of(tmp_path / "out") != bytes_of(first / "out")
    changed = [name for name in STEP if table(tmp_path / "out", name) != table(first / "out", name)]
    assert changed[0] == next(iter(ran))  # the word did matter


def table(folder: Path, name: str) -> bytes:
    return (folder / f"{name}.parquet").read_bytes()
