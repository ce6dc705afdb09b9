"""Many machines, played by processes on loopback: a real Dask scheduler and three workers, one of them killed."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis import cluster, extraction
from analysis.__main__ import main
from analysis.errors import OutputError, ParameterError, WorkerError
from analysis.extraction import Way
from tests.made import bytes_of, corpus, parts, undisturbed_run

pytest.importorskip("distributed", reason="the extra `distributed` is not installed")
ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
COUNT = 12
pytestmark = pytest.mark.xdist_group("cluster")


class Cluster:
    """A scheduler and its workers, each a process of its own."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.processes: list[subprocess.Popen[bytes]] = []
        file = place / "scheduler.json"
        self.scheduler = self.dask("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file))
        until = time.monotonic() + 60
        while not file.exists() or not file.read_text().strip():
            assert time.monotonic() < until and self.scheduler.poll() is None, "the scheduler did not start"
            time.sleep(0.05)
        self.address = json.loads(file.read_text())["address"]

    def dask(self, *arguments: str) -> subprocess.Popen[bytes]:
        self.processes.append(
            subprocess.Popen(
                [sys.executable, "-m", "dask", *arguments, "--no-dashboard"],
                cwd=self.place,
                env=ENVIRONMENT,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        return self.processes[-1]

    def worker(self, threads: int = 1) -> subprocess.Popen[bytes]:
        folder = self.place / f"worker-{len(self.processes)}"
        return self.dask(
            "worker", self.address, "--nthreads", str(threads), "--no-nanny", "--local-directory", str(folder)
        )

    def stop(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait(20)


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Cluster]:
    running = Cluster(tmp_path)
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus(tmp_path_factory.mktemp("articles") / "corpus", COUNT)


@pytest.fixture(scope="module")
def undisturbed(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return undisturbed_run(articles, tmp_path_factory.mktemp("undisturbed") / "out")


@pytest.mark.parametrize("url", [False, True], ids=["folder", "url"])
def test_the_same_tables_though_a_worker_is_killed(
    articles: Path,
    undisturbed: dict[str, bytes],
    machines: Cluster,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    url: bool,
) -> None:
    monkeypatch.setattr(extraction, "BATCH_DOCUMENTS", 1)
    workers = [machines.worker(threads) for threads in (1, 1, 2)]
    kept = tmp_path / "kept"
    reports: list[tuple[int, int]] = []

    def kill_one(done: int, total: int) -> None:
        reports.append((done, total))
        if done == 2:
            workers[0].send_signal(signal.SIGKILL)

    way = Way(scheduler=machines.address, cache=kept.as_uri() if url else str(kept))
    extraction.write(articles, tmp_path / "out", way=way, progress=kill_one)
    assert workers[0].wait(20) == -signal.SIGKILL
    assert [each.poll() for each in workers[1:]] == [None, None]
    assert bytes_of(tmp_path / "out") == undisturbed
    assert reports[-1] == (COUNT, COUNT)
    assert len(parts(kept)) == COUNT
    assert not list(kept.rglob(".part-*"))


def test_a_lost_scheduler_is_said_and_what_was_done_stays(
    articles: Path, undisturbed: dict[str, bytes], machines: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extraction, "BATCH_DOCUMENTS", 1)
    machines.worker()

    def lose(done: int, total: int) -> None:
        if done == 2:
            machines.scheduler.kill()

    kept = tmp_path / "kept"
    with pytest.raises(WorkerError, match=r"was lost .*; what was done is kept: run again"):
        extraction.write(articles, tmp_path / "out", way=Way(scheduler=machines.address, cache=kept), progress=lose)
    assert not (tmp_path / "out").exists()
    assert parts(kept)
    extraction.write(articles, tmp_path / "out", way=Way(processes=1, cache=kept))
    assert bytes_of(tmp_path / "out") == undisturbed


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "tcp://nowhere.invalid:8786", "nonsense", "ftp://x:1", ""])
def test_no_scheduler_at_the_address(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture, address: str
) -> None:
    begun = time.monotonic()
    verb = ["extract", str(articles), "--out", str(tmp_path / "out"), "--cache", str(tmp_path / "kept")]
    assert main([*verb, "--scheduler", address]) == 2
    assert time.monotonic() - begun < 20  # a few seconds, on a machine that does other things as well
    said = capsys.readouterr().err
    assert said.startswith(f"pactwatch: no Dask scheduler answers at {address!r}") and said.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_somebody_else_at_the_address(articles: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(ParameterError, match="no Dask scheduler answers"):
            extraction.write(articles, tmp_path / "out", way=Way(scheduler=address, cache=tmp_path / "kept"))


def test_a_scheduler_without_workers(
    articles: Path, machines: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "STARTING", 1)
    with pytest.raises(ParameterError, match="has no workers; start some with `dask worker tcp:"):
        extraction.write(articles, tmp_path / "out", way=Way(scheduler=machines.address, cache=tmp_path / "kept"))


def test_dask_is_not_installed(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ParameterError, match=r"not installed: pip install 'pactwatch\[distributed\]'"):
        extraction.write(articles, tmp_path / "out", way=Way(scheduler="tcp://127.0.0.1:1", cache=tmp_path / "kept"))


@pytest.mark.parametrize("cache", ["", None])
def test_a_cluster_needs_a_place_that_is_named(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: str | None
) -> None:
    monkeypatch.delenv("PACTWATCH_CACHE")
    with pytest.raises(OutputError, match="name one with --cache"):
        extraction.write(articles, tmp_path / "out", way=Way(scheduler="tcp://127.0.0.1:1", cache=cache))
