"""Dated runs that are kept beside a report, so that one can be compared with the next and a series read off.

A kept run has its tables without the articles' texts, which are the larger part and lie in the corpus. Its folder is
called by the time at which it ended, in UTC, so that the names sort as the runs followed each other.
"""

from __future__ import annotations

import datetime
import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis import store, tables
from analysis.errors import TableError
from analysis.swap import steadily

FOLDER = "runs"
MOST = 60  # runs kept where no other number is asked for
NEEDED = ("documents", "actors", "claims", "sanctions", "cooperation", "events", "corrections")
_NAME = re.compile(r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ")


def runs(folder: str | Path) -> list[Path]:
    """The kept runs in a folder (or in its `runs/`), the earliest first; a run's own folder is itself one."""
    place = Path(folder)
    for home in (place, place / FOLDER):
        found = sorted(
            path for path in home.glob("*") if _NAME.fullmatch(path.name) and (path / store.MARKER).is_file()
        )
        if found:
            return found
    return [found for found in (place, place / "tables") if (found / "cooperation.parquet").is_file()][:1]


def moment(run: Path) -> str:
    """When a run was: `2026-11-28 04:15` in UTC, or the folder's name where that is no time."""
    return f"{run.name[:10]} {run.name[11:13]}:{run.name[14:16]}" if _NAME.fullmatch(run.name) else run.name


def name_of(ended: str | None) -> str:
    """Name of the folder for a run that ended then (ISO 8601); now, where that is not known."""
    try:
        when = datetime.datetime.fromisoformat(ended or "")
    except ValueError:
        when = datetime.datetime.now(datetime.UTC)
    return when.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H-%M-%SZ")


def ended(report: Path) -> str | None:
    """When a report ended, as its manifest says; None where it does not."""
    try:
        said = json.loads((report / "manifest.json").read_text(encoding="utf-8")).get("ended")
    except (OSError, ValueError, AttributeError):
        return None
    return said if isinstance(said, str) else None


def keep(folder: str | Path, home: Path, when: str | None) -> Path:
    """The run in `folder` as a kept run in `home`; its texts stay out.

    Raises:
        TableError: `folder` has no run.
    """
    source = next(
        (place for place in (Path(folder), Path(folder) / "tables") if (place / store.MARKER).is_file()), None
    )
    if source is None:
        raise TableError(
            f"there is no run in {str(folder)!r} to compare with; name the folder of a report or of tables"
        )
    place = home / name_of(when)
    place.mkdir(parents=True, exist_ok=True)
    for name in (name for name in NEEDED if has(source, name)):
        table = read(source, name)
        if name == "documents" and "text" in table.column_names:
            blank = pa.array([""] * table.num_rows, pa.string())
            table = table.set_column(table.column_names.index("text"), "text", blank)
        pq.write_table(table, place / f"{name}.parquet", compression="zstd")
    shutil.copyfile(source / store.MARKER, place / store.MARKER)
    return place


def whole(run: Path, names: Sequence[str] = NEEDED) -> tuple[dict[str, Any], dict[str, pd.DataFrame]]:
    """What `run.json` says of a run, and its tables as frames: all of one run, though another take its place meanwhile.

    Raises:
        TableError: the folder is not that of a run, or a file is no Parquet.
    """

    def found() -> tuple[dict[str, Any], dict[str, pd.DataFrame]]:
        return store.read_run(run), {name: read(run, name).to_pandas() for name in names}

    return steadily(run, found)


def has(run: Path, name: str) -> bool:
    """Whether the run was written with this table, be it empty."""
    return (run / f"{name}.parquet").is_file()


def read(run: Path, name: str) -> pa.Table:
    """One table of a run that an earlier version may have written: what it lacks is null or empty.

    Raises:
        TableError: the file is no Parquet.
    """
    schema = tables.contract(name)
    if not has(run, name):
        return schema.empty_table()
    path = run / f"{name}.parquet"
    try:
        table = pq.read_table(path)
    except (pa.ArrowInvalid, OSError) as fault:
        raise TableError(f"{str(path)!r} cannot be read as Parquet: {fault}") from None
    for field in schema:
        if field.name not in table.column_names:
            empty: list | None = [] if pa.types.is_list(field.type) else None
            table = table.append_column(field.name, pa.array([empty] * table.num_rows, field.type))
    return table


def carry(old: Path, home: Path, most: int) -> None:
    """Take over the kept runs of a report that is about to be replaced, the latest of them."""
    for run in [found for found in runs(old / FOLDER) if found.parent.name == FOLDER][-most:]:
        shutil.copytree(run, home / run.name, dirs_exist_ok=True)
