"""Tokens that a rule has to look at: found by one comparison of numbers over the doc, not by a loop over its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from spacy.attrs import LEMMA, LOWER
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from analysis.extract.places import sentence_at, sentence_spans

LONGEST_SENTENCE = 500  # tokens; a longer one is a table or a list, and no parser reads it


def hashes(words: Iterable[str]) -> np.ndarray:
    """The words as spaCy numbers strings, sorted; in any vocabulary the same."""
    return np.array(sorted(get_string_id(word) for word in words), dtype=np.uint64)


def with_lemma(doc: Doc, wanted: np.ndarray) -> Iterator[Token]:
    """The tokens with one of the lemmas, in order."""
    return _tokens(doc, LEMMA, wanted)


def with_form(doc: Doc, wanted: np.ndarray) -> Iterator[Token]:
    """The tokens with one of the lower-case forms, in order."""
    return _tokens(doc, LOWER, wanted)


def _tokens(doc: Doc, attribute: int, wanted: np.ndarray) -> Iterator[Token]:
    here = doc.to_array(attribute).astype(np.uint64)
    places = np.minimum(np.searchsorted(wanted, here), len(wanted) - 1)  # they are sorted: quicker than `np.isin`
    for index in np.flatnonzero(wanted[places] == here).tolist():
        token = doc[index]
        if len(sentence_spans(doc)[sentence_at(doc, token.idx)]) <= LONGEST_SENTENCE:
            yield token
