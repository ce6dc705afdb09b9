"""Whose side a word of a brief report tells, by the shape of a name or because only one state has it: 'Ri Jong Guk', 'Juche'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from analysis import vocabulary

WORD = r"[A-Z][a-z]+"


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = []
    for entry in vocabulary.load("name_shapes"):
        if "family" in entry:
            # one word runs on into another name or a hyphen: "Kim Jong-pil" is written as Seoul writes
            pattern = rf"\b(?:{'|'.join(entry['family'])}) [A-Z][a-z]{{1,5}} [A-Z][a-z]{{1,5}}\b(?![-‑])"
        elif "words" in entry:
            words = sorted(map(re.escape, entry["words"]), key=len, reverse=True)
            pattern = rf"(?<![\w.])(?:{'|'.join(words)})(?!\w)"
        else:
            pattern = rf"\b(?:{'|'.join(entry['given'])}) (?:{WORD} )?[A-Z][a-z]+(?:{'|'.join(entry['endings'])})\b"
        found.append((entry["state"], re.compile(pattern)))
    return tuple(found)


def shaped(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, state) of each name or word that tells a state."""
    for state, pattern in _patterns():
        for match in pattern.finditer(text):
            yield match.start(), match.end(), state
