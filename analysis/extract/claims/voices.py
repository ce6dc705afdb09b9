"""Whose document it is: who "I" and "we" are outside of quotations, by its letterhead, title and publisher."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Doc

from analysis import vocabulary
from analysis.extract.claims.draft import Draft
from analysis.extract.claims.sources import mentions_between
from analysis.extract.places import text_of


class Voice(NamedTuple):
    """Who "I" and "we" are outside of quotations; None where the document does not show it."""

    singular: str | None
    plural: str | None


def voice_of(doc: Doc, drafts: list[Draft]) -> Voice:
    """Whose statement the document is, from its first claim, its publisher, title and first line."""
    first = drafts[0] if drafts else None
    writer = sender(doc)
    if writer is not None:
        return Voice(writer, writer)
    if both := _joint_authors(doc):
        return Voice(both, both)
    if first is not None and first.rule == "verb-text" and first.source is not None and first.start < 400:
        several = " and " in (first.source.name or "")
        return Voice(first.source.name, first.source.name if several else publisher_state(doc) or first.source.name)
    state = publisher_state(doc)
    head = [mention for mention in doc._.mentions if mention.start < 120 and mention.kind == "person"]
    singular = head[0].actor_id if head and head[0].start < 40 else None
    if singular is None and doc._.title and state:
        for mention in doc._.mentions:
            if mention.kind == "person" and mention.text in doc._.title:
                singular = mention.actor_id
                break
    return Voice(singular if state else None, state) if singular else Voice(state, state)


_SENT = re.compile(
    r"\b(?:receiv\w+|got)\s+(?:an?|the)\s+[^.\n]{0,60}?\b(?:message|letter|telegram|greetings|congratulations)\b[^.\n]{0,80}?\bfrom\s+(?:the\s+)?"
    r"|\b(?:message|letter|telegram|greetings|congratulations)\s+(?:\w+\s+){0,3}?(?:from|sent by)\s+(?:the\s+)?"
)
_SENDING = re.compile(
    r"\bsen(?:t|ds)\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,4}?(?:message|letter|telegram|greetings|congratulations)\b"
)


def sender(doc: Doc) -> str | None:
    """Who wrote the letter or message that the document reprints, as its first lines tell."""
    head = text_of(doc)[:700]
    for found in _SENT.finditer(head):
        for mention in mentions_between(doc, found.end(), found.end() + 60):
            if mention.kind == "person":
                return mention.actor_id
    for found in _SENDING.finditer(head):
        named = [
            one for one in mentions_between(doc, max(0, found.start() - 200), found.start()) if one.kind == "person"
        ]
        if named:
            return named[-1].actor_id
    return None


_JOINT_TITLE = re.compile(r"\bjoint (?:statement|declaration|communiqu[eé]|press statement)\b", re.IGNORECASE)


def _joint_authors(doc: Doc) -> str | None:
    """The two states whose joint statement it is, in words, where its title says that it is one and its head names both."""
    if not _JOINT_TITLE.search(doc._.title or ""):
        return None
    text = text_of(doc)
    named = [one for one in mentions_between(doc, 0, 700) if one.kind == "state" and one.form == "name"]
    for first, second in pairwise(named):
        between = text[first.end : second.start]
        third = re.match(r",? and |, ", text[second.end : second.end + 6])
        if re.fullmatch(r" and (?:the )?", between) and first.actor_id != second.actor_id and not third:
            return f"{first.text} and {second.text}"
    return None


_STATEMENT_OF = re.compile(r"statement (?:of|by) (?:the )?(?P<who>[^)]+)")


def publisher_state(doc: Doc) -> str | None:
    """The state or body that the publisher speaks for."""
    publisher = doc._.publisher or ""
    for entry in vocabulary.load("claim_voices"):
        if any(word in publisher for word in entry["words"]):
            return entry["id"]
    of = _STATEMENT_OF.search(publisher)
    if of:
        for mention in doc._.mentions:
            if mention.kind in ("state", "bloc") and of["who"].strip() in (mention.actor, mention.text):
                return mention.actor_id
    return None
