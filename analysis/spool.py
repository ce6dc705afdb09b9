"""The documents of a run on their way: written as they are read, read again as they are needed, never all in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa

from analysis import tables
from analysis.corpus.article import Document
from analysis.places import KEY

AT_ONCE = 256  # documents held in memory, at most
CHARACTERS = 2_000_000  # of text held in memory, about
FIELDS = [field for field in tables.contract("documents") if field.name in Document._fields]
SCHEMA = pa.schema([*FIELDS, pa.field(KEY, pa.string())])


class Spool:
    """Documents in a file, in the order in which they were written."""

    def __init__(self, path: Path, key: Callable[[Document], str]) -> None:
        self.path, self.key = path, key
        self.count = 0
        self._file = pa.OSFile(str(path), "wb")
        self._writer = pa.ipc.new_stream(self._file, SCHEMA, options=pa.ipc.IpcWriteOptions(compression="lz4"))
        self._pending: list[tuple[Document, str]] = []
        self._characters = 0

    def add(self, document: Document) -> str:
        """Write a document; gives its key."""
        key = self.key(document)
        self._pending.append((document, key))
        self._characters += len(document.text)
        self.count += 1
        if len(self._pending) >= AT_ONCE or self._characters >= CHARACTERS:
            self._flush()
        return key

    def close(self) -> None:
        """No more documents."""
        self._flush()
        self._writer.close()
        self._file.close()

    def pieces(self) -> Iterator[pa.Table]:
        """The documents with their keys, piece by piece."""
        with pa.OSFile(str(self.path), "rb") as file, pa.ipc.open_stream(file) as reader:
            for batch in reader:
                yield pa.Table.from_batches([batch])

    def documents(self, wanted: Callable[[str], bool]) -> Iterator[Document]:
        """The documents whose key is wanted, one by one."""
        for piece in self.pieces():
            keys = piece[KEY].to_pylist()
            rows = [at for at, key in enumerate(keys) if wanted(key)]
            if rows:
                for row in piece.take(rows).select(Document._fields).to_pylist():
                    yield Document(**row)

    def _flush(self) -> None:
        if not self._pending:
            return
        rows = [{**document._asdict(), KEY: key} for document, key in self._pending]
        self._writer.write_batch(pa.RecordBatch.from_pylist(rows, schema=SCHEMA))
        self._pending, self._characters = [], 0
