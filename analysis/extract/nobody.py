"""Words for nobody at all: apart from negation, whose cues not everybody who asks about a subject depends on."""

from __future__ import annotations

from spacy.tokens import Token

NOBODY = frozenset(["nobody", "none", "nothing", "neither"])


def no_one(noun: Token) -> bool:
    """Whether this is the "one" of "no one"."""
    return noun.lower_ == "one" and noun.i > 0 and noun.doc[noun.i - 1].lower_ == "no"
