"""Tables as CSV that opens anywhere and runs nowhere.

Parquet keeps types and lists; CSV is for spreadsheets. A cell that a spreadsheet would take for a formula
gets an apostrophe before it, lists are JSON, null is an empty cell.
"""

from __future__ import annotations

import csv
import datetime
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # spreadsheets read the wide forms as well
BATCH = 5_000  # rows held at a time


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula."""
    return text.lstrip(" \u00a0\ufeff").startswith(FORMULA)


def inert(value: Any) -> Any:
    """A value as a CSV cell: text that would start a formula gets an apostrophe, numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return json.dumps(list(value), ensure_ascii=False)
    text = str(value).replace("\x00", "\ufffd")
    return f"'{text}" if is_formula(text) else text


def write_rows(path: Path, header: Iterable[str], rows: Iterable[Iterable[Any]]) -> None:
    """Rows as CSV in UTF-8 with Unix line ends."""
    with path.open("w", encoding="utf-8", newline="") as file:
        # every text in quotes: Python 3.11 leaves a lone carriage return bare, which then ends the row
        writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
        writer.writerow([inert(name) for name in header])
        writer.writerows([inert(value) for value in row] for row in rows)


def csv_of_parquet(parquet: Path, path: Path) -> None:
    """A Parquet table as CSV, a batch at a time."""
    with pq.ParquetFile(parquet) as table:
        names = table.schema_arrow.names

        def rows() -> Iterable[list[Any]]:
            for batch in table.iter_batches(batch_size=BATCH):
                yield from (list(row) for row in zip(*(column.to_pylist() for column in batch.columns), strict=True))

        write_rows(path, names, rows())


def first_rows(parquet: Path, count: int) -> list[dict[str, Any]]:
    """The first rows of a Parquet table."""
    with pq.ParquetFile(parquet) as table:
        for batch in table.iter_batches(batch_size=count):
            return batch.to_pylist()
    return []
