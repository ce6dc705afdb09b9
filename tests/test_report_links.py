"""Every link of a report leads somewhere, every number to its records; a browser goes from a bar to the sentence."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pyarrow.parquet as pq
import pytest

from analysis.report import figures
from analysis.report.build import report
from tests.test_report_browser import CHROMIUM, browser  # noqa: F401  the fixture

pytestmark = pytest.mark.xdist_group("report")


class Page(HTMLParser):
    """The addresses that a page links to, and the anchors that it has."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        text = path.read_text(encoding="utf-8")
        self.feed(text)
        self.anchors |= set(re.findall(r'"id":"(ev-[0-9a-f]+)"', text))  # the script of the timeline makes these

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "xlink:href", "src") and value is not None:
                self.links.append(value)
            if name == "id" and value:
                assert value not in self.anchors, f"the id {value} stands twice"
                self.anchors.add(value)


def broken(folder: Path) -> list[str]:
    """Links of a report that lead nowhere."""
    pages = {path: Page(path) for path in folder.rglob("*.html")}
    wrong = []
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme in ("http", "https", "data"):
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.is_file():
                wrong.append(f"{path.relative_to(folder)}: {link}")
            elif parts.fragment and target in pages and parts.fragment not in pages[target].anchors:
                wrong.append(f"{path.relative_to(folder)}: no anchor for {link}")
    return wrong


@pytest.fixture(scope="module")
def dozen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dozen") / "report"
    report(Path(__file__).parent / "articles", out)
    return out


def test_all_links_of_the_seed(seed_report: Path) -> None:
    assert broken(seed_report) == []


def test_all_links_of_a_dozen_articles(dozen: Path) -> None:
    assert broken(dozen) == []
    linked = {link for path in dozen.rglob("*.html") for link in Page(path).links}
    assert sum("documents/" in link for link in linked) > 100


def test_every_mark_of_every_chart_has_its_records(dozen: Path) -> None:
    drawn = figures.load(dozen / "figures")
    assert sum(len(figure.marks) for figure in drawn.values()) > 100
    for name, figure in drawn.items():
        assert figure.n == 0 or figure.marks or name == "rejected_by_reason", name
        for mark in figure.marks:
            box = [mark[side] for side in ("x", "y", "w", "h", "x1", "y1", "x2", "y2") if side in mark]
            assert all(-0.05 <= share <= 1.05 for share in box), (name, mark)
        page = (dozen / "records" / f"{name}.html").read_text(encoding="utf-8") if figure.marks else ""
        assert page.count('class="behind"') == len(figure.marks)


def test_a_bar_counts_what_lies_behind_it(dozen: Path) -> None:
    """Where each record counts once, the references of all bars are the records of the table."""
    marks = figures.load(dozen / "figures")["sanctions_by_measure"].marks
    bars = {ref for mark in marks for ref in mark["records"]}
    ids = pq.read_table(dozen / "tables" / "sanctions.parquet").to_pylist()
    assert bars == {f"{row['doc_id']}#{row['sanction_id']}" for row in ids}
    assert all(mark["n"] == len(mark["records"]) for mark in marks)


def test_every_finding_leads_to_records(dozen: Path) -> None:
    found = json.loads((dozen / "findings.json").read_text(encoding="utf-8"))
    assert len(found) > 8
    for number, finding in enumerate(found, start=1):
        assert not finding["n"] or finding["records"], finding["text"]
        if finding["records"]:
            assert f'records/findings.html#r{number}"' in (dozen / "index.html").read_text(encoding="utf-8")


def test_of_many_articles_only_those_cited_have_a_page(
    dozen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from analysis.report import documents

    monkeypatch.setattr(documents, "BATCH", 3)
    ids = pq.read_table(dozen / "tables" / "documents.parquet")["doc_id"].to_pylist()
    some = {ids[1], ids[7], ids[4]}
    made = dict(documents.document_pages(dozen / "tables", only=some))
    assert set(made) == {f"documents/{doc}.html" for doc in some}
    whole = list(documents.document_pages(dozen / "tables"))
    assert [address for address, _ in whole] == [f"documents/{doc}.html" for doc in ids]
    assert [context["before"] for _, context in whole[1:]] == [address for address, _ in whole[:-1]]


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is absent; on Debian `apt-get install chromium` brings it")
class TestInTheBrowser:
    """From a picture to the words of the article."""

    @pytest.mark.parametrize("width", [1280, 390])
    def test_a_click_on_a_bar_leads_to_the_sentence(self, browser: Any, seed_report: Path, width: int) -> None:  # noqa: F811
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto((seed_report / "pages" / "03_cooperation.html").as_uri())
        bar = page.locator(".marks a:has(rect)").first
        said = bar.get_attribute("aria-label")
        bar.scroll_into_view_if_needed()
        box = bar.locator("rect").bounding_box()
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_url("**/records/cooperation_by_area.html#*")
        section = page.locator("section.behind:target")
        assert section.locator("h2").inner_text() == said
        record = section.locator("li a").first
        sentence = section.locator("li q").first.inner_text()
        record.click()
        page.wait_for_url("**/documents/*.html#co-*")
        marked = page.locator(".sentence:has(.chip:target)")
        shown = re.sub(r"\s+", " ", marked.inner_text())
        assert sentence[:40] in shown
        assert (
            page.evaluate("e => getComputedStyle(e).backgroundColor", marked.element_handle()) != "rgba(0, 0, 0, 0)"
        )
        page.wait_for_function(  # the way there is smooth
            "() => { const box = document.querySelector('.sentence:has(.chip:target)').getBoundingClientRect();"
            " return box.bottom > 0 && box.top < innerHeight }",
            timeout=5000,
        )
        page.close()

    def test_by_keyboard_alone(self, browser: Any, seed_report: Path) -> None:  # noqa: F811
        page = browser.new_page()
        page.goto((seed_report / "pages" / "01_actors.html").as_uri())
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("!!document.activeElement.closest('.marks')"):
                break
        assert page.evaluate("document.activeElement.getAttribute('aria-label')")
        page.keyboard.press("Enter")
        page.wait_for_url("**/records/*.html#r*")
        page.locator("section.behind:target li a").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/documents/*.html#m-*")
        assert page.locator(".sentence:has(.at:target)").count() == 1
        page.close()

    def test_a_line_of_the_network_can_be_hit(self, browser: Any, seed_report: Path) -> None:  # noqa: F811
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        page.goto((seed_report / "pages" / "01_actors.html").as_uri())
        line = page.locator(".marks a:has(line)").first
        line.scroll_into_view_if_needed()
        line.dispatch_event("click")
        page.wait_for_url("**/records/actors_by_company.html#r*")
        assert page.locator("section.behind:target li").count() >= 1
        page.close()

    def test_filters_of_a_document_work_without_a_script(self, browser: Any, seed_report: Path) -> None:  # noqa: F811
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(next((seed_report / "documents").glob("*.html")).as_uri())
        chips = page.locator(".chip.k-cooperation")
        assert chips.first.is_visible()
        page.locator("#show-cooperation").uncheck()
        assert not chips.first.is_visible()
        context.close()

    def test_a_document_on_paper(self, browser: Any, seed_report: Path) -> None:  # noqa: F811
        page = browser.new_page(viewport={"width": 780, "height": 1000})
        page.emulate_media(media="print")
        page.goto(next((seed_report / "documents").glob("*.html")).as_uri())
        assert not page.locator(".filters").first.is_visible()
        assert page.locator(".chip").first.is_visible()
        page.goto((seed_report / "records" / "cooperation_by_area.html").as_uri())
        assert page.locator(".behind li").first.is_visible()
        page.close()


def test_every_page_says_how_much_was_corrected_by_hand(seed_report: Path) -> None:
    pages = list(seed_report.rglob("*.html"))
    assert len(pages) > 30
    assert [
        path for path in pages if "No record was corrected by hand." not in path.read_text(encoding="utf-8")
    ] == []
