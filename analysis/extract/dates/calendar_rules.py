"""Days and months of the calendar, named or in figures.

A part that is not said (the year of "July 27") is taken from the document's date and the tense of the clause; without
a document date it stays open: `XXXX-07-27`.
"""

from __future__ import annotations

import re

from analysis.extract.dates import values
from analysis.extract.dates.guards import is_month
from analysis.extract.dates.lexicon import (
    DAY,
    EDGE,
    FULL_WEEKDAY,
    MONTH,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    day_number,
    month_number,
    weekday_number,
)
from analysis.extract.dates.rules import Reading, rule
from analysis.extract.dates.timeline import Timeline

_NOT_MEASURED = r"(?!\s?(?:percent|per\s+cent|pct|%|million|billion|,\d{3}|\.\d))"


def day_reading(
    time: Timeline, match: re.Match[str], month: int, day: int, year: int | None, start: int, end: int
) -> Reading:
    """A day of a month, its year read from the document where it is not said; checked against its weekday."""
    anchor = None
    if day > values.month_length(month) or (year is not None and values.day_of(year, month, day) is None):
        return Reading("DATE", None, None, start, end, f"there is no such day: {time.text[start:end]!r}")
    if year is None:
        near = [
            there for step in (-1, 0, 1) if time.now and (there := values.day_of(time.now.year + step, month, day))
        ]
        if time.now is None or not near:
            return Reading("DATE", f"XXXX-{month:02d}-{day:02d}", None, start, end)
        now, way = time.now, time.direction(start, end)
        if said := match.groupdict().get("weekday"):
            # of the years around, the one in which the day fell on the weekday that is told
            near = [there for there in near if there.weekday() == weekday_number(said)] or near
        past = [there for there in near if there <= now]
        ahead = [there for there in near if there >= now]
        if way < 0 and past:
            chosen = max(past)
        elif way > 0 and ahead and not (past and (now - max(past)).days < 60 < 270 < (min(ahead) - now).days):
            chosen = min(ahead)  # unless that is most of a year off, and the last one just gone by
        else:
            chosen = min(near, key=lambda there: (abs((there - now).days), there > now))
        year, anchor = chosen.year, time.now_words
    there = values.day_of(year, month, day)
    conflict = None
    weekday = match.groupdict().get("weekday")
    if there and weekday and match.groupdict().get("year") and weekday_number(weekday) != there.weekday():
        said = WEEKDAYS[weekday_number(weekday)]
        conflict = f"{there.isoformat()} was a {WEEKDAYS[there.weekday()]}, not a {said}"
    return Reading("DATE", f"{year:04d}-{month:02d}-{day:02d}", anchor, start, end, conflict)


@rule(
    "month-day",
    "month",
    rf"(?:(?P<weekday>{WEEKDAY}),?[ \t\xa0]+(?:the\s+)?)?(?P<month>{MONTH})\s+(?:the\s+)?(?P<day>{DAY})\b(?:\s?(?P<dash>[-–]|to|and)\s?(?P<day2>{DAY})\b(?!\s+{MONTH}))?(?!:\d){_NOT_MEASURED}(?:,?\s+(?P<year>{YEAR})\b|,?\s+(?P<rel>last|this|next)\s+year\b)?",
)
def month_day(match: re.Match[str], time: Timeline) -> list[Reading]:
    """A month and its day, as in "July 27, 2023"."""
    month = month_number(match["month"])
    year = _year(match, time)
    if match["day2"] is None:
        return [day_reading(time, match, month, day_number(match["day"]), year, match.start(), match.end())]
    if match["dash"].lower() in ("and", "to") and day_number(match["day2"]) <= day_number(match["day"]):
        return [day_reading(time, match, month, day_number(match["day"]), year, match.start(), match.end("day"))]
    return [
        day_reading(time, match, month, day_number(match["day"]), year, match.start(), match.end("day")),
        day_reading(time, match, month, day_number(match["day2"]), year, match.start("day2"), match.end()),
    ]


@rule(
    "day-month",
    "month",
    rf"(?<![\d.]-)(?<![\d,.:/])(?:(?P<weekday>{WEEKDAY}),?[ \t\xa0]+)?(?:the\s+)?(?:(?P<day1>{DAY})\s?(?:[-–]|to|and)\s?)?(?P<day>{DAY})\s+(?:of\s+)?(?P<month>{MONTH})(?:,?\s+(?P<year>{YEAR})\b|,?\s+(?P<rel>last|this|next)\s+year\b)?",
)
def day_month(match: re.Match[str], time: Timeline) -> list[Reading]:
    """A day and its month, as in "27 July 2023"."""
    month, year = month_number(match["month"]), _year(match, time)
    if match["day1"] is None:
        return [day_reading(time, match, month, day_number(match["day"]), year, match.start(), match.end())]
    first = day_reading(time, match, month, day_number(match["day1"]), year, match.start(), match.end("day1"))
    return [first, day_reading(time, match, month, day_number(match["day"]), year, match.start("day"), match.end())]


def _year(match: re.Match[str], time: Timeline) -> int | None:
    if match["year"]:
        return int(match["year"])
    if match["rel"] and time.now:
        return time.now.year + {"last": -1, "this": 0, "next": 1}[match["rel"].lower()]
    return None


@rule("iso-date", "digits", rf"(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-2]\d|3[01])")
def iso_date(match: re.Match[str], time: Timeline) -> Reading:
    """A date in ISO form."""
    return day_reading(
        time, match, int(match["month"]), int(match["day"]), int(match["year"]), match.start(), match.end()
    )


@rule("numeric-date", "digits", rf"(?P<a>\d{{1,2}})(?P<dot>[/.])(?P<b>\d{{1,2}})(?P=dot)(?P<year>{YEAR}|\d\d)")
def numeric_date(match: re.Match[str], time: Timeline) -> Reading | None:
    """A date in figures; with slashes month first, with dots day first, unless only the other is a date."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    if len(match["year"]) == 2:
        if match["dot"] == ".":
            return None  # a version or a section number
        year += 1900 if year > 50 else 2000
    month, day = (a, b) if match["dot"] == "/" else (b, a)
    if values.day_of(year, month, day) is None:
        month, day = day, month
    there = values.day_of(year, month, day)
    return Reading("DATE", there.isoformat()) if there else None


@rule(
    "month-year",
    "month",
    rf"{EDGE}?(?P<month>{MONTH})(?:,?\s+(?:of\s+)?(?P<year>{YEAR})\b|(?:,|\s+of)?\s+(?P<rel>this|last|next|that|the\s+same)\s+year\b)",
)
def month_year(match: re.Match[str], time: Timeline) -> Reading:
    """A month with its year."""
    month = month_number(match["month"])
    if match["year"]:
        return Reading("DATE", f"{match['year']}-{month:02d}")
    which = match["rel"].lower()
    if which in ("that", "the same"):
        year, anchor = time.from_narrative(match.start(), "year", 0)
    else:
        year, anchor = time.from_now("year", {"last": -1, "this": 0, "next": 1}[which])
    return Reading("DATE", f"{year or 'XXXX'}-{month:02d}", anchor)


@rule(
    "month",
    "month",
    rf"(?:{EDGE}|(?P<which>last|next|past|this\s+past|this\s+coming|this|that|the\s+same)\s+)?(?P<month>{MONTH})",
)
def month_alone(match: re.Match[str], time: Timeline) -> Reading | None:
    """A month by itself, its year by the tense of the clause."""
    if not is_month(match, time.doc, time.text):
        return None
    month = month_number(match["month"])
    if time.now is None:
        return Reading("DATE", f"XXXX-{month:02d}")
    which = (match["which"] or "").lower()
    now, year = time.now, time.now.year
    way = time.direction(match.start("month"), match.end())
    if which in ("last", "past", "this past"):
        year -= month >= now.month
    elif which in ("next", "this coming"):
        year += month <= now.month
    elif way > 0:
        year += month < now.month
    elif way < 0 or abs(month - now.month) > 6:
        year -= month > now.month
        year += way == 0 and now.month - month > 6
    return Reading("DATE", f"{year:04d}-{month:02d}", time.now_words)


@rule(
    "weekdays",
    "weekday",
    rf"(?:every\s+|each\s+)?(?P<weekday>{FULL_WEEKDAY})s|(?:every|each)\s+(?P<weekday2>{FULL_WEEKDAY})",
)
def weekdays(match: re.Match[str], time: Timeline) -> Reading:
    """A weekday that recurs."""
    return Reading("SET", f"XXXX-WXX-{weekday_number(match['weekday'] or match['weekday2']) + 1}")
