"""The rows of `make bench` about a second run: nothing changed, a document more, a word of a vocabulary less.

Processor seconds of the whole command with one process, over those of the first run. A changed vocabulary is a copy of
the package without one word; its tables are compared with those of a run that has nothing kept. On a folder of your own:
`python -m tests.bench_again FOLDER`.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.changing import without

ROOT = Path(__file__).resolve().parent.parent
WORDS = {  # the first step that reaches a vocabulary: its file, and a word that is taken out
    "cooperation": ("frames", "supply"),
    "sanctions": ("sanction_verbs", "designate"),
    "claims": ("claim_verbs", "stress"),
    "dates": ("time", "recently"),
    "mentions": ("organizations", "OPEC"),
}


def again_rows(corpus: Path) -> Iterator[str]:
    """What is run again over the first run; a row each."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        base = package(place / "base")
        first, texts = seconds(base, corpus, place, "kept"), copied(corpus, place / "corpus")
        name = f"{corpus.name} (processor seconds)"
        second = sorted(seconds(base, corpus, place, "kept") for _ in range(3))
        yield row("second run", name, second, first)
        (texts / "further.txt").write_text(
            "Norway and Chile signed a pact on trade in Oslo on Friday, officials said."
        )
        more = sorted(seconds(base, texts, place, copied(place / "kept", place / f"more-{n}")) for n in range(3))
        yield row("one document more", name, more, first)
        alone = sorted(seconds(base, texts / "further.txt", place, f"alone-{n}") for n in range(3))
        yield f"| one document more over that document alone, {name} | {more[1]:.2f} s / {alone[1]:.2f} s | {more[1] / alone[1]:.2f} | |"
        for step, (file, word) in WORDS.items():
            changed = package(place / step, file, word)
            used = seconds(changed, corpus, place, copied(place / "kept", place / f"kept-{step}"))
            tables = bytes_of(place / "out")
            seconds(changed, corpus, place, None)
            assert bytes_of(place / "out") == tables
            yield row(f"`{file}` without {word!r}", name, [used], first)


def row(what: str, name: str, used: list[float], first: float) -> str:
    middle = used[len(used) // 2]
    spread = f"{used[0] / first:.3f}–{used[-1] / first:.3f}" if len(used) > 1 else ""
    return f"| {what} over the first, {name} | {middle:.2f} s / {first:.1f} s | {middle / first:.3f} | {spread} |"


def package(place: Path, file: str = "", word: str = "") -> Path:
    """A copy of the package, without a word of a vocabulary; compiled, so that no run is the first to load it."""
    shutil.copytree(ROOT / "analysis", place / "analysis")
    if file:
        path = place / "analysis" / "vocabulary" / f"{file}.yaml"
        path.write_text(without(path.read_text(encoding="utf-8"), word), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "compileall", "-q", "analysis"], cwd=place, check=True)
    return place


def copied(source: Path, place: Path) -> Path:
    """A copy of a folder, or a folder with a copy of a file."""
    if source.is_dir():
        return Path(shutil.copytree(source, place))
    place.mkdir()
    shutil.copy(source, place)
    return place


def seconds(package: Path, corpus: Path, place: Path, kept: Path | str | None) -> float:
    """Processor seconds of the command, of one process."""
    cache = ["--no-cache"] if kept is None else ["--cache", str(place / kept)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "analysis", "extract", str(corpus), "--out", str(place / "out"), *cache, "--processes", "1", "--quiet"],
        cwd=package, check=True, stdout=subprocess.DEVNULL, env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def bytes_of(folder: Path) -> dict[str, bytes]:
    """The tables of a run."""
    return {path.name: path.read_bytes() for path in folder.glob("*.parquet")}


if __name__ == "__main__":
    for each in again_rows(Path(sys.argv[1]).resolve()):
        print(each, flush=True)
