"""Years, decades and centuries, and the quarters, halves, seasons and weeks that divide them."""

from __future__ import annotations

import re

from analysis.extract.dates import values
from analysis.extract.dates.guards import is_year
from analysis.extract.dates.lexicon import (
    EDGE,
    MONTH,
    ORDINAL,
    SEASON,
    SEASONS,
    YEAR,
    month_number,
    ordinal,
)
from analysis.extract.dates.rules import Reading, rule
from analysis.extract.dates.timeline import Timeline


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
    now = time.now.year if time.now else 2025
    told = now // 100 * 100 + year
    return Reading("DATE", str(told - 100 if told > now + 5 else told), None, match.start("year"), match.end())


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
    rf"{EDGE}?(?:(?:the|its|their|a)\s+)?(?:fiscal[-\s])?(?P<n>first|second|third|fourth|final|last|1st|2nd|3rd|4th)[-\s](?:fiscal[-\s])?quarter{_OF_YEAR}?",
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


_HALF_OF_BOOKS = re.compile(
    r"\s+(?:results?|earnings|profits?|sales|revenues?|loss(?:es)?|net|figures|output|exports|imports)\b"
)


@rule(
    "half",
    "half",
    rf"(?:the\s+)?(?:fiscal[-\s])?(?P<n>first|second|latter|last|1st|2nd)[-\s]half{_OF_YEAR}?",
)
def half(match: re.Match[str], time: Timeline) -> Reading | None:
    """A half of a year; without a year only of books, or after one ("1988's first half"), for a match has halves too."""
    number = 1 if match["n"].lower() in ("first", "1st") else 2
    if match.end("n") + len(" half") == match.end():
        if re.search(r"\d['’]s\s$", time.text[max(0, match.start() - 4) : match.start()]):
            year, anchor = time.from_narrative(match.start(), "year", 0)
            return Reading("DATE", f"{year}-H{number}" if year else None, anchor)
        if not _HALF_OF_BOOKS.match(time.text, match.end()):
            return None
    return _part_of_year(match, time, number, "H")


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


@rule("juche", "juche", rf"Juche\s+(?P<n>\d{{1,3}})(?:\s*\((?P<year>{YEAR})\))?")
def juche(match: re.Match[str], time: Timeline) -> Reading:
    """A year of the North Korean calendar, whose year 1 is 1912."""
    year = 1911 + int(match["n"])
    said = match["year"]
    conflict = f"Juche {match['n']} is {year}, not {said}" if said and int(said) != year else None
    return Reading("DATE", str(year), None, None, None, conflict)
