"""What the text has told before: the record that gives 'the deal' its parties, 'such a sale' its goods, 'the accord' its area."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from spacy.tokens import Span

from analysis.extract.cooperation import grammar
from analysis.extract.cooperation.areas import About
from analysis.extract.cooperation.context import Context
from analysis.extract.cooperation.frames import Trigger
from analysis.extract.cooperation.parties import Party, sides
from analysis.extract.cooperation.pointing import TRILATERAL, definite, mutual_noun, pointing, setting
from analysis.extract.cooperation.roles import Roles, known_of

if TYPE_CHECKING:
    from analysis.extract.cooperation.candidates import Candidate

MEMORY = 8  # records back
RETURN = re.compile(r"(?:In (?:return|exchange)|As payment|By way of payment|In turn)\b(?! for)")
TELLING = frozenset(["agreement", "meet", "exercise", "ties", "settlement", "arms-deal"])
LEADING = frozenset(
    ["mediate", "broker", "chair", "convene", "sponsor", "facilitate", "host", "organize", "organise"]
)
JOINING = frozenset(["join", "attend", "enter", "host", "rejoin"])


def told(context: Context) -> Iterator[Candidate]:
    """The latest records, the newest first."""
    yield from context.history[: -MEMORY - 1 : -1]


def earlier(trigger: Trigger, area: str, roles: Roles, context: Context) -> Roles | None:
    """The parties of the latest record of the area that fits what is known; of a mutual noun, those who were together."""
    givers, receivers, _ = roles
    known = known_of(roles)
    if trigger.kind == "verb":
        if not trigger.form.item or len(sides(known)) > 1 or not (known or pointing(trigger)):
            return None
    elif not (known or definite(trigger) or _flowing(trigger) or mutual_noun(trigger)):
        return _silent(trigger, context)
    if not known and setting(trigger.token):
        return None
    mine = sides(known)
    for candidate in told(context):
        another = candidate.trigger.frame.id != trigger.frame.id or trigger.kind == "verb" or trigger.frame.needs
        if candidate.area != area and another:
            continue
        if not mine <= sides(candidate.parties):
            continue
        directed = trigger.kind == "verb" or (candidate.givers and candidate.receivers)
        if directed and not (
            sides(givers) <= sides(candidate.givers) and sides(receivers) <= sides(candidate.receivers)
        ):
            continue  # what flowed from A to B says nothing of a flow from B
        return list(candidate.givers), list(candidate.receivers), list(candidate.parties)
    if mutual_noun(trigger):
        number = 3 if any(child.lower_ in TRILATERAL for child in trigger.token.lefts) else 2
        doers = context.doers_before()
        group = context.together(number) or (doers if len(doers) == number else [])
        if mine <= sides(group) and group:
            return [], [], group
    return None


def returned(trigger: Trigger, roles: Roles, sentence: Span, context: Context) -> Roles | None:
    """The way back of the flow told last: 'In return, X received rockets' from whom it had sent troops."""
    if not (trigger.form.giver and trigger.form.receiver) or not RETURN.match(sentence.text):
        return None
    last = context.history[-1] if context.history else None
    if last is None or not (last.givers and last.receivers) or last.span[0] < context.previous_start:
        return None
    givers, receivers, _ = roles
    if sides(givers) <= sides(last.receivers) and sides(receivers) <= sides(last.givers):
        return list(last.receivers), list(last.givers), [*last.receivers, *last.givers]
    return None


def joined(trigger: Trigger, known: list[Party], context: Context) -> Roles | None:
    """Those spoken of before and who comes to them: 'X and Y held talks. Z joined the talks.'"""
    if trigger.kind != "noun" or trigger.frame.id not in TELLING or len(sides(known)) != 1 or not definite(trigger):
        return None
    verb = grammar.governor(trigger.token)
    if verb is not None and verb.lemma_ in LEADING and grammar.passive(verb):
        return _led(trigger, known, context)
    named = context.parties.within(trigger.token.left_edge.i, trigger.token.i)  # 'the summit of Z' is another one
    if verb is None or verb.lemma_ not in JOINING or named:
        return None
    for candidate in told(context):
        if candidate.trigger.frame.id == trigger.frame.id and not sides(known) & sides(candidate.parties):
            return [], [], [*candidate.parties, *known]
    return None


def _led(trigger: Trigger, known: list[Party], context: Context) -> Roles | None:
    """Those spoken of before and who brings them together: 'The talks were mediated by Z.'"""
    for candidate in told(context):
        if candidate.trigger.frame.id == trigger.frame.id and not sides(known) & sides(candidate.parties):
            return [], [], [*candidate.parties, *known]
    return None


def _silent(trigger: Trigger, context: Context) -> Roles | None:
    """The several doers of the sentence before, where this one names nobody: 'X and Y quarrelled. A treaty was signed.'"""
    sentence = trigger.token.sent
    if trigger.frame.id not in TELLING or context.parties.within(sentence.start, sentence.end):
        return None
    doers = context.doers_before()
    if not doers and context.history and context.history[-1].span[0] >= context.previous_start:
        doers = list(context.history[-1].parties)
    return ([], [], doers) if len(sides(doers)) >= 2 else None


def _flowing(trigger: Trigger) -> bool:
    """True where goods or a field may tell which act is meant ('military cooperation'), though no word points back."""
    if not trigger.form.item or trigger.frame.id in TELLING:
        return False
    token = trigger.token
    return token.dep_ != "compound"  # not 'aid workers'


def flow_before(trigger: Trigger, known: list[Party], context: Context) -> list[About]:
    """What flows in 'the deliveries', 'such a sale': the goods of the latest flow between the same that the text spoke of."""
    if not pointing(trigger):
        return []
    for candidate in told(context):
        flowed = candidate.givers and candidate.receivers and candidate.item
        dealt = trigger.kind == "verb" and candidate.trigger.frame.id in ("agreement", "contract")
        if (flowed or (dealt and candidate.item)) and sides(known) <= sides(candidate.parties):
            return [About(candidate.area, trigger.token.text, None)]
    return []


def goods_before(trigger: Trigger, givers: list[Party], receivers: list[Party], context: Context) -> list[About]:
    """The goods of the latest flow the same way, for goods that no word list knows: 'bought three of them'."""
    if not (givers or receivers):
        return []
    for candidate in told(context):
        if not (candidate.givers and candidate.receivers and candidate.item):
            continue
        if sides(givers) <= sides(candidate.givers) and sides(receivers) <= sides(candidate.receivers):
            return [About(candidate.area, trigger.token.text, None)]
    return []


def area_before(trigger: Trigger, areas: list[About], context: Context) -> list[About]:
    """The area of 'the deal' or 'this agreement': that of the deal spoken of before, where its own words tell none."""
    frame = trigger.frame
    if (
        trigger.kind != "noun"
        or frame.about not in ("fields", "both")
        or len(areas) != 1
        or areas[0].area != frame.area
    ):
        return areas
    if not definite(trigger) or any(child.dep_ in ("compound", "amod", "nmod") for child in trigger.token.lefts):
        return areas
    for candidate in told(context):
        if candidate.trigger.frame.id == frame.id and candidate.trigger.kind == "noun":
            return [About(candidate.area, trigger.token.text, None)]
    return areas
