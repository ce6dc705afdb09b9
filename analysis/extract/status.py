"""How far it has come, whether it is affirmed, how sure, and who says so.

Shared by sanctions and cooperation: both ask the same questions of the words around a trigger.
"""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Doc, Token

from analysis.extract.records import Claim


class Status(NamedTuple):
    """Stage, polarity and certainty, each with the words that decided it (None: the default)."""

    stage: str
    stage_cue: str | None
    polarity: str
    polarity_cue: str | None
    certainty: str
    certainty_cue: str | None


class Attribution(NamedTuple):
    """Who says a passage: index of the claim that holds it, the source, and the cue."""

    claim: int | None
    source: str | None
    cue: str | None


def status_of(doc: Doc, trigger: Token, *, stage: str = "realised") -> Status:
    """Status of the act that `trigger` (verb or noun) names; `stage` is what the bare words say."""
    return Status(stage, None, "affirmed", None, "certain", None)


def attribution_of(doc: Doc, start: int, end: int) -> Attribution:
    """The innermost claim of the doc whose content holds the passage [start, end)."""
    best: tuple[int, int, Claim] | None = None
    for index, claim in enumerate(doc._.claims):
        if claim.content_start is None or not (claim.content_start <= start and end <= claim.content_end):
            continue
        width = claim.content_end - claim.content_start
        if best is None or width < best[0]:
            best = (width, index, claim)
    if best is None:
        return Attribution(None, None, None)
    return Attribution(best[1], best[2].source, best[2].text)
