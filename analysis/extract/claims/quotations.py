"""Where a text quotes directly: spans between quotation marks, curly or straight, over paragraphs too."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from spacy.tokens import Doc

from analysis.extract.places import text_of

LONGEST = 6000  # characters; a longer "quotation" is a mark that was never closed

_PARAGRAPH = re.compile(r"[^\n]+")
_MARK = re.compile(r"[“”„«»\"]|''|``|(?<!\w)[‘'](?=\w)|(?<=[\w.,!?…])[’'](?!\w)")


class Quotation(NamedTuple):
    """Characters [start, end), quotation marks included; `continued` where the next paragraph goes on with it."""

    start: int
    end: int
    continued: bool = False


def quotations(doc: Doc) -> list[Quotation]:
    """Every direct quotation of the doc, in order; computed once a doc."""
    cached = doc.user_data.get("quotations")
    if cached is None:
        cached = joined(text_of(doc), found(text_of(doc)))
        doc.user_data["quotations"] = cached
    return cached


def found(text: str) -> list[Quotation]:
    """The quotations of each paragraph by itself."""
    spans: list[Quotation] = []
    for paragraph in _PARAGRAPH.finditer(text):
        opened: int | None = None
        closing: tuple[str, ...] = ()
        for mark in _MARK.finditer(text, paragraph.start(), paragraph.end()):
            sign, at = mark.group(), mark.start()
            if opened is None:
                if sign in ("‘", "'", "’") and not _single_quotation(text, at, paragraph.end()):
                    continue  # an apostrophe
                if sign in ("”", "»") or (sign in ('"', "''") and not _can_open(text, at, len(sign))):
                    continue
                opened, closing = at, _CLOSING[sign]
            elif sign in closing:
                if sign == '"' and _can_open(text, at, 1) and not _can_close(text, at):
                    opened = at  # a mark that can only open: the one before it was never closed
                    continue
                spans.append(Quotation(opened, mark.end()))
                opened = None
        if opened is not None and closing[0] in ("”", '"', "»", "''") and paragraph.end() - opened > 20:
            end = opened + len(text[opened : paragraph.end()].rstrip())
            spans.append(Quotation(opened, end, True))
    return [span for span in spans if span.end - span.start <= LONGEST]


_CLOSING = {
    "“": ("”", '"'),
    "„": ("“", "”"),
    '"': ('"', "”"),
    "«": ("»",),
    "‘": ("’",),
    "'": ("'", "’"),
    "``": ("''",),
    "''": ("''",),
}


def _can_open(text: str, at: int, width: int) -> bool:
    before = text[at - 1 : at]
    return (not before or before.isspace() or before in "([—–-―:‘'“") and bool(
        text[at + width : at + width + 1].strip()
    )


def _can_close(text: str, at: int) -> bool:
    after = text[at + 1 : at + 2]
    return bool(text[at - 1 : at].strip()) and (not after or not after.isalnum())


def _single_quotation(text: str, at: int, limit: int) -> bool:
    """Whether a single mark opens a quotation: a closing one follows, and it is no elision ("'90s", "'em")."""
    if text[at] == "’":
        return False
    if re.match(r"['‘](?:\d0s|em\b|til\b|tis\b|twas\b|cause\b|n\b)", text[at : at + 8]):
        return False
    return bool(re.search(r"[\w.,!?…][’'](?!\w)", text[at + 1 : limit]))


def joined(text: str, spans: list[Quotation]) -> list[Quotation]:
    """Quotations that go on in the next paragraph made one, as printers mark them: reopened, closed only at the end."""
    out: list[Quotation] = []
    for span in spans:
        before = out[-1] if out else None
        if (
            before is not None
            and before.continued
            and not text[before.end : span.start].strip()
            and span.end - before.start <= LONGEST
        ):
            out[-1] = Quotation(before.start, span.end, span.continued)
        else:
            out.append(span)
    return out


def quotation_at(doc: Doc, char: int) -> Quotation | None:
    """The quotation that holds the character, None outside of quotations."""
    spans = quotations(doc)
    index = bisect_right(spans, char, key=lambda span: span.start) - 1
    return spans[index] if index >= 0 and spans[index].end > char else None


def quotations_between(doc: Doc, start: int, end: int) -> list[Quotation]:
    """The quotations that start in [start, end)."""
    spans = quotations(doc)
    low = bisect_left(spans, start, key=lambda span: span.start)
    high = bisect_left(spans, end, key=lambda span: span.start)
    return spans[low:high]


def sentence_like(text: str, span: Quotation) -> bool:
    """Whether a quotation is long enough to be somebody's sentence and not a quoted term."""
    return (
        len(text[span.start : span.end].split()) >= 5 or text[span.start : span.end].rstrip("”\"'’»")[-1:] in ".!?,"
    )
