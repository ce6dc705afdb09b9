"""Who does the work: this process, or a process a core; a cluster does the same (`cluster`).

A place to work takes a piece at a time and gives back what came of those that are done, in any order; it never holds
more pieces than its workers can start on, so that memory does not grow with the corpus.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from analysis.errors import ParameterError, WorkerError

AHEAD = 2  # pieces a worker may have before it: one at work, one waiting


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


def check_processes(processes: int | None) -> None:
    """Refuse a number of processes that is none.

    Raises:
        ParameterError: it is smaller than 1.
    """
    if processes is not None and processes < 1:
        raise ParameterError(f"--processes is {processes}; it must be 1 or more, or left out to use every core")


def here(work: Callable[..., Any], pieces: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
    """Do every piece in this process."""
    for piece in pieces:
        yield work(*piece)


def processes(work: Callable[..., Any], pieces: Iterable[tuple[Any, ...]], count: int) -> Iterator[Any]:
    """Do the pieces in `count` processes.

    Raises:
        WorkerError: a process was killed, most often for want of memory.
    """
    with _one_thread_each():
        others = set(multiprocessing.active_children())
        pool = ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)
        try:
            yield from _as_done(lambda piece: pool.submit(work, *piece), pieces, count * AHEAD)
        except BrokenProcessPool:
            raise WorkerError(
                "a process of the extraction was killed, most often because there was too little memory; what was done is "
                "kept: run again, with fewer --processes"
            ) from None
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in set(multiprocessing.active_children()) - others:
                process.terminate()


def _as_done(submit: Callable[[Any], Future[Any]], pieces: Iterable[Any], most: int) -> Iterator[Any]:
    running: set[Future[Any]] = set()
    for piece in pieces:
        running.add(submit(piece))
        while len(running) >= most:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for each in done:
                yield each.result()
    while running:
        done, running = wait(running, return_when=FIRST_COMPLETED)
        for each in done:
            yield each.result()


@contextlib.contextmanager
def _one_thread_each() -> Iterator[None]:
    """Processes started in the block use one thread each for their arithmetic: there is one process a core."""
    names = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(dict.fromkeys(names, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _begin() -> None:
    """What a worker process does first: leave Ctrl-C to the parent, and end when the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)
