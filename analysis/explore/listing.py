"""The records found as a table to sort, search and pick a row from, a leaf at a time.

The whole selection is put in order here; the browser holds only one leaf of it, so that a hundred thousand records
stay usable.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets
import pandas as pd

from analysis.explore.question import ARTICLE, PARTIES, Question
from analysis.explore.sheet import KEY, WHAT, spoken
from analysis.tables import CERTAINTIES
from analysis.views.names import Names

LEAF = 200  # rows that the browser holds
ROWS = 5  # rows shown at a time
SEARCHED = '<div class="pw pw-explore"><p class="pw-note">Heads and “Search” work on the {} rows loaded; “Text” and “Order” on all.</p></div>'
ORDERS = ("as in the articles", "surest first", "newest first", "oldest first")


def shown(question: Question, rows: pd.DataFrame, names: Names) -> pd.DataFrame:
    """The columns that a reader wants, with names for ids."""
    about, nobody = question.about, "nobody named" if question.about == "claims" else ARTICLE
    parties = zip(*(rows[column] for column in PARTIES[about]), strict=True)
    sides = [" → ".join(", ".join(dict.fromkeys(map(names.name, ids))) for ids in lists if ids) for lists in parties]
    if about == "cooperation":
        flows = zip(rows["givers"], rows["receivers"], sides, strict=True)
        sides = [_flow(givers, receivers, names) or side for givers, receivers, side in flows]
    what = [spoken(about, code) for code in rows[WHAT[about]]]
    said = [names.name(source) if isinstance(source, str) else nobody for source in rows["source"]]
    columns: dict[str, Any] = {"sentence": list(rows["evidence"]), "who": sides, WHAT[about]: what}
    if about == "cooperation":
        columns["stage"] = list(rows["stage"])
    if about == "sanctions":
        columns["action"] = list(rows["action"])
    if about != "claims":
        sure = rows["certainty"].where(rows["polarity"] == "affirmed", rows["certainty"] + ", negated")
        columns["certainty"] = list(sure)
    columns |= {"said by": said, "published": list(rows["published"].dt.strftime("%Y-%m-%d").fillna(""))}
    if about == "claims":
        columns["who"] = said
        del columns["said by"]
    return pd.DataFrame(columns)


def _flow(givers: list[str], receivers: list[str], names: Names) -> str:
    """`North Korea → Russia` where both ends are known."""
    ends = [", ".join(dict.fromkeys(map(names.name, ids))) for ids in (givers, receivers)]
    return " → ".join(ends) if all(ends) else ""


def ordered(rows: pd.DataFrame, order: str) -> pd.DataFrame:
    """The rows in the order asked for; equals stay as they are."""
    if order == "surest first" and "certainty" in rows:
        rank = rows["certainty"].map({code: place for place, code in enumerate(CERTAINTIES)})
        return rows.loc[rank.sort_values(kind="stable").index]
    if order in ("newest first", "oldest first"):
        return rows.sort_values("published", ascending=order == "oldest first", kind="stable")
    return rows


class Listing:
    """The table with its order and leaves; `picked` is called with the id of the row that is chosen."""

    def __init__(self, names: Names, picked: Callable[[str], None]) -> None:
        from itables.widget import ITable

        self._names, self._picked = names, picked
        self._question, self._rows, self._leaf = Question(), pd.DataFrame(), 0
        self._keys: list[str] = []
        self.order = widgets.Dropdown(
            options=ORDERS, description="Order", layout={"width": "230px"}, style={"description_width": "50px"}
        )
        self._back = widgets.Button(icon="chevron-left", tooltip="Rows before these", layout={"width": "38px"})
        self._on = widgets.Button(icon="chevron-right", tooltip="Rows after these", layout={"width": "38px"})
        self._place, self._note = widgets.Label(), widgets.HTML()
        self.leaves = widgets.HBox([self._back, self._place, self._on])
        self.table = ITable(
            pd.DataFrame({"sentence": []}), select="single", selected_rows=[], maxBytes=0, maxRows=0, maxColumns=0,
            pageLength=ROWS, lengthMenu=[ROWS, 25, 50, 100], showIndex=False, classes="compact",
            style="table-layout:auto;width:100%;margin:0", columnDefs=[{"width": "42%", "targets": 0}],
        )  # fmt: skip
        self.box = widgets.VBox([
            widgets.HBox([self.order, self.leaves], layout={"justify_content": "space-between"}),
            self._note, self.table,
        ])  # fmt: skip
        self.order.observe(lambda _: self.fill(self._question, self._rows), "value")
        self._back.on_click(lambda _: self._turn(-1))
        self._on.on_click(lambda _: self._turn(1))
        self.table.observe(self._chosen, "selected_rows")

    def fill(self, question: Question, rows: pd.DataFrame) -> None:
        """Show the first leaf of the rows."""
        self._question, self._rows, self._leaf = question, rows, 0
        self._sorted = ordered(rows, self.order.value)
        self._show()

    def _turn(self, by: int) -> None:
        self._leaf = min(max(self._leaf + by, 0), max(0, (len(self._rows) - 1) // LEAF))
        self._show()

    def _show(self) -> None:
        first = self._leaf * LEAF
        leaf = self._sorted.iloc[first : first + LEAF]
        self._keys = list(leaf[KEY[self._question.about]])
        self.table.update(shown(self._question, leaf, self._names), selected_rows=[])
        many = len(self._rows) > LEAF
        self.leaves.layout.visibility = "visible" if many else "hidden"
        self._place.value = f"{first + 1:,} to {first + len(leaf):,} of {len(self._rows):,}"
        self._note.value = SEARCHED.format(len(leaf)) if many else ""
        self._back.disabled, self._on.disabled = first == 0, first + LEAF >= len(self._rows)

    def _chosen(self, change: dict[str, Any]) -> None:
        chosen = [place for place in change["new"] if 0 <= place < len(self._keys)]
        if chosen:
            self._picked(self._keys[chosen[-1]])
