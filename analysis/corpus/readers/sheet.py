"""CSV and TSV: one row is one article, the columns known by their usual names."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from analysis.corpus import fields
from analysis.corpus.article import ROW_LIMIT, Draft, Found, Refused
from analysis.corpus.encoding import decode
from analysis.corpus.lines import lines, mended
from analysis.corpus.unpack import Source

_DELIMITERS = {".csv": ",;\t|", ".tsv": "\t,;|"}  # in the order in which a tie is decided


def read(source: Source) -> Iterator[Found]:
    """`#n` is the n-th row below the header.

    Quotes are read strictly: a quote that is never closed would otherwise swallow the rows behind it
    as if they were the text of one article.
    """
    csv.field_size_limit(ROW_LIMIT)
    with source.stream() as stream:
        physical = _Lines(lines(stream, newline=""))
        try:
            first = next(physical)
        except StopIteration:
            raise Refused("empty", "there is nothing in it") from None
        except _TooLong as fault:
            raise fault.refusal from None
        # a header broken over lines would need the whole file to be told apart: it is read as it stands
        delimiter = max(_DELIMITERS[source.kind], key=lambda mark: (_fits(first, mark), first.count(mark)))
        header = _cells(first, delimiter)
        if not any(name in fields.named(dict.fromkeys(header)) for name in fields.TEXT):
            shown = ", ".join(name.strip()[:40] for name in header[:12])
            raise Refused("malformed", f"no column holds the text; name one 'text' (it has: {shown})")
        rows = csv.reader(physical, delimiter=delimiter, strict=True)
        number = 0
        while True:
            try:
                row = next(rows)
            except StopIteration:
                break
            except _TooLong as fault:
                number += 1
                yield Found(number, fault.refusal)
                continue
            except csv.Error as fault:
                number += 1
                yield Found(number, Refused("malformed", _said(fault)))
                continue
            if row:
                number += 1
                yield Found(number, _draft(header, row))
        if not number:
            raise Refused("empty", "there is no row below its header")


class _TooLong(Exception):
    """A line that is refused by itself; what breaks the whole file is a `Refused` that nobody here catches."""

    def __init__(self, refusal: Refused) -> None:
        super().__init__(refusal)
        self.refusal = refusal


class _Lines:
    """The lines of a file as the csv module wants them: one that is too long is raised, and the next one comes."""

    def __init__(self, source: Iterator[str | Refused]) -> None:
        self._source = source

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self._source)
        if isinstance(line, Refused):
            raise _TooLong(line)
        return line


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error as fault:
        raise Refused("malformed", f"its header cannot be read: {fault}") from None


def _fits(line: str, delimiter: str) -> bool:
    return any(name in fields.TEXT for name in fields.named(dict.fromkeys(_cells(line, delimiter))))


def _draft(header: list[str], row: list[str]) -> Draft | Refused:
    if len(row) > len(header):
        return Refused("malformed", f"it has {len(row)} fields and the header {len(header)}; put quotes around texts")
    try:
        return fields.draft({name: mended(value, decode) for name, value in zip(header, row, strict=False)})
    except Refused as refusal:
        return refusal


def _said(fault: csv.Error) -> str:
    if "unexpected end of data" in str(fault):
        return "a quote that opens here is never closed; nothing behind it could be read"
    if "field limit" in str(fault):
        return f"a field has more than {ROW_LIMIT:,} characters, or a quote is never closed"
    return f"its quotes cannot be told apart: {fault}"
