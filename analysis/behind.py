"""What stands behind a number: references to the passages that it counts.

A reference such as `1f0c…#co-1f0c3a9b-5d2e88a1c4` names a document and a place in it: the id of a record, `m-120` for
the mention that starts there, `d-88` for a date, nothing for the document as a whole. `!path` is an input that could
not be used. A number of thousands keeps its first references; the count beside it stays whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Any

import pandas as pd

MOST = 100  # references kept for one number
COLUMN = "records"  # of a view: the references behind each of its rows
_KEYS = ("sanction_id", "cooperation_id")


def references(frame: pd.DataFrame) -> list[list[str]]:
    """The references of each row of a table, or of a frame that brings them along in its column `records`.

    Args:
        frame: table mentions, dates, claims, sanctions, cooperation, documents or rejected; or what `counted` gave.
    """
    if COLUMN in frame and "event_id" in frame:
        return [list(refs) for refs in frame[COLUMN]]
    if "reason" in frame:
        return [[f"!{path}"] for path in frame["path"]]
    key = next((name for name in _KEYS if name in frame), "claim_id" if "claim_id" in frame else "")
    if key:
        return [[f"{doc}#{one}"] for doc, one in zip(frame["doc_id"], frame[key], strict=True)]
    if "start" in frame:
        letter = "m" if "actor_id" in frame else "d"
        return [[f"{doc}#{letter}-{start}"] for doc, start in zip(frame["doc_id"], frame["start"], strict=True)]
    return [[str(doc)] for doc in frame["doc_id"]]


def beside(frame: pd.DataFrame) -> pd.Series:
    """The references of each row as a column beside the others."""
    return pd.Series(references(frame), index=frame.index, dtype=object)


class Behind:
    """References gathered by what they count for, each once, in order, at most `MOST` of them."""

    def __init__(self, pairs: Iterable[tuple[Hashable, Iterable[str]]] = ()) -> None:
        self._found: dict[Hashable, dict[str, None]] = defaultdict(dict)
        for key, refs in pairs:
            self.add(key, refs)

    def add(self, key: Hashable, refs: Iterable[str]) -> None:
        """Count `refs` for `key`."""
        kept = self._found[key]
        if len(kept) < MOST:
            for ref in refs:
                kept[ref] = None

    def __getitem__(self, key: Any) -> list[str]:
        """The references of `key`; none where nothing counted for it."""
        return list(self._found.get(key, ()))[:MOST]


def gathered(lists: Iterable[Iterable[str]]) -> list[str]:
    """Several rows' references as one list."""
    return Behind([(None, refs) for refs in lists])[None]


def split(ref: str) -> tuple[str, str | None]:
    """Document and place of a reference."""
    doc, _, anchor = ref.partition("#")
    return doc, anchor or None
