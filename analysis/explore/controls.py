"""The controls of a question: each says what may be chosen, with the number of records behind it."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable, Iterator
from typing import Any

import ipywidgets as widgets

from analysis.explore.question import KINDS, Question, ask
from analysis.explore.sheet import Sheets
from analysis.tables import CERTAINTIES, POLARITIES

ANYBODY = "anybody"
_WIDE = {"width": "auto"}


class Controls:
    """The controls; `changed` is called with the question after each move of one."""

    def __init__(self, sheets: Sheets, question: Question, changed: Callable[[Question], None]) -> None:
        self._sheets, self._changed, self._quiet = sheets, changed, False
        actors = sheets.actors()
        self.about = widgets.ToggleButtons(options=[(kind.capitalize(), kind) for kind in KINDS], tooltips=[
            "statements about cooperation", "statements about sanctions", "who says what"])  # fmt: skip
        self.words = widgets.Text(placeholder="words in the sentence", continuous_update=False, layout=_WIDE)
        self.actors = widgets.SelectMultiple(options=actors, rows=7, layout=_WIDE)
        pair = [(ANYBODY, ""), *actors]
        self.one, self.other = (widgets.Dropdown(options=pair, layout=_WIDE) for _ in range(2))
        self.directed = widgets.Checkbox(description="the first gives, or imposes", indent=False, layout=_WIDE)
        self.what = widgets.SelectMultiple(rows=6, layout=_WIDE)
        self.certainty = widgets.ToggleButtons(options=CERTAINTIES[::-1])
        self.polarity = widgets.Dropdown(options=[("affirmed or negated", ""), *zip(POLARITIES, POLARITIES, strict=True)], layout=_WIDE)  # fmt: skip
        self.said_by = widgets.SelectMultiple(options=sheets.speakers(), rows=4, layout=_WIDE)
        self.publishers = widgets.SelectMultiple(options=sheets.publishers(), rows=3, layout=_WIDE)
        self.since, self.until = widgets.DatePicker(layout=_WIDE), widgets.DatePicker(layout=_WIDE)
        self.again = widgets.Button(description="Start again", icon="undo", layout=_WIDE)
        self._what_label, self._sure = widgets.Label(), self._titled("Certainty, at least", self.certainty)
        self._polarity = self._titled("Polarity", self.polarity)
        self.box = widgets.VBox([
            self.about,
            self._titled("Text", self.words),
            self._titled("Actors who take part or say it", self.actors),
            self._titled("Between", widgets.VBox([self.one, self.other, self.directed])),
            widgets.VBox([self._what_label, self.what]),
            self._sure, self._polarity,
            self._titled("Said by", self.said_by),
            self._titled("Publisher", self.publishers),
            self._titled("Published from", self.since), self._titled("until", self.until),
            self.again,
        ], layout={"width": "270px", "flex": "0 0 270px", "overflow": "hidden"})  # fmt: skip
        self.box.add_class("pw-controls")
        self.set(question)
        for each in (self.about, self.words, self.actors, self.one, self.other, self.directed, self.what, self.certainty,
                     self.polarity, self.said_by, self.publishers, self.since, self.until):  # fmt: skip
            each.observe(self._moved, "value")
        self.again.on_click(lambda _: self._start_again())

    @staticmethod
    def _titled(title: str, control: widgets.Widget) -> widgets.VBox:
        return widgets.VBox([widgets.Label(title), control])

    def set(self, question: Question) -> None:
        """Put the controls where the question has them."""
        with self._silent():
            self.about.value = question.about
            self._fit()
            self.words.value, self.polarity.value = question.words, question.polarity
            self.certainty.value = question.certainty
            self.actors.value = self._known(self.actors, question.actors)
            one, other = self._known(self.one, question.between) or ("", "")
            self.one.value, self.other.value, self.directed.value = one, other, question.directed
            self.what.value = self._known(self.what, question.areas or question.measures or question.kinds)
            self.said_by.value = self._known(self.said_by, question.said_by)
            self.publishers.value = self._known(self.publishers, question.publishers)
            self.since.value, self.until.value = _day(question.since), _day(question.until)

    def question(self) -> Question:
        """The question that the controls ask."""
        about = self.about.value
        what = {"cooperation": "areas", "sanctions": "measures", "claims": "kinds"}[about]
        between = [self.one.value, self.other.value]
        return ask(
            about, actors=self.actors.value, certainty=self.certainty.value, polarity=self.polarity.value,
            between=between if all(between) and between[0] != between[1] else (),
            directed=self.directed.value, said_by=self.said_by.value, publishers=self.publishers.value, words=self.words.value,
            since=str(self.since.value or ""), until=str(self.until.value or ""), **{what: self.what.value},
        )  # fmt: skip

    def _moved(self, change: dict[str, Any]) -> None:
        if self._quiet:
            return
        if change["owner"] is self.about:
            with self._silent():
                self._fit()
        if change["owner"] in (self.since, self.until) and self.since.value and self.until.value:
            if self.since.value > self.until.value:  # the one just moved takes the other along
                with self._silent():
                    self.since.value = self.until.value = change["new"]
        self._changed(self.question())

    def _start_again(self) -> None:
        self.set(Question(about=self.about.value))
        self._changed(self.question())

    def _fit(self) -> None:
        """Offer what the kind of record has, and hide what it has not."""
        about = self.about.value
        self.what.value = ()
        self.what.options = self._sheets.what(about)
        self._what_label.value = {"cooperation": "Areas", "sanctions": "Measures", "claims": "Kinds"}[about]
        for part in (self._sure, self._polarity, self.directed):
            part.layout.display = "none" if about == "claims" else ""

    @staticmethod
    def _known(control: Any, words: tuple[str, ...]) -> tuple[str, ...]:
        """The words as values of the control, by value or by name; others are added, so that nothing is lost."""
        values = {value: value for _, value in control.options}
        names = {label.rsplit(" · ", 1)[0]: value for label, value in control.options}
        found = tuple(values.get(word) or names.get(word) or word for word in words)
        beyond = [(word, word) for word in found if word not in values]
        if beyond:
            control.options = [*control.options, *beyond]
        return found

    @contextlib.contextmanager
    def _silent(self) -> Iterator[None]:
        before, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = before


def _day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
