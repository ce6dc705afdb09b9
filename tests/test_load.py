"""Repeated runs hold no more files, threads, processes or temporary files than the first ones did."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from analysis import pipeline, work
from analysis.corpus import Document, read
from tests.load import article, grown, rounds
from tests.reports import articles

pytestmark = [
    pytest.mark.xdist_group("report"),
    pytest.mark.skipif(sys.platform == "win32", reason="open files are counted on Unix"),
]


def test_nothing_is_held_after_a_run(tmp_path: Path) -> None:
    with rounds(tmp_path, only=("report", "failing")) as running:
        samples = [running.next() for _ in range(5)]
    held = [(each.files, each.threads, each.children, each.left) for each in samples]
    assert held[4] == held[2]
    assert held[3] == held[1]
    assert samples[-1].left == 0


def test_growth_is_seen() -> None:
    with_leak = [_sample(files=6 + number // 12) for number in range(60)]
    assert grown(with_leak) == ["files: 7 after the warm-up, 10 at the end"]
    assert grown([_sample() for _ in range(60)]) == []
    fatter = [_sample(memory=300_000_000 + 1_000_000 * number) for number in range(60)]
    assert [line.partition(":")[0] for line in grown(fatter)] == ["memory"]


def _sample(**values: int):  # type: ignore[no-untyped-def]
    from tests.load import Sample

    return Sample(
        **{"minutes": 0, "kind": "extract", "memory": 1, "files": 6, "threads": 1, "children": 0, "left": 0, **values}
    )


def test_a_pipeline_that_has_seen_many_words_is_loaded_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [each for each in read(articles(tmp_path, *map(article, range(5)))) if isinstance(each, Document)]
    before = work.read(documents, None)
    first = pipeline.load()
    assert pipeline.load(None) is first
    monkeypatch.setattr(pipeline, "_loaded", dict(pipeline._loaded))
    monkeypatch.setattr(pipeline, "FORMS", len(first.vocab) - 1)
    second = pipeline.load()
    assert second is not first and len(second.vocab) < len(first.vocab)
    assert work.read(documents, None).equals(before)
