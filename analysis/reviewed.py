"""What readers did by hand: how many records they corrected, and how many of those they looked at were right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from analysis.wording import count

TABLES = ("claims", "sanctions", "cooperation")


def by_hand(corrections: Iterable[Mapping[str, Any]]) -> str:
    """How many records were corrected by hand, in a sentence, and how many corrections are stale."""
    rows = list(corrections)
    applied = [row for row in rows if row["outcome"] == "applied"]
    records = {row["id"] for row in applied if row["action"] in ("reject", "edit", "add")}
    actors = {row["id"] for row in applied if row["action"] in ("merge", "rename")}
    events = sum(row["action"] in ("join", "split") for row in applied)
    stale = len(rows) - len(applied)
    said = (
        f"{count(len(records), 'record was', 'records were')} corrected by hand"
        if records
        else "No record was corrected by hand"
    )
    said += f", {count(len(actors), 'actor')} merged or renamed" if actors else ""
    said += f", {count(events, 'pair')} of records joined or split" if events else ""
    return said + (
        f"; {count(stale, 'correction is stale and waits', 'corrections are stale and wait')} for review."
        if stale
        else "."
    )


def precision(corrections: Iterable[Mapping[str, Any]]) -> dict[str, tuple[int, int]]:
    """By table: how many of the records that a reader looked at were right, and how many those were.

    An accepted record was right, a rejected one wrong, an edited one found but wrong in a field: it counts as looked at
    and not as right. The last word on a record counts; what was added was not found at all and does not count.
    """
    last: dict[tuple[str, str], str] = {}
    for row in corrections:
        if row["outcome"] == "applied" and row["action"] in ("accept", "reject", "edit"):
            last[row["table"], row["id"]] = row["action"]
    found: dict[str, tuple[int, int]] = {}
    for table in TABLES:
        said = [action for (name, _), action in last.items() if name == table]
        if said:
            found[table] = (said.count("accept"), len(said))
    return found


def sentence(corrections: Iterable[Mapping[str, Any]]) -> str:
    """The reader's own precision in a sentence; `""` where nothing was accepted, rejected or edited."""
    found = precision(corrections)
    parts = [f"{table} {right} of {looked} ({right / looked:.0%})" for table, (right, looked) in found.items()]
    return f"Records found right by the readers' own review: {', '.join(parts)}." if parts else ""
