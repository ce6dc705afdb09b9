"""Brief reports: a few terse sentences on two sides, whose parties and area a reader puts together from all of them.

'Chongjin. Ri Jong Guk sees off twelve wagons of flour' names neither state. Where the frames found no record of the two sides, or
none in the area that most words of the report speak of, the report as a whole gives one: its sides are those that it
names, by name, by a city or by persons; its area is the one with most weight.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from analysis import vocabulary
from analysis.extract.cooperation import lexicon
from analysis.extract.cooperation.candidates import Candidate
from analysis.extract.cooperation.context import Context
from analysis.extract.cooperation.frames import Trigger, frame_named
from analysis.extract.cooperation.name_shapes import shaped
from analysis.extract.cooperation.parties import Party, sides
from analysis.extract.places import sentence_spans, text_of

LONGEST = 170  # tokens of a brief report
SPAN = 12  # tokens of evidence around the word that decided the area
ASIDE = 0.6  # weight of a side that only speaks, or is only fought
ENOUGH = 0.5
SECOND = 1.3  # weight of an area beside those of the sentences' own records
SHARE = 0.45  # of all naming of states that the pair must have
BESIDE = {
    "military": 0.4,
    "technology": 0.4,
    "economic": 0.6,
    "diplomatic": 0.6,
}  # share of the top weight from which a second area stands


class Word(NamedTuple):
    """A word that says what the report is about."""

    token: Token
    kind: str
    area: str
    weight: float


def brief(doc: Doc, context: Context, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Records of the report as a whole that `found`, those of its sentences, lack."""
    if len(doc) > LONGEST:
        return
    pair, naming = _pair(doc, context)
    if len(pair) < 2:
        return
    words = _about(doc)
    weights: dict[str, float] = defaultdict(float)
    for word in words:
        weights[word.kind] += word.weight
    if not weights:
        return
    both = frozenset(pair)
    having = {candidate.area.split(".")[0] for candidate in found if both <= sides(candidate.parties)}
    if not having and (_quarrel(doc) or _others(found, both, naming)):
        return
    top = max(weights.values())
    for kind, weight in sorted(weights.items(), key=lambda item: -item[1]):
        if kind in having or weight < (ENOUGH if weight == top else BESIDE[kind] * top):
            continue
        if weight == top or weight >= (SECOND if having else 1):
            best = max((word for word in words if word.kind == kind), key=lambda word: word.weight)
            yield _candidate(doc, context, best, pair)


def _others(found: Sequence[Candidate], pair: frozenset[str], naming: dict[str, float]) -> bool:
    """True where one of the two is seen dealing with somebody else whom the report names as much as the other of the two."""
    for candidate in found:
        present = sides(candidate.parties)
        absent = pair - present
        if len(absent) == 1 and any(naming.get(side, 0) > naming[min(absent)] for side in present - pair):
            return True
    return False


def _quarrel(doc: Doc) -> bool:
    """True for a single sentence whose own verb is hostile, or that tells of sanctions."""
    sentences = sentence_spans(doc)
    return len(sentences) == 1 and (bool(doc._.sanctions) or sentences[0].root.lemma_.lower() in _words("hostile"))


def _candidate(doc: Doc, context: Context, word: Word, pair: tuple[str, ...]) -> Candidate:
    frame = frame_named("brief-report")
    assert frame.verb is not None
    token = word.token
    sentence = next(one for one in sentence_spans(doc) if one.start <= token.i < one.end)
    inside = [party for party in context.parties.within(sentence.start, sentence.end) if party.side in pair]
    named = {party.actor_id: party for party in inside if party.kind in ("state", "person")}
    for side in pair:
        named.setdefault(side, Party(side, "state", side, "report", token.i, token.i + 1, side))
    first, last = max(sentence.start, token.i - SPAN // 2), min(sentence.end, token.i + SPAN // 2)
    trigger = Trigger(token, token.i, token.i, frame, frame.verb, "verb")
    return Candidate(trigger, word.area, token.text, None, (), (), tuple(named.values()), frame.stage, (first, last))


# ------------------------------------------------------------ whose report it is
def _pair(doc: Doc, context: Context) -> tuple[tuple[str, ...], dict[str, float]]:
    """The two partners that the report is most about, in order of appearance (none where no treaty binds those it names), and
    how much it names each state."""
    weights: dict[str, float] = defaultdict(float)
    first: dict[str, int] = {}
    text = text_of(doc)

    def add(state: str, at: int, weight: float) -> None:
        weights[state] += weight
        first[state] = min(at, first.get(state, at))

    covered: set[int] = set()
    told: list[tuple[int, int]] = []  # names whose state is known
    for party in context.parties.ordered:
        covered.update(range(party.start, party.end))
        state = party.country or (party.actor_id if party.kind == "state" else None)
        if (
            state is None
            or party.form == "pronoun"
            or doc[party.start : party.end].text in ("Korea", "Korean", "Koreans")
        ):
            continue
        at = doc[party.start].idx
        told.append((at, doc[party.end - 1].idx + 1))
        speaks = context.said[at]
        opposed = party.start > 0 and doc[party.start - 1].lower_ in ("against", "on", "over")
        add(state, at, ASIDE if speaks or opposed else 1)
    for token in doc:
        if token.i not in covered:
            place = context.parties.place(token)
            if place is not None:
                add(place.side, token.idx, 0.7)
    for start, _, state in shaped(text):
        known = any(begin <= start < end for begin, end in told)
        if state not in weights and not known:
            add(state, start, 0.8)
    for pattern, state, unless in _halves():
        half = pattern.search(text) if weights and not weights.keys() & unless else None
        if half:
            add(state, half.start(), 0.8)
    if "RUS" in weights:
        weights.pop("SUN", None)  # one state, then and now
    bound = [pair for pair in _partners() if all(weights.get(state, 0) >= ASIDE for state in pair)]
    if not bound:
        return (), weights
    best = max(bound, key=lambda pair: sum(weights[state] for state in pair))
    if sum(weights[state] for state in best) < SHARE * sum(weights.values()):
        return (), weights  # the report is about others, who speak of these two
    return tuple(sorted(best, key=first.__getitem__)), weights


@cache
def _partners() -> tuple[tuple[str, str], ...]:
    """The pairs of states that a treaty binds."""
    return tuple((entry["pair"][0], entry["pair"][1]) for entry in vocabulary.load("partners"))


@cache
def _halves() -> tuple[tuple[re.Pattern[str], str, frozenset[str]], ...]:
    """(words, state, states beside which the words say nothing new) of the halves of a divided country."""
    return tuple(
        (re.compile(entry["pattern"]), entry["state"], frozenset(entry["unless"]))
        for entry in vocabulary.load("brief")["halves"]
    )


# ------------------------------------------------------------ what it is about
def _about(doc: Doc) -> list[Word]:
    """The words that say what the report is about, with their weights."""
    tokens, index, weak = list(doc), _index(), _words("ambiguous")
    found: list[Word] = []
    taken = -1
    for token in tokens:
        if token.i < taken:
            continue
        for words, kind, area in sorted(
            (option for key in dict.fromkeys(lexicon.keys(token)) for option in index.get(key, ())),
            key=lambda option: -len(option[0]),
        ):
            if len(words) == 1 or lexicon.words_at(token, words):
                weight = 0.3 if " ".join(words) in weak else 0.6 if kind == "diplomatic" else 1.0
                found.append(Word(token, kind, _finer(tokens[token.i : token.i + len(words)], kind, area), weight))
                taken = token.i + len(words)
                break
    return found


def _finer(words: list[Token], kind: str, area: str) -> str:
    """The area within the group, where areas.yaml knows the words."""
    for hit in lexicon.hits(words, "items"):
        if hit.area.split(".")[0] == kind:
            return hit.area
    return area


@cache
def _index() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    """First word → (words, group, area)."""
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for entry in vocabulary.load("brief")["areas"]:
        for word in entry["words"]:
            words = tuple(lexicon.pieces(word))
            found.setdefault(words[0], []).append((words, entry["id"], entry["area"]))
    return found


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(vocabulary.load("brief")[name])
