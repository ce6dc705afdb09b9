"""The page that says how a report can mislead, with the error rates that were measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import measured
from analysis.report import mislead


def test_expected_errors_follow_from_what_was_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    figure = measured.Measured(0.8, 0.5, 100, "2024-01-01")
    monkeypatch.setattr(mislead, "measured", lambda table: figure if table == "claims" else None)
    # 100 found, 80 right; those are half of what is there, so 80 are missed
    assert mislead.expected("claims", 100) == (
        "Claims: of the 100 here about 20 would be wrong, and about 80 more missed, at the measured rates."
    )
    assert mislead.expected("claims", 1) == (
        "Claims: of the 1 here hardly one would be wrong, and one or two more missed, at the measured rates."
    )
    assert mislead.expected("dates", 5) is None


def test_every_measured_set_has_its_rates_in_words() -> None:
    context = mislead.context({"claims": 3})
    assert len(context["rates"]) == len(measured.figures()["sets"])
    for _, rows in context["rates"]:
        assert rows and all(0 < row["precision"] <= 1 and row["gold"] > 0 for row in rows)
        assert all(row["words"] != "" and "." not in row["words"] for row in rows)  # no scorer's name left as it is
    assert {"claims", "sanctions", "cooperation"} <= set(context["fields"])
    assert len(context["expected"]) == 1


def test_nothing_measured_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mislead, "figures", dict)
    monkeypatch.setattr(mislead, "measured", lambda table: None)
    context = mislead.context({"claims": 3})
    assert context["rates"] == [] and context["expected"] == [] and context["fields"] == {}


@pytest.mark.xdist_group("report")
def test_every_page_leads_to_it(seed_report: Path) -> None:
    page = (seed_report / "mislead.html").read_text(encoding="utf-8")
    assert "would be wrong" in page and "Measured error rates" in page
    pages = [*seed_report.glob("*.html"), *seed_report.glob("pages/*.html"), *seed_report.glob("documents/*.html")]
    assert len(pages) > 8
    assert [each.name for each in pages if "mislead.html" not in each.read_text(encoding="utf-8")] == []
