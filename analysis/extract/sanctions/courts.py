"""Penalties at home: what a court, the police or a club imposes is no sanction."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.extract.sanctions.cast import Cast
from analysis.extract.sanctions.trees import lemma, near
from analysis.extract.sanctions.trigger import OF

COURTS = frozenset(["court", "judge", "magistrate", "tribunal", "sheriff", "police", "school", "club", "league"])


def domestic(token: Token, cast: Cast) -> bool:
    """A court, the police or a club acts, in a document that does not name sanctions: a penalty at home."""
    if cast.speaks:
        return False
    struck = {
        below.i for child in token.children if child.lower_ in OF and child.dep_ == "prep" for below in near(child)
    }  # "travel bans on two judges" are no court's
    beside = token.doc[max(0, token.i - 20) : token.i + 20]
    return any(lemma(other) in COURTS and other.i not in struck for other in beside)
