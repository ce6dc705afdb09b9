"""What was read, and what was not."""

from __future__ import annotations

import pandas as pd

from analysis.charts.shapes import Part, bars, behind, body, columns, spelt
from analysis.run import Foot, rows
from analysis.style import Chart, frame, look, too_little
from analysis.views.corpus import UNNAMED
from analysis.wording import count, in_prose


def documents_by_source(view: pd.DataFrame, foot: Foot) -> Chart:
    """Documents of each publisher, as bars."""
    subtitle = "Articles read, by publisher"
    with look():
        if view.empty:
            return too_little("No article was read.", subtitle, foot, n=0, unit="articles")
        first = view["source"][0]
        named = "without a publisher's name" if first == UNNAMED else f"from {in_prose(first)}"
        title = f"{view['documents'][0]} of {count(foot.documents, 'article')} {'is' if view['documents'][0] == 1 else 'are'} {named}"
        alt = "Bars: " + spelt((row.source, row.documents) for row in rows(view))
        chart = frame(title, subtitle, foot, n=foot.documents, unit="articles", height=body(len(view)), alt=alt)
        bars(
            chart.add_subplot(),
            list(view["source"]),
            [Part(row.source, row.documents, records=behind(row)) for row in rows(view)],
        )
        return chart


def documents_by_period(view: pd.DataFrame, foot: Foot) -> Chart:
    """Documents over time, as columns; a single period is no course of time."""
    subtitle = "Articles by date of publication"
    total = int(view["documents"].sum())
    with look():
        if len(view) < 2:
            reason = (
                f"All {count(total, 'dated article')} fall into {view['period'][0]}: that is no course of time."
                if total
                else "No article has a date of publication. A trend needs dates: as metadata of the file, in its name or in its text."
            )
            return too_little(reason, subtitle, foot, n=total, unit="articles")
        most = view.iloc[int(view["documents"].to_numpy().argmax())]
        title = f"{most['documents']} of {count(total, 'dated article')} fall into {most['period']}"
        undated = foot.documents - total
        note = (
            f"{count(undated, 'article')} without a date {'is' if undated == 1 else 'are'} not shown."
            if undated
            else ""
        )
        alt = "Columns: " + spelt((row.period, row.documents) for row in rows(view) if row.documents)
        chart = frame(title, subtitle, foot, n=total, unit="articles", height=2.4, alt=alt, note=note)
        columns(
            chart.add_subplot(),
            list(view["period"]),
            [Part(row.period, row.documents, records=behind(row)) for row in rows(view)],
        )
        return chart


def tokens_by_document(view: pd.DataFrame, foot: Foot) -> Chart:
    """Length of the longest documents, as bars."""
    subtitle = "Length in tokens (words and signs), the longest articles"
    with look():
        if view.empty:
            return too_little("No article was read.", subtitle, foot, n=0, unit="articles")
        title = f"The longest article has {view['tokens'][0]:,} tokens"
        alt = "Bars: " + spelt((row.title, row.tokens) for row in rows(view))
        chart = frame(title, subtitle, foot, n=len(view), unit="articles", height=body(len(view), row=0.4), alt=alt)
        names = dict(zip(view["path"], view["title"], strict=True))
        bars(
            chart.add_subplot(),
            list(view["path"]),
            [Part(row.path, row.tokens, what="tokens", records=behind(row)) for row in rows(view)],
            names,
            room=2.9,
        )
        return chart


def rejected_by_reason(view: pd.DataFrame, foot: Foot) -> Chart:
    """Inputs that could not be used, by reason, as bars."""
    subtitle = "Inputs that could not be used, by reason"
    total = int(view["inputs"].sum())
    with look():
        if view.empty:
            reason = "No input was rejected." if foot.documents else "There was no input."
            title = "Every input could be used" if foot.documents else "Nothing was read"
            return too_little(reason, subtitle, foot, n=0, unit="inputs rejected", title=title)
        title = f"{count(total, 'input')} could not be used, {view['inputs'][0]} of them because {view['meaning'][0] or view['reason'][0]}"
        alt = "Bars: " + spelt((row.reason, row.inputs) for row in rows(view))
        chart = frame(title, subtitle, foot, n=total, unit="inputs rejected", height=body(len(view)), alt=alt)
        bars(
            chart.add_subplot(),
            list(view["reason"]),
            [Part(row.reason, row.inputs, "#D55E00", records=behind(row)) for row in rows(view)],
        )
        return chart
