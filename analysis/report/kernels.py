"""Kernels for the notebooks: always this interpreter and this copy of the package, whatever is installed elsewhere."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from jupyter_core.utils import ensure_event_loop, run_sync
from zmq import ZMQError

ARGUMENTS = ["-f", "{connection_file}"]
PACKAGE_PARENT = Path(__file__).resolve().parents[2]


def environment(scratch: Path) -> dict[str, str]:
    """What a kernel's process sees: no settings of the user's own, so that the result depends on the input alone."""
    path = [str(PACKAGE_PARENT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith(("JPY_", "JUPYTER_"))},
        "PYTHONPATH": os.pathsep.join(path),
        "PYTHONHASHSEED": "0",
        "TMPDIR": str(scratch),  # what a kernel that is killed leaves goes with the scratch folder
        "IPYTHONDIR": str(scratch / "ipython"),
        "JUPYTER_CONFIG_DIR": str(scratch / "jupyter"),
        "JUPYTER_NO_CONFIG": "1",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MATPLOTLIBRC": os.devnull,
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "TQDM_DISABLE": "1",
    }


class Kernels:
    """Starts kernels and stops every one of them; a context manager.

    On Linux they are forked from one warm process, elsewhere each is started afresh.
    """

    def __init__(self, scratch: Path, *, warm: bool = sys.platform == "linux") -> None:
        self.environment = environment(scratch)
        self.scratch = scratch
        self.warm = WarmProcess(self.environment) if warm else None
        self.running: set[Any] = set()
        self.lock = threading.Lock()
        self.stopped = False

    def __enter__(self) -> Kernels:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        if self.warm:
            self.warm.close()

    @contextlib.contextmanager
    def manager(self, name: str) -> Iterator[AsyncKernelManager]:
        """The manager of a kernel that is ended when the block ends."""
        runtime = self.scratch / "runtime"
        runtime.mkdir(mode=0o700, exist_ok=True)
        manager = Manager(kernel_name="python3", connection_file=str(runtime / f"{name}.json"))
        manager.kernels = self
        try:
            yield manager
        finally:
            process = getattr(manager.provisioner, "process", None)
            if process is not None:
                end(process)
            manager.hang_up()

    def start(self, command: list[str], options: dict[str, Any]) -> Any:
        """A process (or what looks like one) that runs `command`."""
        with self.lock:
            if self.stopped:
                raise InterruptedError("the run was stopped")
            if self.warm:
                process: Any = self.warm.start(command[3:], str(options.get("cwd") or os.getcwd()))
            else:
                process = subprocess.Popen(
                    command,
                    cwd=options.get("cwd"),
                    env=self.environment | {"JPY_PARENT_PID": str(os.getpid())},
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                )
            self.running.add(process)
        return process

    def stop(self) -> None:
        """End every kernel at once and start no more."""
        with self.lock:
            self.stopped = True
            for process in self.running:
                end(process)


def end(process: Any) -> None:
    """Kill a kernel with all it started."""
    with contextlib.suppress(OSError):
        if process.poll() is None:
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
            process.wait()


class Client(AsyncKernelClient):
    """A client that does not wait long for what nobody sends: until it is ready, a kernel answers us alone."""

    STILL = 0.03  # seconds without a message after which a kernel that answered has no more to say

    async def _async_wait_for_ready(self, timeout: float | None = None) -> None:
        channel = self.iopub_channel
        patient = channel.get_msg
        channel.get_msg = lambda timeout=None: patient(timeout=self.STILL)  # type: ignore[method-assign]
        try:
            await super()._async_wait_for_ready(timeout)
        finally:
            channel.get_msg = patient  # type: ignore[method-assign]

    wait_for_ready = _async_wait_for_ready


class Manager(AsyncKernelManager):
    """A kernel manager that needs no kernelspec on the machine and looks at none."""

    kernels: Kernels

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.client_factory = Client
        self.clients: list[AsyncKernelClient] = []

    def client(self, **options: Any) -> AsyncKernelClient:  # type: ignore[override]  # as in AsyncKernelManager
        """A client, remembered to be closed: whoever runs a notebook on a manager that is not its own leaves it open."""
        self.clients.append(super().client(**options))
        return self.clients[-1]

    def hang_up(self) -> None:
        """Close every client with its sockets and its thread, then what this manager and this thread hold."""
        for client in self.clients:
            with contextlib.suppress(ZMQError, RuntimeError):
                client.stop_channels()
        run_sync(self.cleanup_resources)()
        ensure_event_loop().close()

    @property
    def kernel_spec(self) -> KernelSpec:
        """This interpreter's own kernel."""
        return KernelSpec(
            argv=[sys.executable, "-m", "ipykernel_launcher", *ARGUMENTS], display_name="Python 3", language="python"
        )

    async def _async_pre_start_kernel(self, **options: Any) -> tuple[list[str], dict[str, Any]]:
        self.kernel_id = self.kernel_id or "pactwatch"
        if self.provisioner is None:
            self.provisioner = Provisioner(kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self)
        return await super()._async_pre_start_kernel(**options)

    pre_start_kernel = _async_pre_start_kernel


class Provisioner(LocalProvisioner):
    """Asks `Kernels` for the process, leaves everything else to jupyter_client."""

    async def launch_kernel(self, cmd: list[str], **options: Any) -> Any:
        """Start the kernel and give its connection."""
        assert isinstance(self.parent, Manager)
        self.process = self.parent.kernels.start(cmd, options)
        self.pid = self.pgid = self.process.pid
        self.cwd = options.get("cwd")
        return self.connection_info


class WarmProcess:
    """Our end of the pipe to `analysis.report.warm`."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.lock = threading.Lock()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "analysis.report.warm"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            text=True,
        )

    def ask(self, request: dict[str, Any]) -> Any:
        """One request, one answer.

        Raises:
            OSError: the warm process is gone.
        """
        with self.lock:
            assert self.process.stdin and self.process.stdout
            self.process.stdin.write(json.dumps(request) + "\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        if not line:
            raise BrokenPipeError("the process that starts the kernels is gone")
        return json.loads(line)

    def start(self, argv: list[str], cwd: str) -> Forked:
        """A kernel forked from the warm process."""
        return Forked(self, self.ask({"fork": {"argv": argv, "cwd": cwd}}))

    def close(self) -> None:
        """End the warm process."""
        assert self.process.stdin and self.process.stdout
        with contextlib.suppress(OSError):
            self.process.stdin.close()
        try:
            self.process.wait(timeout=2)
        except subprocess.TimeoutExpired:  # still importing
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()


class Forked:
    """A kernel of the warm process, with as much of `Popen` as jupyter_client uses."""

    stdin = stdout = stderr = None

    def __init__(self, warm: WarmProcess, pid: int) -> None:
        self.warm, self.pid = warm, pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Exit code, None while it runs; a warm process that is gone took its kernels along."""
        if self.returncode is None:
            try:
                self.returncode = self.warm.ask({"poll": self.pid})
            except (OSError, ValueError):
                self.returncode = -signal.SIGKILL
        return self.returncode

    def wait(self, timeout: float = 5) -> int | None:
        """Exit code, once there is one."""
        waiting = threading.Event()
        for _ in range(int(timeout / 0.02)):
            if self.poll() is not None:
                break
            waiting.wait(0.02)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal, if it still runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """Kill it."""
        self.send_signal(signal.SIGKILL)

    terminate = kill
