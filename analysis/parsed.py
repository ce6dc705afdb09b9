"""Docs as the model parsed them, kept by their text: a changed vocabulary or rule reads them again, and parses nothing.

A kept doc takes some 17 bytes a token on disk, three times the bytes of its article. Kept in folders alone: whoever
shares a URL would read all of it to learn what is there.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from analysis import dependence
from analysis.errors import OutputError
from analysis.kept import Shelf
from analysis.places import KEY

if TYPE_CHECKING:  # who asks for the digest needs no spaCy
    from spacy.language import Language
    from spacy.tokens import Doc

    from analysis.pipeline import Article

KIND = "parsed"
SCHEMA = pa.schema([pa.field(KEY, pa.string()), pa.field("doc", pa.binary())])
_LEFT_OUT = ["tensor", "user_data"]  # the model's numbers, which no rule reads; what annotating adds


@cache
def shelf(place: str, model: str | None) -> Shelf:
    """The shelf of parsed docs, looked at once a process."""
    found = Shelf(place, KIND, dependence.digest(("analysis.pipeline", "analysis.parsed"), model), SCHEMA)
    found.look()
    return found


def docs(articles: Sequence[Article], nlp: Language, shelf: Shelf | None) -> Iterator[Doc]:
    """The doc of each article, in their order: kept ones read again, others parsed and kept."""
    from analysis import pipeline

    if shelf is None:
        yield from (doc for _, doc in pipeline.read(articles, nlp))
        return
    known = _known([article for article in articles if article.doc_id in shelf], nlp, shelf)
    lacking = [article for article in articles if article.doc_id not in known]
    fresh = {article.doc_id: doc for article, doc in pipeline.read(lacking, nlp)}
    if fresh:
        columns = [list(fresh), [doc.to_bytes(exclude=_LEFT_OUT) for doc in fresh.values()]]
        part = pa.table(
            [pa.array(column, field.type) for column, field in zip(columns, SCHEMA, strict=True)], schema=SCHEMA
        )
        with contextlib.suppress(OutputError):  # it is a spare; what cannot do without room says so
            shelf.took(shelf.put(part), list(fresh))
    for article in articles:
        found = fresh if article.doc_id in fresh else known
        yield found.pop(article.doc_id)  # its reader alone holds it now


def _known(articles: Sequence[Article], nlp: Language, shelf: Shelf) -> dict[str, Doc]:
    """The kept docs; without those of a part that can no longer be read, or that holds another thing."""
    from spacy.tokens import Doc

    found: dict[str, Doc] = {}
    for article in articles:
        # bytes that somebody else may have put there make spaCy stumble anywhere
        with contextlib.suppress(Exception):
            for piece in shelf.rows([article.doc_id]):
                doc = Doc(nlp.vocab).from_bytes(piece["doc"][0].as_py(), exclude=_LEFT_OUT)
                if sound(doc, article.text):
                    found[article.doc_id] = doc
    return found


def sound(doc: Doc, text: str) -> bool:
    """Whether a doc is one of this text whose trees end in a root and whose tags have names: rules then come to an end."""
    from spacy import attrs

    if doc.text != text:
        return False
    if not len(doc):
        return True
    values: Any = doc.to_array([attrs.TAG, attrs.DEP, attrs.LEMMA, attrs.MORPH, attrs.ENT_TYPE, attrs.SENT_START])
    # each word has a tag and a relation, the first begins a sentence
    if not (values[:, :2].all() and values[0, -1] == 1):
        return False
    strings: Any = doc.vocab.strings
    if any(int(name) not in strings for name in np.unique(values[:, :-1]) if name):
        return False
    heads = np.arange(len(doc)) + doc.to_array([attrs.HEAD]).astype(np.int64)
    roots = heads == np.arange(len(doc))
    for _ in range(len(doc).bit_length()):
        heads = heads[heads]  # twice as far up each time
    return bool(roots[heads].all())
