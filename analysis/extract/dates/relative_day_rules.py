"""Days and parts of days told from another: "yesterday", "that evening", "on Friday"."""

from __future__ import annotations

import re

from analysis.extract.dates import values
from analysis.extract.dates.lexicon import (
    DAY_PARTS,
    FULL_WEEKDAY,
    MONTH,
    PART,
    WEEKDAY,
    YEAR,
    month_number,
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
    r"(?:(?:in|on|during|of|by|until|since|through)\s+)?(?:the\s+)?(?:(?:early|late|mid)[-\s])?(?P<part>morning|afternoon|evening|night(?=\s+of\s)|overnight|midday|dawn|midnight|noon)(?:\s+hours)?",
)
def bare_day_part(match: re.Match[str], time: Timeline) -> Reading | None:
    """A part of the day the text speaks of."""
    words, part = match.group().lower(), match["part"].lower()
    following = time.text[match.end() : match.end() + 12].lower()
    placed = " the " in f" {words}" or part in ("overnight", "midnight", "noon", "midday", "dawn")
    if match["part"][0].isupper() and re.match(r"\s[A-Z]", time.text[match.end() : match.end() + 2]):
        return None  # Dawn Okoro is a person
    if not placed and not re.match(r"\s(?:trad|deal|sess|of\s)", following):
        return None
    told = _day_told(match, time)
    if part == "night" and told is None:
        return None  # "the night of the vote": which one, the text does not say
    value, anchor = told or time.around(match.start(), "day")
    code = {"noon": "12:00", "midnight": "24:00"}.get(part)
    if code:
        return Reading("TIME", f"{value}T{code}" if value else None, anchor)
    return _with_part(value, anchor, part)


_TOLD_AFTER = re.compile(
    rf",?\s+(?:on\s+|of\s+)?(?:(?:{WEEKDAY}),?\s+)?(?:(?P<month>{MONTH})\s+(?P<day>\d\d?)(?:st|nd|rd|th)?|(?P<day2>\d\d?)(?:st|nd|rd|th)?\s+(?P<month2>{MONTH}))\b(?:,?\s+(?P<year>{YEAR})\b)?",
    re.IGNORECASE,
)


_WEEKDAY_AFTER = re.compile(rf"\s+(?:on|of)\s+(?P<weekday>{FULL_WEEKDAY})\b(?!,?\s+(?:\d|{MONTH}))", re.IGNORECASE)


def _day_told(match: re.Match[str], time: Timeline) -> tuple[str | None, str | None] | None:
    """The day that follows its part: "at dawn on October 3", "at noon on Monday"."""
    if time.now is not None and (day := _WEEKDAY_AFTER.match(time.text, match.end())):
        ahead = (weekday_number(day["weekday"]) - time.now.weekday()) % 7
        step = ahead if not ahead or time.direction(day.start("weekday"), day.end("weekday")) > 0 else ahead - 7
        there = values.moved(time.now, "day", step)
        return (there.isoformat(), time.now_words) if there else None
    told = _TOLD_AFTER.match(time.text, match.end())
    year = int(told["year"]) if told and told["year"] else time.now.year if time.now else None
    if told is None or year is None:
        return None
    there = values.day_of(year, month_number(told["month"] or told["month2"]), int(told["day"] or told["day2"]))
    if (
        there
        and time.now
        and not told["year"]
        and there > time.now
        and time.direction(match.start(), match.end()) < 0
    ):
        there = values.moved(there, "year", -1)
    return (there.isoformat(), time.now_words) if there else None


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
