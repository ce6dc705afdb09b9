"""What moved between runs."""

from __future__ import annotations

import pandas as pd

from analysis.charts.shapes import Part, bars, behind, body, grid, spelt
from analysis.run import Foot, rows
from analysis.style import CHANGE_COLOURS, Chart, Key, frame, look, too_little
from analysis.wording import count

NO_EARLIER = "There is no earlier run to compare with. Runs are kept by `report --keep`."


def changes_by_table(view: pd.DataFrame, foot: Foot) -> Chart:
    """Records of each table as bars, coloured by what became of them: added, changed, retracted, the same."""
    subtitle = (
        "Records by what became of them since the earlier run: + added, ~ changed, − no longer found, = the same"
    )
    total = int(view["records_changed"].sum())
    with look():
        if view.empty:
            return too_little(NO_EARLIER, subtitle, foot, n=0, unit="records")
        sums = view.groupby("change")["records_changed"].sum()
        moved = [f"{sums[name]} {words}" for name, words in _WORDS.items() if name in sums.index and name != "same"]
        title = f"Since the earlier run: {', '.join(moved)}" if moved else "Nothing changed since the earlier run"
        names = list(dict.fromkeys(view["table"]))
        signs = dict(zip(view["change"], view["sign"], strict=True))
        key = [Key(f"{signs[name]} {words}", CHANGE_COLOURS[name]) for name, words in _WORDS.items() if name in signs]
        alt = "Bars: " + spelt((f"{row.table}, {row.change} {row.cause}", row.records_changed) for row in rows(view))
        chart = frame(title, subtitle, foot, n=total, unit="records", height=body(len(names)), alt=alt, key=key)
        parts = [
            Part(
                row.table,
                row.records_changed,
                CHANGE_COLOURS[row.change],
                what=f"{row.sign} {row.change}",
                records=behind(row),
            )
            for row in rows(view)
        ]
        bars(chart.add_subplot(), names, parts)
        return chart


def dyads_by_run(view: pd.DataFrame, foot: Foot) -> Chart:
    """Pairs of states across the runs that were kept, as a grid."""
    subtitle = "Events of each pair of states or bodies, by run (UTC)"
    runs = list(dict.fromkeys(view["run"]))
    now = view[view["run"] == "now"]
    with look():
        if view.empty:
            reason = "No run has an event of two states or bodies."
            return too_little(reason, subtitle, foot, n=0, unit="pairs in events")
        if len(runs) < 2:
            reason = "One run is no series. `report --keep` keeps each run, and shows here how the picture moves."
            return too_little(reason, subtitle, foot, n=0, unit="pairs in events")
        before = view[view["run"] == runs[0]].set_index("dyad")["events"]
        moves = {row.dyad: row.events - int(before[row.dyad]) for row in rows(now)}
        most = max(moves, key=lambda dyad: (abs(moves[dyad]), dyad))
        title = f"{most}: {moves[most]:+d} {'event' if abs(moves[most]) == 1 else 'events'} since the first run kept"
        if not moves[most]:
            title = f"No pair has moved over {count(len(runs), 'run')}"
        values = {(row.dyad, row.run): row.events for row in rows(view)}
        unsure = {(row.dyad, row.run) for row in rows(view) if row.events and not row.certain}
        names = list(dict.fromkeys(view["dyad"]))
        alt = "Events: " + spelt((f"{row.dyad}, {row.run}", row.events) for row in rows(view))
        note = "Hatched: none of the events is certain." if unsure else ""
        chart = frame(
            title, subtitle, foot, n=int(now["events"].sum()), unit="pairs in events", height=body(len(names)) + 0.9,
            alt=alt, note=note,
        )  # fmt: skip
        refs = {(row.dyad, row.run): behind(row) for row in rows(view)}
        grid(chart.add_subplot(), names, runs, values, unsure, time=True, room=2.3, records=refs)
        return chart


_WORDS = {"added": "added", "changed": "changed", "retracted": "no longer found", "same": "the same"}
