"""The actors of a run, counted while its mentions go by."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import pyarrow as pa

NAMING = ("name", "metonym", "demonym")  # forms that name an actor
_WHAT = ("actor", "kind", "country", "form", "text")


class Cast:
    """Counts over mentions, piece by piece; a document's mentions come in one piece."""

    def __init__(self) -> None:
        self.actors: dict[str, _Actor] = {}

    def add(self, mentions: pa.Table, published: Mapping[str, datetime.date | None]) -> None:
        """Count the mentions of some documents.

        Args:
            mentions: rows of table `mentions`.
            published: day of publication of each of the documents.
        """
        counted = mentions.group_by(["actor_id", *_WHAT], use_threads=False).aggregate([([], "count_all")])
        for row in counted.to_pylist():
            self.actors.setdefault(row["actor_id"], _Actor()).count(row, row["count_all"])
        pairs = mentions.group_by(["actor_id", "doc_id"], use_threads=False).aggregate([])
        for actor, doc in zip(pairs["actor_id"].to_pylist(), pairs["doc_id"].to_pylist(), strict=True):
            self.actors[actor].seen(published[doc])

    def rows(self, wikidata: Callable[[str], str | None]) -> list[dict[str, Any]]:
        """One row an actor of the run, most mentioned first; ties by id.

        Args:
            wikidata: function from an actor id to its Wikidata item or None.
        """
        built = [actor.row(key, wikidata(key)) for key, actor in self.actors.items()]
        return sorted(built, key=lambda row: (-row["n_mentions"], row["actor_id"]))


class _Actor:
    __slots__ = ("countries", "documents", "first", "forms", "kinds", "last", "mentions", "names")

    def __init__(self) -> None:
        self.names: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.countries: Counter[str] = Counter()
        self.forms: Counter[str] = Counter()
        self.mentions = self.documents = 0
        self.first: datetime.date | None = None
        self.last: datetime.date | None = None

    def count(self, row: Mapping[str, Any], times: int) -> None:
        self.mentions += times
        self.names[row["actor"]] += times
        self.kinds[row["kind"]] += times
        if row["country"]:
            self.countries[row["country"]] += times
        if row["form"] in NAMING:
            self.forms[row["text"]] += times

    def seen(self, day: datetime.date | None) -> None:
        self.documents += 1
        if day is not None:
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)

    def row(self, key: str, wikidata: str | None) -> dict[str, Any]:
        return {
            "actor_id": key, "actor": _top(self.names), "kind": _top(self.kinds), "country": _top(self.countries),
            "wikidata": wikidata, "aliases": sorted(self.forms, key=lambda form: (-self.forms[form], form)),
            "n_mentions": self.mentions, "n_documents": self.documents, "first_seen": self.first, "last_seen": self.last,
        }  # fmt: skip


def _top(counts: Counter[str]) -> str | None:
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None
