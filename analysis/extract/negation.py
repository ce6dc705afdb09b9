"""Is a word negated? By `not` and its kin, by `no` on a subject or object, by `without`, by `yet to`."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.extract.cues import word_entry
from analysis.extract.nobody import NOBODY, no_one

# "not only … but" affirms; so do "not just" and "not merely"
FOCUS = frozenset(["only", "just", "merely", "simply", "solely", "least"])
WITHOUT = frozenset(["without", "sans", "minus"])


def negator(token: Token) -> str | None:
    """The words that negate the predicate or noun `token`, None where nothing does."""
    for child in token.children:
        low = child.lower_
        if low == "no" and child.dep_ in ("det", "neg"):
            return child.text
        if low == "longer" and any(grand.lower_ in ("no", "not", "n't") for grand in child.children):
            return f"no {child.text}"
        entry = word_entry("adverbs", low)
        if entry is not None and entry.id == "not" and child.dep_ in ("neg", "advmod", "preconj", "cc", "det"):
            if _focus(child, token) or (low == "neither" and child.dep_ == "preconj" and child.i > token.i):
                continue
            if child.i > token.i and token.pos_ == "VERB":
                continue  # "bought the boats, not Togo": what comes after is another constituent
            return child.text
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "expl") and token.pos_ in ("VERB", "AUX"):
            found = _no_noun(child)
            if found:
                return found
    return None


def _focus(negation: Token, head: Token) -> bool:
    following = negation.doc[negation.i + 1] if negation.i + 1 < len(negation.doc) else None
    return following is not None and following.lower_ in FOCUS


def _no_noun(noun: Token) -> str | None:
    if noun.lower_ in NOBODY:
        return noun.text
    if no_one(noun):
        return f"{noun.doc[noun.i - 1].text} {noun.text}"
    for child in noun.children:
        if child.lower_ in ("no", "neither") and child.dep_ in ("det", "neg"):
            return child.text
        if child.lower_ == "neither" and child.dep_ in ("preconj", "cc") and child.i < noun.i:
            return child.text  # "neither Togo nor Benin bought boats"
    return None
