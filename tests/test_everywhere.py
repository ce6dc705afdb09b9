"""What surrounds a run changes no table: order, names and folders of files, locale, time zone, hashes, processes, Python."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from analysis import extraction
from tests import everywhere

ROOT = Path(__file__).resolve().parent.parent
# days between reports of the same parties and area: a chain of which each link is near enough, and the ends are not
CHAIN = [0, 19, 22, 38, 45, 57, 80, 95, 99, 130]


def chained() -> list[dict[str, str]]:
    """Articles of one kind on neighbouring days, so that what joins what could depend on who comes first."""
    parties = [("Norway", "Chile"), ("Japan", "India"), ("Peru", "Cuba")]
    return [
        {
            "text": f"{one} sent {item} to {other}, officials said on the matter number {day}{at}. {one} will sell more {item} to {other}.",
            "published": f"2023-{1 + day // 28:02}-{1 + day % 28:02}",
            "source": ("Example Times", "Other Post")[day % 2],
        }
        for at, (one, other) in enumerate(parties)
        for day in CHAIN
        for item in (("shells", "rockets")[day % 2],)
    ]


def laid_out(folder: Path, rows: list[dict[str, str]], places: list[str]) -> Path:
    for row, place in zip(rows, places, strict=True):
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(row), encoding="utf-8")
    return folder


def without_paths(tables: dict[str, pa.Table]) -> dict[str, list[str]]:
    """The rows of each table, the order and names of files aside."""
    return {
        name: sorted(json.dumps({key: value for key, value in row.items() if key != "path"}, default=str, sort_keys=True)
                     for row in table.to_pylist())
        for name, table in tables.items()
    }  # fmt: skip


def test_order_names_and_folders_of_files_change_nothing(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = chained()
    rows += [
        json.loads(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "tests" / "articles").glob("*.json"))
    ]
    names = [f"{at:03}.json" for at in range(len(rows))]
    way = extraction.Way(processes=1, cache=tmp_path / "cache")
    first, _ = extraction.extract(laid_out(tmp_path / "flat", rows, names), way=way)
    assert first["events"].num_rows < first["cooperation"].num_rows  # there is something to join
    shuffle = random.Random(7)
    for turn in range(4):
        order = names[::-1] if turn == 0 else shuffle.sample(names, len(names))
        places = [f"{'deep/' * (int(name[:3]) % 3)}{turn}/{name}" for name in order]
        again, _ = extraction.extract(laid_out(tmp_path / f"folder {turn}", rows, places), way=way)
        assert without_paths(again) == without_paths(first)


@pytest.fixture(scope="module")
def usual() -> str:
    return everywhere.tables(Path(sys.executable), ROOT / "tests" / "articles", "as usual")


@pytest.mark.parametrize("around", [name for name in everywhere.AROUND if name != "as usual"])
def test_what_surrounds_a_run_changes_nothing(around: str, usual: str) -> None:
    assert everywhere.tables(Path(sys.executable), ROOT / "tests" / "articles", around) == usual


@pytest.mark.parametrize("version", [v for v in everywhere.VERSIONS if not sys.version.startswith(f"{v}.")])
def test_another_python_gives_the_same(version: str, usual: str) -> None:
    python = everywhere.environment(version)
    if not python.exists():
        pytest.skip(
            f"there is no environment of Python {version}; `make everywhere` makes it where that Python is installed"
        )
    assert everywhere.tables(python, ROOT / "tests" / "articles", "as usual") == usual
