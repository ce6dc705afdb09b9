"""Words that stand for a time by themselves: "currently", "in recent years", "annual", "Christmas Day"."""

from __future__ import annotations

import re
from functools import cache

from analysis.extract.dates.lexicon import YEAR
from analysis.extract.dates.rules import Reading, rule
from analysis.extract.dates.timeline import Timeline
from analysis.extract.places import token_at
from analysis.vocabulary import load

FIRST = re.compile(r"\w+")


@cache
def _vocabulary() -> dict[str, tuple[str, str, bool]]:
    """Type, value and strength of each word or phrase."""
    found = {}
    for entry in load("time"):
        for strength in ("strong", "weak"):
            for words in entry.get(strength) or []:
                found[words.lower()] = (entry["type"], entry["value"], strength == "strong")
    return found


@cache
def _holidays() -> dict[str, str]:
    return {words.lower().replace("’", "'"): entry["date"] for entry in load("holidays") for words in entry["strong"]}


@cache
def first_words() -> frozenset[str]:
    """The words with which those of both vocabularies begin, in small letters."""
    return frozenset(FIRST.findall(words.lower())[0] for words in [*_vocabulary(), *_holidays()])


def _either(words: list[str]) -> str:
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda word: (-len(word), word))
    )


@rule("time-word", "word", rf"(?P<words>{_either(list(_vocabulary()))})")
def time_word(match: re.Match[str], time: Timeline) -> Reading | None:
    """A word or phrase of the vocabulary of time."""
    words = " ".join(match["words"].lower().split())
    kind, value, strong = _vocabulary()[words]
    token = token_at(time.doc, match.start())
    before = time.text[max(0, match.start() - 8) : match.start()].lower()
    after = time.text[match.end() : match.end() + 10]
    if after.startswith("-") and kind != "SET" and " " not in words:
        return None
    if not strong and (
        token.pos_ != "ADV" or re.search(r"\b(?:as|no|so|too|how)\s$", before) or re.match(r"\s(?:as|than)\b", after)
    ):
        return None
    adjective = token.pos_ == "ADJ" and token.dep_ != "pobj" and not re.search(r"\b(?:most|more)\s$", before)
    if words in ("recent", "current") and not adjective:
        return None
    if words.endswith(("the past", "the present")) and not re.match(
        r"\s*(?:[.,;:!?)\"”’]|and\b|or\b|to\b|in\b|is\b|was\b|when\b|but\b|\s$|$)", after
    ):
        return None
    if words == "the future" and re.match(r"\s+of\b", after):
        return Reading(kind, value)
    if words == "one day" and re.match(r"\s(?:after|before|later|earlier|of)\b", after):
        return None
    if (
        words == "later"
        and re.match(r"\s(?:in|on|this|that|today|than)\b", after)
        and not re.match(r"\sin\sthe\sday", time.text[match.end() : match.end() + 12])
    ):
        return None
    return Reading(kind, value)


@rule(
    "holiday",
    "holiday",
    rf"(?P<name>{_either(sorted({w for e in load('holidays') for w in e['strong']}))})(?:,?\s+(?P<year>{YEAR})\b)?",
)
def holiday(match: re.Match[str], time: Timeline) -> Reading | None:
    """A day that returns every year on its date."""
    if not match["name"][0].isupper():
        return None
    date = _holidays()[" ".join(match["name"].lower().replace("’", "'").split())]
    if match["year"]:
        return Reading("DATE", f"{match['year']}-{date}")
    if time.now is None:
        return Reading("DATE", f"XXXX-{date}")
    year, way = time.now.year, time.direction(match.start(), match.end())
    this = f"{time.now.month:02d}-{time.now.day:02d}"
    if way <= 0 and date > this and (way < 0 or time.now.month < 7):
        year -= 1
    elif way > 0 and date < this:
        year += 1
    return Reading("DATE", f"{year:04d}-{date}", time.now_words)
