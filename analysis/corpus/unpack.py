"""Open a file for reading, unpacked where it is gzipped, never more of it than the limits allow."""

from __future__ import annotations

import contextlib
import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from analysis.corpus.article import FILE_LIMIT, MEGABYTE, Refused

# Text packs about 4:1, boilerplate 30:1. Beyond this much unpacked, a steeper ratio is a bomb (deflate reaches 1032:1).
_RATIO_FROM, _RATIO = 64 * MEGABYTE, 200


class Source(NamedTuple):
    """A file to read: its path, its kind (`.txt`, `.jsonl` …) and whether it is gzipped."""

    path: Path
    kind: str
    gzipped: bool

    @contextlib.contextmanager
    def stream(self) -> Iterator[BinaryIO]:
        """The unpacked bytes, to be read piece by piece; a broken or exploding archive raises `Refused`."""
        with open(self.path, "rb") as file:
            if not self.gzipped:
                yield file
                return
            with io.BufferedReader(_Unpacked(file), 1 << 16) as unpacked:
                yield unpacked  # type: ignore[misc]

    def whole(self, limit: int = FILE_LIMIT) -> bytes:
        """All unpacked bytes.

        Raises:
            Refused: there are more than `limit`.
        """
        with self.stream() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise Refused("too-large", f"it holds more than {limit // MEGABYTE} MB; split it, or store it as .jsonl")
        return data


class _Unpacked(io.RawIOBase):
    """Bytes of a gzip file, with the faults of the archive as `Refused`."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._gzip, self._total = file, gzip.GzipFile(fileobj=file), 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
        try:
            data = self._gzip.read(len(buffer))
        except gzip.BadGzipFile:
            raise Refused("malformed", "it is named .gz and is not gzipped, or is damaged") from None
        except (EOFError, zlib.error):
            raise Refused(
                "malformed", "the gzip archive is cut off or damaged; what follows cannot be read"
            ) from None
        self._total += len(data)
        if self._total > _RATIO_FROM and self._total > _RATIO * self._file.tell():
            raise Refused(
                "too-large",
                f"it unpacks to more than {_RATIO} times its size, which no text does; unpack and check it",
            )
        buffer[: len(data)] = data
        return len(data)
