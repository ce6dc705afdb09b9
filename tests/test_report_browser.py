"""A real browser opens every page: nothing sticks out, nothing is fetched, nothing runs, the keyboard reaches all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analysis.report.build import report
from tests.reports import HOSTILE_ARTICLE, NOTEBOOKS, articles

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [
    pytest.mark.xdist_group("report"),
    pytest.mark.skipif(
        CHROMIUM is None, reason="Chromium is absent; on Debian `apt-get install chromium` brings it, then run again"
    ),
]
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is absent; `make setup` brings it")
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of an article full of markup, by a notebook full of markup."""
    folder = tmp_path_factory.mktemp("hostile")
    report(articles(folder / "corpus", HOSTILE_ARTICLE), folder / "report", notebooks=NOTEBOOKS / "hostile")
    return folder / "report"


def faults(browser: Any, folder: Path, width: int, scheme: str) -> list[str]:
    """What goes wrong on any page of a report at one width and colour scheme."""
    found: list[str] = []
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    name = ""
    page.on("request", lambda r: r.url.startswith(("file://", "data:")) or found.append(f"{name} asks for {r.url}"))
    page.on("requestfailed", lambda request: found.append(f"{name}: failed {request.url[:80]}"))
    page.on("dialog", lambda dialog: (found.append(f"{name}: a script ran"), dialog.dismiss()))
    page.on("console", lambda message: found.append(f"{name}: {message.text}"))
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        page.goto(path.as_uri())
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found.append(f"{name} is {wide} px wide on a screen of {width} px")
        found += [f"{name}: image {bad}" for bad in page.evaluate(BAD_IMAGES)]
        if not page.title().endswith("· Pactwatch"):
            found.append(f"{name} is called {page.title()!r}")
        if page.locator("h1").count() < 1:
            found.append(f"{name} has no heading")
    context.close()
    return found


BAD_IMAGES = "[...document.images].filter(i => !i.alt.trim() || (i.loading != 'lazy' && !i.naturalWidth)).map(i => i.alt || '?')"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_every_page(browser: Any, seed_report: Path, width: int, scheme: str) -> None:
    assert faults(browser, seed_report, width, scheme) == []


def test_a_hostile_article_runs_nothing(browser: Any, hostile: Path) -> None:
    assert faults(browser, hostile, 390, "light") == []


def test_dark_is_dark_and_light_is_light(browser: Any, seed_report: Path) -> None:
    shades = {}
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)
        page.goto((seed_report / "index.html").as_uri())
        shades[scheme] = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
        page.close()
    assert min(shades["light"]) > 200 > 60 > max(shades["dark"])


def test_contrast_is_enough_to_read(browser: Any, seed_report: Path) -> None:
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)
        page.goto((seed_report / "index.html").as_uri())
        assert page.evaluate(LOW_CONTRAST) == [], scheme
        page.close()


# the title of a shape in an SVG is a tip of the browser's own, in its own colours
LOW_CONTRAST = """() => {
  const light = c => { const [r, g, b] = c.match(/[\\d.]+/g).slice(0, 3).map(v => { v /= 255; return v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4 }); return .2126 * r + .7152 * g + .0722 * b };
  const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (!c.endsWith(', 0)')) return c } return 'rgb(255, 255, 255)' };
  return [...document.querySelectorAll('main *')].filter(e => e.tagName != 'title' && [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim())).map(e => {
    const a = light(getComputedStyle(e).color), b = light(ground(e));
    return [(Math.max(a, b) + .05) / (Math.min(a, b) + .05), e.tagName + ' ' + e.className + ' ' + e.textContent.slice(0, 40)] }).filter(([c]) => c < 4.5).map(([c, w]) => c.toFixed(1) + ' ' + w) }"""


def test_the_keyboard_reaches_the_content_and_the_wide_tables(browser: Any, seed_report: Path) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto((seed_report / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    assert page.evaluate("[...document.querySelectorAll('.scroll')].every(box => box.tabIndex == 0 && box.ariaLabel)")
    page.close()


def test_the_code_of_a_cell_opens(browser: Any, seed_report: Path) -> None:
    page = browser.new_page()
    page.goto(next((seed_report / "pages").glob("*.html")).as_uri())
    code = page.locator("details.code").first
    assert not code.locator("pre").first.is_visible()
    code.locator("summary").focus()
    page.keyboard.press("Enter")
    assert code.locator("pre").first.is_visible()
    page.close()


def test_on_paper(browser: Any, seed_report: Path) -> None:
    page = browser.new_page(viewport={"width": 780, "height": 1000})
    page.emulate_media(media="print")
    page.goto((seed_report / "index.html").as_uri())
    assert not page.locator("header.bar").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.close()
