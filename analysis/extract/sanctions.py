"""Find sanctions statements in a doc."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from analysis.extract.records import Sanction


def sanctions(doc: Doc) -> Iterator[Sanction]:
    """Every one, in order of appearance."""
    yield from ()
