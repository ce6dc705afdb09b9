"""From the lines of printed pages back to paragraphs."""

from __future__ import annotations

import re
from collections import Counter

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00ad": None}
)
_DIGITS = re.compile(r"[0-9]+")
_PAGE_NUMBER = re.compile(r"[-–— ]*(?:page\s+)?[0-9]{1,4}(?:\s*(?:/|of)\s*[0-9]{1,4})?[-–— ]*", re.I)
_BULLET = re.compile(r"(?:[•·▪◦*–—-]|\(?[0-9a-z]{1,3}[.)])\s")
_HYPHENED = re.compile(r"([^\W\d_]+)-$")
_COMPOUND = re.compile(r"\b[^\W\d_]+-[^\W\d_]+")
_WORD = 60  # characters at a line's end that may be the first half of a word
_STOPS = (".", "!", "?", ":", "”", '"', "’")


def paragraphs(pages: list[str]) -> str:
    """The text of the pages, one blank line between paragraphs.

    Lines are joined where they were broken for width; words parted by a hyphen at a line's end are joined
    unless the text elsewhere has them with it. Lines that stand at the edge of most pages are left out.
    """
    split = [[" ".join(line.translate(_LIGATURES).split()) for line in page.splitlines()] for page in pages]
    running = _running(split)
    lines: list[str] = []
    for page in split:
        lines += _inner(page, running)
        while lines and not lines[-1]:
            lines.pop()  # a paragraph may go on overleaf
    written = [line for line in lines if line]
    if not written:
        return ""
    width = sorted(map(len, written))[int(0.9 * (len(written) - 1))]
    compounds = set(_COMPOUND.findall("\n".join(written).lower()))
    built: list[list[str]] = []  # pieces of each paragraph, put together once: joining line by line would be slow
    ended = True
    for at, line in enumerate(lines):
        if not line:
            ended = True
            continue
        if ended or _BULLET.match(line):
            built.append([line])
        else:
            built[-1][-1:] = _joined(built[-1][-1], line, compounds)
        following = lines[at + 1] if at + 1 < len(lines) else ""
        ended = _ends(line, following, width)
    return "\n\n".join("".join(pieces) for pieces in built)


def _ends(line: str, following: str, width: int) -> bool:
    if following[:1].islower() or _HYPHENED.search(line[-_WORD:]):
        return False
    return len(line) < 0.7 * width or (line.endswith(_STOPS) and len(line) < 0.9 * width)


def _joined(before: str, line: str, compounds: set[str]) -> list[str]:
    parted = _HYPHENED.search(before[-_WORD:])
    if not parted or not line[:1].islower():
        return [before, " ", line]
    rest = re.match(r"[^\W\d_]+", line)
    whole = f"{parted[1]}-{rest[0] if rest else ''}".lower()
    return [before if whole in compounds else before[:-1], line]


def _running(pages: list[list[str]]) -> set[str]:
    """Lines, digits aside, that are the first or last of more than half of at least three pages."""
    if len(pages) < 3:
        return set()
    edges: Counter[str] = Counter()
    for page in pages:
        written = [line for line in page if line]
        edges.update({_DIGITS.sub("0", line) for line in (*written[:1], *written[-1:])})
    return {line for line, count in edges.items() if 2 * count > len(pages)}


def _inner(page: list[str], running: set[str]) -> list[str]:
    """The page without a first and last line that is a running head or a page number."""
    written = [at for at, line in enumerate(page) if line]
    edges = {written[0], written[-1]} if written else set()
    return [
        line
        for at, line in enumerate(page)
        if at not in edges or not (_DIGITS.sub("0", line) in running or _PAGE_NUMBER.fullmatch(line))
    ]
