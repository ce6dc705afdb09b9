"""What is restricted: by the words on the noun, by who is hit, by what is barred."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from analysis import vocabulary
from analysis.extract.sanctions.acts import Act, governors
from analysis.extract.sanctions.words import Trigger, near


@cache
def lexicon() -> dict[str, dict[str, str]]:
    """Section of `measures.yaml` → word → measure; a word of two measures belongs to the first one."""
    built: dict[str, dict[str, str]] = {}
    for row in vocabulary.load("measures"):
        for section in ("modifiers", "targets", "barred"):
            for word in row.get(section, ()):
                built.setdefault(section, {}).setdefault(word, row["id"])
    return built


def measure(trigger: Trigger, act: Act) -> tuple[str, str | None]:
    """The measure of a trigger and the word that decided it."""
    noun = trigger.token
    if trigger.adjective:
        return "assets", noun.text
    if trigger.verbal:
        barred = _barred(noun) if trigger.rule in ("to-target", "to-sanction") else None
        if trigger.rule == "to-sanction" and not barred:
            return _sanctioned(noun)
        return barred or (trigger.measure, noun.text)
    for token in noun.doc[noun.left_edge.i : noun.i + 1]:
        found = lexicon()["modifiers"].get(token.lower_)
        if found and token.i != noun.i:
            return found, token.text
    if trigger.measure != "general":
        return trigger.measure, noun.text
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("on", "against", "upon", "of"):
            if found := _target_words(child):
                return found
        if child.dep_ in ("acl", "relcl") and (found := _barred(child)):
            return found
        if child.dep_ in ("acl", "relcl"):
            for grand in child.children:
                if (
                    grand.dep_ == "prep"
                    and grand.lower_ in ("on", "against", "upon")
                    and (found := _target_words(grand))
                ):
                    return found
    for step in governors(noun):
        if step.word.pos_ not in ("VERB", "AUX"):
            for child in step.word.children:
                if (
                    child.dep_ == "prep"
                    and child.lower_ in ("on", "against", "upon")
                    and (found := _target_words(child))
                ):
                    return found
            continue
        for child in step.word.children:
            if child.dep_ == "prep" and child.lower_ in ("on", "against", "upon") and (found := _target_words(child)):
                return found
            if step.relation == "nsubj" and child.dep_ == "dobj" and (found := _things(child)):
                return found
            if step.relation in ("with", "by") and child.dep_ in ("dobj", "nsubjpass") and (found := _things(child)):
                return found
            if child.dep_ == "advcl" and child.tag_ == "VBG" and (found := _barred(child)):
                return found
        break
    return "general", None


def _sanctioned(verb: Token) -> tuple[str, str | None]:
    for child in verb.children:
        if child.dep_ in ("dobj", "nsubjpass") and (found := _things(child)):
            return found
    named = any(child.dep_ in ("dobj", "nsubjpass") and child.ent_type_ in ("GPE", "NORP") for child in verb.children)
    return ("general", None) if named else ("assets", verb.text)


def _target_words(preposition: Token) -> tuple[str, str] | None:
    for child in preposition.children:
        if child.dep_ == "pobj" and (found := _things(child)):
            return found
    return None


def _things(noun: Token) -> tuple[str, str] | None:
    if noun.ent_type_ in ("PERSON", "ORG"):
        return "assets", noun.text
    words = lexicon()["targets"]
    for token in near(noun):
        if token.i > noun.i + 12:
            break
        if token.dep_ in ("pobj", "conj", "dobj", "nsubjpass", "appos", "attr") or token == noun:
            if found := words.get(token.lemma_.lower()):
                return found, token.text
    return None


def _barred(verb: Token) -> tuple[str, str] | None:
    """What a clause says is barred: "barring any financial transactions", "that keep Iran from selling oil"."""
    words = lexicon()["barred"]
    for token in verb.subtree:
        if token.i > verb.i + 14:
            break
        if token.pos_ in ("NOUN", "VERB", "ADJ") and (found := words.get(token.lemma_.lower())):
            return found, token.text
    return None
