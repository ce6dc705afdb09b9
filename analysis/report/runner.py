"""Run the notebooks side by side, one kernel each."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any, NamedTuple

from analysis.errors import NotebookError
from analysis.report.quick import nbformat  # isort: split

import papermill
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError

from analysis.report.kernels import Kernels

CELL_TIMEOUT = 3600  # seconds that one cell may take; a notebook that hangs must not hang the run for ever
START_TIMEOUT = 120  # seconds for a kernel to answer on a busy machine


# bytes that all kernels together may hold, what one holds without tables, and what it holds for each byte of their files
ROOM, KERNEL, PER_BYTE = 1_000_000_000, 80_000_000, 10


class Job(NamedTuple):
    """One notebook to run."""

    name: str
    path: Path
    parameters: Mapping[str, Any]


class Done(NamedTuple):
    """One notebook that ran."""

    name: str
    notebook: nbformat.NotebookNode
    seconds: float


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def at_a_time(tables: Path) -> int:
    """Kernels that run side by side: one a core, fewer where the tables are so large that they would fill the memory.

    Args:
        tables: folder with the tables that they read.
    """
    size = sum(path.stat().st_size for path in tables.glob("*.parquet"))
    return max(1, min(cores(), ROOM // (KERNEL + PER_BYTE * size)))


def run(
    jobs: Sequence[Job],
    kernels: Kernels,
    *,
    folder: Path,
    failed: Path,
    each: Callable[[Done], None],
    workers: int,
) -> None:
    """Run every notebook in `folder`, some at a time.

    The longest begin first, so that none of them runs alone at the end; the length of their files tells well enough.

    Args:
        jobs: what to run.
        kernels: where the kernels come from.
        folder: working directory of the notebooks.
        failed: folder for the copies of notebooks that failed, with their outputs so far.
        each: called in this thread with every notebook that is done, in the order in which they end.
        workers: notebooks at a time.

    Raises:
        NotebookError: a cell failed or a kernel died; the message names all of them, and the copies.
    """
    faults: dict[str, str] = {}
    with ThreadPoolExecutor(max_workers=workers) as pool:
        longest_first = sorted(jobs, key=lambda job: -job.path.stat().st_size)
        futures = {pool.submit(_run_one, job, kernels, folder, failed): job for job in longest_first}
        try:
            for future in as_completed(futures):
                try:
                    each(future.result())
                except NotebookError as fault:
                    faults[futures[future].name] = str(fault)
        except BaseException:  # Ctrl-C as well: end the kernels, then the threads end by themselves
            for future in futures:
                future.cancel()
            kernels.stop()
            raise
    if faults:
        raise NotebookError("; ".join(faults[name] for name in sorted(faults)))


def _run_one(job: Job, kernels: Kernels, folder: Path, failed: Path) -> Done:
    begun = time.perf_counter()
    copy = failed / f"{job.name}.ipynb"
    with kernels.manager(job.name) as manager:
        try:
            notebook = papermill.execute_notebook(
                _literal(job.path),
                _literal(copy),
                parameters=dict(job.parameters),
                request_save_on_cell_execute=False,
                kernel_name="python3",
                language="python",
                progress_bar=False,
                start_timeout=START_TIMEOUT,
                execution_timeout=CELL_TIMEOUT,
                iopub_timeout=START_TIMEOUT,
                km=manager,
                resources={"metadata": {"path": str(folder)}},
            )
        except PapermillExecutionError as fault:
            raise NotebookError(_failure(job, fault)) from None
        except CellTimeoutError:  # a TimeoutError as well, so before it
            raise NotebookError(f"notebook {job.name} took longer than {CELL_TIMEOUT} s for one cell") from None
        except TimeoutError:
            raise NotebookError(f"the kernel of notebook {job.name} did not answer for {START_TIMEOUT} s") from None
        except OSError as fault:
            if fault.errno is None or isinstance(fault, ConnectionError):
                raise NotebookError(_died(job, fault)) from None
            raise NotebookError(f"notebook {job.name} could not be run: {fault.strerror}") from None
        except (DeadKernelError, RuntimeError) as fault:
            raise NotebookError(_died(job, fault)) from None
    copy.unlink(missing_ok=True)
    return Done(job.name, notebook, time.perf_counter() - begun)


def _died(job: Job, fault: Exception) -> str:
    said = str(fault).strip() or type(fault).__name__
    return f"the kernel of notebook {job.name} died ({said}); most often there was too little memory"


def _literal(path: Path) -> str:
    """A path for papermill, which reads braces as fields to fill in."""
    return str(path).replace("{", "{{").replace("}", "}}")


def _failure(job: Job, fault: PapermillExecutionError) -> str:
    """Which cell failed, counted as the reader sees it in the notebook, and what it said."""
    source = nbformat.read(job.path, as_version=4)
    tagged = [index for index, cell in enumerate(source.cells) if "parameters" in cell.metadata.get("tags", [])]
    injected = bool(job.parameters) and fault.cell_index > (tagged[0] if tagged else -1)
    number = fault.cell_index + 1 - injected
    said = " ".join(str(fault.evalue).split())
    return f"notebook {job.name} failed in cell {number}: {fault.ename}" + (f": {said}" if said else "")


for _name in ("papermill", "nbclient", "traitlets"):  # faults come as exceptions; what is left is about progress
    logging.getLogger(_name).setLevel(logging.CRITICAL)
