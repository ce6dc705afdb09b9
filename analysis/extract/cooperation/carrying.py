"""The pair of which the text has just been speaking, for a sentence that names one of its sides and nobody else."""

from __future__ import annotations

from spacy.tokens import Span

from analysis.extract.cooperation.context import Context
from analysis.extract.cooperation.frames import Trigger
from analysis.extract.cooperation.memory import told
from analysis.extract.cooperation.parties import Party, sides
from analysis.extract.cooperation.roles import Roles, known_of, other_side

AWAY = 160  # tokens between the sentence and the pair


def carried_on(
    trigger: Trigger,
    roles: Roles,
    sentence: Span,
    context: Context,
) -> Roles | None:
    """The other of the pair; else the only state of the sentence before; else the state that the whole text is about."""
    known = known_of(roles)
    directed = bool(roles[0] or roles[1])
    mine = sides(known)
    if len(mine) != 1 or (trigger.frame.id == "ally" and trigger.token.tag_ == "NNS"):
        return None  # 'its allies' are many, and nobody named
    others = {
        party.side
        for party in context.parties.within(sentence.start, sentence.end)
        if party.side not in mine and party.kind in ("state", "bloc", "person")
    }
    for candidate in told(context):
        if sentence.start - candidate.span[1] > AWAY:
            break
        pair = sides(candidate.parties)
        if len(pair) != 2 or not mine < pair:
            continue
        if others - pair:
            return None
        rest = [party for party in candidate.parties if party.side not in mine]
        if trigger.form.both and not directed:
            return [], [], [*known, *rest]
        if directed:
            return other_side(roles, rest)
    before = _told_before(trigger, known, others, context)
    if before is not None:
        return other_side(roles, [before])
    hero = context.hero
    if hero is None or hero.side in mine or others - {hero.side} or not trigger.form.item:
        return None
    if any(party.kind == "bloc" for party in known) or trigger.kind != "verb":
        return None
    return other_side(roles, [hero]) if directed else None


def _told_before(trigger: Trigger, known: list[Party], others: set[str], context: Context) -> Party | None:
    """The only other state of the sentence before, for a flow of which this sentence names one side and nobody else."""
    if others or trigger.kind != "verb" or trigger.frame.about != "items" or not trigger.form.giver:
        return None
    before = context.parties.within(context.previous_start, context.sentence_start)
    states = [party for party in before if party.kind in ("state", "person") and party.side not in sides(known)]
    if len(sides(states)) != 1 or any(party.kind == "bloc" for party in before):
        return None
    return next((party for party in states if party.kind == "state"), None)
