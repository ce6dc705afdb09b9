"""Earlier runs beside the one that a notebook looks at: what changed since the last, and the series of all."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis import changes, past, where
from analysis.behind import gathered, references
from analysis.errors import ParameterError
from analysis.run import Run

NONE = (
    "There is no earlier run to compare with. `python -m analysis report CORPUS --out DIR --keep` keeps one each time, "
    "and `--compare OLD` names one."
)


def changed(earlier: str, run: Run) -> pd.DataFrame:
    """What changed between the latest earlier run and this one, record by record; no rows where there is none.

    Args:
        earlier: folder of an earlier run, or of kept ones; empty: there is none.
        run: the run as a whole, with no selection: a record that is left out would look retracted.

    Raises:
        ParameterError: there is no such folder, or it holds no run.
    """
    found = _runs(earlier)
    return changes.changes(found[-1], run) if found else pd.DataFrame(columns=list(changes.COLUMNS))


def since(earlier: str) -> str:
    """When the latest earlier run was, for a sentence; `""` where there is none."""
    found = _runs(earlier)
    return past.moment(found[-1]) if found else ""


def series(earlier: str, run: Run) -> pd.DataFrame:
    """The events of every kept run and of this one, the earliest run first.

    Args:
        earlier: folder of kept runs; empty: there are none.
        run: the run of now.

    Returns:
        Table `events` with a column more, before the others: run (`2026-11-28 04:15`, the last one `now`). Parties go by
        their names; behind: references to the records of an event of now. An earlier run without events has one row
        that has no parties and nothing else; one that an earlier version wrote without a table of them has none.
    """
    parts = []
    for folder in _runs(earlier):
        _, tables = past.whole(folder, ("actors", "events"))
        if len(tables["events"]):
            parts.append(_named(past.moment(folder), tables["events"], tables["actors"]))
        elif past.has(folder, "events"):
            parts.append(pd.DataFrame({"run": [past.moment(folder)], "parties": [[]]}, dtype=object))
    now = _named("now", run.events, run.actors)
    place = dict(zip(run.cooperation["cooperation_id"], references(run.cooperation), strict=True))
    now["behind"] = [gathered(place.get(one, ()) for one in ids) for ids in run.events["records"]]
    return pd.concat([*parts, now], ignore_index=True)


def _named(label: str, events: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    from analysis.views.names import Names

    known = Names(actors)
    parties = pd.Series(
        [[known.name(key) for key in ids] for ids in events["parties"]], index=events.index, dtype=object
    )
    told = events.assign(parties=parties)
    told.insert(0, "run", label)
    return told.astype(object)


def _runs(earlier: str) -> list[Path]:
    if not earlier:
        return []
    place = next((path for path in where.tried(earlier) if path.is_dir()), None)
    if place is None:
        raise ParameterError(
            f"parameter 'earlier': {earlier!r} does not exist; name the folder of a run or of kept runs"
        )
    return past.runs(place)
