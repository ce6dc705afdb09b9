"""The pages that no notebook makes: tables, documents, timeline, data dictionary, index."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis import export, tables
from analysis.behind import MOST
from analysis.report import figures, mislead, pages, since
from analysis.report.documents import document_pages
from analysis.report.index import index_context, table_pages
from analysis.report.records import record_pages
from analysis.report.timeline import entries_of, timeline_context, write_downloads

EACH_DOCUMENT = 500  # articles up to which each has a page; of more, those that a page cites
_DOCUMENT = re.compile(r"documents/([0-9a-f]{8,64})\.html")


def write_pages(
    site: pages.Site,
    fresh: Path,
    shown: Mapping[str, list[str]],
    found: list[dict[str, Any]],
    run: Mapping[str, Any],
    values: Mapping[str, Any],
) -> None:
    """Tables as CSV and as pages, a page a document, the timeline, the data dictionary, how to be misled, the index.

    Args:
        site: what every page shows.
        fresh: folder of the report, with the tables and the figures in it.
        shown: figures on the page of each notebook.
        found: the findings.
        run: what `run.json` says.
        values: the parameters given.
    """
    for name in tables.CONTRACTS:
        export.csv_of_parquet(fresh / "tables" / f"{name}.parquet", fresh / "tables" / f"{name}.csv")
    for here, context in table_pages(fresh / "tables", run["counts"]):
        html = pages.render("table", site, root="../", here=here, **context)
        (fresh / here).write_text(html, encoding="utf-8")
    (fresh / "records").mkdir()
    changed = (since.told(fresh) or {}).get("sentences", ())
    for here, context in record_pages(fresh / "tables", figures.load(fresh / "figures"), found, changed):
        html = pages.render("records", site, root="../", here=here, most=MOST, **context)
        (fresh / here).write_text(html, encoding="utf-8")
    write_downloads(fresh, entries_of(fresh / "tables", run))
    html = pages.render("timeline", site, root="", here="timeline.html", **timeline_context(fresh / "tables", run))
    (fresh / "timeline.html").write_text(html, encoding="utf-8")
    dictionary = tables.dictionary()
    export.write_rows(fresh / "dictionary.csv", dictionary[0], (row.values() for row in dictionary))
    html = pages.render(
        "dictionary", site, root="", here="dictionary.html",
        grouped=pages.dictionary_tables(dictionary), rejected_reasons=tables.REJECTED_REASONS,
    )  # fmt: skip
    (fresh / "dictionary.html").write_text(html, encoding="utf-8")
    html = pages.render("mislead", site, root="", here="mislead.html", **mislead.context(run["counts"]))
    (fresh / "mislead.html").write_text(html, encoding="utf-8")
    context = index_context(site, fresh, shown, found, run, values)
    (fresh / "index.html").write_text(
        pages.render("index", site, root="", here="index.html", **context), encoding="utf-8"
    )
    (fresh / "documents").mkdir()
    few = run["counts"]["documents"] <= EACH_DOCUMENT
    for here, context in document_pages(fresh / "tables", only=None if few else cited(fresh)):
        (fresh / here).write_text(pages.render("document", site, root="../", here=here, **context), encoding="utf-8")


def cited(fresh: Path) -> set[str]:
    """Documents that a page of the report links to."""
    return {
        doc
        for path in [*fresh.glob("*.html"), *fresh.glob("*/*.html")]
        for doc in _DOCUMENT.findall(path.read_text(encoding="utf-8"))
    }
