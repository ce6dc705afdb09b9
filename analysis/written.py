"""A frame as HTML for a notebook and as CSV for a spreadsheet, every value inert."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Iterable
from typing import Any

import pandas as pd

from analysis import export
from analysis.behind import split


def as_html(frame: pd.DataFrame, caption: str, total: int, behind: Iterable[list[str]] | None = None) -> str:
    """An HTML table with its caption; numbers to the right, wide text wrapped.

    Args:
        frame: the rows shown.
        caption: what they are.
        total: rows there are.
        behind: references to the records behind each row; a report makes links of them.
    """
    cell = 'style="text-align:{};white-space:normal;overflow-wrap:break-word;max-width:32em;vertical-align:top"'
    whole = 'style="text-align:left;white-space:nowrap;vertical-align:top"'  # a day is not broken at its dashes
    sides = ["right" if pd.api.types.is_numeric_dtype(frame[name].dtype) else "left" for name in frame.columns]
    head = "".join(
        f'<th scope="col" {cell.format(side)}>{html.escape(str(name).replace("_", " "))}</th>'
        for name, side in zip(frame.columns, sides, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(
            f"<td {whole if _DAY.fullmatch(text) else cell.format(side)}>{html.escape(text)}</td>"
            for text, side in zip(map(readable, row), sides, strict=True)
        )
        + (f"<td {cell.format('left')}>{_links(refs)}</td>" if refs is not None else "")
        + "</tr>"
        for row, refs in zip(
            frame.itertuples(index=False), behind if behind is not None else [None] * len(frame), strict=True
        )
    )
    if behind is not None:
        head += f'<th scope="col" {cell.format("left")}>evidence</th>'
    part = f" ({len(frame)} of {total} rows)" if len(frame) < total else ""
    if frame.empty:
        return f'<p class="pw-table-empty">{html.escape(caption)}: no rows.</p>'
    return (
        '<div class="pw-table" style="overflow-x:auto"><table>'
        f'<caption style="text-align:left">{html.escape(caption + part)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


_DAY = re.compile(r"\d{4}-\d\d(-\d\d)?")


def _links(refs: list[str]) -> str:
    """Links to the evidence of one row: one as a word, several folded behind their number."""
    links = [f'<a href="#evidence/{html.escape("/".join(filter(None, split(ref))))}">{{}}</a>' for ref in refs]
    if len(links) < 2:
        return "".join(link.format("sentence") for link in links)
    numbered = " ".join(link.format(number) for number, link in enumerate(links, start=1))
    return f"<details><summary>{len(links)} records</summary>{numbered}</details>"


def readable(value: Any) -> str:
    """A cell's value as a person would write it: nothing for null, lists with commas."""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return ""
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def as_csv(frame: pd.DataFrame) -> str:
    """The frame as CSV that a spreadsheet reads as text: a cell that starts like a formula gets a '."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(frame.columns)
    for row in frame.itertuples(index=False):
        writer.writerow([_inert(value) for value in row])
    return file.getvalue()


def _inert(value: Any) -> Any:
    if isinstance(value, bool | int | float) and not pd.isna(value):
        return value
    text = json.dumps(list(value), ensure_ascii=False) if isinstance(value, list | tuple) else readable(value)
    return export.inert(text)
