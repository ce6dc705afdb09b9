"""A report is whole or not there, says what it is, and comes out the same twice."""

from __future__ import annotations

import csv
import json
import os
import re
import signal
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nbformat
import pytest

from analysis import store, tables
from analysis.__main__ import STOPPED
from analysis.errors import CorpusError, NotebookError, OutputError, ParameterError
from analysis.report.build import report
from analysis.report.job_summary import summary
from analysis.report.pages import TEMPLATES
from tests.reports import HOSTILE_ARTICLE, NOTEBOOKS, ROOT, articles, digests

pytestmark = pytest.mark.xdist_group("report")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of the seed by two small notebooks."""
    out = tmp_path_factory.mktemp("small") / "report"
    report(ROOT / "seeds", out, notebooks=NOTEBOOKS / "small", parameters={"top": "7", "actors": "RUS,PRK"})
    return out


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of an article full of markup, by a notebook full of markup."""
    folder = tmp_path_factory.mktemp("hostile")
    out = folder / "report"
    report(articles(folder / "corpus", HOSTILE_ARTICLE), out, notebooks=NOTEBOOKS / "hostile")
    return out


class Page(HTMLParser):
    """Elements of a page with their attributes, and its text."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.scripts: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        tag, attributes = self.elements[-1] if self.elements else ("", {})
        if tag == "script" and attributes.get("type") != "application/json" and data.strip():
            self.scripts.append(data)
        self.words += data


def pages(folder: Path) -> list[Path]:
    found = sorted(folder.rglob("*.html"))
    assert found
    return found


def test_it_holds_what_it_promises(seed_report: Path) -> None:
    for name in ("index.html", "dictionary.html", "dictionary.csv", "findings.json", "manifest.json"):
        assert (seed_report / name).stat().st_size > 0, name
    apart = ("explore", "tutorial")  # for the hand alone
    names = {path.stem for path in (ROOT / "notebooks").glob("*.ipynb") if not path.stem.startswith(apart)}
    assert {path.stem for path in (seed_report / "pages").glob("*.html")} == names
    assert {path.stem for path in (seed_report / "notebooks").glob("*.ipynb")} == names
    pictures = {path.stem for path in (seed_report / "figures").glob("*.png")}
    assert pictures
    for kind in ("svg", "csv"):
        assert pictures <= {path.stem for path in (seed_report / "figures").glob(f"*.{kind}")}


def test_every_table_as_parquet_and_csv(seed_report: Path) -> None:
    for name in tables.CONTRACTS:
        frame = store.read_table(seed_report / "tables", name)
        with (seed_report / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        assert rows[0] == list(frame.columns)
        assert len(rows) - 1 == len(frame)


def test_the_dictionary_has_every_column(seed_report: Path) -> None:
    page = Page(seed_report / "dictionary.html").words
    for row in tables.dictionary():
        assert row["column"] in page
        assert row["description"] in page


def test_the_manifest(small: Path) -> None:
    manifest = json.loads((small / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["status"] == "complete"
    assert manifest["parameters"] == {"top": 7, "actors": ["RUS", "PRK"]}
    assert manifest["counts"]["documents"] == 1
    assert list(manifest["inputs"].values()) == list(digests(ROOT / "seeds").values())
    assert manifest["outputs"] == {k: v for k, v in digests(small).items() if k != "manifest.json"}
    assert manifest["versions"]["python"].startswith("3.")
    assert any("somebody should look at this" in warning for warning in manifest["warnings"])
    assert set(manifest["seconds"]["notebooks"]) == {"00_small", "01_second"}


def test_parameters_reach_the_notebooks(small: Path) -> None:
    notebook = nbformat.read(small / "notebooks" / "00_small.ipynb", as_version=4)
    printed = "".join(out.text for cell in notebook.cells for out in cell.get("outputs", []) if "text" in out)
    assert "shown: 7 ['RUS', 'PRK'] ''\nmore" in printed


def test_the_executed_notebooks_are_valid(seed_report: Path) -> None:
    for path in (seed_report / "notebooks").glob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        assert all(
            cell.execution_count for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()
        )


def test_twice_the_same_bytes(seed_report: Path, tmp_path: Path) -> None:
    """Another process, folder, time zone, locale and hash seed."""
    again = tmp_path / "elsewhere" / "again"
    subprocess.run(
        [sys.executable, "-m", "analysis", "report", "seeds", "--out", str(again), "--quiet"],
        cwd=ROOT,
        env={**os.environ, "TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7"},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    first, second = digests(seed_report), digests(again)
    del first["manifest.json"], second["manifest.json"]
    assert first == second
    kept = [json.loads((folder / "manifest.json").read_text()) for folder in (seed_report, again)]
    for manifest in kept:
        del manifest["begun"], manifest["ended"], manifest["seconds"]
    assert kept[0] == kept[1]


@pytest.mark.parametrize("which", ["seed_report", "small", "hostile"])
def test_no_path_of_the_machine_shows(which: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(which)
    places = {str(ROOT), str(folder), str(folder.parent), str(Path.home()), sys.prefix, os.path.realpath(sys.prefix)}
    for path in folder.rglob("*"):
        if path.suffix in (".html", ".json", ".csv", ".ipynb", ".svg"):
            text = path.read_text(encoding="utf-8")
            for place in places:
                assert len(place) < 3 or place not in text, f"{path.name} shows {place}"


@pytest.mark.parametrize("which", ["seed_report", "small", "hostile"])
def test_every_link_leads_somewhere(which: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(which)
    ids = {path: {attributes.get("id") for _, attributes in Page(path).elements} for path in pages(folder)}
    for path in pages(folder):
        for tag, attributes in Page(path).elements:
            address = urlsplit(attributes.get("href") or "")
            if tag != "a" or address.scheme:
                continue
            target = (path.parent / unquote(address.path)).resolve() if address.path else path
            assert target.is_file(), f"{path.name} links to {address.path}"
            assert target.is_relative_to(folder.resolve())
            if address.fragment:
                assert address.fragment in ids[target], f"{path.name} links to {address.path}#{address.fragment}"


@pytest.mark.parametrize("which", ["seed_report", "small", "hostile"])
def test_nothing_comes_from_elsewhere_and_nothing_runs(which: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(which)
    for path in pages(folder):
        page = Page(path)
        policy = [a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy"]
        assert len(policy) == 1
        assert policy[0] and policy[0].startswith("default-src 'none'; img-src 'self' data:; style-src 'sha256-")
        assert not re.search(r"unsafe|https?:|\*", policy[0])
        for script in page.scripts:  # our own alone, named by their digest
            assert script.strip() in {file.read_text(encoding="utf-8").strip() for file in TEMPLATES.glob("*.js")}
        for tag, attributes in page.elements:
            assert tag not in ("iframe", "object", "embed", "link", "base"), f"{path.name}: {tag}"
            assert "action" not in attributes and "formaction" not in attributes
            assert tag != "script" or "src" not in attributes
            assert not any(name.startswith("on") or name == "style" for name in attributes), (
                f"{path.name}: {attributes}"
            )
            if tag == "img":
                assert (attributes["src"] or "").startswith("data:image/png;base64,")
                assert attributes["alt"], f"{path.name} has an image without words"
            if tag == "a" and attributes.get("href"):
                assert urlsplit(attributes["href"] or "").scheme in ("", "http", "https")


def test_words_of_an_article_stay_words(hostile: Path) -> None:
    assert "<script>alert('text')</script>" in Page(hostile / "tables" / "documents.html").words
    assert "<script>alert('title')</script>" in Page(hostile / "tables" / "documents.html").words
    with (hostile / "tables" / "claims.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row)


def test_an_empty_corpus_says_so(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    outcome = report(tmp_path / "corpus", tmp_path / "out", notebooks=NOTEBOOKS / "small")
    assert outcome.status == "empty"
    assert "no articles" in outcome.message
    assert outcome.message in Page(tmp_path / "out" / "index.html").words
    assert "no articles" in summary(tmp_path / "out")


def test_what_could_not_be_used_is_said_first(tmp_path: Path) -> None:
    corpus = articles(tmp_path / "corpus", HOSTILE_ARTICLE)
    (corpus / "nothing.txt").write_text("")
    outcome = report(corpus, tmp_path / "out", notebooks=NOTEBOOKS / "small")
    assert outcome.status == "partial"
    assert outcome.message == "Partial: 1 article was read, 1 input was left out (1 empty)."
    assert outcome.message in Page(tmp_path / "out" / "index.html").words


def test_a_failing_cell_leaves_the_last_report_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(NotebookError, match="no report was written"):
        report(ROOT / "seeds", out, notebooks=NOTEBOOKS / "failing")
    assert not out.exists()
    report(ROOT / "seeds", out, notebooks=NOTEBOOKS / "small")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]  # the copy of the failed notebook is gone as well
    before = digests(out)
    with pytest.raises(NotebookError) as fault:
        report(ROOT / "seeds", out, notebooks=NOTEBOOKS / "failing")
    said = str(fault.value)
    assert "notebook 01_failing failed in cell 4: KeyError: 'SUN'" in said
    assert "the last report is as it was" in said
    assert digests(out) == before
    copy = Path(said.rsplit(" is in ", 1)[1]) / "01_failing.ipynb"
    assert "so far" in copy.read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "out.failed"]


def test_a_kernel_that_dies_is_a_failed_notebook(tmp_path: Path) -> None:
    with pytest.raises(NotebookError, match="kernel of notebook 00_dying died"):
        report(ROOT / "seeds", tmp_path / "out", notebooks=NOTEBOOKS / "dying")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("given", [{"tpo": "7"}, {"top": "many"}, {"top": "0"}, {"out": "/elsewhere"}])
def test_a_wrong_parameter_starts_nothing(
    given: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analysis.report.build.Kernels", lambda *_: pytest.fail("a kernel was to be started"))
    with pytest.raises(ParameterError):
        report(ROOT / "seeds", tmp_path / "out", notebooks=NOTEBOOKS / "small", parameters=given)
    assert list(tmp_path.iterdir()) == []


def test_an_actor_that_nobody_names(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="Atlantis"):
        report(ROOT / "seeds", tmp_path / "out", notebooks=NOTEBOOKS / "small", parameters={"actors": "Atlantis"})
    assert list(tmp_path.iterdir()) == []


def test_folders_that_are_not_ours_are_left_alone(tmp_path: Path) -> None:
    corpus = articles(tmp_path / "corpus", HOSTILE_ARTICLE)
    with pytest.raises(OutputError, match="holds other files"):
        report(ROOT / "seeds", tmp_path, notebooks=NOTEBOOKS / "small")
    with pytest.raises(OutputError, match="articles lie in the output folder"):
        report(corpus, corpus, notebooks=NOTEBOOKS / "small")
    with pytest.raises(CorpusError):
        report(tmp_path / "absent", tmp_path / "out", notebooks=NOTEBOOKS / "small")
    assert [path.name for path in tmp_path.iterdir()] == ["corpus"]


def test_a_folder_with_braces_and_spaces(tmp_path: Path) -> None:
    out = tmp_path / "a {b} ü" / "out"
    report(ROOT / "seeds", out, notebooks=NOTEBOOKS / "small")
    assert (out / "pages" / "00_small.html").exists()


def test_kernels_started_afresh_give_the_same(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from analysis.report import build

    cold = build.Kernels
    monkeypatch.setattr(build, "Kernels", lambda scratch: cold(scratch, warm=False))
    out = tmp_path / "out"
    report(ROOT / "seeds", out, notebooks=NOTEBOOKS / "small", parameters={"top": "7", "actors": "RUS,PRK"})
    first, second = digests(small), digests(out)
    del first["manifest.json"], second["manifest.json"]
    assert first == second


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_stopped_on_the_way_it_leaves_nothing_half(
    sign: signal.Signals, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    scratch = tmp_path_factory.mktemp("scratch")
    run = subprocess.Popen(
        [sys.executable, "-m", "analysis", "report", "seeds", "--out", str(tmp_path / "out"), "--notebooks", str(NOTEBOOKS / "hanging")],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(scratch)},
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob(".out.*/notebooks")) and time.monotonic() < deadline:
        time.sleep(0.1)
    time.sleep(2)  # the kernel is in its cell by now; if not, stopping must work all the same
    run.send_signal(sign)
    _, said = run.communicate(timeout=60)
    assert run.returncode == 130
    assert said.strip().endswith(f"pactwatch: {STOPPED}")
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []
    deadline = time.monotonic() + 20
    while started_with(scratch) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert started_with(scratch) == set()
    assert list(scratch.iterdir()) == []


def started_with(scratch: Path) -> set[int]:
    """Processes whose temporary folder this is: the run, its warm process, its kernels."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if f"TMPDIR={scratch}".encode() in path.read_bytes():
                found.add(int(path.parent.name))
        except OSError:
            continue
    return found


def test_the_summary_is_markdown_and_nothing_else(hostile: Path, tmp_path: Path) -> None:
    finding = {
        "text": "<b>x</b> [y](http://evil.example) @someone #1 `z` | w",
        "kind": "claims",
        "n": 1,
        "notebook": "x",
    }
    for name in ("manifest.json",):
        (tmp_path / name).write_text((hostile / name).read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "findings.json").write_text(json.dumps([finding]), encoding="utf-8")
    line = next(line for line in summary(tmp_path).splitlines() if "evil" in line)
    assert not re.search(r"[<>\[\]@`|]|https?://|#1", line[2:].replace("&#", ""))
    with pytest.raises(OutputError, match="not the folder of a report"):
        summary(tmp_path / "absent")
