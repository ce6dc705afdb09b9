"""A folder is replaced whole or not at all: by faults, by `kill -9` between any two steps, and before a reader's eyes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from analysis import swap
from analysis.errors import OutputError

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are killed here, and locks told apart")

# writes the folder argv[1] with the word argv[2]; dies before the step of the swap with the number argv[3]
DYING = """
import os, signal, sys
from analysis import swap
step = int(sys.argv[3])
def hook(event, arguments):
    global step
    if event in ("os.rename", "os.rmdir", "os.remove", "os.chmod"):
        if step == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        step -= 1
if sys.argv[4] == "renames":
    swap._exchange = lambda one, other: False
with swap.replacing(sys.argv[1]) as fresh:
    (fresh / "run.json").write_text(sys.argv[2])
    (fresh / "tables").write_text(sys.argv[2])
    sys.addaudithook(hook)
"""


def write(folder: Path, word: str) -> None:
    with swap.replacing(folder) as fresh:
        (fresh / swap.MARKER).write_text(word)
        (fresh / "tables").write_text(word)


def words(folder: Path) -> set[str]:
    return {path.read_text() for path in folder.iterdir()}


def hidden(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("way", ["exchange", "renames"])
def test_killed_between_any_two_steps(tmp_path: Path, way: str) -> None:
    ends = []
    for step in range(12):
        out = tmp_path / str(step) / "out"
        write(out, "old")
        command = [sys.executable, "-c", DYING, str(out), "new", str(step), way]
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=60)
        ends.append(done.returncode)
        assert words(out) == {"new"} if done.returncode == 0 else True
        assert swap.steadily(out, lambda out=out: words(out)) in ({"old"}, {"new"})  # type: ignore[misc]
        with pytest.raises(RuntimeError), swap.replacing(out):
            raise RuntimeError("the next run fails")
        assert words(out) in ({"old"}, {"new"})
        assert hidden(out.parent) == []
        if done.returncode == 0:
            break
    assert ends[-1] == 0 and set(ends[:-1]) == {-signal.SIGKILL}
    assert len(ends) > 3


def test_what_a_living_run_writes_is_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with swap.replacing(out) as first:
        (first / swap.MARKER).write_text("first")
        write(out, "second")
        assert first.exists()
    assert words(out) == {"first"}
    assert hidden(tmp_path) == []


def test_two_renames_where_there_is_no_exchange(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    for word in ("old", "new"):
        write(tmp_path / "out", word)
    assert words(tmp_path / "out") == {"new"}
    assert hidden(tmp_path) == []


def test_a_fault_between_two_renames_puts_the_old_folder_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "out", "old")
    monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    replace = os.replace

    def failing(one: Path, other: Path) -> None:
        if Path(other) == tmp_path / "out":
            raise OSError(28, "No space left on device")
        replace(one, other)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(OutputError, match="No space left on device"):
        write(tmp_path / "out", "new")
    assert words(tmp_path / "out") == {"old"}
    assert hidden(tmp_path) == []


@pytest.mark.parametrize("exchange", [True, False])
def test_a_reader_never_sees_half_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool) -> None:
    if not exchange:
        monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    out = tmp_path / "out"
    write(out, "0")
    over = threading.Event()

    def writing() -> None:
        number = 0
        while not over.is_set():
            number += 1
            write(out, str(number))

    writer = threading.Thread(target=writing)
    writer.start()
    seen: list[set[str]] = []
    until = time.monotonic() + 30
    try:
        while len(set().union(*seen)) < 20 and time.monotonic() < until:
            seen.append(swap.steadily(out, lambda: {(out / name).read_text() for name in (swap.MARKER, "tables")}))
    finally:
        over.set()
        writer.join()
    assert [each for each in seen if len(each) != 1] == []
    assert len(set().union(*seen)) >= 20  # it did change under the reader


def test_a_read_that_falls_into_two_runs_is_done_again(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, "old")
    reads = []

    def read() -> set[str]:
        first = (out / swap.MARKER).read_text()
        if not reads:
            write(out, "new")
        reads.append(first)
        return {first, (out / "tables").read_text()}

    assert swap.steadily(out, read) == {"new"}
    assert reads == ["old", "new"]


def test_where_no_lock_can_tell_only_age_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "_lock", lambda folder, wait: (None, False))
    young, old = tmp_path / ".out.run-young", tmp_path / ".out.run-older"
    for folder in (young, old):
        folder.mkdir()
    os.utime(old, (0, 0))
    write(tmp_path / "out", "new")
    assert hidden(tmp_path) == [young.name]
    shutil.rmtree(young)
