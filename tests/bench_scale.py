"""The rows of `make bench` about scale: against the bare pipeline, cores, memory; each side in a process of its own.

Texts are those of the corpus that lies beside the repository, every tenth of a sample by default, all with `FULL=1`.
Both sides get the same blocks of documents in turn, so that a drift of the machine's speed meets both.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FULL = bool(os.environ.get("FULL"))
SAMPLE = int(os.environ.get("SAMPLE", "1000"))  # documents, without FULL
BLOCK = int(os.environ.get("BLOCK", "250"))  # documents in turn


def bare_side() -> Any:
    """Reads a block with the model alone, all its components."""
    import spacy

    from analysis import models

    nlp = spacy.load(models.chosen().name)
    nlp.max_length = 10_000_000

    def read(block: str, processes: int) -> None:
        with open(block, encoding="utf-8") as file:
            texts = [json.loads(line)["text"] for line in file]
        for _ in nlp.pipe(texts, batch_size=64, n_process=processes):
            pass

    return read


def our_side() -> Any:
    """Extracts a block: reading, model, records, tables, files; nothing kept."""
    from analysis import extraction

    def read(block: str, processes: int) -> None:
        with tempfile.TemporaryDirectory() as out:
            extraction.write(block, Path(out) / "tables", way=extraction.Way(cache="", processes=processes))

    return read


def serve(side: str) -> None:
    """Read blocks named on stdin; answer with seconds, of the clock and of the processor, and the peak of memory."""
    read = {"bare": bare_side, "ours": our_side}[side]()
    for line in sys.stdin:
        block, processes = json.loads(line)
        begun, used = time.perf_counter(), _used()
        read(block, processes)
        peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        print(json.dumps([time.perf_counter() - begun, _used() - used, peak * 1024]), flush=True)


def _used() -> float:
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


class Side:
    """One side, in a process of its own."""

    def __init__(self, name: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, __file__, name], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True, env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)},
        )  # fmt: skip

    def read(self, block: Path, processes: int = 1) -> tuple[float, float, int]:
        """Seconds of the clock and of the processor for a block, and the peak of memory so far."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps([str(block), processes]) + "\n")
        self.process.stdin.flush()
        clock, used, peak = json.loads(self.process.stdout.readline())
        return clock, used, peak

    def __enter__(self) -> Side:
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


def documents(corpus: Path) -> list[dict[str, Any]]:
    """The documents of the corpus in its order: all, or a sample that a fixed seed draws."""
    from analysis.corpus import Document, read

    whole = [each for each in read(corpus) if isinstance(each, Document)]
    places = (
        range(len(whole)) if FULL else sorted(random.Random(7).sample(range(len(whole)), min(SAMPLE, len(whole))))
    )
    return [{"text": whole[at].text, "title": whole[at].title, "source": whole[at].source} for at in places]


def blocks(rows: list[dict[str, Any]], folder: Path, size: int = BLOCK) -> Iterator[Path]:
    """The documents as files of `size` each."""
    for number, at in enumerate(range(0, len(rows), size)):
        path = folder / f"{number:04}.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows[at : at + size]), encoding="utf-8")
        yield path


def speed_row(corpus: Path) -> str:
    """Documents per second over those of the bare pipeline, by processor time and by the clock."""
    rows = documents(corpus)
    pairs = []
    with tempfile.TemporaryDirectory() as folder, Side("bare") as bare, Side("ours") as ours:
        files = list(blocks(rows, Path(folder)))
        bare.read(files[0]), ours.read(files[0])  # warm-up: both load their model
        for number, file in enumerate(files):
            order = (bare, ours) if number % 2 else (ours, bare)
            found = {side: side.read(file) for side in order}
            pairs.append((found[bare], found[ours]))
    ratios = sorted(theirs[1] / mine[1] for theirs, mine in pairs)
    clock = sum(theirs[0] for theirs, _ in pairs) / sum(mine[0] for _, mine in pairs)
    theirs, mine = (sum(pair[side][1] for pair in pairs) for side in (0, 1))
    return (
        f"| documents per second over bare pipeline, {corpus.name} ({len(rows)} documents; by the clock {clock:.2f}) "
        f"| {len(rows) / mine:.1f} / {len(rows) / theirs:.1f} per CPU s | {theirs / mine:.2f} | {ratios[0]:.2f}–{ratios[-1]:.2f} |"
    )


def cores_row(corpus: Path) -> str:
    """Seconds of one process over those of two, each a run of its own that loads its model."""
    rows = documents(corpus)
    with tempfile.TemporaryDirectory() as folder:
        (file,) = blocks(rows, Path(folder), len(rows))
        ratios, pairs = [], []
        for _ in range(1 if FULL else 2):
            pair = []
            for processes in (1, 2):
                with Side("ours") as side:
                    pair.append(side.read(file, processes)[0])
            pairs.append(pair)
            ratios.append(pair[0] / pair[1])
    one, two = (statistics.median(pair[at] for pair in pairs) for at in (0, 1))
    return f"| one process over two, {corpus.name} ({len(rows)} documents) | {one:.0f} s / {two:.0f} s | {statistics.median(ratios):.2f} | {min(ratios):.2f}–{max(ratios):.2f} |"


def memory_row(corpus: Path) -> str:
    """Peak memory of the command as a user gives it, all its processes together, on all documents over every tenth."""
    rows = documents(corpus)
    peaks = []
    for some in (rows, rows[::10]):
        with tempfile.TemporaryDirectory() as folder:
            (file,) = blocks(some, Path(folder), len(some))
            command = [
                "-m",
                "analysis",
                "extract",
                str(file),
                "--out",
                f"{folder}/tables",
                "--cache",
                f"{folder}/cache",
            ]
            peaks.append(peak([sys.executable, *command, "--quiet"]))
    return f"| peak memory, {corpus.name}: {len(rows)} documents over {len(rows[::10])} | {peaks[0] / 1e6:.0f} MB / {peaks[1] / 1e6:.0f} MB | {peaks[0] / peaks[1]:.2f} | |"


def peak(command: list[str]) -> int:
    """Bytes that a command and its processes hold at most at one time, pages that they share counted once; asked twice a second."""
    import psutil

    most = 0
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as process:
        first = psutil.Process(process.pid)
        while process.poll() is None:
            held = 0
            for each in _family(first):
                with contextlib.suppress(psutil.Error):  # it has ended meanwhile
                    held += each.memory_full_info().pss if sys.platform == "linux" else each.memory_info().rss
            most = max(most, held)
            time.sleep(0.5)
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    return most


def _family(first: Any) -> list[Any]:
    import psutil

    with contextlib.suppress(psutil.Error):
        return [first, *first.children(recursive=True)]
    return []


if __name__ == "__main__":
    serve(sys.argv[1])
