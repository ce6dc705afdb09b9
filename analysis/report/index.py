"""What the first page and the pages of the tables show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq

from analysis import export, tables
from analysis.evidence import KEY
from analysis.measured import measured
from analysis.report import figures, since
from analysis.report.links import address
from analysis.report.outcome import Site
from analysis.report.pages import picture

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
        "findings": [
            {**each, "number": number, "page": each["notebook"] if each["notebook"] in known else None}
            for number, each in enumerate(found, start=1)
        ],
        "changes": since.told(fresh),
        "has_changes_page": "06_changes" in known,
        "charts": key_charts(drawn, shown),
        "figures": [drawn[name] for name in sorted(drawn)],
        "tables": table_rows(run["counts"]),
        "facts": facts(fresh, run),
        "parameters": values,
        "model": run["model"],
        "weights": run["weights"],
        "version": run["version"],
    }


def key_charts(drawn: Mapping[str, figures.Figure], shown: Mapping[str, list[str]]) -> list[dict[str, Any]]:
    """The first chart with data of each notebook, each once."""
    kept: list[dict[str, Any]] = []
    for notebook, names in sorted(shown.items()):
        taken = {chart["figure"].name for chart in kept}
        name = next((name for name in names if drawn[name].n > 0 and name not in taken), None)
        if name is not None:
            kept.append(
                {"notebook": notebook, "figure": drawn[name], "picture": picture(drawn[name], root="", page=notebook)}
            )
    return kept[:CHARTS_SHOWN]


def table_rows(counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """One row a table: its name, what it holds, its rows and how good it was measured to be."""
    rows = []
    for name in tables.CONTRACTS:
        source = "cooperation" if name == "events" else name
        figure = measured(source)
        quality = figure.sentence(source) if figure else ""
        if quality and name == "events":
            quality = f"Put together from records of cooperation. {quality}"
        rows.append({"name": name, "holds": HELD.get(name, ""), "rows": counts[name], "quality": quality})
    return rows


def facts(fresh: Path, run: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Counts for the head of the page, each with its name and its table, and the range of the articles' dates."""
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
    return [(f"{counts[name]:,}".replace(",", "\u202f"), name, name) for name in names] + [
        (when, "published", "documents")
    ]


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
                "rows": linked(folder, name, export.first_rows(folder / f"{name}.parquet", ROWS_SHOWN)),
            },
        )


def linked(folder: Path, table: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of a table with `links`, the way from a column to its evidence, and `lists`, those of a column of ids."""
    homes = _homes(folder, [one for row in rows for one in row.get("records") or ()])
    firsts = _firsts(folder, [row["actor_id"] for row in rows]) if table == "actors" else {}
    for row in rows:
        links: dict[str, str] = {}
        lists: dict[str, list[tuple[str, str]]] = {}
        if doc := row.get("doc_id"):
            links |= {"doc_id": address(doc)} | {key: address(doc, row[key]) for key in KEY.values() if row.get(key)}
        if table in ("mentions", "dates"):
            links["text"] = address(row["doc_id"], f"{table[0]}-{row['start']}")
        if table == "actors" and row["actor_id"] in firsts:
            links["actor_id"] = links["first_seen"] = firsts[row["actor_id"]]
        if table == "events":
            links["event_id"] = f"timeline.html#{row['event_id']}"
            lists["records"] = [(one, address(homes[one], one)) for one in row["records"] if one in homes]
            lists["documents"] = [(one, address(one)) for one in row["documents"]]
        row["links"], row["lists"] = links, lists
    return rows


def _homes(folder: Path, ids: list[str]) -> dict[str, str]:
    """Document of each record of cooperation."""
    if not ids:
        return {}
    found = pq.read_table(
        folder / "cooperation.parquet",
        columns=["cooperation_id", "doc_id"],
        filters=[("cooperation_id", "in", sorted(set(ids)))],
    )
    return dict(zip(found["cooperation_id"].to_pylist(), found["doc_id"].to_pylist(), strict=True))


def _firsts(folder: Path, ids: list[str]) -> dict[str, str]:
    """Where each actor is mentioned first."""
    found = pq.read_table(
        folder / "mentions.parquet",
        columns=["actor_id", "doc_id", "start"],
        filters=[("actor_id", "in", ids or [""])],
    )
    firsts: dict[str, str] = {}
    for row in found.to_pylist():
        firsts.setdefault(row["actor_id"], address(row["doc_id"], f"m-{row['start']}"))
    return firsts
