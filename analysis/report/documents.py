"""A page for each document: its whole text with every record marked, and beside it what was read out of it.

Each record has two anchors: its id in the text, and `about-` and its id in the list. Filters by kind are boxes
and style alone, so that they work without a script.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.parquet as pq

from analysis import evidence, store
from analysis.report.links import address
from analysis.sentences import starts
from analysis.why import why

NOUN = {"claims": "Claim", "sanctions": "Sanctions", "cooperation": "Cooperation"}
BATCH = 200  # documents whose rows are held at a time
PER_DOCUMENT = ("mentions", "dates", "claims", "sanctions", "cooperation")


class Told(NamedTuple):
    """One record as the list beside the text tells it."""

    id: str
    kind: str
    number: int
    head: str
    facts: list[tuple[str, str]]
    reasons: list[str]
    evidence: str
    review: str | None
    original: str | None
    digest: str


def document_pages(folder: Path, *, only: set[str] | None = None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Address and context of the page of each document of the run in `folder`.

    Args:
        folder: tables of the run.
        only: ids of the documents wanted; None takes all.
    """
    actors = pq.read_table(folder / "actors.parquet", columns=["actor_id", "actor"]).to_pydict()
    name = dict(zip(actors["actor_id"], actors["actor"], strict=True))
    ids = pq.read_table(folder / "documents.parquet", columns=["doc_id"])["doc_id"].to_pylist()
    ids = [doc for doc in ids if only is None or doc in only]
    for first in range(0, len(ids), BATCH):
        yield from _batch(folder, ids, range(first, min(first + BATCH, len(ids))), name)


def _batch(
    folder: Path, ids: list[str], places: range, name: Mapping[str, str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The pages of some documents, with no more than their own rows in memory."""
    mine_ids = [ids[at] for at in places]

    def some(table: str) -> list[dict[str, Any]]:
        read = pq.read_table(folder / f"{table}.parquet", filters=[("doc_id", "in", mine_ids)])
        return store.records(read.to_pandas())

    documents = {row["doc_id"]: row for row in some("documents")}
    rows: dict[str, dict[str, list[dict[str, Any]]]] = {table: defaultdict(list) for table in PER_DOCUMENT}
    for table in PER_DOCUMENT:
        for row in some(table):
            rows[table][row["doc_id"]].append(row)
    for at in places:
        document = documents[ids[at]]
        mine = {table: rows[table][document["doc_id"]] for table in PER_DOCUMENT}
        marked = evidence.spans(mine, name)
        told = [_told(table, number, row, name) for table in NOUN for number, row in enumerate(mine[table], start=1)]
        place = {row[evidence.KEY[table]]: (row["sentence"], row["start"]) for table in NOUN for row in mine[table]}
        told.sort(key=lambda one: place[one.id])  # as the text has them, whatever their kind
        yield (
            address(document["doc_id"]),
            {
                "document": document,
                "sentences": _sentences(document["text"], marked),
                "labels": {one.id: f"{NOUN[one.kind]} {one.number}" for one in told},
                "kind_of": {one.id: one.kind for one in told},
                "records": told,
                "counts": {kind: len(mine[kind]) for kind in NOUN} | {"actors": len(mine["mentions"]), "dates": len(mine["dates"])},
                "before": address(ids[at - 1]) if at else None,
                "after": address(ids[at + 1]) if at + 1 < len(ids) else None,
            },
        )  # fmt: skip


def _sentences(text: str, marked: list[evidence.Span]) -> list[list[evidence.Piece]]:
    """The pieces of the text, sentence by sentence; a piece that runs over a bound is cut there."""
    bounds = sorted({0, *starts(text)})
    cut: list[list[evidence.Piece]] = [[] for _ in bounds]
    whole = [
        evidence.Span(start, stop, "sentence", None, "")
        for start, stop in zip(bounds, [*bounds[1:], len(text)], strict=True)
    ]
    at = 0
    for piece in evidence.pieces(text, [*whole, *marked]):
        cut[bisect_right(bounds, at) - 1].append(piece)
        at += len(piece.text)
    return cut


def _told(table: str, number: int, row: Mapping[str, Any], name: Mapping[str, str]) -> Told:
    def names(ids: list[str]) -> str:
        return ", ".join(name.get(one, one) for one in ids)

    who = name.get(row["source"], row["source"]) if row["source"] else None
    facts: list[tuple[str, str]] = []
    if table == "claims":
        head = f"{row['kind']} by {who or 'nobody named'}"
        facts.append(("how", "direct quotation" if row["quoted"] else "in the article's words"))
    elif table == "sanctions":
        head = f"{row['action']}, {row['measure']}"
        facts += [
            ("imposed by", names(row["imposers"])),
            ("against", names(row["targets"])),
            ("instrument", row["instrument"] or ""),
        ]
    else:
        head = row["area"]
        facts += [("item", row["item"] or ""), ("from", names(row["givers"])), ("to", names(row["receivers"]))]
        facts += [("parties", names(row["participants"])), ("stage", row["stage"])]
    if table != "claims":
        facts += [("polarity", row["polarity"]), ("certainty", row["certainty"])]
        facts += [("said by", who or "the article itself"), ("date", row["date"] or "")]
    return Told(
        row[evidence.KEY[table]], table, number, head, [fact for fact in facts if fact[1]], why(table, row),
        row["evidence"], row["review"], row["original"], row["evidence_digest"],
    )  # fmt: skip
