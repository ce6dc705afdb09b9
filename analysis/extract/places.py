"""Where things stand in a doc: sentences by number, tokens by character. Shared by all extractors."""

from __future__ import annotations

from bisect import bisect_right

from spacy.attrs import IDX
from spacy.tokens import Doc, Span, Token


def text_of(doc: Doc) -> str:
    """The doc's text; spaCy puts it together anew at every `doc.text`, which is slow in a loop."""
    cached = doc.user_data.get("text")
    if cached is None:
        cached = doc.user_data["text"] = doc.text
    return cached


def sentence_spans(doc: Doc) -> list[Span]:
    """The sentences in order; computed once per doc."""
    cached = doc.user_data.get("sentence_spans")
    if cached is None:
        cached = list(doc.sents)
        doc.user_data["sentence_spans"] = cached
    return cached


def sentence_at(doc: Doc, char: int) -> int:
    """Number of the sentence that holds the character offset."""
    bounds = doc.user_data.get("sentence_bounds")
    if bounds is None:
        bounds = [span.start_char for span in sentence_spans(doc)]
        doc.user_data["sentence_bounds"] = bounds
    return max(0, bisect_right(bounds, char) - 1)


def evidence(doc: Doc, sentence: int) -> str:
    """Text of the sentence, without the white space around it."""
    return sentence_spans(doc)[sentence].text.strip()


def entities(doc: Doc) -> tuple[Span, ...]:
    """The model's named entities; spaCy walks through the whole doc at every `doc.ents`."""
    cached = doc.user_data.get("entities")
    if cached is None:
        cached = doc.user_data["entities"] = tuple(doc.ents)
    return cached


def token_at(doc: Doc, char: int) -> Token:
    """The token that holds the character offset (the last one before it, where it falls between two)."""
    bounds = doc.user_data.get("token_bounds")
    if bounds is None:
        bounds = doc.to_array(IDX).tolist()
        doc.user_data["token_bounds"] = bounds
    return doc[max(0, bisect_right(bounds, char) - 1)]
