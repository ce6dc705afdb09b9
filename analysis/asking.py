"""Tables that stay in their files: asked in SQL, so that only what a view needs comes into memory.

A table is either a frame or `Stored`, a Parquet file that is left where it is. Views ask both in the same words:
`ask("select …", mentions=…)` for sums, `only(documents, "doc_id", "title")` for a few columns of all rows.
"""

from __future__ import annotations

import atexit
import os
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis import store, tables
from analysis.errors import TableError

MEMORY = "600MB"  # that a question may take; what is more goes to disk
# a database that answered about larger tables is closed after the question: it would not give back what that took
LARGE = 1_000_000  # bytes of a file
MANY = 20_000  # rows of a frame
PLACE = "place"  # name of the column with the place of a row in its table


@dataclass(frozen=True)
class Stored:
    """A table in its file.

    Attributes:
        name: of the table.
        folder: with the tables of the run.
        stamp: what tells its file from another one under the same name.
        documents: ids of the documents whose rows count; None takes all.
    """

    name: str
    folder: Path
    stamp: tuple[int, ...]
    documents: frozenset[str] | None = None

    @property
    def path(self) -> Path:
        """Its file."""
        return self.folder / f"{self.name}.parquet"

    def __len__(self) -> int:
        if self.documents is None:
            with unchanged(self):
                return pq.read_metadata(self.path).num_rows
        return int(ask("select count(*) as n from it", it=self)["n"][0])

    @property
    def empty(self) -> bool:
        """Whether no row counts."""
        return len(self) == 0


Table: TypeAlias = pd.DataFrame | Stored


def of(folder: Path, name: str) -> Stored:
    """A table of the run in `folder`.

    Raises:
        TableError: the folder lacks it, or it breaks its contract.
    """
    store.check_file(folder, name)
    return Stored(name, folder, _stamp(folder / f"{name}.parquet"))


@contextmanager
def unchanged(*asked: Table) -> Iterator[None]:
    """A block that reads tables of the run that was opened, never of one that took its place meanwhile.

    Raises:
        TableError: the folder holds another run by now, or none.
    """
    fault: Exception | None = None
    try:
        yield
    except Exception as found:
        fault = found
    for table in asked:
        if isinstance(table, Stored) and _stamp(table.path) != table.stamp:
            raise TableError(f"the run in {str(table.folder)!r} was replaced since it was opened; open it again")
    if fault is not None:
        raise fault


def _stamp(path: Path) -> tuple[int, ...]:
    try:
        found = os.stat(path)
    except OSError:
        return ()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def of_documents(table: Table, ids: Collection[str]) -> Table:
    """The rows of some documents; a table that has no documents stays whole."""
    names = tables.contract(table.name).names if isinstance(table, Stored) else table.columns
    if "doc_id" not in names:
        return table
    if isinstance(table, Stored):
        return replace(table, documents=frozenset(ids))
    return table[table["doc_id"].isin(set(ids))]


def whole(table: Table) -> pd.DataFrame:
    """The table as a frame, its lists as Python lists."""
    if isinstance(table, pd.DataFrame):
        return table
    if table.documents is None:
        with unchanged(table):
            return lists(store.read_table(table.folder, table.name), list_columns(tables.contract(table.name)))
    return only(table, *tables.contract(table.name).names)


def only(table: Table, *names: str) -> pd.DataFrame:
    """Some columns of all its rows, in their order."""
    if isinstance(table, pd.DataFrame):
        return table[list(names)]
    wanted = ", ".join(f'"{name}"' for name in names)
    return ask(f"select {wanted} from it order by {PLACE}", it=table)


def ask(sql: str, values: Sequence[Any] | Mapping[str, Any] = (), **asked: Table) -> pd.DataFrame:
    """The rows that a SELECT gives over tables, each under the name that it is given here.

    Each table has a further column `place`, the number of the row in it.

    Args:
        sql: our own statement; nothing that came from outside is put together with it.
        values: for each `?` in it, or each `$name`.
        asked: the tables.
    """
    with unchanged(*asked.values()), _connected(asked) as connection:
        found = connection.sql(sql, params=values).to_arrow_table()
    return lists(_small(found).to_pandas(), list_columns(found.schema))


@contextmanager
def _connected(asked: dict[str, Table]) -> Iterator[Any]:
    """A connection that sees the tables asked, and none that another question sees."""
    small = all(_is_small(table) for table in asked.values())
    with nullcontext(_kept(os.getpid())) if small else _database() as database, database.cursor() as connection:
        for name, table in asked.items():
            _show(connection, name, table)
        yield connection


def _is_small(table: Table) -> bool:
    return table.path.stat().st_size < LARGE if isinstance(table, Stored) else len(table) < MANY


@cache
def _kept(process: int) -> Any:
    """One database a process for small tables: to open one takes longer than such a question; none goes over a fork."""
    until_the_end = ExitStack()
    database = until_the_end.enter_context(_database())
    atexit.register(lambda: until_the_end.close() if process == os.getpid() else None)
    return database


@contextmanager
def _database() -> Iterator[Any]:
    """A database in memory, with a folder where it puts what is too much."""
    import duckdb  # takes a while to load

    with (
        tempfile.TemporaryDirectory(prefix="pactwatch-", ignore_cleanup_errors=True) as spill,
        duckdb.connect(":memory:", config={"memory_limit": MEMORY, "temp_directory": spill}) as database,
    ):
        yield database


def _show(connection: Any, name: str, table: Table) -> None:
    """Let the connection see a table; `register` names it for this connection alone, a view would do so for all."""
    if not isinstance(table, Stored):
        held = _arrow(table)
        connection.register(name, held.append_column(PLACE, pa.array(range(held.num_rows), pa.int64())))
        return
    rows = connection.read_parquet(store.as_pattern(table.path), file_row_number=True)
    rows = rows.project(f"* exclude file_row_number, file_row_number as {PLACE}")
    if table.documents is not None:
        kept = pa.table({"doc_id": pa.array(sorted(table.documents), pa.string())})
        rows = rows.join(connection.from_arrow(kept), "doc_id", how="semi")
    connection.register(name, rows)


def _arrow(frame: pd.DataFrame) -> pa.Table:
    """A frame of one of our tables as Arrow, each column of the type that its contract gives it."""
    types = {field.name: field.type for schema in tables.CONTRACTS.values() for field in schema}
    known = [name for name in frame.columns if name in types]
    schema = pa.schema([(name, types[name]) for name in known])
    return pa.Table.from_pandas(frame[known], schema=schema, preserve_index=False)


def _small(table: pa.Table) -> pa.Table:
    """Sums of counts, which DuckDB gives as numbers of 128 bits, as plain ones."""
    for at, field in enumerate(table.schema):
        if pa.types.is_decimal(field.type):
            table = table.set_column(at, field.name, table[field.name].cast(pa.int64()))
    return table


def lists(frame: pd.DataFrame, names: Iterable[str]) -> pd.DataFrame:
    """List columns as Python lists: Arrow gives arrays, which compare and test in ways of their own."""
    held = {
        name: pd.Series([list(value) for value in frame[name]], index=frame.index, dtype=object) for name in names
    }
    return frame.assign(**held) if held else frame


def list_columns(schema: pa.Schema) -> list[str]:
    """Names of the columns that hold lists."""
    return [field.name for field in schema if pa.types.is_list(field.type)]
