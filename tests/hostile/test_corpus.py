"""Each attack ends in a table or in `rejected`, for the reason that fits; none escapes its folder."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from analysis import corpus, extraction
from analysis.corpus.article import TEXT_LIMIT
from analysis.corpus.folders import shown
from tests.hostile.cases import Case, cases

SECONDS = 30  # of the processor, for reading one file: the slowest takes two
CASES = cases()


def lay(folder: Path, chosen: list[Case]) -> Path:
    """The attacks as files below a folder."""
    for case in chosen:
        path = folder / case.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(case.content)
    return folder


def test_there_are_enough_of_every_kind() -> None:
    kinds = Counter(case.kind for case in CASES)
    assert len(CASES) >= 200 and len({case.name for case in CASES}) == len(CASES)
    assert min(kinds.values()) >= 5, kinds


@pytest.mark.parametrize("kind", sorted({case.kind for case in CASES}))
def test_each_is_read_or_refused(tmp_path: Path, kind: str) -> None:
    mine = [case for case in CASES if case.kind == kind]
    folder = lay(tmp_path / "inside" / "corpus", mine)
    before = sorted(tmp_path.rglob("*"))
    reasons: dict[str, list[str]] = {}
    last = time.process_time()
    for row in corpus.read(folder):
        now = time.process_time()
        assert now - last < SECONDS, row.path
        last = now
        if isinstance(row, corpus.Document):
            row.text.encode("utf-8")
            assert len(row.text) <= TEXT_LIMIT
            assert row.url is None or row.url.lower().startswith("http")
        name = row.path.partition("#")[0]
        reasons.setdefault(name, []).append("" if isinstance(row, corpus.Document) else row.reason)
    assert set(reasons) == {shown(case.name) for case in mine}
    wrong = {case.name: reasons[case.name] for case in mine if case.reason and reasons[case.name] != [case.reason]}
    assert wrong == {}
    assert sorted(tmp_path.rglob("*")) == before


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    """The tables of one run over all attacks but the large ones, which reading refuses."""
    folder = lay(tmp_path_factory.mktemp("hostile") / "corpus", [case for case in CASES if case.kind != "bomb"])
    out = folder.parent / "out"
    extraction.write(folder, out)
    assert {path.name for path in folder.parent.iterdir()} == {"corpus", "out"}
    return {path.stem: pd.read_parquet(path) for path in out.glob("*.parquet")}


def test_one_run_takes_them_all(tables: dict[str, pd.DataFrame]) -> None:
    seen = {path.partition("#")[0] for name in ("documents", "rejected") for path in tables[name]["path"]}
    assert seen == {case.name for case in CASES if case.kind != "bomb"}
    stumbled = tables["rejected"][tables["rejected"]["reason"] == "fault"]
    assert stumbled.empty, stumbled["detail"].to_list()


@pytest.mark.parametrize("name", ["mentions", "claims", "sanctions", "cooperation", "dates"])
def test_offsets_are_right(tables: dict[str, pd.DataFrame], name: str) -> None:
    texts = dict(zip(tables["documents"]["doc_id"], tables["documents"]["text"], strict=True))
    rows = tables[name]
    assert len(rows) > 50
    for row in rows.to_dict("records"):
        text = texts[row["doc_id"]]
        assert 0 <= row["start"] < row["end"] <= len(text)
        assert row["text"] == text[row["start"] : row["end"]]
