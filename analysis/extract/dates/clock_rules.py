"""Times of the day: on the clock of a stated zone, or of the place."""

from __future__ import annotations

import re

from analysis.extract.dates import values
from analysis.extract.dates.lexicon import FULL_WEEKDAY, MONTH, WEEKDAY, YEAR, month_number, weekday_number
from analysis.extract.dates.rules import Reading, rule
from analysis.extract.dates.timeline import Timeline
from analysis.extract.places import sentence_at

_ZONE = (
    r"(?-i:GMT|UTC|UT|CET|CEST|BST|EST|EDT|ET|CST|CDT|MST|MDT|PST|PDT|PT|IST|JST|KST|MSK|EET|EEST|HKT|AEST|AEDT|Z)"
)
_DATE_NEXT = re.compile(
    rf",?\s+(?:on\s+)?(?:{WEEKDAY},?\s+)?(?:(?P<month>{MONTH})\s+(?P<day>\d\d?)(?:st|nd|rd|th)?|(?P<day2>\d\d?)(?:st|nd|rd|th)?\s+(?P<month2>{MONTH}))\b(?:,?\s+(?P<year>{YEAR})\b)?",
    re.IGNORECASE,
)
_OFFSET = {"GMT": 0, "UTC": 0, "UT": 0, "Z": 0}


@rule(
    "clock",
    "clock",
    rf"(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d)|(?P<military>[0-5]\d)(?=\s*(?:{_ZONE}|hours|hrs)\b))?(?::[0-5]\d)?\s*(?P<half>a\.m\.?|p\.m\.?|am\b|pm\b|o['’]clock)?\s*(?P<zone>\(?{_ZONE}\b(?:\s?[+-]\s?\d{{1,2}})?\)?)?(?P<local>\s+local\s+time)?(?:,?\s+(?:on\s+)?(?P<day>today|yesterday|{FULL_WEEKDAY}))?",
)
def clock(match: re.Match[str], time: Timeline) -> Reading | None:
    """A time on the clock, on the day the text speaks of."""
    hour, minute = int(match["hour"]), match["minute"] or match["military"]
    half, zone = (match["half"] or "").lower().replace(".", ""), match["zone"]
    colon = time.text[match.end("hour") : match.end("hour") + 1] == ":"
    if not half and not zone and not match["local"] and not (colon and minute):
        return None
    if not half and not zone and not match["local"]:
        # "2:10" may be a score or a verse: a clock needs a word that calls for a time
        before = time.text[max(0, match.start() - 10) : match.start()].lower()
        if not re.search(r"\b(?:at|by|until|around|about|from|before|after|to|since)\s$", before):
            return None
    if zone and not minute and not half:
        return None
    if half in ("am", "pm"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    value, anchor = _day(match, time)
    stamp = f"{hour:02d}:{minute or '00'}"
    if zone and zone.strip("()").replace(" ", "") in _OFFSET:
        stamp += "Z"
    elif zone and (ahead := re.search(r"(?:GMT|UTC)\s?([+-])\s?(\d{1,2})", zone)):
        stamp += f"{ahead.group(1)}{int(ahead.group(2)):02d}:00"
    return Reading("TIME", f"{value or 'XXXX-XX-XX'}T{stamp}", anchor)


def _day(match: re.Match[str], time: Timeline) -> tuple[str | None, str | None]:
    day = (match["day"] or "").lower()
    told = _DATE_NEXT.match(time.text, match.end())
    if told:
        year = int(told["year"]) if told["year"] else time.now.year if time.now else None
        month, number = month_number(told["month"] or told["month2"]), int(told["day"] or told["day2"])
        there = values.day_of(year, month, number) if year else None
        return (there.isoformat() if there else None), None if told["year"] else time.now_words
    if day in ("today", "yesterday"):
        return time.from_now("day", -1 if day == "yesterday" else 0)
    if day and time.now is not None:
        ahead = (weekday_number(day) - time.now.weekday()) % 7
        step = ahead if not ahead or time.direction(match.start(), match.end()) > 0 else ahead - 7
        there = values.moved(time.now, "day", step)
        return (there.isoformat(), time.now_words) if there else (None, None)
    here = sentence_at(time.doc, match.start())
    for said in reversed(time.spoken[-4:]):
        if here - said.sentence <= 2 and len(said.value) == 10:
            return said.value, f"narrative {said.value}"
    return time.from_now("day", 0)
