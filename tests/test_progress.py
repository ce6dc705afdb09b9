"""How far a long work is, told on a terminal or as lines of JSON; stopped by Ctrl-C it leaves nothing half, and goes on."""

from __future__ import annotations

import datetime
import io
import json
import logging
import os
import re
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analysis import extraction, progress
from analysis.__main__ import STOPPED
from analysis.extraction import Way
from tests.made import bytes_of, corpus, parts
from tests.test_interrupted import command

ROOT = Path(__file__).resolve().parent.parent
COUNT = 8


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Where the lines of JSON go; afterwards logging is as it was."""
    handlers, level = logging.root.handlers[:], logging.getLogger("pactwatch").level
    stream = io.StringIO()
    progress.log_json(stream)
    yield stream
    logging.captureWarnings(False)
    logging.root.handlers[:] = handlers
    logging.getLogger("pactwatch").setLevel(level)


def told(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time of day, which a test sets."""
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def test_rate_and_time_left_leave_out_what_was_kept(lines: io.StringIO, clock: list[float]) -> None:
    tell = progress.Progress(lines=True)
    for at, done in ((100.0, 50), (101.0, 60), (110.0, 100), (112.0, 110), (130.0, 200)):
        clock[0] = at
        tell(done, 200)
    found = told(lines.getvalue())
    assert [(each["done"], each["per_second"], each["seconds_left"]) for each in found] == [
        (50, None, None), (100, 5.0, 20.0), (200, 5.0, 0.0),
    ]  # fmt: skip
    assert all(each["event"] == "progress" and each["level"] == "info" and each["total"] == 200 for each in found)


def test_nothing_left_is_no_time_left() -> None:
    assert progress.rate(0, 0, 0.0) == {"per_second": None, "seconds_left": 0.0}


def test_what_libraries_say_is_a_line_too(lines: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    root = logging.getLogger()
    # pytest keeps what is logged for its report, which cannot carry half a character from one process to another
    own = [handler for handler in root.handlers if not type(handler).__module__.startswith("_pytest")]
    monkeypatch.setattr(root, "handlers", own)
    logging.getLogger("some.library").warning("odd\nin two lines")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("old", DeprecationWarning, stacklevel=1)
    try:
        raise ValueError("bad \ud800")
    except ValueError:
        logging.getLogger("some.library").exception("failed")
    first, second, third = told(lines.getvalue())
    assert (first["event"], first["logger"], first["message"]) == ("log", "some.library", "odd\nin two lines")
    assert second["event"] == "warning" and "DeprecationWarning: old" in second["message"]
    assert "ValueError" in third["error"]
    for line in (first, second, third):
        assert datetime.datetime.fromisoformat(line["time"]).tzinfo is not None


def test_a_bar_has_rate_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    with progress.Progress() as tell:
        tell(40, 100)
        time.sleep(0.15)
        tell(70, 100)
    assert re.search(r"70/100 \[00:0\d<00:0\d, +[\d.]+doc/s\]", stream.getvalue())


@pytest.mark.parametrize("way", [{"quiet": True}, {}])
def test_no_bar_where_nobody_looks(monkeypatch: pytest.MonkeyPatch, way: dict[str, bool]) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    with progress.Progress(**way) as tell:
        tell(0, 10)
        tell(10, 10)
    assert stream.getvalue() == ""


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus(tmp_path_factory.mktemp("articles") / "corpus", COUNT)


def test_the_command_line_in_json(articles: Path, tmp_path: Path) -> None:
    line = command(articles, tmp_path / "out", tmp_path / "kept", "--log-json", "--processes", "1")
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0
    begun, *way, end = told(done.stderr)
    assert (begun["event"], begun["verb"], begun["corpus"]) == ("begun", "extract", str(articles))
    assert {each["event"] for each in way} == {"progress"}
    assert (way[-1]["done"], way[-1]["total"], way[-1]["seconds_left"]) == (COUNT, COUNT, 0.0)
    assert end["event"] == "done" and end["counts"]["documents"] == COUNT


def test_a_fault_in_json(tmp_path: Path) -> None:
    line = command(tmp_path / "missing", tmp_path / "out", tmp_path / "kept", "--log-json")
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 2
    fault = told(done.stderr)[-1]
    assert (fault["event"], fault["level"], fault["kind"], fault["code"]) == ("failed", "error", "CorpusError", 2)
    assert "does not exist" in fault["message"]


def alive_in(group: int) -> list[int]:
    """Processes of a group, by what the system says of each; Linux only."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _, its_group = (folder / "stat").read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(its_group) == group and state != "Z":
            found.append(int(folder.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
@pytest.mark.parametrize("whom", ["everyone", "the parent"])
def test_ctrl_c_stops_every_process_and_the_next_run_goes_on(articles: Path, tmp_path: Path, whom: str) -> None:
    """A terminal sends Ctrl-C to every process of the group; a supervisor, to the first alone."""
    line = command(articles, tmp_path / "out", tmp_path / "kept", "--processes", "2")
    running = subprocess.Popen(line, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True)
    until = time.monotonic() + 120
    while not parts(tmp_path / "kept") and time.monotonic() < until and running.poll() is None:
        time.sleep(0.01)
    (os.killpg if whom == "everyone" else os.kill)(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert said == f"pactwatch: {STOPPED}\n"
    until = time.monotonic() + 20
    while alive_in(running.pid) and time.monotonic() < until:
        time.sleep(0.1)
    assert alive_in(running.pid) == []
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    extraction.write(articles, tmp_path / "out", way=Way(processes=1, cache=str(tmp_path / "kept")))
    extraction.write(articles, tmp_path / "anew", way=Way(processes=1, cache=""))
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "anew")
