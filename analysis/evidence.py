"""The text of a document cut into pieces at the bounds of its records, so that a page can mark them.

Pieces follow each other without gap or overlap: joined, they are the text, letter by letter. A piece knows
which kinds of record cover it and which records start at it; how that looks is the page's business.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

# kinds in the order of their lanes under the text, the innermost first
KINDS = ("actors", "dates", "claims", "content", "sanctions", "cooperation")
LABELS = {
    "actors": "Actors",
    "dates": "Dates",
    "claims": "Claims: who says it, and the words that say so",
    "content": "What is claimed",
    "sanctions": "Sanctions",
    "cooperation": "Cooperation",
}
KEY = {"claims": "claim_id", "sanctions": "sanction_id", "cooperation": "cooperation_id"}


class Span(NamedTuple):
    """A stretch of text that a record covers."""

    start: int
    end: int
    kind: str
    anchor: str | None  # id of the record that starts here, for a link to it
    title: str  # said on hovering


class Piece(NamedTuple):
    """A stretch of text over which nothing changes."""

    text: str
    kinds: tuple[str, ...]
    anchors: tuple[str, ...]  # records, mentions and dates that start with it
    titles: tuple[str, ...]


def spans(tables: Mapping[str, Iterable[Mapping[str, Any]]], name: Mapping[str, str]) -> list[Span]:
    """Every stretch to be marked in one document.

    Args:
        tables: rows of mentions, dates, claims, sanctions and cooperation of the document.
        name: canonical name of each actor id.
    """
    found = [
        Span(row["start"], row["end"], "actors", f"m-{row['start']}", f"{row['actor']} ({row['form']})")
        for row in tables["mentions"]
    ]
    for row in tables["dates"]:
        found.append(
            Span(
                row["start"],
                row["end"],
                "dates",
                f"d-{row['start']}",
                row["conflict"] or row["value"] or "date not settled",
            )
        )
    for row in tables["claims"]:
        who = name.get(row["source"], row["source"]) or "nobody named"
        title = f"{row['kind']} by {who}"
        found.append(Span(row["start"], row["end"], "claims", row["claim_id"], title))
        for part, kind in (("source", "claims"), ("content", "content")):
            if row[f"{part}_start"] is not None and row[f"{part}_end"] is not None:
                found.append(Span(int(row[f"{part}_start"]), int(row[f"{part}_end"]), kind, None, title))
    for row in tables["sanctions"]:
        title = f"{row['action']}, {row['measure']}, {row['certainty']}"
        found.append(Span(row["start"], row["end"], "sanctions", row["sanction_id"], title))
    for row in tables["cooperation"]:
        title = f"{row['area']}, {row['stage']}, {row['certainty']}"
        found.append(Span(row["start"], row["end"], "cooperation", row["cooperation_id"], title))
    return sorted(found, key=lambda span: (span.start, -span.end, KINDS.index(span.kind)))


def pieces(text: str, marked: Iterable[Span]) -> list[Piece]:
    """The text cut at every bound of a span; empty and misplaced spans are left out."""
    marked = [span for span in marked if 0 <= span.start < span.end <= len(text)]
    begin: dict[int, list[Span]] = defaultdict(list)
    end: dict[int, list[Span]] = defaultdict(list)
    for span in marked:
        begin[span.start].append(span)
        end[span.end].append(span)
    bounds = sorted({0, len(text), *begin, *end})
    cut: list[Piece] = []
    open_: list[Span] = []
    for start, stop in itertools.pairwise(bounds):
        gone = {id(span) for span in end[start]}
        open_ = [span for span in open_ if id(span) not in gone] + begin[start]
        kinds = tuple(kind for kind in KINDS if any(span.kind == kind for span in open_))
        anchors = tuple(dict.fromkeys(span.anchor for span in begin[start] if span.anchor))
        titles = tuple(dict.fromkeys(span.title for span in open_ if span.title))
        cut.append(Piece(text[start:stop], kinds, anchors, titles))
    return cut
