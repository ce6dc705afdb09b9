"""A real browser in a real JupyterLab: open, run all, filter, pick a row, read the sentence, correct the record.

Pictures of both themes are kept in `test-artifacts/`, which the workflow keeps as an artifact.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analysis import corrections
from tests.test_report_browser import CHROMIUM, FLAGS

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "test-artifacts"
WAIT = 60_000  # milliseconds; a kernel that starts on a busy machine takes its time
pytestmark = [
    pytest.mark.xdist_group("lab"),
    pytest.mark.skipif(
        CHROMIUM is None, reason="Chromium is absent; on Debian `apt-get install chromium` brings it, then run again"
    ),
]
HOSTILE = {
    "title": "<img src=x onerror=alert(1)><script>alert(2)</script>",
    "published": "2024-05-02",
    "source": '"><img src=x onerror=alert(3)>',
    "text": "Norway sent <img src=x onerror=alert(4)> missiles to Kenya on Thursday, <b>Oslo</b> said. $x$ and `code` stay.",
}


class Lab:
    """A JupyterLab of its own: its own settings, its token on, only on loopback."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.corpus, self.token = folder, folder / "corpus", secrets.token_hex(16)
        shutil.copytree(ROOT / "tests" / "articles", self.corpus)
        (self.corpus / "hostile.json").write_text(json.dumps(HOSTILE), encoding="utf-8")
        notebook = json.loads((ROOT / "notebooks" / "explore.ipynb").read_text(encoding="utf-8"))
        for cell in notebook["cells"]:
            if "parameters" in cell["metadata"].get("tags", []):
                cell["source"] = [line.replace('"seeds"', '"corpus"') for line in cell["source"]]
        (folder / "explore.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
        with contextlib.closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.url = f"http://127.0.0.1:{free.getsockname()[1]}"
        settings = folder / "settings" / "@jupyterlab" / "apputils-extension"
        settings.mkdir(parents=True)
        quiet = {"fetchNews": "false", "checkForUpdates": False}
        (settings / "notification.jupyterlab-settings").write_text(json.dumps(quiet), encoding="utf-8")

    @contextlib.contextmanager
    def running(self) -> Iterator[Lab]:
        own = {f"JUPYTER{name}_DIR": str(self.folder / name.strip("_").lower()) for name in ("_CONFIG", "_RUNTIME")}
        own |= {"JUPYTERLAB_SETTINGS_DIR": str(self.folder / "settings"), "JUPYTERLAB_WORKSPACES_DIR": str(self.folder / "ws")}  # fmt: skip
        path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
        command = [
            sys.executable, "-m", "jupyterlab", "--ip=127.0.0.1", f"--port={self.url.rpartition(':')[2]}", "--no-browser",
            f"--IdentityProvider.token={self.token}", f"--ServerApp.root_dir={self.folder}", "--allow-root",
            "--expose-app-in-browser",
        ]  # fmt: skip
        with (self.folder / "log.txt").open("wb") as log:
            server = subprocess.Popen(command, env={**os.environ, **own, "PYTHONPATH": path}, stdout=log, stderr=log)
            try:
                self._wait(server)
                yield self
            finally:
                server.terminate()  # ends its kernels too
                try:
                    server.wait(30)
                except subprocess.TimeoutExpired:
                    server.kill()

    def _wait(self, server: subprocess.Popen[bytes]) -> None:
        for _ in range(240):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{self.url}/api", timeout=2).close()
                return
            if server.poll() is not None:
                break
            time.sleep(0.5)
        raise AssertionError((self.folder / "log.txt").read_text(encoding="utf-8")[-2000:])


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with Lab(tmp_path_factory.mktemp("lab")).running() as started:
        yield started


@pytest.fixture(scope="module")
def page(lab: Lab) -> Iterator[Any]:
    """The notebook, opened and run; what goes wrong beside it is in `page.faults`."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is absent; `make setup` brings it")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 1400})
        page.set_default_timeout(WAIT)
        page.faults = []
        ours = (lab.url, lab.url.replace("http", "ws"), "data:", "blob:")
        page.on("request", lambda request: request.url.startswith(ours) or page.faults.append(f"asks {request.url}"))
        page.on("dialog", lambda dialog: (page.faults.append("a script of a text ran"), dialog.dismiss()))
        page.goto(f"{lab.url}/lab/tree/explore.ipynb?token={lab.token}")
        page.wait_for_selector(".jp-Notebook .jp-CodeCell")
        page.wait_for_function("window.jupyterapp && jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel")
        page.evaluate("jupyterapp.commands.execute('application:toggle-left-area').catch(() => {})")
        run_all(page)
        yield page
        browser.close()


def command(page: Any, name: str, **options: Any) -> None:
    page.evaluate("([name, options]) => jupyterapp.commands.execute(name, options)", [name, options])


def run_all(page: Any) -> None:
    """Run every cell in the kernel as it is, and wait for the board of this run."""
    page.evaluate("document.querySelectorAll('.pw-board').forEach(board => board.dataset.old = 1)")
    command(page, "notebook:run-all-cells")
    page.wait_for_selector(".pw-board:not([data-old]) .pw-tiles")
    page.wait_for_selector(".pw-board:not([data-old]) table.dataTable tbody tr td:nth-child(3)")


def picture(page: Any, name: str, part: str = ".pw-board") -> None:
    """Keep what is seen when a part of the board is scrolled to."""
    KEPT.mkdir(exist_ok=True)
    page.locator(part).first.evaluate("part => part.scrollIntoView()")
    page.wait_for_timeout(500)
    page.screenshot(path=str(KEPT / f"explore-{name}.png"))


def statements(page: Any) -> int:
    return int(page.locator(".pw-board .pw-tiles b").first.inner_text().replace(",", ""))


def said(page: Any) -> str:
    return page.locator(".pw-board .pw-said").inner_text()


def filtered(page: Any, act: Any, words: str) -> float:
    """Milliseconds from a move of a control to the views that follow it."""
    begun = time.perf_counter()
    act()
    page.wait_for_function(
        "words => document.querySelector('.pw-board .pw-said').innerText.includes(words)", arg=words, polling=20
    )
    return 1000 * (time.perf_counter() - begun)


def control(page: Any, title: str) -> Any:
    """The list or field under a title."""
    label = page.locator(".pw-controls .widget-label", has_text=re.compile(f"^{title}"))
    return label.locator("xpath=following-sibling::*[1]").locator("select, input").first


def choose(page: Any, title: str, name: str) -> None:
    """Pick the option that is the name; how often it occurs stands behind it."""
    listed = control(page, title)
    names = [" ".join(option.split()[:-2]) for option in listed.locator("option").all_inner_texts()]
    listed.select_option(index=names.index(name))


def say(page: Any, words: str) -> None:
    """Look for words in the sentences."""
    control(page, "Text").fill(words)
    control(page, "Text").press("Enter")


def test_without_its_token_nothing_is_shown(lab: Lab) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{lab.url}/api/contents/explore.ipynb", timeout=10)
    assert refused.value.code == 403


def test_the_board_opens_and_filters(page: Any) -> None:
    whole = statements(page)
    assert whole > 10 and said(page) == "All cooperation"
    picture(page, "light-whole")
    took = [filtered(page, lambda: choose(page, "Actors", "Russia"), "with Russia")]
    assert 0 < statements(page) < whole
    took.append(
        filtered(page, lambda: page.locator(".pw-controls button", has_text="certain").last.click(), "certain")
    )
    took.append(filtered(page, lambda: say(page, "shells"), "shells"))
    assert 0 < statements(page) < 5
    filtered(page, lambda: say(page, "no such words"), "no such words")
    assert "Nothing found" in page.locator(".pw-board .pw-empty").inner_text()
    picture(page, "light-empty")
    took.append(filtered(page, lambda: page.locator(".pw-controls button", has_text="Start again").click(), "All cooperation"))  # fmt: skip
    assert statements(page) == whole
    (KEPT / "explore-latency.json").write_text(json.dumps({"milliseconds": [round(each) for each in took]}) + "\n")
    assert max(took) < 5000, took  # the figure itself is measured by `make bench`; a shared machine may be slow


def test_a_row_shows_its_sentence_and_is_corrected(page: Any, lab: Lab) -> None:
    filtered(page, lambda: say(page, "shells"), "shells")
    page.locator(".pw-board table.dataTable tbody tr:first-child", has_text="shells").click()
    words = page.locator(".pw-board .pw-record mark.pw-words")
    words.first.wait_for()
    assert "shells" in " ".join(page.locator(".pw-board .pw-record mark").all_inner_texts())
    assert "Why" in page.locator(".pw-board .pw-record").inner_text()
    picture(page, "light-record")
    page.get_by_placeholder("why: a few words").fill("the crates were never opened")
    page.get_by_placeholder("why: a few words").press("Tab")
    page.locator(".pw-board button", has_text="Reject").click()
    page.locator(".pw-board .pw-told", has_text="Written to").wait_for()
    written = corrections.load(lab.corpus)
    assert [(one.action, one.reason) for one in written] == [("reject", "the crates were never opened")]
    assert written[0].quote and written[0].id.startswith("co-")


def test_words_of_a_text_stay_words(page: Any) -> None:
    filtered(page, lambda: page.locator(".pw-controls button", has_text="Start again").click(), "All cooperation")
    filtered(page, lambda: say(page, "onerror"), "onerror")
    cell = page.locator(".pw-board table.dataTable tbody tr td", has_text="onerror=alert(4)")
    cell.first.click()
    page.locator(".pw-board .pw-record .pw-from", has_text="<script>alert(2)</script>").wait_for()
    picture(page, "light-hostile")
    assert page.locator(".pw-board img, .pw-board script").count() == 0
    assert page.faults == []


def test_dark_theme_and_a_fresh_kernel(page: Any) -> None:
    """The board of the restarted kernel takes the place of the old one, and follows again."""
    command(page, "apputils:change-theme", theme="JupyterLab Dark")
    page.wait_for_selector("body[data-jp-theme-light=false]", state="attached")
    page.evaluate("jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    page.wait_for_timeout(2000)
    for _ in range(2):
        run_all(page)
        assert said(page) == "All cooperation"
    filtered(page, lambda: choose(page, "Actors", "Russia"), "with Russia")
    page.locator(".pw-board .lm-TabBar-tab", has_text="Network").click()
    page.locator(".pw-board svg.pw-network circle").first.wait_for()
    page.locator(".pw-board table.dataTable tbody tr").nth(1).click()
    page.locator(".pw-board .pw-record mark.pw-words").first.wait_for()
    picture(page, "dark-network")
    picture(page, "dark-record", ".pw-board .pw-record")
    page.locator(".pw-board .lm-TabBar-tab", has_text="Charts").click()
    page.locator(".pw-board .pw-bars").wait_for()
    picture(page, "dark-charts")
    page.locator(".pw-board .lm-TabBar-tab", has_text="SQL").click()
    page.locator(".pw-board button", has_text=re.compile("^ ?Run$")).click()
    page.locator(".pw-board td", has_text="military.").first.wait_for()
    picture(page, "dark-sql")
    ink, sheet = page.evaluate("[getComputedStyle(document.querySelector('.pw-board .pw-said b')).color, getComputedStyle(document.body).getPropertyValue('--jp-layout-color1')]")  # fmt: skip
    assert sum(map(int, re.findall(r"\d+", ink)[:3])) > 400, (ink, sheet)  # light letters on a dark sheet
    wide = page.evaluate("[...document.querySelectorAll('.pw-board, .pw-board > *')].map(one => one.scrollWidth - one.clientWidth)")  # fmt: skip
    assert max(wide) <= 1, "the board sticks out sideways"
    assert page.faults == []
