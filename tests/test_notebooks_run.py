"""Every notebook runs: on the seed, on an empty corpus, on one where every file is rejected, on a dozen articles.

A test runs the notebooks of one corpus; two groups, so that at most two kernels run side by side.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import papermill
import pytest
from nbformat import NotebookNode

from analysis import extraction

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))
BY_HAND = [path for path in sorted((ROOT / "notebooks").glob("*.ipynb")) if path not in NOTEBOOKS]
CHARTS = 18  # charts that the notebooks write, those of 90_report aside


class Pictures(HTMLParser):
    """The words for each picture of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.alts: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.alts.append(dict(attrs).get("alt"))


@pytest.fixture(scope="session", autouse=True)
def our_package() -> None:
    """Kernels import this copy of the package, wherever they start."""
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))


@pytest.fixture(scope="session")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    empty, rejected = tmp_path_factory.mktemp("empty"), tmp_path_factory.mktemp("rejected")
    (rejected / "nothing.txt").write_text("", encoding="utf-8")
    (rejected / "blank.txt").write_text(" \n\n ", encoding="utf-8")
    (rejected / "picture.txt").write_bytes(bytes(range(256)) * 20)
    return {"seed": ROOT / "seeds", "empty": empty, "rejected": rejected, "dozen": Path(__file__).parent / "articles"}


@pytest.fixture(scope="session")
def executed(
    corpora: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], tuple[dict[str, NotebookNode], Path]]:
    """The notebooks of a corpus after their run, and the folder of their figures."""

    def execute(name: str, only: str = "", **parameters: object) -> tuple[dict[str, NotebookNode], Path]:
        folder = tmp_path_factory.mktemp(f"run-{name}")
        extraction.write(corpora[name], folder / "tables")
        own = {"tables": str(folder / "tables"), "out": str(folder / "figures"), **parameters}
        done = {
            path.stem: papermill.execute_notebook(
                str(path), str(folder / path.name), parameters=own, cwd=str(ROOT), progress_bar=False
            )
            for path in NOTEBOOKS
            if path.stem.startswith(tuple(only.split() or [""]))
        }
        return done, folder / "figures"

    return execute


def outputs(notebook: NotebookNode) -> list[NotebookNode]:
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def words(notebook: NotebookNode) -> str:
    return "\n".join(
        str(output.data.get("text/markdown") or output.data.get("text/html") or "")
        for output in outputs(notebook)
        if "data" in output
    )


def assert_clean(done: dict[str, NotebookNode]) -> None:
    """Every picture has words, nothing was written to stderr, no path of this machine shows."""
    for name, notebook in done.items():
        assert [output for output in outputs(notebook) if output.output_type in ("stream", "error")] == [], name
        pictures = Pictures()
        pictures.feed(words(notebook))
        assert pictures.alts and all(alt and len(alt) > 20 for alt in pictures.alts), name


@pytest.mark.xdist_group("notebooks-one")
def test_the_seed(executed: Callable) -> None:
    done, figures = executed("seed")
    assert_clean(done)
    assert "One article" in words(done["00_corpus"])
    assert "North Korea and Russia" in words(done["03_cooperation"])
    written = {path.suffix: 0 for path in figures.iterdir()}
    for path in figures.iterdir():
        written[path.suffix] += not path.stem.startswith("report_")
    assert written[".png"] == written[".svg"] == written[".json"] == CHARTS
    assert all((figures / f"{path.stem}.csv").exists() for path in figures.glob("*.png"))


@pytest.mark.xdist_group("notebooks-one")
def test_an_empty_corpus(executed: Callable) -> None:
    done, _ = executed("empty")
    assert_clean(done)
    assert all("No article could be read: the corpus is empty." in words(notebook) for notebook in done.values())


@pytest.mark.xdist_group("notebooks-two")
def test_every_file_rejected(executed: Callable) -> None:
    done, _ = executed("rejected")
    assert_clean(done)
    assert all("3 of 3 files were rejected" in words(notebook) for notebook in done.values())
    assert "nothing.txt" in words(done["00_corpus"])


@pytest.mark.xdist_group("notebooks-two")
def test_a_dozen_articles(executed: Callable) -> None:
    done, _ = executed("dozen")
    assert_clean(done)
    assert "12 articles were read" in words(done["00_corpus"])
    assert "Northern Herald" in words(done["00_corpus"])


@pytest.mark.xdist_group("notebooks-two")
def test_a_dozen_articles_cut_down(executed: Callable) -> None:
    done, _ = executed(
        "dozen",
        only="00 03 05",
        actors=["RUS"],
        since="2022",
        until="2023",
        areas=["diplomatic"],
        certainty="probable",
        top=3,
        by_state=False,
    )
    assert_clean(done)
    assert "Selected: articles that name RUS" in words(done["03_cooperation"])
    assert "The selection keeps" in words(done["00_corpus"])


@pytest.mark.xdist_group("notebooks-two")
@pytest.mark.parametrize("path", BY_HAND, ids=lambda path: path.stem)
def test_a_notebook_for_the_hand_runs_without_one(path: Path, tmp_path: Path) -> None:
    """Explore and the tutorials leave plain HTML behind: no widget that a reader without a kernel could not see."""
    done = papermill.execute_notebook(str(path), str(tmp_path / "out.ipynb"), cwd=str(ROOT), progress_bar=False)
    found = outputs(done)
    assert [output for output in found if output.output_type == "error" or output.get("name") == "stderr"] == []
    assert all("widget" not in kind for output in found if "data" in output for kind in output.data)
    assert not done.metadata.get("widgets")
    assert len(words(done)) > 500


@pytest.mark.xdist_group("notebooks-two")
def test_the_command_that_the_board_prints_runs(corpora: dict[str, Path], tmp_path: Path) -> None:
    import analysis as pw

    board = pw.explore("", str(corpora["dozen"]), actors=["RUS"], since="2023", certainty="certain")
    command = shlex.split(board.papermill)
    command[:3] = [sys.executable, "-m", "papermill", command[1], str(tmp_path / "answer.ipynb")]
    done = subprocess.run([*command, "--no-progress-bar"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    assert f"<b>{len(board.rows)}</b> <span>statements" in words(
        nbformat.read(tmp_path / "answer.ipynb", as_version=4)
    )


@pytest.mark.xdist_group("notebooks-one")
@pytest.mark.parametrize("folder", [ROOT, ROOT / "notebooks"], ids=["root", "notebooks"])
def test_plain_papermill_from_the_root_and_from_the_notebooks(folder: Path, tmp_path: Path) -> None:
    path = os.path.relpath(ROOT / "notebooks" / "02_sanctions.ipynb", folder)
    command = [
        sys.executable,
        "-m",
        "papermill",
        path,
        str(tmp_path / "out.ipynb"),
        "-p",
        "since",
        "2000",
        "-p",
        "top",
        "3",
    ]
    done = subprocess.run([*command, "--no-progress-bar"], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    assert (tmp_path / "out.ipynb").exists()


@pytest.mark.xdist_group("notebooks-one")
def test_a_wrong_parameter_fails_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(papermill.PapermillExecutionError) as fault:
        papermill.execute_notebook(
            str(ROOT / "notebooks" / "02_sanctions.ipynb"), str(tmp_path / "out.ipynb"),
            parameters={"certainty": "sure"}, cwd=str(ROOT), progress_bar=False,
        )  # fmt: skip
    assert "parameter 'certainty' must be one of certain, probable, possible; it is 'sure'" in str(fault.value)
