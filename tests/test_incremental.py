"""Work done once is not done again, and the tables are the same whoever did it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis import again, corrections, extraction
from analysis.errors import ParameterError
from analysis.extraction import Way
from tests.made import MADE, bytes_of, corpus

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize(("size", "processes"), [(1, 1), (7, 1), (5, 2)])
def test_same_bytes_however_the_work_is_shared(
    articles: Path,
    undisturbed: dict[str, bytes],
    tmp_path: Path,
    pieces_of: Callable[[int], None],
    size: int,
    processes: int,
) -> None:
    pieces_of(size)
    extraction.write(articles, tmp_path / "out", way=Way(processes=processes, cache=str(tmp_path / "kept")))
    assert bytes_of(tmp_path / "out") == undisturbed


def test_a_second_run_computes_nothing_and_a_new_document_itself(
    articles: Path, undisturbed: dict[str, bytes], tmp_path: Path, computed: list[str], assembled: list[Path]
) -> None:
    way = Way(cache=str(tmp_path / "kept"))
    folder = Path(shutil.copytree(articles, tmp_path / "corpus"))
    extraction.write(folder, tmp_path / "out", way=way)
    assert (len(computed), len(assembled)) == (MADE, 1)
    extraction.write(folder, tmp_path / "out", way=way)
    assert (len(computed), len(assembled)) == (MADE, 1)  # the run itself was kept
    assert bytes_of(tmp_path / "out") == undisturbed
    (folder / "012b.txt").write_text("Brazil and Norway signed a pact on trade in Oslo on Friday.")
    run = extraction.write(folder, tmp_path / "out", way=way)
    assert (len(computed), run["counts"]["documents"]) == (MADE + 1, MADE + 1)
    (folder / "000.txt").rename(folder / "999.txt")  # a moved file is no new document
    extraction.write(folder, tmp_path / "out", way=way)
    assert (len(computed), len(assembled)) == (MADE + 1, 3)
    extraction.write(folder, tmp_path / "anew", way=Way(cache=""))
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "anew")


def test_a_second_run_loads_no_model(articles: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    extraction.write(articles, tmp_path / "out", way=Way(cache=str(tmp_path / "kept")))
    code = (
        "import sys; from analysis.__main__ import main; code = main(sys.argv[1:]); "
        "assert not {'spacy', 'pandas', 'duckdb', 'datasketch', 'trafilatura', 'py3langid'} & set(sys.modules); sys.exit(code)"
    )
    verb = ["extract", str(articles), "--out", str(tmp_path / "again"), "--cache", str(tmp_path / "kept")]
    done = subprocess.run([sys.executable, "-c", code, *verb], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert bytes_of(tmp_path / "again") == undisturbed


def test_a_change_that_no_date_and_no_size_shows_is_seen(tmp_path: Path, computed: list[str]) -> None:
    way = Way(cache=str(tmp_path / "kept"))
    folder = corpus(tmp_path / "corpus", 3)
    extraction.write(folder, tmp_path / "out", way=way)
    path = folder / "001.txt"
    before = path.stat()
    path.write_text(path.read_text().replace("Chile", "Nepal"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    extraction.write(folder, tmp_path / "out", way=way)
    assert len(computed) == 4
    extraction.write(folder, tmp_path / "anew", way=Way(cache=""))
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "anew")


def test_a_run_of_a_corpus_that_changed_meanwhile_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, computed: list[str]
) -> None:
    way = Way(cache=str(tmp_path / "kept"))
    folder = corpus(tmp_path / "corpus", 3)
    assemble = extraction.assemble

    def late(*arguments):  # type: ignore[no-untyped-def]
        (folder / "001.txt").write_text("Cuba and Oman held talks in Muscat on Monday.")
        return assemble(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(extraction, "assemble", late)
        extraction.write(folder, tmp_path / "out", way=way)
    assert not list((tmp_path / "kept").glob("run-*"))
    extraction.write(folder, tmp_path / "out", way=way)
    assert len(computed) == 4


def test_a_damaged_run_is_made_anew_and_few_runs_are_kept(tmp_path: Path, assembled: list[Path]) -> None:
    way = Way(cache=str(tmp_path / "kept"))
    for number in range(again.MOST + 2):
        extraction.write(corpus(tmp_path / "corpus", number + 1), tmp_path / "out", way=way)
    runs = list((tmp_path / "kept").glob("run-*"))
    assert len(runs) == again.MOST
    expected, so_far = bytes_of(tmp_path / "out"), len(assembled)
    for run in runs:
        (run / "claims.parquet").write_bytes(b"PAR1")
    extraction.write(tmp_path / "corpus", tmp_path / "out", way=way)
    assert len(assembled) == so_far + 1
    assert bytes_of(tmp_path / "out") == expected


def test_corrections_are_part_of_a_run(tmp_path: Path, computed: list[str], assembled: list[Path]) -> None:
    way = Way(cache=str(tmp_path / "kept"))
    folder = corpus(tmp_path / "corpus", 3)
    for _ in range(2):
        extraction.write(folder, tmp_path / "out", way=way)
    (folder / "corrections.csv").write_text(",".join(corrections.COLUMNS) + "\n")
    extraction.write(folder, tmp_path / "out", way=way)
    assert (len(computed), len(assembled)) == (3, 2)


def test_what_else_extraction_knows_counts_as_content(tmp_path: Path, computed: list[str]) -> None:
    way = Way(cache=str(tmp_path / "kept"))
    article = {"text": "Norway met Chile yesterday, the ministry said.", "published": "2020-05-06"}
    for published in ("2020-05-06", "2020-05-06", "2021-05-06"):
        (tmp_path / "corpus").mkdir(exist_ok=True)
        (tmp_path / "corpus" / "a.json").write_text(json.dumps({**article, "published": published}))
        data, _ = extraction.extract(tmp_path / "corpus", way=way)
    assert len(computed) == 2
    assert data["dates"]["value"].to_pylist() == ["2021-05-05"]


@pytest.fixture
def assembled(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Folders that tables were put together in."""
    folders: list[Path] = []
    assemble = extraction.assemble

    def counted(folder, *arguments):  # type: ignore[no-untyped-def]
        folders.append(folder)
        return assemble(folder, *arguments)

    monkeypatch.setattr(extraction, "assemble", counted)
    return folders


@pytest.mark.parametrize("way", [Way(processes=0), Way(processes=-2)], ids=str)
def test_no_workers_are_no_way(articles: Path, tmp_path: Path, way: Way) -> None:
    with pytest.raises(ParameterError, match="it must be 1 or more"):
        extraction.write(articles, tmp_path / "out", way=way)
