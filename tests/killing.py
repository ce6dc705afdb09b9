"""Runs that are killed at an exact moment.

A moment is the number of a step that the system sees: a file opened, a folder made, a name changed. Counting steps in
place of seconds lets a moment be chosen at random and yet be the same on every machine.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

from tests.made import corpus
from tests.serving import serve

STEPS = ("open", "os.", "shutil.", "tempfile.")


def killed(
    articles: str, out: str, cache: str, kill_at: int | None = None, batch: int = 2, changed: str = ""
) -> dict[str, Any]:
    """Extract, and be killed at that step; gives `steps` taken, documents `computed`, and those that each extractor read.

    Args:
        articles: the corpus.
        out: folder for the tables.
        cache: where results are kept.
        kill_at: number of the step; None: nobody is killed.
        batch: documents of a piece of work.
        changed: module whose code counts as another one.
    """
    from analysis import annotate, dependence, extraction, work

    digest, extractors, ran = dependence.code_digest, dict(annotate._EXTRACTORS), Counter[str]()
    dependence.code_digest = lambda roots: digest(roots) + ("another" if changed in roots else "")

    def extract(name: str, doc: Any) -> Any:
        ran[name] += 1
        return extractors[name](doc)

    for name in extractors:
        annotate._EXTRACTORS[name] = partial(extract, name)

    steps, computed = 0, 0

    def step(event: str, _: tuple[Any, ...]) -> None:
        nonlocal steps
        if event.startswith(STEPS):
            steps += 1  # first: the kill itself is a step that is seen
            if kill_at is not None and steps == kill_at + 1:
                os.kill(os.getpid(), signal.SIGKILL)

    read = work.read

    def counted(documents: Any, *arguments: Any) -> Any:
        nonlocal computed
        computed += len(documents)
        return read(documents, *arguments)

    work.read = counted
    extraction.BATCH_DOCUMENTS = batch
    if kill_at is not None or cache:
        sys.addaudithook(step)
    extraction.write(articles, out, way=extraction.Way(processes=1, cache=cache))
    return {"steps": steps, "computed": computed, "ran": ran}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:  # all that a first run loads
        killed(str(corpus(Path(folder) / "corpus", 2)), f"{folder}/out", "")
    serve(killed)
