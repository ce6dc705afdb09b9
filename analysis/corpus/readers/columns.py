"""Parquet: one row is one article, the columns known by their usual names."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from analysis.corpus import fields
from analysis.corpus.article import FILE_LIMIT, Found, Refused
from analysis.corpus.unpack import Source

_ROWS = 10_000_000
_BATCH = 64  # rows: large enough to be quick, small enough to hold long articles
_UNPACKED = 64 * FILE_LIMIT  # bytes of one column in one group of rows, as the file itself states


def read(source: Source) -> Iterator[Found]:
    """`#n` is the n-th row."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    place: Any = io.BytesIO(source.whole()) if source.gzipped else source.path
    try:
        with pq.ParquetFile(place) as file:
            wanted = _wanted(file.schema_arrow)
            _check_size(file.metadata, wanted)
        if source.gzipped:
            place.seek(0)
        # text columns stay packed as dictionaries, so that one long value repeated a million times stays one value
        with pq.ParquetFile(place, read_dictionary=wanted) as file:
            if not file.metadata.num_rows:
                raise Refused("empty", "it has no rows")
            number = 0
            for batch in file.iter_batches(batch_size=_BATCH, columns=wanted):
                for index in range(batch.num_rows):
                    number += 1
                    yield Found(number, _draft(batch, index))
    except (pa.ArrowException, OSError) as fault:
        if isinstance(fault, OSError) and fault.errno:
            raise
        raise Refused("malformed", f"it is not Parquet that can be read: {str(fault)[:200]}") from None


def _wanted(schema: Any) -> list[str]:
    known = fields.TEXT + fields.TITLE + fields.PUBLISHED + fields.SOURCE + fields.URL + fields.NESTED
    names = [name for name in schema.names if any(key in known for key in fields.named({name: None}))]
    if not any(key in fields.TEXT for key in fields.named(dict.fromkeys(names))):
        raise Refused(
            "malformed", f"no column holds the text; name one 'text' (it has: {', '.join(schema.names[:12])})"
        )
    return names


def _check_size(metadata: Any, wanted: list[str]) -> None:
    if metadata.num_rows > _ROWS:
        raise Refused("too-large", f"it has {metadata.num_rows:,} rows; split it into files of {_ROWS:,}")
    for group in range(metadata.num_row_groups):
        group_of = metadata.row_group(group)
        for column in range(group_of.num_columns):
            chunk = group_of.column(column)
            if chunk.path_in_schema.split(".")[0] in wanted and chunk.total_uncompressed_size > _UNPACKED:
                raise Refused(
                    "too-large", f"its column {chunk.path_in_schema!r} unpacks to more than {_UNPACKED:,} bytes"
                )


def _draft(batch: Any, index: int) -> Any:
    row = {}
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        try:
            row[name] = column[index].as_py()
        except (UnicodeDecodeError, ValueError, OverflowError):
            return Refused("encoding", f"its column {name!r} is not UTF-8, or holds a value that cannot be")
    try:
        return fields.draft(row)
    except Refused as refusal:
        return refusal
