"""Dates that name days, months, years, decades, quarters and seasons of the calendar.

A part that is not said (the year of "July 27") is taken from the document's date and the tense of the clause; without
a document date it stays open: `XXXX-07-27`.
"""

from __future__ import annotations

import re

from analysis.extract.dates import values
from analysis.extract.dates.guards import is_month, is_year
from analysis.extract.dates.lexicon import (
    DAY,
    FULL_WEEKDAY,
    MONTH,
    ORDINAL,
    SEASON,
    SEASONS,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    month_number,
    ordinal,
    weekday_number,
)
from analysis.extract.dates.rules import Reading, rule
from analysis.extract.dates.timeline import Timeline

# "early", "the end of": TIMEX3 keeps them beside the value (mod), so they widen the words and not the value
EDGE = r"(?:(?:the\s+)?(?:very\s+)?(?:(?:early|late|mid|later|earlier)(?:\s+in)?[-\s]+(?:the\s+)?|(?:beginning|start|end|middle|close|turn|rest|remainder|course|first\s+days|last\s+days|first\s+weeks|last\s+weeks|first\s+months|last\s+months|final\s+days|final\s+weeks|final\s+months|early\s+days|early\s+months|early\s+part|latter\s+part)\s+of\s+(?:the\s+)?))"
_NOT_MEASURED = r"(?!\s?(?:percent|per\s+cent|pct|%|million|billion|,\d{3}|\.\d))"


def _day(match: re.Match[str], part: str) -> int:
    return int(re.match(r"\d+", match[part]).group())  # type: ignore[union-attr]


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
        past = [there for there in near if there <= now]
        ahead = [there for there in near if there >= now]
        if way < 0 and past:
            chosen = max(past)
        elif way > 0 and ahead:
            chosen = min(ahead)
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
        return [day_reading(time, match, month, _day(match, "day"), year, match.start(), match.end())]
    if match["dash"].lower() in ("and", "to") and _day(match, "day2") <= _day(match, "day"):
        return [day_reading(time, match, month, _day(match, "day"), year, match.start(), match.end("day"))]
    return [
        day_reading(time, match, month, _day(match, "day"), year, match.start(), match.end("day")),
        day_reading(time, match, month, _day(match, "day2"), year, match.start("day2"), match.end()),
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
        return [day_reading(time, match, month, _day(match, "day"), year, match.start(), match.end())]
    first = day_reading(time, match, month, _day(match, "day1"), year, match.start(), match.end("day1"))
    return [first, day_reading(time, match, month, _day(match, "day"), year, match.start("day"), match.end())]


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


@rule("year-range", "digits", rf"(?P<a>{YEAR})\s?[-–—/]\s?(?P<b>{YEAR}|\d\d)(?![-/\d]|\.\d)")
def year_range(match: re.Match[str], time: Timeline) -> list[Reading] | None:
    """Two years that bound a span of time."""
    first = int(match["a"])
    last = int(match["b"]) if len(match["b"]) == 4 else first // 100 * 100 + int(match["b"])
    if not first < last <= first + 120 or first < 1500:
        return None
    return [
        Reading("DATE", f"{first:04d}", None, match.start(), match.end("a")),
        Reading("DATE", f"{last:04d}", None, match.start("b"), match.end()),
    ]


@rule(
    "year",
    "digits",
    rf"{EDGE}?(?:(?:the\s+)?(?:(?P<fiscal>(?:fiscal|financial)(?:\s+year)?|FY)\s*|(?:calendar\s+)?year\s+))?(?P<year>{YEAR})",
)
def year_alone(match: re.Match[str], time: Timeline) -> Reading | None:
    """A year in figures."""
    if not is_year(match, time.doc, time.text):
        return None
    return Reading("DATE", f"FY{match['year']}" if match["fiscal"] else match["year"])


@rule("short-year", "quote", r"(?:since|of|in|by|from|until|before|after)\s+(?P<year>['’]\d\d)")
def short_year(match: re.Match[str], time: Timeline) -> Reading:
    """A year in two figures after an apostrophe."""
    year = int(match["year"][1:])
    century = 2000 if year <= (time.now.year % 100 + 5 if time.now else 30) else 1900
    return Reading("DATE", str(century + year), None, match.start("year"), match.end())


_TENS_WORDS = "twenties thirties forties fifties sixties seventies eighties nineties".split()


@rule(
    "decade",
    "decade",
    rf"{EDGE}?(?P<the>the\s+)?(?P<decade>1[0-9]\d0|20\d0|['’]?[1-9]0|(?:nineteen[-\s])?(?:{'|'.join(_TENS_WORDS)}))(?:['’]?s)?",
)
def decade(match: re.Match[str], time: Timeline) -> Reading | None:
    """A decade, as in "the 1990s"."""
    said, before = match["decade"].lower(), time.text[max(0, match.start() - 8) : match.start()].lower()
    word = said.removeprefix("nineteen").strip("- ")
    if word in _TENS_WORDS:
        return Reading("DATE", f"19{2 + _TENS_WORDS.index(word)}") if match["the"] else None
    if not match.group().endswith("s"):
        return None
    if len(said) == 4:
        return Reading("DATE", said[:3])
    plain = said.strip("'’")
    # "in his 40s" is an age, "the 80s" after "the" or another decade is not
    if re.search(r"(?:his|her|their|my|our)\s$", before) or not (
        match["the"] or said != plain or re.search(r"s\s(?:and|or|to)\s$", before)
    ):
        return None
    return Reading("DATE", f"{'20' if plain < '20' else '19'}{plain[0]}")


@rule("century", "unit", rf"{EDGE}?(?:the\s+)?(?P<n>{ORDINAL})[-\s]century(?P<era>\s+(?:BCE?|B\.C\.))?")
def century(match: re.Match[str], time: Timeline) -> Reading | None:
    """A numbered century."""
    number = ordinal(match["n"])
    if number is None or not 1 <= number <= 30 or match["era"]:
        return None
    return Reading("DATE", f"{number - 1:02d}")


_NTH = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "final": 4,
    "last": 4,
    "latter": 2,
}
_OF_YEAR = rf"(?:(?:,|\s+of(?:\s+(?:fiscal(?:\s+year)?|the\s+year|calendar))?)?\s+(?P<year>{YEAR})\b|\s+of\s+(?P<rel>this|last|next|that|the\s+same|the\s+previous|the\s+following|the\s+current)\s+(?:fiscal\s+|financial\s+)?year\b|\s+of\s+the\s+(?:fiscal\s+|financial\s+)?year\b|\s+(?P<rel2>this|last|next)\s+year\b)"


def _part_of_year(match: re.Match[str], time: Timeline, number: int, letter: str) -> Reading:
    """A quarter or half with its year: said, relative, or the last one ended (the next one, where the clause looks ahead)."""
    if match["year"]:
        return Reading("DATE", f"{match['year']}-{letter}{number}")
    which = (match["rel"] or match["rel2"] or "").lower().removeprefix("the ")
    if which in ("this", "last", "next", "current"):
        year, anchor = time.from_now("year", {"last": -1, "next": 1}.get(which, 0))
    elif which:
        year, anchor = time.from_narrative(match.start(), "year", {"previous": -1, "following": 1}.get(which, 0))
    elif time.now is None:
        year, anchor = None, None
    else:
        months = 3 if letter == "Q" else 6
        current = (time.now.month + months - 1) // months
        ahead = time.direction(match.start(), match.end(), present=0) > 0
        # the part that comes next is this year's; one further on is last year's, unless the clause looks ahead
        step = int(number < current) if ahead else -int(number - current > 1)
        year, anchor = time.from_now("year", step)
    return Reading("DATE", f"{year or 'XXXX'}-{letter}{number}", anchor)


@rule(
    "quarter",
    "unit",
    rf"{EDGE}?(?:the\s+)?(?P<n>first|second|third|fourth|final|last|1st|2nd|3rd|4th)[-\s](?:fiscal\s+)?quarter{_OF_YEAR}?",
)
def quarter(match: re.Match[str], time: Timeline) -> Reading | None:
    """A quarter of a year."""
    number = _NTH[match["n"].lower()]
    bare = not (match["year"] or match["rel"] or match["rel2"]) and not match.group().lower().endswith("year")
    if bare and match["n"].lower() in ("last", "final"):
        return Reading("DATE", *time.from_now("quarter", -1)) if match["n"].lower() == "last" else None
    return _part_of_year(match, time, number, "Q")


@rule("quarter-code", "quarter", rf"Q(?P<n>[1-4])(?:\s*(?:of\s+)?(?P<year>{YEAR}))?(?P<rel>(?!))?(?P<rel2>(?!))?")
def quarter_code(match: re.Match[str], time: Timeline) -> Reading:
    """A quarter written as Q1 to Q4."""
    return _part_of_year(match, time, int(match["n"]), "Q")


@rule("half", "half", rf"(?:the\s+)?(?P<n>first|second|latter|last|1st|2nd)(?:[-\s])half{_OF_YEAR}")
def half(match: re.Match[str], time: Timeline) -> Reading:
    """A half of a year."""
    return _part_of_year(match, time, 1 if match["n"].lower() in ("first", "1st") else 2, "H")


@rule(
    "season",
    "season",
    rf"(?:{EDGE}|(?P<which>last|next|this|this\s+past|this\s+coming|that|the\s+same|in\s+the|in|the)\s+)?(?P<season>{SEASON})(?:,?\s+(?:of\s+)?(?P<year>{YEAR})\b|\s+of\s+(?P<rel>last|this|next)\s+year\b)?",
)
def season(match: re.Match[str], time: Timeline) -> Reading | None:
    """A season of a year; "fall" and "spring" only where they cannot be verbs or wells."""
    word, which = match["season"].lower(), (match["which"] or "").lower()
    code = SEASONS[word]
    if match["year"]:
        return Reading("DATE", f"{match['year']}-{code}")
    following = time.text[match.end() : match.end() + 16].lower()
    named = bool(match["rel"]) or which in ("last", "next", "this", "this past", "this coming", "in the")
    if re.match(r"(?:\s+(?:of|olympic|palace|games|school|street|field))|-", following) and not match["rel"]:
        return None
    if (word == "fall" and not named) or (
        word == "spring" and not (named or which == "in" or match.group().lower() != word)
    ):
        return None
    if word == "fall" and which == "in the":
        return None
    if time.now is None:
        return Reading("DATE", f"XXXX-{code}")
    year, month = time.now.year, {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    way = time.direction(match.start("season"), match.end("season"))
    if match["rel"]:
        year += {"last": -1, "this": 0, "next": 1}[match["rel"].lower()]
    elif which == "last":
        year -= time.now.month <= month + 2
    elif which in ("next", "this coming"):
        year += time.now.month >= month
    elif way < 0:
        year -= month > time.now.month
    elif way > 0:
        year += time.now.month > month + 2
    return Reading("DATE", f"{year:04d}-{code}", time.now_words)


@rule(
    "week-of-month",
    "unit",
    rf"(?:the\s+)?(?P<n>first|second|third|fourth|last|final)\s+(?P<unit>week|weekend|full\s+week)\s+(?:of|in)\s+(?P<month>{MONTH})(?:,?\s+(?P<year>{YEAR}))?",
)
def week_of_month(match: re.Match[str], time: Timeline) -> Reading | None:
    """A numbered week of a month."""
    month = month_number(match["month"])
    year = int(match["year"]) if match["year"] else None
    if year is None:
        if time.now is None:
            return Reading("DATE", f"XXXX-{month:02d}")
        way = time.direction(match.start(), match.end())
        year = time.now.year + (way > 0 and month < time.now.month) - (way <= 0 and month > time.now.month)
    word = match["n"].lower()
    day = values.month_length(month) - 7 if word in ("last", "final") else 7 * _NTH[word] - 6
    there = values.day_of(year, month, day)
    unit = "weekend" if "weekend" in match["unit"].lower() else "week"
    return Reading("DATE", values.write(there, unit), None if match["year"] else time.now_words) if there else None


@rule(
    "weekdays",
    "weekday",
    rf"(?:every\s+|each\s+)?(?P<weekday>{FULL_WEEKDAY})s|(?:every|each)\s+(?P<weekday2>{FULL_WEEKDAY})",
)
def weekdays(match: re.Match[str], time: Timeline) -> Reading:
    """A weekday that recurs."""
    return Reading("SET", f"XXXX-WXX-{weekday_number(match['weekday'] or match['weekday2']) + 1}")


@rule("juche", "juche", rf"Juche\s+(?P<n>\d{{1,3}})(?:\s*\((?P<year>{YEAR})\))?")
def juche(match: re.Match[str], time: Timeline) -> Reading:
    """A year of the North Korean calendar, whose year 1 is 1912."""
    year = 1911 + int(match["n"])
    said = match["year"]
    conflict = f"Juche {match['n']} is {year}, not {said}" if said and int(said) != year else None
    return Reading("DATE", str(year), None, None, None, conflict)
