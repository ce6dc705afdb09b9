"""Dated events, how precise their dates are, and where dates of one text disagree."""

from __future__ import annotations

import datetime
from typing import Any

import pandas as pd

from analysis.asking import Table, ask
from analysis.run import rows
from analysis.views.evidence import titles_of
from analysis.views.names import Names
from analysis.views.periods import Span, span

REACH = 60  # signs shown on either side of an expression

# each time expression with the text around it; texts stay where they are
_AROUND = """
with shown as (
    select doc_id, text, length(text) as length from documents
    where doc_id in (select doc_id from dates)
)
select dates.*, length, substr(shown.text, greatest(start - $reach, 0) + 1, least(start, $reach)) as before,
    substr(shown.text, "end" + 1, $reach) as after
from dates left join shown using (doc_id) order by place"""

_COLUMNS = [
    "first",
    "last",
    "precision",
    "value",
    "words",
    "what",
    "topic",
    "certainty",
    "conflict",
    "article",
    "evidence",
    "records",
]


def events(
    dates: Table,
    documents: Table,
    sanctions: pd.DataFrame,
    cooperation: pd.DataFrame,
    actors: Table,
) -> pd.DataFrame:
    """Time expressions that name a day, month or year, with what the same sentence says happened.

    Args:
        dates: table `dates`; durations, sets and what has no value on the calendar are left out, unless in conflict.
        documents: table `documents`.
        sanctions, cooperation: tables whose statements stand in the same sentence.
        actors: table `actors`, for names.

    Returns:
        One row an expression, in order of time, those without a value last.
        Columns: first, last (date, both included, or None), precision (str), value, words (str: the expression),
        what (str: the statement of that sentence, else the words around), topic (str: `sanctions`, an area or
        `other`), certainty (str or None), conflict (str or None), article, evidence (str),
        records (references).
    """
    known = Names(actors)
    labels = _labels(sanctions, cooperation, known)
    titles = titles_of(documents)
    lines, seen = [], set()
    spans: dict[object, Span | None] = {}
    told = ask(_AROUND, {"reach": REACH}, dates=dates, documents=documents)
    for row in rows(told):
        if row.value not in spans:
            spans[row.value] = span(row.value)
        found = spans[row.value] if row.type in ("DATE", "TIME") else None
        conflict = row.conflict if isinstance(row.conflict, str) else None
        if found is None and conflict is None:
            continue
        around = _around(row, str(row.text)) if isinstance(row.before, str) else str(row.text)
        what, topic, certainty = labels.get((row.doc_id, row.sentence), (around, "other", None))
        key = (row.doc_id, row.sentence, row.value, conflict)
        if key in seen:  # the same date said twice in one sentence
            continue
        seen.add(key)
        first, last, precision = found or (None, None, "")
        value = row.value if isinstance(row.value, str) else ""
        title = titles.get(row.doc_id, "")
        lines.append(
            (
                first,
                last,
                precision,
                value,
                row.text,
                what,
                topic,
                certainty,
                conflict,
                title,
                around,
                [f"{row.doc_id}#d-{row.start}"],
            )
        )
    lines.sort(key=lambda row: (row[0] or datetime.date.max, row[1] or datetime.date.max, row[5], row[4]))
    return pd.DataFrame(lines, columns=_COLUMNS).astype(object)


def events_by_date(view: pd.DataFrame, *, top: int = 15) -> pd.DataFrame:
    """The events worth a line in a timeline: conflicts first, then statements of the
    tables, then those dated to the day, then the latest.

    Args:
        view: what `events` gives.
        top: events kept.

    Returns:
        The rows kept, in order of time, events without a value left out.
    """
    placed = view[view["first"].notna()].reset_index(drop=True)
    order = sorted(
        range(len(placed)),
        key=lambda k: (
            placed["conflict"][k] is None,
            placed["topic"][k] == "other",
            placed["precision"][k] != "day",  # "by 2050" is later than any report, and says less
            -placed["first"][k].toordinal(),
            k,
        ),
    )
    return placed.loc[sorted(order[:top])].reset_index(drop=True)


def _labels(
    sanctions: pd.DataFrame, cooperation: pd.DataFrame, known: Names
) -> dict[tuple[str, int], tuple[str, str, str]]:
    labels: dict[tuple[str, int], tuple[str, str, str]] = {}
    for row in rows(cooperation):
        if row.givers and row.receivers:
            who = f"{_some(row.givers, known)} → {_some(row.receivers, known)}"
        else:
            who = _some(row.participants, known)
        labels.setdefault(
            (row.doc_id, row.sentence),
            (f"{who}: {row.item if isinstance(row.item, str) else row.area}", row.area, row.certainty),
        )
    for row in rows(sanctions):
        who = f"{_some(row.imposers, known) or 'sanctions'} → {_some(row.targets, known) or '(not said)'}"
        labels.setdefault(
            (row.doc_id, row.sentence), (f"{who}: {row.action} ({row.measure})", "sanctions", row.certainty)
        )
    return labels


def _some(ids: list[str], known: Names) -> str:
    names = [known.name(key) for key in known.keys(ids, by_state=True)]
    return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")


def _around(row: Any, text: str) -> str:
    """The words around an expression, whole ones, on one line."""
    before, after = row.before, row.after
    if row.start > REACH:
        before = "…" + before[before.find(" ") + 1 :]
    if row.end + REACH < row.length:
        after = after[: after.rfind(" ")] + "…" if " " in after else after + "…"
    return " ".join(f"{before}{text}{after}".split())
