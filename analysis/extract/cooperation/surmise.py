"""Who must be meant by a deal or talks, where the grammar of the sentence ties nobody to them.

'Chile was true to the accord until Peru walked out': nobody stands with the noun, and a reader takes the two sides
that the sentence names. So it is done where nothing else was found, for nouns that cannot be without two sides.
"""

from __future__ import annotations

from spacy.tokens import Span

from analysis.extract.cooperation.areas import areas_of
from analysis.extract.cooperation.candidates import Candidate, evidence_span, served, unique
from analysis.extract.cooperation.context import Context
from analysis.extract.cooperation.frames import Trigger, triggers
from analysis.extract.cooperation.memory import area_before
from analysis.extract.cooperation.nearby import takes_part
from analysis.extract.cooperation.parties import Party, sides
from analysis.extract.cooperation.pointing import in_name, setting
from analysis.extract.cooperation.senses import meant
from analysis.extract.cooperation.slots import Slots

TWO_SIDED = frozenset(["agreement"])


def surmise(sentence: Span, context: Context) -> list[Candidate]:
    """At most one candidate: the first such noun, with the two sides of the sentence that stand nearest to it."""
    for trigger in triggers(sentence):
        if trigger.kind != "noun" or trigger.frame.id not in TWO_SIDED or trigger.token.i in context.parties.by_token:
            continue
        slots = Slots(trigger, context)
        if in_name(trigger, sentence) or setting(trigger.token) or not meant(trigger, slots, sentence, context):
            continue
        areas = area_before(trigger, areas_of(trigger, slots), context)
        parties = _nearest(trigger, sentence, context)
        if not areas or len(sides(parties)) < 2:
            continue
        area, cue, head = areas[0]
        parties = served(unique(parties), sentence, context)
        return [
            Candidate(
                trigger,
                area,
                cue,
                None,
                (),
                (),
                tuple(parties),
                trigger.frame.stage,
                evidence_span(trigger, parties, head, sentence),
            )
        ]
    return []


def _nearest(trigger: Trigger, sentence: Span, context: Context) -> list[Party]:
    """One party each of the two sides nearest to the noun."""
    found: list[Party] = []
    named = context.parties.within(sentence.start, sentence.end)
    for party in sorted(named, key=lambda party: (abs(party.start - trigger.token.i), party.start)):
        if party.side not in sides(found) and takes_part(party, trigger, context):
            found.append(party)
        if len(found) == 2:
            break
    return found
