"""JSON: one object is one article, a list or a file of lines is a collection of them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from analysis.corpus import fields
from analysis.corpus.article import Found, Refused
from analysis.corpus.encoding import decode
from analysis.corpus.lines import lines
from analysis.corpus.unpack import Source

_LISTS = (
    "articles",
    "documents",
    "docs",
    "items",
    "results",
    "data",
    "entries",
    "records",
    "rows",
    "news",
    "stories",
)
_PATIENCE = 1000  # rows read without one that can be used, after which the file is given up


def read(source: Source) -> Iterator[Found]:
    """An object is one article; of a list, or an object that holds one, `#n` is the n-th."""
    text = decode(source.whole())
    if not text.strip():
        raise Refused("empty", "there is nothing in it")
    try:
        value = _parsed(text)
    except Refused:
        first = text.lstrip().split("\n", 1)[0]
        if not first.rstrip().endswith("}"):
            raise
        _parsed(first)  # one object a line is often called .json too
        yield from _of_lines(io.StringIO(text, newline="\n"))
        return
    if isinstance(value, dict):
        listed = _listed(value)
        if listed is None:
            yield Found(None, fields.draft(value))
            return
        value = listed
    if not isinstance(value, list):
        raise Refused("malformed", f"it holds a {_kind(value)}, not an object with a text")
    if not value:
        raise Refused("empty", "its list of articles is empty")
    if not any(isinstance(item, dict) for item in value):
        raise Refused("malformed", f"its list holds no objects; the first item is a {_kind(value[0])}")
    for number, item in enumerate(value, start=1):
        yield Found(number, _draft(item))


def read_lines(source: Source) -> Iterator[Found]:
    """One object a line; `#n` is the number of the line. Blank lines count and are passed over."""
    with source.stream() as stream:
        yield from _of_lines(lines(stream, newline="\n"))


def _of_lines(rows: Iterable[str | Refused]) -> Iterator[Found]:
    good = bad = 0
    for number, row in enumerate(rows, start=1):
        if isinstance(row, str) and not row.strip():
            continue
        draft = row if isinstance(row, Refused) else _of_line(row)
        good, bad = (good, bad + 1) if isinstance(draft, Refused) else (good + 1, bad)
        yield Found(number, draft)
        if not good and bad == _PATIENCE:
            raise Refused("malformed", f"none of its first {_PATIENCE} lines can be used; the rest was not read")
    if not good and not bad:
        raise Refused("empty", "there is nothing in it")


def _of_line(row: str) -> Any:
    try:
        return _draft(_parsed(row))
    except Refused as refusal:
        return refusal


def _draft(item: Any) -> Any:
    if not isinstance(item, dict):
        return Refused("malformed", f"it is a {_kind(item)}, not an object with a text")
    try:
        return fields.draft(item)
    except Refused as refusal:
        return refusal


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError:
        raise Refused("malformed", "its JSON is nested too deeply") from None
    except ValueError as fault:
        raise Refused("malformed", f"it is not JSON: {str(fault)[:200]}") from None


def _listed(value: dict[str, Any]) -> list[Any] | None:
    """The list of articles that an object without a text of its own holds (`{"articles": [...]}`)."""
    found = fields.named(value)
    if any(isinstance(found.get(name), str) for name in fields.TEXT):
        return None
    if isinstance(found.get("response"), dict):
        found = fields.named(found["response"])
    return next((found[name] for name in _LISTS if isinstance(found.get(name), list)), None)


def _kind(value: Any) -> str:
    names = {dict: "object", list: "list", str: "text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "number")
