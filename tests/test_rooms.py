"""Data flows one way: each room of the package knows only the rooms before it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "analysis"

# the road, in order; `errors` and `tables` are the floor that everybody stands on
ROAD = (
    "errors where unaliased visible progress swap tables measured vocabulary language readers corpus export corrections models dependence steps sentences sentence_component arithmetic decisions trees forms entities pipeline extract annotate "
    "rows correct concerned places kept parsed again reuse work workers cluster spool cast store wording independence sketches grouping events assemble extraction past reviewed changes evidence why query asking selection run behind views style charts findings record hand earlier written notebook explore report __main__"
).split()


def room(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def files() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if path != PACKAGE / "__init__.py"]


def imported_rooms(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        found |= {name.split(".")[1] for name in names if name.startswith("analysis.")}
    return found


def test_every_room_has_its_place_on_the_road() -> None:
    assert {room(path) for path in files()} - set(ROAD) == set()


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_room_reaches_forward(path: Path) -> None:
    here = ROAD.index(room(path))
    forward = {name for name in imported_rooms(path) if name in ROAD and ROAD.index(name) > here}
    assert forward == set(), f"{path.name} reaches forward to {sorted(forward)}"


def test_no_relative_imports() -> None:
    relative = [
        str(path)
        for path in files()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []
