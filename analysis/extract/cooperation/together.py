"""States that one word names together: 'the two Koreas', in a text that names both."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.extract.cooperation.parties import Parties, Party
from analysis.extract.gazetteer import plurals


def named_together(parties: Parties, head: Token) -> list[Party]:
    """The states that the word names, none where the text does not name each of them elsewhere."""
    states = plurals().get(head.text, ())
    if not all(state.actor_id in parties.names for state in states):
        return []
    return [
        Party(state.actor_id, state.kind, state.country, "name", head.i, head.i + 1, state.actor_id)
        for state in states
    ]
