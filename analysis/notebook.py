"""What a notebook calls: open a run, say a sentence, show a chart, show a table.

spaCy is imported only where a corpus has to be extracted; a run that was written before is read as it is.
"""

from __future__ import annotations

import base64
import contextlib
import html
import io
import re
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pandas as pd
from IPython.display import HTML, Markdown, display

from analysis import changes, record, store, style, where
from analysis import run as runs
from analysis import selection as selecting
from analysis.behind import COLUMN
from analysis.earlier import NONE as NO_EARLIER
from analysis.earlier import since
from analysis.errors import ParameterError
from analysis.findings import Finding, findings
from analysis.measured import measured
from analysis.run import Run
from analysis.wording import count
from analysis.written import as_csv, as_html


def open_run(tables: str = "", corpus: str = "seeds", **selection: Any) -> Run:
    """The tables of a run, or of a corpus extracted now, cut down to a selection.

    Args:
        tables: folder of a run's tables; empty: extract the corpus.
        corpus: folder or file with the articles; read only where `tables` is empty.
        selection: `actors`, `since`, `until`, `areas`, `certainty`, `top`, `by_state` as in `selection.select`.

    Relative paths are tried from the current folder, then from the repository's.

    Raises:
        ParameterError: a value is of the wrong kind, or no such folder exists.
        TableError: the folder is not that of a run.
    """
    selecting.check({"tables": tables, "corpus": corpus, **selection})
    chosen = selecting.select(**selection)
    if tables:
        return runs.read(where.found("tables", tables), chosen)
    from analysis import extraction  # brings spaCy, which takes seconds to load

    data, run = extraction.extract(where.found("corpus", corpus))
    return runs.cut({name: table.to_pandas() for name, table in data.items()}, run, chosen)


def load(folder: str | Path = "reports") -> Run:
    """The tables of a run that was written before, whole: `run.actors`, `run.cooperation` and so on are frames.

    Args:
        folder: folder of a run's tables, or of a report that holds them in `tables/`; a relative path is tried from
            the current folder, then from the repository's.

    Raises:
        ParameterError: no such folder exists.
        TableError: the folder is not that of a run.
    """
    return runs.read(store.find(where.found("folder", str(folder))), selecting.Selection())


def extract(
    source: str | Path, *, model: str | None = None, progress: Callable[[int, int], None] | None = None
) -> Run:
    """The tables of a text, a file or a folder of articles, at once; nothing is written.

    Args:
        source: the text of one article, or the path of a file or folder; a relative path is tried from the current
            folder, then from the repository's. Words with a space between that are no path are a text.
        model: an installed spaCy pipeline; None takes the pinned one.
        progress: called with documents done and documents to do.

    Raises:
        ParameterError: it looks like a path, and nothing is there.
        CorpusError: the path cannot be read as a corpus.
    """
    if not str(source).strip():
        raise ParameterError("parameter 'source' is empty; name a file or folder that exists, or give a text")
    from analysis import extraction  # brings spaCy, which takes seconds to load

    with contextlib.ExitStack() as stack:
        if isinstance(source, str) and _is_text(source):
            corpus = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pactwatch-")))
            (corpus / "text.txt").write_text(source, encoding="utf-8", errors="replace", newline="")
        else:
            corpus = where.found("source", str(source))
        data, run = extraction.extract(corpus, model=model, progress=progress)
    return runs.cut({name: table.to_pandas() for name, table in data.items()}, run, selecting.Selection())


def _is_text(source: str) -> bool:
    """True for words with a space between, unless they are the name of a file that is there."""
    if len(source.split()) < 2:
        return False
    try:
        return not any(Path(folder, source).exists() for folder in (Path.cwd(), where.ROOT))
    except OSError:  # longer than a path can be
        return True


def say(*sentences: str) -> None:
    """Show sentences as a paragraph each; nothing in them is read as markup."""
    display(Markdown("\n\n".join(escaped(sentence) for sentence in sentences)))


def tell(run: Run, notebook: str = "", *, most: int = 0, after: int = 0) -> None:
    """Show the findings of a notebook (of all, where it is empty), one a line; a single one as a sentence.

    Args:
        run: the run.
        notebook: name of the notebook, such as `02_sanctions`.
        most: findings shown; 0 shows all. With 1, what the selection keeps follows, where there is one.
        after: findings passed over, because they were shown before.
    """
    whole = findings(run)
    found = [each for each in whole if notebook in ("", each.notebook)] or whole[:1]
    shown = found[after : after + most] if most else found[after:]
    if most == 1:
        sentences = [_with_link(each, whole) for each in shown]
        sentences += [escaped(text) for text in filter(None, [run.selection.described()])]
        display(Markdown("\n\n".join(sentences)))
    elif not shown:
        say("Nothing more was found.")
    else:
        display(Markdown("\n".join(f"- {_with_link(each, whole)}" for each in shown)))


def _with_link(finding: Finding, whole: list[Finding]) -> str:
    """A finding as Markdown, with the way to the records behind it; a report makes an address of it."""
    if not finding.records:
        return escaped(finding.text)
    return f"{escaped(finding.text)} [{count(finding.n, 'record')}](#findings/{whole.index(finding) + 1})"


def tell_changes(found: pd.DataFrame, earlier: str = "") -> None:
    """Show what changed since the earlier run in sentences; where there is none, how to get one.

    Args:
        found: what `changed` gave.
        earlier: the folder it was compared with.
    """
    when = since(earlier)
    if not when:
        say(NO_EARLIER)
        return
    say(f"Compared with the run of {when}.")
    display(Markdown("\n".join(f"- {escaped(sentence)}" for sentence in changes.sentences(found))))


def tell_quality(*tables: str) -> None:
    """Show how good the records of the tables are, as measured on annotated articles."""
    for table in tables:
        figures = measured(table)
        if figures is None:
            say(f"How many of the {table} found are right was not measured.")
        else:
            say(figures.sentence(table))


def escaped(text: str) -> str:
    """Text as Markdown that shows it letter by letter."""
    line = " ".join(str(text).split())
    start = _LIST_ITEM.match(line)  # a dash or "1." is an item of a list only where it begins the line
    special = {start.end(1) - 1} if start else set()
    return "".join(
        f"&#{ord(sign)};" if sign in _MARKUP or place in special else sign for place, sign in enumerate(line)
    )


_LIST_ITEM = re.compile(r"([-+]|\d+[.)])(?=\s|$)")
_MARKUP = set("\\`*_{}[]<>#$&|~!^=")


def show(
    figure: Any,
    name: str | Run = "",
    data: pd.DataFrame | None = None,
    alt: str = "",
    *,
    out: str = "",
    run: Run | None = None,
) -> None:
    """Show a chart, or a record with its evidence and the reasons for its codes.

    A chart has its alt text with it; where `out` is a folder, it is written there as PNG and SVG with its data.

    Beside `<name>.png` and `<name>.svg` come `<name>.csv`, the data drawn, and `<name>.json` with title, alt
    text, number of records, source, and for each bar, cell and line its place and the records behind it.

    Args:
        figure: a chart from `charts`; or a record: a row of claims, sanctions, cooperation or events as a dict, a
            Series or a named tuple, or its id.
        name: of the files.
        data: the view that was drawn.
        alt: what the picture shows; empty: the chart's own.
        out: folder for the files; empty: only show.
        run: the run that holds the record; with it, the article is shown around the evidence. An id needs it.

    Raises:
        ParameterError: what is to be shown is neither a chart nor a record of the run.
    """
    if not isinstance(figure, style.Chart):
        display(HTML(record.as_html(figure, name if isinstance(name, Run) else run)))
        return
    name = str(name)
    alt = alt or figure.alt
    png = drawn(figure, "png")
    marks = figure.areas()
    if out:
        folder = Path(out)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.png").write_bytes(png)
        (folder / f"{name}.svg").write_bytes(drawn(figure, "svg"))
        (folder / f"{name}.csv").write_text(
            as_csv(pd.DataFrame() if data is None else data), encoding="utf-8", newline=""
        )
        store.write_json(
            folder / f"{name}.json",
            {"title": figure.title, "alt": alt, "n": figure.n, "source": figure.source, "marks": marks},
        )
    wide, high = (round(inches * 100) for inches in figure.get_size_inches())
    display(
        HTML(
            f'<figure class="pw-chart" style="margin:0"><img src="data:image/png;base64,{base64.b64encode(png).decode()}" '
            f'alt="{html.escape(alt)}" data-name="{html.escape(name)}" width="{wide}" height="{high}" '
            'style="max-width:100%;height:auto"></figure>'
        )
    )


def drawn(figure: style.Chart, kind: str) -> bytes:
    """The chart as `png` or `svg`; the same chart gives the same bytes."""
    file = io.BytesIO()
    metadata = {"Software": None} if kind == "png" else {"Date": None, "Creator": None}
    with style.look():
        figure.savefig(file, format=kind, dpi=style.DPI, metadata=metadata)
        figure.set_layout_engine("none")  # it is laid out now; to do so for each format would take as long again
    return file.getvalue()


def show_table(
    frame: pd.DataFrame, name: str, caption: str, *, out: str = "", top: int = 0, columns: Iterable[str] = ()
) -> None:
    """Show a table as HTML, every value escaped; where `out` is a folder, write all of it there as CSV.

    Args:
        frame: the rows.
        name: of the file.
        caption: what the rows are.
        out: folder for the file; empty: only show.
        top: rows shown; 0 shows all.
        columns: those shown, in this order; empty: all.
    """
    if out:
        folder = Path(out)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.csv").write_text(as_csv(frame), encoding="utf-8", newline="")
    shown = frame[list(columns)] if columns else frame.drop(columns=COLUMN, errors="ignore")
    shown = shown.head(top) if top else shown
    behind = frame[COLUMN].head(len(shown)) if COLUMN in frame else None
    display(HTML(as_html(shown, caption, len(frame), behind)))
