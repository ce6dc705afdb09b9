"""Parameters are read from the typed cell, converted, checked, and never run."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import papermill.translators
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import NotebookError, ParameterError
from analysis.report.notebooks import find, read
from analysis.report.parameters import Parameter, check, convert, declared, read_file

CELL = '''"""What may be asked."""
tables: str = ""  # folder of a run's tables
out: str = ""
actors: list[str] = []  # ids or names
since: str | None = None  # first day
top: int = 15  # rows shown
share: float = 0.5
by_state: bool = True
plain = "x"  # without a type
'''
KNOWN = {"00_small": declared(CELL, "00_small")}


def test_a_cell_declares_its_parameters() -> None:
    assert declared(CELL, "n")["top"] == Parameter("top", "int", False, 15, "rows shown")
    assert declared(CELL, "n")["since"] == Parameter("since", "str", True, None, "first day")
    assert [p.kind for p in declared(CELL, "n").values()] == "str str list str int float bool str".split()


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("top: int = 1 +", "not Python"),
        ("import os", "each line must be"),
        ("top: int = os.getpid()", "plain value"),
        ("top: complex = 1j", "it may be str"),
        ("a = b = 1", "each line must be"),
    ],
)
def test_a_cell_that_declares_something_else(cell: str, said: str) -> None:
    with pytest.raises(NotebookError, match=said):
        declared(cell, "00_small")


@pytest.mark.parametrize(
    ("name", "given", "value"),
    [
        ("top", "7", 7),
        ("top", 7, 7),
        ("top", "+7", 7),
        ("share", "0.25", 0.25),
        ("share", 1, 1.0),
        ("by_state", "no", False),
        ("by_state", "True", True),
        ("by_state", False, False),
        ("actors", "RUS, North Korea", ["RUS", "North Korea"]),
        ("actors", '["RUS", "a, b"]', ["RUS", "a, b"]),
        ("actors", ["RUS"], ["RUS"]),
        ("actors", "", []),
        ("since", "2023-07-27", "2023-07-27"),
        ("since", "null", None),
        ("plain", "[not, a, list]", "[not, a, list]"),
        ("plain", 3, "3"),
    ],
)
def test_a_value_that_fits(name: str, given: Any, value: Any) -> None:
    assert convert(KNOWN["00_small"][name], given) == value


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("top", "many"),
        ("top", "7.5"),
        ("top", "７"),
        ("top", "9" * 30),
        ("top", True),
        ("top", None),
        ("top", [7]),
        ("share", "nan"),
        ("share", "1e999"),
        ("share", True),
        ("by_state", "perhaps"),
        ("by_state", 2),
        ("actors", "[a, b"),
        ("actors", [["nested"]]),
        ("actors", {"a": 1}),
        ("actors", "[*a]"),
        ("actors", "[!!python/object/apply:os.system [id]]"),
        ("plain", ["x"]),
        ("plain", True),
        ("plain", "x" * 200_000),
    ],
)
def test_a_value_that_does_not_fit(name: str, given: Any) -> None:
    with pytest.raises(ParameterError, match=f"parameter '{name}'"):
        convert(KNOWN["00_small"][name], given)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"tpo": "7"}, r"no notebook has a parameter 'tpo'; did you mean 'top'\?"),
        ({"zzz": "7"}, "it may be one of actors, by_state"),
        ({"out": "x"}, "folder after --out"),
        ({"tables": "x"}, "writes the tables itself"),
        ({"top": "many"}, "'top' takes a whole number, not 'many' \\(rows shown\\)"),
        ({"top": "0"}, "'top' must be a whole number from 1"),
        ({"since": "yesterday"}, "'since' must be a date"),
    ],
)
def test_what_is_refused_says_what_would_do(given: dict[str, str], said: str) -> None:
    with pytest.raises(ParameterError, match=said) as fault:
        check(given, KNOWN)
    assert "\n" not in str(fault.value)


def test_our_notebooks_declare_parameters_that_agree() -> None:
    kinds: dict[str, str] = {}
    for notebook in find():
        for name, parameter in notebook.parameters.items():
            assert kinds.setdefault(name, parameter.kind) == parameter.kind, f"{name} in {notebook.name}"
            assert parameter.meaning, f"{notebook.name} does not say what {name} means"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("p.yaml", "top: 7\nactors: [RUS, PRK]\nsince: 2023-07-27\n", None),
        ("p.json", '{"top": 7, "actors": ["RUS", "PRK"], "since": "2023-07-27"}', None),
        ("list.yaml", "- a\n- b\n", "must map names to values"),
        ("tag.yaml", "top: !!python/object/apply:os.system [id]\n", "neither YAML nor JSON"),
        ("broken.yaml", "top: [7\n", "neither YAML nor JSON"),
        ("latin.yaml", b"plain: caf\xe9\n", "not UTF-8"),
        ("big.yaml", "#" * 1_000_001, "bytes"),
        ("number.yaml", "7: top\n", "must map names to values"),
    ],
)
def test_a_file_of_parameters(tmp_path: Path, name: str, content: str | bytes, said: str | None) -> None:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    if said is None:
        assert check(read_file(path), KNOWN) == {"top": 7, "actors": ["RUS", "PRK"], "since": "2023-07-27"}
    else:
        with pytest.raises(ParameterError, match=said):
            check(read_file(path), KNOWN)


def test_an_empty_or_absent_file(tmp_path: Path) -> None:
    (tmp_path / "empty.yaml").touch()
    assert read_file(tmp_path / "empty.yaml") == {}
    with pytest.raises(ParameterError, match="cannot be read"):
        read_file(tmp_path / "absent.yaml")


HOSTILE = [
    '"); import os; os.system("touch owned") #',
    "'''\nimport os\n'''",
    "\\",
    '\\"',
    '\\\\"; raise SystemExit #',
    "a\nb\r\nc\u2028d",
    "{top} %s $x `id`",
    "\x00\x1b[31m",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_reaches_the_kernel_as_that_text(text: str) -> None:
    assert as_the_kernel_reads_it(convert(KNOWN["00_small"]["plain"], text)) == text


@pytest.mark.parametrize("value", ["\ud800", ["a", "b\udcff"]])
@pytest.mark.parametrize("name", ["plain", "actors"])
def test_bytes_that_are_not_utf8_are_refused_before_anything_runs(name: str, value: Any) -> None:
    with pytest.raises(ParameterError, match=f"parameter '{name}' (holds bytes that are not UTF-8|takes a text)"):
        convert(KNOWN["00_small"][name], value)


@given(st.text())
def test_any_text_reaches_the_kernel_as_that_text(text: str) -> None:
    assert as_the_kernel_reads_it(text) == text


@given(st.lists(st.text()))
def test_any_list_reaches_the_kernel_as_that_list(items: list[str]) -> None:
    assert as_the_kernel_reads_it(items) == items


def as_the_kernel_reads_it(value: Any) -> Any:
    """The value in the cell that papermill writes: one plain assignment, no more."""
    cell = papermill.translators.PythonTranslator.codify({"given": value})
    tree = ast.parse(cell)
    assert [type(node) for node in tree.body] == [ast.Assign]
    return ast.literal_eval(tree.body[0].value)  # type: ignore[attr-defined]


def test_a_notebook_must_be_one(tmp_path: Path) -> None:
    for name, content, said in [
        ("broken.ipynb", "{", "is not a notebook"),
        ("list.ipynb", "[]", "is not a notebook"),
        ("no cells.ipynb", "{}", "plain name"),
        ("..x.ipynb", "{}", "plain name"),
    ]:
        (tmp_path / name).write_text(content)
        with pytest.raises(NotebookError, match=said):
            read(tmp_path / name)


def test_a_folder_without_notebooks(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="there are no notebooks"):
        find(tmp_path)
