"""The findings, in plain and careful sentences computed from the tables."""

from __future__ import annotations

from typing import NamedTuple

from analysis.run import Run
from analysis.wording import count


class Finding(NamedTuple):
    """One sentence that the tables bear out."""

    text: str
    kind: str  # corpus, actors, sanctions, cooperation, claims or dates
    n: int  # records that it rests on
    notebook: str  # where it is shown with its evidence


def findings(run: Run) -> list[Finding]:
    """What the run found, in the order an analyst asks."""
    return [*corpus_findings(run)]


def corpus_findings(run: Run) -> list[Finding]:
    """What was read and what was not."""
    kept = len(run.documents)
    return [Finding(f"{count(kept, 'article')} could be read.", "corpus", kept, "00_corpus")]
