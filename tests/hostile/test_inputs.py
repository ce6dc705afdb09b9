"""Code in a parameter, in a correction or in the name of a notebook is text or is refused, and never runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis import corrections
from analysis.errors import CorrectionError, NotebookError, ParameterError
from analysis.report.notebooks import find, read
from analysis.report.parameters import convert, declared
from tests.hostile.cases import FORMULAS, MARKDOWN, MARKUP
from tests.test_corrections import line, write

CODE = (
    "__import__('os').system('touch escaped')",
    "'); open('escaped', 'w') #",
    "!!python/object/apply:os.system ['touch escaped']",
    "$(touch escaped)",
    "../../escaped",
    "/etc/passwd",
    *FORMULAS,
    *MARKDOWN,
    *MARKUP,
)
KNOWN = declared('n: int = 1\nword: str = ""\nwords: list[str] = []\nyes: bool = True\n', "n")


@pytest.mark.parametrize("code", CODE)
def test_a_parameter(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert convert(KNOWN["word"], code) == code
    for name in ("n", "yes"):
        with pytest.raises(ParameterError):
            convert(KNOWN[name], code)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("column", ["id", "action", "field", "value", "quote", "digest", "when"])
def test_a_correction(column: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for code in CODE:
        path = write(tmp_path, line(**{column: code}))
        try:
            (row,) = corrections.load(tmp_path)
        except CorrectionError:
            assert column != "quote"
        else:
            assert column in ("quote", "value")
            assert isinstance(getattr(row, column), str)
        assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "name", ["..", "../x", "..x", "a b", "a/../x", "$(x)", "<b>", "x" * 90, "a\nb", "=1", "%2e%2e", "-x", "a;b"]
)
def test_the_name_of_a_notebook(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.ipynb"
    if path.parent == tmp_path:
        path.write_text(json.dumps({"cells": []}), encoding="utf-8")
        with pytest.raises((NotebookError, ParameterError)):
            find(tmp_path)
    with pytest.raises(NotebookError):
        read(path)
