"""A browser opens every page of a report of the attacks: no script runs, and no request leaves the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analysis.report.build import report
from tests.hostile.cases import CLICKED, cases
from tests.hostile.test_corpus import lay
from tests.reports import NOTEBOOKS
from tests.test_report_browser import browser, pytestmark  # noqa: F401  the browser is a fixture

KINDS = ("markup", "markdown", "address", "name", "formula", "unicode", "broken")


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of every attack that a page can show."""
    folder = tmp_path_factory.mktemp("attacked")
    corpus = lay(folder / "corpus", [case for case in cases() if case.kind in KINDS])
    report(corpus, folder / "report", notebooks=NOTEBOOKS / "hostile")
    return folder / "report"


def test_nothing_runs_and_nothing_leaves(browser: Any, attacked: Path) -> None:  # noqa: F811
    found: list[str] = []
    name = ""
    context = browser.new_context()
    page = context.new_page()
    page.on(
        "request", lambda asked: asked.url.startswith(("file://", "data:")) or found.append(f"{name}: {asked.url}")
    )
    page.on("dialog", lambda dialog: (found.append(f"{name}: a dialog"), dialog.dismiss()))
    page.on("popup", lambda opened: found.append(f"{name}: opens {opened.url}"))
    page.on("console", lambda said: found.append(f"{name}: {said.text}"))
    pages = sorted(attacked.rglob("*.html"))
    assert len(pages) > 100
    for path in pages:
        name = path.relative_to(attacked).as_posix()
        page.goto(path.as_uri())
        policy = page.evaluate("document.querySelector('meta[http-equiv=Content-Security-Policy]').content")
        if not policy.startswith("default-src 'none'") or "unsafe" in policy:
            found.append(f"{name} has the policy {policy}")
        if page.evaluate("Object.hasOwn(window, 'pactwatchRan')"):
            found.append(f"{name}: a script ran")
        if page.url != path.as_uri():
            found.append(f"{name} went to {page.url}")
        found += [f"{name} holds {what}" for what in page.evaluate(CLICKED)]
    context.close()
    assert found == []
