"""The memory that a long document takes grows by little a word: the model's numbers are computed in pieces."""

from __future__ import annotations

import tracemalloc

import pytest

from analysis import arithmetic, work
from analysis.corpus.article import Document, doc_id

FEW, MANY = 1_000, 4_000  # words, both several pieces
BYTES = 3_000  # of a word more; computed all at once, the numbers alone take 12,000, and the parser's 5,000
NEWS = "Russia imposed sanctions on Iran on 4 May 2023, officials in Moscow said. Norway and Chile signed a pact.\n\n"


def peak(words: int) -> int:
    """Most bytes held at a time while a document of so many words is read."""
    text = NEWS * (words // 22)
    document = Document(doc_id(text), "a.txt", None, text, None, None, None, None, "en")
    tracemalloc.start()
    try:
        work.read([document], None)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_word_more_takes_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    peak(100)  # what is loaded once
    monkeypatch.setattr(arithmetic, "PIECE", 250)
    assert (peak(MANY) - peak(FEW)) / (MANY - FEW) < BYTES
