"""The date that the clause around a passage carries: what happened (or will) when.

A date belongs to an act when both hang on the same verb, or the date hangs below the act's own words.
A date inside another clause, or one that describes another thing ("under a 2021 law"), says nothing of it.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from analysis.extract.places import sentence_at, sentence_spans, token_at

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?$")
_WIDER = re.compile(r"(\d{4})-(?:W\d{2}(?:-WE)?|Q[1-4]|H[12]|SP|SU|FA|WI|\d{2}-XX)$")

# "until 2025" and "by June" bound an act; they do not date it
_BOUNDS = frozenset("until till through by before prior".split())
_NOMINAL = frozenset("amod compound nummod poss appos npadvmod nmod".split())


def iso(value: str | None) -> str | None:
    """A TIMEX3 value as a plain ISO date, as precise as both forms allow; None where it names no year.

    Weeks, quarters, halves and seasons give their year; decades, durations and references give None.
    """
    if value is None:
        return None
    if plain := _DAY.match(value):
        return "-".join(part for part in plain.groups() if part)
    wider = _WIDER.match(value)
    return wider.group(1) if wider else None


def date_of(doc: Doc, start: int, end: int) -> str | None:
    """The ISO date that the clause around the passage [start, end) carries.

    Args:
        doc: an annotated doc; its `dates` have been found.
        start: character offset of the passage's first character.
        end: offset behind its last.

    Returns:
        `2023`, `2023-07` or `2023-07-27`, as precise as the text; None where no date is plainly the passage's.
    """
    number = sentence_at(doc, start)
    found = [
        (record, day)
        for record in doc._.dates
        if record.sentence == number and record.type in ("DATE", "TIME") and (day := iso(record.value))
    ]
    if not found:
        return None
    sentence = sentence_spans(doc)[number]
    passage = [token for token in sentence if start <= token.idx < end and not token.is_space]
    if not passage:
        passage = [token_at(doc, start)]
    inside = {token.i for token in passage}
    tops = [token for token in passage if token.head.i not in inside or token.head.i == token.i]
    clause = {token.i for top in tops for token in _governors(top)}
    best: tuple[int, int, str] | None = None
    for record, day in found:
        distance = _distance(doc, record.start, record.end, inside, clause)
        if distance is None:
            continue
        candidate = (distance, abs(record.start - start), day)
        if best is None or candidate[:2] < best[:2]:
            best = candidate
    return best[2] if best else None


def _governors(token: Token) -> list[Token]:
    """The passage's head and what stands above it, up to and with the verb of its clause."""
    chain = [token]
    while token.head.i != token.i:
        # a clause of its own ends the way up, save where it shares its time with the verb above
        verbal = token.pos_ in ("VERB", "AUX")
        if verbal and token.dep_ not in ("xcomp", "aux", "auxpass", "conj"):
            break
        if verbal and token.dep_ == "conj" and not _fronted(token.head):
            break
        token = token.head
        chain.append(token)
    return chain


def _fronted(verb: Token) -> bool:
    """Whether an adverbial opens the clause, and so holds for the verbs joined to it too."""
    return any(
        child.dep_ in ("prep", "npadvmod") and child.i < verb.i and child.is_sent_start for child in verb.lefts
    )


def _distance(doc: Doc, start: int, end: int, inside: set[int], clause: set[int]) -> int | None:
    """Steps from a date to the passage or its clause, None where another clause or thing owns the date."""
    first, last = token_at(doc, start), token_at(doc, end - 1)
    token = doc[first.i : last.i + 1].root
    if token.i in inside:
        return 0
    steps = 0
    while True:
        if token.i in inside:
            return steps
        if token.i in clause:
            return steps + 1
        if token.head.i == token.i:
            return None
        if token.lower_ in _BOUNDS:
            return None
        if token.dep_ in _NOMINAL and token.dep_ != "npadvmod" and token.head.pos_ in ("NOUN", "PROPN"):
            # the date describes a thing: only a thing of the passage itself counts
            return steps + 1 if token.head.i in inside else None
        if (
            steps
            and token.pos_ in ("VERB", "AUX")
            and token.dep_ in ("ccomp", "advcl", "relcl", "parataxis", "pcomp")
        ):
            return None
        if steps and token.pos_ == "VERB" and token.dep_ in ("acl", "conj") and token.head.i not in inside:
            return None
        token = token.head
        steps += 1
