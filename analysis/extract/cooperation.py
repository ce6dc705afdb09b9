"""Find cooperation statements in a doc."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from analysis.extract.records import Cooperation


def cooperation(doc: Doc) -> Iterator[Cooperation]:
    """Every one, in order of appearance."""
    yield from ()
