"""Where a text stands in time: its own date, and the last date it spoke of.

The date of the document is taken from its own date line or dateline where it has one ("March 1, 2008" on a line by
itself, "PYONGYANG, August 5 (KCNA) --"), else from its metadata. Without either nothing is relative to it.
"""

from __future__ import annotations

import datetime
import re
from functools import cached_property
from typing import NamedTuple

from spacy.tokens import Doc, Token

from analysis.extract.dates import values
from analysis.extract.dates.events import Event, lasting_events
from analysis.extract.dates.lexicon import DAY, MONTH, WEEKDAY, YEAR, day_number, month_number
from analysis.extract.places import sentence_at, text_of, token_at

_HEAD = 1500  # characters in which a date line is looked for
_LINES = 8  # of them non-empty
_DATE = rf"(?:{WEEKDAY},?\s+)?(?:(?P<month>{MONTH})\s+(?P<day>{DAY}),?|(?P<day2>{DAY})\s+(?P<month2>{MONTH}),?)"
_DATE_LINE = re.compile(
    rf"(?:[A-Z][\w.,’' -]{{2,40}}?[,:]\s+)?{_DATE}\s+(?P<year>{YEAR})\.?(?:\s*[-–—|,]?\s*\d\d?:\d\d.{{0,12}})?$"
)
_DATELINE = re.compile(rf"(?:[A-Z][\w.’'-]*[ ,]+){{1,5}}{_DATE}(?:\s+(?P<year>{YEAR}))?,?\s*(?:\([A-Z][\w .,/-]{{1,40}}\)|[-–—]|/[A-Z]|\.\s*/)")  # fmt: skip


class Spoken(NamedTuple):
    """A date the text spoke of, and in which sentence."""

    value: str
    sentence: int


class Bound(NamedTuple):
    """What an expression says of when the text was written: between two days, both included."""

    start: int  # offset of the expression
    low: datetime.date
    high: datetime.date
    words: str


class Timeline:
    """Reading state of one doc: `now`, and the dates met so far, the last one last."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.now, self.now_words = document_day(doc, self.text)
        self.spoken: list[Spoken] = []
        self.bounds: list[Bound] = []

    @cached_property
    def lasting(self) -> list[Event]:
        """The wars and other lasting events that the text names; looked for only where a rule asks."""
        return lasting_events(self.text)

    def speak(self, value: str | None, start: int) -> None:
        """Remember a date for what follows."""
        if value and values.first_day(value):
            self.spoken.append(Spoken(value.split("T")[0], sentence_at(self.doc, start)))

    def from_now(self, unit: str, count: int) -> tuple[str | None, str | None]:
        """Value and anchor of the unit `count` units from the document's day."""
        if self.now is None:
            return None, None
        there = values.moved(self.now, unit, count)
        return (values.write(there, unit), self.now_words) if there else (None, None)

    def from_narrative(self, start: int, unit: str, count: int) -> tuple[str | None, str | None]:
        """Value and anchor of the unit `count` units from the last date spoken of that is precise enough."""
        here = sentence_at(self.doc, start)
        for said in reversed(self.spoken[-6:]):
            if here - said.sentence > 6:
                break
            value = values.shift(said.value, unit, count)
            if value:
                return value, f"narrative {said.value}"
        return None, None

    def around(self, start: int, unit: str, *, back: int = 3) -> tuple[str | None, str | None]:
        """The day, week, month … the text is speaking of, else the document's own."""
        here = sentence_at(self.doc, start)
        for said in reversed(self.spoken[-8:]):
            if here - said.sentence > back:
                break
            value = values.shift(said.value, unit, 0)
            if value:
                return value, f"narrative {said.value}"
        return self.from_now(unit, 0)

    def direction(self, start: int, end: int, *, present: int = 1) -> int:
        """-1 where the clause speaks of the past, 1 of what is to come, 0 where it does not say.

        `present` is what the present tense of a timetable points to ("opens on Friday").
        """
        return tense(token_at(self.doc, max(start, end - 1)), present)


def document_day(doc: Doc, text: str) -> tuple[datetime.date | None, str | None]:
    """The day a doc was written, and where that is known from."""
    published = doc._.published
    line = _date_line(text[:_HEAD], published)
    if line is not None:
        return line, f"date line {line.isoformat()}"
    if published is not None:
        return published, f"published {published.isoformat()}"
    return None, None


def _date_line(head: str, published: datetime.date | None) -> datetime.date | None:
    lines = [line.strip() for line in head.split("\n")]
    for line in [line for line in lines if line][:_LINES]:
        found = _DATE_LINE.match(line) if len(line) < 90 else None
        found = found or _DATELINE.match(line[:120])
        if not found:
            continue
        month = month_number(found["month"] or found["month2"])
        day = day_number(found["day"] or found["day2"])
        if found["year"]:
            return values.day_of(int(found["year"]), month, day)
        if published is None:
            return None  # a day without its year is not a date to count from
        near = [values.day_of(published.year + step, month, day) for step in (-1, 0, 1)]
        best = min((there for there in near if there), key=lambda there: abs((there - published).days), default=None)
        # a dateline far from the metadata is another story's
        return best if best and abs((best - published).days) <= 10 else None
    return None


_AHEAD_WORDS = frozenset(
    "scheduled due slated set planned expected deadline upcoming forthcoming plan plans deliver deliveries available until by".split()
)
# verbs whose present tense tells what is on the timetable: "opens on Friday"
_TIMETABLE = frozenset(
    "open begin start arrive leave depart meet visit host kick resume expire end close launch return fly travel come go convene vote".split()
)
_BEHIND_WORDS = frozenset("since as ended announced reported released".split())


def tense(token: Token, present: int = 1) -> int:
    """Time of the clause a token stands in: -1 past, 1 to come, 0 unclear.

    The nearest verb above the token decides; an infinitive or a modal looks ahead, a past form back.
    """
    for step in range(12):
        if step and token.lower_ in _BEHIND_WORDS and token.pos_ not in ("NOUN",):
            return -1
        if token.lower_ in ("until", "till", "by"):
            return 1
        if token.pos_ in ("VERB", "AUX"):
            seen = _verb_time(token, present)
            if seen:
                return seen
        elif step and token.lower_ in _AHEAD_WORDS:
            return 1
        if token.head.i == token.i:
            break
        token = token.head
    return 0


def _verb_time(verb: Token, present: int) -> int:
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {child.lower_ for child in helpers}
    if "to" in words and "have" not in words:
        return 1
    if words & {"will", "shall", "'ll", "wo", "’ll"}:
        return 1
    if verb.tag_ == "VBD" or (words & {"had", "did", "was", "were"} and verb.lower_ not in _AHEAD_WORDS):
        return -1
    if verb.lower_ in _AHEAD_WORDS:
        return 1
    if words & {"has", "have", "'ve"} and verb.tag_ == "VBN" and "to" not in words:
        return -1
    if words & {"would", "should", "could", "may", "might", "can", "must"}:
        return -1 if "have" in words else 1
    if verb.tag_ == "VBN" and not helpers and verb.dep_ in ("acl", "advcl", "relcl", "amod"):
        return -1
    if verb.tag_ in ("VBZ", "VBP") and verb.lemma_ in _TIMETABLE:
        return present
    return 0
