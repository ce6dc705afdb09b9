"""One piece of work: from a batch of documents to a part with their rows, in whatever process or machine.

A part has one row a document: its key, and the rows of each table as a list. All that a row depends on is in the
key: the text, and what extraction knows beside it. The path of a file is not, so that a moved file costs nothing.
"""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from analysis import dependence, reuse, tables
from analysis.corpus.article import Document
from analysis.errors import PactwatchError
from analysis.kept import Shelf
from analysis.places import FAULT, KEY
from analysis.steps import EVERY, STEPS

KIND = "rows"
TABLES = tuple(step.name for step in STEPS)
SCHEMA = pa.schema(
    [pa.field(KEY, pa.string()), pa.field("n_tokens", pa.int64()), pa.field(FAULT, pa.string())]
    + [pa.field(name, pa.list_(pa.struct(list(tables.contract(name))))) for name in TABLES]
)


def key(document: Document) -> str:
    """Digest of all that the rows of a document depend on, beside code, vocabulary and model."""
    parts = (document.doc_id, document.title, document.published, document.source)
    return hashlib.sha256(repr(tuple(map(str, parts))).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def digests(model: str | None) -> dict[str, str]:
    """Of each step a digest of the code, vocabulary and model that it reaches, with the versions of the libraries that parse."""
    return {step.name: dependence.digest((step.module, *EVERY), model) for step in STEPS}


def digest(model: str | None) -> str:
    """Digest of all that the rows of a document depend on, beside the document."""
    return dependence.joined(digests(model).values())


def work(
    documents: Sequence[Document],
    model: str | None,
    place: str,
    expected: str,
    parses: bool = False,
    parts: Sequence[reuse.Part] = (),
) -> tuple[str, list[str]]:
    """Read the documents and keep the part; gives its name and the keys in it.

    Args:
        documents: the batch.
        model: as for `pipeline.load`.
        place: where shelves stand.
        expected: digest of whoever asked: another one here means other code, vocabulary or model.
        parses: whether what the model parsed is kept as well.
        parts: of other shelves, with what was found in the documents before.
    """
    if (mine := digest(model)) != expected:
        raise PactwatchError(
            f"a worker has another version of code, vocabulary or model ({mine[:8]} in place of {expected[:8]}); install the "
            "same on every machine"
        )
    part = read(documents, model, place if parses else None, reuse.known(place, KIND, parts, SCHEMA))
    return Shelf(place, KIND, expected, SCHEMA).put(part), part[KEY].to_pylist()


def read(
    documents: Sequence[Document],
    model: str | None,
    parses: str | None = None,
    before: Mapping[str, Sequence[reuse.Before]] | None = None,
) -> pa.Table:
    """The part of the documents, in their order; parsed docs are kept under `parses`, and what holds of `before` is taken.

    A document over which an extractor stumbles has no rows, and the fault in words: the others go on without it.
    """
    from analysis import parsed, pipeline  # bring spaCy
    from analysis.annotate import annotate
    from analysis.rows import rows

    nlp = pipeline.load(model)
    articles = [
        pipeline.Article(each.doc_id, each.text, each.title, each.published, each.source) for each in documents
    ]
    by = digests(model)
    schema = SCHEMA.with_metadata(by)
    columns: dict[str, list[Any]] = {name: [] for name in SCHEMA.names}
    docs = parsed.docs(articles, nlp, parsed.shelf(parses, model) if parses else None)
    for document, article, doc in zip(documents, articles, docs, strict=True):
        mine = key(document)
        past = (before or {}).get(mine)
        fault = None
        try:
            found = rows(document, annotate(doc, article, reuse.Through(by, past) if past else None))
        except MemoryError:
            raise
        except Exception as stumbled:
            fault = f"{type(stumbled).__name__}: {str(stumbled)[:200]!r}, {_where(stumbled)}"
            found = {"documents": [{"n_tokens": None}]} | {name: [] for name in TABLES}
        doc.user_data.clear()  # records know their doc, and it knows them: without this both would stay a while
        columns[KEY].append(mine)
        columns["n_tokens"].append(found["documents"][0]["n_tokens"])
        columns[FAULT].append(fault)
        for name in TABLES:
            columns[name].append(found[name])
    return pa.table({name: pa.array(columns[name], schema.field(name).type) for name in schema.names}, schema=schema)


def _where(fault: Exception) -> str:
    """The last place in our own code that the fault passed."""
    ours = [frame for frame in traceback.extract_tb(fault.__traceback__) if "analysis" in Path(frame.filename).parts]
    return f"in {Path(ours[-1].filename).name}, line {ours[-1].lineno}" if ours else "outside our code"


def table(part: pa.Table, name: str) -> pa.Table:
    """The rows of one table in a part, under its contract."""
    schema = tables.contract(name)
    column = part[name].combine_chunks()
    if isinstance(column, pa.ChunkedArray):
        column = pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)
    rows = column.flatten()
    return (
        pa.Table.from_arrays([rows.field(at) for at in range(len(schema))], schema=schema)
        if len(rows)
        else schema.empty_table()
    )
