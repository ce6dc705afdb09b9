"""What is said: the clause, the object or the quotation that a cue reports."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from analysis.extract.claims.grammar import SUBJECTS, extent, hull, trimmed
from analysis.extract.claims.quotations import Quotation, quotation_at, quotations, quotations_between, sentence_like
from analysis.extract.places import sentence_at, sentence_spans, text_of

_BETWEEN_VERB_AND_QUOTE = re.compile(r"[^“\"\n;.!?]{0,120}?(?:[,:―—–]|\bthat|\bas|\bhow|\bwhether)?\s*$")
_CLAUSE_OPENERS = frozenset(["that", "whether", "how", "why", "if", "what"])


def sentence_of(token: Token) -> Span:
    """The sentence around the token, by our own boundaries."""
    return sentence_spans(token.doc)[sentence_at(token.doc, token.idx)]


def clause_after(verb: Token) -> tuple[int, int] | None:
    """The reported clause that follows the verb: what the parser hangs on it, else what "that" opens."""
    for child in verb.rights:
        if child.dep_ == "ccomp" or (child.dep_ == "xcomp" and any(c.dep_ in SUBJECTS for c in child.children)):
            return to_sentence_end(verb, extent(child))
    sent = sentence_of(verb)
    for token in verb.doc[verb.i + 1 : min(verb.i + 10, sent.end)]:
        if token.lower_ in _CLAUSE_OPENERS and token.tag_ in ("IN", "WRB", "WP", "WDT"):
            return trimmed(text_of(verb.doc), token.idx, sent.end_char)
        if token.is_punct or token.pos_ == "VERB":
            break
    return None


def to_sentence_end(verb: Token, span: tuple[int, int]) -> tuple[int, int]:
    """The span stretched over a quotation that it breaks off in."""
    inside = quotation_at(verb.doc, max(span[0], span[1] - 1))
    if inside is not None and inside.start > verb.idx and inside.end > span[1]:
        return span[0], inside.end
    return span


def quotation_before(doc_text_at: Token, at: int) -> Quotation | None:
    """The quotation that ends right before the character `at` (the start of "said X" or "X said")."""
    doc = doc_text_at.doc
    before = text_of(doc)[:at].rstrip()
    if not before:
        return None
    if before[-1] in ",—–-―":
        before = before[:-1].rstrip()
    if not before or before[-1] not in "”\"'’»":
        return None
    held = quotation_at(doc, len(before) - 1)
    return held if held is not None and held.end >= len(before) else None


def quotation_after(verb: Token, *, reach: int = 130) -> Quotation | None:
    """The quotation that the verb leads up to: `said: "…`, `said on Monday that "…`."""
    doc = verb.doc
    end = verb.idx + len(verb.text)
    limit = max(sentence_of(verb).end_char, end) + 6
    for span in quotations_between(doc, end, min(limit, end + reach)):
        if _BETWEEN_VERB_AND_QUOTE.fullmatch(text_of(doc)[end : span.start]) and (
            sentence_like(text_of(doc), span) or not text_of(doc)[end : span.start].strip()
        ):
            return span
        return None
    return None


def continued(verb: Token, content: tuple[int, int], *, after: int) -> tuple[int, int]:
    """A quotation with the wholly quoted sentences that follow it and have no cue of their own."""
    doc, text = verb.doc, text_of(verb.doc)
    end = max(content[1], after)
    stop = text.find("\n", end)
    rest = text[end : stop if stop >= 0 else len(text)]
    for span in quotations(doc):
        if span.start < end:
            continue
        between = text[end : span.start]
        # the rest of the cue's own sentence may stand between ("he said on Monday.")
        if len(between) > 160 or between.count("\n\n") > 1 or re.search(r"[.!?]\s+\S", between.strip()[:-1] or ""):
            break
        if between.strip() and not re.search(r"[.,:—–―][\s]*$", between):
            break
        tail = text[span.end : span.end + 60].split("\n")[0].strip()
        own_cue = text[span.end - 2 : span.end - 1] == "," or (
            re.match(r"[a-zA-Z]", tail) and text[span.end - 2 : span.end - 1] not in ".!?"
        )
        if own_cue or _asks_own_cue(tail):
            break
        content = (content[0], span.end)
        end = span.end
    del rest
    return content


_OWN_CUE = re.compile(
    r"(?:(?:he|she|they|it|I)\b|\w+ (?:said|says|added|asked|told|wrote)\b|(?:said|says|added|asked|wrote)\b)"
)


def _asks_own_cue(tail: str) -> bool:
    return bool(_OWN_CUE.match(tail)) and bool(re.search(r"\b(?:said|says|added|asked|told|wrote|noted)\b", tail))


def beside(verb: Token, cue: tuple[int, int], source: tuple[int, int] | None) -> tuple[int, int] | None:
    """The clause that a parenthetical cue stands beside: before "he said", or around it."""
    sent = sentence_of(verb)
    text = text_of(verb.doc)
    left = min(cue[0], source[0]) if source and source[1] > sent.start_char else cue[0]
    right = max(cue[1], source[1]) if source else cue[1]
    before = trimmed(text, sent.start_char, left)
    after_text = text[right : sent.end_char]
    comma_before = text[:left].rstrip()[-1:] in ",—–-―”\"’'"
    if before[1] - before[0] < 4 or not comma_before:
        return None
    resumed = re.match(r"[^,“\"]{0,80},\s*(?=\S)", after_text)
    if (
        resumed
        and len(after_text[resumed.end() :].split()) >= 3
        and not re.match(
            r"(?:who|which|whose|where|adding|citing|referring|speaking|after|as|while|when|but|and|saying|noting|according|in|on|at|during|the|a|an|head|director|president|chief|senior)\b",
            after_text[resumed.end() :],
        )
    ):
        return hull(before, trimmed(text, right + resumed.end(), sent.end_char))
    return before


def remainder(verb: Token, cue: tuple[int, int], source: tuple[int, int] | None) -> tuple[int, int] | None:
    """What is left of the sentence after the cue: where the parser lost the reported clause."""
    sent = sentence_of(verb)
    right = max(cue[1], source[1]) if source and source[0] >= cue[1] else cue[1]
    span = trimmed(text_of(verb.doc), right, sent.end_char)
    return span if span[1] - span[0] >= 8 else None
