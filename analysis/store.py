"""Write the tables of a run, and read them back."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from analysis import tables
from analysis.errors import TableError
from analysis.swap import MARKER, recover
from analysis.swap import replacing as replacing

if TYPE_CHECKING:  # a run that is recalled does without
    import pandas as pd

ROWS = 65_536  # rows of a table written at a time
DOCUMENTS = 512  # documents written at a time: they hold the texts


def write_tables(folder: Path, data: Mapping[str, pa.Table]) -> None:
    """Each table as `<name>.parquet`, checked against its contract."""
    with TableFiles(folder) as files:
        for name in tables.CONTRACTS:
            files.add(name, data[name])


class TableFiles:
    """The tables of a run, written piece by piece; the bytes do not depend on how the rows come in pieces."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.counts = dict.fromkeys(tables.CONTRACTS, 0)
        self._writers: dict[str, pq.ParquetWriter] = {}
        self._pending: dict[str, list[pa.Table]] = {name: [] for name in tables.CONTRACTS}
        self._finished: set[str] = set()

    def __enter__(self) -> TableFiles:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self.finish(*tables.CONTRACTS)
        else:
            for writer in self._writers.values():
                with contextlib.suppress(OSError, pa.ArrowException):
                    writer.close()

    def add(self, name: str, rows: pa.Table) -> None:
        """Further rows of a table, checked against its contract."""
        rows = tables.check(name, rows)
        self._pending[name].append(rows)
        self.counts[name] += rows.num_rows
        size = DOCUMENTS if name == "documents" else ROWS
        if sum(each.num_rows for each in self._pending[name]) >= size:
            waiting = pa.concat_tables(self._pending[name])
            whole = waiting.num_rows - waiting.num_rows % size
            for at in range(0, whole, size):
                self._write(name, waiting.slice(at, size))
            self._pending[name] = [waiting.slice(whole)] if whole < waiting.num_rows else []

    def finish(self, *names: str) -> None:
        """No further rows of these tables; their files are complete."""
        for name in names:
            if name in self._finished:
                continue
            if self._pending[name] or name not in self._writers:
                self._write(name, pa.concat_tables([*self._pending[name], tables.contract(name).empty_table()]))
            self._writers[name].close()
            self._pending[name] = []
            self._finished.add(name)

    def _write(self, name: str, rows: pa.Table) -> None:
        if name not in self._writers:
            self._writers[name] = pq.ParquetWriter(self.folder / f"{name}.parquet", rows.schema, compression="zstd")
        self._writers[name].write_table(rows.combine_chunks(), row_group_size=max(1, rows.num_rows))


def write_json(path: Path, value: Any) -> None:
    """Readable JSON with sorted keys, so that the same value gives the same bytes."""
    path.write_text(
        json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False, default=str) + "\n", encoding="utf-8"
    )


def read_table(folder: str | Path, name: str) -> pd.DataFrame:
    """One table of a run.

    Raises:
        TableError: the folder lacks the table, or it breaks its contract.
    """
    return tables.check(name, _opened(pq.read_table, folder, name)).to_pandas()


def check_file(folder: str | Path, name: str) -> None:
    """See that a table of a run is there and has the columns of its contract; its rows are not looked at.

    Raises:
        TableError: the folder lacks the table, or it breaks its contract.
    """
    tables.check(name, pa.schema([*_opened(pq.read_schema, folder, name)]).empty_table())


def _opened(read: Callable[[Path], Any], folder: str | Path, name: str) -> Any:
    """What `read` gives of the file of a table."""
    path = Path(folder) / f"{name}.parquet"
    tables.contract(name)
    try:
        return read(path)
    except FileNotFoundError:
        raise _absent(folder, name) from None
    except (pa.ArrowInvalid, OSError) as fault:
        raise TableError(f"{str(path)!r} cannot be read as Parquet: {fault}") from None


def _absent(folder: str | Path, name: str) -> TableError:
    return TableError(
        f"there is no {name}.parquet in {str(folder)!r}; write it with `python -m analysis extract CORPUS --out {folder}`"
    )


def find(folder: str | Path) -> Path:
    """The folder with the Parquet files: the one named, or its `tables/`.

    Raises:
        TableError: neither holds every table.
    """
    recover(Path(folder).resolve())
    for place in (Path(folder), Path(folder) / "tables"):
        if all((place / f"{name}.parquet").exists() for name in tables.CONTRACTS):
            return place.resolve()
    raise TableError(
        f"there are no tables of a run in {str(folder)!r}; write them with `python -m analysis extract CORPUS --out {folder}`"
    )


def as_pattern(path: str | Path) -> str:
    """A path for DuckDB, which takes `*`, `?` and `[` in it for a pattern: each in brackets, where it stands for itself."""
    return re.sub(r"([*?\[])", r"[\1]", str(path))


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table as dicts, with None where pandas has its own marks for a missing value."""
    import pandas as pd  # whoever has a frame has loaded it

    def missing(value: Any) -> bool:
        return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value)

    columns = [[None if missing(value) else value for value in frame[name]] for name in frame.columns]
    return [dict(zip(map(str, frame.columns), values, strict=True)) for values in zip(*columns, strict=True)]


def read_run(folder: str | Path) -> dict[str, Any]:
    """The `run.json` of a run."""
    path = Path(folder) / MARKER
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(found, dict):
            return found
        raise ValueError("it holds no object")
    except FileNotFoundError:
        raise TableError(f"there is no {MARKER} in {str(folder)!r}: it is not the folder of a run") from None
    except ValueError as fault:
        raise TableError(f"{str(path)!r} is not the JSON of a run: {fault}") from None
