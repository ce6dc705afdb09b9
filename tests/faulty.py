"""`make faults`: fail each write of a run once, and see that nothing is lost.

Everything that writes below a folder passes one seam: files opened for writing with every piece written to them and
their closing, folders made, files moved, copied, linked, truncated, synchronised. Arrow's own writers are led through
it as well. `Disk` counts these and lets one of them fail, as a full or broken disk would: half of a piece is written
before the error. Of many pieces written to one file the first, second, fourth, eighth … count. Notebooks run in this process in place of a kernel, so that what they write is counted too.

    python tests/faulty.py [--every N] [--first M]      each N-th write from the M-th on, all by default
"""

from __future__ import annotations

import argparse
import builtins
import contextlib
import errno
import io
import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import nbformat
import pyarrow as pa
import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from analysis import swap  # noqa: E402
from analysis.__main__ import main as pactwatch  # noqa: E402
from analysis.errors import NotebookError  # noqa: E402
from analysis.report import build, runner  # noqa: E402
from tests.reports import HOSTILE_ARTICLE, NOTEBOOKS, articles, digests  # noqa: E402

ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT)
AGAIN = 8  # after each so many faults the run is repeated, to see that it succeeds
KEPT = ("articles", "nothing", "run")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
CALLS = (
    "mkdir",
    "rename",
    "replace",
    "link",
    "symlink",
    "truncate",
    "chmod",
    "utime",
    "fsync",
    "ftruncate",
    "sendfile",
    "write",
)
CORRECTIONS = (
    "action,id,digest,field,value,quote,reason,who,when\n"
    "rename,RUS,,,Russian Federation,,the full name,somebody,2026-11-20\n"
)


class Disk:
    """Counts what is written below a folder, and fails once where asked to."""

    def __init__(self, root: Path, *, always: bool = False) -> None:
        self.root = os.path.realpath(root)
        self.always = always  # every write from that one on fails
        self.done: list[str] = []  # what was written, in order
        self.fail_at: int | None = None
        self.code = errno.ENOSPC
        self.failed = ""  # the write that failed
        self._names: dict[int, str] = {}

    def inside(self, place: Any) -> bool:
        """Whether a path, or a file that is open, lies below the folder."""
        if isinstance(place, int):
            return place in self._names
        try:
            return os.path.realpath(os.fsdecode(place)).startswith(self.root + os.sep)
        except (TypeError, ValueError):
            return False

    def step(self, what: str, place: Any) -> None:
        """One write; raises where it is the one that fails."""
        name = self._names.get(place, "") if isinstance(place, int) else os.fsdecode(place)
        said = f"{what} {os.path.relpath(os.path.realpath(name), self.root)}"
        self.done.append(said)
        at = len(self.done)
        if self.fail_at is not None and (at == self.fail_at or (self.always and at > self.fail_at)):
            self.failed = said
            raise OSError(self.code, os.strerror(self.code), name)

    @contextlib.contextmanager
    def watched(self, fail_at: int | None = None, code: int = errno.ENOSPC) -> Iterator[None]:
        """Within the block every write passes here."""
        self.done, self.fail_at, self.code, self.failed = [], fail_at, code, ""
        self._names = {}
        with contextlib.ExitStack() as stack:
            for name in CALLS:
                stack.enter_context(mock.patch.object(os, name, self._call(name, getattr(os, name))))
            stack.enter_context(mock.patch.object(os, "open", self._os_open(os.open)))
            opened = self._open(io.open)
            stack.enter_context(mock.patch.object(io, "open", opened))
            stack.enter_context(mock.patch.object(builtins, "open", opened))
            stack.enter_context(mock.patch.object(pa, "OSFile", self._arrow(pa.OSFile, opened)))
            parquet = self._parquet(pq.ParquetWriter, opened)
            stack.enter_context(mock.patch.object(pq, "ParquetWriter", parquet))
            stack.enter_context(mock.patch.object(pq.core, "ParquetWriter", parquet))
            stack.enter_context(mock.patch.object(swap, "_exchange", self._exchange(swap._exchange)))
            yield

    def _exchange(self, real: Callable[[Path, Path], bool]) -> Callable[[Path, Path], bool]:
        def call(one: Path, other: Path) -> bool:
            self.step("exchange", other)
            return real(one, other)

        return call

    def _call(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            place = arguments[1] if name in ("rename", "replace", "link", "symlink") else arguments[0]
            if self.inside(place):
                self.step(name, place)
            return real(*arguments, **options)

        return call

    def _os_open(self, real: Callable[..., int]) -> Callable[..., int]:
        def call(path: Any, flags: int, *arguments: Any, **options: Any) -> int:
            if not (flags & WRITING and "dir_fd" not in options and self.inside(path)):
                return real(path, flags, *arguments, **options)
            self.step("open", path)
            descriptor = real(path, flags, *arguments, **options)
            self._names[descriptor] = os.path.realpath(os.fsdecode(path))
            return descriptor

        return call

    def _open(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(file: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
            if not (set(mode) & set("wax+") and self.inside(file)):
                return real(file, mode, *arguments, **options)
            self.step("open", file)
            name = self._names[file] if isinstance(file, int) else os.path.realpath(os.fsdecode(file))
            opened = real(file, mode, *arguments, **options)
            self._names[opened.fileno()] = name
            return _File(opened, name, self)

        return call

    def _arrow(self, real: Any, opened: Callable[..., Any]) -> Callable[..., Any]:
        return lambda path, mode="r": pa.PythonFile(opened(path, "wb")) if "w" in mode else real(path, mode)

    def _parquet(self, real: Any, opened: Callable[..., Any]) -> Any:
        class Writer(real):  # type: ignore[misc]
            """Writes through a file of Python's, as the seam wants it."""

            def __init__(self, where: Any, *arguments: Any, **options: Any) -> None:
                self.through = opened(where, "wb") if isinstance(where, str | os.PathLike) else None
                where = pa.PythonFile(self.through, mode="w") if self.through else where
                super().__init__(where, *arguments, **options)

            def close(self) -> None:
                super().close()
                if self.through:
                    self.through.close()

        return Writer


class _File:
    """A file that was opened for writing."""

    def __init__(self, file: Any, name: str, disk: Disk) -> None:
        self.file, self.name, self.disk = file, name, disk
        self.pieces = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def write(self, data: Any) -> Any:
        """Write a piece; half of it where the disk fails."""
        self.pieces += 1
        try:
            if self.pieces & (self.pieces - 1) == 0:  # 1, 2, 4, 8 …
                self.disk.step("write", self.name)
        except OSError:
            self.file.write(bytes(data)[: len(data) // 2] if not isinstance(data, str) else data[: len(data) // 2])
            raise
        return self.file.write(data)

    def writelines(self, lines: Any) -> None:
        """Write pieces."""
        for line in lines:
            self.write(line)

    def close(self) -> None:
        """Close the file: what was held back is written now."""
        if not self.file.closed:
            self.file.close()
            self.disk.step("close", self.name)


def run_here(job: runner.Job, kernels: object, folder: Path, failed: Path) -> runner.Done:
    """A notebook in this process, in place of `runner._run_one`: its cells one after the other."""
    notebook = nbformat.read(job.path, as_version=4)
    names: dict[str, Any] = {}
    before = Path.cwd()
    os.chdir(folder)
    try:
        for number, cell in enumerate(notebook.cells, start=1):
            if cell.cell_type == "code":
                try:
                    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                        exec(compile(cell.source, job.name, "exec"), names)
                except Exception as fault:
                    nbformat.write(notebook, failed / f"{job.name}.ipynb")
                    said = f"notebook {job.name} failed in cell {number}: {type(fault).__name__}: {fault}"
                    raise NotebookError(said) from None
                if "parameters" in cell.metadata.get("tags", []):
                    names |= job.parameters
    finally:
        os.chdir(before)
    return runner.Done(job.name, notebook, 0.1)


@contextlib.contextmanager
def no_kernels() -> Iterator[None]:
    """Notebooks run in this process, one after the other."""
    with (
        mock.patch.object(build, "Kernels", lambda scratch: contextlib.nullcontext(mock.Mock())),
        mock.patch.object(runner, "_run_one", run_here),
        mock.patch.object(runner, "cores", lambda: 1),
    ):
        yield


class Fault(NamedTuple):
    """What came of a run in which one write failed."""

    number: int
    write: str
    exit: int
    said: str
    wrong: list[str]


class World:
    """A corpus with corrections, a report of it, and everything that a run may write, below one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.corpus = articles(folder / "corpus", HOSTILE_ARTICLE)
        (self.corpus / "corrections.csv").write_text(CORRECTIONS, encoding="utf-8")
        self.home, self.cache, self.scratch = folder / "home", folder / "cache", folder / "scratch"
        self.out = self.home / "report"
        self.scratch.mkdir()
        self.disk = Disk(folder)
        self.command = [
            "report", str(self.corpus), "--out", str(self.out), "--cache", str(self.cache), "--quiet", "--keep", "2",
            "--notebooks", str(NOTEBOOKS / "small"),
        ]  # fmt: skip

    def run(self) -> tuple[int, str]:
        """The command, in this process: its exit code and what it says."""
        said = io.StringIO()
        with (
            mock.patch.object(tempfile, "tempdir", str(self.scratch)),
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(said),
            no_kernels(),
        ):
            try:
                code = pactwatch(self.command)
            except Exception:
                code = 99
                said.write(traceback.format_exc())
        return code, said.getvalue()

    def prepare(self) -> None:
        """A good report, and what a run that succeeds looks like."""
        for _ in range(2):
            code, said = self.run()
            assert code == 0, said
        self.shelf = self.folder / "shelf"
        shutil.copytree(self.home, self.shelf)
        self.kept = self.folder / "kept"
        shutil.copytree(self.cache, self.kept)
        self.before = digests(self.home)
        self.given = digests(self.corpus)
        self.tables = self.written()

    def written(self) -> dict[str, str]:
        """The tables of the report."""
        return digests(self.out / "tables")

    def reset(self, kept: str) -> None:
        """As it was after `prepare`, but for what extraction keeps: nothing, the articles read, or the whole run."""
        for place, source in ((self.home, self.shelf), (self.cache, self.kept)):
            shutil.rmtree(place, ignore_errors=True)
            if place == self.home or kept != "nothing":
                shutil.copytree(source, place)
        if kept == "articles":
            for folder in self.cache.glob("run-*"):
                shutil.rmtree(folder)

    def count(self, kept: str = "articles") -> list[str]:
        """Every write of a run that succeeds."""
        self.reset(kept)
        with self.disk.watched():
            code, said = self.run()
        assert code == 0, said
        return self.disk.done

    def fail(self, number: int, kept: str = "articles", *, code: int = errno.ENOSPC, again: bool = True) -> Fault:
        """A run whose write of that number fails, and what is wrong afterwards.

        Args:
            number: from 1.
            kept: what extraction kept before, as for `reset`.
            code: the error of the system.
            again: run once more, and see that it succeeds.
        """
        self.reset(kept)
        with self.disk.watched(number, code):
            exit_, said = self.run()
        wrong = []
        if exit_ == 0:
            if self.written() != self.tables:
                wrong.append("the tables differ")
        elif exit_ not in (1, 2) or said.count("\n") != 1 or not said.startswith("pactwatch: "):
            wrong.append("it does not end in one plain sentence")
        else:
            if os.strerror(code) not in said:
                wrong.append("the sentence does not say why")
            kept = {
                name: value for name, value in digests(self.home).items() if not name.startswith("report.failed/")
            }
            if kept != self.before:
                wrong.append("the last good report is not as it was")
        if digests(self.corpus) != self.given:
            wrong.append("the articles or the corrections changed")
        left = {path.name for path in self.home.iterdir()} - {"report", "report.failed"}
        left |= {path.name for path in self.scratch.iterdir() if not path.name.startswith("pactwatch-failed-")}
        if left:
            wrong.append(f"left behind: {sorted(left)}")
        for path in self.scratch.iterdir():
            shutil.rmtree(path)
        if again and not wrong:
            code, complaint = self.run()
            if code != 0 or self.written() != self.tables:
                wrong.append(f"the next run does not succeed: {complaint}")
        return Fault(number, self.disk.failed, exit_, said.strip(), wrong)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fail every write once; prints what went wrong, then the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--every", type=int, default=1, metavar="N")
    options.add_argument("--first", type=int, default=1, metavar="M")
    asked = options.parse_args(arguments)
    faults: list[Fault] = []
    with tempfile.TemporaryDirectory(prefix="pactwatch-faults-") as folder:
        world = World(Path(folder))
        world.prepare()
        for kept in KEPT:
            total = len(world.count(kept))
            print(f"{total} writes, kept before: {kept}", flush=True)
            for number in range(asked.first, total + 1, asked.every):
                turn = len(faults)
                code = ERRORS[turn % len(ERRORS)]
                faults.append(world.fail(number, kept, code=code, again=turn % AGAIN == 0))
                if faults[-1].wrong:
                    print(*faults[-1], sep="\n  ", flush=True)
    wrong = sum(bool(each.wrong) for each in faults)
    by_code = {code: sum(each.exit == code for each in faults) for code in sorted({each.exit for each in faults})}
    print(f"{len(faults)} writes failed once: exit codes {by_code}, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
