"""From triggers to candidates: a frame, its parties with their roles, and its area."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Span, Token

from analysis.extract.cooperation.areas import areas_of, topics_of
from analysis.extract.cooperation.completion import complete
from analysis.extract.cooperation.context import Context
from analysis.extract.cooperation.frames import Form, Trigger, triggers
from analysis.extract.cooperation.memory import area_before, flow_before, goods_before
from analysis.extract.cooperation.pairs import mutual, pairs
from analysis.extract.cooperation.parties import Party, sides
from analysis.extract.cooperation.penalties import Penalties
from analysis.extract.cooperation.roles import Roles
from analysis.extract.cooperation.senses import meant
from analysis.extract.cooperation.slots import Slots

LONGEST = 20  # tokens of evidence


class Candidate(NamedTuple):
    """One possible record."""

    trigger: Trigger
    area: str
    area_cue: str | None
    item: str | None
    givers: tuple[Party, ...]
    receivers: tuple[Party, ...]
    parties: tuple[Party, ...]
    stage: str
    span: tuple[int, int]  # tokens, half-open


def candidates(sentence: Span, context: Context) -> list[Candidate]:
    """Every candidate of the sentence, in the order of their triggers."""
    found: list[Candidate] = []
    done: set[int] = set()
    for trigger in triggers(sentence):
        if trigger.token.i in done:
            continue
        # "Defence Treaty Organization" is no treaty; "North Korean troops" are troops
        if trigger.token.i in context.parties.by_token and not trigger.token.text.islower():
            continue
        made = list(_from_trigger(trigger, sentence, context))
        if made:
            done.add(trigger.token.i)
            found += made
    return found


def _from_trigger(trigger: Trigger, sentence: Span, context: Context) -> Iterator[Candidate]:
    frame, form = trigger.frame, trigger.form
    slots = Slots(trigger, context)
    if not meant(trigger, slots, sentence, context):
        return
    areas = areas_of(trigger, slots)
    if not areas and frame.only:
        return
    givers = _gather(slots, form.giver)
    receivers = _gather(slots, form.receiver)
    both = _gather(slots, form.both, every=True)
    penalties = Penalties(trigger, sentence, context)
    if penalties.told and form.giver and frame.about in ("items", "both"):
        spared = penalties.spared(givers)
        if givers and not spared and receivers:
            spared = [party for party in penalties.punished() if party.side not in sides(receivers)]
        givers, receivers, both = spared, penalties.spared(receivers), penalties.spared(both)
    if not areas or (frame.about == "items" and areas[0].area == frame.area and not slots.items()):
        areas = flow_before(trigger, [*givers, *receivers], context) or areas
    if areas and areas[0].head is None and areas[0].area == frame.area and frame.id in ("buy", "supply", "receive"):
        areas = goods_before(trigger, givers, receivers, context) or areas
    if not areas:
        return
    areas = area_before(trigger, areas, context)
    if frame.topics:
        areas += topics_of(trigger, slots)
    for area, cue, head in areas:
        related = pairs(slots)
        if len(related) > 1:
            for pair in related:
                span = (pair[0].start, trigger.last + 1)
                yield Candidate(trigger, area, cue, None, (), (), tuple(pair), frame.stage, span)
            continue
        each_other = unique(mutual(slots))
        several = len(sides(each_other)) >= 2
        roles = ([], [], each_other) if several else _roles(givers, receivers, both, form)
        if roles is None and not _moved(slots, givers):
            roles = complete(trigger, area, (givers, receivers, both), sentence, context)
        if roles is None:
            continue
        given, received, everyone = (served(one, sentence, context) for one in roles)
        flows = area not in ("diplomatic.alignment", "diplomatic.agreement")
        yield Candidate(
            trigger,
            area,
            cue,
            cue if frame.about in ("items", "both") and cue else None,
            tuple(given) if flows else (),
            tuple(received) if flows else (),
            tuple(everyone),
            "proposed" if frame.topics and area != frame.area else frame.stage,
            evidence_span(trigger, everyone, head, sentence),
        )


def _roles(givers: list[Party], receivers: list[Party], both: list[Party], form: Form) -> Roles | None:
    """Givers, receivers and all parties, or None where two sides cannot be told."""
    if form.giver or form.receiver:
        directed = _directed(givers, receivers)
        if directed is None and not both:
            return None
        givers, receivers = directed or ([], [])
    everyone = unique([*givers, *receivers, *both])
    return (givers, receivers, everyone) if len(sides(everyone)) >= 2 else None


def served(parties: Sequence[Party], sentence: Span, context: Context) -> list[Party]:
    """The parties, each office holder joined by the state it serves where the sentence names that too."""
    present = {party.actor_id for party in parties}
    found = list(parties)
    for party in parties:
        if party.kind == "person" and party.country and party.country not in present:
            for named in context.parties.within(sentence.start, sentence.end):
                if named.actor_id == party.country:
                    found.append(named)
                    present.add(named.actor_id)
                    break
    return found


def _moved(slots: Slots, givers: list[Party]) -> bool:
    """True for another's goods ('Acme shipped Iranian oil'): where they come from is not where they go."""
    form = slots.trigger.form
    if "goods" not in form.giver or not givers:
        return False
    makers = [party for party in slots.parties("goods") if party.form == "demonym"]
    return bool(sides(makers) - sides(givers))


def _gather(slots: Slots, names: tuple[str, ...], *, every: bool = False) -> list[Party]:
    """Parties of the first slot that has any, or of every slot."""
    found: list[Party] = []
    for name in names:
        found += slots.parties(name)
        if found and not every:
            break
    return unique(found)


def _directed(givers: list[Party], receivers: list[Party]) -> tuple[list[Party], list[Party]] | None:
    """Givers and receivers on different sides, or None where one is lacking."""
    given = sides(givers)
    receivers = [party for party in receivers if party.side not in given]
    if not givers or not receivers:
        return None
    return givers, receivers


def unique(parties: list[Party]) -> list[Party]:
    found: dict[str, Party] = {}
    for party in sorted(parties, key=lambda party: party.start):
        found.setdefault(party.actor_id, party)
    return list(found.values())


def evidence_span(trigger: Trigger, parties: list[Party], head: Token | None, sentence: Span) -> tuple[int, int]:
    """Token bounds of the evidence: the trigger with its nearest parties and goods, at most LONGEST tokens."""
    first, last = trigger.first, trigger.last + 1
    pieces = [(party.start, party.end) for party in parties if sentence.start <= party.start < sentence.end]
    if head is not None:
        pieces.append((head.i, head.i + 1))
    for start, end in sorted(pieces, key=lambda piece: abs(piece[0] - trigger.first)):
        if max(last, end) - min(first, start) <= LONGEST:
            first, last = min(first, start), max(last, end)
    return first, last
