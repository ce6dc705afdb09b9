"""Dates told from another date: from the document's ("yesterday", "last year") or from the narrative ("that year").

Without the date they are told from they have no value.
"""

from __future__ import annotations

import re

from analysis.extract.dates import values
from analysis.extract.dates.calendar_rules import EDGE
from analysis.extract.dates.guards import followed_by_thing
from analysis.extract.dates.lexicon import (
    ABOUT,
    AMOUNT,
    CALENDAR_UNIT,
    DAY_PARTS,
    FULL_WEEKDAY,
    PART,
    UNIT,
    WEEKDAY,
    number,
    unit_name,
    weekday_number,
)
from analysis.extract.dates.rules import Reading, rule
from analysis.extract.dates.timeline import Timeline


def _with_part(value: str | None, anchor: str | None, part: str | None) -> Reading:
    """A day, or the part of it."""
    if part is None:
        return Reading("DATE", value, anchor)
    return Reading("TIME", f"{value or 'XXXX-XX-XX'}T{DAY_PARTS[part.lower()]}" if value else None, anchor)


_EXACT = r"(?:earlier|later|late|early|first\s+thing|only)"


@rule(
    "day-word",
    "deictic",
    rf"(?:{_EXACT}\s+)?(?P<word>the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|today|yesterday|tomorrow|tonight|to-day)(?:\s+(?P<part>{PART}))?",
)
def day_word(match: re.Match[str], time: Timeline) -> Reading:
    """A day told from the document's day."""
    word = " ".join(match["word"].lower().split())
    step = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}.get(word, 0)
    value, anchor = time.from_now("day", step)
    return _with_part(value, anchor, "night" if word == "tonight" else match["part"])


@rule(
    "day-part",
    "part",
    r"(?:(?:early|late|later|earlier)\s+)?(?P<which>this|last|that|the\s+same|the\s+previous|the\s+next|the\s+following)\s+(?P<part>morning|afternoon|evening|night)",
)
def day_part(match: re.Match[str], time: Timeline) -> Reading:
    """A part of a day told from the document's day or the narrative's."""
    which, part = match["which"].lower(), match["part"].lower()
    if which in ("this", "last"):
        # "last night" is the night before, "last evening" likewise
        value, anchor = time.from_now("day", -1 if which == "last" else 0)
    else:
        step = {"the previous": -1, "the next": 1, "the following": 1}.get(" ".join(which.split()), 0)
        value, anchor = time.from_narrative(match.start(), "day", step)
    return _with_part(value, anchor, part)


@rule(
    "bare-day-part",
    "part",
    r"(?:(?:in|on|during|of|by|until|since|through)\s+)?(?:the\s+)?(?:(?:early|late|mid)[-\s])?(?P<part>morning|afternoon|evening|overnight|midday|dawn|midnight|noon)(?:\s+hours)?",
)
def bare_day_part(match: re.Match[str], time: Timeline) -> Reading | None:
    """A part of the day the text speaks of."""
    words, part = match.group().lower(), match["part"].lower()
    following = time.text[match.end() : match.end() + 12].lower()
    placed = " the " in f" {words}" or part in ("overnight", "midnight", "noon", "midday", "dawn")
    if not placed and not re.match(r"\s(?:trad|deal|sess|of\s)", following):
        return None
    value, anchor = time.around(match.start(), "day")
    code = {"noon": "12:00", "midnight": "24:00"}.get(part)
    if code:
        return Reading("TIME", f"{value}T{code}" if value else None, anchor)
    return _with_part(value, anchor, part)


@rule(
    "weekday",
    "weekday",
    rf"(?:(?:early|late|later)\s+(?:on\s+)?)?(?:(?P<which>last|next|this|this\s+past|past|this\s+coming|coming|that|the\s+(?:following|next|previous|preceding))\s+)?(?P<weekday>{WEEKDAY})(?:\s+(?P<part>{PART}))?(?:\s+(?P<week>last|this|next)\s+week\b)?",
)
def weekday(match: re.Match[str], time: Timeline) -> Reading | None:
    """A weekday, the one that the tense of its clause points to."""
    if not re.fullmatch(FULL_WEEKDAY, match["weekday"]):
        return None  # "Sun", "Sat" and "Mon" stand for days only beside a date
    if re.match(
        r"\s+(?:Times|Post|Mail|Mirror|Telegraph|Herald|Express|Tribune|Prayers?)\b",
        time.text[match.end() : match.end() + 12],
    ):
        return None
    number_, which = weekday_number(match["weekday"]), " ".join((match["which"] or "").lower().split())
    if which.startswith("the ") or which == "that":
        base, anchor = time.from_narrative(match.start(), "day", 0)
        known = values.first_day(base)
        if known is None:
            return _with_part(None, None, match["part"])
        step = (number_ - known[0].weekday()) % 7
        if which in ("the previous", "the preceding"):
            step = step - 7 if step else -7
        elif which != "that":
            step = step or 7
        there = values.moved(known[0], "day", step)
        return _with_part(there.isoformat() if there else None, anchor, match["part"])
    if time.now is None:
        return (
            Reading("DATE", f"XXXX-WXX-{number_ + 1}") if not match["part"] else _with_part(None, None, match["part"])
        )
    ahead = (number_ - time.now.weekday()) % 7
    way = time.direction(match.start("weekday"), match.end("weekday"))
    if match["week"]:
        step = number_ - time.now.weekday() + {"last": -7, "this": 0, "next": 7}[match["week"].lower()]
    elif which == "next" or which in ("this coming", "coming"):
        step = ahead or 7
    elif which in ("last", "past", "this past"):
        step = ahead - 7 if ahead else -7
    elif which == "this":
        step = number_ - time.now.weekday()
    elif way > 0:
        step = ahead
    else:
        step = ahead - 7 if ahead else 0
    there = values.moved(time.now, "day", step)
    return _with_part(there.isoformat() if there else None, time.now_words, match["part"])


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
    if unit == "day" and which in ("the last", "the coming", "coming", "current", "the current", "previous"):
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
    compared = re.match(r"\s+(?:than|to)\b", time.text[match.end() : match.end() + 6])
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
        r"\b(?:issues?|order|hero|word|man|time)\s+of\s+$", before
    ):
        return None
    if not match["edge"] and re.match(r"\s+(?:after|before)\b", time.text[match.end() : match.end() + 8]):
        return None
    value, anchor = time.around(match.start(), unit)
    if match["fiscal"] and unit == "year" and value:
        value = f"FY{value}"
    return Reading("DATE", value, anchor)
