"""From the parts of a run to its tables: streamed, in the order of the corpus, the same bytes however the work was shared out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from analysis import store, tables
from analysis.cast import Cast
from analysis.concerned import corrected
from analysis.correct import pairs_by_hand
from analysis.corrections import Correction
from analysis.kept import Shelf
from analysis.places import FAULT, KEY
from analysis.spool import Spool
from analysis.work import TABLES, table

if TYPE_CHECKING:  # a run that is recalled does without
    import pandas as pd

Pieces = Iterator[
    dict[str, pa.Table]
]  # rows of `documents` and of every table that a document has, some documents at a time
GROUPING = (
    "cooperation_id", "doc_id", "sentence", "area", "item", "givers", "receivers", "participants", "stage", "polarity",
    "certainty", "source", "date",
)  # fmt: skip
AT_ONCE = 5_000  # rows held as Python's own while they are read


def assemble(
    folder: Path,
    spool: Spool,
    shelf: Shelf,
    rejected: Sequence[dict[str, Any]],
    corrections: Sequence[Correction],
    wikidata: Callable[[str], str | None],
    kept: str | None = None,
) -> dict[str, int]:
    """Write every table of the run into `folder`; gives the rows of each.

    Args:
        folder: where the tables go.
        spool: the documents.
        shelf: their rows.
        rejected: rows of that table.
        corrections: corrections by hand.
        wikidata: function from an actor id to its Wikidata item or None.
        kept: folder under which sketches of texts are kept; None keeps none.
    """
    faults: dict[str, str] = {}  # path → what our code stumbled over
    pieces = _pieces(spool, shelf, faults)
    outcomes: list[dict[str, Any]] = []
    if corrections:
        pieces, outcomes = corrected(lambda: _pieces(spool, shelf, faults), corrections)
    cast = Cast()
    with store.TableFiles(folder) as files:
        for piece in pieces:
            documents = piece["documents"]
            days = dict(zip(documents["doc_id"].to_pylist(), documents["published"].to_pylist(), strict=True))
            cast.add(piece["mentions"], days)
            for name, rows in piece.items():
                files.add(name, rows)
        stumbled = [{"path": path, "reason": "fault", "detail": detail} for path, detail in faults.items()]
        files.add("rejected", tables.build("rejected", [*rejected, *stumbled]))
        files.add("actors", tables.build("actors", cast.rows(wikidata)))
        files.add("corrections", tables.build("corrections", outcomes))
        files.finish("documents", "cooperation", "actors")
        files.add("events", _events(folder, outcomes, kept))
    return files.counts


def _pieces(spool: Spool, shelf: Shelf, faults: dict[str, str]) -> Pieces:
    """The rows, some documents at a time; documents that have none for a fault of ours go into `faults`."""
    for documents in spool.pieces():
        part = pa.concat_tables(shelf.rows(documents[KEY].to_pylist()))
        if part[FAULT].null_count < len(part):
            sound = part[FAULT].is_null()
            told = zip(documents["path"].to_pylist(), part[FAULT].to_pylist(), strict=True)
            faults |= {path: fault for path, fault in told if fault}
            documents, part = documents.filter(sound), part.filter(sound)
        schema = tables.contract("documents")
        columns = documents.append_column("n_tokens", part["n_tokens"]).select(schema.names)
        rows = pa.Table.from_arrays(columns.columns, schema=schema)
        yield {"documents": rows} | {name: table(part, name) for name in TABLES}


def _events(folder: Path, outcomes: list[dict[str, Any]], kept: str | None) -> pa.Table:
    """The events of the records just written; of the texts, only those that share an event are read."""
    import pyarrow.compute as pc

    from analysis import sketches  # these bring pandas
    from analysis.events import table as table_of_events
    from analysis.independence import clusters_of

    documents = folder / "documents.parquet"

    def rows(name: str, *columns: str) -> Iterator[dict[str, Any]]:
        with pq.ParquetFile(folder / f"{name}.parquet") as file:
            for some in file.iter_batches(batch_size=AT_ONCE, columns=columns, use_threads=False):
                yield from some.to_pylist()

    def of(doc_ids: set[str], rows: pa.Table | pa.RecordBatch) -> pa.Table | pa.RecordBatch:
        return rows.filter(pc.is_in(rows["doc_id"], pa.array(sorted(doc_ids), pa.string())))

    def texts(doc_ids: set[str]) -> Iterator[tuple[str, str]]:
        with pq.ParquetFile(documents) as file:
            for some in file.iter_batches(batch_size=store.DOCUMENTS, columns=["doc_id", "text"], use_threads=False):
                asked = of(doc_ids, some)
                yield from zip(asked["doc_id"].to_pylist(), asked["text"].to_pylist(), strict=True)

    def clusters(doc_ids: set[str]) -> pd.DataFrame:
        known = of(doc_ids, pq.read_table(documents, columns=["doc_id", "published", "source"], memory_map=False))
        shelf = sketches.shelf(kept) if kept else None
        return clusters_of(known.to_pandas(), sketches.sketches(doc_ids, texts, shelf))

    hand = {"corrections": outcomes}
    return table_of_events(
        rows("cooperation", *GROUPING),
        rows("actors", "actor_id", "country"),
        rows("documents", "doc_id", "published"),
        together=pairs_by_hand(hand, "join"),
        apart=pairs_by_hand(hand, "split"),
        clusters=clusters,
    )
