"""Whose the thing is where the sentence has two who could own it: 'thanked Peru for its help', 'let Chilean jets use its bases'."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.extract.cooperation.grammar import subject

GRANTING = frozenset(["allow", "permit", "let", "authorize", "authorise", "invite", "grant"])
BEING = frozenset(["be", "become", "remain"])
OWNING = frozenset(["its", "their", "his", "her"])
PRAISING = frozenset(["praise", "thank", "commend", "applaud", "laud", "hail", "congratulate", "credit", "honor", "honour", "reward", "salute", "criticize", "criticise", "condemn", "blame", "rebuke", "sanction", "punish", "denounce"])  # fmt: skip


def who_is_its(pronoun: Token) -> Token | None:
    """Who is said to be something of another's: in 'Chile is its largest supplier' Chile, whom "its" cannot mean."""
    noun = pronoun.head
    if pronoun.dep_ != "poss" or noun.dep_ not in ("attr", "oprd") or noun.head.lemma_ not in BEING:
        return None
    return next((child for child in noun.head.children if child.dep_ == "nsubj" and child.i < pronoun.i), None)


def who_grants(pronoun: Token) -> Token | None:
    """Whose the thing is that another is let use: of 'Peru allowed Chilean jets to use its bases' Peru's."""
    verb = pronoun.head.head
    if pronoun.dep_ != "poss" or pronoun.head.dep_ != "dobj" or verb.dep_ not in ("ccomp", "xcomp"):
        return None
    return subject(verb.head) if verb.head.lemma_ in GRANTING else None


def whom_it_praises(pronoun: Token) -> Token | None:
    """Whose deed somebody is praised for: of 'thanked Peru for its help' Peru's, not that of who thanks."""
    if pronoun.dep_ != "poss" or pronoun.lower_ not in OWNING or pronoun.head.dep_ != "pobj":
        return None
    reason = pronoun.head.head
    verb = reason.head if reason.head.dep_ != "dobj" else reason.head.head
    if reason.lower_ != "for" or verb.lemma_ not in PRAISING or verb.pos_ != "VERB":
        return None
    return next((child for child in verb.children if child.dep_ in ("dobj", "dative")), None)
