"""Lengths of time ("three months", "a year and a half", "decades-long") and what recurs ("every two years")."""

from __future__ import annotations

import re

from analysis.extract.dates import values
from analysis.extract.dates.guards import is_rate
from analysis.extract.dates.lexicon import (
    ABOUT,
    AMOUNT,
    NUMBER,
    UNIT,
    VAGUE_NUMBER,
    number,
    ordinal,
    unit_name,
    whole,
)
from analysis.extract.dates.rules import Reading, rule
from analysis.extract.dates.timeline import Timeline

_KIND = r"(?:straight|consecutive|successive|more|full|long|additional|trading|working|business|calendar|whole|entire|short|further|extra|solid|running)"
_WHICH = r"(?:the|these|those|its|his|her|their|our|this|that)\s+|(?:(?:the|these|those|its|his|her|their|our)\s+)?(?:very\s+)?(?:last|past|next|coming|previous|preceding|following|first|final|latest|entire|same)\s+"


def _length(amount: str, unit: str) -> str | None:
    """The TIMEX3 value of an amount of units; X for an amount without number."""
    name = unit_name(unit)
    worth = number(amount)
    if worth == 0.5:
        finer = {
            "year": ("6", "month"),
            "hour": ("30", "minute"),
            "day": ("12", "hour"),
            "decade": ("5", "year"),
            "century": ("50", "year"),
        }
        if name in finer:
            return values.duration(*finer[name])
    return values.duration("X" if worth is None else whole(worth), name)


@rule(
    "duration-range",
    "unit",
    rf"(?:between\s+|from\s+)?(?P<a>{NUMBER})(?:\s+(?:to|and)\s+|(?<=\d)\s?[-–]\s?|-to-)(?P<b>{NUMBER})[-\s]+(?P<unit>{UNIT})s?",
)
def duration_range(match: re.Match[str], time: Timeline) -> list[Reading] | None:
    """A least and a greatest length."""
    if " and " in match.group().lower() and not match.group().lower().startswith("between"):
        return None
    lengths = [_length(match["a"], match["unit"]), _length(match["b"], match["unit"])]
    return [
        Reading("DURATION", lengths[0], None, match.start("a"), match.end("a")),
        Reading("DURATION", lengths[1], None, match.start("b"), match.end()),
    ]


@rule(
    "duration",
    "unit",
    rf"(?:{_WHICH})?(?:{ABOUT}\s+)?(?P<amount>{AMOUNT})(?:\s+or\s+(?:{NUMBER}|more|so))?[-\s](?:{_KIND}[-\s])?(?P<unit>{UNIT})s?(?P<half>\s+and\s+a\s+half)?(?P<long>-(?:long|old)|\s+old)?",
)
def duration(match: re.Match[str], time: Timeline) -> Reading | None:
    """A length of time with its number."""
    amount, unit = match["amount"].lower(), unit_name(match["unit"])
    single = amount in ("a", "an", "some", "many", "another")
    plural = time.text[match.end("unit") : match.end("unit") + 1].lower() == "s"
    if re.search(r"\d[ ,.]$", time.text[max(0, match.start() - 2) : match.start()]):
        return None  # the end of a longer number
    if unit == "quarter" and (single or number(amount) in (3, 1)):
        return None  # "a quarter of the votes", "three quarters"
    if unit == "second" and (single or not plural):
        return None  # "a second group"
    if unit == "minute" and single and re.match(r"\s+(?:detail|amount)", time.text[match.end() : match.end() + 9]):
        return None
    if amount in ("some", "many", "few", "several") and not plural:
        return None
    if (
        single
        and amount in ("a", "an")
        and is_rate(time.doc, match.start("amount"))
        and match.group().lower() == match.group().lower().lstrip()
    ):
        return Reading("SET", values.duration("1", unit), None, match.start("amount"), match.end())
    if match["half"]:
        worth = number(amount)
        return Reading("DURATION", values.duration("X" if worth is None else whole(worth + 0.5), unit))
    return Reading("DURATION", _length(match["amount"], match["unit"]))


_SPANS = re.compile(r"\b(?:over|during|within|throughout|in|across)\s$", re.IGNORECASE)


@rule(
    "whole-unit",
    "unit",
    rf"(?:(?:a|the|its|their)\s+)?(?P<kind>single|full|entire|whole|half|one|past|last)[-\s](?P<unit>{UNIT})",
)
def whole_unit(match: re.Match[str], time: Timeline) -> Reading | None:
    """One unit, as in "single-day" or "the past decade"."""
    kind, unit = match["kind"].lower(), unit_name(match["unit"])
    words = match.group().lower()
    if words.startswith("the ") and kind in ("entire", "whole", "full"):
        return None  # the year that the text speaks of
    if kind == "last" and (
        unit not in ("decade", "hour", "minute")
        and not _SPANS.search(time.text[max(0, match.start() - 12) : match.start()])
    ):
        return None  # "last year" is a date, "over the last year" a length
    if unit in ("second", "quarter") or (kind == "half" and unit not in ("year", "hour", "day", "decade", "century")):
        return None
    return Reading("DURATION", _length("half a" if kind == "half" else "1", unit))


@rule("unit-long", "unit", r"(?P<unit>year|month|week|day|decade|century|hour|night)(?P<plural>s)?-(?:long|old)")
def unit_long(match: re.Match[str], time: Timeline) -> Reading:
    """A length told as a quality, as in "decades-long"."""
    return Reading("DURATION", values.duration("X" if match["plural"] else "1", match["unit"].lower()))


@rule(
    "nth-unit",
    "unit",
    rf"(?:(?:the|its|their|his|her|a)\s+)?(?P<n>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))\s+(?:straight|consecutive|successive)\s+(?P<unit>{UNIT})",
)
def nth_unit(match: re.Match[str], time: Timeline) -> Reading | None:
    """The n-th unit in a row: the one that the text speaks of."""
    if ordinal(match["n"]) is None:
        return None
    unit = unit_name(match["unit"])
    if unit not in values.UNITS:
        return None
    value, anchor = time.around(match.start(), unit)
    return Reading("DATE", value, anchor)


@rule(
    "units",
    "unit",
    rf"(?P<before>(?:in|for|over|after|within|of|took|take|takes|taken|last|lasted|just|mere|only|several|many|through|throughout|across|following|spend|spent|despite)\s+(?:the\s+)?)?(?P<unit>{UNIT})s(?P<after>\s+(?:of|later|before|after|in\s+the))?",
)
def units(match: re.Match[str], time: Timeline) -> Reading | None:
    """An unknown number of units, as in "for years"."""
    word = match["unit"].lower()
    if not match["before"] and (not match["after"] or word not in ("decade", "year", "month", "week")):
        return None
    if (
        match["before"]
        and "the" in match["before"].lower().split()
        and not match["before"].lower().startswith(("over", "through"))
    ):
        return None
    if word in ("night", "quarter", "second", "weekend") or (
        word == "minute" and (match["before"] or "").lower().startswith("of")
    ):
        return None
    end = match.end("unit") + 1
    start = match.start("unit") if match["before"] and "the" not in match["before"].lower().split() else match.start()
    return Reading("DURATION", values.duration("X", unit_name(word)), None, start, end)


@rule(
    "every",
    "unit",
    rf"(?:(?:once|twice|three\s+times)\s+)?(?:every|each)\s+(?:(?P<amount>other|{NUMBER}|{VAGUE_NUMBER})\s+)?(?P<unit>{UNIT})s?",
)
def every(match: re.Match[str], time: Timeline) -> Reading | None:
    """What recurs at an interval."""
    unit, amount = unit_name(match["unit"]), match["amount"]
    if unit in ("second",) and not amount:
        return None
    return Reading(
        "SET", values.duration("2", unit) if amount and amount.lower() == "other" else _length(amount or "1", unit)
    )


@rule(
    "rate",
    "unit",
    rf"(?:once|twice|(?:{NUMBER}|several)\s+times)\s+(?:an?|per|each|every)\s+(?P<unit>{UNIT})|per\s+(?P<unit2>{UNIT})",
)
def rate(match: re.Match[str], time: Timeline) -> Reading | None:
    """What recurs so many times in a unit."""
    unit = unit_name(match["unit"] or match["unit2"])
    return None if unit == "second" else Reading("SET", values.duration("1", unit))
