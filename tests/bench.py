"""`make bench`: ratios measured in one run, alternating, on one machine; never a timed test.

Prints, as a Markdown table: seconds of extraction over the seconds of the bare spaCy pipeline on the same
texts, seconds of the report over the sum of its parts, seconds of `import analysis`, and seconds of the board's
first view and of each move of a control. Give folders to measure extraction on; without any it takes `seeds/`
and, where they lie beside the repository, the annotated development articles.
"""

from __future__ import annotations

import datetime
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # for what the tests share
from tests.bench_again import again_rows  # noqa: E402
from tests.bench_scale import cores_row, memory_row, speed_row  # noqa: E402

SHARED = Path(os.environ.get("PACTWATCH_SHARED", ROOT.parent / "shared"))
SCALE = SHARED / "corpus"  # for the rows about scale: a sample of it, all of it with FULL=1
ROUNDS = 5


def bare(nlp, texts: list[str]) -> float:
    """Seconds of the model alone."""
    begun = time.perf_counter()
    for _ in nlp.pipe(texts, batch_size=32):
        pass
    return time.perf_counter() - begun


def whole(corpus: Path) -> float:
    """Seconds of the whole extraction: reading, model, records, tables, files."""
    from analysis import extraction

    with tempfile.TemporaryDirectory() as out:
        begun = time.perf_counter()
        # nothing kept from the rounds before, and one process, as the bare pipeline has
        extraction.write(corpus, Path(out) / "tables", way=extraction.Way(cache="", processes=1))
        return time.perf_counter() - begun


def extraction_row(corpus: Path) -> str:
    """Median ratio of pairs taken in turn, so that a drift of the machine's speed cancels out."""
    import spacy

    from analysis import models, pipeline
    from analysis.corpus import Document, read

    texts = [item.text for item in read(corpus) if isinstance(item, Document)]
    loaded = pipeline.load()
    nlp = spacy.load(models.chosen().name)
    assert loaded.meta["version"] == nlp.meta["version"]
    bare(nlp, texts), whole(corpus)  # warm-up
    pairs = [(whole(corpus), bare(nlp, texts)) for _ in range(ROUNDS)]
    ratios = sorted(ours / theirs for ours, theirs in pairs)
    ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    return (
        f"| extraction over bare pipeline, {corpus.name} ({len(texts)} documents) "
        f"| {ours:.2f} s / {theirs:.2f} s | {statistics.median(ratios):.2f} | {ratios[0]:.2f}–{ratios[-1]:.2f} |"
    )


def report_row() -> str:
    """Seconds of the report on the seed over the sum of extraction and every notebook run in it."""
    totals, parts = [], []
    for _ in range(3):
        with tempfile.TemporaryDirectory() as out:
            folder = Path(out) / "report"
            command = [sys.executable, "-m", "analysis", "report", str(ROOT / "seeds"), "--out", str(folder)]
            begun = time.perf_counter()
            subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            totals.append(time.perf_counter() - begun)
            seconds = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["seconds"]
            parts.append(seconds["extraction"] + sum(seconds["notebooks"].values()))
    ratios = sorted(total / part for total, part in zip(totals, parts, strict=True))
    return (
        f"| report over the sum of its parts, seeds | {statistics.median(totals):.1f} s / {statistics.median(parts):.1f} s "
        f"| {statistics.median(ratios):.2f} | {ratios[0]:.2f}–{ratios[-1]:.2f} |"
    )


def slowest_row() -> str:
    """Seconds of the report on the seed over those of its slowest notebook, run alone on the same tables."""
    from analysis.report.notebooks import find

    def run(*command: str) -> float:
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        return time.perf_counter() - begun

    with tempfile.TemporaryDirectory() as out:
        whole = [run("-m", "analysis", "report", "seeds", "--out", f"{out}/report") for _ in range(3)]
        alone = {
            each.name: run(
                "-m",
                "papermill",
                "--no-progress-bar",
                str(each.path),
                f"{out}/{each.name}.ipynb",
                "-p",
                "corpus",
                "seeds",
            )
            for each in find()
        }
    name = max(alone, key=lambda name: alone[name])
    total = statistics.median(whole)
    return f"| report over its slowest notebook ({name} on the seed by papermill) | {total:.1f} s / {alone[name]:.1f} s | {total / alone[name]:.2f} | {min(whole) / alone[name]:.2f}–{max(whole) / alone[name]:.2f} |"


def import_row() -> str:
    """Seconds of `import analysis` in a fresh interpreter, less those of an empty one."""

    def run(code: str) -> float:
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
        return time.perf_counter() - begun

    run("import analysis")
    pairs = [(run("import analysis"), run("pass")) for _ in range(ROUNDS)]
    extra = sorted(ours - empty for ours, empty in pairs)
    return f"| `import analysis`, seconds | | {statistics.median(extra):.2f} | {extra[0]:.2f}–{extra[-1]:.2f} |"


def board_rows(name: str, folder: Path) -> Iterator[str]:
    """Seconds that the kernel takes from loaded tables to the first view, and for each move of a control."""
    import analysis as pw
    from analysis.explore.live import Live
    from analysis.explore.question import KINDS
    from analysis.wording import count

    run = pw.load(folder)
    Live(pw.explore(run))  # warm-up
    first: list[float] = []
    moves: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        controls = Live(pw.explore(run)).controls
        first.append(time.perf_counter() - begun)
        actors, areas, publishers = (
            [key for _, key in each.options] for each in (controls.actors, controls.what, controls.publishers)
        )
        for what, control, value in (
            ("actors", controls.actors, actors[:1]), ("areas", controls.what, areas[:1]), ("words", controls.words, "arms"),
            ("certainty", controls.certainty, "certain"), ("publisher", controls.publishers, publishers[:1]),
            ("said by", controls.said_by, [key for _, key in controls.said_by.options][:1]),
            ("since", controls.since, datetime.date(2012, 1, 1)), ("kind of record", controls.about, "claims"),
        ):  # fmt: skip
            controls.again.click()
            begun = time.perf_counter()
            control.value = value
            moves.setdefault(what, []).append(time.perf_counter() - begun)
    medians = {what: statistics.median(took) for what, took in moves.items()}
    slowest, records = max(medians, key=lambda what: medians[what]), sum(len(getattr(run, kind)) for kind in KINDS)
    name = f"{name} ({count(records, 'record')})"
    yield f"| explore, first view, {name}, seconds | | {statistics.median(first):.3f} | {min(first):.3f}–{max(first):.3f} |"
    yield (
        f"| explore, a move of a control, {name}, seconds; slowest: {slowest} | "
        f"| {statistics.median(medians.values()):.3f} | {min(medians.values()):.3f}–{medians[slowest]:.3f} |"
    )


def explore_rows() -> Iterator[str]:
    """The board on real articles, and on a hundred thousand records made up."""
    from analysis import extraction
    from tests.large import large

    articles = SHARED / "gold" / "dev" / "text"
    with tempfile.TemporaryDirectory() as out:
        for place, name in ((articles, "20 annotated articles"), (ROOT / "tests" / "articles", "12 articles")):
            if place.exists():
                extraction.write(place, Path(out) / "few")
                yield from board_rows(name, Path(out) / "few")
                break
        yield from board_rows("made up", large(Path(out) / "many", 100_000))


def main(folders: list[str]) -> int:
    corpora = [Path(folder) for folder in folders] or [ROOT / "seeds", SHARED / "gold" / "dev" / "text"]
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print("| measured in one run, alternating | medians | ratio | range |\n| --- | --- | --- | --- |")
    for corpus in corpora:
        if corpus.exists():
            print(extraction_row(corpus), flush=True)
            for row in again_rows(corpus):
                print(row, flush=True)
    print(report_row(), flush=True)
    print(slowest_row(), flush=True)
    print(import_row(), flush=True)
    for row in explore_rows():
        print(row, flush=True)
    if SCALE.exists() and not folders:
        for measure in (speed_row, cores_row, memory_row):
            print(measure(SCALE), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
