"""How the words of a trigger point at an act already told: 'the deal', 'Supplies resumed', 'bilateral trade'."""

from __future__ import annotations

from spacy.tokens import Span, Token

from analysis.extract.cooperation import grammar
from analysis.extract.cooperation.frames import Trigger

BACKWARD = frozenset(["the", "this", "that", "these", "those", "such", "both"])
DEFINITE = BACKWARD | {"its", "their", "his", "her", "our"}  # 'its exports' need not be those spoken of
FURTHER = frozenset(["more", "additional", "further", "another", "first", "second", "third", "rest", "remainder", "remaining", "others", "last"])  # fmt: skip
TRILATERAL = frozenset(["trilateral", "tripartite", "three", "three-way"])
MUTUAL = TRILATERAL | {"bilateral", "mutual", "two-way", "joint", "reciprocal"}
# nouns of the text in which an act is told, not of the act
WORDING = frozenset(
    ["term", "letter", "provision", "text", "part", "copy", "condition", "clause", "article", "end", "lead", "sideline", "margin"]
)  # fmt: skip


def definite(trigger: Trigger) -> bool:
    """True where the noun refers back: 'the deal', 'these talks', 'their alliance'."""
    return any(child.lower_ in DEFINITE for child in _left(trigger.token))


def pointing(trigger: Trigger) -> bool:
    """True where the words point back at a flow: 'the deliveries', 'Supplies resumed', 'the planes will be delivered'."""
    if not (trigger.form.item and trigger.form.giver):
        return False
    token = trigger.token
    if trigger.kind == "noun":
        bare = token.tag_ == "NNS" and token.i == token.sent.start and token.dep_ in ("nsubj", "nsubjpass")
        return bare or any(child.lower_ in BACKWARD for child in _left(token))
    undergoer = grammar.undergoer(token) if grammar.passive(token) and token.dep_ == "ROOT" else None
    return undergoer is not None and (any(child.lower_ in BACKWARD for child in _left(undergoer)) or _part(undergoer))


def _part(noun: Token) -> bool:
    """True for some of what was told of: 'the first', 'fifteen of the boats', 'more soldiers'."""
    if any(child.lower_ in FURTHER for child in noun.lefts) or noun.lower_ in FURTHER:
        return True
    if noun.pos_ not in ("NUM", "DET", "PRON", "NOUN"):
        return False
    parts = [word for name, word in grammar.prepositions(noun) if name == "of"]
    return noun.pos_ != "NOUN" and any(child.lower_ in BACKWARD for word in parts for child in _left(word))


def mutual_noun(trigger: Trigger) -> bool:
    """True where the noun itself says that several take part: 'joint exercises', 'bilateral trade'."""
    return trigger.kind == "noun" and not MUTUAL.isdisjoint(child.lower_ for child in trigger.token.lefts)


def setting(noun: Token) -> bool:
    """True where the noun only says when or by what terms something else was: 'at the talks, he said', 'terms of the deal'."""
    if noun.dep_ != "pobj":
        return False
    above = noun.head
    if above.lower_ in ("at", "during", "in", "following", "after", "under", "within"):
        return above.head.pos_ in ("VERB", "AUX")
    return above.lower_ == "of" and above.head.lemma_.lower() in WORDING


def in_name(trigger: Trigger, sentence: Span) -> bool:
    """True for a word inside a proper name ('the Lisbon Treaty'), outside headlines in capitals."""
    if trigger.kind != "noun" or not trigger.token.text[:1].isupper() or trigger.first == sentence.start:
        return False
    words = [token for token in sentence if token.is_alpha and len(token) > 3]
    return (
        2 * sum(token.text[0].isupper() for token in words) < len(words) and trigger.token.nbor(-1).text[:1].isupper()
    )


def _left(token: Token) -> list[Token]:
    return [child for child in token.lefts if child.dep_ in ("det", "poss", "predet", "amod")]
