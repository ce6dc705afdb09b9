"""One record for each area and set of parties of a sentence."""

from __future__ import annotations

from analysis.extract.cooperation.candidates import Candidate
from analysis.extract.cooperation.parties import sides


def merged(found: list[Candidate]) -> list[Candidate]:
    """Candidates with those that say the same put together, in order of appearance."""
    kept: list[Candidate] = []
    for candidate in found:
        for index, other in enumerate(kept):
            if other.area == candidate.area and _same(other, candidate):
                kept[index] = _richer(other, candidate)
                break
        else:
            kept.append(candidate)
    return sorted(kept, key=lambda one: one.span)


def _same(one: Candidate, other: Candidate) -> bool:
    mine, theirs = sides(one.parties), sides(other.parties)
    return mine <= theirs or theirs <= mine


def _richer(one: Candidate, other: Candidate) -> Candidate:
    """The one that says more: a direction first, then more parties, then the earlier."""
    mine = (bool(one.givers), len(one.parties))
    theirs = (bool(other.givers), len(other.parties))
    return other if theirs > mine else one
