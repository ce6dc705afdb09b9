"""How many notebooks run side by side: one a core, fewer where their tables would fill the memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.report import runner

MB = 1_000_000


@pytest.mark.parametrize(
    ("sizes", "cores", "count"),
    [
        ([], 4, 4),
        ([0.1, 0.2], 1, 1),
        ([0.1, 0.2], 8, 8),
        ([20, 12], 8, 2),
        ([40, 27], 8, 1),
        ([4000], 8, 1),
    ],
)  # fmt: skip
def test_large_tables_leave_room_for_fewer_kernels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sizes: list[float], cores: int, count: int
) -> None:
    monkeypatch.setattr(runner, "cores", lambda: cores)
    for number, size in enumerate(sizes):
        with (tmp_path / f"{number}.parquet").open("wb") as file:
            file.truncate(int(size * MB))  # a hole, which takes no room on disk
    (tmp_path / "run.json").write_bytes(b" " * MB)  # no table
    assert runner.at_a_time(tmp_path) == count
