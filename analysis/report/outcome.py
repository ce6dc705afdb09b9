"""How a run ended: complete, partial (some input could not be used) or empty; a failed run leaves no report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from analysis.report.notebooks import Notebook

HARMLESS = ("duplicate",)  # nothing is missing from the report because of these


class Outcome(NamedTuple):
    """What a report came to."""

    page: Path  # the first page
    status: str  # complete, partial or empty
    message: str
    counts: Mapping[str, int]


class Site(NamedTuple):
    """What every page of a report shows: its notebooks in the bar, its state in the banner."""

    notebooks: tuple[Notebook, ...]
    status: str  # complete, partial or empty
    message: str
    by_hand: str = ""  # what readers corrected, in a sentence


def status(counts: Mapping[str, int], reasons: Sequence[str]) -> str:
    """One word for how much of the input the report rests on."""
    if not counts["documents"]:
        return "empty"
    return "partial" if any(reason not in HARMLESS for reason in reasons) else "complete"


def message(counts: Mapping[str, int], reasons: Sequence[str]) -> str:
    """One or two sentences: what was read, what was left out and why."""
    kept, left = counts["documents"], len(reasons)
    why = ", ".join(f"{number} {reason}" for reason, number in sorted(Counter(reasons).items()))
    if not kept and not left:
        return "Empty: the corpus holds no articles, so there is nothing to report."
    if not kept:
        return f"Empty: none of the {left} inputs could be used ({why}), so there is nothing to report."
    read = f"{kept} article was read" if kept == 1 else f"{kept} articles were read"
    if not left:
        return f"{read[0].upper()}{read[1:]}, nothing was left out."
    out = f"{left} input was left out" if left == 1 else f"{left} inputs were left out"
    partial = "Partial: " if status(counts, reasons) == "partial" else ""
    return f"{partial}{read}, {out} ({why})."
