"""The tables of a run as pandas frames, cut down to a selection."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis import selection as selecting
from analysis import store
from analysis.swap import steadily
from analysis.tables import CONTRACTS
from analysis.wording import count


class Foot(NamedTuple):
    """Where the data of a chart come from, for its last line."""

    sources: str = "no articles"  # publishers, the most frequent first
    dates: str = "not dated"  # first and last day of publication
    documents: int = 0


@dataclass(frozen=True)
class Run:
    """The tables of a run, cut down to the selection; `all` counts the rows before that."""

    documents: pd.DataFrame
    rejected: pd.DataFrame
    mentions: pd.DataFrame
    actors: pd.DataFrame
    claims: pd.DataFrame
    sanctions: pd.DataFrame
    cooperation: pd.DataFrame
    dates: pd.DataFrame
    events: pd.DataFrame
    corrections: pd.DataFrame
    selection: selecting.Selection = field(default_factory=selecting.Selection)
    run: Mapping[str, Any] = field(default_factory=dict)  # run.json
    all: Mapping[str, int] = field(default_factory=dict)  # rows of each table before the selection
    left_out: Mapping[str, int] = field(default_factory=dict)  # documents that the selection left out, by reason

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(getattr(self, name))} {name}" for name in TABLES)
        return f"Run({counts})"

    def _repr_html_(self) -> str:
        """The tables with their sizes, for a notebook; every value escaped."""
        cells = "".join(
            f'<tr><th scope="row" style="text-align:left"><code>run.{name}</code></th>'
            f'<td style="text-align:right">{len(getattr(self, name)):,}</td>'
            f'<td style="text-align:left">{html.escape(", ".join(map(str, getattr(self, name).columns[:8])))} …</td></tr>'
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
        publishers = self.documents["source"].dropna().value_counts()
        names = sorted(publishers.index, key=lambda name: (-publishers[name], name))
        unnamed = int(self.documents["source"].isna().sum())
        sources = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        if unnamed:
            sources += ("; " if sources else "") + f"publisher not given in {count(unnamed, 'article')}"
        days = sorted(self.documents["published"].dropna())
        dates = "not dated" if not days else str(days[0]) if days[0] == days[-1] else f"{days[0]} to {days[-1]}"
        if days and len(days) < len(self.documents):
            dates += f" ({len(self.documents) - len(days)} not dated)"
        return Foot(sources or "no articles", dates, len(self.documents))


TABLES = tuple(each.name for each in fields(Run) if each.name in CONTRACTS)


def read(folder: str | Path, selection: selecting.Selection) -> Run:
    """The run that was written into `folder`.

    Raises:
        TableError: the folder is not that of a run.
    """

    def tables() -> tuple[dict[str, pd.DataFrame], dict[str, Any]]:
        return {name: store.read_table(folder, name) for name in TABLES}, store.read_run(folder)

    return cut(*steadily(folder, tables), selection)


def cut(frames: Mapping[str, pd.DataFrame], run: Mapping[str, Any], selection: selecting.Selection) -> Run:
    """A run from its tables and what `run.json` says of it."""
    frames = {name: _lists(name, frames[name]) for name in TABLES}
    kept, left_out = selecting.apply(frames, selection)
    counts = {name: len(frame) for name, frame in frames.items()}
    return Run(**kept, selection=selection, run=run, all=counts, left_out=left_out)


def _lists(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """List columns as Python lists: Arrow gives arrays, which compare and test in ways of their own."""
    columns = [field.name for field in CONTRACTS[name] if str(field.type).startswith("list")]
    lists = {
        column: pd.Series([list(value) for value in frame[column]], index=frame.index, dtype=object)
        for column in columns
    }
    return frame.assign(**lists)


def rows(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows as named tuples; their fields have the types of the contract, which pandas does not know."""
    yield from frame.itertuples(index=False)
