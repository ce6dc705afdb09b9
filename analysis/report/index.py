"""What the first page and the pages of the tables show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq

from analysis import export, tables
from analysis.measured import measured
from analysis.report import figures
from analysis.report.pages import Site

ROWS_SHOWN = 200  # of a table on its page; all are in its files
CHARTS_SHOWN = 6
HELD = {
    "documents": "the articles, with their text",
    "rejected": "inputs that could not be used, with the reason",
    "mentions": "each time a text refers to an actor",
    "actors": "each actor of the run",
    "claims": "each time a text attributes something to somebody",
    "sanctions": "each statement about sanctions",
    "cooperation": "each statement that actors cooperate, plan to or refuse to",
    "dates": "each time expression",
    "events": "each event that records of cooperation speak of, across sentences and articles",
    "corrections": "each correction by hand, and what became of it",
}


def index_context(
    site: Site,
    fresh: Path,
    shown: Mapping[str, list[str]],
    found: list[dict[str, Any]],
    run: Mapping[str, Any],
    values: Mapping[str, Any],
) -> dict[str, Any]:
    """What `index.html.j2` needs."""
    known = {each.name for each in site.notebooks}
    drawn = figures.load(fresh / "figures")
    return {
        "findings": [{**each, "page": each["notebook"] if each["notebook"] in known else None} for each in found],
        "charts": key_charts(drawn, shown),
        "figures": [drawn[name] for name in sorted(drawn)],
        "tables": table_rows(run["counts"]),
        "facts": facts(fresh, run),
        "parameters": values,
        "model": run["model"],
        "version": run["version"],
    }


def key_charts(drawn: Mapping[str, figures.Figure], shown: Mapping[str, list[str]]) -> list[dict[str, Any]]:
    """The first chart with data of each notebook, each once."""
    kept: list[dict[str, Any]] = []
    for notebook, names in sorted(shown.items()):
        taken = {chart["figure"].name for chart in kept}
        name = next((name for name in names if drawn[name].n > 0 and name not in taken), None)
        if name is not None:
            kept.append({"notebook": notebook, "figure": drawn[name]})
    return kept[:CHARTS_SHOWN]


def table_rows(counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """One row a table: its name, what it holds, its rows and how good it was measured to be."""
    rows = []
    for name in tables.CONTRACTS:
        figure = measured(name)
        rows.append({
            "name": name, "holds": HELD.get(name, ""), "rows": counts[name],
            "quality": figure.sentence(name) if figure else "",
        })  # fmt: skip
    return rows


def facts(fresh: Path, run: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Counts for the head of the page, with the range of the articles' dates."""
    counts = run["counts"]
    published = pq.read_table(fresh / "tables" / "documents.parquet", columns=["published"])["published"]
    dated = published.drop_null()
    if not counts["documents"]:
        when = "–"
    elif not len(dated):
        when = "not dated"
    else:
        span = pc.min_max(dated).as_py()
        when = str(span["min"]) if span["min"] == span["max"] else f"{span['min']} to {span['max']}"
    names = ("documents", "actors", "claims", "sanctions", "cooperation", "dates")
    return [(f"{counts[name]:,}".replace(",", "\u202f"), name) for name in names] + [(when, "published")]


def table_pages(folder: Path, counts: Mapping[str, int]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Address and context of a page for each table."""
    for row in table_rows(counts):
        name = row["name"]
        yield (
            f"tables/{name}.html",
            {
                "table": row,
                "columns": pq.read_schema(folder / f"{name}.parquet").names,
                "numbers": {field.name for field in tables.contract(name) if str(field.type) == "int64"},
                "rows": export.first_rows(folder / f"{name}.parquet", ROWS_SHOWN),
            },
        )
