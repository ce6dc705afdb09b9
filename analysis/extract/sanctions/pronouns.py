"""Pronouns that stand for sanctions named before: "threatened sanctions but never imposed them", "has got round it"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from analysis import vocabulary
from analysis.extract.places import sentence_at
from analysis.extract.sanctions.trees import lemma
from analysis.extract.sanctions.trigger import Trigger

ONE = frozenset(["it", "this", "that"])
MANY = frozenset(["them", "they", "these", "those"])
FAR = 2  # sentences back in which the word stands that a pronoun takes up
UNDERGOING = frozenset(["dobj", "nsubjpass"])
# what else can be imposed, extended or broken: named in between, it may be what the pronoun means
OTHERS = frozenset(
    """agreement deal treaty pact accord ceasefire truce contract law resolution visa mandate tariff duty tax fine siege
    curfew deadline""".split()
)


@cache
def row() -> dict[str, frozenset[str]]:
    """The entry of the vocabulary: verbs of which the pronoun is the object, those that end by themselves, and ways around."""
    entry = next(one for one in vocabulary.load("sanctions") if one["id"] == "pronoun")
    return {key: frozenset(entry[key]) for key in ("doing", "ending", "obeying", "around")}


def pronouns(doc: Doc, named: dict[int, Trigger]) -> Iterator[tuple[Token, Trigger]]:
    """Each pronoun that takes up sanctions, with the trigger that it takes up."""
    there = [named[index] for index in sorted(named) if not named[index].verbal]
    for token in doc:
        if token.lower_ not in ONE | MANY or token.pos_ not in ("PRON", "DET") or not _done_to(token):
            continue
        number = sentence_at(doc, token.idx)
        for one in reversed([before for before in there if before.token.i < token.i]):
            if sentence_at(doc, one.token.idx) < number - FAR:
                break
            many = token.lower_ in MANY
            if _plural(one.token) != many:
                continue
            between = doc[one.token.i + 1 : token.i]
            if not any(lemma(other) in OTHERS and _plural(other) == many for other in between):
                yield token, one
            break


def _done_to(token: Token) -> bool:
    """The pronoun stands where something is done that is done to sanctions."""
    head, words = token.head, row()
    if token.dep_ in UNDERGOING:
        if lemma(head) in words["doing"]:
            return True
        return any(
            child.lower_ in words["around"] and abs(child.i - token.i) == 1
            for child in (*head.children, *token.children)
        )
    if token.dep_ == "nsubj":  # "they expire in May", "failed to have it extended"
        return lemma(head) in words["ending"] or (head.tag_ == "VBN" and lemma(head) in words["doing"])
    if token.dep_ == "pobj":
        return head.lower_ in words["around"] or (
            head.lower_ in ("with", "by") and lemma(head.head) in words["obeying"]
        )
    return False


def _plural(noun: Token) -> bool:
    return noun.tag_ in ("NNS", "NNPS") or noun.lower_ == "sanctions"
