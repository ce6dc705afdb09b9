"""What was computed before, kept by content: a shelf of parts, each an Arrow file with one row a document.

A row is found by its key, a digest of all that the computing looked at. A shelf belongs to one digest of code,
vocabulary and model: with another digest it is another shelf. A part is written beside its place and moved there in
one step, so that a run that is killed leaves whole parts or none, and any number of runs may share a shelf.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
import time
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from analysis.errors import OutputError

KEY = "key"
AT_HAND = 6  # parts that a reader holds in memory
FEW = 16  # rows of a part that is small
SMALL_PARTS = 200  # with so many of them they are put together
UNUSED = 60 * 86_400  # seconds after which a shelf that no run used is thrown away
_ENDING = ".arrow"


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
    """

    def __init__(self, place: str, kind: str, digest: str) -> None:
        self.files: Files | RemoteFiles = (
            RemoteFiles(f"{place.rstrip('/')}/{kind}-{digest[:16]}")
            if "://" in place
            else Files(Path(place) / f"{kind}-{digest[:16]}")
        )
        self.where: dict[str, str] = {}  # key → part
        self.known: set[str] = set()
        self._at_hand: OrderedDict[str, tuple[pa.Table, dict[str, int]]] = OrderedDict()

    def look(self) -> None:
        """Learn what is on the shelf; a part that cannot be read counts as absent."""
        for name in self.files.names():
            if name not in self.known:
                with contextlib.suppress(pa.ArrowInvalid, OSError, KeyError):
                    self._learn(name, self.files.keys(name))

    def writable(self) -> bool:
        """Whether parts can be put there."""
        return self.files.writable()

    def put(self, part: pa.Table) -> str:
        """Keep a part; gives its name.

        Raises:
            OutputError: the shelf cannot be written.
        """
        keys = part[KEY].to_pylist()
        name = hashlib.sha256("\n".join(keys).encode()).hexdigest()[:24] + _ENDING
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

    def _part(self, name: str) -> tuple[pa.Table, dict[str, int]]:
        if name in self._at_hand:
            self._at_hand.move_to_end(name)
            return self._at_hand[name]
        try:
            table = pa.ipc.open_file(pa.py_buffer(self.files.read(name))).read_all()
        except (pa.ArrowInvalid, OSError) as fault:
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


class Files:
    """Parts in a folder of this machine, or of a network that it sees as a folder."""

    def __init__(self, place: Path) -> None:
        self.folder, self.place = place, str(place)

    def names(self) -> list[str]:
        """Names of all whole parts."""
        try:
            found = sorted(entry.name for entry in os.scandir(self.folder) if entry.name.endswith(_ENDING))
        except FileNotFoundError:
            return []
        except OSError as fault:
            raise OutputError(
                f"the folder {self.place!r} of what was kept cannot be read: {fault.strerror}"
            ) from None
        with contextlib.suppress(OSError):
            os.utime(self.folder)  # used today
        return found

    def writable(self) -> bool:
        """Whether the folder is there or can be made, and written to."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return False
        return os.access(self.folder, os.W_OK | os.X_OK)

    def keys(self, name: str) -> list[str]:
        """The keys of a part, nothing else of it being read."""
        with pa.memory_map(str(self.folder / name)) as source:
            options = pa.ipc.IpcReadOptions(included_fields=[0], use_threads=False)
            return pa.ipc.open_file(source, options=options).read_all()[KEY].to_pylist()

    def read(self, name: str) -> bytes:
        """The bytes of a part."""
        return (self.folder / name).read_bytes()

    def write(self, name: str, data: Any) -> None:
        """Write a part whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(prefix=".part-", dir=self.folder)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
            os.replace(temporary, self.folder / name)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
            raise

    def remove(self, name: str) -> None:
        """Remove a part, if it is there."""
        with contextlib.suppress(OSError):
            os.unlink(self.folder / name)

    def tidy(self) -> None:
        """Remove what killed runs left half written, and other shelves that were not used for long."""
        now = time.time()
        for entry in os.scandir(self.folder):
            if entry.name.startswith(".part-") and now - entry.stat().st_mtime > 3600:
                os.unlink(entry.path)
        for entry in os.scandir(self.folder.parent):
            kind, _, digest = entry.name.partition("-")
            ours = entry.is_dir(follow_symlinks=False) and kind in ("rows", "parsed") and len(digest) == 16
            mine = entry.name == self.folder.name  # in use, whatever a clock that was put right makes of its age
            if ours and not mine and now - entry.stat().st_mtime > UNUSED:
                shutil.rmtree(entry.path, ignore_errors=True)


class RemoteFiles:
    """Parts under a URL, by fsspec (`pip install 'pactwatch[distributed]'` brings it)."""

    def __init__(self, place: str) -> None:
        try:
            import fsspec
        except ImportError:
            raise OutputError(
                f"the place {place!r} needs fsspec, which is not installed: pip install 'pactwatch[distributed]', or name a folder"
            ) from None
        self.place = place
        try:
            self.system, self.path = fsspec.core.url_to_fs(place)
        except (ImportError, ValueError) as fault:
            raise OutputError(f"the place {place!r} cannot be reached: {fault}") from None

    def names(self) -> list[str]:
        """Names of all whole parts."""
        self.system.invalidate_cache()
        try:
            found = self.system.ls(self.path, detail=False)
        except FileNotFoundError:
            return []
        return sorted(path.rsplit("/", 1)[-1] for path in found if path.endswith(_ENDING))

    def writable(self) -> bool:
        """What a URL allows shows at the first write."""
        return True

    def keys(self, name: str) -> list[str]:
        """The keys of a part."""
        return pa.ipc.open_file(pa.py_buffer(self.read(name))).read_all()[KEY].to_pylist()

    def read(self, name: str) -> bytes:
        """The bytes of a part."""
        return self.system.cat_file(f"{self.path}/{name}")

    def write(self, name: str, data: Any) -> None:
        """Write a part whole or not at all: under another name first, since a URL may stand for a folder."""
        self.system.makedirs(self.path, exist_ok=True)
        temporary = f"{self.path}/.part-{name}-{os.urandom(6).hex()}"
        self.system.pipe_file(temporary, bytes(data))
        self.system.mv(temporary, f"{self.path}/{name}")

    def remove(self, name: str) -> None:
        """Remove a part, if it is there."""
        with contextlib.suppress(OSError):
            self.system.rm_file(f"{self.path}/{name}")

    def tidy(self) -> None:
        """Nothing: who shares the place decides what is thrown away."""
