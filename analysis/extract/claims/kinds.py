"""Of which kind a claim is: what the verb's class says, turned by a negation, by what is expressed or by what it is called."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.extract.claims.grammar import is_negated
from analysis.extract.claims.use import Use
from analysis.extract.claims.words import noun_kind, word_list

# what is expressed decides the kind: concern, support, a warning
_EXPRESSING = frozenset(["express", "voice", "convey", "share", "raise", "note"])


def kind_of(use: Use, rule: str) -> str:
    """The kind of claim: what its frame class says, turned by a negation ("did not say") or its object."""
    kind = use.entry.frame.kind
    if rule == "object" and use.verb.lemma_ in _EXPRESSING:
        for child in use.verb.rights:
            if child.dep_ == "dobj":
                kind = noun_kind(child.lemma_.lower()) or kind
    if rule == "as" and use.verb.lemma_ in ("dismiss", "reject") and _something_said(use.verb):
        kind = "denial"  # "dismissed the reports as rumours"
    if rule == "naming" and use.entry.frame.id == "calling":
        kind = _called(use.verb) or kind
    if is_negated(use.verb) and kind in ("statement", "confirmation", "denial"):
        return "non-confirmation"
    return kind


def _something_said(verb: Token) -> bool:
    right = verb.doc[verb.i + 1 : min(verb.right_edge.i + 1, verb.i + 12)]
    return any(token.pos_ == "NOUN" and token.lemma_.lower() in word_list("said-things") for token in right)


def _called(verb: Token) -> str | None:
    """Calling what somebody else said false denies it; calling a thing bad criticizes it."""
    right = verb.doc[verb.i + 1 : min(verb.right_edge.i + 1, verb.i + 20)]
    if any(token.lower_ in word_list("false-names") for token in right):
        said = any(token.lemma_.lower() in word_list("said-things") and token.pos_ == "NOUN" for token in right)
        return "denial" if said else None
    if any(token.lower_ in word_list("bad-names") and token.pos_ in ("ADJ", "NOUN", "VERB") for token in right):
        return "opinion"
    return None
