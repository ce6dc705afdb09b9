"""Claims carried by set phrases: "according to", "reportedly", "in his view", "per the ministry"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from analysis.extract.claims.candidates import hashes, with_form
from analysis.extract.claims.contents import quotation_before, sentence_of
from analysis.extract.claims.draft import Draft
from analysis.extract.claims.grammar import trimmed
from analysis.extract.claims.sources import can_speak, mention_at, source
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
_HEARSAY_HASHES = hashes(HEARSAY)
_ACCORDING = re.compile(r"\b[Aa]ccording to\s+(?=\S)")


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
    for token in with_form(doc, _HEARSAY_HASHES):
        kind = HEARSAY[token.lower_]
        head: Token = token.head
        start, end = trimmed(text_of(doc), head.left_edge.idx, head.right_edge.idx + len(head.right_edge.text))
        yield Draft(token.idx, token.idx + len(token.text), None, (start, end), kind, "hearsay")


_OWNER = r"(?:my|our|his|her|its|their|(?:the |an? )?\w[\w.’' -]{0,40}?[’']s?)"
_IN_VIEW = re.compile(
    rf"\b[Ii]n {_OWNER} (?:view|opinion|words|judgement|judgment|telling)\b"
    r"|\b[Ii]n the (?:view|opinion|words|judgement|judgment|eyes) of\s+(?=\S)"
    rf"|\b[Bb]y {_OWNER} (?:own )?(?:account|admission|reckoning|telling)\b"
)
_OF_VIEW = {"words": "statement", "telling": "statement", "account": "statement", "admission": "confirmation"}


def in_view(doc: Doc) -> Iterator[Draft]:
    """ "In his view", "in the words of", "by its own account": somebody's opinion or wording."""
    text = text_of(doc)
    for found in _IN_VIEW.finditer(text):
        kind = next((kind for word, kind in _OF_VIEW.items() if word in found.group().split()), "opinion")
        first = token_at(doc, found.start())
        noun = token_at(doc, found.end() - 1) if not found.group().rstrip().endswith(" of") else None
        if noun is not None:
            owners = [child for child in noun.children if child.dep_ == "poss"]
            owner = owners[0] if owners else first.nbor(1)
        else:
            owner = token_at(doc, found.end())
            while owner.dep_ in ("det", "compound", "amod", "poss", "nummod") and owner.head.i > owner.i:
                owner = owner.head
        sent = sentence_of(first)
        if found.group()[1] == "y" and owner.lower_ in ("its", "their", "his", "her"):
            # "by its own account, the army lost": whoever the sentence is about
            owner = next((child for child in sent.root.children if child.dep_ in ("nsubj", "nsubjpass")), owner)
        before = trimmed(text, sent.start_char, found.start())
        after = trimmed(text, found.end(), sent.end_char)
        content = (before[0] if before[1] - before[0] > 3 else after[0], max(after[1], before[1]))
        yield Draft(found.start(), found.end(), source(owner), content, kind, "in-view")


_PER = re.compile(r"(?:^|(?<=[.!?\n] )|(?<=, ))[Pp]er (?=the [a-z]|[A-Z])", re.MULTILINE)


def per(doc: Doc) -> Iterator[Draft]:
    """ "Per the ministry": whoever is the authority."""
    text = text_of(doc)
    for found in _PER.finditer(text):
        cue = token_at(doc, found.start())
        named = [child for child in cue.children if child.dep_ == "pobj"]
        if not named or not (can_speak(named[0], "speaker") or mention_at(doc, named[0].idx)):
            continue  # "per the contract", "Per Gessle"
        who, sent = source(named[0]), sentence_of(cue)
        before = trimmed(text, sent.start_char, found.start())
        after = trimmed(text, who.end, sent.end_char)
        content = before if before[1] - before[0] > 3 else after
        yield Draft(cue.idx, cue.idx + len(cue.text), who, content, "statement", "per")


_NO_WORD = re.compile(
    r"\b[Tt]here (?:is|was|has been|have been|were|are)(?: \w+){0,4}? no (?:\w+ )?(?:confirmation|word|comment|indication|official statement|immediate reaction)\b"
)


def no_word(doc: Doc) -> Iterator[Draft]:
    """There is no word, no confirmation or no comment of something."""
    text = text_of(doc)
    for found in _NO_WORD.finditer(text):
        sent = sentence_of(token_at(doc, found.start()))
        yield Draft(
            found.start(), found.end(), None, trimmed(text, found.end(), sent.end_char), "non-confirmation", "no-word"
        )


RULES = {"according-to": according_to, "hearsay": hearsay, "in-view": in_view, "per": per, "no-word": no_word}
