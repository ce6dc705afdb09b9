"""Claims carried by set phrases: "according to", "reportedly", "in his view", a name and a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from analysis.extract.claims.contents import quotation_before, sentence_of
from analysis.extract.claims.draft import Draft, Source
from analysis.extract.claims.grammar import trimmed
from analysis.extract.claims.sources import mention_at, source
from analysis.extract.places import text_of, token_at

HEARSAY = {
    "reportedly": "statement",
    "allegedly": "allegation",
    "supposedly": "allegation",
    "purportedly": "allegation",
    "ostensibly": "allegation",
    "alleged": "allegation",
    "purported": "allegation",
}
_ACCORDING = re.compile(r"\b[Aa]ccording to\s+(?=\S)")
_TURN = re.compile(r"^[ \t\"“]*(?P<who>[A-Z][A-Z.’' -]{2,60}(?:\([A-Z .-]{1,20}\))?):[ \t]+(?=\S)", re.MULTILINE)
_SIGNED = re.compile(r"[”\".!?]\s*(?P<dash>[—–―]|--)\s*(?=[A-Z])")


def according_to(doc: Doc) -> Iterator[Draft]:
    """ "According to" with whoever is the authority."""
    for found in _ACCORDING.finditer(text_of(doc)):
        to = token_at(doc, found.end() - 2)
        according = token_at(doc, found.start())
        named = [child for token in (to, according) for child in token.children if child.dep_ == "pobj"]
        head = named[0] if named else token_at(doc, found.end())
        if head.lower_ in ("plan", "plans", "schedule", "law", "rules"):
            continue
        who = source(head)
        sent = sentence_of(according)
        text = text_of(doc)
        before = trimmed(text, sent.start_char, found.start())
        if before[1] - before[0] > 3:
            content = before
            quoted = quotation_before(doc, found.start())
            if quoted is not None and quoted.start < before[0]:
                content = (quoted.start, quoted.end)
        else:
            comma = text.find(",", max(who.end, head.right_edge.idx), sent.end_char)
            content = trimmed(text, comma if comma >= 0 else who.end, sent.end_char)
        yield Draft(found.start(), found.start() + len("according to"), who, content, "statement", "according-to")


def hearsay(doc: Doc) -> Iterator[Draft]:
    """A word that marks hearsay: "reportedly", "allegedly", "the alleged sale"."""
    for token in doc:
        kind = HEARSAY.get(token.lower_)
        if kind is None:
            continue
        head: Token = token.head
        start, end = trimmed(text_of(doc), head.left_edge.idx, head.right_edge.idx + len(head.right_edge.text))
        yield Draft(token.idx, token.idx + len(token.text), None, (start, end), kind, "hearsay")


def turns(doc: Doc) -> Iterator[Draft]:
    """A speaker's name in capitals and a colon, as transcripts have it."""
    found = list(_TURN.finditer(text_of(doc)))
    if found and found[0].start() < 300 and len(found) > 1:
        return  # the document is itself a transcript: what is said there is its own voice
    for index, turn in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(text_of(doc))
        mention = mention_at(doc, turn.end("who") - 1)
        name = mention.actor_id if mention else turn["who"].strip().title()
        yield Draft(
            turn.end("who"),
            turn.end("who") + 1,
            Source(name, turn.start("who"), turn.end("who")),
            trimmed(text_of(doc), turn.end(), end),
            "statement",
            "turn",
        )


def signatures(doc: Doc) -> Iterator[Draft]:
    """A dash and a name after a sentence or a quotation."""
    for found in _SIGNED.finditer(text_of(doc)):
        dash = token_at(doc, found.start("dash"))
        mention = mention_at(doc, found.end())
        if mention is None or mention.kind not in ("person", "organization"):
            continue
        line = text_of(doc).rfind("\n", 0, found.start()) + 1
        end_of_line = text_of(doc).find("\n", found.end())
        if len(text_of(doc)[found.end() : end_of_line if end_of_line >= 0 else None]) > 80:
            continue
        yield Draft(
            dash.idx,
            dash.idx + len(dash.text),
            Source(mention.actor_id, mention.start, mention.end),
            trimmed(text_of(doc), line, found.start("dash")),
            "statement",
            "signature",
        )


RULES = {"according-to": according_to, "hearsay": hearsay, "turn": turns, "signature": signatures}


def phrase_claims(doc: Doc) -> Iterator[Draft]:
    """Every claim that a set phrase carries."""
    for rule in RULES.values():
        yield from rule(doc)
