"""Where rules are tried, and which of them has the last word.

Patterns are tried only near a word of their class (a month, a unit, four figures), so that a long text costs little.
Of readings that overlap the one that starts first wins, then the longer; a rule that declines leaves the next its turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

# the rooms of rules, in the order in which they win ties; importing them registers their rules
from analysis.extract.dates import (
    calendar_rules,  # noqa: F401
    clock_rules,  # noqa: F401
    duration_rules,  # noqa: F401
    event_rules,  # noqa: F401
    relative_day_rules,  # noqa: F401
    relative_rules,  # noqa: F401
    word_rules,
    year_rules,  # noqa: F401
)
from analysis.extract.dates.rules import RULES, Reading, Rule
from analysis.extract.dates.timeline import Timeline
from analysis.extract.places import sentence_at
from analysis.extract.records import TimeExpression

# classes of plain words, each standing by itself
_WORDS = {
    "half": ("half",),
    "season": ("spring", "summer", "autumn", "fall", "winter"),
    "juche": ("juche",),
    "deictic": ("today", "to-day", "yesterday", "tomorrow", "tonight"),
    "part": ("morning", "afternoon", "evening", "night", "overnight", "midday", "noon", "midnight", "dawn"),
}  # fmt: skip
_DECADES = tuple(f"{tens}ties" for tens in ("twen", "thir", "for", "fif", "six", "seven", "eigh", "nine"))
_TRIGGERS = {name: rf"\b(?:{'|'.join(words)})\b" for name, words in _WORDS.items()} | {
    "month": r"(?-i:\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC))",
    "weekday": r"(?-i:day\b|days\b|DAY\b)",
    "digits": r"\b\d{1,4}\b",
    "quote": r"['’]\d\d\b",
    "decade": r"\d0['’]?s\b|\b(?:nineteen[- ])?(?:" + "|".join(_DECADES) + r")\b",
    "unit": r"\b(?:second|minute|hour|day|night|week|fortnight|month|quarter|year|decade|centur|millenni)|\bperiod\b|\btime\b",
    "quarter": r"(?-i:\bQ[1-4]\b)",
    "clock": r"\d[:.]\d\d|\d\s?[ap]\.?m\b|\bo['’]clock|\b\d{4}\s?(?:GMT|UTC|hours|hrs)\b|\b(?:GMT|UTC)\b",
    "event": r"\banniversar|\binto\b|\bcentenary\b|\b9/11\b",
}
# what a text has, in small letters, that has a trigger of the class: looked for first, since it is found much sooner
_NEEDS = _WORDS | {"decade": ("0s", "0's", "0’s", *_DECADES)}
_SCANS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _TRIGGERS.items()}
LISTED = ("word", "holiday")  # rules whose patterns begin with a word of a list, and are tried at these words alone
_BEFORE, _AFTER = 90, 110  # characters around a trigger; wider than any pattern reaches


def expressions(doc: Doc) -> tuple[list[TimeExpression], Timeline]:
    """The time expressions of a doc in order of appearance, none overlapping, and where the text stands in time."""
    time = Timeline(doc)
    text = time.text
    found: list[TimeExpression] = []
    cursor = -1
    for match, rule in _candidates(text):
        if match.start() < cursor:
            continue
        reading = rule.read(match, time)
        if reading is None:
            continue
        for one in [reading] if isinstance(reading, Reading) else reading:
            start = match.start() if one.start is None else one.start
            end = match.end() if one.end is None else one.end
            start, end = _trimmed(text, start, end)
            if start < cursor or start >= end:
                continue
            sentence = sentence_at(doc, start)
            found.append(
                TimeExpression(
                    sentence,
                    start,
                    end,
                    text[start:end],
                    one.type,
                    one.value,
                    one.anchor,
                    one.conflict,
                    rule.name,
                )
            )
            cursor = end
            if one.type in ("DATE", "TIME"):
                time.speak(one.value, start)
    return found, time


def _candidates(text: str) -> list[tuple[re.Match[str], Rule]]:
    """Every match of every rule, the first and longest first."""
    known = word_rules.first_words()
    begun = [word.start() for word in word_rules.FIRST.finditer(text) if word.group().lower() in known]
    windows: dict[str, list[tuple[int, int]]] = {}
    matches: list[tuple[int, int, int, re.Match[str], Rule]] = []
    small = text.lower()
    for order, rule in enumerate(RULES):
        if rule.trigger in LISTED:
            found = _at(rule.pattern, text, begun)
        else:
            if rule.trigger not in windows:
                windows[rule.trigger] = list(_windows(text, _hits(rule.trigger, text, small)))
            found = (match for low, high in windows[rule.trigger] for match in rule.pattern.finditer(text, low, high))
        matches += [(match.start(), -match.end(), order, match, rule) for match in found]
    matches.sort(key=lambda row: row[:3])
    return [(match, rule) for _, _, _, match, rule in matches]


def _hits(trigger: str, text: str, small: str) -> Iterable[re.Match[str]]:
    """Where the words of a class stand in a text, which is given in small letters as well."""
    needs = _NEEDS.get(trigger)
    return _SCANS[trigger].finditer(text) if needs is None or any(map(small.__contains__, needs)) else ()


def _at(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """Every match that begins at one of these places, none within another."""
    end = -1
    for place in places:
        if place >= end and (match := pattern.match(text, place)):
            end = match.end()
            yield match


def _windows(text: str, triggers: Iterable[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Stretches of text around the triggers, merged where they touch, cut between words."""
    low = high = -1
    for hit in triggers:
        start, end = hit.start() - _BEFORE, hit.end() + _AFTER
        if start <= high:
            high = end
            continue
        if high >= 0:
            yield _cut(text, low, high)
        low, high = max(0, start), end
    if high >= 0:
        yield _cut(text, low, high)


def _cut(text: str, low: int, high: int) -> tuple[int, int]:
    while low > 0 and not text[low - 1].isspace() and low < high:
        low += 1
    while high < len(text) and not text[high].isspace() and high > low:
        high -= 1
    return low, min(high, len(text))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
