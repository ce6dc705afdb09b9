"""The slots of a verb: subject, object, who does what is praised, and the prepositions by their own names."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.extract.cooperation import grammar
from analysis.extract.cooperation.attached import Attached
from analysis.extract.cooperation.context import Context
from analysis.extract.cooperation.parties import composed


def verb_heads(verb: Token, slot: str, prepositions: Attached, context: Context) -> list[Token]:
    """The heads of the phrases in the slot of the verb."""
    if slot == "doer":  # 'welcomed the steps taken by Chile'
        return [
            word
            for head in verb_heads(verb, "object", prepositions, context)
            for clause in head.children
            if clause.dep_ == "acl" and clause.tag_ == "VBN"
            for name, word in grammar.prepositions(clause)
            if name == "by"
        ]
    if slot == "members":  # 'set up a force made up of Chilean and Peruvian troops'
        verbs = [verb, *(child for child in verb.children if child.dep_ == "xcomp")]
        return [head for one in verbs for head in grammar.objects(one) if composed(head)]
    if slot == "fled":  # 'took in a million people who fled the war in Peru'
        return [
            word
            for head in grammar.objects(verb)
            for noun in (head, *(word for name, word in grammar.prepositions(head) if name == "of"))
            if noun.lemma_.lower() in FUGITIVES
            for clause in noun.children
            if clause.dep_ in ("relcl", "acl") and clause.lemma_ in FLEEING
            for word in (*grammar.objects(clause), *(word for _, word in grammar.prepositions(clause)))
        ]
    if slot == "owner":  # 'allowed French jets to use its airfields'
        used = _objects(verb, grammar.passive(verb))
        return [child for head in used for child in head.children if child.dep_ == "poss"]
    if slot == "envoy":  # 'named an ambassador to Peru'
        return [
            word
            for head in verb_heads(verb, "object", prepositions, context)
            if head.lemma_.lower() in ENVOYS
            for name, word in grammar.prepositions(head)
            if name in ("to", "in")
        ] + [word for name, word in prepositions if name == "to" and word.lemma_.lower() not in ENVOYS]
    if slot == "backer":
        return [verb.nbor(-2)]
    if slot == "backed":
        head = verb.head
        while head.dep_ in ("amod", "compound", "nmod") and head.i not in context.parties.by_token:
            head = head.head
        return [head]
    is_passive = grammar.passive(verb)
    if slot == "subject":
        if is_passive:
            return [token for name, token in prepositions if name == "by"]
        subject = grammar.subject(verb)
        return [subject] if subject is not None else []
    if slot == "headed":  # 'marines trained with': the parser takes a past tense for a participle
        return [verb.head] if verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.dep_ == "ROOT" else []
    if slot == "object":
        return _objects(verb, is_passive)
    if slot == "laden":  # 'a ship with flour docked', 'trucks carrying tents crossed'
        return _load(grammar.subject(verb))
    if slot == "dative":
        return [child for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP"]
    if slot == "by" and is_passive:
        return []
    return [token for name, token in prepositions if name == slot]


FLEEING = frozenset(["flee", "escape", "displace", "leave", "uproot"])
FUGITIVES = frozenset(["people", "person", "man", "woman", "child", "family", "civilian", "resident", "refugee", "villager", "soldier", "citizen", "student", "journalist", "activist", "other", "those"])  # fmt: skip
ENVOYS = frozenset(["ambassador", "envoy", "representative", "consul"])
CARRIERS = frozenset(
    ["ship", "vessel", "freighter", "tanker", "boat", "barge", "truck", "lorry", "convoy", "train", "wagon", "plane", "aircraft", "airplane", "flight", "airliner", "container", "carrier", "ferry"]
)  # fmt: skip
LADEN = frozenset(["carry", "load", "bear", "bring", "transport", "haul", "fill", "pack", "lade"])


def _load(carrier: Token | None) -> list[Token]:
    """What the ship, truck or plane has aboard: 'with', 'of', 'carrying', 'loaded with'."""
    if carrier is None or carrier.lemma_.lower() not in CARRIERS:
        return []
    found = [word for name, word in grammar.prepositions(carrier) if name in ("with", "of")]
    for clause in carrier.children:
        if clause.dep_ in ("acl", "relcl") and clause.lemma_ in LADEN:
            found += grammar.objects(clause)
            found += [word for name, word in grammar.prepositions(clause) if name == "with"]
    return found


def _objects(verb: Token, is_passive: bool) -> list[Token]:
    if is_passive:
        undergoer = grammar.undergoer(verb)
        return ([undergoer] if undergoer is not None else []) + grammar.objects(verb)
    found = [grammar.antecedent(word, verb) for word in grammar.objects(verb)]
    if not found:  # 'allowed the WFP to deliver'
        found = [
            word
            for child in verb.children
            if child.dep_ == "ccomp" and child.tag_ == "VB"
            for word in child.children
            if word.dep_ == "nsubj"
        ]
    return found
