"""The extraction run: corpus → docs → records → tables, in one pass."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from analysis import corpus, corrections, pipeline, store, tables, vocabulary
from analysis.annotate import annotate
from analysis.correct import correct, pairs_by_hand
from analysis.events import events
from analysis.extract.actors import wikidata
from analysis.rows import actor_rows, rows

PER_DOCUMENT = ("documents", "mentions", "claims", "sanctions", "cooperation", "dates")


def extract(
    folder: str | Path, *, model: str | None = None, progress: Callable[[int, int], None] | None = None
) -> tuple[dict[str, pa.Table], dict[str, Any]]:
    """Every table of SCHEMA.md for the corpus `folder`, and what `run.json` says of the run.

    Args:
        folder: folder (or file) with the articles.
        model: an installed spaCy pipeline; None takes the pinned one.
        progress: called with documents done and documents to do.
    """
    begun = time.monotonic()
    articles = corpus.read(folder)  # says at once where there is no such corpus
    corrected = corrections.load(folder)  # first: a broken file stops the run before any work
    documents: list[corpus.Document] = []
    rejected: list[corpus.Rejected] = []
    for item in articles:
        if isinstance(item, corpus.Document):
            documents.append(item)
        else:
            rejected.append(item)
    nlp = pipeline.load(model)
    collected: dict[str, list[dict[str, Any]]] = {name: [] for name in PER_DOCUMENT}
    by_id = {document.doc_id: document for document in documents}
    for done, (article, doc) in enumerate(pipeline.read(_articles(documents), nlp), start=1):
        for name, found in rows(by_id[article.doc_id], annotate(doc, article)).items():
            collected[name] += found
        if progress:
            progress(done, len(documents))
    collected["rejected"] = [item._asdict() for item in rejected]
    correct(collected, corrected)
    collected["actors"] = actor_rows(collected["mentions"], collected["documents"], wikidata)
    collected["events"] = _events(collected)
    data = {name: tables.build(name, collected[name]) for name in tables.CONTRACTS}
    return data, describe(folder, documents, data, nlp, model, time.monotonic() - begun)


def _events(collected: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    def frame(name: str) -> pd.DataFrame:
        return pd.DataFrame(collected[name], columns=tables.contract(name).names)

    together, apart = pairs_by_hand(collected, "join"), pairs_by_hand(collected, "split")
    found = events(frame("cooperation"), frame("actors"), frame("documents"), together=together, apart=apart)
    return store.records(found)


def _articles(documents: list[corpus.Document]) -> Iterator[pipeline.Article]:
    for document in documents:
        yield pipeline.Article(document.doc_id, document.text, document.title, document.published, document.source)


def describe(
    folder: str | Path,
    documents: list[corpus.Document],
    data: dict[str, pa.Table],
    nlp: Any,
    model: str | None,
    seconds: float,
) -> dict[str, Any]:
    """What was run: versions, model, parameters, digests, counts and seconds."""
    digest = hashlib.sha256("\n".join(sorted(document.doc_id for document in documents)).encode()).hexdigest()
    return {
        "version": package_version(),
        "contract": tables.VERSION,
        "model": {"name": f"{nlp.meta['lang']}_{nlp.meta['name']}", "version": nlp.meta["version"]},
        "parameters": {"model": model},
        "corpus_digest": digest,
        "vocabulary_digest": vocabulary.digest(),
        "code_digest": code_digest(),
        "corrections_digest": file_digest(corrections.place(folder)),
        "counts": {name: table.num_rows for name, table in data.items()},
        "seconds": round(seconds, 3),
    }


def code_digest() -> str:
    """SHA-256 over the package's own code: with vocabulary, model and corpus it determines the tables."""
    total = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def file_digest(path: Path) -> str | None:
    """SHA-256 of a file, None where there is none."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None


def package_version() -> str:
    """Version of this package, as installed."""
    try:
        return version("pactwatch")
    except PackageNotFoundError:
        return "0+source"


def write(folder: str | Path, out: str | Path, **options: Any) -> dict[str, Any]:
    """Extract `folder` into the folder `out`, whole or not at all; returns what `run.json` says."""
    with store.replacing(out) as fresh:
        data, run = extract(folder, **options)
        store.write_tables(fresh, data)
        store.write_json(fresh / store.MARKER, run)
    return run
