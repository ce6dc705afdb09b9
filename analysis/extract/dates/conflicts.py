"""Where the dates of one text disagree: both sides are flagged, and neither is put right.

Weekdays and impossible days are checked where they are read; here the expressions are held against each other and
against the day on which the text was written.
"""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from analysis.extract.dates import values
from analysis.extract.dates.timeline import Timeline, tense
from analysis.extract.places import sentence_spans, token_at
from analysis.extract.records import TimeExpression

_YEAR_STEP = re.compile(
    r"(?:(?:later|earlier|early|late|sometime)\s+(?:in\s+)?)?(?P<which>this|last|next)\s+year$", re.IGNORECASE
)
# an anniversary dates what happens on it; "ahead of the anniversary" does not
_HELD_ON = re.compile(
    r"\b(?:mark(?:s|ed|ing)?|celebrat\w+|commemorat\w+|observ(?:e|es|ed|ing)|honou?r\w*|on|during|at|coincid\w+\swith|attend\w*|ceremon\w+|parades?|events?|festivities|falls?|fell)\b[^.;,]{0,40}$",
    re.IGNORECASE,
)
# a sentence that goes on about what the last one told
_GOES_ON = re.compile(
    r"\s*(?:(?:During|On|At|In|While\son|Throughout|As\spart\sof)\s(?:his|her|its|their|that|this|the|these|those)\s(?:\w+\s){0,2}?(?:visit|trip|stay|tour|meeting|summit|talks|ceremony|event|parade|occasion|mission|journey|voyage|gathering|conference)\b|There\b|While\sthere\b|The\s(?:visit|trip|tour|ceremony|summit|meeting|journey)\b|(?:He|She|They)\s)"
)
_PLANNED = frozenset(
    "schedule plan set expect slate postpone delay move extend call agree predict say vow pledge promise announce propose target aim due "
    "commit order forecast estimate project anticipate want hope seek ask".split()
)


class _Told(NamedTuple):
    """The years in which the text can have been written, after what some expressions say together."""

    low: datetime.date
    high: datetime.date
    words: str
    members: tuple[int, ...]  # numbers of the expressions


def with_conflicts(found: list[TimeExpression], time: Timeline) -> list[TimeExpression]:
    """The expressions, with `conflict` where one disagrees with another or with the document's date."""
    reasons: dict[int, str] = {}
    told = _writing_times(found, time)
    if told:
        earliest, latest = min(told, key=lambda one: one.high), max(told, key=lambda one: one.low)
        for one in told:
            # whoever disagrees with anything disagrees with one of the two extremes
            for early, late in ((one, latest), (earliest, one)):
                if early.high < late.low:
                    reason = f"{early.words}, but {late.words}"
                    for member in (*early.members, *late.members):
                        reasons.setdefault(member, reason)
    for number, reason in (*_too_late(found, time), *_turned_ranges(found, time)):
        reasons.setdefault(number, reason)
    found = [one._replace(conflict=one.conflict or reasons.get(number)) for number, one in enumerate(found)]
    return _dated_by_bounds(found, told, time)


def _writing_times(found: list[TimeExpression], time: Timeline) -> list[_Told]:
    told = []
    if time.now is not None:
        told.append(_Told(time.now, time.now, f"the document is dated {time.now.isoformat()}", ()))
    place = {one.start: number for number, one in enumerate(found)}
    anniversaries: dict[int, list[int]] = {}
    for number, one in enumerate(found):
        if one.rule == "anniversary":
            anniversaries.setdefault(one.sentence, []).append(number)
    for bound in time.bounds:
        if bound.start in place:
            words = f"{bound.words} puts the text between {bound.low:%Y-%m} and {bound.high:%Y-%m}"
            told.append(_Told(bound.low, bound.high, words, (place[bound.start],)))
    for number, one in enumerate(found):
        step = _YEAR_STEP.match(one.text)
        if not step or one.rule != "which-unit":
            continue
        for other_number in [*anniversaries.get(one.sentence, [])[:8], *anniversaries.get(one.sentence + 1, [])[:8]]:
            other = found[other_number]
            known = values.first_day(other.value)
            if known and _same_event(one, other, time):
                year = known[0].year - {"last": -1, "this": 0, "next": 1}[step["which"].lower()]
                if 1 < year < 9999:
                    words = f"{one.text!r} together with {other.text!r} ({known[0].year}) puts it in {year}"
                    first = datetime.date(year, 1, 1)
                    told.append(_Told(first, datetime.date(year, 12, 31), words, (number, other_number)))
    return told


def _same_event(year: TimeExpression, anniversary: TimeExpression, time: Timeline) -> bool:
    """Whether "last year" and an anniversary tell of one event: in a sentence, or in the next that goes on about it."""
    sentences = sentence_spans(time.doc)
    begin = sentences[anniversary.sentence].start_char
    if anniversary.sentence == year.sentence:
        between = time.text[min(year.end, anniversary.end) : max(year.start, anniversary.start)]
        if re.search(r"\b(?:since|than|compared|unlike|but|while|whereas|from)\b", between, re.IGNORECASE):
            return False
    elif anniversary.sentence == year.sentence + 1:
        if not _GOES_ON.match(time.text, begin):
            return False
    else:
        return False
    return bool(_HELD_ON.search(time.text, max(begin, anniversary.start - 80), anniversary.start))


def _too_late(found: list[TimeExpression], time: Timeline) -> list[tuple[int, str]]:
    """Past acts on dates that come after the day of the document."""
    if time.now is None:
        return []
    late = []
    for number, one in enumerate(found):
        known = values.first_day(one.value)
        # a day or month with its year; a day's grace for time zones
        if one.type != "DATE" or one.anchor or known is None or known[1] not in ("day", "month"):
            continue
        if known[0] <= time.now + datetime.timedelta(days=1) or not _past_act(time, one):
            continue
        late.append((number, f"told as past, but the document is dated {time.now.isoformat()}"))
    return late


def _past_act(time: Timeline, one: TimeExpression) -> bool:
    token = token_at(time.doc, one.end - 1)
    for _ in range(4):
        if token.dep_ == "prep" and token.lower_ not in ("on", "in", "since"):
            return False
        if token.pos_ == "VERB":
            helped = {child.lower_ for child in token.children if child.dep_ in ("aux", "auxpass")}
            return (
                token.tag_ in ("VBD", "VBN")
                and tense(token) < 0
                and token.lemma_ not in _PLANNED
                and not helped & {"be", "to"}
            )
        if token.head.i == token.i:
            return False
        token = token.head
    return False


def _turned_ranges(found: list[TimeExpression], time: Timeline) -> list[tuple[int, str]]:
    """Spans of time that end before they begin."""
    turned = []
    for number in range(1, len(found)):
        one, other = found[number - 1], found[number]
        first, last = values.first_day(one.value), values.first_day(other.value)
        if not first or not last or first[1] != last[1] or one.anchor or other.anchor or last[0] >= first[0]:
            continue
        before = time.text[max(0, one.start - 5) : one.start].lower()
        if before.endswith("from ") and re.fullmatch(
            r"\s(?:to|until|till|through)\s", time.text[one.end : other.start]
        ):
            reason = f"the span from {one.value} to {other.value} ends before it begins"
            turned += [(number - 1, reason), (number, reason)]
    return turned


def _dated_by_bounds(found: list[TimeExpression], told: list[_Told], time: Timeline) -> list[TimeExpression]:
    """Years told from now in a text without a date, where all that it says of its own time leaves one year."""
    if time.now is not None or not told or min(one.high for one in told) < max(one.low for one in told):
        return found
    low, high = max(one.low for one in told), min(one.high for one in told)
    if low.year != high.year:
        return found
    words = next(one.words for one in told if one.low == low)
    dated = []
    for one in found:
        step = _YEAR_STEP.match(one.text)
        if step and one.rule == "which-unit" and one.value is None:
            year = low.year + {"last": -1, "this": 0, "next": 1}[step["which"].lower()]
            one = one._replace(value=f"{year:04d}", anchor=f"undated; {words}")
        dated.append(one)
    return dated
