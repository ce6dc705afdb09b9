"""What stands above an article in a text file: front matter, header lines, a headline.

All of it stays in the text, which is the file's text letter by letter; here it is only read.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from analysis.corpus import days, fields
from analysis.unaliased import Unaliased

_FRONT = re.compile(r"\A---[ \t]*\r?\n(?P<inside>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_FRONT_LIMIT = 20_000  # characters
_HEADER_LINE = re.compile(r"(?P<name>[A-Za-z][A-Za-z _-]{1,24}):[ \t]+(?P<value>\S[^\r\n]*)")
_KNOWN = frozenset(fields.TITLE + fields.PUBLISHED + fields.SOURCE + fields.URL) | {
    "by", "author", "authors", "byline", "language", "tags", "section", "category", "id", "dateline",
}  # fmt: skip
_MARKDOWN = re.compile(r"^\s{0,3}#{1,6}\s+|\s+#+\s*$|[*_`]{1,3}")
_UNDERLINE = re.compile(r"\s{0,3}(?:=+|-+)\s*")
_LONGEST = 160  # characters of a headline


class _Plain(Unaliased, yaml.BaseLoader):
    """YAML as plain words: nothing is constructed, and no alias can make a little text large."""


def front_matter(text: str) -> tuple[dict[str, Any], int]:
    """Names and values above the article, and the offset at which the article starts.

    Either YAML between two lines `---`, or lines `Title: …` up to the first blank line. What is
    neither, or cannot be read, is part of the article.
    """
    found = _FRONT.match(text[:_FRONT_LIMIT]) if text.startswith("---") else None
    if found:
        try:
            values = yaml.load(found["inside"], Loader=_Plain)
        except (yaml.YAMLError, RecursionError, ValueError):
            return {}, 0
        return (fields.named(values), found.end()) if isinstance(values, dict) else ({}, 0)
    return _header_lines(text)


def headline(text: str, start: int = 0) -> str | None:
    """The first line from `start` on if it is a headline: short, no full stop, a blank line and more behind it."""
    head = text[start : start + 4 * _LONGEST].lstrip()
    lines = head.splitlines()
    if len(lines) < 2 or not 0 < len(lines[0].strip()) <= _LONGEST:
        return None
    marked = bool(re.match(r"#{1,6}\s", lines[0]))
    under = len(lines) > 1 and bool(lines[1].strip()) and bool(_UNDERLINE.fullmatch(lines[1]))
    if not (marked or under or not lines[1].strip()) or not any(line.strip() for line in lines[1 + under :]):
        return None
    title = " ".join(_MARKDOWN.sub("", lines[0]).split())
    if not marked and not under and (title.endswith((".", ",", ":", ";")) or len(title.split()) < 2):
        return None
    if days.is_line(title) or re.match(r"by\s+[A-Z]", title, re.I) or not re.search(r"[^\W\d_]", title):
        return None
    return fields.words(title)


def _header_lines(text: str) -> tuple[dict[str, Any], int]:
    values: dict[str, str] = {}
    end = 0
    for line in text[:_FRONT_LIMIT].splitlines(keepends=True):
        found = _HEADER_LINE.match(line)
        if not found:
            # one line alone may be the article's own ("Subject: …"); two known names are a header
            known = [name for name in fields.named(values) if name in _KNOWN]
            blank = not line.strip()
            return (fields.named(values), end) if blank and len(known) >= 2 and len(known) == len(values) else ({}, 0)
        values[found["name"]] = found["value"].strip()
        end += len(line)
    return {}, 0
