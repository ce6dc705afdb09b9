"""Titles and pronouns that refer back to somebody, where the text makes it plain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from analysis.extract.records import Mention
from analysis.extract.words import Words


def references(doc: Doc, words: Words, named: Sequence[Mention]) -> Iterator[Mention]:
    """Mentions of form title and pronoun."""
    yield from ()
