"""Find time statements in a doc."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from analysis.extract.records import TimeExpression


def dates(doc: Doc) -> Iterator[TimeExpression]:
    """Every one, in order of appearance."""
    yield from ()
