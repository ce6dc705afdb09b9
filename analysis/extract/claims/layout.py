"""Claims that the layout carries: a speaker's name and a colon, a dash and a name, a headline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from analysis.extract.claims.draft import Draft, Source
from analysis.extract.claims.grammar import is_verb, trimmed
from analysis.extract.claims.sources import can_speak, mention_at
from analysis.extract.places import text_of, token_at

TURN = re.compile(r"^[ \t\"“]*(?P<who>[A-Z][A-Z.’' -]{2,60}(?:\([A-Z .-]{1,20}\))?):[ \t]+(?=\S)", re.MULTILINE)


def turns(doc: Doc) -> Iterator[Draft]:
    """A speaker's name in capitals and a colon, as transcripts have it."""
    found = list(TURN.finditer(text_of(doc)))
    if found and found[0].start() < 300:
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


_SIGNED = re.compile(r"[”\".!?]\s*(?P<dash>[—–―]|--)\s*(?=[A-Z])")


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


_HEADLINE = re.compile(r"(?P<who>[A-Z][^\n:“”\"‘.!?]{1,60}):\s+(?P<what>[^\n]{8,250})(?:\n|$)")
_NOT_SOURCES = frozenset(
    """latest update updated breaking live video photos watch opinion correction note read exclusive analysis timeline
    explainer factbox table here more""".split()
)


def headline(doc: Doc) -> Iterator[Draft]:
    """A headline of a name, a colon and what that name says: "Minister: no deal"."""
    text = text_of(doc)
    start = len(text) - len(text.lstrip())
    found = _HEADLINE.match(text, start)
    if found is None:
        return
    first = token_at(doc, found.start("who"))
    last = token_at(doc, found.end("who") - 1)
    if is_verb(last) or last.lemma_.lower() in _NOT_SOURCES or first.lemma_.lower() in _NOT_SOURCES:
        return
    words = found["who"].split()
    quoted = found["what"][0] in "‘'“\""
    if not quoted and not (len(words) <= 4 and can_speak(last, "document")):
        return
    mention = mention_at(doc, first.idx) or mention_at(doc, last.idx)
    if mention is None and not quoted and len(words) == 1 and last.pos_ == "PROPN":
        return  # a name that nothing tells of is as likely the town of a dateline
    yield Draft(
        found.end("who"),
        found.end("who") + 1,
        Source(mention.actor_id if mention else " ".join(words), found.start("who"), found.end("who")),
        trimmed(text, found.start("what"), found.end("what")),
        "statement",
        "headline",
    )


RULES = {"turn": turns, "signature": signatures, "headline": headline}
