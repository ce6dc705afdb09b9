"""Word documents (.docx): paragraphs and table rows in their order, a blank line between them."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator
from typing import Any

from analysis.corpus import fields
from analysis.corpus.article import FILE_LIMIT, MEGABYTE, TEXT_LIMIT, Draft, Found, Refused
from analysis.corpus.unpack import Source

_PARTS = 5000
# the day in the template of the library that many programs make .docx files with: nobody's document is from then
_TEMPLATE = datetime.datetime(2013, 12, 23, 23, 15)


def read(source: Source) -> Iterator[Found]:
    """One article; title and date from the document's core properties."""
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    data = source.whole()
    if not data:
        raise Refused("empty", "there is nothing in it")
    try:
        _check_size(data)
        document = docx.Document(io.BytesIO(data))
        text = _text(document)
        found = _metadata(document)
    except (
        zipfile.BadZipFile,
        OpcError,
        LxmlError,
        KeyError,
        ValueError,
        RecursionError,
        NotImplementedError,
    ) as fault:
        raise Refused("malformed", f"it is named .docx and cannot be read as one: {str(fault)[:200]}") from None
    if not text.strip():
        raise Refused("empty", "the document holds no text")
    yield Found(None, Draft(text, **found, headed=True))


def _check_size(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        # no more than the stated size is ever unpacked of a part, so that a false statement is only a broken file
        size = sum(part.file_size for part in parts)
    if size > FILE_LIMIT or len(parts) > _PARTS:
        raise Refused("too-large", f"the document unpacks to {size // MEGABYTE} MB in {len(parts)} parts")


def _text(document: Any) -> str:
    from docx.table import Table

    blocks: list[str] = []
    held = 0
    for block in document.iter_inner_content():
        lines = _rows(block) if isinstance(block, Table) else [block.text]
        for line in lines:
            if line.strip():
                blocks.append(line.strip())
                held += len(line) + 2
        if held > 2 * TEXT_LIMIT:
            raise Refused("too-large", f"more than {TEXT_LIMIT:,} characters")
    return "\n\n".join(blocks)


def _rows(table: Any) -> Iterator[str]:
    for row in table._tbl.tr_lst:  # the cells as they stand: merged ones once, and no grid to fill
        cells = [" ".join("".join(cell.itertext(_TEXT_TAG)).split()) for cell in row.tc_lst]
        yield " | ".join(cell for cell in cells if cell)


_TEXT_TAG = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def _metadata(document: Any) -> dict[str, Any]:
    core = document.core_properties
    created = core.created
    return {
        "title": fields.words(core.title),
        "made": created.date() if created and created.replace(tzinfo=None) != _TEMPLATE else None,
    }
