"""The notebooks keep their form: one parameters cell, short cells, nothing run, nothing defined."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis.explore.question import Question
from analysis.selection import DEFAULTS

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request: pytest.FixtureRequest) -> dict:
    return json.loads(request.param.read_text(encoding="utf-8"))


def code(notebook: dict) -> list[dict]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def sources(notebook: dict) -> list[str]:
    return ["".join(cell["source"]) for cell in code(notebook)]


def test_form(notebook: dict) -> None:
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(ids) == len(set(ids)) and all(part.isalnum() for key in ids for part in key.split("-"))


def test_nothing_was_run(notebook: dict) -> None:
    assert [cell["id"] for cell in code(notebook) if cell["outputs"] or cell["execution_count"] is not None] == []


def test_one_parameters_cell_with_every_parameter_and_a_comment_each(notebook: dict) -> None:
    tagged = [cell for cell in code(notebook) if "parameters" in cell["metadata"].get("tags", [])]
    assert len(tagged) == 1
    lines = "".join(tagged[0]["source"]).splitlines()
    more = (
        ["earlier"] if any("pw.changed(" in source or "pw.series(" in source for source in sources(notebook)) else []
    )
    names = [line.split(":")[0] for line in lines]
    assert all("  # " in line for line in lines)
    values: dict = {}
    exec("\n".join(lines), values)
    title = "".join(notebook["cells"][0]["source"])
    if title.startswith("# Explore"):
        plain = {"tables": "", "corpus": "seeds", **Question()._asdict()}
        assert {name: values[name] for name in names} == {
            name: list(value) if isinstance(value, tuple) else value for name, value in plain.items()
        }
    elif not title.startswith("# Tutorial"):
        assert names == [*DEFAULTS, *more]
        assert {name: values[name] for name in DEFAULTS} == dict(DEFAULTS)


def test_cells_are_short_and_define_nothing(notebook: dict) -> None:
    for cell in code(notebook):
        lines = "".join(cell["source"]).splitlines()
        assert not any(line.lstrip().startswith(("def ", "class ", "lambda ")) for line in lines)
        assert "parameters" in cell["metadata"].get("tags", []) or len(lines) <= 8, cell["id"]
