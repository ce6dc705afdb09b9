"""What changed since an earlier run, for the first page and the job summary; and the earlier runs that a report keeps."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis import changes, past, store
from analysis.errors import OutputError, PactwatchError
from analysis.report.manifest import MARKER

FOLDER = "changes"
FILE = "changes.json"
MOST = 8  # sentences for each kind of change on the first page


def gather(fresh: Path, out: Path, compare: str | Path | None, keep: int | None) -> None:
    """Bring the earlier runs into the new report, and write what changed since the latest of them.

    Args:
        fresh: folder of the new report, with its tables.
        out: the report that it will replace; its kept runs go along, and with `keep` itself as one of them.
        compare: folder of an earlier run or report to compare with; None takes the latest kept one.
        keep: how many runs are kept; None keeps none but those that are there.

    Raises:
        OutputError: `compare` holds no run.
    """
    runs = fresh / past.FOLDER
    most = past.MOST if keep is None else keep
    if (out / MARKER).is_file():
        past.carry(out, runs, most)
        if keep is not None and (name := past.ended(out)) and not (runs / past.name_of(name)).exists():
            _keep_replaced(out, runs, name)
    if compare is not None:
        found = past.runs(compare)
        if not found:
            raise OutputError(
                f"there is no run to compare with in {str(compare)!r}; name the folder of a report or of tables"
            )
        with_it = found[-1]
        when = past.ended(Path(compare)) or past.ended(Path(compare).parent) or with_it.name
        latest = past.keep(with_it, runs, _moment(with_it, when))
    else:
        there = past.runs(runs)
        if not there:
            return
        latest = there[-1]
    found_changes = changes.changes(latest, fresh / "tables")
    changes.write(found_changes, fresh / FOLDER)
    counted = changes.count_changes(found_changes)
    store.write_json(fresh / FOLDER / FILE, {
        "since": past.moment(latest),
        "sentences": [
            {"text": text, "n": n, "records": refs} for text, n, refs in changes.told(found_changes, most=MOST)
        ],
        "counts": [{name: (int(value) if name == "n" else value) for name, value in row.items()} for row in counted.to_dict("records")],
    })  # fmt: skip


def _keep_replaced(out: Path, runs: Path, name: str) -> None:
    """The report that is replaced as one of the kept runs; a damaged one is no reason to make no new report."""
    try:
        past.keep(out, runs, name)
    except PactwatchError:
        return


def _moment(run: Path, when: str) -> str | None:
    """When the run was: by its folder's name where it was kept, else as its report says."""
    if run.parent.name == past.FOLDER:
        return f"{run.name[:13]}:{run.name[14:16]}:{run.name[17:19]}+00:00"
    return when


def told(folder: Path) -> Mapping[str, Any] | None:
    """What changed, as `gather` wrote it; None where the report has nothing to compare with."""
    try:
        return json.loads((folder / FOLDER / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
