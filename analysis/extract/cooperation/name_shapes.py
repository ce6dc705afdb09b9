"""Whose side a word of a brief report tells, by the shape of a name or because only one state has it: 'Ri Jong Guk', 'Juche'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from analysis import vocabulary

WORD = r"[A-Z][a-z]+"
# a syllable as the North spells it: 'Jong', 'Guk', 'Hyo', 'Yong'; never 'First', 'Open', 'Force'
SYLLABLE = r"(?:[Cc]h|[Kk]w|[Gg]w|[Hh]w|[Hh]y|[Mm]y|[Gg]y|[Kk]y|[Pp]y|[Bb]y|[Rr]y|[Ll]y|[Ss]s|[Kk]k|[Tt]h|[A-Za-z])?[AEIOUYaeiouy][aeiou]{0,2}(?:ng|[klmnpt])?"
WEIGHT = 0.8


class Shape(NamedTuple):
    """A name or word that tells a state, at characters [start, end)."""

    start: int
    end: int
    state: str
    weight: float
    unless: frozenset[str]  # states beside which it tells nothing


class _Kind(NamedTuple):
    pattern: re.Pattern[str]
    state: str
    weight: float
    unless: frozenset[str]


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(
        _Kind(
            re.compile(_pattern(entry)),
            entry["state"],
            entry.get("weight", WEIGHT),
            frozenset(entry.get("unless", ())),
        )
        for entry in vocabulary.load("name_shapes")
    )


def _pattern(entry: dict[str, Any]) -> str:
    if "family" in entry:
        families = "|".join(entry["family"])
        if entry.get("joined"):
            return rf"\b(?:{families}) (?=[A-Z]){SYLLABLE}[-‑]{SYLLABLE}\b"
        # one word runs on into another name or a hyphen: "Kim Jong-pil" is written as Seoul writes
        return rf"\b(?:{families}) (?=[A-Z]){SYLLABLE} (?=[A-Z]){SYLLABLE}\b(?![-‑])"
    if "words" in entry:
        words = sorted(map(re.escape, entry["words"]), key=len, reverse=True)
        return rf"(?<![\w.])(?:{'|'.join(words)})(?!\w)"
    if "pattern" in entry:
        return str(entry["pattern"])
    endings = "|".join(entry["endings"])
    if "given" not in entry:
        return rf"\b[A-Z][a-z]{{2,12}}(?:{endings})\b"
    return rf"\b(?:{'|'.join(entry['given'])}) (?:{WORD} )?[A-Z][a-z]+(?:{endings})\b"


def shaped(text: str) -> Iterator[Shape]:
    """Each name or word that tells a state, entry by entry."""
    for kind in _kinds():
        for match in kind.pattern.finditer(text):
            yield Shape(match.start(), match.end(), kind.state, kind.weight, kind.unless)
