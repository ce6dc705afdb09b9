"""The vocabulary of claims, read from YAML into tables that the rules look words up in."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np

from analysis import vocabulary
from analysis.extract.claims.candidates import hashes


class VerbFrame(NamedTuple):
    """One frame class: what its verbs mean and with which complements they count."""

    id: str
    kind: str
    takes: frozenset[str]
    source: str  # anyone, speaker or document
    but: frozenset[str]


class Verb(NamedTuple):
    """A verb in one of its frame classes; `particle` are the words that belong to it ("out", "clear")."""

    lemma: str
    particle: tuple[str, ...]
    frame: VerbFrame


@cache
def verbs() -> dict[str, tuple[Verb, ...]]:
    """Verbs by lemma, in the order of the vocabulary; those with particles first."""
    found: dict[str, list[Verb]] = {}
    for entry in vocabulary.load("claim_verbs"):
        frame = VerbFrame(
            entry["id"],
            entry["kind"],
            frozenset(entry["takes"]),
            entry["source"],
            frozenset(entry.get("but") or ()),
        )
        for words in entry["words"]:
            lemma, *particle = words.split()
            found.setdefault(lemma, []).append(Verb(lemma, tuple(particle), frame))
    return {lemma: tuple(sorted(all_, key=lambda verb: not verb.particle)) for lemma, all_ in found.items()}


@cache
def verb_hashes() -> np.ndarray:
    """The lemmas of `verbs`, as spaCy numbers them."""
    return hashes(verbs())


@cache
def noun_hashes() -> np.ndarray:
    """The lemmas of `nouns`, as spaCy numbers them."""
    return hashes(nouns())


@cache
def adjective_hashes() -> np.ndarray:
    """The words of `adjectives`, as spaCy numbers them."""
    return hashes(adjectives())


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of one entry of claim_words.yaml."""
    entries: list[dict[str, Any]] = vocabulary.load("claim_words")
    for entry in entries:
        if entry["id"] == name:
            return frozenset(entry["words"])
    raise KeyError(name)


class NounFrame(NamedTuple):
    """What a class of nouns means and what has to follow."""

    id: str
    kind: str
    takes: frozenset[str]
    nobody: bool


@cache
def nouns() -> dict[str, tuple[NounFrame, ...]]:
    """Noun frames by lemma."""
    found: dict[str, list[NounFrame]] = {}
    for entry in vocabulary.load("claim_nouns"):
        frame = NounFrame(entry["id"], entry["kind"], frozenset(entry["takes"]), bool(entry["nobody"]))
        for word in entry["words"]:
            found.setdefault(word, []).append(frame)
    return {word: tuple(all_) for word, all_ in found.items()}


@cache
def adjectives() -> dict[str, NounFrame]:
    """Adjective frames by word."""
    return {
        word: NounFrame(entry["id"], entry["kind"], frozenset(entry["takes"]), False)
        for entry in vocabulary.load("claim_adjectives")
        for word in entry["words"]
    }


@cache
def noun_kind(lemma: str) -> str | None:
    """The kind of claim that a noun carries as the object of "express", "voice" or "issue"."""
    if lemma in word_list("opinions"):
        return "opinion"
    frames = nouns().get(lemma)
    return frames[0].kind if frames else None
