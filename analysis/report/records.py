"""Pages that list the records behind a figure or the findings: from a bar to its records, from a record to its sentence.

A page has a section for each bar, cell, line or finding; the overlay of a picture links to it. Only the tables' rows
that are asked for are read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.parquet as pq

from analysis import store
from analysis.behind import MOST, split
from analysis.changes import describe
from analysis.evidence import KEY
from analysis.report.figures import Figure
from analysis.report.links import CHANGES, FINDINGS, address
from analysis.sentences import starts
from analysis.wording import capital

LONGEST = 400  # signs of a sentence in a list
_TABLE = {"cl": "claims", "sa": "sanctions", "co": "cooperation"}


class Item(NamedTuple):
    """One record in a list."""

    address: str
    what: str
    said: str  # how far, how sure, by whom
    sentence: str
    article: str


class Group(NamedTuple):
    """What one bar, cell, line or finding counts."""

    key: str
    label: str
    n: int
    items: list[Item]
    refs: Sequence[str]


def groups_of(figure: Figure) -> list[tuple[str, int, Sequence[str]]]:
    """Label, number and references of each mark of a figure."""
    return [(mark["label"], mark["n"], mark["records"]) for mark in figure.marks]


class Lookup:
    """The rows behind references, read from the tables of a run once they are known."""

    def __init__(self, folder: Path, refs: Iterable[str]) -> None:
        places = [split(ref) for ref in refs if not ref.startswith("!")]
        ids = {anchor for _, anchor in places if anchor}
        self.rows: dict[str, tuple[str, dict[str, Any]]] = {}
        for prefix, table in _TABLE.items():
            wanted = sorted(one for one in ids if one.startswith(f"{prefix}-"))
            for row in _some(folder, table, KEY[table], wanted):
                self.rows[row[KEY[table]]] = (table, row)
        self.documents = {
            row["doc_id"]: row for row in _some(folder, "documents", "doc_id", sorted({doc for doc, _ in places}))
        }
        actors = pq.read_table(folder / "actors.parquet", columns=["actor_id", "actor"]).to_pydict()
        self.names = dict(zip(actors["actor_id"], actors["actor"], strict=True))
        rejected = pq.read_table(folder / "rejected.parquet", columns=["path", "detail"]).to_pydict()
        self.rejected = dict(zip(rejected["path"], rejected["detail"], strict=True))
        self._starts: dict[str, list[int]] = {}

    def item(self, ref: str) -> Item | None:
        """What a list says of a reference; None where the run does not hold it."""
        if ref.startswith("!"):
            path = ref[1:]
            return Item("tables/rejected.html", path, self.rejected.get(path, ""), "", "")
        doc, anchor = split(ref)
        document = self.documents.get(doc)
        if document is None:
            return None
        article = " · ".join(
            str(part)
            for part in (document["source"], document["title"] or document["path"], document["published"])
            if part
        )
        if anchor is None:
            return Item(address(doc), document["title"] or document["path"], "", "", article)
        if anchor in self.rows:
            table, row = self.rows[anchor]
            return Item(
                address(doc, anchor),
                capital(describe(table, row, self.names)),
                self._said(table, row),
                _short(row["evidence"]),
                article,
            )
        at = anchor.partition("-")[2]
        if not at.isdigit():
            return None
        return Item(address(doc, anchor), "", "", _short(self._sentence(document, int(at))), article)

    def kind(self, ref: str) -> str | None:
        """The table whose record a reference means; None for documents, rejected files and bare places."""
        _, anchor = ("", None) if ref.startswith("!") else split(ref)
        if anchor in self.rows:
            return self.rows[anchor][0]
        return {"m": "mentions", "d": "dates"}.get((anchor or "").partition("-")[0])

    def _said(self, table: str, row: Mapping[str, Any]) -> str:
        who = self.names.get(row["source"], row["source"]) if row["source"] else None
        if table == "claims":
            return f"by {who or 'nobody named'}"
        parts = [row["stage"] if table == "cooperation" else row["measure"], row["certainty"]]
        parts += ["negated"] if row["polarity"] == "negated" else []
        parts += [f"corrected by hand ({row['review']})"] if row["review"] else []
        return ", ".join(parts) + f"; said by {who or 'the article itself'}"

    def _sentence(self, document: Mapping[str, Any], at: int) -> str:
        text, doc_id = document["text"], document["doc_id"]
        if doc_id not in self._starts:
            self._starts[doc_id] = sorted({0, *starts(text)})
        bounds = self._starts[doc_id]
        place = bisect_right(bounds, at)
        return text[bounds[place - 1] : bounds[place] if place < len(bounds) else len(text)]


def _some(folder: Path, table: str, key: str, values: list[str]) -> Iterator[dict[str, Any]]:
    if values:
        yield from store.records(
            pq.read_table(folder / f"{table}.parquet", filters=[(key, "in", values)]).to_pandas()
        )


def record_pages(
    folder: Path,
    figures: Mapping[str, Figure],
    found: Iterable[Mapping[str, Any]],
    changed: Iterable[Mapping[str, Any]] = (),
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Address and context of a page for each figure, and for the findings.

    Args:
        folder: tables of the run.
        figures: the figures of the report, by name.
        found: its findings.
        changed: the sentences on what changed since an earlier run.
    """
    wanted: list[tuple[str, str, list[tuple[str, int, Sequence[str]]]]] = [
        (name, figure.title, groups_of(figure)) for name, figure in sorted(figures.items()) if figure.marks
    ]
    wanted.append(
        (FINDINGS, "The records behind the findings", [(each["text"], each["n"], each["records"]) for each in found])
    )
    if moved := [(each["text"], each["n"], each["records"]) for each in changed]:
        wanted.append((CHANGES, "The records behind what changed", moved))
    lookup = Lookup(folder, [ref for _, _, groups in wanted for _, _, refs in groups for ref in refs])
    for name, title, groups in wanted:
        told = [
            Group(f"r{number}", label, n, [item for ref in refs[:MOST] if (item := lookup.item(ref))], refs)
            for number, (label, n, refs) in enumerate(groups, start=1)
        ]
        kinds = sorted({kind for group in told for ref in group.refs if (kind := lookup.kind(ref))})
        yield (
            f"records/{name}.html",
            {"title": title, "groups": told, "findings": name in (FINDINGS, CHANGES), "kinds": kinds},
        )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", 1)[0] + " …"
