"""The board with its controls: what is looked at is drawn anew at each move, the rest when it is opened."""

from __future__ import annotations

import html
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from analysis import where
from analysis.errors import PactwatchError
from analysis.explore import pictures
from analysis.explore.controls import Controls
from analysis.explore.listing import Listing
from analysis.explore.question import Question
from analysis.explore.review import Review
from analysis.query import dictionary
from analysis.written import as_html

if TYPE_CHECKING:
    from analysis.explore.board import Board

TABS = ("Charts", "Network", "SQL", "Share")
MOST_ROWS = 200  # of an answer to SQL that are shown


class Live:
    """The widgets of a board: the folder that is looked at, and what is asked of it."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self.folder = widgets.Combobox(
            value=board._tables or board._corpus, options=_nearby(), ensure_option=False, layout={"width": "380px"},
            placeholder="folder of a run or report, or of articles", continuous_update=False,
        )  # fmt: skip
        self.open = widgets.Button(description="Open", icon="folder-open", layout={"width": "100px"})
        self.bar = widgets.IntProgress(layout={"width": "220px", "visibility": "hidden"})
        self._told = widgets.Label()
        self.open.on_click(lambda _: self._open())
        opener = widgets.HBox([widgets.Label("Folder"), self.folder, self.open, self.bar, self._told])
        self._asked = widgets.HBox(layout={"align_items": "flex-start", "grid_gap": "22px"})
        self.box = widgets.VBox([widgets.HTML(pictures.page("")), opener, self._asked])
        self.box.add_class("pw-board")
        self._build()

    def _build(self) -> None:
        board = self._board
        self._said, self._charts, self._network, self._share, self._record = (widgets.HTML() for _ in range(5))
        self.listing = Listing(board._sheets.names, self._pick)
        self.review = Review(board.run, board._corpus)
        self.controls = Controls(board._sheets, board.question, self._ask)
        self.sql = widgets.Textarea(
            "select area, stage, count(*) as n from cooperation group by all order by n desc limit 20",
            layout={"width": "auto", "height": "74px"}, continuous_update=False,
        )  # fmt: skip
        self._run_sql = widgets.Button(description="Run", icon="play", button_style="primary")
        self._run_sql.on_click(lambda _: self._answer())
        self._rows = widgets.HTML()
        words = widgets.Accordion([widgets.HTML(_dictionary())], titles=("Every table and column",))
        sql = widgets.VBox([self.sql, self._run_sql, self._rows, words])
        self.tabs = widgets.Tab([self._charts, self._network, sql, self._share], titles=TABS, selected_index=0)
        self.tabs.observe(lambda _: self._draw(), "selected_index")
        self._views = widgets.VBox([self.tabs, self.listing.box, self._record, self.review.box])
        right = widgets.VBox([self._said, self._views], layout={"flex": "1 1 0", "min_width": "0"})
        self._asked.children = (self.controls.box, right)
        self._show()

    def _open(self) -> None:
        """Load or extract the folder, with the bar filling meanwhile."""

        def progress(done: int, total: int) -> None:
            self.bar.max, self.bar.value, self._told.value = total, done, f"{done} of {total}"

        self._told.value, self.open.disabled = "reading …", True
        self.bar.value, self.bar.layout.visibility = 0, "visible"
        try:
            self._board.open(self.folder.value, progress)
        except PactwatchError as fault:
            self._told.value = str(fault)
        else:
            self._told.value = f"{len(self._board.run.table('documents')):,} articles"
            self._build()
        finally:
            self.open.disabled, self.bar.layout.visibility = False, "hidden"

    def _ask(self, question: Question) -> None:
        self._board._found(question)
        self._show()

    def _show(self) -> None:
        board = self._board
        found = len(board.rows) > 0
        counts = pictures.counts(board.question, board.rows) if found else pictures.empty(board.described())
        self._said.value = _block(f'<p class="pw-said"><b>{html.escape(board.described())}</b></p>{counts}')
        self.listing.box.layout.display = "" if found else "none"
        self._record.value = ""
        self.review.show("")
        self._draw()
        if found:
            self.listing.fill(board.question, board.rows)

    def _draw(self) -> None:
        """The view that is open; the others follow when they are opened."""
        board, open_ = self._board, TABS[self.tabs.selected_index or 0]
        if open_ == "Share":
            self._share.value = _block(_shared(board))
        elif board.rows.empty:
            self._charts.value = self._network.value = _block('<p class="pw-none">There is nothing to draw.</p>')
        elif open_ == "Charts":
            self._charts.value = _block(board.charts())
        elif open_ == "Network":
            self._network.value = _block(pictures.network(board.question, board.rows, board._sheets.names))

    def _pick(self, key: str) -> None:
        self._record.value = self._board.told(key)
        self.review.show(key)

    def _answer(self) -> None:
        try:
            rows = self._board.query(self.sql.value)
        except PactwatchError as fault:
            self._rows.value = _block(f'<p class="pw-none" role="alert">{html.escape(str(fault))}</p>')
            return
        self._rows.value = _block(as_html(rows.head(MOST_ROWS), "Answer", len(rows)))


def _nearby() -> list[str]:
    """Folders that are likely meant: those here and in the repository that are no part of the package."""
    usual = ("seeds", "reports", "tables")
    return [name for name in usual if any((root / name).is_dir() for root in (Path.cwd(), where.ROOT))]


def _block(body: str) -> str:
    return f'<div class="pw pw-explore">{body}</div>'


def _shared(board: Any) -> str:
    code = '<p class="pw-note">{}</p><pre class="pw-code">{}</pre>'
    return code.format("The same rows in pandas:", html.escape(board.pandas)) + code.format(
        "The same question from a shell:", html.escape(board.papermill)
    )


def _dictionary() -> str:
    rows = dictionary()[["table", "column", "type", "codes", "description"]]
    return _block(as_html(rows, "The tables", len(rows)))
