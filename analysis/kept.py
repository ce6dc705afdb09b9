"""What was computed before, kept by content: a shelf of parts, each an Arrow file with one row a document.

A row is found by its key, a digest of all that the computing looked at. A shelf belongs to one digest of code,
vocabulary and model: with another digest it is another shelf. A part says by what it was made, which its shelf's name
alone does not tell, and any number of runs may share a shelf.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from analysis.errors import OutputError
from analysis.places import DIGITS, ENDING, KEY, files, opened

AT_HAND = 6  # parts that a reader holds in memory
FEW = 16  # rows of a part that is small
SMALL_PARTS = 200  # with so many of them they are put together


def root(place: str | Path | None = None) -> str:
    """Folder or URL under which shelves stand: the one named, else `PACTWATCH_CACHE`, else the user's cache folder."""
    if asked := place or named():
        return str(asked)
    from platformdirs import user_cache_dir

    return user_cache_dir("pactwatch", appauthor=False)


def named() -> str | None:
    """The place that the environment names."""
    return os.environ.get("PACTWATCH_CACHE")


class Shelf:
    """The parts of one kind and digest.

    Args:
        place: folder, or a URL that fsspec knows (`s3://…`), under which shelves stand.
        kind: what is kept, such as `rows`.
        digest: digest of all that it was computed by.
        columns: what a part holds; one with others counts as absent.
    """

    def __init__(self, place: str, kind: str, digest: str, columns: pa.Schema) -> None:
        self.columns = columns
        self.place, self.kind, self.digest = place, kind, digest[:DIGITS]
        self.files = files(place, f"{kind}-{self.digest}")
        self.where: dict[str, str] = {}  # key → part
        self.known: set[str] = set()
        self._at_hand: OrderedDict[str, tuple[pa.Table, dict[str, int]]] = OrderedDict()

    def look(self, *, use: bool = True) -> None:
        """Learn what is on the shelf; a part that cannot be read counts as absent.

        Args:
            use: whether that counts as a use of it, which puts off the day on which it is thrown away.
        """
        if use:
            self.files.used()
        for name in self.files.names():
            if name not in self.known:
                with contextlib.suppress(pa.ArrowException, OSError, ValueError):
                    self._learn(name, self.files.keys(name, self.columns))

    def others(self) -> list[Shelf]:
        """The other shelves of the same kind, the one used last first."""
        names = self.files.beside(self.kind)
        return [Shelf(self.place, self.kind, name.removeprefix(f"{self.kind}-"), self.columns) for name in names]

    def schema(self) -> pa.Schema | None:
        """The schema of the parts, None where none can be read."""
        for name in self.files.names():
            with contextlib.suppress(pa.ArrowException, OSError, ValueError):
                return self.files.schema(name, self.columns)
        return None

    def put(self, part: pa.Table) -> str:
        """Keep a part; gives its name.

        Raises:
            OutputError: the shelf cannot be written.
        """
        keys = part[KEY].to_pylist()
        name = hashlib.sha256("\n".join(keys).encode()).hexdigest()[:24] + ENDING
        sink = pa.BufferOutputStream()
        options = pa.ipc.IpcWriteOptions(compression="zstd")
        with pa.ipc.new_file(sink, part.schema, options=options) as writer:
            writer.write_table(part.combine_chunks())
        try:
            self.files.write(name, sink.getvalue())
        except OSError as fault:
            raise OutputError(
                f"what was computed cannot be kept in {self.files.place!r}: {fault.strerror or fault}; make room, or name "
                "another folder with --cache"
            ) from fault
        return name

    def took(self, name: str, keys: Sequence[str]) -> None:
        """Learn of a part that somebody put there."""
        self._learn(name, keys)

    def _learn(self, name: str, keys: Sequence[str]) -> None:
        self.known.add(name)
        for key in keys:
            self.where[key] = name

    def __contains__(self, key: str) -> bool:
        return key in self.where

    def rows(self, keys: Sequence[str]) -> Iterator[pa.Table]:
        """The rows of these keys, in their order, in as few pieces as their parts allow.

        Raises:
            KeyError: the shelf has no such key.
            OutputError: a part vanished or was damaged since the shelf was looked at.
        """
        at = 0
        while at < len(keys):
            name = self.where[keys[at]]
            table, row = self._part(name)
            first = row[keys[at]]
            length = 1
            while (
                at + length < len(keys)
                and row.get(keys[at + length]) == first + length
                and self.where[keys[at + length]] == name
            ):
                length += 1
            yield table.slice(first, length)
            at += length

    def part(self, name: str) -> pa.Table:
        """A part by its name.

        Raises:
            OutputError: it vanished, or cannot be read.
        """
        return self._part(name)[0]

    def _part(self, name: str) -> tuple[pa.Table, dict[str, int]]:
        if name in self._at_hand:
            self._at_hand.move_to_end(name)
            return self._at_hand[name]
        try:
            table = opened(pa.py_buffer(self.files.read(name)), self.columns).read_all()
            table.validate(full=True)  # a length that is not so would be read beyond the end
        except (pa.ArrowException, OSError, ValueError) as fault:
            self.files.remove(name)
            raise OutputError(
                f"a part of what was kept in {self.files.place!r} can no longer be read ({fault}); run again, it is computed anew"
            ) from None
        self._at_hand[name] = table, {key: at for at, key in enumerate(table[KEY].to_pylist())}
        if len(self._at_hand) > AT_HAND:
            self._at_hand.popitem(last=False)
        return self._at_hand[name]

    def tidy(self) -> None:
        """Put many small parts together, and throw away shelves that no run used for long; never fails."""
        with contextlib.suppress(OSError, pa.ArrowInvalid, OutputError, KeyError):
            sizes: dict[str, list[str]] = {}
            for key, name in self.where.items():
                sizes.setdefault(name, []).append(key)
            small = {name: keys for name, keys in sizes.items() if len(keys) < FEW}
            if len(small) > SMALL_PARTS:
                keys = sorted(key for keys in small.values() for key in keys)
                for at in range(0, len(keys), 4 * FEW):
                    some = keys[at : at + 4 * FEW]
                    self.took(self.put(pa.concat_tables(self.rows(some))), some)
                for name in small.keys() - set(self.where.values()):
                    self.files.remove(name)
            self.files.tidy()
