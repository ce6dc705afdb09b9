"""The extraction run: corpus → docs → records → tables, streamed, each document computed once.

Documents are written to a spool as they are read. Those that were never read by this code, vocabulary and model go in
batches to whoever does the work, and come back as parts that are kept; from the parts the tables are put together, in
the order of the corpus. So memory stays flat, a second run computes what is new, and a run that was killed goes on
where it stopped, with the same bytes in the end.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from analysis import again, corpus, corrections, dependence, kept, parsed, reuse, store, tables, vocabulary, workers
from analysis.assemble import assemble
from analysis.corpus.article import Document
from analysis.errors import OutputError
from analysis.models import chosen, unpinned, verified
from analysis.places import Files
from analysis.spool import Spool
from analysis.work import KIND, SCHEMA, digest, digests, key, work

Progress = Callable[[int, int], None]  # documents done, documents to do

BATCH_DOCUMENTS = 64  # documents of a piece of work
BATCH_CHARACTERS = 150_000  # of a piece of work, about: a few seconds
ALONE = 500_000  # characters that one process reads before several would have been loaded
# characters read in another process even if it is one: what reading took is free again for the tables
APART = 4_000_000


class Way(NamedTuple):
    """How the work is done; no choice here changes a table.

    Attributes:
        processes: processes that share the work; None takes one a core, and this one alone where there is little to do.
        scheduler: address of a Dask scheduler whose workers do the work instead.
        cache: folder or URL where results are kept; None takes the user's cache folder, "" keeps nothing.
    """

    processes: int | None = None
    scheduler: str | None = None
    cache: str | Path | None = None


def write(
    folder: str | Path,
    out: str | Path,
    *,
    model: str | None = None,
    progress: Progress | None = None,
    way: Way | None = None,
) -> dict[str, Any]:
    """Extract `folder` into the folder `out`, whole or not at all; returns what `run.json` says.

    Args:
        folder: folder (or file) with the articles.
        out: folder for the tables.
        model: an installed spaCy pipeline; None takes the pinned one.
        progress: called with documents done and documents to do.
        way: how the work is done.
    """
    with store.replacing(out) as fresh:
        run = _run(folder, fresh, model, progress, way or Way())
        store.write_json(fresh / store.MARKER, run)
    return run


def extract(
    folder: str | Path, *, model: str | None = None, progress: Progress | None = None, way: Way | None = None
) -> tuple[dict[str, pa.Table], dict[str, Any]]:
    """Every table of SCHEMA.md for the corpus `folder`, and what `run.json` says of the run; nothing is left on disk.

    Args:
        folder: folder (or file) with the articles.
        model: an installed spaCy pipeline; None takes the pinned one.
        progress: called with documents done and documents to do.
        way: how the work is done.
    """
    with tempfile.TemporaryDirectory(prefix="pactwatch-") as scratch:
        run = _run(folder, Path(scratch), model, progress, way or Way())
        data = {name: pq.read_table(Path(scratch) / f"{name}.parquet", memory_map=False) for name in tables.CONTRACTS}
    return data, run


def _run(folder: str | Path, fresh: Path, model: str | None, progress: Progress | None, way: Way) -> dict[str, Any]:
    begun = time.monotonic()
    workers.check_processes(way.processes)
    corpus.files(folder)  # says at once where there is no such corpus
    about = _about(folder, model)  # now: somebody may add to the corrections meanwhile
    corrected = corrections.load(folder)  # first: a broken file stops the run before any work
    verified(model)  # says at once where it is not what was pinned
    scratch = fresh / ".work"
    scratch.mkdir()
    place = _place(way, scratch)
    # where whole runs and parsed docs are kept
    home = None if "://" in place or place.startswith(str(scratch)) else Path(place)
    whole = _whole(folder, model) if home else None
    run = again.recall(home, whole, fresh) if home and whole else None
    if run is not None and progress:
        progress(run["counts"]["documents"], run["counts"]["documents"])
    if run is None:
        run = about | _computed(
            folder, fresh, scratch, place, model, corrected, progress, way, parses=home is not None
        )
        shutil.rmtree(scratch)
        if home and whole and _whole(folder, model) == whole:  # nothing changed while it was read
            again.keep(home, whole, fresh, run)
    shutil.rmtree(scratch, ignore_errors=True)
    return {**run, "seconds": round(time.monotonic() - begun, 3)}


def _whole(folder: str | Path, model: str | None) -> str | None:
    """Digest of all that a run depends on."""
    parts = (str(model), *(str(value) for value in _about(folder, model, digest=True).values()))
    return again.digest(corpus.files(folder), [corrections.place(folder)], *parts)


def _about(folder: str | Path, model: str | None, *, digest: bool = False) -> dict[str, Any]:
    """By what a run was made."""
    asked = chosen(model)
    about = {
        "version": package_version(),
        "contract": tables.VERSION,
        "model": {"name": f"{asked.meta.get('lang')}_{asked.meta.get('name')}", "version": asked.meta.get("version")},
        "weights": "not pinned" if unpinned(asked.data) else "pinned",
        "parameters": {"model": model},
        "vocabulary_digest": vocabulary.digest(),
        "code_digest": code_digest(),
        "corrections_digest": file_digest(corrections.place(folder)),
    }
    return about | ({"model_digest": dependence.model_digest(str(asked.place))} if digest else {})


def _computed(
    folder: str | Path,
    fresh: Path,
    scratch: Path,
    place: str,
    model: str | None,
    corrected: list[corrections.Correction],
    progress: Progress | None,
    way: Way,
    *,
    parses: bool,
) -> dict[str, Any]:
    """Read, compute what is not kept, and write every table into `fresh`; gives counts and the digest of the corpus."""
    expected = digest(model)
    shelf = kept.Shelf(place, KIND, expected, SCHEMA)
    shelf.look()
    spool = Spool(scratch / "documents.arrows", key)
    rejected, ids, waiting = [], [], _Waiting()
    with _at_work(way) as do:
        for item in corpus.read(folder):
            if isinstance(item, Document):
                ids.append(item.doc_id)
                if spool.add(item) not in shelf:
                    waiting.count(item)
            else:
                rejected.append(item._asdict())
        spool.close()
        done = spool.count - waiting.documents
        if progress:
            progress(done, spool.count)
        pieces = _pieces(spool, shelf, expected, model, parses)
        for name, keys in do(pieces, waiting.characters) if waiting.documents else ():
            shelf.took(name, keys)
            done += len(keys)
            if progress:
                progress(done, spool.count)
    from analysis.extract.gazetteer import wikidata  # brings spaCy, which a run that is recalled does without

    counts = assemble(fresh, spool, shelf, rejected, corrected, wikidata, place if parses else None)
    shelf.tidy()
    if parses and waiting.documents:
        parsed.shelf.cache_clear()  # other processes put parts there
        parsed.shelf(place, model).tidy()
    return {"corpus_digest": hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest(), "counts": counts}


class _Waiting:
    """How much there is to compute."""

    def __init__(self) -> None:
        self.documents = self.characters = 0

    def count(self, document: Document) -> None:
        self.documents += 1
        self.characters += len(document.text)


def _place(way: Way, scratch: Path) -> str:
    """Where shelves stand; where the user's own cache folder cannot be written, a place for this run alone."""
    if way.scheduler is not None and not (way.cache or (way.cache is None and kept.named())):
        raise OutputError(
            "a cluster needs a place that all its workers see: name one with --cache, a shared folder or a URL"
        )
    place = kept.root(way.cache) if way.cache != "" else str(scratch / "kept")
    if way.cache is None and "://" not in place and not Files(Path(place) / KIND).writable():
        place = str(scratch / "kept")
    return place if "://" in place else os.path.abspath(place)  # a worker may be in another folder


def _pieces(
    spool: Spool, shelf: kept.Shelf, expected: str, model: str | None, parses: bool
) -> Iterator[tuple[Any, ...]]:
    """The documents that are not on the shelf as pieces of work, each with the parts in which something may still hold."""
    others = reuse.Others(shelf, digests(model))
    for batch in _batches(spool.documents(lambda each: each not in shelf)):
        yield batch, model, shelf.place, expected, parses, others.parts(map(key, batch))


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    characters = 0
    for document in documents:
        batch.append(document)
        characters += len(document.text)
        if len(batch) >= BATCH_DOCUMENTS or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


@contextlib.contextmanager
def _at_work(way: Way) -> Iterator[Callable[[Iterable[tuple[Any, ...]], int], Iterator[tuple[str, list[str]]]]]:
    """What does the pieces, of so many characters; a cluster is asked before anything is read, since it may not answer."""
    if way.scheduler is not None:
        from analysis.cluster import connected

        with connected(way.scheduler) as do:
            yield lambda pieces, _: do(work, pieces)
    else:

        def share(pieces: Iterable[tuple[Any, ...]], characters: int) -> Iterator[tuple[str, list[str]]]:
            count = way.processes or (workers.cores() if characters > ALONE else 1)
            apart = count > 1 or characters > APART
            return workers.processes(work, pieces, count) if apart else workers.here(work, pieces)

        yield share


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
