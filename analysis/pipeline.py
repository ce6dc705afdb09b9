"""Build the spaCy pipeline, and turn articles into parsed docs."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, cast

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from analysis import sentence_component  # noqa: F401  registers it
from analysis.arithmetic import quicken
from analysis.entities import Entities
from analysis.errors import ModelError
from analysis.forms import Forms
from analysis.models import verified
from analysis.trees import Trees

AT_ONCE = 64  # articles parsed at once, at most
CHARACTERS = 50_000  # of articles parsed at once
FORMS = 400_000  # word forms that a loaded pipeline may have seen: it never gives back what each of them takes
# the model's own take four hundred bytes a word, and no rule reads them
NO_NUMBERS: Any = np.zeros((0, 0), dtype=np.float32)
NEEDED = ("tagger", "parser", "attribute_ruler", "lemmatizer", "ner")


class Article(NamedTuple):
    """What extraction knows of a document beside its text."""

    doc_id: str
    text: str
    title: str | None = None
    published: datetime.date | None = None
    publisher: str | None = None


_loaded: dict[str, Language] = {}


def load(model: str | None = None) -> Language:
    """The spaCy pipeline `model`, with our sentence boundaries set before its parser, and quickened.

    It is loaded once, and anew after so many word forms that its memory of them would matter.

    Raises:
        ModelError: the model is not installed, has other weights than those pinned, or lacks a component that extraction needs.
    """
    name = verified(model).name
    if name not in _loaded or len(_loaded[name].vocab) > FORMS:
        _loaded.pop(name, None)
        nlp = plain(model)
        quicken(nlp)
        _quicken_components(nlp)
        _loaded[name] = nlp
    return _loaded[name]


def plain(model: str | None = None) -> Language:
    """The spaCy pipeline `model` as its makers built it, with our sentence boundaries set before its parser.

    It gives the same as `load`, in more time: what `load` is checked against.

    Raises:
        ModelError: the model is not installed, has other weights than those pinned, or lacks a component that extraction needs.
    """
    found = verified(model)
    name = found.name
    try:
        # by the folder of its weights, so that no code of the package runs; one that was named may need its own
        nlp = spacy.load(found.data if model is None else name)
    except Exception as fault:  # a damaged model makes whatever reads its parts stumble
        said = " ".join(str(fault).split()) or type(fault).__name__
        raise ModelError(f"the spaCy model {name!r} cannot be loaded: {said[:300]}") from None
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
    _replace(nlp, "pactwatch_trees", "parser")
    names = nlp.pipe_names
    if names.index("lemmatizer") == names.index("attribute_ruler") + 1:
        _replace(nlp, "pactwatch_forms", "attribute_ruler", "lemmatizer")
    _replace(nlp, "pactwatch_entities", "ner")


def _replace(nlp: Language, quick: str, *slow: str) -> None:
    component = cast("Forms | Entities | Trees", nlp.add_pipe(quick, after=slow[-1]))
    if component.stand_for(*(nlp.get_pipe(name) for name in slow)):
        for name in slow:
            nlp.remove_pipe(name)
    else:
        nlp.remove_pipe(quick)


def read(articles: Iterable[Article], nlp: Language, *, batch_size: int = AT_ONCE) -> Iterator[tuple[Article, Doc]]:
    """Each article with its parsed doc, in the order given."""
    for batch in _batches(articles, batch_size):
        docs = nlp.pipe((article.text for article in batch), batch_size=len(batch))
        for article, doc in zip(batch, docs, strict=True):
            doc.tensor = NO_NUMBERS
            yield article, doc


def _batches(articles: Iterable[Article], most: int) -> Iterator[list[Article]]:
    """Articles to parse at once: the model's numbers for all of their words are in memory together."""
    batch: list[Article] = []
    characters = 0
    for article in articles:
        if batch and (len(batch) >= most or characters + len(article.text) > CHARACTERS):
            yield batch
            batch, characters = [], 0
        batch.append(article)
        characters += len(article.text)
    if batch:
        yield batch
