"""The command line: what it prints, where, and how it exits."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.__main__ import main, parser
from tests.reports import HOSTILE_ARTICLE, NOTEBOOKS, ROOT, articles

pytestmark = pytest.mark.xdist_group("report")


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "analysis", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)


def test_a_report_from_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text("top: 3\nactors: [RUS]\n")
    done = run(
        "report", "seeds", "--out", tmp_path / "out", "--notebooks", NOTEBOOKS / "small",
        "--params", tmp_path / "p.yaml", "-p", "top", "7",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == str(tmp_path / "out" / "index.html")
    assert done.stderr.count("[") == 2
    assert "[2/2]" in done.stderr
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["parameters"] == {"top": 7, "actors": ["RUS"]}
    summary = run("summary", tmp_path / "out")
    assert summary.returncode == 0
    assert summary.stdout.startswith("## Pactwatch\n")


def test_a_failing_notebook_exits_with_1(tmp_path: Path) -> None:
    done = run("report", "seeds", "--out", tmp_path / "out", "--notebooks", NOTEBOOKS / "failing", "--quiet")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("pactwatch: notebook 01_failing failed in cell 4: KeyError: 'SUN'")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-p", "tpo", "7"], "no notebook has a parameter 'tpo'; did you mean 'top'?"),
        (["-p", "top", "many"], "parameter 'top' takes a whole number, not 'many' (rows shown)"),
        (["--params", "absent.yaml"], "the parameters file 'absent.yaml' cannot be read: No such file or directory"),
        (["--notebooks", "absent"], "there are no notebooks in 'absent'; name their folder with --notebooks"),
    ],
)
def test_a_fault_of_the_user_is_one_sentence(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = arguments if "--notebooks" in arguments else [*arguments, "--notebooks", str(NOTEBOOKS / "small")]
    assert main(["report", str(ROOT / "seeds"), "--out", str(tmp_path / "out"), *given]) == 2
    assert capsys.readouterr().err == f"pactwatch: {said}\n"
    assert list(tmp_path.iterdir()) == []


def test_a_corpus_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for verb in ("report", "extract"):
        assert main([verb, str(tmp_path / "absent"), "--out", str(tmp_path / "out"), "--quiet"]) == 2
        assert "does not exist" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_strict_tells_empty_and_partial_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = articles(tmp_path / "corpus")
    command = ["report", str(corpus), "--quiet", "--notebooks", str(NOTEBOOKS / "small"), "--out"]
    assert main([*command, str(tmp_path / "a")]) == 0
    assert main([*command, str(tmp_path / "b"), "--strict"]) == 4
    assert "Empty: " in capsys.readouterr().out
    articles(corpus, HOSTILE_ARTICLE)
    (corpus / "nothing.txt").write_text("")
    assert main([*command, str(tmp_path / "c"), "--strict"]) == 3
    assert "Partial: " in capsys.readouterr().out


def test_every_verb_has_help() -> None:
    verbs = parser()._subparsers._group_actions[0].choices  # type: ignore[union-attr]
    assert {"extract", "report", "summary"} <= set(verbs or {})
    for verb in (verbs or {}).values():  # type: ignore[union-attr]
        assert verb.description and verb.format_help()
