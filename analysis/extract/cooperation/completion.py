"""Parties that the words around the trigger leave out, and a reader takes from what was said before.

'The deal', 'this alliance', 'the Russian delivery': the latest record of the same area that fits gives the
parties. Where one side is known, the nearest other actor of the sentence can be the other.
"""

from __future__ import annotations

from spacy.tokens import Span, Token

from analysis.extract.cooperation.context import Context
from analysis.extract.cooperation.frames import Trigger
from analysis.extract.cooperation.parties import Party, sides

DEFINITE = frozenset(["the", "this", "that", "these", "those", "such", "its", "their", "both", "his", "her", "our"])
REACH = 12  # tokens between trigger and the nearest other actor
MEMORY = 8  # records back

Roles = tuple[list[Party], list[Party], list[Party]]


def complete(
    trigger: Trigger,
    area: str,
    givers: list[Party],
    receivers: list[Party],
    both: list[Party],
    sentence: Span,
    context: Context,
) -> Roles | None:
    """Givers, receivers and all parties, filled up from the sentence or from earlier records; else None."""
    known = [*givers, *receivers, *both]
    earlier = _earlier(trigger, area, known, context)
    if earlier is not None:
        return earlier
    return None


def _earlier(trigger: Trigger, area: str, known: list[Party], context: Context) -> Roles | None:
    if trigger.kind != "noun" or not (known or definite(trigger)):
        return None
    mine = sides(known)
    for candidate in context.history[: -MEMORY - 1 : -1]:
        if candidate.area != area and candidate.trigger.frame.id != trigger.frame.id:
            continue
        if mine <= sides(candidate.parties):
            return list(candidate.givers), list(candidate.receivers), list(candidate.parties)
    return None


def definite(trigger: Trigger) -> bool:
    """True where the noun refers back: 'the deal', 'these talks', 'their alliance'."""
    return any(child.lower_ in DEFINITE for child in _left(trigger.token))


def _left(token: Token) -> list[Token]:
    return [child for child in token.lefts if child.dep_ in ("det", "poss", "predet", "amod")]
