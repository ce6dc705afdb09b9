"""Attributes that are remembered by kind of token are those that the model's own ruler sets."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.attrs import DEP, ENT_TYPE, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language

from analysis import pipeline
from analysis.attributes import Attributes
from analysis.corpus import Document, read

ROOT = Path(__file__).resolve().parent.parent
EVERYTHING = [TAG, POS, MORPH, LEMMA, DEP, HEAD, ENT_TYPE]
TEXTS = [
    "He can't say, won't say and ain't gonna say whether they'd have gone.",
    "I told myself: but for her, nothing that anyone did would've been enough.\n\n\tThose were the days.",
    "IT IS WHAT IT IS. Ca n't you see?  Let's go; who's there, whose is it, and what's that?",
    " ",
    "",
    "Mr. Okafor gave it to her, not to us, because she'd asked — though he doesn't know why.",
    "a a a the the these this that those some any each every another both all half such quite",
]


def plain_model() -> Language:
    return spacy.load(next(name for name in pipeline.DEFAULT_MODELS if spacy.util.is_package(name)))


@pytest.fixture(scope="module")
def texts() -> list[str]:
    articles = [item.text for folder in ("seeds", "tests/articles") for item in read(ROOT / folder) if isinstance(item, Document)]  # fmt: skip
    return TEXTS + articles


def test_every_token_gets_what_the_ruler_gives(texts: list[str]) -> None:
    model = plain_model()
    ruler = model.get_pipe("attribute_ruler")
    remembered = Attributes(ruler)  # type: ignore[arg-type]
    earlier = model.pipe_names[: model.pipe_names.index("attribute_ruler")]
    with model.select_pipes(enable=earlier):
        for text in texts:
            ours, theirs = remembered(model(text)), ruler(model(text))
            assert (ours.to_array(EVERYTHING) == theirs.to_array(EVERYTHING)).all(), text
    assert 10 < len(remembered.known) < 3000


def test_a_ruler_with_patterns_of_another_make_does_its_own_work() -> None:
    model = plain_model()
    ruler = model.get_pipe("attribute_ruler")
    ruler.add([[{"ORTH": "Zug"}]], {"POS": "X"})  # type: ignore[attr-defined]
    remembered = Attributes(ruler)  # type: ignore[arg-type]
    with model.select_pipes(disable=["attribute_ruler", "lemmatizer", "ner"]):
        doc = remembered(model("The Zug left."))
    assert doc[1].pos_ == "X"
    assert not remembered.known


def test_the_pipeline_uses_it_in_place_of_the_ruler() -> None:
    names = pipeline.load().pipe_names
    assert "pactwatch_attributes" in names and "attribute_ruler" not in names
