"""The records that extractors yield: plain named tuples, one type an idea.

All offsets are character offsets into the text of the document, half-open; `text[start:end]` is the
evidence itself. `sentence` numbers the sentences of the document from 0. `rule` names the rule that
fired; each `..._cue` holds the words that decided a field, None where the field has its default.
"""

from __future__ import annotations

from typing import NamedTuple


class Mention(NamedTuple):
    """One reference of the text to an actor."""

    sentence: int
    start: int
    end: int
    text: str
    form: str  # name, metonym, demonym, title or pronoun
    actor_id: str
    actor: str
    kind: str  # state, person, organization or bloc
    country: str | None
    rule: str


class TimeExpression(NamedTuple):
    """One time expression with its TIMEX3 value."""

    sentence: int
    start: int
    end: int
    text: str
    type: str  # TIMEX3: DATE, TIME, DURATION or SET
    value: str | None
    anchor: str | None  # what a relative one was resolved against
    conflict: str | None
    rule: str


class Claim(NamedTuple):
    """One attribution: the text lets somebody (the source) say something (the content) by a cue."""

    sentence: int
    start: int  # of the cue
    end: int
    text: str
    source: str | None  # actor id, else the words used, else None
    source_start: int | None
    source_end: int | None
    content_start: int | None
    content_end: int | None
    kind: str
    quoted: bool
    evidence: str
    rule: str


class Sanction(NamedTuple):
    """One statement about sanctions."""

    sentence: int
    start: int
    end: int
    text: str
    imposers: tuple[str, ...]
    targets: tuple[str, ...]
    action: str
    measure: str
    regime: str | None
    instrument: str | None
    date: str | None
    polarity: str
    certainty: str
    source: str | None
    claim: int | None  # index into the claims of the same document
    evidence: str
    rule: str
    action_cue: str | None = None
    measure_cue: str | None = None
    polarity_cue: str | None = None
    certainty_cue: str | None = None
    source_cue: str | None = None


class Cooperation(NamedTuple):
    """One (sentence, area, parties) in which actors cooperate, plan to, are said to, or refuse to."""

    sentence: int
    start: int
    end: int
    text: str
    area: str
    item: str | None
    givers: tuple[str, ...]
    receivers: tuple[str, ...]
    participants: tuple[str, ...]
    stage: str
    polarity: str
    certainty: str
    source: str | None
    claim: int | None  # index into the claims of the same document
    date: str | None
    evidence: str
    rule: str
    area_cue: str | None = None
    stage_cue: str | None = None
    polarity_cue: str | None = None
    certainty_cue: str | None = None
    source_cue: str | None = None
