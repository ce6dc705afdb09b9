"""The sentences of a text as a component of spaCy; it stands apart, since whoever writes a page needs no spaCy."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from analysis.sentences import starts

if TYPE_CHECKING:
    from thinc.types import Ints2d

# words and marks of a sentence: a longer one is divided, since work on a sentence grows faster than its length; a
# thousand are five times as many as the longest sentences of news have
LONGEST = 1_000


@Language.component("pactwatch_sentences")
def set_sentence_starts(doc: Doc) -> Doc:
    """spaCy component: fix every token's `is_sent_start` so that the parser keeps to it."""
    wanted = sorted(set(starts(doc.text)))
    marks = np.full(len(doc), -1, dtype=np.int64)  # spaCy's words for "starts no sentence"
    at = opened = 0
    for token in doc:
        begins = token.i == 0
        while at < len(wanted) and wanted[at] < token.idx + len(token.text):
            # a boundary inside white space belongs to the next word; inside a word it is no boundary
            begins = begins or token.idx >= wanted[at] or not token.text[: wanted[at] - token.idx].strip()
            at += 1
        if token.is_space and token.i:
            begins, carried = False, begins
            if carried:
                at -= 1  # white space never opens a sentence: the next word does
        elif token.i - opened >= LONGEST:
            begins = True
        if begins:
            marks[token.i] = 1
            opened = token.i
    if len(doc):  # all at once: setting them one by one asks the doc for its parse each time
        doc.from_array([SENT_START], cast("Ints2d", marks.astype(np.uint64).reshape(-1, 1)))
    return doc
