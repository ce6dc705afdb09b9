"""Which documents a file of corrections may reach: only their rows have to be held at once, all others stream by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from analysis import tables
from analysis.correct import KEY, LISTS, Rows, correct
from analysis.corrections import Correction

PASSAGE = 12  # signs of an id before its passage
Piece = dict[str, pa.Table]  # rows of `documents` and of every table that a document has


def corrected(
    pieces: Callable[[], Iterable[Piece]], corrections: Sequence[Correction]
) -> tuple[Iterator[Piece], list[dict[str, Any]]]:
    """The rows as a reader corrected them, piece by piece, and what became of each correction.

    Args:
        pieces: gives the rows of the run, some documents at a time; called twice.
        corrections: what to apply, in order.
    """
    reach = Reach(corrections)
    rows: Rows = {}
    held: set[str] = set()
    for piece in pieces():
        found = reach.documents(piece)
        held |= found
        for name, table in piece.items():
            rows.setdefault(name, []).extend(_of(table, found).to_pylist() if found else [])
    for name in ("documents", "mentions", *KEY):
        rows.setdefault(name, [])
    correct(rows, corrections)
    outcomes = rows.pop("corrections")
    return _put_back(pieces(), rows, held), outcomes


def _put_back(pieces: Iterable[Piece], rows: Rows, held: set[str]) -> Iterator[Piece]:
    by_document: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for name, some in rows.items():
        for row in some:
            by_document.setdefault(row["doc_id"], {}).setdefault(name, []).append(row)
    for piece in pieces:
        ids = piece["documents"]["doc_id"].to_pylist()
        if held.isdisjoint(ids):
            yield piece
            continue
        fresh: Piece = {}
        for name, table in piece.items():
            own: dict[str, list[dict[str, Any]]] = {}
            for row in table.to_pylist():
                own.setdefault(row["doc_id"], []).append(row)
            own |= {key: by_document.get(key, {}).get(name, []) for key in held.intersection(ids)}
            fresh[name] = tables.build(name, [row for key in ids for row in own.get(key, [])])
        yield fresh


class Reach:
    """What corrections look for in the rows: records by id, passage or digest, articles, actors."""

    def __init__(self, corrections: Iterable[Correction]) -> None:
        self.records: set[str] = set()
        self.digests: set[str] = set()
        self.articles: set[str] = set()
        self.actors: set[str] = set()
        self.into: set[str] = set()  # actors of whom the first mention tells all that is wanted
        for each in corrections:
            if each.action == "add":
                self.articles.add(each.id)
            elif each.action in ("merge", "rename"):
                self.actors.add(each.id)
                self.into |= {each.value} if each.action == "merge" else set()
            else:
                self.records.add(each.id)
                self.records |= {each.value} if each.action in ("join", "split") else set()
            self.digests |= {each.digest} if each.digest else set()

    def documents(self, piece: Piece) -> set[str]:
        """Ids of the documents among these that a correction may look at."""
        found: set[str] = set()
        passages = {one[PASSAGE:] for one in self.records}
        for name, key in KEY.items():
            table = piece[name]
            if not table.num_rows:
                continue
            passage = pc.utf8_slice_codeunits(table[key], PASSAGE)
            found |= _where(table, _in(passage, passages))
            found |= _where(table, _in(table["evidence_digest"], self.digests))
            if self.actors:
                found |= _where(table, _in(table["source"], self.actors))
                for column in LISTS[name]:
                    parents = pc.list_parent_indices(table[column].combine_chunks())
                    hits = parents.filter(_in(pc.list_flatten(table[column].combine_chunks()), self.actors))
                    found |= set(table["doc_id"].take(hits).to_pylist())
        documents = piece["documents"]
        found |= _where(documents, _in(documents["doc_id"], self.articles))
        found |= _where(documents, _in(documents["path"], self.articles))
        mentions = piece["mentions"]
        found |= _where(mentions, _in(mentions["actor_id"], self.actors))
        for actor in sorted(self.into):
            first = pc.index(mentions["actor_id"], actor).as_py()
            if first >= 0:
                found.add(mentions["doc_id"][first].as_py())
                self.into.discard(actor)
        return found


def _in(column: Any, values: set[str]) -> Any:
    return pc.is_in(column, pa.array(sorted(values), pa.string()))


def _where(table: pa.Table, mask: Any) -> set[str]:
    return set(table["doc_id"].filter(mask).to_pylist())


def _of(table: pa.Table, ids: set[str]) -> pa.Table:
    return table.filter(_in(table["doc_id"], ids))
