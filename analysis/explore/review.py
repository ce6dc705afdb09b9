"""Accept, reject or edit the record on the screen: each press is a row of `corrections.csv`."""

from __future__ import annotations

import html

import ipywidgets as widgets

from analysis import corrections, hand, tables
from analysis.errors import PactwatchError
from analysis.run import Run

ACCEPTED = "read, and found right"  # the reason where none is given; a rejection and an edit need one


class Review:
    """The controls under a record."""

    def __init__(self, run: Run, corpus: str) -> None:
        self._run, self._corpus, self._key = run, corpus, ""
        wide = {"width": "auto", "flex": "1 1 140px"}
        self.field = widgets.Dropdown(options=[""], layout=wide)
        self.value = widgets.Combobox(placeholder="new value", layout=wide)
        self.reason = widgets.Text(placeholder="why: a few words", layout={"width": "auto", "flex": "2 1 200px"})
        self.accept = widgets.Button(description="Accept", icon="check", layout={"width": "100px"})
        self.reject = widgets.Button(description="Reject", icon="times", layout={"width": "100px"})
        self.edit = widgets.Button(description="Write the edit", icon="pencil", layout={"width": "130px"})
        self.said = widgets.HTML()
        line = {"flex_flow": "row wrap", "align_items": "center"}
        self.box = widgets.VBox([
            widgets.HBox([self.accept, self.reject, self.reason], layout=line),
            widgets.HBox([self.field, self.value, self.edit], layout=line),
            self.said,
        ], layout={"display": "none"})  # fmt: skip
        self.field.observe(lambda _: self._values(), "value")
        self.accept.on_click(lambda _: self._write("accept"))
        self.reject.on_click(lambda _: self._write("reject"))
        self.edit.on_click(lambda _: self._write("edit"))

    def show(self, key: str) -> None:
        """The record that the buttons are about; "" hides them."""
        self._key, self.said.value, self.reason.value = key, "", ""
        self.box.layout.display = "" if key else "none"
        if key:
            self.field.options = corrections.EDITABLE[corrections.TABLE_OF[key[:2]]]
            self._values()

    def _values(self) -> None:
        table = corrections.TABLE_OF.get(self._key[:2], "")
        if not table or not self.field.value:
            return
        field = tables.contract(table).field(self.field.value)
        codes = (field.metadata or {}).get(b"codes", b"").decode().split()
        is_actor = field.type == tables.LIST or self.field.value == "source"
        self.value.value = ""
        self.value.options = codes or (list(self._run.actors["actor_id"].head(200)) if is_actor else [])

    def _write(self, action: str) -> None:
        more = {"reason": self.reason.value.strip() or (ACCEPTED if action == "accept" else "")}
        if action == "edit":
            more |= {"field": self.field.value, "value": self.value.value.strip()}
        try:
            found = hand.correct(self._key, action, run=self._run, corpus=self._corpus, **more)
        except PactwatchError as fault:
            self.said.value = f'<div class="pw-told" role="alert">Not written: {html.escape(str(fault))}.</div>'
            return
        if found is None:
            return
        written = found.iloc[0]
        change = f" {written['field']} = {written['value']}" if action == "edit" else ""
        self.said.value = (
            f'<div class="pw-told" role="status">Written to <code>{html.escape(corrections.FILE)}</code>, line {written["line"]}: '
            f"{action}{html.escape(change)}. The next run applies it.</div>"
        )
