"""A run that was made before, of the same bytes by the same code, is handed out again in place of being made again.

What a run depends on is one digest: the content of every file of the corpus and its path, the corrections, the code and
the vocabulary of the whole package, the model, and the versions of the libraries. Contents are read in full each time,
since a date or a size cannot prove that a file is what it was; that takes a thousandth of what extraction takes.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from analysis import tables
from analysis.corpus.article import Rejected
from analysis.corpus.folders import File
from analysis.swap import MARKER, replacing

MOST = 3  # runs that are kept, those used last
SUMS = "sums.json"  # digest of each file of a kept run
_MARK = "run-"
_NAME = re.compile(r"[\w.-]+")


def digest(files: Iterable[File | Rejected], others: Sequence[Path], *parts: str) -> str | None:
    """Digest of all that a run depends on; None where a file cannot be read.

    Args:
        files: what is found in the corpus, in order.
        others: further files that it reads, such as the corrections; they may be missing.
        parts: what else it depends on.
    """
    total = hashlib.sha256(repr((sys.version, parts, _libraries())).encode())
    try:
        for item in files:
            if isinstance(item, Rejected):
                total.update(repr(tuple(item)).encode("utf-8", "surrogatepass"))
            else:
                total.update(repr((item.name, os.fsencode(item.path.name), _content(item.path))).encode())
        for path in others:
            total.update(repr(_content(path) if path.exists() else None).encode())
    except OSError:
        return None
    return total.hexdigest()


def recall(place: Path, key: str, fresh: Path) -> dict[str, Any] | None:
    """Copy a kept run into `fresh`; gives what its `run.json` says, None where there is no such run, or a damaged one."""
    source = _folder(place, key)
    try:
        sums = json.loads(_regular(source / SUMS).read_text(encoding="utf-8"))
        # whoever wrote there, no other file
        if sorted(sums) != sorted(f"{name}.parquet" for name in tables.CONTRACTS):
            raise ValueError(SUMS)
        for name in tables.CONTRACTS:
            file = f"{name}.parquet"
            shutil.copyfile(_regular(source / file), fresh / file)
            if _content(fresh / file) != sums[file]:
                raise ValueError(file)
            if not pq.read_schema(fresh / file).equals(tables.contract(name)):
                raise ValueError(file)
        os.utime(source)  # used now
        run = json.loads(_regular(source / MARKER).read_text(encoding="utf-8"))
        if sorted(run["counts"]) != sorted(tables.CONTRACTS):
            raise ValueError(MARKER)
        return run
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, LookupError, RecursionError, pa.ArrowException):
        shutil.rmtree(source, ignore_errors=True)
        return None


def keep(place: Path, key: str, folder: Path, run: dict[str, Any]) -> None:
    """Keep the tables in `folder`; never fails, since the run itself is done."""
    with contextlib.suppress(Exception):
        place.mkdir(parents=True, exist_ok=True)
        with replacing(_folder(place, key)) as kept:
            sums = {}
            for path in sorted(folder.glob("*.parquet")):
                shutil.copyfile(path, kept / path.name)
                sums[path.name] = _content(kept / path.name)
            (kept / MARKER).write_text(json.dumps(run), encoding="utf-8")
            (kept / SUMS).write_text(json.dumps(sums), encoding="utf-8")
        runs = sorted(place.glob(f"{_MARK}*"), key=lambda path: path.stat().st_mtime)
        for old in runs[:-MOST]:
            shutil.rmtree(old, ignore_errors=True)


def _folder(place: Path, key: str) -> Path:
    return place / f"{_MARK}{key[:24]}"


def _regular(path: Path) -> Path:
    """The path of a file; a pipe or a device, which could be read without an end, is refused."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "no file", str(path))
    return path


def _content(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _libraries() -> list[str]:
    """The libraries that this package asks for, and what they compute with, by version."""
    try:
        asked = [start[0] for each in requires("pactwatch") or () if (start := _NAME.match(each))]
    except PackageNotFoundError:
        asked = []
    found = []
    for name in sorted({*asked, "numpy", "pandas", "pyarrow", "spacy", "thinc"}):
        with contextlib.suppress(PackageNotFoundError):
            found.append(f"{name} {version(name)}")
    return found
