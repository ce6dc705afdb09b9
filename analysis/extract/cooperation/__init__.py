"""Find cooperation statements in a doc: frames give the parties their roles, lexicons the area.

`cooperation` yields one record for each sentence, area and set of parties, in order of appearance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from analysis.extract.cooperation.brief import brief
from analysis.extract.cooperation.candidates import Candidate, candidates
from analysis.extract.cooperation.common_stand import common_stand
from analysis.extract.cooperation.context import Context
from analysis.extract.cooperation.loose import loose
from analysis.extract.cooperation.merging import merged
from analysis.extract.cooperation.parties import ids
from analysis.extract.cooperation.reasons import reasons
from analysis.extract.cooperation.sourcing import source_of
from analysis.extract.cooperation.surmise import surmise
from analysis.extract.cooperation.swaps import swaps
from analysis.extract.dates import date_of
from analysis.extract.places import evidence, sentence_at, sentence_spans
from analysis.extract.records import Cooperation
from analysis.extract.status import status_of


def cooperation(doc: Doc) -> Iterator[Cooperation]:
    """Every one, in order of appearance."""
    context = Context(doc)
    records: list[Cooperation] = []
    for number, sentence in enumerate(sentence_spans(doc)):
        context.previous_start, context.sentence_start = context.sentence_start, sentence.start
        found = reasons(sentence, context, candidates(sentence, context)) or loose(sentence, context)
        found = found or surmise(sentence, context)
        found = merged(swaps(sentence, context, common_stand(sentence, context, found)))
        for candidate in found:
            record = _record(doc, number, sentence, candidate, context)
            if not (record.stage == "ended" and _banned(record)):
                records.append(record)
        if found:
            context.pair = list(found[-1].parties)
            context.history += found
    for candidate in brief(doc, context, context.history):
        number = sentence_at(doc, doc[candidate.trigger.token.i].idx)
        records.append(_record(doc, number, sentence_spans(doc)[number], candidate, context))
    yield from sorted(records, key=lambda record: record.sentence)


BAN = re.compile(r"\b(?:bann?(?:ed|ing|s)?|barr?(?:ed|ing|s)?|prohibit|forbid|forbad|embargo|boycott|outlaw)", re.I)


def _banned(record: Cooperation) -> bool:
    """True where a ban ends it: sanctions themselves are no cooperation."""
    return bool(BAN.search(f"{record.stage_cue} {record.polarity_cue}"))


def _record(doc: Doc, number: int, sentence: Span, candidate: Candidate, context: Context) -> Cooperation:
    first, last = candidate.span
    span = doc[first:last]
    status = status_of(doc, candidate.trigger.token, stage=candidate.stage)
    said = source_of(doc, candidate, context)
    return Cooperation(
        sentence=number,
        start=span.start_char,
        end=span.end_char,
        text=span.text,
        area=candidate.area,
        item=candidate.item,
        givers=ids(candidate.givers),
        receivers=ids(candidate.receivers),
        participants=ids(candidate.parties),
        stage=status.stage,
        polarity=status.polarity,
        certainty=status.certainty,
        source=said.source,
        claim=said.claim,
        date=date_of(doc, span.start_char, span.end_char),
        evidence=evidence(doc, number),
        rule=candidate.trigger.frame.id,
        area_cue=candidate.area_cue,
        stage_cue=status.stage_cue,
        polarity_cue=status.polarity_cue,
        certainty_cue=status.certainty_cue,
        source_cue=said.cue,
    )


__all__ = ["cooperation"]
