"""Replace a folder whole or not at all, whatever happens on the way: a fault, a full disk, a power cut, `kill -9`.

The new folder is written beside its place under a name that starts with a dot, and put there in one step; what stood
there before stays until then. Where the system cannot exchange two folders in one step it takes two renames, and a run
that is killed between them leaves the old folder under its other name: whoever comes next, to write or to read, puts it
back. Whether a run lives is told by a lock on its folder, which ends with the run however that ends.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from analysis.errors import OutputError

MARKER = "run.json"  # a folder that holds one was written by us and may be replaced
OLD = ".old"  # ending of the name that the old folder has between two renames
FORGOTTEN = 86_400  # seconds after which a folder counts as left behind where no lock can tell
PATIENCE = 2.0  # seconds that a reader waits for a run that is between two renames
T = TypeVar("T")


@contextlib.contextmanager
def replacing(folder: str | Path, *, marker: str = MARKER) -> Iterator[Path]:
    """A new folder to write into, put in the place of `folder` when the block ends without an error.

    Raises:
        OutputError: the place cannot be written, or holds files that no run of ours wrote.
    """
    target = Path(folder).resolve()
    recover(target)
    if target.exists() and not target.is_dir():
        raise OutputError(f"the output {str(folder)!r} is a file; name a folder")
    if target.is_dir() and any(target.iterdir()) and not (target / marker).exists():
        raise OutputError(
            f"the output folder {str(folder)!r} holds other files (no {marker}); name an empty or a new folder"
        )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _clear(target)
        fresh, lock = _begin(target)
    except OSError as fault:
        raise OutputError(f"the output folder {str(folder)!r} cannot be written: {fault.strerror}") from None
    try:
        fresh.chmod(0o755)
        yield fresh
        _put(fresh, target)
    except OSError as fault:
        raise OutputError(
            f"the output folder {str(folder)!r} cannot be written: {fault.strerror or fault}"
        ) from fault
    finally:
        with contextlib.suppress(OSError):
            if not target.exists():
                os.rename(_old(fresh), target)
        for left in (fresh, _old(fresh)):
            shutil.rmtree(left, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def recover(target: Path) -> None:
    """Put the old folder back where a run was killed between two renames; nothing where the folder is in its place."""
    until = time.monotonic() + PATIENCE
    while not target.exists() and (left := [path for path in _beside(target) if path.suffix == OLD]):
        for path in left:
            if _dead(path):
                with contextlib.suppress(OSError):  # another reader was quicker
                    os.rename(path, target)
        if time.monotonic() > until:
            return
        time.sleep(0.002)


def steadily(folder: str | Path, read: Callable[[], T]) -> T:
    """What `read` gives of a folder that no run replaced meanwhile: else some files were of one run, some of the next.

    Args:
        folder: the folder that a run may replace, or one in it.
        read: reads it, and may be called again.
    """
    place = Path(folder).resolve()
    for _ in range(50):
        before = _standing(place)
        try:
            found = read()
        except Exception:
            if before == _standing(place):
                raise
        else:
            if before == _standing(place):
                return found
    return read()


def _standing(place: Path) -> tuple[int, int, int] | None:
    """What tells a folder from another one under its name."""
    recover(place.parent)  # a report holds its tables one folder further down
    recover(place)
    try:
        found = os.stat(place)
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_mtime_ns


def _begin(target: Path) -> tuple[Path, int | None]:
    """A new folder beside its place, locked; the lock is None where the file system has none."""
    while True:
        fresh = Path(tempfile.mkdtemp(prefix=_prefix(target), dir=target.parent))
        lock, held = _lock(fresh, wait=True)
        if lock is None or not held or (fresh.exists() and os.path.samestat(os.fstat(lock), os.stat(fresh))):
            return fresh, lock
        os.close(lock)  # it was taken for a dead one's before it was locked


def _put(fresh: Path, target: Path) -> None:
    if not target.exists():
        try:
            return os.rename(fresh, target)
        except OSError:
            if not target.exists():  # else another run was quicker
                raise
    if not _exchange(fresh, target):
        os.replace(target, _old(fresh))
        os.replace(fresh, target)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot."""
    libc = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None
    paths = os.fsencode(one), os.fsencode(other)
    if libc is not None and sys.platform == "linux" and hasattr(libc, "renameat2"):
        done = libc.renameat2(-100, paths[0], -100, paths[1], 2)  # AT_FDCWD, RENAME_EXCHANGE
    elif libc is not None and sys.platform == "darwin" and hasattr(libc, "renamex_np"):
        done = libc.renamex_np(*paths, 2)  # RENAME_SWAP
    else:
        return False
    if done and (number := ctypes.get_errno()) not in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM):
        raise OSError(number, os.strerror(number))
    return not done


def _clear(target: Path) -> None:
    """Remove what runs that were killed left beside the folder."""
    for path in _beside(target):
        if _dead(path) and (path.suffix != OLD or target.exists()):
            shutil.rmtree(path, ignore_errors=True)


def _dead(path: Path) -> bool:
    """Whether the run that wrote this folder, or put it aside, is no more."""
    fresh = path.with_suffix("") if path.suffix == OLD else path
    if fresh != path and not fresh.exists():
        return True  # it has its place already
    try:
        lock, held = _lock(fresh, wait=False)
    except OSError:
        return False  # it is gone meanwhile
    if lock is None:
        return time.time() - fresh.stat().st_mtime > FORGOTTEN
    os.close(lock)
    return held


def _lock(folder: Path, *, wait: bool) -> tuple[int | None, bool]:
    """A lock on the folder that ends with this process, and whether we hold it; None where there are no locks."""
    try:
        import fcntl
    except ImportError:
        return None, False
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)  # a pipe of that name would be waited for
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return descriptor, False
    except OSError:
        os.close(descriptor)
        return None, False
    return descriptor, True


def _beside(target: Path) -> list[Path]:
    """The folders that runs write beside `target`, in whatever state."""
    mark = _prefix(target)
    try:
        names = sorted(entry.name for entry in os.scandir(target.parent) if entry.name.startswith(mark))
    except OSError:
        return []
    return [target.parent / name for name in names]


def _prefix(target: Path) -> str:
    return f".{target.name}.run-"


def _old(fresh: Path) -> Path:
    return fresh.with_name(fresh.name + OLD)
