"""What reading gives: documents kept, inputs refused, and the drafts in between; and how large they may be."""

from __future__ import annotations

import datetime
import hashlib
import re
from typing import NamedTuple

MEGABYTE = 1 << 20
FILE_LIMIT = 64 * MEGABYTE  # bytes of a file that has to be read whole, after unpacking
ROW_LIMIT = 16 * MEGABYTE  # characters of one row of a file that is read row by row
TEXT_LIMIT = 2_000_000  # characters of one article: a long book has about a million
PIECE_LIMIT = (
    300_000  # words and marks of one article, which the time of parsing it grows with: a long book has 200,000
)

_SURROGATE = re.compile("[\ud800-\udfff]")


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
    """One input that could not be used; `reason` is one of `tables.REJECTED_REASONS`."""

    path: str
    reason: str
    detail: str


class Draft(NamedTuple):
    """An article as its reader found it, before anything was checked.

    Attributes:
        text: what offsets will count in.
        published: day of publication as the metadata give it.
        made: day on which the file was made (PDF, Word): what is left when nothing else gives a day.
        body: offset at which the article starts, behind the front matter that `text` still holds.
        headed: whether the first line may be the title.
    """

    text: str
    title: str | None = None
    published: datetime.date | None = None
    source: str | None = None
    url: str | None = None
    made: datetime.date | None = None
    body: int = 0
    headed: bool = False


class Refused(Exception):
    """A file or a row that cannot be used: a code of `tables.REJECTED_REASONS`, and the reason in words."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail


class Found(NamedTuple):
    """What a reader yields: number within a collection (None for a file of one article), and draft or refusal."""

    number: int | None
    draft: Draft | Refused


def doc_id(text: str) -> str:
    """Id of a document: from its text alone, so that it survives moving and renaming the file."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def storable(text: str) -> str:
    """The text with each lone surrogate replaced, one for one, since UTF-8 has no bytes for them."""
    return _SURROGATE.sub("\ufffd", text)
