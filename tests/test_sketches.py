"""Sketches are kept by text: what is kept is made once, what is damaged or foreign is made anew."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from analysis import independence, places, sketches
from analysis.kept import Shelf
from tests.made import parts

TEXTS = {"a": "Norway and Chile signed a pact in Oslo on Monday.", "b": "Rain stopped the regatta.", "c": ""}
HEAD = 13  # bytes before the numbers


class Texts:
    """Gives texts, and remembers which were asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, doc_ids: set[str]) -> Iterator[tuple[str, str]]:
        self.asked += sorted(doc_ids)
        return ((doc_id, TEXTS[doc_id]) for doc_id in sorted(doc_ids))


def test_one_document_more_sketches_that_document_alone(tmp_path: Path) -> None:
    texts = Texts()
    first = sketches.sketches({"a", "b"}, texts, sketches.shelf(str(tmp_path)))
    second = sketches.sketches({"a", "b", "c"}, texts, sketches.shelf(str(tmp_path)))
    assert texts.asked == ["a", "b", "c"]
    assert first.keys() == {"a", "b"}
    assert second == {doc_id: independence.sketch(text) for doc_id, text in TEXTS.items()}


def test_nothing_is_kept_where_nothing_may_be(tmp_path: Path) -> None:
    texts = Texts()
    assert sketches.sketches({"a"}, texts) == sketches.sketches({"a"}, texts)
    assert texts.asked == ["a", "a"] and not list(tmp_path.iterdir())


WHOLE = sketches._packed(independence.sketch(TEXTS["a"]))
FOREIGN = {
    "nothing": None,
    "no bytes": b"",
    "cut": WHOLE[:-1],
    "longer": WHOLE + b"\0",
    "of another seed": b"\2" + WHOLE[1:],
    "of more numbers": WHOLE[:8] + b"\0\0\0\x80" + WHOLE[12:],
    "of another kind": WHOLE[: HEAD - 1] + b"\7" + WHOLE[HEAD:],
    "a pickle": pickle.dumps(TEXTS),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_sketch_of_another_make_is_made_anew(tmp_path: Path, name: str) -> None:
    shelf = sketches.shelf(str(tmp_path))
    shelf.put(pa.table({places.KEY: ["a"], "sketch": pa.array([FOREIGN[name]], pa.binary())}, schema=sketches.SCHEMA))
    texts = Texts()
    found = sketches.sketches({"a"}, texts, sketches.shelf(str(tmp_path)))
    assert texts.asked == ["a"] and found == {"a": independence.sketch(TEXTS["a"])}


@pytest.mark.parametrize("damage", [b"", b"ARROW1\x00\x00 and no more"])
def test_a_damaged_part_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    texts = Texts()
    sketches.sketches({"a"}, texts, sketches.shelf(str(tmp_path)))
    shelf = sketches.shelf(str(tmp_path))  # has looked before the damage
    (part,) = parts(tmp_path, "sketches")
    part.write_bytes(damage)
    assert sketches.sketches({"a"}, texts, shelf) == {"a": independence.sketch(TEXTS["a"])}
    assert texts.asked == ["a", "a"]


def test_another_way_to_sketch_is_another_shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sketches.shelf(str(tmp_path))
    assert isinstance(before, Shelf)
    monkeypatch.setattr(sketches.dependence, "code_digest", lambda roots: "another")
    assert sketches.shelf(str(tmp_path)).digest != before.digest
