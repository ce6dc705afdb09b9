"""Runs with another vocabulary: a server that has the model loaded and no extractor, and a process a run.

An extractor reads its words when it is loaded, so that each vocabulary needs a process in which none was loaded before.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

from analysis import pipeline
from tests.serving import serve


def without(text: str, word: str) -> str:
    """The text of a vocabulary, with the word taken out of its lists."""
    text, count = re.subn(rf"(?<=\[){word}, |, {word}(?=[,\]])", "", text)
    assert count, f"the vocabulary has no {word!r} in a list"
    return text


def extracted(articles: str, out: str, cache: str, words: str, anew: str | None = None) -> dict[str, Any]:
    """Extract with the vocabulary in the folder `words`; gives the documents that each step computed, and those parsed.

    Args:
        articles: the corpus.
        out: folder for the tables.
        cache: where results are kept.
        words: folder of the vocabulary.
        anew: folder for the tables of a second run with this vocabulary that has nothing kept.
    """
    from analysis import vocabulary

    vocabulary.FOLDER = Path(words)
    from analysis import annotate, extraction

    ran: Counter[str] = Counter()
    parse, extractors = pipeline.read, dict(annotate._EXTRACTORS)

    def parsed(batch: Any, nlp: Any) -> Any:
        batch = list(batch)
        ran["parsed"] += len(batch)
        return parse(batch, nlp)

    def counted(name: str, doc: Any) -> Any:
        ran[name] += 1
        return extractors[name](doc)

    pipeline.read = parsed
    for name in extractors:
        annotate._EXTRACTORS[name] = lambda doc, name=name: counted(name, doc)
    extraction.write(articles, out, way=extraction.Way(processes=1, cache=cache))
    found = dict(+ran)
    if anew:
        extraction.write(articles, anew, way=extraction.Way(processes=1, cache=""))
    return found


if __name__ == "__main__":
    pipeline.load()("Ready.")
    serve(extracted)
