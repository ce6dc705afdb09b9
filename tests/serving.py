"""Extraction in a process of its own each time, forked from a server that has loaded what takes long."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


class Server:
    """Takes orders, each done in a process of its own; a context manager.

    Args:
        module: started with `-m`; it calls `serve`.
    """

    def __init__(self, module: str) -> None:
        self.module = module

    def __enter__(self) -> Server:
        self.process = subprocess.Popen(
            [sys.executable, "-m", self.module],
            cwd=ROOT, env={**os.environ, "OPENBLAS_NUM_THREADS": "1"}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(60)

    def run(self, **order: Any) -> dict[str, Any]:
        """What came of an order; `killed` alone where its process was killed."""
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps(order, default=str) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


def serve(run: Callable[..., dict[str, Any]]) -> None:
    """Do the orders that come on stdin; what comes of each goes to stdout."""
    for line in sys.stdin:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.close(reading)
                os.write(writing, json.dumps(run(**json.loads(line))).encode())
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
