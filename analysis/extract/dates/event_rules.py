"""Dates told from an event that everybody knows: its anniversaries, and how far the text is into it."""

from __future__ import annotations

import datetime
import re

from analysis.extract.dates import values
from analysis.extract.dates.events import Event, event_at, lasting_event
from analysis.extract.dates.lexicon import ABOUT, AMOUNT, NUMBER, ORDINAL, YEAR, number, ordinal, unit_name, whole
from analysis.extract.dates.rules import Reading, rule
from analysis.extract.dates.timeline import Bound, Timeline
from analysis.extract.places import sentence_at, sentence_spans

_OWNER = re.compile(r"([A-Z][\w&-]*(?:\s[A-Z][\w&-]*){0,5})[’']s?\s$")
_OF = re.compile(r"\s+(?:of|since)\s+")
_FOUNDED = re.compile(r"(?:its\s+|their\s+)?(independence|founding)\b")
_DATED = re.compile(rf"\s+(?:of|since)\s+(?:[^\s.;:,]+\s+){{0,6}}?(?P<year>{YEAR})\b(?!\s*[-–]\s*\d)")


@rule(
    "anniversary",
    "event",
    rf"(?:the\s+|its\s+|their\s+|his\s+|our\s+)?(?:(?:(?P<n>{ORDINAL})|(?P<years>{NUMBER})-year)\s+(?:(?P<founding>founding|birth|independence|wedding|death)\s+)?(?P<kind>anniversary|birthday)|(?P<centenary>centenary|bicentenary|bicentennial|centennial))",
)
def anniversary(match: re.Match[str], time: Timeline) -> Reading | None:
    """An anniversary of an event whose date is known."""
    if match["centenary"]:
        years: int | None = 200 if match["centenary"].lower().startswith("bi") else 100
    else:
        years = ordinal(match["n"]) if match["n"] else int(number(match["years"]) or 0)
    if not years or years > 3000:
        return None
    text, event, end = time.text, None, match.end()
    kind = (match["founding"] or "").lower()
    behind = _OF.match(text, match.end())
    if behind:
        found = _named(text, behind.end(), kind)
        owner = _OWNER.search(text, max(0, match.start() - 60), match.start())
        if found is None and owner:
            # "Ukraine's 30th anniversary of independence"
            noun = _FOUNDED.match(text, behind.end())
            known = event_at(f"{owner.group(1)}'s {noun.group(1)}", 0) if noun else None
            found = (known[0], noun.end()) if known and noun else None
        if found:
            event, end = found
    if event is None:
        event = _owned(text, match.start(), kind)
    if event is not None:
        return _after(event, years, match.start(), end)
    dated = _DATED.match(text, match.end(), match.end() + 90)
    if dated:
        first = int(dated["year"])
        return Reading("DATE", f"{first + years:04d}", f"{first} + {years} years", match.start(), dated.end())
    return None


def _named(text: str, at: int, kind: str) -> tuple[Event, int] | None:
    """The event named behind "anniversary of", of a body's founding where the words say so."""
    found = event_at(text, at)
    if found is None and kind:
        start = at + 4 if text[at : at + 4].lower() == "the " else at
        behind = text[start : start + 80]
        made = event_at(f"{kind} of the {behind}", 0) or event_at(f"{kind} of {behind}", 0)
        if made:
            length = made[1] - len(f"{kind} of the ")
            found = (made[0], start + max(0, length))
    return found


def _owned(text: str, start: int, kind: str) -> Event | None:
    """The event of "NATO's 75th anniversary" or "the Korean armistice's 70th anniversary"."""
    before = text[max(0, start - 70) : start]
    possessive = re.search(r"(?P<name>[\w’'.&-]+(?:\s[\w.&’'-]+){0,5})[’']s?\s$", before)
    if not possessive:
        return None
    words = possessive["name"].split()
    for first in range(len(words)):
        name = " ".join(words[first:])
        for form in ([f"{name}'s {kind}", f"{kind} of the {name}"] if kind else []) + [name]:
            found = event_at(form, 0)
            if found and found[1] == len(form):
                return found[0]
    return None


def _after(event: Event, years: int, start: int, end: int) -> Reading | None:
    known = values.first_day(event.start)
    if known is None:
        return None
    there = values.moved(known[0], "year", years)
    value = values.write(there, known[1]) if there else None
    return Reading(
        "DATE", value, f"{event.label} {event.start} + {years} year{'' if years == 1 else 's'}", start, end
    )


@rule(
    "into-event",
    "event",
    rf"(?:(?P<about>{ABOUT})\s+)?(?P<amount>{AMOUNT})\s+(?P<unit>day|week|month|year|decade)s?(?P<half>\s+and\s+a\s+half)?\s+into",
)
def into_event(match: re.Match[str], time: Timeline) -> Reading | None:
    """How far into a war (or another lasting event) the text stands."""
    amount, unit = number(match["amount"]), unit_name(match["unit"])
    if amount is None:
        return None
    amount += 0.5 if match["half"] else 0
    found = event_at(time.text, match.end())
    if found:
        event, end = found
    else:
        noun = re.compile(
            r"\s+(?:[\w’'-]+\s+){0,4}?(war|conflict|invasion|fighting|pandemic|hostilities|offensive)\b",
            re.IGNORECASE,
        ).match(time.text, match.end(), match.end() + 60)
        if not noun:
            return None
        around = sentence_spans(time.doc)[sentence_at(time.doc, match.start())]
        sentence = time.text[max(around.start_char, match.start() - 400) : min(around.end_char, match.end() + 400)]
        named = lasting_event(time.lasting, sentence, time.now.isoformat() if time.now else None)
        if named is None:
            return None
        event, end = named, noun.end()
    known = values.first_day(event.start)
    if known is None:
        return None
    low = _moved(known[0], unit, amount)
    high = _moved(known[0], unit, amount + _reach(unit, amount))
    if re.match(r"nearly|almost|less|just\s+under|under|close|up|at\s+most", match["about"] or "", re.IGNORECASE):
        low, high = _moved(known[0], unit, amount - min(amount, 0.25 if unit == "year" else amount * 0.15)), low
    if low is None or high is None:
        return None
    precision = (
        unit
        if unit in ("day", "week") and known[1] == "day"
        else "year"
        if unit == "year" and amount % 1 == 0
        else "month"
    )
    if time.direction(match.start("unit"), match.end("unit")) >= 0 and event.end is None:
        time.bounds.append(Bound(match.start(), low, high, f"{time.text[match.start() : end]!r}"))
    return Reading(
        "DATE",
        values.write(_moved(known[0], unit, amount) or low, precision),
        f"{event.label} {event.start} + {whole(amount)} {unit}{'' if amount == 1 else 's'}",
        match.start(),
        end,
    )


def _moved(day: datetime.date, unit: str, amount: float) -> datetime.date | None:
    if unit in ("day", "week"):
        return values.moved(day, "day", round(amount * (7 if unit == "week" else 1)))
    return values.moved(day, "month", round(amount * {"month": 1, "year": 12, "decade": 120}[unit]))


def _reach(unit: str, amount: float) -> float:
    """How far beyond the number such words still carry: up to where the next round number would be nearer."""
    if unit == "year":
        return 0.25 if amount % 1 else 0.99
    return max(1.0, amount * 0.15)
