"""What is kept survives damage, small pieces and a full disk, and is thrown away in time."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from analysis import extraction, kept, places, reuse, work
from analysis.errors import OutputError
from analysis.extraction import Way
from tests.made import MADE, bytes_of, forget_runs, parts


@pytest.mark.parametrize("damage", [b"", b"ARROW1\x00\x00 and no more"])
def test_a_damaged_part_is_computed_anew(
    articles: Path,
    undisturbed: dict[str, bytes],
    tmp_path: Path,
    computed: list[str],
    pieces_of: Callable[[int], None],
    damage: bytes,
) -> None:
    pieces_of(4)
    way = Way(cache=str(tmp_path / "kept"))
    extraction.write(articles, tmp_path / "out", way=way)
    forget_runs(tmp_path / "kept")
    part = min(parts(tmp_path / "kept"))
    part.write_bytes(damage)
    extraction.write(articles, tmp_path / "out", way=way)
    assert len(computed) == MADE + 4
    assert bytes_of(tmp_path / "out") == undisturbed


def test_many_small_parts_are_put_together(
    articles: Path,
    undisturbed: dict[str, bytes],
    tmp_path: Path,
    computed: list[str],
    monkeypatch: pytest.MonkeyPatch,
    pieces_of: Callable[[int], None],
) -> None:
    monkeypatch.setattr(kept, "SMALL_PARTS", 10)
    pieces_of(1)
    way = Way(cache=str(tmp_path / "kept"))
    extraction.write(articles, tmp_path / "out", way=way)
    (part,) = parts(tmp_path / "kept")
    assert reuse.made_by(pa.ipc.open_file(part).schema) == work.digests(None)
    forget_runs(tmp_path / "kept")
    extraction.write(articles, tmp_path / "out", way=way)
    assert len(computed) == MADE
    assert bytes_of(tmp_path / "out") == undisturbed


def test_old_shelves_are_thrown_away(articles: Path, tmp_path: Path) -> None:
    old, other = tmp_path / "kept" / f"rows-{'0' * 16}", tmp_path / "kept" / "thesis-0000000000000000"
    for folder in (old, other):
        folder.mkdir(parents=True)
        os.utime(folder, (0, 0))
    extraction.extract(articles, way=Way(cache=str(tmp_path / "kept")))
    assert not old.exists() and other.exists()


def test_a_full_disk_is_said_and_what_was_done_stays(
    articles: Path,
    undisturbed: dict[str, bytes],
    tmp_path: Path,
    computed: list[str],
    monkeypatch: pytest.MonkeyPatch,
    pieces_of: Callable[[int], None],
) -> None:
    pieces_of(4)
    way = Way(cache=str(tmp_path / "kept"))
    with monkeypatch.context() as patch:
        write, calls = places.Files.write, []

        def full(self, name, data):  # type: ignore[no-untyped-def]
            if "rows-" in self.place:
                calls.append(name)
            if len(calls) > 3:
                raise OSError(28, "No space left on device")
            write(self, name, data)

        patch.setattr(places.Files, "write", full)
        with pytest.raises(
            OutputError, match=r"^what was computed cannot be kept in .*: No space left on device; make room"
        ):
            extraction.write(articles, tmp_path / "out", way=way)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    assert not list((tmp_path / "kept").rglob(".part-*"))
    computed.clear()
    extraction.write(articles, tmp_path / "out", way=way)
    assert len(computed) == MADE - 12
    assert bytes_of(tmp_path / "out") == undisturbed


def test_a_cache_folder_that_cannot_be_written(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="cannot be"):
        extraction.write(articles, tmp_path / "out", way=Way(cache=str(tmp_path / "file" / "kept")))
    monkeypatch.setenv("PACTWATCH_CACHE", str(tmp_path / "file" / "kept"))  # not asked for by name: done without
    assert extraction.write(articles, tmp_path / "out")["counts"]["documents"] == MADE
