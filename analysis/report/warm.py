"""A process that has imported what every notebook needs, and forks a kernel for each on request.

Importing pandas, matplotlib and IPython costs more than running a notebook of ours; forking after the imports
pays that cost once, and while the articles are still being extracted. Requests are JSON lines on stdin, answers
JSON lines on stdout: `{"fork": {"argv", "cwd"}}` gives the process id, `{"poll": pid}` its exit code or null.
The process ends when its stdin closes, which also happens when its parent is killed; its kernels then see that
their parent is gone and end as well.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import sys
from typing import Any, NoReturn

PRELOADED = (
    "ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.debugger", "IPython.core.completerlib",
    "IPython.core.oinspect", "IPython.extensions.storemagic", "matplotlib_inline.backend_inline",
    "matplotlib.backends.backend_agg", "matplotlib.backends.backend_svg", "matplotlib.font_manager", "matplotlib.style",
    "pandas", "pyarrow.parquet", "pyarrow.dataset", "duckdb", "analysis", "analysis.notebook", "analysis.views",
    "analysis.charts", "analysis.findings", "analysis.hand", "networkx",
)  # fmt: skip


def main() -> None:
    """Import, then serve requests until stdin closes."""
    for name in PRELOADED:
        try:
            importlib.import_module(name)
        except Exception:  # the notebook that needs it will say so, with its cell
            continue
    with contextlib.suppress(Exception):  # so will the first notebook that draws
        draw()
    ended: dict[int, int] = {}
    for line in sys.stdin:
        request = json.loads(line)
        answer = fork(**request["fork"]) if "fork" in request else poll(request["poll"], ended)
        print(json.dumps(answer), flush=True)


def draw() -> None:
    """Draw once, so that fonts and writers of pictures are loaded before the first fork and not in each kernel."""
    from analysis import notebook, style
    from analysis.run import Foot

    with style.look():
        chart = style.too_little("Too little.", "Statements", Foot(), n=0, unit="statements")
    for kind in ("png", "svg"):
        notebook.drawn(chart, kind)


def fork(argv: list[str], cwd: str) -> int:
    """Start a kernel with `argv` in the folder `cwd`; gives its process id."""
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        kernel(argv, cwd, parent)
    os.setpgid(pid, pid)  # a group of its own, so that it can be stopped with all it started
    return pid


def kernel(argv: list[str], cwd: str, parent: int) -> NoReturn:
    """Be a kernel; never returns."""
    code = 1
    try:
        os.setpgid(0, 0)
        nothing = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):  # the pipes of the parent process are not ours
            os.dup2(nothing, descriptor)
        sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115
        os.chdir(cwd)
        sys.argv = ["ipykernel_launcher", *argv]
        sys.path[:1] = [""]  # as `python -m ipykernel_launcher` in that folder has it
        from ipykernel.kernelapp import IPKernelApp

        IPKernelApp.launch_instance(argv=[*argv, f"--IPKernelApp.parent_handle={parent}"])
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        os._exit(code)


def poll(pid: int, ended: dict[int, int]) -> Any:
    """Exit code of a kernel, None while it runs."""
    if pid not in ended:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done == pid:
            ended[pid] = os.waitstatus_to_exitcode(status)
    return ended.get(pid)


if __name__ == "__main__":
    main()
    os._exit(0)  # all was answered, and Python would take a third of a second to put its modules away
