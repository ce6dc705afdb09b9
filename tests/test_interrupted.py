"""Interrupted, nothing lost: a run that is killed, or finds the disk full, leaves the old tables and what it had done."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis import extraction
from analysis.extraction import Way
from tests.made import bytes_of, corpus, forget_runs, parts, undisturbed_run
from tests.serving import Server

ROOT = Path(__file__).resolve().parent.parent
COUNT = 10
MOMENTS = int(os.environ.get("MOMENTS", "20"))  # `make kills` takes more
CHANGED = max(4, MOMENTS // 5)  # of a run with another vocabulary
ANOTHER = "analysis.extract.claims"
pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked, limited and killed"),
    pytest.mark.xdist_group("interrupted"),
]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server("tests.killing") as server:
        yield server


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus(tmp_path_factory.mktemp("articles") / "corpus", COUNT)


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of other articles, which stands in the output folder before."""
    place = tmp_path_factory.mktemp("old")
    extraction.write(corpus(place / "corpus", 2, begin=100), place / "out", way=Way(cache=""))
    return place / "out"


@pytest.fixture(scope="module")
def undisturbed(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The tables of a run of one process that keeps nothing."""
    return undisturbed_run(articles, tmp_path_factory.mktemp("undisturbed") / "out")


@pytest.fixture(scope="module")
def steps(server: Server, articles: Path, old: Path, tmp_path_factory: pytest.TempPathFactory) -> int:
    """Steps of an undisturbed run."""
    place = tmp_path_factory.mktemp("steps")
    shutil.copytree(old, place / "out")
    return server.run(articles=articles, out=place / "out", cache=place / "kept")["steps"]


@pytest.mark.parametrize("moment", range(MOMENTS))
def test_killed_at_a_random_moment(
    server: Server, articles: Path, old: Path, undisturbed: dict[str, bytes], steps: int, tmp_path: Path, moment: int
) -> None:
    """One moment in each twentieth of the run; where exactly is drawn."""
    out = tmp_path / "out"
    shutil.copytree(old, out)
    at = int(steps * (moment + random.Random(moment).random()) / MOMENTS)
    order = {"articles": articles, "out": out, "cache": tmp_path / "kept"}
    assert server.run(**order, kill_at=at) == {"killed": True}
    assert bytes_of(out) in (bytes_of(old), undisturbed)  # a reader finds a whole run, the old or the new
    kept = len(parts(tmp_path / "kept"))
    again = server.run(**order)
    assert again["computed"] == max(0, COUNT - 2 * kept)
    assert bytes_of(out) == undisturbed
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept", "out"]


@pytest.fixture(scope="module")
def before(server: Server, articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place where everything is kept as the vocabulary was before, but no whole run."""
    place = tmp_path_factory.mktemp("before")
    server.run(articles=articles, out=place / "out", cache=place / "kept", batch=3)
    forget_runs(place / "kept")
    return place / "kept"


@pytest.fixture(scope="module")
def steps_of_another(server: Server, articles: Path, before: Path, tmp_path_factory: pytest.TempPathFactory) -> int:
    """Steps of an undisturbed run with another vocabulary."""
    kept = shutil.copytree(before, tmp_path_factory.mktemp("another") / "kept")
    return server.run(articles=articles, out=kept.parent / "out", cache=kept, changed=ANOTHER)["steps"]


@pytest.mark.parametrize("moment", range(CHANGED))
def test_killed_while_another_vocabulary_is_read(
    server: Server,
    articles: Path,
    old: Path,
    before: Path,
    undisturbed: dict[str, bytes],
    steps_of_another: int,
    tmp_path: Path,
    moment: int,
) -> None:
    """What the other extractors had found stays, and is taken by the run that goes on."""
    out, kept = tmp_path / "out", tmp_path / "kept"
    shutil.copytree(old, out)
    shutil.copytree(before, kept)
    order = {"articles": articles, "out": out, "cache": kept, "changed": ANOTHER}
    at = int(steps_of_another * (moment + random.Random(moment).random()) / CHANGED)
    assert server.run(**order, kill_at=at) == {"killed": True}
    assert bytes_of(out) in (bytes_of(old), undisturbed)
    done = 2 * (len(parts(kept)) - len(parts(before)))
    again = server.run(**order)
    assert again["ran"] == ({"claims": COUNT - done} if done < COUNT else {})
    assert bytes_of(out) == undisturbed


SMALL_PIECES = (
    "import sys; from analysis import extraction; from analysis.__main__ import main; "
    "extraction.BATCH_DOCUMENTS = 1; sys.exit(main(sys.argv[1:]))"
)


def command(articles: Path, out: Path, kept: Path, *more: str) -> list[str]:
    """The command line, one document a piece of work."""
    verb = ["extract", str(articles), "--out", str(out), "--cache", str(kept), *more]
    return [sys.executable, "-c", SMALL_PIECES, *verb]


def test_killed_with_its_processes(articles: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    """The command line with two processes, the whole group killed once the first part is kept."""
    line = command(articles, tmp_path / "out", tmp_path / "kept", "--processes", "2")
    running = subprocess.Popen(line, cwd=ROOT, start_new_session=True)
    until = time.monotonic() + 120
    while not parts(tmp_path / "kept") and time.monotonic() < until and running.poll() is None:
        time.sleep(0.01)
    os.killpg(running.pid, signal.SIGKILL)
    assert running.wait(20) == -signal.SIGKILL
    assert not (tmp_path / "out").exists()
    assert parts(tmp_path / "kept")
    extraction.write(articles, tmp_path / "out", way=Way(processes=1, cache=str(tmp_path / "kept")))
    assert bytes_of(tmp_path / "out") == undisturbed
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept", "out"]


def test_one_process_killed(articles: Path, old: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    """One of two processes is killed once the first part is kept: a sentence, the old tables, and a run that goes on."""
    if not Path("/proc/self/task").is_dir():
        pytest.skip("processes are found in /proc")
    shutil.copytree(old, tmp_path / "out")
    line = command(articles, tmp_path / "out", tmp_path / "kept", "--processes", "2", "--quiet")
    running = subprocess.Popen(line, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 120
    while not parts(tmp_path / "kept") and time.monotonic() < until and running.poll() is None:
        time.sleep(0.005)
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split()
    workers = [pid for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    os.kill(int(workers[-1]), signal.SIGKILL)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 2
    assert said.startswith("pactwatch: a process of the extraction was killed") and said.count("\n") == 1
    assert bytes_of(tmp_path / "out") == bytes_of(old)
    kept = len(parts(tmp_path / "kept"))
    assert 0 < kept < COUNT
    extraction.write(articles, tmp_path / "out", way=Way(processes=1, cache=str(tmp_path / "kept")))
    assert len(parts(tmp_path / "kept")) > kept
    assert bytes_of(tmp_path / "out") == undisturbed
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept", "out"]


def limited(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("size", [500, 20_000])
def test_a_file_that_cannot_grow_is_said_and_the_old_tables_stay(
    articles: Path, old: Path, tmp_path: Path, size: int
) -> None:
    """What the system says of a full disk, a quota or a limit comes as one sentence."""
    shutil.copytree(old, tmp_path / "out")
    done = subprocess.run(
        command(articles, tmp_path / "out", tmp_path / "kept", "--processes", "1", "--quiet"),
        cwd=ROOT, capture_output=True, text=True, timeout=120, preexec_fn=lambda: limited(size),
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith("pactwatch: ") and done.stderr.count("\n") == 1
    assert "File too large" in done.stderr
    assert bytes_of(tmp_path / "out") == bytes_of(old)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
