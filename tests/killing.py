"""Runs that are killed at an exact moment: a server that has the model loaded, and a forked process a run.

A moment is the number of a step that the system sees: a file opened, a folder made, a name changed. Counting steps in
place of seconds lets a moment be chosen at random and yet be the same on every machine.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any

from tests.made import corpus

ROOT = Path(__file__).resolve().parent.parent
STEPS = ("open", "os.", "shutil.", "tempfile.")


class Server:
    """Takes orders to extract, each done in a process of its own; a context manager."""

    def __enter__(self) -> Server:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.killing"],
            cwd=ROOT, env={**os.environ, "OPENBLAS_NUM_THREADS": "1"}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(60)

    def run(
        self, articles: Path, out: Path, cache: Path, *, kill_at: int | None = None, batch: int = 2
    ) -> dict[str, Any]:
        """Extract; gives `killed`, else `steps` taken and documents `computed`."""
        assert self.process.stdin is not None and self.process.stdout is not None
        order = {"articles": str(articles), "out": str(out), "cache": str(cache), "kill_at": kill_at, "batch": batch}
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


def _serve() -> None:
    with tempfile.TemporaryDirectory() as folder:  # all that a first run loads
        _run(str(corpus(Path(folder) / "corpus", 2)), f"{folder}/out", "", None, 2)
    for line in sys.stdin:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.close(reading)
                os.write(writing, json.dumps(_run(**json.loads(line))).encode())
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(0)
        os.close(writing)
        with os.fdopen(reading) as answer:
            text = answer.read()
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        print(text or json.dumps({"killed": killed}), flush=True)


def _run(articles: str, out: str, cache: str, kill_at: int | None, batch: int) -> dict[str, Any]:
    from analysis import extraction, work

    steps, computed = 0, 0

    def step(event: str, _: tuple[Any, ...]) -> None:
        nonlocal steps
        if event.startswith(STEPS):
            steps += 1  # first: the kill itself is a step that is seen
            if kill_at is not None and steps == kill_at + 1:
                os.kill(os.getpid(), signal.SIGKILL)

    read = work.read

    def counted(documents: Any, *arguments: Any) -> Any:
        nonlocal computed
        computed += len(documents)
        return read(documents, *arguments)

    work.read = counted
    extraction.BATCH_DOCUMENTS = batch
    if kill_at is not None or cache:
        sys.addaudithook(step)
    extraction.write(articles, out, way=extraction.Way(processes=1, cache=cache))
    return {"steps": steps, "computed": computed}


if __name__ == "__main__":
    _serve()
