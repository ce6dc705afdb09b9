"""PDF: the text of its pages as paragraphs, without running heads and page numbers."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

from analysis.corpus import days, fields
from analysis.corpus.article import MEGABYTE, TEXT_LIMIT, Draft, Found, Refused
from analysis.corpus.layout import paragraphs
from analysis.corpus.unpack import Source

_PAGES = 1000
_CONTENT = 16 * MEGABYTE  # bytes of drawing commands of all pages together: what bounds the time a file can take
_SHOWN = 50_000  # text-showing commands of a page, glyph by glyph a dense one has 10,000; the library's time grows as its square
_SHOWS = re.compile(rb"[)\]>]\s{0,9}(?:Tj|TJ|['\"])")
_LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": _CONTENT, "lzw_maximum_output_length": _CONTENT,
    "run_length_maximum_output_length": _CONTENT, "stream_parsing_work_maximum_count": 500_000,
    "xform_maximum_invocations_per_extraction": 200, "jbig2dec_binary": None,
}  # fmt: skip
# what word processors put where a title should be
_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint)\b|untitled|document\d*$|slide \d|pdf$|print$|layout \d)|\.\w{2,5}$", re.I
)

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # its complaints become rows of `rejected`


def read(source: Source) -> Iterator[Found]:
    """One article; title and date from the PDF's information, where they are more than a program's leftovers."""
    from pypdf import PdfReader, apply_configuration
    from pypdf.errors import LimitReachedError, PyPdfError

    data = source.whole()
    if not data.strip():
        raise Refused("empty", "there is nothing in it")
    if b"%PDF-" not in data[:2048]:
        raise Refused("malformed", "it is named .pdf and is no PDF")
    try:
        with apply_configuration(**_LIMITS):
            reader = PdfReader(io.BytesIO(data), strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                raise Refused("unreadable", "the PDF asks for a password; save it without one")
            text = paragraphs(_pages(reader))
            found = _metadata(reader)
    except LimitReachedError as fault:
        raise Refused("too-large", f"the PDF unpacks to more than the limits allow: {str(fault)[:200]}") from None
    except (PyPdfError, RecursionError) as fault:
        raise Refused("malformed", f"the PDF cannot be read: {str(fault)[:200]}") from None
    if not text.strip():
        raise Refused("empty", f"the PDF has {len(reader.pages)} pages and no text; scanned pages need OCR first")
    yield Found(None, Draft(text, **found, headed=True))


def _pages(reader: Any) -> list[str]:
    if len(reader.pages) > _PAGES:
        raise Refused("too-large", f"the PDF has {len(reader.pages):,} pages; an article may have {_PAGES:,}")
    texts: list[str] = []
    drawn = held = 0
    for page in reader.pages:
        contents = page.get_contents()
        data = contents.get_data() if contents is not None else b""
        drawn += len(data)
        if drawn > _CONTENT:
            raise Refused("too-large", f"the PDF's pages unpack to more than {_CONTENT // MEGABYTE} MB")
        if len(_SHOWS.findall(data)) > _SHOWN:
            raise Refused("too-large", f"a page of the PDF has more than {_SHOWN:,} pieces of text")
        texts.append(page.extract_text())
        held += len(texts[-1])
        if held > 2 * TEXT_LIMIT:
            raise Refused("too-large", f"more than {TEXT_LIMIT:,} characters")
    return texts


def _metadata(reader: Any) -> dict[str, Any]:
    try:
        named = fields.named({str(key).lstrip("/"): _word(value) for key, value in (reader.metadata or {}).items()})
    except Exception:  # broken information is no reason to lose the text
        return {}
    title = fields.words(named.get("title"))
    made = next((day for key in ("creationdate", "moddate") if (day := days.parse(named.get(key)))), None)
    named = {key: value for key, value in named.items() if key not in ("creationdate", "moddate", "title", "subject")}
    return {**fields.metadata(named), "title": None if title and _NO_TITLE.search(title) else title, "made": made}


def _word(value: Any) -> str | None:
    value = value.get_object() if hasattr(value, "get_object") else value
    return str(value) if isinstance(value, str) else None
