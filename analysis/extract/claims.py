"""Find attribution statements in a doc."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from analysis.extract.records import Claim


def claims(doc: Doc) -> Iterator[Claim]:
    """Every one, in order of appearance."""
    yield from ()
