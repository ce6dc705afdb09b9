"""The files of a corpus, in the order of their paths, whatever order the file system keeps.

No articles, and passed over without a row: names that start with a dot, office lock files (`~$…`), and
`corrections.csv` at the top. Everything else is a file to read or a row of `rejected`.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from analysis.corpus.article import Rejected

_RUN_FILES = ("run.json", "documents.parquet")  # both lie in a folder that an earlier run wrote


class File(NamedTuple):
    """A regular file: where it lies, and its path relative to the corpus as the tables show it."""

    path: Path
    name: str


def walk(root: Path) -> Iterator[File | Rejected]:
    """Every file below `root` in the order of the path's parts; links out of it and odd files as rejected."""
    real = os.path.realpath(root)
    pending: list[tuple[Path, str]] = [(root, "")]
    while pending:  # a stack and no recursion: folders may lie deeper than Python calls may
        path, name = pending.pop()
        if name and (refusal := _refuse(path, name, real)):
            yield refusal
        elif name and not path.is_dir():
            yield File(path, name)
        else:
            try:
                children = sorted((entry.name for entry in os.scandir(path)), key=os.fsencode, reverse=True)
            except OSError as fault:
                yield Rejected(name or ".", "unreadable", f"the folder cannot be listed: {fault.strerror}")
                continue
            if name and all(child in children for child in _RUN_FILES):
                yield Rejected(name, "binary", "the folder holds the tables of an earlier run, not articles")
                continue
            for child in children:
                if not _passed_over(child, top=not name):
                    pending.append((path / child, f"{name}/{shown(child)}" if name else shown(child)))


def shown(name: str) -> str:
    """A file name as text; bytes that are not UTF-8 as `\\xff`, so that a table can hold them."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _passed_over(name: str, *, top: bool) -> bool:
    return name.startswith((".", "~$")) or (top and name == "corrections.csv")


def _refuse(path: Path, name: str, real: str) -> Rejected | None:
    try:
        if path.is_symlink():
            target = os.path.realpath(path, strict=True)
            inside = os.path.relpath(target, real)
            if inside.split(os.sep)[0] == os.pardir:
                return Rejected(name, "outside", "the link leads out of the corpus")
            if os.path.isdir(target):
                if any(_passed_over(part, top=False) for part in inside.split(os.sep) if part != os.curdir):
                    return Rejected(
                        name, "outside", "the link leads to a hidden folder, which is no part of the corpus"
                    )
                return Rejected(
                    name, "duplicate", f"a link to the folder {shown(inside)!r}, which is read in its place"
                )
        mode = path.stat().st_mode
    except OSError as fault:
        return Rejected(name, "unreadable", fault.strerror or "the path cannot be followed")
    if stat.S_ISDIR(mode):
        return None
    if not stat.S_ISREG(mode):
        return Rejected(name, "unreadable", "it is neither a file nor a folder (a pipe, a socket or a device)")
    if path.name.split(".")[0].lower() == "readme":
        return Rejected(name, "binary", "a README describes a folder; rename it if it is an article")
    return None
