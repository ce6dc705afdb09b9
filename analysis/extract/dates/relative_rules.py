"""Dates told from another date: from the document's ("yesterday", "last year") or from the narrative ("that year").

Without the date they are told from they have no value.
"""

from __future__ import annotations

import re

from analysis.extract.dates import values
from analysis.extract.dates.guards import followed_by_thing
from analysis.extract.dates.lexicon import (
    ABOUT,
    AMOUNT,
    CALENDAR_UNIT,
    EDGE,
    UNIT,
    YEAR,
    number,
    unit_name,
)
from analysis.extract.dates.rules import Reading, rule
from analysis.extract.dates.timeline import Timeline

_NOW_STEP = {
    "this": 0,
    "current": 0,
    "the current": 0,
    "this same": 0,
    "last": -1,
    "the last": -1,
    "this past": -1,
    "next": 1,
    "this coming": 1,
    "the coming": 1,
    "coming": 1,
}
_THEN_STEP = {
    "that": 0,
    "that same": 0,
    "the same": 0,
    "the very same": 0,
    "the previous": -1,
    "the preceding": -1,
    "the prior": -1,
    "previous": -1,
    "prior": -1,
    "the next": 1,
    "the following": 1,
    "following": 1,
    "the very next": 1,
    "that very": 0,
}
_WHICH = "|".join(
    sorted((name.replace(" ", r"\s+") for name in [*_NOW_STEP, *_THEN_STEP]), key=lambda name: -len(name))
)


@rule(
    "which-unit",
    "unit",
    rf"(?:{EDGE}|(?P<edge>later|earlier|late|early|sometime|at\s+the\s+end\s+of)\s+(?:in\s+)?)?(?P<which>{_WHICH})\s+(?P<fiscal>fiscal\s+|financial\s+|calendar\s+|academic\s+|school\s+|entire\s+|whole\s+)?(?P<unit>day|week-?end|week|month|quarter|year|decade|century)",
)
def which_unit(match: re.Match[str], time: Timeline) -> Reading | None:
    """A day, week, month, year … told from the document's date or from the last date of the text."""
    which, unit = " ".join(match["which"].lower().split()), match["unit"].lower().replace("-", "")
    if unit == "day" and which in ("the last", "last", "the coming", "coming", "current", "the current", "previous"):
        return None
    if which in _NOW_STEP:
        step = _NOW_STEP[which]
        if (
            unit == "weekend"
            and which == "this"
            and time.now
            and time.now.weekday() < 5
            and time.direction(match.start(), match.end()) < 0
        ):
            step = -1  # "this weekend" of a past act, told on a weekday
        value, anchor = time.from_now(unit, step)
        if unit == "day" and which == "this":
            value, anchor = time.around(match.start(), "day", back=1)
    else:
        step = _THEN_STEP[which]
        value, anchor = time.from_narrative(match.start(), unit, step)
        if value is None and step and not which.startswith(("that", "the same")):
            value, anchor = time.from_now(unit, step)
    if value and (match["fiscal"] or "").lower().startswith(("fiscal", "financial")) and unit == "year":
        value = f"FY{value}"
    return Reading("DATE", value, anchor)


@rule(
    "unit-before",
    "unit",
    r"(?:the|a)\s+(?P<unit>day|week|month|quarter|year|decade|century)\s+(?P<side>before|earlier|previous|previously|prior|after|later|following|ago|hence)(?:\s+(?P<event>today|yesterday))?",
)
def unit_before(match: re.Match[str], time: Timeline) -> Reading | None:
    """One unit before or after the date the text speaks of, as in "a year earlier"."""
    unit, side = match["unit"].lower(), match["side"].lower()
    article = match.group()[:3].lower() == "the"
    if side in ("before", "after", "previous", "prior") and followed_by_thing(time.doc, time.text, match.end()):
        if article:
            return Reading("DATE", None) if side in ("before", "after") else None
        return Reading("DURATION", values.duration("1", unit), None, match.start(), match.end("unit"))
    step = 1 if side in ("after", "later", "following", "hence") else -1
    if side in ("ago", "hence"):
        value, anchor = time.from_now(unit, step)
    else:
        value, anchor = time.from_narrative(match.start(), unit, step)
        if value is None and side in ("earlier", "before", "previously"):
            value, anchor = time.from_now(unit, step)
    return Reading("DATE", value, anchor)


@rule(
    "amount-ago",
    "unit",
    rf"(?:{ABOUT}\s+)?(?P<amount>{AMOUNT})\s+(?P<unit>{UNIT})s?(?P<half>\s+and\s+a\s+half)?\s+(?P<side>ago|earlier|later|before|after|back|hence|from\s+now|prior|previously)",
)
def amount_ago(match: re.Match[str], time: Timeline) -> Reading | None:
    """So many units before or after the document's date ("ago") or the narrative's ("later")."""
    unit, side = unit_name(match["unit"]), " ".join(match["side"].lower().split())
    amount = number(match["amount"])
    if amount is not None and match["half"]:
        amount += 0.5
    compared = re.match(r"\s+than\b" if side != "prior" else r"\s+to\b", time.text[match.end() : match.end() + 6])
    if compared or (side in ("before", "after", "prior") and followed_by_thing(time.doc, time.text, match.end())):
        told = "X" if amount is None else f"{amount:g}"
        return Reading(
            "DURATION",
            values.duration(told, unit),
            None,
            match.start(),
            match.end("half")
            if match["half"]
            else match.end("unit") + (time.text[match.end("unit") : match.end("unit") + 1].lower() == "s"),
        )
    step = 1 if side in ("after", "later", "hence", "from now") else -1
    from_now = side in ("ago", "back", "hence", "from now")
    if amount is None:
        return Reading("DATE", "PAST_REF" if step < 0 else "FUTURE_REF")
    if unit in ("hour", "minute", "second", "night"):
        return Reading("TIME" if unit != "night" else "DATE", None)
    if unit == "fortnight":
        unit, amount = "week", amount * 2
    if amount % 1:
        if unit not in ("year", "decade", "century"):
            return Reading("DATE", None)
        unit, amount = "month", amount * {"year": 12, "decade": 120, "century": 1200}[unit]
    elif unit in ("decade", "century", "millennium"):
        unit, amount = "year", amount * {"decade": 10, "century": 100, "millennium": 1000}[unit]
    steps = step * int(amount)
    value, anchor = time.from_now(unit, steps) if from_now else time.from_narrative(match.start(), unit, steps)
    return Reading("DATE", value, anchor)


@rule(
    "year-ago-period",
    "unit",
    r"(?:(?:the|a)\s+)?(?:year[-\s](?:ago|earlier)|(?:previous|prior)-year|last-year)(?:[-\s]+(?P<unit>period|quarter|month|week|half|level))?(?<=[a-z])",
)
def year_ago_period(match: re.Match[str], time: Timeline) -> Reading | None:
    """The part of the year before that answers to the one spoken of, as in "the year-earlier quarter"."""
    if not match["unit"] and "-" not in match.group():
        return None  # "a year ago" is another rule's
    unit = (match["unit"] or "").lower()
    if unit in ("quarter", "month", "week"):
        value, anchor = time.from_narrative(match.start(), unit, {"quarter": -4, "month": -12, "week": -52}[unit])
        if value is None:
            value, anchor = time.from_now(unit, {"quarter": -5, "month": -12, "week": -52}[unit])
    else:
        value, anchor = time.from_narrative(match.start(), "year", -1)
        if value is None:
            value, anchor = time.from_now("year", -1)
    return Reading("DATE", value, anchor)


@rule(
    "unit-end",
    "unit",
    rf"(?:the\s+)?(?P<rel>last\s+|this\s+|next\s+)?(?P<unit>year|month|quarter)(?:-end|(?<=year)end)\b(?:,?\s+(?P<year>{YEAR})\b)?",
)
def unit_end(match: re.Match[str], time: Timeline) -> Reading:
    """The end of a year, month or quarter, as in "by year-end"."""
    if match["year"]:
        return Reading("DATE", match["year"])
    rel, unit = (match["rel"] or "").strip().lower(), match["unit"].lower()
    step = {"last": -1, "next": 1}.get(rel, 0)
    if (
        not rel
        and unit == "year"
        and time.now
        and time.now.month <= 6
        and time.direction(match.start(), match.end()) < 0
    ):
        step = -1  # "at year-end the bank held": the one just gone by
    return Reading("DATE", *time.from_now(unit, step))


@rule(
    "latest-unit",
    "unit",
    r"(?:the\s+|its\s+|their\s+)?(?:latest|most\s+recent|just-ended|recently\s+ended)\s+(?:fiscal\s+)?(?P<unit>quarter|month|week|year)",
)
def latest_unit(match: re.Match[str], time: Timeline) -> Reading:
    """The last whole quarter, month, week or year before the document's day, or the one the text speaks of."""
    unit = match["unit"].lower()
    value, anchor = time.around(match.start(), unit, back=2)
    if value is None or anchor is None or not anchor.startswith("narrative"):
        value, anchor = time.from_now(unit, -1)
    return Reading("DATE", value, anchor)


@rule(
    "end-of-century",
    "unit",
    r"(?P<edge>(?:by\s+)?the\s+(?:end|turn|close|beginning|start)\s+of\s+the)\s+(?P<unit>century|decade|millennium)",
)
def end_of_century(match: re.Match[str], time: Timeline) -> Reading | None:
    """The end or the turn of the century or decade that the document stands in."""
    unit = match["unit"].lower()
    if unit == "millennium":
        return None
    return Reading("DATE", *time.from_now(unit, 0))


@rule(
    "same-period",
    "unit",
    r"(?:the\s+)?(?:same|corresponding|comparable|equivalent)\s+(?P<unit>period|month|quarter|week|day|time)(?:\s+(?:(?:of|in)\s+)?(?:the\s+)?(?P<rel>last|previous|prior|preceding)\s+year|\s+(?:a|one)\s+year\s+(?:ago|earlier|before|previously)|\s+(?:of|in)\s+(?P<year>(?:19|20)\d\d))",
)
def same_period(match: re.Match[str], time: Timeline) -> Reading:
    """The same month or quarter of another year."""
    for said in reversed(time.spoken[-4:]):
        known = values.first_day(said.value)
        if known and known[1] in ("month", "quarter", "week"):
            unit = known[1]
            years = int(match["year"]) - known[0].year if match["year"] else -1
            # a week goes back 52 weeks, to the week of the same number
            value = (
                values.shift(said.value, "week", 52 * years)
                if unit == "week"
                else values.shift(said.value, unit, years * (12 if unit == "month" else 4))
            )
            return Reading("DATE", value, f"narrative {said.value}")
    if match["year"]:
        return Reading("DATE", match["year"])
    value, anchor = time.from_now("year", -1)
    return Reading("DATE", value, anchor)


@rule(
    "definite-unit",
    "unit",
    rf"(?P<edge>{EDGE}|(?:late|later|earlier|early)\s+(?:in\s+)?)?(?:the\s+|(?<=the\s))(?:(?:entire|whole|full|rest\s+of\s+the)\s+)?(?P<fiscal>fiscal\s+|financial\s+)?(?P<unit>{CALENDAR_UNIT})(?!\s+(?:of|that|when|to\s+come|in\s+which|is\s+coming|and\s+time|\d)|['’]s\b|-)",
)
def definite_unit(match: re.Match[str], time: Timeline) -> Reading | None:
    """The day, week, month or year that the text speaks of."""
    unit = match["unit"].lower()
    before = time.text[max(0, match.start() - 14) : match.start()].lower()
    if unit in ("night", "decade", "century", "quarter") or re.search(
        r"\b(?:(?:issues?|order|hero|word|man|time)\s+of|by)\s+$", before
    ):
        return None
    if not match["edge"] and re.match(r"\s+(?:after|before)\b", time.text[match.end() : match.end() + 8]):
        return None
    value, anchor = time.around(match.start(), unit)
    if unit == "weekend" and value and anchor == time.now_words and time.now and time.now.weekday() < 5:
        if time.direction(match.start(), match.end()) < 0:  # the one gone by
            value, anchor = time.from_now(unit, -1)
    if match["fiscal"] and unit == "year" and value:
        value = f"FY{value}"
    return Reading("DATE", value, anchor)
