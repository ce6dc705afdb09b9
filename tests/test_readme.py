"""Every command in the README is one that .ci/run runs, that make runs, or that is run here."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8").replace("$(BIN)", ".venv/bin").replace("$(VENV)", ".venv")
MAKEFILE = MAKEFILE.replace("$(CORPUS)", "seeds").replace("$(OUT)", "reports").replace("$(PYTHON)", "python3")
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def commands() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", README, re.S)
    return [line.strip() for block in blocks for line in block.splitlines() if line.strip()]


# started by hand only: one opens a window on a server, one needs conda and its channel
BY_HAND = {"make lab": "jupyter lab", "conda env create --file environment.yml": None}


def run_by_make_or_ci(command: str) -> bool:
    if command.startswith("make "):
        return command in CI.splitlines()
    if "pip install" in command or command.startswith("python3 -m venv"):  # the set-up, as make does it
        quiet = "python -m pip install --quiet --disable-pip-version-check"
        return command.replace("python -m pip install", quiet) in MAKEFILE
    return command == ".venv/bin/python -m pytest" and command in MAKEFILE


RUN_HERE = [line for line in commands() if line not in BY_HAND and not run_by_make_or_ci(line)]


def test_the_two_commands_come_first_and_are_those_of_ci() -> None:
    assert commands()[:2] == ["make report", "make test"]
    assert all(run_by_make_or_ci(command) for command in commands()[:2])


@pytest.mark.parametrize("command", BY_HAND)
def test_what_is_run_by_hand_is_in_the_readme_and_made_of_what_exists(command: str) -> None:
    assert command in commands()
    recipe = BY_HAND[command]
    if recipe:
        assert f".venv/bin/{recipe}" in MAKEFILE
    else:
        assert (ROOT / command.split()[-1]).exists()


@pytest.mark.xdist_group("report")
def test_the_other_commands_run_in_a_fresh_copy(tmp_path: Path) -> None:
    kept = shutil.ignore_patterns(
        ".venv", ".git", "reports", "tables", "test-artifacts", "__pycache__", ".*_cache", ".hypothesis"
    )
    copy = tmp_path / "copy"
    shutil.copytree(ROOT, copy, ignore=kept)
    binaries = Path(sys.executable).parent
    (copy / ".venv").symlink_to(sys.prefix)
    environment = os.environ | {"PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(copy)}
    assert len(RUN_HERE) >= 3
    for command in RUN_HERE:
        words = shlex.split(command)
        words[0] = str(copy / words[0]) if words[0].startswith(".venv/") else words[0]
        done = subprocess.run(words, cwd=copy, env=environment, capture_output=True, text=True, timeout=600)
        assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"


def test_every_file_the_readme_points_to_exists() -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []
