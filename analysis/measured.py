"""How good the tables are: figures measured on annotated articles, kept with the package and shown beside records.

`measured.json` is written by `make quality WRITE=--write`, never by hand; it names the day and the commit it was measured at.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

FILE = Path(__file__).with_name("measured.json")

# the figure that speaks for each table, by set and name as the scorers print them
FIGURE_OF = {
    "actors": ("gold", "actors"),
    "mentions": ("gold", "mentions"),
    "claims": ("gold", "claims.found"),
    "sanctions": ("gold", "sanctions.found"),
    "cooperation": ("gold", "cooperation.found"),
    "dates": ("external", "dates.found"),
}

# tables whose name is no plural of what they hold
RECORDS = {"cooperation": "records of cooperation", "sanctions": "statements about sanctions"}


class Measured(NamedTuple):
    """Shares of a table's records: found rightly (precision) and not missed (recall), 0 to 1."""

    precision: float
    recall: float
    gold: int  # annotated records it was measured on
    day: str  # ISO date of the measurement

    def shares(self) -> str:
        """Precision and recall in the words of a reader."""
        right, found = (
            f"{int(round(100 * share, 6))}%" for share in (self.precision, self.recall)
        )  # down: 99.6 is not all
        return f"{right} of those found are right (precision), {found} of those there are found (recall)"

    def sentence(self, table: str) -> str:
        """One plain sentence for a reader of the report."""
        what = RECORDS.get(table, table)
        return (
            f"Measured on {self.gold} {what} that people marked in articles ({self.day}): {self.shares()}. Rules were "
            f"written while reading these articles; expect somewhat less on others."
        )


@cache
def figures() -> dict[str, Any]:
    """Everything measured: `day`, `commit`, and by set the scorers' figures; empty where nothing was."""
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


def measured(table: str) -> Measured | None:
    """The figures for the records of `table`, None where they were never measured."""
    group, name = FIGURE_OF.get(table, ("", ""))
    row = figures().get("sets", {}).get(group, {}).get(name)
    if row is None:
        return None
    return Measured(row["precision"], row["recall"], int(row["gold"]), figures()["day"])
