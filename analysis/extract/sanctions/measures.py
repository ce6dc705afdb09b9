"""What is restricted: by the words on the noun, by who is hit, by what is barred."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from analysis import vocabulary
from analysis.extract.sanctions.acts import Act
from analysis.extract.sanctions.cast import Cast
from analysis.extract.sanctions.deeds import SUFFERING, SUPPLYING
from analysis.extract.sanctions.governors import governors
from analysis.extract.sanctions.trees import clause, near, objects
from analysis.extract.sanctions.trigger import Trigger


@cache
def lexicon() -> dict[str, dict[str, str]]:
    """Section of `measures.yaml` → word → measure; a word of two measures belongs to the first one."""
    built: dict[str, dict[str, str]] = {}
    for row in vocabulary.load("measures"):
        for section in ("modifiers", "targets", "barred"):
            for word in row.get(section, ()):
                built.setdefault(section, {}).setdefault(word, row["id"])
    return built


def measure(trigger: Trigger, act: Act, cast: Cast) -> tuple[str, str | None]:
    """The measure of a trigger and the word that decided it."""
    noun, modifiers = trigger.token, lexicon()["modifiers"]
    if trigger.adjective:
        whole = cast.at(noun.head) if trigger.rule == "to-sanction" and noun.head.i > noun.i else None
        if whole is not None and whole.kind in ("state", "bloc"):
            return "general", None  # "the heavily sanctioned republic"
        return trigger.measure, noun.text
    if trigger.verbal:
        if trigger.rule not in ("to-target", "to-sanction"):
            arms = _of_arms(objects(noun)) if trigger.measure == "trade" else None
            return arms or (trigger.measure, noun.text)
        barred = _barred(noun)
        return barred or (_sanctioned(noun, cast) if trigger.rule == "to-sanction" else (trigger.measure, noun.text))
    before = [token for token in noun.doc[max(noun.left_edge.i, noun.i - 12) : noun.i] if token.lower_ in modifiers]
    if before:  # "targeted financial sanctions": any other word says more than "targeted"
        said = next((token for token in before if token.lower_ != "targeted"), before[0])
        return modifiers[said.lower_], said.text
    if trigger.rule in ("named-list", "blacklist", "consolidated-list") and (ships := _listed(noun, cast)):
        return ships
    if trigger.measure != "general":
        arms = _of_arms(_after_on(noun)) if trigger.measure == "trade" else None
        return arms or (trigger.measure, noun.text)
    found = next(_said(noun, cast), None)
    if found is None and (act.action == "evade" or act.enforcing is not None):
        found = _broken(noun, act)
    return found or ("general", None)


def _broken(noun: Token, act: Act) -> tuple[str, str] | None:
    """What was done in breach: "sold oil in breach of the sanctions", "fined for transfers of coal in violation of them"."""
    for step in governors(noun):
        if step.word == act.enforcing:
            continue
        if step.word.pos_ == "VERB" and step.word.lemma_.lower() in SUPPLYING:
            return _of_arms(objects(step.word)) or ("trade", step.word.text)
        if found := _barred(step.word):
            return found
    return None


def _listed(noun: Token, cast: Cast) -> tuple[str, str] | None:
    """Ships or goods put on a list are barred from trade."""
    for step in governors(noun):
        if step.word.pos_ == "VERB":
            things = [child for child in step.word.children if child.dep_ in ("dobj", "nsubjpass")]
            found = next((one for thing in things if (one := _things(thing, cast))), None)
            return found if found is not None and found[0] == "trade" else None
    return None


def _after_on(noun: Token) -> list[Token]:
    return [
        below
        for child in noun.children
        if child.dep_ == "prep" and child.lower_ in ("on", "of")
        for below in child.children
        if below.dep_ == "pobj"
    ]


def _of_arms(things: list[Token]) -> tuple[str, str] | None:
    """Arms are the goods that are barred: "an embargo on weapons", "froze sales of rifles"."""
    words = lexicon()["targets"]
    for thing in things:
        for token in near(thing):
            head = token == thing or token.dep_ in ("pobj", "conj", "compound")
            if head and words.get(token.lemma_.lower()) == "arms":
                return "arms", token.text
    return None


def _said(noun: Token, cast: Cast) -> Iterator[tuple[str, str | None]]:
    """What the words behind the noun, then those of its governors, say is restricted."""
    yield from _behind(noun, cast)
    for child in noun.children:
        if child.dep_ in ("acl", "relcl"):
            if found := _barred(child):
                yield found
            yield from _behind(child, cast)
    for step in governors(noun):
        yield from _behind(step.word, cast)
        if step.word.pos_ not in ("VERB", "AUX"):
            continue
        for child in step.word.children:
            facing = step.relation == "dobj" and child.dep_ == "nsubj" and step.word.lemma_.lower() in SUFFERING
            struck = (
                facing
                or (step.relation == "nsubj" and child.dep_ == "dobj")
                or (step.relation in ("with", "by", "under") and child.dep_ in ("dobj", "nsubjpass"))
            )
            if struck and (found := _things(child, cast)):
                yield found
            sailing = step.relation == "under" and child.dep_ == "nsubj" and step.word.pos_ == "AUX"
            if sailing and (found := _things(child, cast)) and found[0] == "trade":
                yield found  # "the tanker is under British sanctions"
            if child.dep_ == "advcl" and child.tag_ == "VBG":
                added = _added(child, cast) if child.lemma_.lower() in ADDING else None
                if found := _barred(child) or added:
                    yield found
        return


# "widened its sanctions, adding 19 individuals"
ADDING = frozenset("add target list include hit cover designate name".split())


def _added(verb: Token, cast: Cast) -> tuple[str, str] | None:
    return next((found for child in verb.children if child.dep_ == "dobj" and (found := _things(child, cast))), None)


def _behind(word: Token, cast: Cast) -> Iterator[tuple[str, str | None]]:
    for child in word.children:
        if (
            child.dep_ == "prep"
            and (child.lower_ in ("on", "against", "upon") or (child.lower_ == "at" and word.lemma_ == "aim"))
            and (found := _target_words(child, cast))
        ):
            yield found


def _sanctioned(verb: Token, cast: Cast) -> tuple[str, str | None]:
    for child in verb.children:
        if child.dep_ in ("dobj", "nsubjpass") and (found := _things(child, cast)):
            return found
    struck = [cast.at(child) for child in verb.children if child.dep_ in ("dobj", "nsubjpass")]
    return (
        ("general", None)
        if any(mention and mention.kind in ("state", "bloc") for mention in struck)
        else ("assets", verb.text)
    )


def _target_words(preposition: Token, cast: Cast) -> tuple[str, str] | None:
    for child in preposition.children:
        if child.dep_ == "pobj" and (found := _things(child, cast)):
            return found
    return None


def _things(noun: Token, cast: Cast) -> tuple[str, str] | None:
    mention = cast.at(noun)
    if mention is not None:
        return ("assets", mention.text) if mention.kind in ("person", "organization") else None
    words = lexicon()["targets"]
    for token in near(noun):
        if token.i > noun.i + 12 or (token.i > noun.i and token.lower_ in REASONS):
            break
        head = token == noun or token.dep_ in ("pobj", "conj", "dobj", "nsubjpass", "appos", "attr")
        if head and (found := words.get(token.lemma_.lower())):
            return found, token.text
    return None


REASONS = frozenset(["over", "for", "after", "because", "following", "amid"])


def _barred(verb: Token) -> tuple[str, str] | None:
    """What a clause says is barred: "barring any financial transactions", "that keep Iran from selling oil"."""
    words = lexicon()["barred"]
    for token in clause(verb):
        if token.i > verb.i + 14 or (token.i > verb.i and token.dep_ == "prep" and token.lower_ in REASONS):
            break  # "sanctioned the firm over sales of arms": why, not what is barred
        if token.pos_ in ("NOUN", "VERB", "ADJ") and (found := words.get(token.lemma_.lower())):
            return found, token.text
    return None
