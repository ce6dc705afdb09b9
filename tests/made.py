"""Small corpora made for a test: each article its own, none taken from anywhere."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from analysis import extraction, store

MADE = 16  # articles of the corpus that tests share
STATES = "Norway Chile Peru Japan India Cuba Kenya Ghana Oman Malta Nepal Spain".split()


def article(number: int) -> str:
    """A short article about two states, unlike that of any other number."""
    giver, taker = STATES[number % 12], STATES[(5 * number + 3) % 12]
    return (
        f"{giver} sent {number + 2} trucks of food to {taker} in May 20{number % 20:02}, the foreign ministry said. "
        f"{taker} denied that it would lift sanctions on {giver}. Round {number} of the talks was held in Oslo on Monday."
    )


def corpus(folder: Path, count: int, begin: int = 0) -> Path:
    """A folder of so many articles."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(begin, begin + count):
        (folder / f"{number:03}.txt").write_text(article(number), encoding="utf-8")
    return folder


def undisturbed_run(articles: Path, out: Path) -> dict[str, bytes]:
    """The bytes of a run of one process that keeps nothing: what every other way has to give."""
    extraction.write(articles, out, way=extraction.Way(processes=1, cache=""))
    return bytes_of(out)


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file of a run; `run.json` without its seconds."""
    found = {path.name: path.read_bytes() for path in folder.iterdir()}
    run = json.loads(found[store.MARKER])
    return found | {store.MARKER: json.dumps({**run, "seconds": 0}, sort_keys=True).encode()}


def forget_runs(kept: Path) -> None:
    """Leave the rows of documents, and take the whole runs away."""
    for folder in kept.glob("run-*"):
        shutil.rmtree(folder)


def parts(kept: Path, kind: str = "rows") -> list[Path]:
    """The parts that are kept of a kind."""
    return sorted(kept.glob(f"{kind}-*/*.arrow"))
