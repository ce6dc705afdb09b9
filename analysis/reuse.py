"""Results of other code or vocabulary that still hold: a change of one extractor leaves what the others found.

A row that was kept says by which digest each step of it was computed. What a step found then holds now where its digest
is the same, and where all that it reads is as it was: found again, or computed anew and equal. So a changed word in the
vocabulary of sanctions computes sanctions everywhere, and cooperation only in documents whose sanctions changed.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pyarrow as pa

from analysis.errors import OutputError
from analysis.kept import Shelf
from analysis.places import FAULT, KEY
from analysis.rows import records
from analysis.steps import Step

MOST = 4  # other shelves that are looked at, those that share most
Records = tuple[Any, ...]
Rows = Mapping[str, list[dict[str, Any]]]


class Part(NamedTuple):
    """A part on a shelf of other code or vocabulary, as one process tells it another."""

    shelf: str
    name: str


def made_by(schema: pa.Schema | None) -> dict[str, str]:
    """By what a part was made, as it says of itself: step → its digest then."""
    said = (schema.metadata if schema is not None else None) or {}
    return {key.decode(errors="replace"): value.decode(errors="replace") for key, value in said.items()}


class Others:
    """The shelves of other code or vocabulary on which something may still hold.

    Args:
        own: the shelf of now.
        digests: step → its digest now.
    """

    def __init__(self, own: Shelf, digests: Mapping[str, str]) -> None:
        found = []
        for shelf in own.others():
            by = made_by(shelf.schema())
            if same := {step for step, digest in digests.items() if by.get(step) == digest}:
                found.append((shelf, same))
        found.sort(key=lambda pair: len(pair[1]), reverse=True)  # of those that share as much the one used last
        self.shelves = found[: 1 if "://" in own.place else MOST]  # under a URL each is read whole to learn its keys
        for shelf, _ in self.shelves:
            shelf.look(use=False)

    def parts(self, keys: Iterable[str]) -> list[Part]:
        """The parts that hold what may still hold of these documents."""
        wanted: dict[Part, None] = {}
        for key in keys:
            covered: set[str] = set()
            for shelf, same in self.shelves:
                if key in shelf and not same <= covered:
                    covered |= same
                    wanted[Part(shelf.digest, shelf.where[key])] = None
        return list(wanted)


class Before:
    """What was found in one document before.

    Args:
        digests: step → the digest that it was computed by.
        rows: table → its rows.
    """

    def __init__(self, digests: Mapping[str, str], rows: Rows) -> None:
        self.digests, self.rows = digests, rows
        self._records: dict[str, Records] = {}

    def records(self, step: str) -> Records:
        """What a step found."""
        if step not in self._records:
            self._records[step] = records(step, self.rows[step], self.rows["claims"])
        return self._records[step]


class Through:
    """Takes a document through the steps: each one's records from before where they hold, else computed.

    Args:
        digests: step → its digest now.
        before: what was found in the document before, by whatever code or vocabulary.
    """

    def __init__(self, digests: Mapping[str, str], before: Sequence[Before]) -> None:
        self.digests, self.before = digests, before
        self.found: dict[str, Records] = {}

    def __call__(self, step: Step, compute: Callable[[], Records]) -> Records:
        """The records of a step."""
        held = next((each for each in self.before if self._holds(each, step)), None)
        self.found[step.name] = compute() if held is None else held.records(step.name)
        return self.found[step.name]

    def _holds(self, before: Before, step: Step) -> bool:
        return before.digests.get(step.name) == self.digests[step.name] and all(
            before.records(name) == self.found[name] for name in step.reads
        )


def known(place: str, kind: str, parts: Iterable[Part], columns: pa.Schema) -> dict[str, list[Before]]:
    """What these parts, of these columns, hold, by key of the document; one that can no longer be read holds nothing."""
    found: dict[str, list[Before]] = {}
    for part in parts:
        with contextlib.suppress(OutputError):
            shelf = Shelf(place, kind, part.shelf, columns)
            table = shelf.part(part.name)
            digests = made_by(table.schema)
            for row in table.to_pylist():
                if row[FAULT]:
                    continue  # it lacks what was found before some extractor stumbled
                found.setdefault(row[KEY], []).append(Before(digests, row))
    return found
