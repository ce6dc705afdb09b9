"""Every page that shows records says how good records of that kind were measured to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import measured

TABLES = ("actors", "mentions", "claims", "sanctions", "cooperation", "dates", "events")


def test_every_kind_of_record_was_measured() -> None:
    for table in measured.FIGURE_OF:
        figure = measured.measured(table)
        assert figure is not None, table
        assert 0 < figure.precision <= 1 and 0 < figure.recall <= 1
        said = figure.sentence(table)
        assert f"{int(round(100 * figure.precision, 6))}%" in said and "precision" in said and figure.day in said
    assert measured.measured("corrections") is None


def test_what_is_not_all_is_not_said_to_be_all() -> None:
    assert measured.Measured(0.9963, 1.0, 800, "2024-01-01").shares().startswith("99% of those found are right")
    assert measured.Measured(0.29, 0.5, 800, "2024-01-01").shares().startswith("29%")
    assert "100% of those there are found" in measured.Measured(0.9963, 1.0, 800, "2024-01-01").shares()


@pytest.mark.xdist_group("report")
@pytest.mark.parametrize("table", TABLES)
def test_the_page_of_each_table_says_it(seed_report: Path, table: str) -> None:
    assert "(precision)" in (seed_report / "tables" / f"{table}.html").read_text(encoding="utf-8")


@pytest.mark.xdist_group("report")
def test_pages_of_records_documents_and_events_say_it(seed_report: Path) -> None:
    pages = [*(seed_report / "documents").glob("*.html"), seed_report / "timeline.html", seed_report / "index.html"]
    pages += [page for page in (seed_report / "pages").glob("*.html") if page.name != "00_corpus.html"]
    pages += [
        page
        for page in (seed_report / "records").glob("*.html")
        if any(f"#{prefix}-" in page.read_text(encoding="utf-8") for prefix in ("cl", "sa", "co", "m", "d"))
    ]
    assert len(pages) > 10
    assert [page.name for page in pages if "(precision)" not in page.read_text(encoding="utf-8")] == []
    # a page of tables that nobody measured says nothing
    assert "(precision)" not in (seed_report / "tables" / "rejected.html").read_text(encoding="utf-8")
