"""Whose statement a doc is: the state or body that speaks as "we" in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from spacy.tokens import Doc

from analysis.extract.gazetteer import Actor, bodies, known, states
from analysis.extract.places import text_of
from analysis.extract.words import plain_words

# publishers that speak for a state or body; news media speak for nobody
_OFFICIAL = re.compile(
    r"\b(?:Department|Government|Ministry|Embassy|Mission|White House|Downing Street|Kremlin|statement of|President|Cabinet|Command"
    r"|Federal Register|External Action|European (?:Commission|Council|Union)|NATO|Foreign (?:Office|Affairs)|Treasury|Pentagon|FCO|FCDO|KCNA|Korean Central News Agency)\b",
    re.IGNORECASE,
)
_BY_NAME = (
    (re.compile(r"\b(?:KCNA|Korean Central News Agency|Rodong Sinmun)\b"), "PRK"),
    (re.compile(r"\b(?:White House|Federal Register|Pentagon|State Department|Central Command|CENTCOM)\b"), "USA"),
    (re.compile(r"\b(?:UK|British|FCO|FCDO|Downing Street)\b"), "GBR"),
)
_SPEAKER = re.compile(r"^(?:[A-Z][A-Z.'’ -]{3,40}|Q):", re.MULTILINE)


def voice_of(doc: Doc) -> Actor | None:
    """The state or body that "we" stands for outside quotations; None in news and in talks of several speakers."""
    if "voice" not in doc.user_data:
        publisher = doc._.publisher
        official = publisher and _OFFICIAL.search(publisher)
        several = official and len(set(_SPEAKER.findall(text_of(doc)))) > 1
        doc.user_data["voice"] = _voice(publisher) if official and not several else None
    return doc.user_data["voice"]


@lru_cache(maxsize=1024)
def _voice(publisher: str) -> Actor | None:
    for pattern, country in _BY_NAME:
        if pattern.search(publisher):
            return states()[country]
    stated = publisher.partition("statement of ")[2] or publisher
    for match in known(plain_words(stated)):
        if match.actor is None or match.actor.kind == "person":
            continue
        if match.actor.kind == "organization":
            return states().get(match.actor.country or "") or _of_union(match.actor)
        return match.actor
    return None


def _of_union(actor: Actor) -> Actor:
    """The EU speaks through its institutions."""
    return bodies()["EU"] if actor.name.startswith(("European", "Council of the European")) else actor


def quoted_at(doc: Doc, char: int) -> bool:
    """Whether the character stands inside quotation marks of its paragraph."""
    spans = doc.user_data.get("quoted_spans")
    if spans is None:
        spans = doc.user_data["quoted_spans"] = _quoted(text_of(doc))
    at = bisect_right(spans, (char, len(text_of(doc)) + 1)) - 1
    return at >= 0 and spans[at][0] <= char < spans[at][1]


def _quoted(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    for found in re.finditer(r"[“”\"]|\n\s*\n", text):
        mark = found.group()
        if mark[0] == "\n":
            if opened is not None:
                spans.append((opened, found.start()))
            opened = None
        elif mark == "“" or (mark == '"' and opened is None):
            if opened is None:
                opened = found.end()
        elif opened is not None:
            spans.append((opened, found.start()))
            opened = None
    if opened is not None:
        spans.append((opened, len(text)))
    return spans
