"""The workers of a Dask cluster as the place to work: each writes its parts where all machines see them.

Dask hands the pieces out, and hands those of a lost worker to another. A piece that is done twice gives the same part
under the same name, so that nothing is counted twice.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from typing import Any

from analysis.errors import OutputError, ParameterError, WorkerError
from analysis.workers import AHEAD

PATIENCE = 5  # seconds for a scheduler to answer
STARTING = 60  # seconds for a first worker to be there, which may have been started just now
Do = Callable[[Callable[..., Any], Iterable[tuple[Any, ...]]], Iterator[Any]]
_ALONE = threading.Lock()


@contextlib.contextmanager
def connected(address: str) -> Iterator[Do]:
    """What does pieces of work on the cluster, as `workers.here` does them here.

    Raises:
        ParameterError: Dask is not installed, no scheduler answers at the address, or it has no workers.
    """
    try:
        from distributed import Client
    except ImportError:
        raise ParameterError(
            "--scheduler needs Dask, which is not installed: pip install 'pactwatch[distributed]', or '.[distributed]' in the "
            "folder of the suite"
        ) from None
    for name in ("distributed", "asyncio", "tornado"):  # they log what is said below in one sentence
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        asyncio.run(_greet(address))
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError, TimeoutError) as fault:
        raise ParameterError(
            f"no Dask scheduler answers at {address!r} ({type(fault).__name__}); start one with `dask scheduler`, and workers "
            "with `dask worker ADDRESS`, and give its address as tcp://host:8786"
        ) from None
    try:
        try:
            client.wait_for_workers(1, timeout=STARTING)
        except TimeoutError:
            raise ParameterError(
                f"the Dask scheduler at {address!r} has no workers; start some with `dask worker {address}`"
            ) from None
        yield lambda work, pieces: _do(client, address, work, pieces)
    finally:
        with contextlib.suppress(Exception):
            client.close(timeout=PATIENCE)


async def _greet(address: str) -> None:
    """Connect once: whoever does not answer as Dask does would be waited for without end."""
    from distributed.core import connect

    comm = await asyncio.wait_for(connect(address, timeout=PATIENCE), PATIENCE)
    comm.abort()


def _do(client: Any, address: str, work: Callable[..., Any], pieces: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
    from distributed import as_completed
    from distributed.scheduler import KilledWorker

    try:
        done = as_completed([], loop=client.loop)
        for piece in pieces:
            done.add(client.submit(alone, work, *piece, pure=False, retries=2))
            while done.count() >= max(4, 2 * AHEAD * sum(client.nthreads().values())):
                yield next(done).result()
        for each in done:
            yield each.result()
    except KilledWorker as fault:
        raise WorkerError(f"a piece of work took its Dask workers along ({fault}); give them more memory") from None
    except OutputError:
        raise
    except (OSError, CancelledError, TimeoutError) as fault:
        raise WorkerError(
            f"the Dask scheduler at {address!r} was lost ({type(fault).__name__}); what was done is kept: run again"
        ) from None


def alone(work: Callable[..., Any], *piece: Any) -> Any:
    """Do a piece, one at a time in each process: the model is not made for threads."""
    with _ALONE:
        return work(*piece)
