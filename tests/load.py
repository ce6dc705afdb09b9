"""`make load MINUTES=60`: repeated runs in one process, watched for what grows.

Each round extracts a few articles anew; some rounds share the work out to two processes, write a report with kernels, or
fail in a notebook. The articles change from round to round and come again after a dozen, so that no word is new once all
have been seen: new words take memory, which `analysis.pipeline` bounds and the tests look at by themselves. After each round memory, open files, threads,
child processes and temporary files are counted. Prints a row for each sixth of the time, then what grew; exits with 1
where something did.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import io
import os
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import psutil

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from analysis.__main__ import main as pactwatch  # noqa: E402
from tests.reports import NOTEBOOKS, articles  # noqa: E402

WARM_UP = 12  # rounds until libraries, models and memories of word forms are there
GROWTH = 0.03  # of memory between the second and the last third: what an allocator's noise is


class Sample(NamedTuple):
    """What this process holds after a round."""

    minutes: float
    kind: str
    memory: int  # bytes resident
    files: int  # open
    threads: int
    children: int
    left: int  # files and folders in the temporary folder and beside the output


def article(number: int) -> dict[str, str]:
    """An article whose names no other has."""
    chance = random.Random(number)

    def name() -> str:
        return "".join(chance.choice("bdfgklmnprst") + chance.choice("aeiou") for _ in range(4)).capitalize()

    lines = [
        f"{name()} {name()}, the minister of {name()}, said on Monday that Russia had shipped {chance.randint(2, 999)} "
        f"containers of shells from {name()} to {name()}.",
        f"The United States imposed sanctions on {name()} {name()} Trading of {name()} over the shipment of {name()} parts.",
        f"{name()} denied it. North Korea and {name()} signed an agreement on {name()} in {name()}, officials alleged.",
    ]
    return {
        "title": f"{name()} and {name()}",
        "published": "2024-03-04",
        "source": name(),
        "text": "\n\n".join(lines),
    }


class Rounds:
    """Runs over one small corpus, of which one article changes each time."""

    def __init__(self, folder: Path, *, only: Sequence[str] = ()) -> None:
        self.folder, self.only = folder, only
        self.corpus = articles(folder / "corpus", *(article(-number) for number in range(1, 5)))
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        self.begun = time.monotonic()
        self.number = 0

    def kind(self) -> str:
        """What the next round does."""
        if self.only:
            return self.only[self.number % len(self.only)]
        return {3: "report", 6: "shared", 9: "failing", 11: "kept"}.get(self.number % 12, "extract")

    def next(self) -> Sample:
        """Do a round and look what is left of it."""
        kind = self.kind()
        self.number += 1
        articles(self.corpus, article(self.number % WARM_UP))
        command = {
            "extract": ["extract", self.corpus, "--out", self.folder / "tables", "--no-cache", "--processes", "1"],
            "kept": ["extract", self.corpus, "--out", self.folder / "tables", "--cache", self.folder / "cache"],
            "shared": ["extract", self.corpus, "--out", self.folder / "tables", "--no-cache", "--processes", "2"],
            "report": ["report", self.corpus, "--out", self.folder / "report", "--no-cache", "--notebooks", NOTEBOOKS / "small"],
            "failing": ["report", self.corpus, "--out", self.folder / "report", "--no-cache", "--notebooks", NOTEBOOKS / "failing"],
        }[kind]  # fmt: skip
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            code = pactwatch([*map(str, command), "--quiet"])
        if code != (1 if kind == "failing" else 0):
            raise SystemExit(f"round {self.number} ({kind}) ended with {code}")
        return self.look(kind)

    def look(self, kind: str) -> Sample:
        """What this process holds now."""
        gc.collect()
        me = psutil.Process()
        beside = {path.name for path in self.folder.iterdir()}
        beside -= {"corpus", "tables", "report", "report.failed", "cache", "temporary"}
        return Sample(
            (time.monotonic() - self.begun) / 60, kind, me.memory_info().rss, me.num_fds(), threading.active_count(),
            len(me.children(recursive=True)), len(list(self.temporary.rglob("*"))) + len(beside),
        )  # fmt: skip


@contextlib.contextmanager
def rounds(folder: Path, *, only: Sequence[str] = ()) -> Iterator[Rounds]:
    """Rounds whose temporary files lie in the folder, so that they can be counted."""
    made = Rounds(folder, only=only)
    before, tempfile.tempdir = tempfile.tempdir, str(made.temporary)
    variable = os.environ.get("TMPDIR")
    os.environ["TMPDIR"] = str(made.temporary)
    try:
        yield made
    finally:
        tempfile.tempdir = before
        if variable is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = variable


def grown(samples: Sequence[Sample]) -> list[str]:
    """What grew after the warm-up, in a sentence each."""
    later = samples[WARM_UP:] or samples[-1:]
    found = []
    for name in ("files", "threads", "children", "left"):
        first, last = getattr(later[0], name), max(getattr(each, name) for each in later[-WARM_UP:])
        if last > first:
            found.append(f"{name}: {first} after the warm-up, {last} at the end")
    third = len(later) // 3
    if third >= WARM_UP:
        middle, end = (
            statistics.median(each.memory for each in part) for part in (later[third:-third], later[-third:])
        )
        if end > middle * (1 + GROWTH):
            found.append(f"memory: {middle / 1e6:.0f} MB in the second third, {end / 1e6:.0f} MB in the last")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Run for so many minutes, and say what grew."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=60)
    minutes = options.parse_args(arguments).minutes
    samples: list[Sample] = []
    print(
        "| minutes | rounds | memory, MB | open files | threads | children | files left |\n| --- "
        + "| --- " * 6
        + "|"
    )
    shown = 0
    with tempfile.TemporaryDirectory(prefix="pactwatch-load-") as folder, rounds(Path(folder)) as running:
        while (time.monotonic() - running.begun) / 60 < minutes:
            samples.append(running.next())
            if len(samples) == WARM_UP or samples[-1].minutes >= minutes * (shown + 1) / 6:
                shown += len(samples) != WARM_UP
                last = samples[-WARM_UP:]
                middle = statistics.median(each.memory for each in last) / 1e6
                most = [
                    max(getattr(each, name) for each in last) for name in ("files", "threads", "children", "left")
                ]
                row = (f"{samples[-1].minutes:.0f}", f"{len(samples):,}", f"{middle:.0f}", *map(str, most))
                print(f"| {' | '.join(row)} |", flush=True)
    faults = grown(samples)
    print("\n".join(faults) or "Nothing grew.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
