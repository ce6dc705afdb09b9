"""Sketches of texts, by which near-copies are told, kept by text: one document more sketches that document alone.

A kept sketch takes half a kilobyte. Kept in folders alone, as what the model parsed is.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from typing import TYPE_CHECKING

import pyarrow as pa

from analysis import dependence
from analysis.errors import OutputError
from analysis.independence import PERMUTATIONS, sketch
from analysis.kept import Shelf
from analysis.places import KEY

if TYPE_CHECKING:
    from datasketch import LeanMinHash

KIND = "sketches"
SCHEMA = pa.schema([pa.field(KEY, pa.string()), pa.field("sketch", pa.binary())])
_ORDER = "<"  # of bytes, whatever the machine's own is
_LIBRARIES = ("datasketch", "numpy")  # that hash


def shelf(place: str) -> Shelf:
    """The shelf of sketches, looked at now."""
    code = dependence.code_digest(("analysis.independence",))
    found = Shelf(place, KIND, dependence.joined((code, *map(version, _LIBRARIES))), SCHEMA)
    found.look()
    return found


def sketches(
    doc_ids: set[str], texts: Callable[[set[str]], Iterable[tuple[str, str]]], shelf: Shelf | None = None
) -> dict[str, LeanMinHash]:
    """The sketch of each of these documents: kept ones read again, others made of their texts and kept.

    Args:
        doc_ids: which documents.
        texts: gives id and text of the documents asked for, one at a time.
        shelf: where sketches are kept; None keeps none.
    """
    found = dict(_known(doc_ids, shelf)) if shelf else {}
    lacking = doc_ids - found.keys()
    if lacking:
        fresh = {doc_id: sketch(text) for doc_id, text in texts(lacking)}
        if shelf and fresh:
            columns = [list(fresh), [_packed(each) for each in fresh.values()]]
            with contextlib.suppress(OutputError):  # it is a spare; what cannot do without room says so
                shelf.took(shelf.put(pa.table(columns, schema=SCHEMA)), list(fresh))
                shelf.tidy()
        found |= fresh
    return found


def _known(doc_ids: set[str], shelf: Shelf) -> Iterator[tuple[str, LeanMinHash]]:
    """The kept sketches; without those of a part that can no longer be read, or that holds another thing."""
    from datasketch import LeanMinHash  # brings scipy, which takes a while to load

    like = _packed(sketch(""))  # bytes that somebody else may have put there could be none of ours
    head = len(like) - 4 * PERMUTATIONS
    kept = sorted((doc_id for doc_id in doc_ids if doc_id in shelf), key=lambda each: (shelf.where[each], each))
    for doc_id in kept:
        with contextlib.suppress(OutputError, KeyError):
            for piece in shelf.rows([doc_id]):
                packed = piece["sketch"][0].as_py()
                if packed and len(packed) == len(like) and packed[:head] == like[:head]:
                    yield doc_id, LeanMinHash.deserialize(packed, _ORDER)


def _packed(one: LeanMinHash) -> bytes:
    packed = bytearray(one.bytesize(_ORDER))
    one.serialize(packed, _ORDER)
    return bytes(packed)
