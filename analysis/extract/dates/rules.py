"""What a rule is: words to look for, and a function that reads them in their place in the text.

Each room of rules (`calendar_rules`, `relative_rules`, …) registers its own with `@rule`. The first line of the
function's docstring is what a report prints as "why".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from analysis.extract.dates.timeline import Timeline


class Reading(NamedTuple):
    """What a rule makes of its words; `start` and `end` where it takes only part of them."""

    type: str
    value: str | None
    anchor: str | None = None
    start: int | None = None
    end: int | None = None
    conflict: str | None = None


Reader = Callable[["re.Match[str]", "Timeline"], "Reading | Iterable[Reading] | None"]


class Rule(NamedTuple):
    """One rule; `trigger` names the class of words near which its pattern is tried."""

    name: str
    trigger: str
    pattern: re.Pattern[str]
    read: Reader


RULES: list[Rule] = []


def rule(name: str, trigger: str, pattern: str) -> Callable[[Reader], Reader]:
    """Register the decorated function as the reader of a pattern (case-insensitive, at word boundaries)."""

    def keep(read: Reader) -> Reader:
        RULES.append(Rule(name, trigger, re.compile(rf"(?<![\w$€£])(?:{pattern})(?!\w)", re.IGNORECASE), read))
        return read

    return keep
