"""Some of the writes of a run failed once; `make faults` fails all of them."""

from __future__ import annotations

import errno
import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis import corrections
from analysis.errors import CorrectionError
from tests.faulty import CORRECTIONS, ERRORS, Disk, World
from tests.reports import digests

pytestmark = pytest.mark.xdist_group("report")
SAMPLE = 14


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A report of a small corpus with corrections."""
    made = World(tmp_path_factory.mktemp("world"))
    made.prepare()
    yield made


def test_a_write_that_fails_loses_nothing(world: World) -> None:
    total = len(world.count())
    assert total > 300
    late = [total - 4, total - 3, total - 2, total - 1, total]  # the manifest, and the exchange of the folders
    chosen = [1, *random.Random(20261128).sample(range(2, total - 4), SAMPLE), *late]
    faults = [
        world.fail(number, code=ERRORS[turn % len(ERRORS)], again=turn % 3 == 0) for turn, number in enumerate(chosen)
    ]
    assert [fault for fault in faults if fault.wrong] == []
    assert sum(fault.exit == 2 for fault in faults) > SAMPLE // 2


def test_the_harness_sees_what_is_lost(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that wrote straight into its place would be told."""
    import contextlib

    from analysis import store

    @contextlib.contextmanager
    def careless(folder: str | Path, *, marker: str = "run.json") -> Iterator[Path]:
        Path(folder).mkdir(parents=True, exist_ok=True)
        yield Path(folder)

    monkeypatch.setattr(store, "replacing", careless)
    assert world.fail(30).wrong


def test_corrections_are_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text(CORRECTIONS, encoding="utf-8")
    row = {
        "action": "rename",
        "id": "PRK",
        "value": "DPRK",
        "reason": "as they say",
        "who": "somebody",
        "when": "2026-11-21",
    }
    disk = Disk(tmp_path)
    with disk.watched():
        corrections.append(tmp_path, [row])
    whole = path.read_text(encoding="utf-8")
    steps = len(disk.done)
    assert steps >= 4
    for number in range(1, steps + 1):
        path.write_text(CORRECTIONS, encoding="utf-8")
        with disk.watched(number, errno.ENOSPC), pytest.raises(CorrectionError, match=os.strerror(errno.ENOSPC)):
            corrections.append(tmp_path, [row])
        assert path.read_text(encoding="utf-8") == CORRECTIONS
        assert list(digests(tmp_path)) == ["corrections.csv"]
    corrections.append(tmp_path, [row])
    assert path.read_text(encoding="utf-8") == whole
