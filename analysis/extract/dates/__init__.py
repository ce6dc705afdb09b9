"""Time expressions: find them, give them TIMEX3 values, and say where they disagree."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from analysis.extract.dates.attach import date_of, iso
from analysis.extract.dates.conflicts import with_conflicts
from analysis.extract.dates.find import expressions
from analysis.extract.records import TimeExpression


def dates(doc: Doc) -> Iterator[TimeExpression]:
    """Every time expression of the doc, in order of appearance, none overlapping another."""
    found, time = expressions(doc)
    yield from with_conflicts(found, time)


__all__ = ["date_of", "dates", "iso"]
