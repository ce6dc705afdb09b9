"""One finding, and the words that findings share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from analysis.behind import MOST, gathered, references
from analysis.tables import CERTAINTIES
from analysis.wording import count, in_prose, listed


class Finding(NamedTuple):
    """One sentence that the tables bear out."""

    text: str
    kind: str  # corpus, actors, sanctions, cooperation, claims or dates
    n: int  # records that it rests on
    notebook: str  # where it is shown with its evidence
    records: tuple[str, ...] = ()  # references behind it, the first of them where they are many


def behind(frame: pd.DataFrame) -> tuple[str, ...]:
    """References to the rows of a table, the first of them."""
    return tuple(gathered(references(frame.head(MOST))))


def ranked(counted: Counter[str]) -> list[str]:
    """Most frequent first, ties in the order of the words."""
    return sorted(counted, key=lambda word: (-counted[word], word))


def tallied(words: Iterable[str], *, most: int = 3) -> str:
    """`Russia (4), China (2) and 3 more`: how often each occurs, the most frequent first."""
    counted = Counter(words)
    return listed((f"{word} ({counted[word]})" for word in ranked(counted)), most=most)


def sureness(certainties: Iterable[str]) -> str:
    """`certain`, or `2 certain, 1 possible`: how sure the texts are of some statements."""
    counted = Counter(certainties)
    kept = [code for code in CERTAINTIES if counted[code]]
    if len(kept) == 1:
        return kept[0] if counted[kept[0]] == 1 else f"all {kept[0]}"
    return ", ".join(f"{counted[code]} {code}" for code in kept)


def sayers(sources: Iterable[str], *, most: int = 3) -> str:
    """`by the United States (2) and by the article itself (1)`: who says some statements."""
    counted = Counter(in_prose(source) for source in sources)
    if len(counted) == 1:
        return f"by {next(iter(counted))}"
    return "by " + listed((f"{source} ({counted[source]})" for source in ranked(counted)), most=most)


__all__ = ["Finding", "behind", "count", "ranked", "sayers", "sureness", "tallied"]
