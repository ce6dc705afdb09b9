"""Whose dealings a brief report tells of: two partners that it names, or lets a reader tell by a city, a body, a product or a name's shape.

'Tumangang: forty wagons for the Siberian mills' names neither state, and nobody doubts which two are meant. What a word tells is
knowledge of its own (`name_shapes.yaml`, `places.yaml`); what it tells only beside another state is in `brief.yaml`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Span

from analysis import vocabulary
from analysis.extract.cooperation.context import Context
from analysis.extract.cooperation.name_shapes import Shape, shaped
from analysis.extract.cooperation.parties import Party
from analysis.extract.dateline import opening
from analysis.extract.places import text_of

NAMED = 1.0
ASIDE = 0.6  # of a side that only speaks, or is only fought; what a side must have at least
PLACED = 0.7
TOLD = 0.8  # of a side that a word tells which names no state
MOST = 1.5  # how much a state that is none of the two can speak against them
SHARE = {False: 0.42, True: 0.36}  # of all naming of states that the pair must have: less with a secluded state
FIRST = 0.35  # of a pair that is the two named first, against another pair
CLOSED = 0.9  # of a pair with a secluded state, against another pair
GUESSES = frozenset(["title-and-name"])  # rules whose persons have their state from the words around
NO_STATE = frozenset(["Korea", "Korean", "Koreans"])  # one half of it, and which is to be told


class Whose(NamedTuple):
    """The two partners in order of appearance (none where no treaty binds those named), how much each state is named, and where."""

    pair: tuple[str, ...]
    naming: dict[str, float]
    where: list[tuple[int, str]]  # (character, state), in no order; who only speaks is left out
    secluded: bool  # of one of the two little else is reported than its dealings
    third: tuple[str, ...]  # a partner of both that is named as much as they


def whose(doc: Doc, context: Context) -> Whose:
    """The two partners that the report is most about."""
    naming = _Naming()
    text = text_of(doc)
    shapes = list(shaped(text))
    known = _named(doc, context, naming, shapes)
    for shape in shapes:
        mentioned = any(begin <= shape.start < end for begin, end in known)
        if shape.state in naming.weights:
            naming.add(shape.state, shape.start, 0)
        if not (mentioned or shape.state in naming.weights or shape.unless & naming.weights.keys()):
            naming.add(shape.state, shape.start, shape.weight)
    for hint in _hints():
        if (
            hint.state in naming.weights
            or not hint.holds(doc._.published)
            or hint.unless & naming.weights.keys()
            or not hint.told_beside(naming.weights)
        ):
            continue
        match = hint.pattern.search(text)
        if match:
            naming.add(hint.state, match.start(), hint.weight)
    if "RUS" in naming.weights:
        naming.weights.pop("SUN", None)  # one state, then and now
    pair = _bound(naming)
    secluded = frozenset(pair) in _secluded()
    return Whose(pair, naming.weights, naming.where, secluded, _third(naming, pair) if secluded else ())


def _bound(naming: _Naming) -> tuple[str, ...]:
    """The two partners among the states named that are named most; none where the report is about others who speak of them."""
    weights = naming.weights
    bound = [pair for pair in _partners() if all(weights.get(state, 0) >= ASIDE for state in pair)]
    if not bound:
        return ()
    opening = frozenset(sorted(weights, key=naming.first.__getitem__)[:2])

    def rank(pair: tuple[str, str]) -> float:
        first, secluded = opening == set(pair), frozenset(pair) in _secluded()
        return sum(weights[state] for state in pair) + FIRST * first + CLOSED * secluded

    best = max(bound, key=rank)
    total = sum(weight if state in best else min(weight, MOST) for state, weight in weights.items())
    if sum(weights[state] for state in best) < SHARE[frozenset(best) in _secluded()] * total:
        return ()
    return tuple(sorted(best, key=naming.first.__getitem__))


def _third(naming: _Naming, pair: tuple[str, ...]) -> tuple[str, ...]:
    """A state that a treaty binds to both, and that the report names no less than either."""
    bound = {frozenset(one) for one in _partners()}
    most = max((naming.weights[state] for state in pair), default=0)
    return tuple(
        state
        for state, weight in naming.weights.items()
        if state not in pair and weight >= most and all(frozenset((state, one)) in bound for one in pair)
    )


class _Naming:
    """How much, and where first, a report names each state."""

    def __init__(self) -> None:
        self.weights: dict[str, float] = defaultdict(float)
        self.first: dict[str, int] = {}
        self.where: list[tuple[int, str]] = []

    def add(self, state: str, at: int, weight: float) -> None:
        if weight != ASIDE:
            self.where.append((at, state))
        self.weights[state] += weight
        self.first[state] = min(at, self.first.get(state, at))


def _named(doc: Doc, context: Context, naming: _Naming, shapes: Sequence[Shape]) -> list[tuple[int, int]]:
    """Count who is named, and the cities and regions; gives the characters of names whose state is known."""
    covered: set[int] = set()
    known: list[tuple[int, int]] = []
    for party in context.parties.ordered:
        state = party.country or (party.actor_id if party.kind == "state" else None)
        if state is None and party.kind == "organization":
            state = _seated(doc, context, party.start, party.end)
        covered.update(range(party.start, party.end))
        span = doc[party.start : party.end]
        if party.form == "pronoun" or span.text in NO_STATE or _half(party, state, span.text):
            continue
        if party.kind != "state":
            state = _shape(party, context, shapes, span) or state
        if state is None:
            continue
        at = span.start_char
        known.append((at, span.end_char))
        opposed = party.start > 0 and doc[party.start - 1].lower_ in ("against", "on", "over")
        naming.add(state, at, ASIDE if context.said[at] or opposed else NAMED)
    media = [(one.start, one.end) for one in doc._.mentions if one.kind == "organization"]
    begins = opening(text_of(doc))
    for token in doc:
        if token.i in covered:
            continue
        place = context.parties.place(token)
        if place is not None:
            naming.add(place.side, token.idx, PLACED)
        elif token.text in _capitals() and token.idx >= begins:
            # 'the Moscow Conference': no body, and no paper either
            if not any(begin <= token.idx < end for begin, end in media):
                naming.add(_capitals()[token.text], token.idx, PLACED)
    return known


def _half(party: Party, state: str | None, name: str) -> bool:
    """True for a body that has its half of Korea by a guess only: 'Korean Social Democratic Party'."""
    listed = party.actor_id in _listed()
    return state == "KOR" and party.kind == "organization" and not listed and name.startswith("Korea")


def _shape(party: Party, context: Context, shapes: Sequence[Shape], span: Span) -> str | None:
    """The state that the shape of a name tells where what is known of it is a guess, or the letters of another body."""
    inside = [one for one in shapes if one.start < span.end_char and span.start_char < one.end]
    if party.kind == "person":
        named = context.parties.names.get(party.actor_id)
        guessed = named is not None and named.rule in GUESSES
        return inside[0].state if guessed and inside else None
    whole = [one for one in inside if one.start <= span.start_char and span.end_char <= one.end]
    return whole[0].state if whole else None


def _seated(doc: Doc, context: Context, start: int, end: int) -> str | None:
    """The state whose capital or city a body has in its name: 'Moscow State University'."""
    for token in doc[start:end]:
        if token.text in _capitals():
            return _capitals()[token.text]
        place = context.parties.place(token)
        if place is not None:
            return place.side
    return None


# ------------------------------------------------------------ knowledge
@cache
def _capitals() -> dict[str, str]:
    return {name: entry["id"] for entry in vocabulary.load("states") for name in entry.get("metonyms", ())}


class Hint(NamedTuple):
    """Words that tell a state where others are, or are not, told already."""

    pattern: re.Pattern[str]
    state: str
    unless: frozenset[str]
    beside: frozenset[str]  # empty: beside any state
    weight: float
    since: date | None  # the day before which it tells nothing

    def holds(self, day: date | None) -> bool:
        return self.since is None or (day is not None and day >= self.since)

    def told_beside(self, states: Iterable[str]) -> bool:
        return bool(self.beside & set(states)) if self.beside else bool(set(states))


@cache
def _listed() -> frozenset[str]:
    return frozenset(entry["id"] for entry in vocabulary.load("organizations"))


@cache
def _hints() -> tuple[Hint, ...]:
    return tuple(_read())


def _read() -> Iterator[Hint]:
    loaded = vocabulary.load("brief")
    for part, weight in (("halves", NAMED), ("beside", TOLD)):  # "the North" is a name
        for entry in loaded[part]:
            unless, beside = frozenset(entry["unless"]), frozenset(entry.get("beside", ()))
            yield Hint(re.compile(entry["pattern"]), entry["state"], unless, beside, weight, entry.get("since"))


@cache
def _secluded() -> frozenset[frozenset[str]]:
    """The pairs of which one is a state that little else is reported of than its dealings."""
    return frozenset(frozenset(entry["pair"]) for entry in vocabulary.load("partners") if "secluded" in entry)


@cache
def _partners() -> tuple[tuple[str, str], ...]:
    """The pairs of states that a treaty binds."""
    return tuple((entry["pair"][0], entry["pair"][1]) for entry in vocabulary.load("partners"))
