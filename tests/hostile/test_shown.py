"""Names and texts of others on a terminal, in a log and in a folder's name: shown, never obeyed."""

from __future__ import annotations

import io
import json
import logging
import shutil
import sys
from pathlib import Path

import pytest

import analysis as pw
from analysis import progress
from analysis.__main__ import main
from analysis.visible import one_line, visible
from tests.made import corpus

SIGNS = {
    "colour": "\x1b[31m", "title": "\x1b]0;x\x07", "one byte": "\x9b2J", "back": "a\x08\x08b", "begin": "ok\rno",
    "override": "\u202etxt", "isolate": "\u2067x\u2069", "separator": "a\u2028b", "rubout": "\x7f", "next line": "\x85",
}  # fmt: skip
FOLDERS = (
    "a*b",
    "a?b",
    "**",
    "a[b]c",
    "a'b",
    'a"b',
    "a;drop table x",
    "x'); attach 'y",
    "a\nb",
    "a\x1b[31mb",
    "%s",
    "a\\b",
)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tables of two articles."""
    home = tmp_path_factory.mktemp("shown")
    assert (
        main(["extract", str(corpus(home / "corpus", 2)), "--out", str(home / "out"), "--quiet", "--no-cache"]) == 0
    )
    return home / "out"


@pytest.mark.parametrize("name", SIGNS)
def test_what_a_terminal_would_obey_is_shown(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sign = SIGNS[name]
    assert visible(f"a\tb\n{sign}") != f"a\tb\n{sign}" and visible("Côte d’Ivoire\t中国\n") == "Côte d’Ivoire\t中国\n"
    assert main(["corrections", str(tmp_path / f"x{sign}")]) == 0
    assert main(["extract", str(tmp_path / f"y{sign}\npactwatch: all is well"), "--out", str(tmp_path / "o")]) == 2
    said = capsys.readouterr()
    assert said.out.count("\n") == said.err.count("\n") == 1
    for line in (said.out, said.err):
        assert one_line(line.rstrip("\n")) == line.rstrip("\n")


@pytest.mark.parametrize("name", SIGNS)
def test_a_line_of_the_log_is_one_line_of_json(name: str) -> None:
    out, before = io.StringIO(), logging.root.handlers[:]
    try:
        progress.log_json(out)
        text = f'{SIGNS[name]}\n{{"event": "done"}} \udcff'
        progress.event("failed", message=text)
    finally:
        logging.root.handlers[:] = before
        logging.captureWarnings(False)
    line = out.getvalue()
    assert json.loads(line)["message"] == text
    assert visible(line) == line and line.splitlines() == [line.rstrip("\n")]


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_name_of_a_folder_is_no_pattern_and_no_sql(run: Path, tmp_path: Path, folder: str) -> None:
    """Another folder, which the pattern would take in, holds the same tables."""
    place = tmp_path / folder
    shutil.copytree(run, place)
    shutil.copytree(run, tmp_path / "axb")
    assert int(pw.query("select count(*) as n from documents", place)["n"][0]) == 2
    assert pw.load(place).foot.documents == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([folder, "axb"])


def test_a_formula_in_an_answer_stays_text(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sql = "select '=HYPERLINK(1)' as \"=a\", -1 as n, null as x"
    assert main(["query", sql, "--tables", str(run)]) == 0
    assert capsys.readouterr().out == "'=a,n,x\n'=HYPERLINK(1),-1,\n"


def test_an_answer_on_a_terminal_is_shown(
    run: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sql = ["query", "select 'a' || chr(27) || '[31m' as x", "--tables", str(run)]
    assert main(sql) == 0
    assert "\x1b" in capsys.readouterr().out  # a file gets what was asked for
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(sql) == 0
    assert capsys.readouterr().out == "x\na\\u001b[31m\n"


def test_the_marker_of_a_run_that_is_a_list(run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(run, tmp_path / "old")
    (tmp_path / "old" / "run.json").write_text("[1]")
    assert main(["changes", str(tmp_path / "old"), str(run)]) == 2
    assert "is not the JSON of a run" in capsys.readouterr().err
