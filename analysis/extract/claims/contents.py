"""What is said: the clause, the object or the quotation that a cue reports."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span, Token

from analysis.extract.claims.grammar import SUBJECTS, core_extent, hull, is_verb, trimmed
from analysis.extract.claims.quotations import (
    Quotation,
    quotation_at,
    quotations_between,
    sentence_like,
)
from analysis.extract.places import sentence_at, sentence_spans, text_of

_BETWEEN_VERB_AND_QUOTE = re.compile(r"[^“\"\n;.!?]{0,120}?\s*")
_CLAUSE_OPENERS = frozenset(["that", "whether", "how", "why", "if", "what"])
_SAID_NEARBY = re.compile(
    r"(?:said|says|asked|told|added|wrote|tweeted|explained|noted|replied|continued|recalled|according to)\b"
)
_ADDING = re.compile(
    r"\b(?:adding|arguing|saying|noting|claiming|suggesting|insisting|stressing|emphasi[sz]ing|warning|explaining|calling|accusing"
    r"|describing|referring|announcing|recalling|quoting|citing)\b"
)
# what may stand after an aside without taking the reported sentence up again: "he said, adding …"
_NOT_RESUMED = re.compile(
    r"(?:who|which|whose|where|\w+ing|after|as|while|when|but|and|according|in|on|at|during|the|a|an|head|director|president"
    r"|chief|senior|spokes\w+|despite|following|before|although|though)\b"
)


def sentence_of(token: Token) -> Span:
    """The sentence around the token, by our own boundaries."""
    return sentence_spans(token.doc)[sentence_at(token.doc, token.idx)]


def clause_after(verb: Token) -> tuple[int, int] | None:
    """The reported clause that follows the verb: what the parser hangs on it, else what "that" opens."""
    for child in verb.rights:
        if child.dep_ == "ccomp" or (child.dep_ == "xcomp" and any(c.dep_ in SUBJECTS for c in child.children)):
            return whole_quotations(verb, core_extent(child))
    sent = sentence_of(verb)
    for token in verb.doc[verb.i + 1 : min(verb.i + 10, sent.end)]:
        if token.lower_ in _CLAUSE_OPENERS and token.tag_ in ("IN", "WRB", "WP", "WDT"):
            if token.lower_ == "that" and token.tag_ == "WDT":
                break
            return trimmed(text_of(verb.doc), token.idx, sent.end_char)
        if token.is_punct or token.pos_ == "VERB":
            break
    return None


def whole_quotations(verb: Token, span: tuple[int, int]) -> tuple[int, int]:
    """The span stretched over a quotation that it breaks off in."""
    inside = quotation_at(verb.doc, max(span[0], span[1] - 1))
    if inside is not None and inside.start > verb.idx and inside.end > span[1]:
        return span[0], inside.end
    return span


def quotation_before(doc: Doc, at: int) -> Quotation | None:
    """The quotation that ends right before the character `at` (the start of "said X" or "X said")."""
    before = text_of(doc)[max(0, at - 12) : at].rstrip()
    if before[-1:] in tuple(",—–-―"):
        before = before[:-1].rstrip()
    if not before or before[-1] not in "”\"'’»":
        return None
    end = max(0, at - 12) + len(before)
    held = quotation_at(doc, end - 1)
    return held if held is not None and end <= held.end <= at else None


def quotation_after(verb: Token, *, reach: int = 130, any_length: bool = False) -> Quotation | None:
    """The quotation that the verb leads up to: `said: "…`, `said on Monday that "…`."""
    doc = verb.doc
    end = verb.idx + len(verb.text)
    limit = max(sentence_of(verb).end_char, end) + 6
    for span in quotations_between(doc, end, min(limit, end + reach)):
        between = text_of(doc)[end : span.start]
        if not _BETWEEN_VERB_AND_QUOTE.fullmatch(between.rstrip().rstrip(":,")) or not (
            any_length or sentence_like(text_of(doc), span) or not between.strip(" ,:")
        ):
            return None
        for token in doc[verb.i + 1 : min(verb.i + 30, len(doc))]:
            if token.idx >= span.start:
                return span
            if is_verb(token) and token.dep_ not in ("amod", "pcomp", "acl"):
                return None  # the quoted words hang on another verb
        return None
    return None


def continued(verb: Token, content: tuple[int, int], *, after: int) -> tuple[int, int]:
    """A quotation with the rest of it: taken up again in the sentence, or in sentences that have no cue of their own."""
    doc, text = verb.doc, text_of(verb.doc)
    end = max(content[1], after)
    own = sentence_at(doc, max(verb.idx, end - 1))
    last = own
    for span in quotations_between(doc, end, end + 4000):
        at = sentence_at(doc, span.start)
        first = sentence_spans(doc)[at].start_char
        if not text[first : span.start].strip():
            if at - last > 1:
                break
        elif not (at == own and content[1] <= verb.idx and span.start - end < 70):
            break  # it belongs to another sentence's words
        if at == own and _ADDING.search(text[end : span.start]):
            break  # "he said, adding that …": what is quoted there is added
        inner_end = text[span.end - 2 : span.end - 1]
        tail = re.split(r"\n|[.!?]\s", text[span.end : span.end + 120], maxsplit=1)[0]
        if tail.strip() and (inner_end == "," or _SAID_NEARBY.search(tail)):
            break  # it has a cue of its own
        end = span.end
        if tail.strip()[:1].islower() and inner_end not in "—-":
            end = max(end, trimmed(text, span.start, sentence_spans(doc)[at].end_char)[1])
        content = (content[0], end)
        last = sentence_at(doc, end - 1)
    return content


def beside(verb: Token, cue: tuple[int, int], source: tuple[int, int] | None) -> tuple[int, int] | None:
    """The clause that a parenthetical cue stands beside: before "he said", or around it."""
    sent = sentence_of(verb)
    text = text_of(verb.doc)
    left = min(cue[0], source[0]) if source and source[1] > sent.start_char else cue[0]
    right = max(cue[1], source[1]) if source else cue[1]
    before = trimmed(text, sent.start_char, left)
    after_text = text[right : sent.end_char]
    if before[1] - before[0] < 4 or text[:left].rstrip()[-1:] not in tuple(",—–-―”\"’'"):
        return None
    resumed = re.match(r"[^,“\"]{0,80}, ", after_text)
    if resumed:
        rest = after_text[resumed.end() :]
        begun = any(token.dep_ in SUBJECTS for token in verb.doc[sent.start : verb.i] if token.idx < before[1])
        if len(rest.split()) >= 3 and (not begun or not _NOT_RESUMED.match(rest)):
            return hull(before, trimmed(text, right + resumed.end(), sent.end_char))
    return before


def around(verb: Token) -> tuple[int, int] | None:
    """The clause that "as the envoy said" hangs on: the sentence before it or after it, whichever says more."""
    sent = sentence_of(verb)
    text = text_of(verb.doc)
    before = trimmed(text, sent.start_char, verb.left_edge.idx)
    after = trimmed(text, verb.right_edge.idx + len(verb.right_edge.text), sent.end_char)
    if min(before[1] - before[0], after[1] - after[0]) > 3:
        begun = any(token.dep_ in SUBJECTS for token in verb.doc[sent.start : verb.left_edge.i])
        return before if begun and before[1] - before[0] > after[1] - after[0] else hull(before, after)
    return before if before[1] - before[0] > after[1] - after[0] else after


def remainder(verb: Token, cue: tuple[int, int], source: tuple[int, int] | None) -> tuple[int, int] | None:
    """What is left of the sentence after the cue: where the parser lost the reported clause."""
    sent = sentence_of(verb)
    text = text_of(verb.doc)
    right = max(cue[1], source[1]) if source and source[0] >= cue[1] else cue[1]
    span = trimmed(text, right, sent.end_char)
    if span[1] - span[0] >= 8:
        return span
    if text[: sent.end_char].rstrip()[-1:] == ":":  # what is said is the next paragraph
        start = sent.end_char + len(text[sent.end_char :]) - len(text[sent.end_char :].lstrip())
        stop = text.find("\n", start)
        following = trimmed(text, start, stop if stop >= 0 else len(text))
        return following if following[1] > following[0] else None
    return None
