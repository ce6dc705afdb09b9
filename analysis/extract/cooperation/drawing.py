"""Who draws the other side into it: 'urged X to buy its rifles', 'invited X to join its drill'."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.extract.cooperation import grammar
from analysis.extract.cooperation.context import Context
from analysis.extract.cooperation.frames import Trigger
from analysis.extract.cooperation.parties import sides
from analysis.extract.cooperation.roles import Roles, known_of, other_side

# what one side makes the other do with it
DRAWING = frozenset(["urge", "ask", "invite", "persuade", "press", "push", "encourage", "allow", "let", "help", "offer", "convince", "enable", "permit", "want"])  # fmt: skip


def drawn(trigger: Trigger) -> Token | None:
    """The verb by which one side draws the other into it, where there is one."""
    verb = trigger.token if trigger.kind == "verb" else grammar.governor(trigger.token)
    if verb is None or verb.dep_ not in ("xcomp", "ccomp") or verb.head.lemma_ not in DRAWING:
        return None
    above = verb.head
    return None if grammar.passive(above) or grammar.subject(verb) is grammar.subject(above) else above


def urged(trigger: Trigger, roles: Roles, context: Context) -> Roles | None:
    """The side that urged or invited the other to it, where no third one is named: 'X urged Y to buy rifles'."""
    known = known_of(roles)
    above = drawn(trigger)
    if above is None or len(sides(known)) != 1:
        return None
    doer = grammar.subject(above)
    drawing = [] if doer is None else context.phrase(doer)
    if len(sides(drawing)) != 1 or sides(drawing) == sides(known):
        return None
    if trigger.form.both:
        return [], [], [*drawing, *known]
    return other_side(roles, drawing)
