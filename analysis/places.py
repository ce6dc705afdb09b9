"""Where parts lie: in a folder, or under a URL.

A part is written beside its place and moved there in one step, so that a run that is killed leaves whole parts or none.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

import pyarrow as pa

from analysis.errors import OutputError

KEY = "key"  # first column of every part
FAULT = "fault"  # column of a part of rows: what our own code stumbled over, or null
ENDING = ".arrow"
DIGITS = 16  # of a shelf's digest that are in its name
UNUSED = 60 * 86_400  # seconds after which a shelf that no run used is thrown away
_SHELF = re.compile(r"(rows|parsed|sketches)-[0-9a-f]{16}")


def files(place: str, name: str) -> Files | RemoteFiles:
    """The parts of the shelf of that name, under a folder or a URL that fsspec knows (`s3://…`)."""
    return RemoteFiles(f"{place.rstrip('/')}/{name}") if "://" in place else Files(Path(place) / name)


def opened(source: Any, columns: pa.Schema) -> Any:
    """A part, to be read.

    Raises:
        ValueError: it has other columns, and is none of ours.
    """
    part = pa.ipc.open_file(source)
    if not part.schema.equals(columns):
        raise ValueError("it has other columns")
    return part


def _keys(source: Any, columns: pa.Schema) -> list[str]:
    opened(source, columns)
    options = pa.ipc.IpcReadOptions(included_fields=[0], use_threads=False)
    column = pa.ipc.open_file(source, options=options).read_all()[KEY]
    column.validate(full=True)  # a length that is not so would be read beyond the end
    return column.to_pylist()


class Files:
    """Parts in a folder of this machine, or of a network that it sees as a folder."""

    def __init__(self, place: Path) -> None:
        self.folder, self.place = place, str(place)

    def names(self) -> list[str]:
        """Names of all whole parts."""
        try:
            found = (entry for entry in os.scandir(self.folder) if entry.name.endswith(ENDING))
            return sorted(entry.name for entry in found if os.path.isfile(entry.path))  # a pipe would be waited for
        except FileNotFoundError:
            return []
        except OSError as fault:
            raise OutputError(
                f"the folder {self.place!r} of what was kept cannot be read: {fault.strerror}"
            ) from None

    def used(self) -> None:
        """Whoever asks later hears that it was used now."""
        with contextlib.suppress(OSError):
            os.utime(self.folder)

    def writable(self) -> bool:
        """Whether the folder is there or can be made, and written to."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return False
        return os.access(self.folder, os.W_OK | os.X_OK)

    def beside(self, kind: str) -> list[str]:
        """Names of the other shelves of a kind, the one used last first."""
        try:
            found = [entry for entry in os.scandir(self.folder.parent) if _of(kind, entry.name)]
            found.sort(key=lambda entry: entry.stat().st_mtime, reverse=True)
        except OSError:  # there is none, or one was just thrown away
            return []
        return [entry.name for entry in found if entry.name != self.folder.name]

    def schema(self, name: str, columns: pa.Schema) -> pa.Schema:
        """The schema of a part, nothing else of it being read."""
        with pa.memory_map(str(self.folder / name)) as source:
            return opened(source, columns).schema

    def keys(self, name: str, columns: pa.Schema) -> list[str]:
        """The keys of a part, nothing else of it being read."""
        with pa.memory_map(str(self.folder / name)) as source:
            return _keys(source, columns)

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
            ours = entry.is_dir(follow_symlinks=False) and _SHELF.fullmatch(entry.name)
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
        return sorted(path.rsplit("/", 1)[-1] for path in found if path.endswith(ENDING))

    def used(self) -> None:
        """Nothing: a URL does not tell."""

    def writable(self) -> bool:
        """What a URL allows shows at the first write."""
        return True

    def beside(self, kind: str) -> list[str]:
        """Names of the other shelves of a kind; when they were used a URL does not tell."""
        home, _, own = self.path.rpartition("/")
        try:
            found = sorted(path.rstrip("/").rpartition("/")[2] for path in self.system.ls(home, detail=False))
        except OSError:
            return []
        return [name for name in found if _of(kind, name) and name != own]

    def schema(self, name: str, columns: pa.Schema) -> pa.Schema:
        """The schema of a part."""
        return opened(pa.py_buffer(self.read(name)), columns).schema

    def keys(self, name: str, columns: pa.Schema) -> list[str]:
        """The keys of a part."""
        return _keys(pa.py_buffer(self.read(name)), columns)

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


def _of(kind: str, name: str) -> bool:
    return (found := _SHELF.fullmatch(name)) is not None and found[1] == kind
