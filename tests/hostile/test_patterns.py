"""Four times the text takes a pattern about four times as long, or the pattern sees a short window only."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest

from tests.hostile.patterns import held, literals, verbs, worst

SHORT, LONG = 200, 800
FLOOR = 1_000_000  # nanoseconds: what takes less on the long string is never slow
STEEP = 9.0  # times the time for four times the text: 4 is linear, 16 a square, 64 a cube


def cost(pattern: re.Pattern[Any], text: Any, used: set[str], repeats: int = 1) -> int:
    """Nanoseconds of the processor for the costliest use of the pattern on the text, the best of some repeats."""
    best = None
    for _ in range(repeats):
        begun = time.process_time_ns()
        if used <= {"match"}:
            pattern.match(text)
        elif used <= {"match", "fullmatch"}:
            pattern.fullmatch(text)
            pattern.match(text)
        elif used <= {"match", "fullmatch", "search"}:
            pattern.search(text)
        else:
            for _found in pattern.finditer(text):
                pass
        spent = time.process_time_ns() - begun
        best = spent if best is None else min(best, spent)
    return best or 1


def patterns() -> dict[re.Pattern[Any], tuple[str, set[str]]]:
    """Every pattern, its place, and how it is used; what cannot be told counts as searched everywhere."""
    named = verbs()
    found = {each: (place, {verb}) for each, (place, verb) in literals().items() if verb != "compile"}
    for each, place in held().items():
        found[each] = (place, named.get(place.rpartition(".")[2], {"finditer"}))
    return found


def steepness(pattern: re.Pattern[Any], used: set[str]) -> float:
    """How many times longer the worst string takes that is four times as long."""
    steepest = 1.0
    for short, long in zip(worst(pattern, SHORT), worst(pattern, LONG), strict=True):
        few, many = cost(pattern, short, used), cost(pattern, long, used)
        if many > FLOOR and many > 0.75 * STEEP * few:
            few, many = cost(pattern, short, used, 4), cost(pattern, long, used, 4)
            if many > FLOOR:
                steepest = max(steepest, many / few)
    return steepest


# These see no more than so many characters at once, by the slice or the bounds that their callers give.
WINDOWS = {
    "analysis.corpus.days._OWN_LINE": 160,
    "analysis.corpus.heading._MARKDOWN": 300,
    "analysis.corpus.layout._HYPHENED": 60,
    "analysis.extract.dates.event_rules._OWNER": 60,
    "analysis.extract.dates.events._WORD": 160,
    "analysis.extract.dates.timeline._DATE_LINE": 120,
    "analysis.sentences._LAST_WORD": 20,
    "analysis/extract/dates/event_rules.py": 70,
}
WINDOW_SECONDS = 0.1  # of the processor, for the worst text that fills a window; most take a thousandth


def test_a_longer_text_takes_time_in_proportion() -> None:
    all_of_them = patterns()
    assert len(all_of_them) > 250
    steep = {}
    for pattern, (place, used) in all_of_them.items():
        place = place.partition(":")[0]
        if place in WINDOWS:
            continue
        if (times := steepness(pattern, used)) > STEEP:
            steep[place] = (round(times, 1), pattern.pattern[:80])
    assert steep == {}


def test_a_window_is_soon_read() -> None:
    slow = set()
    places = set()
    for pattern, (place, used) in patterns().items():
        place = place.partition(":")[0]
        places.add(place)
        for text in worst(pattern, WINDOWS[place]) if place in WINDOWS else ():
            if cost(pattern, text, used) > WINDOW_SECONDS * 1e9 < cost(pattern, text, used, 3):
                slow.add(place)
    assert slow == set()
    assert set(WINDOWS) <= places


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"(a|a)*b", r"\s+$", r"\w+,"])
def test_a_slow_pattern_is_found(pattern: str) -> None:
    found = re.compile(pattern)
    short, long = (9, 18) if pattern.startswith("(") else (SHORT, LONG)
    few, many = (max(cost(found, text, {"search"}, 3) for text in worst(found, size)) for size in (short, long))
    assert many > STEEP * few
