"""The prepositional phrases that belong to a trigger, wherever the parser hung them: 'held talks on Monday with X'."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.extract.cooperation import grammar
from analysis.extract.cooperation.frames import Trigger

# prepositions of the governing verb that belong to what its object names
SHARED = frozenset(["with", "between", "among", "alongside"])
FLOWING = SHARED | {"to", "for", "from", "into"}
# what is given by saying so: 'confirmed its support', 'underlined his commitment'
VOICED = frozenset(["support", "commitment"])
VOICING = frozenset(
    ["confirm", "underline", "underscore", "highlight", "note", "stress", "announce", "declare", "state", "raise"]
)

Attached = list[tuple[str, Token]]  # (preposition, what stands after it)


def attached(trigger: Trigger) -> Attached:
    """(preposition, object) pairs of the trigger, nearest first, each once."""
    token = trigger.token
    if trigger.kind == "verb" and trigger.frame.id in ("visit", "depart"):
        # who travels goes where the verb's own words say, not where some noun inside them is
        return grammar.prepositions(token, 2)
    found = _of_verb(token) if trigger.kind == "verb" else _of_noun(trigger)
    unique: dict[tuple[str, int], tuple[str, Token]] = {}
    for name, word in found:
        if word.i != token.i:
            unique.setdefault((name, word.i), (name, word))
    return list(unique.values())


def _of_verb(verb: Token) -> Attached:
    found = grammar.prepositions(verb)
    for child in [
        *grammar.objects(verb),
        *(c for c in verb.children if c.dep_ in ("nsubjpass", "advmod", "prt", "acomp")),
    ]:
        found += grammar.prepositions(child)
        for clause in child.children:  # 'shells made by X' stays with the shells
            if clause.dep_ == "acl" and clause.tag_ == "VBN":
                found += [pair for pair in grammar.prepositions(clause) if pair[0] in ("to", "for")]
    for complement in verb.children:
        if complement.dep_ in ("xcomp", "advcl") and complement.tag_ == "VBG":
            found += [pair for pair in grammar.prepositions(complement) if pair[0] == "with"]
    return found


def _of_noun(trigger: Trigger) -> Attached:
    noun = trigger.token
    found = grammar.prepositions(noun)
    for clause in noun.children:
        if clause.dep_ in ("acl", "relcl"):
            found += grammar.prepositions(clause)
            if clause.lemma_ in ("involve", "include"):
                found += [("agent", word) for word in grammar.objects(clause)]
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ == "NOUN":
        # 'the presence of troops in Chad'
        found += [pair for pair in grammar.prepositions(noun.head.head) if pair[0] != "of"]
    verb = grammar.governor(noun)
    if verb is not None and verb.pos_ in ("VERB", "AUX") and light(verb, trigger):
        reach = SHARED if not (trigger.form.giver or trigger.form.receiver) else FLOWING
        if trigger.frame.complement:  # 'signed a contract with Peru for a reactor'
            reach = reach | {"for"}
        outer = grammar.prepositions(verb)
        for child in grammar.objects(verb):
            if child is not noun:
                outer += grammar.prepositions(child)
        found += [pair for pair in outer if pair[0] in reach]
    return found


def light(verb: Token, trigger: Trigger) -> bool:
    """True where the verb's subject takes part in what the noun names ('held talks', not 'condemned talks')."""
    if trigger.frame.id in VOICED and verb.lemma_.lower() in VOICING:
        return True
    return verb.lemma_.lower() not in grammar.ATTITUDE
