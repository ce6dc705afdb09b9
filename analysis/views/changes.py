"""What moved between runs: records by what became of them, and pairs of states from run to run."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pandas as pd

from analysis.behind import Behind
from analysis.run import rows

CHANGES = ("added", "changed", "retracted", "same")
TABLES = ("claims", "sanctions", "cooperation")
CAUSES = ("source", "rules", "correction", "unknown")


def changes_by_table(changes: pd.DataFrame) -> pd.DataFrame:
    """Records of each table by what became of them since the earlier run.

    Args:
        changes: what `changed` gave: one row a record.

    Returns:
        One row a table, change and cause that occur. Columns: table, change, sign, cause (str, `""` for those that are
        the same), records_changed (int64, count), records (references).
    """
    keys = [
        (str(row.table), str(row.change), row.cause if isinstance(row.cause, str) else "") for row in rows(changes)
    ]
    counted, behind = Counter(keys), Behind(zip(keys, changes["records"], strict=True))
    signs = dict(zip(changes["change"], changes["sign"], strict=True))
    order = sorted(
        counted, key=lambda key: (TABLES.index(key[0]), CHANGES.index(key[1]), ("", *CAUSES).index(key[2]))
    )
    lines = [(key[0], key[1], signs[key[1]], key[2], counted[key], behind[key]) for key in order]
    columns = ["table", "change", "sign", "cause", "records_changed", "records"]
    return pd.DataFrame(lines, columns=columns).astype({"records_changed": "int64"})


def dyads_by_run(series: pd.DataFrame, *, top: int = 15) -> pd.DataFrame:
    """Events of each pair of states or bodies in each run that was kept, and in that of now.

    Args:
        series: what `series` gave: one row an event and run, with names as parties; a row without parties says that its run has no events.
        top: pairs kept, ranked by events in all runs, ties by name.

    Returns:
        One row a pair and run, runs without events of the pair included as 0. Columns: dyad, run (str), events, certain,
        corroborated (int64, count: those that are certain; that independent sources affirm), records (references, in the
        run of now).
    """
    runs = list(dict.fromkeys([*(run for run in series["run"] if run != "now"), "now"])) if len(series) else []
    counted: Counter[tuple[str, str]] = Counter()
    certain: Counter[tuple[str, str]] = Counter()
    several: Counter[tuple[str, str]] = Counter()
    behind = Behind()
    for row in rows(series):
        for pair in combinations(sorted(row.parties), 2):
            key = (" – ".join(pair), str(row.run))
            counted[key] += 1
            certain[key] += row.certainty == "certain"
            several[key] += row.corroborated is True
            if row.run == "now":
                behind.add(key, row.behind)
    totals: Counter[str] = Counter()
    for (dyad, _), number in counted.items():
        totals[dyad] += number
    ranked = sorted(totals, key=lambda dyad: (-totals[dyad], dyad))[:top]
    lines = [
        (dyad, run, counted[dyad, run], certain[dyad, run], several[dyad, run], behind[dyad, run])
        for dyad in ranked
        for run in runs
    ]
    columns = ["dyad", "run", "events", "certain", "corroborated", "records"]
    return pd.DataFrame(lines, columns=columns).astype(dict.fromkeys(columns[2:5], "int64"))
