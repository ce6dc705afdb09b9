"""The board: controls on the left; on the right what they find, as counts, pictures, table, record, SQL and code."""

from __future__ import annotations

import html
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
from IPython import get_ipython
from IPython.display import HTML, display

from analysis import notebook, query, record, store, tables, where
from analysis.errors import PactwatchError
from analysis.explore import pictures
from analysis.explore.listing import shown
from analysis.explore.question import Question, as_pandas, as_papermill, ask, described
from analysis.explore.sheet import Sheets
from analysis.run import Run
from analysis.wording import count
from analysis.written import as_html

STATIC_ROWS = 15  # of the table, where nobody is there to turn its leaves

STILL = "A still of the board; opened in JupyterLab (make lab), it can be asked further. The same in a shell:"


def explore(tables: str | Run = "", corpus: str = "seeds", **asked: Any) -> Board:
    """A board to ask questions with: controls, and views that follow them.

    Args:
        tables: a run, or the folder of a run's tables or of a report; empty: extract the corpus.
        corpus: folder or file with the articles; corrections are written beside it.
        asked: the first question: about, actors, between, areas, measures, certainty … as in `question.ask`.

    Returns:
        The board. Its `rows`, `question`, `pandas` and `papermill` are what it shows, for those who write code.

    Raises:
        ParameterError: a value is of the wrong kind, or no such folder exists.
    """
    question = ask(**asked)
    if isinstance(tables, Run):
        return Board(tables, "", corpus, question, given=True)
    run = notebook.load(tables) if tables else _extracted(corpus)
    return Board(run, tables, corpus, question)


def _extracted(corpus: str) -> Run:
    """The tables of a corpus, with a bar that fills while they are made."""
    if not somebody_there():
        return notebook.extract(corpus)
    import ipywidgets as widgets

    bar = widgets.IntProgress(description="Reading", bar_style="info", layout={"width": "420px"})
    handle = display(bar, display_id=True)

    def progress(done: int, total: int) -> None:
        bar.max, bar.value, bar.description = total, done, f"{done} of {total}"

    run = notebook.extract(corpus, progress=progress)
    rejected = f"; {count(len(run.rejected), 'file')} could not be used" if len(run.rejected) else ""
    handle.update(HTML(f"<p>{count(len(run.table('documents')), 'article')} read{rejected}.</p>"))
    bar.close()
    return run


def somebody_there() -> bool:
    """True where a person can move a control: a kernel whose caller can be asked for input."""
    shell = get_ipython()
    kernel = getattr(shell, "kernel", None)
    return bool(getattr(kernel, "_allow_stdin", False))


class Board:
    """A question, what it finds, and the controls for it; without a person there, what it finds as plain HTML."""

    def __init__(self, run: Run, tables: str, corpus: str, question: Question, *, given: bool = False) -> None:
        self._given = given  # the caller has the run, and need not open it again
        self._take(run, tables, corpus)
        self._found(question)

    def _take(self, run: Run, tables: str, corpus: str) -> None:
        self.run, self._tables, self._corpus = run, tables, corpus
        self._sheets = Sheets(run)
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def open(self, folder: str, progress: Callable[[int, int], None] | None = None) -> Board:
        """Look at another run, or at the articles of another folder; what was asked is asked no more.

        Args:
            folder: folder of a run's tables or of a report, or a folder or file with articles.
            progress: called with articles read and articles to read.

        Raises:
            ParameterError: no such folder exists.
        """
        place = where.found("folder", folder.strip())
        if any((place / part / store.MARKER).exists() for part in ("", "tables")):
            run, tables, corpus = notebook.load(place), folder, self._corpus
        else:
            run, tables, corpus = notebook.extract(place, progress=progress), "", folder
        self._given = False
        self._take(run, tables, corpus)
        self._found(ask(self.question.about))
        return self

    @property
    def pandas(self) -> str:
        """Three lines of pandas that give the same rows."""
        opened = f"pw.load({self._tables!r})" if self._tables else f"pw.extract({self._corpus!r})"
        return as_pandas(self.question, self.run.actors, opened="" if self._given else opened)

    @property
    def papermill(self) -> str:
        """The command that asks the same again."""
        return as_papermill(self.question, tables=self._tables, corpus=self._corpus)

    def ask(self, **asked: Any) -> Board:
        """Ask something else; what is not given is not asked."""
        self._found(ask(**asked))
        return self

    def query(self, sql: str) -> pd.DataFrame:
        """The rows that one SELECT statement gives over the tables of this run."""
        folder = where.found("tables", self._tables) if self._tables else self._written()
        return query.query(sql, folder)

    def _written(self) -> str:
        """The tables of a run that was extracted here, in a folder of their own, for SQL."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="pactwatch-")
            data = {name: tables.check(name, getattr(self.run, name)) for name in tables.CONTRACTS}
            store.write_tables(Path(self._folder.name), data)
        return self._folder.name

    def _found(self, question: Question) -> None:
        self.question, self.rows = question, self._sheets.answer(question)

    def described(self) -> str:
        """The question in words."""
        return described(self.question, self._sheets.names.name)

    def __repr__(self) -> str:
        return f"{self.described()}: {count(len(self.rows), 'record')}"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        bundle = {"text/plain": repr(self), "text/html": self.static()}
        if somebody_there():
            from analysis.explore.live import Live  # ipywidgets are made only for those who can move them

            self._live = Live(self)
            bundle = {**self._live.box._repr_mimebundle_(), **bundle}
        return bundle

    def views(self) -> dict[str, str]:
        """Counts, bars with months, and network as HTML; one sentence where nothing is found."""
        if self.rows.empty:
            return dict.fromkeys(("counts", "charts", "network"), "") | {"counts": pictures.empty(self.described())}
        return {
            "counts": pictures.counts(self.question, self.rows),
            "charts": self.charts(),
            "network": pictures.network(self.question, self.rows, self._sheets.names),
        }

    def charts(self) -> str:
        """Bars and months side by side."""
        parts = pictures.bars(self.question, self.rows), pictures.months(self.question, self.rows)
        return f'<div class="pw-two">{"".join(parts)}</div>'

    def static(self) -> str:
        """Everything as plain HTML, for a reader without a kernel."""
        said = f'<p class="pw-said"><b>{html.escape(self.described())}</b></p>'
        body = said + "".join(self.views().values())
        if len(self.rows):
            rows = shown(self.question, self.rows.head(STATIC_ROWS), self._sheets.names)
            body += as_html(rows, "The records", len(self.rows))
        body += f'<p class="pw-note">{STILL}</p>'
        return pictures.page(body + f'<pre class="pw-code">{html.escape(self.papermill)}</pre>')

    def told(self, key: str) -> str:
        """A record in its article, with its evidence marked and the reasons for its codes."""
        try:
            return record.as_html(key, self.run)
        except PactwatchError as fault:
            return f"<p>{html.escape(str(fault))}</p>"
