"""What the rules pass on before records are made: a cue, who, and what."""

from __future__ import annotations

from typing import NamedTuple


class Source(NamedTuple):
    """Who says it: actor id or words (None: nobody that the text names), and the characters of the words."""

    name: str | None
    start: int
    end: int


class Draft(NamedTuple):
    """A claim that a rule found; offsets in characters."""

    start: int  # of the cue
    end: int
    source: Source | None
    content: tuple[int, int] | None
    kind: str
    rule: str
    frame: str = ""  # id of the vocabulary's frame class, where one was used
