"""What somebody is punished for: 'froze a Peruvian firm's assets over its support for Chile' is the firm's doing.

A reason stands behind "over" or "for". Who punishes is the subject of the sentence, and so what "its" seems to mean.
"""

from __future__ import annotations

from spacy.tokens import Span, Token

from analysis.extract.cooperation.candidates import Candidate, unique
from analysis.extract.cooperation.context import Context
from analysis.extract.cooperation.parties import Party, sides
from analysis.extract.cooperation.penalties import sanctions_in

REASON = frozenset(["over", "for", "after", "because", "due", "citing"])
DEEP = 12  # words above a trigger in its sentence's tree, at most


def reasons(sentence: Span, context: Context, found: list[Candidate]) -> list[Candidate]:
    """The candidates, those that are reasons of a sanction with the punished in the place of who punishes."""
    for record in sanctions_in(sentence, context):
        targets = [
            party
            for party in context.parties.within(sentence.start, sentence.end)
            if {party.actor_id, party.side} & {*record.targets}
        ]
        if targets and record.imposers:
            found = [_by_the_punished(one, frozenset(record.imposers), targets) for one in found]
    return [one for one in found if len(sides(one.parties)) > 1]


def _by_the_punished(candidate: Candidate, imposers: frozenset[str], targets: list[Party]) -> Candidate:
    """The candidate with the targets for an imposer who stands outside the reason."""
    reason = _reason(candidate.trigger.token)
    if reason is None:
        return candidate

    def punishes(party: Party) -> bool:
        return bool({party.actor_id, party.side} & imposers) and (party.start < reason.i or party.form == "pronoun")

    def put_right(parties: tuple[Party, ...]) -> tuple[Party, ...]:
        rest = [party for party in parties if not punishes(party)]
        known = sides(rest)
        return tuple(unique([*rest, *(party for party in targets if party.side not in known)]))

    if not any(map(punishes, candidate.parties)):
        return candidate
    return candidate._replace(
        givers=put_right(candidate.givers) if any(map(punishes, candidate.givers)) else candidate.givers,
        receivers=put_right(candidate.receivers) if any(map(punishes, candidate.receivers)) else candidate.receivers,
        parties=put_right(candidate.parties),
    )


def _reason(token: Token) -> Token | None:
    """The preposition of the reason in which a trigger stands."""
    for _ in range(DEEP):
        if token.head.i == token.i:
            return None
        token = token.head
        if (
            token.dep_ in ("prep", "mark", "advcl")
            and token.lower_ in REASON
            and token.head.pos_ in ("VERB", "AUX", "NOUN")
        ):
            return token
    return None
