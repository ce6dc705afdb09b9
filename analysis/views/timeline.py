"""Dated events, how precise their dates are, and where dates of one text disagree."""

from __future__ import annotations

import datetime

import pandas as pd

from analysis.run import rows
from analysis.views.names import Names
from analysis.views.periods import span

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
    dates: pd.DataFrame,
    documents: pd.DataFrame,
    sanctions: pd.DataFrame,
    cooperation: pd.DataFrame,
    actors: pd.DataFrame,
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
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    titles = {row.doc_id: row.title if isinstance(row.title, str) else row.path for row in rows(documents)}
    lines, seen = [], set()
    for row in rows(dates):
        found = span(row.value) if row.type in ("DATE", "TIME") else None
        conflict = row.conflict if isinstance(row.conflict, str) else None
        if found is None and conflict is None:
            continue
        around = _around(texts.get(row.doc_id, ""), int(row.start), int(row.end)) or str(row.text)
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
    """The events worth a line in a timeline: conflicts first, then statements of the tables, then the latest.

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


def _around(text: str, start: int, end: int, reach: int = 60) -> str:
    """The words around an expression, whole ones, on one line."""
    left, right = max(0, start - reach), min(len(text), end + reach)
    before, after = text[left:start], text[end:right]
    if left:
        before = "…" + before[before.find(" ") + 1 :]
    if right < len(text):
        after = after[: after.rfind(" ")] + "…" if " " in after else after + "…"
    return " ".join(f"{before}{text[start:end]}{after}".split())
