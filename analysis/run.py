"""The tables of a run as pandas frames, cut down to a selection."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis import asking, store
from analysis import selection as selecting
from analysis.swap import steadily
from analysis.tables import CONTRACTS
from analysis.wording import count


class Foot(NamedTuple):
    """Where the data of a chart come from, for its last line."""

    sources: str = "no articles"  # publishers, the most frequent first
    dates: str = "not dated"  # first and last day of publication
    documents: int = 0


class _Frame:
    """A table of a run as a frame, read when it is first looked at."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, run: Run, owner: type) -> pd.DataFrame:
        if self.name not in run.frames:
            run.frames[self.name] = asking.whole(run.table(self.name))
        return run.frames[self.name]


class Run:
    """The tables of a run, cut down to a selection; each is read when it is first looked at.

    Attributes:
        selection: what was selected.
        run: what `run.json` says.
        all: rows of each table before the selection.
        left_out: documents that the selection left out, by reason.
        folder: where its tables are; None where they are in memory alone.
    """

    documents = _Frame()
    rejected = _Frame()
    mentions = _Frame()
    actors = _Frame()
    claims = _Frame()
    sanctions = _Frame()
    cooperation = _Frame()
    dates = _Frame()
    events = _Frame()
    corrections = _Frame()

    def __init__(
        self,
        held: Mapping[str, asking.Table],
        *,
        selection: selecting.Selection | None = None,
        run: Mapping[str, Any] | None = None,
        all: Mapping[str, int] | None = None,
        left_out: Mapping[str, int] | None = None,
        folder: Path | None = None,
    ) -> None:
        self._held = dict(held)
        self.frames: dict[str, pd.DataFrame] = {}  # those that were looked at
        self.selection = selection or selecting.Selection()
        self.run, self.all, self.left_out = run or {}, all or {}, left_out or {}
        self.folder = folder
        self.memory: dict[str, Any] = {}  # what was worked out from it once

    def table(self, name: str) -> asking.Table:
        """A table to be asked in SQL: in its file, where it is in one. Views take it as they take a frame."""
        return self._held[name]

    def document(self, doc_id: str, name: str = "documents") -> pd.DataFrame:
        """The rows of one document, in the order of the table."""
        held = self._held[name]
        if isinstance(held, pd.DataFrame):
            return held[held["doc_id"] == doc_id]
        kept = held.documents is None or doc_id in held.documents
        return asking.whole(asking.of_documents(held, [doc_id] if kept else []))

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(self.table(name))} {name}" for name in TABLES)
        return f"Run({counts})"

    def _repr_html_(self) -> str:
        """The tables with their sizes, for a notebook; every value escaped."""
        cells = "".join(
            f'<tr><th scope="row" style="text-align:left"><code>run.{name}</code></th>'
            f'<td style="text-align:right">{len(self.table(name)):,}</td>'
            f'<td style="text-align:left">{html.escape(", ".join(CONTRACTS[name].names[:8]))} …</td></tr>'
            for name in TABLES
        )
        foot = self.foot
        words = [count(foot.documents, "article"), foot.sources, foot.dates, self.selection.described()]
        return (
            '<div class="pw-run" style="overflow-x:auto"><table><caption style="text-align:left">'
            f"{html.escape(' · '.join(filter(None, words)))}</caption><thead><tr>"
            + "".join(f'<th scope="col" style="text-align:left">{word}</th>' for word in ("table", "rows", "columns"))
            + f"</tr></thead><tbody>{cells}</tbody></table></div>"
        )

    @property
    def foot(self) -> Foot:
        """Publishers, first and last day of publication, number of documents."""
        by = asking.ask("select source, count(*) as n from it group by source", it=self.table("documents"))
        publishers = {name: int(n) for name, n in zip(by["source"], by["n"], strict=True) if isinstance(name, str)}
        documents = int(by["n"].sum())
        names = sorted(publishers, key=lambda name: (-publishers[name], name))
        unnamed = documents - sum(publishers.values())
        sources = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        if unnamed:
            sources += ("; " if sources else "") + f"publisher not given in {count(unnamed, 'article')}"
        days = asking.ask(
            "select min(published) as first, max(published) as last, count(published) as n from it",
            it=self.table("documents"),
        ).iloc[0]
        dates = "not dated" if not days["n"] else str(days["first"])
        if days["n"] and days["first"] != days["last"]:
            dates += f" to {days['last']}"
        if 0 < days["n"] < documents:
            dates += f" ({documents - int(days['n'])} not dated)"
        return Foot(sources or "no articles", dates, documents)


TABLES = tuple(name for name, value in vars(Run).items() if isinstance(value, _Frame))


def read(folder: str | Path, selection: selecting.Selection) -> Run:
    """The run that was written into `folder`.

    Raises:
        TableError: the folder is not that of a run.
    """

    def opened() -> tuple[dict[str, asking.Stored], dict[str, Any]]:
        return {name: asking.of(Path(folder), name) for name in TABLES}, store.read_run(folder)

    return cut(*steadily(folder, opened), selection, folder=Path(folder))


def cut(
    held: Mapping[str, asking.Table],
    run: Mapping[str, Any],
    selection: selecting.Selection,
    *,
    folder: Path | None = None,
) -> Run:
    """A run from its tables and what `run.json` says of it."""
    held = {name: _lists(name, held[name]) for name in TABLES}
    kept, left_out = selecting.apply(held, selection)
    counts = {name: len(table) for name, table in held.items()}
    return Run(kept, selection=selection, run=run, all=counts, left_out=left_out, folder=folder)


def _lists(name: str, table: asking.Table) -> asking.Table:
    if isinstance(table, asking.Stored):
        return table
    return asking.lists(table, asking.list_columns(CONTRACTS[name]))


def rows(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows as named tuples; their fields have the types of the contract, which pandas does not know."""
    yield from frame.itertuples(index=False)
