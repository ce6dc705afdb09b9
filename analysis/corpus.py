"""Read a corpus, once. The stored text is what every offset counts in."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from analysis.errors import CorpusError


class Document(NamedTuple):
    """One article as read."""

    doc_id: str
    path: str
    title: str | None
    text: str
    published: datetime.date | None
    published_from: str | None
    source: str | None
    url: str | None
    language: str


class Rejected(NamedTuple):
    """One input that could not be used."""

    path: str
    reason: str
    detail: str


def doc_id(text: str) -> str:
    """Id of a document: from its text alone, so that it survives moving and renaming the file."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def read(folder: str | Path) -> Iterator[Document | Rejected]:
    """Every input of the corpus, in the order of their paths: a document, or why it is none.

    Raises:
        CorpusError: the folder does not exist.
    """
    root = Path(folder)
    if not root.exists():
        raise CorpusError(f"the corpus {str(root)!r} does not exist; name a folder or a file that does")
    for path in sorted(root.rglob("*")):
        if path.suffix == ".json":
            row = json.loads(path.read_text(encoding="utf-8"))
            day = row.get("published")
            yield Document(
                doc_id(row["text"]), str(path.relative_to(root)), row.get("title"), row["text"],
                _day(day), "metadata" if _day(day) else None,
                row.get("source"), row.get("url"), "en",
            )  # fmt: skip
        elif path.suffix == ".txt":
            text = path.read_text(encoding="utf-8")
            yield Document(doc_id(text), str(path.relative_to(root)), None, text, None, None, None, None, "en")


def _day(value: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(value) if value else None
    except ValueError:
        return None
