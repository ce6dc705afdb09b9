"""How far it has come, whether it is affirmed, how sure, and who says so.

Shared by sanctions and cooperation: both ask the same questions of the words around a trigger. The cues come from
`government` (the trigger's own auxiliaries and modifiers, then every word that governs it) and from the claims
that hold the passage; `settle` makes one status of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
from spacy.tokens import Doc, Token

from analysis.extract.cues import Cue, cue, entry_for
from analysis.extract.government import DEFINITE, outward, verbal
from analysis.extract.places import token_at
from analysis.extract.records import Claim

DISTANCE = {"realised": 0, "agreed": 1, "proposed": 2, "ended": 3}  # from the deed; a break-off wins over all
WEAKNESS = {"certain": 0, "probable": 1, "possible": 2}
# what a claim of this kind says of its content; a plain statement leaves it as it stands
OF_CLAIM = {
    "allegation": Cue("claim", "", None, None, "probable"),
    "denial": Cue("claim", "", None, "negated", None),
    "non-confirmation": Cue("claim", "", None, None, "probable"),
}


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
    """Status of the act that `trigger` names.

    Args:
        doc: its `_.claims` say who holds the passage.
        trigger: the verb or noun that names the act ("sell", "drills", "deal"), not a noun beside it.
        stage: what the bare words say: `realised` for most, `agreed` for a deal or pact, `proposed` for a
            request, `ended` for a break-off.
    """
    holding = list(_holding(doc, trigger.idx, trigger.idx + len(trigger)))
    return settle([*outward(trigger, held=bool(holding)), *_claimed(doc, trigger, holding)], stage)


def settle(found: Iterable[Cue], stage: str) -> Status:
    """One status from cues in order from the trigger outwards.

    Of several stages the one farthest from the deed counts ("plans to seek" and "hopes to agree": proposed), but
    a break-off anywhere ends it. One that is only demanded ("urged it to stop selling") leaves the deed going on.
    Of several certainties the weakest counts.
    """
    found = list(found)
    for index, one in enumerate(found):
        if one.id in ("stop", "refuse") and any(outer.id in ("seek", "must") for outer in found[index + 1 :]):
            found[index] = one._replace(stage=None, polarity=None)
            found[index + 1 :] = [outer for outer in found[index + 1 :] if outer.id not in ("seek", "must")]
            break
    status = Status(stage, None, "affirmed", None, "certain", None)
    for one in found:
        if one.polarity and status.polarity == "affirmed":
            status = status._replace(polarity=one.polarity, polarity_cue=one.words)
        if one.certainty and WEAKNESS[one.certainty] > WEAKNESS[status.certainty]:
            status = status._replace(certainty=one.certainty, certainty_cue=one.words)
        if one.stage and DISTANCE[one.stage] > DISTANCE[status.stage]:
            status = status._replace(stage=one.stage, stage_cue=one.words)
    return status


def _claimed(doc: Doc, trigger: Token, holding: list[int]) -> Iterator[Cue]:
    """What the claims around the trigger say of it; a noun that is there already is not in question."""
    given = not verbal(trigger) and any(child.lower_ in DEFINITE for child in trigger.children)
    for index in holding[:1]:
        claim = doc._.claims[index]
        if claim.kind == "opinion":
            yield from (one._replace(words=claim.text) for one in _doubts(doc, claim) if not given)
        elif claim.kind in OF_CLAIM and not (given and claim.kind != "denial"):
            yield OF_CLAIM[claim.kind]._replace(words=claim.text)


def _doubts(doc: Doc, claim: Claim) -> Iterator[Cue]:
    """An opinion is unsure where its cue says so (believe, expect), not where it judges (welcome, condemn)."""
    for token in doc[token_at(doc, claim.start).i : token_at(doc, max(claim.start, claim.end - 1)).i + 1]:
        found = entry_for(token)
        if found and found[0].certainty:
            yield cue(found[0], token.text)._replace(polarity=None)


def _holding(doc: Doc, start: int, end: int) -> Iterator[int]:
    """Indexes of the claims whose content holds the passage, innermost first."""
    middle = (start + end) // 2
    contents = _contents(doc)
    (holding,) = ((contents[:, 0] <= middle) & (middle < contents[:, 1])).nonzero()
    lengths = contents[holding, 1] - contents[holding, 0]
    yield from (index for _, index in sorted(zip(lengths.tolist(), holding.tolist(), strict=True)))


def _contents(doc: Doc) -> Any:
    """Start and end of the content of each claim; a claim without one holds nothing."""
    claims = doc._.claims
    kept, contents = doc.user_data.get("claim_contents", (None, None))
    if kept is not claims or len(contents) != len(claims):
        spans = [
            (-1, -1) if claim.content_start is None else (claim.content_start, claim.content_end) for claim in claims
        ]
        contents = np.array(spans, np.int64).reshape(-1, 2)
        doc.user_data["claim_contents"] = claims, contents
    return contents


def attribution_of(doc: Doc, start: int, end: int, *, named: bool = False) -> Attribution:
    """The innermost claim of the doc whose content holds (the middle of) the passage [start, end).

    Args:
        doc: its `_.claims` are looked through.
        start: first character.
        end: character after the last.
        named: a claim that names its source goes before one that names nobody ("allegedly … , the agency reported").
    """
    found = [
        Attribution(index, doc._.claims[index].source, doc._.claims[index].text)
        for index in _holding(doc, start, end)
    ]
    for one in found:
        if one.source is not None or not named:
            return one
    return found[0] if found else Attribution(None, None, None)
