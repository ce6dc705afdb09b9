"""The frames of frames.yaml, ready to be looked up by the words of a text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from spacy.attrs import LEMMA, LOWER
from spacy.tokens import Span, Token

from analysis import vocabulary
from analysis.extract.cooperation.lexicon import keys, pieces, words_at


class Form(NamedTuple):
    """One way to say a frame (verb or noun), and the slots in which its parties stand."""

    giver: tuple[str, ...]
    receiver: tuple[str, ...]
    both: tuple[str, ...]
    item: tuple[str, ...]


class Frame(NamedTuple):
    """One frame of the vocabulary."""

    id: str
    why: str
    about: str
    area: str | None
    stage: str
    needs: tuple[str, ...]
    without: frozenset[str]
    among: frozenset[str]
    skip: frozenset[str]
    only: frozenset[str]
    complete: str
    carries: bool  # the pair of which the text speaks may complete it, also where `complete` says never
    people: tuple[str, ...]
    willing: bool  # only under a word of readiness or promise
    complement: bool  # the goods of its complement decide the area
    topics: bool  # what the talks are about is a second record
    plain: bool  # the verb takes no further complement ("called Peru a threat")
    apart: frozenset[str]  # verb and particle that together mean something else ("carry out")
    harmful: frozenset[str]  # purposes with which nothing is handed over ("sent jets to bomb")
    verb: Form | None
    noun: Form | None


class Trigger(NamedTuple):
    """Words of a text that may carry a frame; `token` is their head."""

    token: Token
    first: int
    last: int
    frame: Frame
    form: Form
    kind: str  # verb or noun


@cache
def frames() -> tuple[Frame, ...]:
    """Every frame, in the order of the file."""
    return tuple(
        Frame(
            entry["id"],
            entry["why"],
            entry.get("about", "none"),
            entry.get("area"),
            entry.get("stage", "realised"),
            tuple(entry.get("needs", ())),
            frozenset(entry.get("without", ())),
            frozenset(entry.get("among", ())),
            frozenset(entry.get("skip", ())),
            frozenset(entry.get("only", ())),
            entry.get("complete", "any"),
            bool(entry.get("carries")),
            tuple(entry.get("people", ())),
            bool(entry.get("willing")),
            bool(entry.get("complement")),
            bool(entry.get("topics")),
            bool(entry.get("plain")),
            frozenset(entry.get("apart", ())),
            frozenset(entry.get("harmful", ())),
            _form(entry.get("verb")),
            _form(entry.get("noun")),
        )
        for entry in vocabulary.load("frames")
    )


def _form(entry: dict | None) -> Form | None:
    if entry is None:
        return None
    return Form(*(tuple(entry.get(slot, ())) for slot in Form._fields))


@cache
def _index() -> tuple[dict[str, list], dict[str, list]]:
    """First word → (words, frame), for verbs and for nouns, longest first."""
    arms = next(entry["words"] for entry in vocabulary.load("areas")["items"] if entry["id"] == "weapons")
    verbs: dict[str, list] = {}
    nouns: dict[str, list] = {}
    for frame, entry in zip(frames(), vocabulary.load("frames"), strict=True):
        for kind, index in (("verb", verbs), ("noun", nouns)):
            for word in entry.get(kind, {}).get("words", ()):
                for one in arms if word == "@arms" else [word]:
                    words = tuple(one.split()) if kind == "verb" else tuple(pieces(one))
                    index.setdefault(words[0], []).append((words, frame))
    for index in (verbs, nouns):
        for options in index.values():
            options.sort(key=lambda option: -len(option[0]))
    return verbs, nouns


def triggers(sentence: Span) -> Iterator[Trigger]:
    """Words of the sentence that may carry a frame; the same words may carry several."""
    verbs, nouns = _index()
    taken = -1
    for token in _likely(sentence):
        if token.i < taken:
            continue
        if backed(token):
            one = frame_named("backed")
            assert one.verb is not None
            yield Trigger(token, token.i - 1, token.i, one, one.verb, "verb")
            continue
        if token.pos_ in ("VERB", "AUX"):
            for words, frame in verbs.get(token.lemma_.lower(), ()):
                if len(words) == 1 or _with_particle(token, words[1:]):
                    assert frame.verb is not None
                    yield Trigger(token, token.i, token.i, frame, frame.verb, "verb")
        if token.pos_ in ("NOUN", "PROPN", "ADJ") or (token.pos_ == "VERB" and token.dep_ in NOMINAL):
            longest = 0
            for words, frame in (option for key in dict.fromkeys(keys(token)) for option in nouns.get(key, ())):
                if len(words) < longest or not (len(words) == 1 or words_at(token, words)):
                    continue
                head = token.doc[token.i + len(words) - 1]
                if len(words) == 1 and (token.pos_ == "ADJ" or head.dep_ in ("amod",)):
                    continue
                assert frame.noun is not None
                longest = len(words)
                yield Trigger(head, token.i, head.i, frame, frame.noun, "noun")
            if longest > 1:
                taken = token.i + longest


def _likely(sentence: Span) -> Iterator[Token]:
    """The words of the sentence whose form or lemma begins some frame: the others need no look."""
    doc = sentence.doc
    marked = doc.user_data.get("frame_words")
    if marked is None:
        known = np.zeros(len(doc), dtype=bool)
        for column, begins in zip(doc.to_array([LOWER, LEMMA]).T, (_form_begins, _lemma_begins), strict=True):
            kinds, places = np.unique(column, return_inverse=True)
            known |= np.array([begins(doc.vocab.strings[kind]) for kind in kinds.tolist()], dtype=bool)[places]
        marked = doc.user_data["frame_words"] = np.flatnonzero(known)
    first, last = np.searchsorted(marked, [sentence.start, sentence.end])
    for index in marked[first:last].tolist():
        yield doc[index]


def carries_frame(noun: Token) -> bool:
    """True for a noun that may carry a frame of its own: 'drill', 'talks'."""
    nouns = _index()[1]
    if any(key in nouns for key in keys(noun)):
        return True
    starts = ((child, words) for child in noun.lefts for words, _ in nouns.get(child.lower_, ()))
    return any(len(words) > 1 and words_at(child, words) for child, words in starts)  # 'joint declaration'


@lru_cache(maxsize=32768)
def _form_begins(lower: str) -> bool:
    return lower in BACKED or lower in _index()[1]


@lru_cache(maxsize=32768)
def _lemma_begins(lemma: str) -> bool:
    return any(lemma.lower() in index for index in _index())


@cache
def loose_frames() -> dict[str, list[Frame]]:
    """Verb → the frames that a looser reading may use."""
    found: dict[str, list[Frame]] = {}
    for one, entry in zip(frames(), vocabulary.load("frames"), strict=True):
        for word in entry.get("loose", ()):
            found.setdefault(word, []).append(one)
    return found


def frame_named(name: str) -> Frame:
    """The frame with the id `name`."""
    return next(one for one in frames() if one.id == name)


BACKED = frozenset(["backed", "allied", "aligned", "sponsored", "supported", "affiliated", "friendly"])


def backed(token: Token) -> bool:
    """True for the second part of 'X-backed'."""
    return token.lower_ in BACKED and token.i > 1 and token.nbor(-1).text in ("-", "–", "‑")


NOMINAL = frozenset(["dobj", "pobj", "nsubj", "nsubjpass", "compound", "attr", "conj"])


def _with_particle(verb: Token, words: tuple[str, ...]) -> bool:
    following = [keys(token) for token in verb.doc[verb.i + 1 : verb.i + 6]]
    if words[0] in ("prt",):
        return True
    # the particle may stand after a short object: 'handed the base over'
    if any(child.lower_ == words[0] for child in verb.children):
        return len(words) == 1 or any(words[-1] in key for key in following)
    return all(index < len(following) and word in following[index] for index, word in enumerate(words))
