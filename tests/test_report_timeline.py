"""The timeline page: what it says of events, that data in it stays data, and that its filters work in a browser."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from analysis import extraction
from analysis.report import pages
from analysis.report.timeline import citation, embedded, entries_of, shown_date, timeline_context, write_downloads
from tests.test_report_browser import CHROMIUM, browser  # noqa: F401  the fixture

ARTICLES = {
    "a.txt": "Norway signed a trade agreement with Latvia on 3 May 2021. Iran may supply drones to Sudan.\n",
    "b.txt": "Peru sent food aid to Haiti in June 2020. Brazil denied that it had sold rifles to Mali.\n",
    "c.txt": "</script><script>alert(1)</script> Kenya held talks with <b>Uganda</b> in March 2019.\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report folder with tables, the page and its downloads."""
    place = tmp_path_factory.mktemp("timeline")
    (place / "corpus").mkdir()
    for name, text in ARTICLES.items():
        (place / "corpus" / name).write_text(text, encoding="utf-8")
    run = extraction.write(place / "corpus", place / "tables")
    write_downloads(place, entries_of(place / "tables", run))
    context = timeline_context(place / "tables", run)
    html = pages.render("timeline", pages.Site((), "complete", ""), root="", here="timeline.html", **context)
    (place / "timeline.html").write_text(html, encoding="utf-8")
    return place


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ({"date_start": None}, "not dated"),
        ({"date_start": "2021-05-03", "date_end": "2021-05-03", "precision": "day", "date_from": "text"}, "2021-05-03"),
        ({"date_start": "2021-05-01", "date_end": "2021-05-31", "precision": "month", "date_from": "text"}, "2021-05"),
        ({"date_start": "2021-01-01", "date_end": "2021-12-31", "precision": "year", "date_from": "text"}, "2021"),
        ({"date_start": "2021-05-01", "date_end": "2021-05-04", "precision": "day", "date_from": "text"}, "2021-05-01 to 2021-05-04"),
        ({"date_start": "2021-05-03", "date_end": "2021-05-03", "precision": "day", "date_from": "published"}, "reported 2021-05-03"),
    ],
)  # fmt: skip
def test_a_date_is_shown_as_precise_as_it_is_known(event: dict[str, Any], said: str) -> None:
    assert shown_date(event) == said


def test_a_citation_names_event_date_and_articles() -> None:
    entry = {"what": "Trade of A and B", "date": "2020", "id": "ev-1"}
    row = {"source": "Gazette", "title": "Deal done", "path": "x.txt", "published": "2020-02-01"}
    assert citation(entry, [row]) == "Trade of A and B (2020), event ev-1, after Gazette, “Deal done”, 2020-02-01."
    assert citation(entry, [row] * 5).endswith("; and 2 more.")


def test_embedded_data_cannot_end_its_element() -> None:
    text = embedded([{"a": "</script><!--<b>&"}])
    assert not set("<>&") & set(text)
    assert json.loads(text) == [{"a": "</script><!--<b>&"}]


def test_the_downloads_hold_every_event(folder: Path) -> None:
    entries = json.loads((folder / "timeline.json").read_text(encoding="utf-8"))
    with (folder / "timeline.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["event_id"] for row in rows] == [entry["id"] for entry in entries]
    assert len(entries) >= 3


def test_of_more_events_than_the_page_carries_the_latest_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    from analysis.report import timeline

    monkeypatch.setattr(timeline, "ON_PAGE", 3)
    made = [{"id": str(n), "start": f"2020-01-0{n}", "records": [[f"co-{n}", "x"]] * 40} for n in range(1, 6)]
    undated = [{"id": "none", "start": None, "records": []}]
    assert [entry["id"] for entry in timeline.latest([*made, *undated])] == ["3", "4", "5"]
    assert [entry["id"] for entry in timeline.latest([*made[:2], *undated, *undated])] == ["1", "2", "none"]
    assert len(timeline.latest(made[:1])[0]["records"]) == timeline.LINKS


def test_an_empty_run_says_so(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    run = extraction.write(tmp_path / "corpus", tmp_path / "tables")
    context = timeline_context(tmp_path / "tables", run)
    html = pages.render("timeline", pages.Site((), "empty", ""), root="", here="timeline.html", **context)
    assert "No event was found" in html
    assert "<script" not in html


@pytest.mark.xdist_group("report")
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is absent; on Debian `apt-get install chromium` brings it")
class TestInTheBrowser:
    """What a reader does on the page."""

    @pytest.fixture
    def page(self, browser: Any, folder: Path) -> Any:  # noqa: F811
        page = browser.new_page(viewport={"width": 390, "height": 800})
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("dialog", lambda dialog: (said.append("a script ran"), dialog.dismiss()))
        page.goto((folder / "timeline.html").as_uri())
        yield page
        assert said == []
        page.close()

    def test_search_filters_and_the_count_follows(self, page: Any) -> None:
        whole = page.locator(".event").count()
        page.fill("input[name=search]", "haiti")
        assert 0 < page.locator(".event").count() < whole
        assert page.inner_text("#count").endswith(f"of {whole} events")
        page.fill("input[name=search]", "nowhere at all")
        assert page.inner_text("#count") == "No event fits this selection."
        page.click("button[type=reset]")
        page.wait_for_function(f"document.querySelectorAll('.event').length === {whole}")

    def test_actor_area_and_date_narrow_the_list(self, page: Any) -> None:
        page.select_option("select[name=actor]", "Norway")
        assert all("Norway" in text for text in page.locator(".event h3").all_inner_texts())
        page.click("button[type=reset]")
        page.fill("input[name=until]", "2019-12-31")
        assert page.locator(".event").count() == 1
        page.fill("input[name=until]", "")
        page.select_option("select[name=area]", "humanitarian")
        assert page.locator(".event h3").all_inner_texts()[0].startswith("Humanitarian aid")

    def test_a_selection_has_an_address_of_its_own(self, page: Any) -> None:
        page.fill("input[name=search]", "haiti")
        # the page has its new address at once, the browser around it, which reloads, a moment later
        page.wait_for_url(lambda url: url.endswith("#?search=haiti"))
        page.reload()
        assert page.input_value("input[name=search]") == "haiti"

    def test_it_does_not_scroll_sideways(self, page: Any) -> None:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390

    def test_the_keyboard_reaches_filters_and_evidence(self, page: Any) -> None:
        seen = set()
        for _ in range(40):
            page.keyboard.press("Tab")
            seen.add(page.evaluate("document.activeElement.name || document.activeElement.textContent"))
        assert {"search", "actor", "area", "certainty", "evidence 1"} <= seen


@pytest.mark.xdist_group("report")
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is absent; on Debian `apt-get install chromium` brings it")
def test_five_thousand_events_show_a_hundred_at_a_time(browser: Any, tmp_path: Path, folder: Path) -> None:  # noqa: F811
    entry = json.loads((folder / "timeline.json").read_text(encoding="utf-8"))[0]
    entries = [entry | {"id": f"ev-{n}", "what": f"{entry['what']} {n}"} for n in range(5_000)]
    run = {"corpus_digest": "0" * 64, "version": "0"}
    context = timeline_context(folder / "tables", run) | {"data": embedded(entries), "total": len(entries)}
    html = pages.render("timeline", pages.Site((), "complete", ""), root="", here="timeline.html", **context)
    (tmp_path / "timeline.html").write_text(html, encoding="utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "timeline.html").as_uri())
    assert page.locator(".event").count() == 100
    page.click("#more")
    assert page.locator(".event").count() == 200
    page.fill("input[name=search]", "4999")
    assert page.locator(".event").count() == 1
    page.goto((tmp_path / "timeline.html").as_uri() + "#ev-450")
    page.reload()
    assert page.locator("#ev-450.named").count() == 1
    assert len(html) < 5_000_000
    page.close()
