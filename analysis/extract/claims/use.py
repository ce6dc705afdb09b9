"""A verb of the vocabulary as it stands in a text: what the rules about complements are asked about."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from analysis.extract.claims.grammar import extent
from analysis.extract.claims.sources import phrase
from analysis.extract.claims.words import Verb

Content = tuple[int, int]


class Use(NamedTuple):
    """A verb of the vocabulary as it stands in a text."""

    verb: Token
    entry: Verb
    subject: Token | None  # who says it
    passive: bool


def passive_subject(use: Use) -> Content | None:
    """What a passive verb says something about: its subject, or the noun that it follows."""
    for child in use.verb.children:
        if child.dep_ == "nsubjpass":
            return extent(child)
    if use.verb.dep_ == "acl":
        head = use.verb.head
        return head.left_edge.idx, head.idx + len(head.text)
    return None


def source_span(use: Use) -> Content | None:
    """Characters of whoever says it."""
    return phrase(use.subject) if use.subject is not None else None


def means_something_else(child: Token, entry: Verb) -> bool:
    """Whether the object is one with which the verb has another sense ("said goodbye")."""
    return child.lemma_.lower() in entry.frame.but or child.lower_ in entry.frame.but


def right_part(verb: Token) -> Content:
    """From the verb to the end of what hangs on it."""
    end = verb.right_edge
    return verb.idx + len(verb.text), end.idx + len(end.text)
