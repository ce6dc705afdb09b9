"""Corrections written for the user: from a record of a run to a row of `corrections.csv`.

`row` makes the row, with id and digest filled in from the run; `correct` writes it as well. Neither changes the tables
of the run: the next extraction applies what was written.
"""

from __future__ import annotations

import datetime
import getpass
from pathlib import Path
from typing import Any

import pandas as pd
from IPython.display import Markdown, display

from analysis import corrections, store, where
from analysis.errors import CorrectionError, ParameterError, did_you_mean
from analysis.record import find
from analysis.reviewed import by_hand
from analysis.run import Run


def row(
    record: Any,
    action: str,
    *,
    run: Run | None = None,
    field: str = "",
    value: str = "",
    quote: str = "",
    reason: str = "",
    who: str = "",
    when: str = "",
) -> dict[str, str]:
    """One row for `corrections.append`, checked; nothing is written.

    Args:
        record: what is corrected. To accept, reject, edit, join or split: a record (a row of claims, sanctions or
            cooperation, or its id); to merge or rename: an actor's id or name; to add: a doc_id or path.
        action: accept, reject, edit, merge, rename, add, join or split.
        run: the run that holds it; an id needs it, for the digest of its passage.
        field: the field to edit, or the table to add to.
        value: the new value; lists of actor ids with spaces between; the other actor, or the other record; of an
            added record `area=technology; participants=RUS PRK`.
        quote: the words of the text that carry an added record.
        reason: why.
        who: who corrects; empty: the name of the account.
        when: the day; empty: today.

    Raises:
        CorrectionError: the row would not be sound; the message says what is wrong.
        ParameterError: the run does not hold the record.
    """
    if action not in corrections.ACTIONS:
        raise CorrectionError(f"the action {action!r} is unknown{did_you_mean(str(action), corrections.ACTIONS)}")
    key, digest = "", ""
    if action in ("merge", "rename"):
        key = _actor(record, run)
        value = _actor(value, run) if action == "merge" else value
    elif action == "add":
        key = str(record)
    else:
        table, found = find(record, run)
        if table not in corrections.EDITABLE:
            raise ParameterError(f"a correction is made to a record of {_tables()}, not of {table}")
        key, digest = found[f"{table.rstrip('s')}_id"], found["evidence_digest"]
        quote = quote or str(found["text"])
    made = {
        "action": action, "id": key, "digest": digest, "field": field, "value": value, "quote": quote,
        "reason": reason, "who": who or _account(), "when": when or datetime.date.today().isoformat(),
    }  # fmt: skip
    for fault in corrections.faults(made):
        raise CorrectionError(f"this is no sound correction: {fault}")
    return made


def correct(
    record: Any = "", action: str = "accept", *, run: Run | None = None, corpus: str | Path = "seeds", **more: str
) -> pd.DataFrame | None:
    """Write a correction beside the corpus; the next run applies it.

    Args:
        record: what is corrected, as in `row`; empty: nothing is written, and the corrections of the run are counted.
        action: accept, reject, edit, merge, rename, add, join or split.
        run: the run that holds it.
        corpus: folder or file with the articles; a relative path is tried from the current folder, then from the
            repository's.
        more: field, value, quote, reason, who, when, as in `row`.

    Returns:
        What `corrections.csv` then holds, one row a correction, the latest first; None where nothing was written.

    Raises:
        CorrectionError: the row, or the file that is there, is not sound; nothing was written.
        ParameterError: the run does not hold the record, or there is no such corpus.
    """
    place = next((path for path in where.tried(corpus) if path.exists()), None)
    if isinstance(record, str) and not record:
        done = store.records(run.corrections) if run is not None else []
        display(Markdown(f"{by_hand(done)} To correct a record, name its id as `record` and run the cell."))
        return None
    if place is None:
        raise ParameterError(f"parameter 'corpus': {str(corpus)!r} does not exist; name the folder of the articles")
    corrections.load(place)  # a broken file is mended before anything is added to it
    corrections.append(place, [row(record, action, run=run, **more)])
    found = corrections.load(place)
    return pd.DataFrame([one._asdict() for one in reversed(found)], columns=["line", *corrections.COLUMNS])


def _actor(word: Any, run: Run | None) -> str:
    """Id of an actor given by id or name."""
    text = str(word)
    if run is None:
        return text
    by_name = dict(zip(run.actors["actor"], run.actors["actor_id"], strict=True))
    return text if text in set(run.actors["actor_id"]) else str(by_name.get(text, text))


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        return ""


def _tables() -> str:
    return ", ".join(corrections.EDITABLE)
