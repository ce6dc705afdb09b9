"""The time a document takes is bounded: by the bounds on its size, and because work grows with it and no faster."""

from __future__ import annotations

import time

import pytest
from spacy.language import Language

from analysis import work
from analysis.corpus.article import Document, doc_id
from analysis.sentence_component import LONGEST

WORDS = 2_500  # of the short text; the long one has four times as many
# shapes that could drive a part of the extraction into work that grows with the square of a sentence or of the text
SHAPES = {
    "one sentence of partners": "Russia and North Korea signed an agreement on trade with Iran and ",
    "quotation after quotation": '"We met Putin," Russia said. ',
    "a paragraph a word": "Russia\n\n",
    "one-letter words": "a ",
    "one surname with hyphens": "Putin-",
}


def seconds(unit: str, words: int) -> float:
    """Seconds of the processor for a text of so many words and marks."""
    text = unit * (words // len(unit.replace(",", " ,").replace('"', ' " ').replace("-", " - ").split()))
    document = Document(doc_id(text), "a.txt", None, text, None, None, None, None, "en")
    begun = time.process_time()
    work.read([document], None)
    return time.process_time() - begun


@pytest.mark.parametrize("shape", SHAPES)
def test_four_times_the_text_takes_about_four_times_as_long(shape: str) -> None:
    seconds(SHAPES[shape], 100)  # what is computed once
    short = min(seconds(SHAPES[shape], WORDS) for _ in range(2))
    assert seconds(SHAPES[shape], 4 * WORDS) <= 7 * short


def test_no_sentence_is_longer_than_the_bound(nlp: Language) -> None:
    doc = nlp("word " * (3 * LONGEST) + "end. Then another.")
    lengths = [len(sentence) for sentence in doc.sents]
    assert lengths == [LONGEST, LONGEST, LONGEST, 2, 3]
    assert [sentence.text for sentence in doc.sents][-2:] == ["end.", "Then another."]
