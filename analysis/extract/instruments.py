"""Legal instruments of sanctions: resolutions, executive orders, acts."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from analysis import vocabulary


class Instrument(NamedTuple):
    """One instrument as named in a text."""

    start: int
    end: int
    name: str  # in one form: UNSCR 1718, E.O. 13382
    regime: str | None  # whose it is


@cache
def _patterns() -> list[tuple[re.Pattern[str], str, str | None]]:
    return [(re.compile(row["pattern"]), row["form"], row["regime"]) for row in vocabulary.load("instruments")]


def instruments(text: str) -> list[Instrument]:
    """Every instrument that the text names, in order; offsets count in the text given."""
    found = [
        Instrument(match.start(), match.end(), match.expand(form), regime)
        for pattern, form, regime in _patterns()
        for match in pattern.finditer(text)
    ]
    return sorted(found)
