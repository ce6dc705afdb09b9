"""What independent sources bear out: counts both ways, and where one says what another denies."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pandas as pd

from analysis.asking import Table, only
from analysis.behind import references
from analysis.independence import clusters_by_document, independent, origins
from analysis.run import rows
from analysis.views.names import Names
from analysis.wording import ACTION_WORDS, AREA_WORDS

MOST = 1000  # articles of which near-copies are looked for; comparing many takes long
_COUNTED = ("claims", "sanctions", "cooperation")


def counts_both_ways(documents: Table, claims: Table, sanctions: Table, cooperation: Table) -> pd.DataFrame:
    """How many documents and records there are, all of them and without reprints and near-copies.

    Args:
        documents: table `documents`, with the texts.
        claims, sanctions, cooperation: tables of these names.

    Returns:
        One row a table. Columns: table (str), all, independent (int64, count: those in the first article of each cluster
        of near-copies). No rows where there are more than `MOST` articles, which are not compared.
    """
    lines: list[tuple[str, int, int]] = []
    if len(documents) <= MOST:
        clusters = clusters_by_document(only(documents, "doc_id", "path", "text", "published", "source"))
        first = set(clusters["cluster"])
        lines.append(("documents", len(documents), len(first)))
        for name, frame in zip(_COUNTED, (claims, sanctions, cooperation), strict=True):
            lines.append((name, len(frame), int(only(frame, "doc_id")["doc_id"].isin(first).sum())))
        lines.append(("sources", len(documents), independent(origins(clusters).values())))
    return pd.DataFrame(lines, columns=["table", "all", "independent"]).astype(
        {"all": "int64", "independent": "int64"}
    )


def disagreements(
    events: pd.DataFrame,
    cooperation: pd.DataFrame,
    sanctions: pd.DataFrame,
    documents: Table,
    actors: Table,
) -> pd.DataFrame:
    """What is asserted here and denied there, side by side: events of cooperation, and sanctions of the same parties.

    Args:
        events: table `events`.
        cooperation: table `cooperation`, for the sentences.
        sanctions: table `sanctions`; statements on the same imposers, targets and action are held against each other.
        documents: table `documents`, for publishers and titles.
        actors: table `actors`, for names.

    Returns:
        One row a disagreement. Columns: what, asserted_by, asserted (sentence), asserted_in (article), denied_by, denied
        (sentence), denied_in (article; all str), more (int64, count: further statements on either side), records
        (references, of the two sentences first).
    """
    known = Names(actors)
    home = {
        row.doc_id: " · ".join(str(part) for part in (row.source, row.title or row.path) if isinstance(part, str))
        for row in rows(only(documents, "doc_id", "source", "title", "path"))
    }
    by_id = {row.cooperation_id: row for row in rows(cooperation)}
    place = dict(zip(cooperation["cooperation_id"], references(cooperation), strict=True))
    lines = []
    for event in rows(events):
        if event.denied_by and (event.asserted_by or event.alleged_by):
            members = [by_id[one] for one in event.records if one in by_id]
            what = f"{AREA_WORDS[event.area]}: {' – '.join(known.name(one) for one in event.parties)}"
            lines += _side_by_side(what, [(row, place[row.cooperation_id]) for row in members], known, home)
    groups: dict[tuple, list[tuple[Any, list[str]]]] = defaultdict(list)
    for row, refs in zip(rows(sanctions), references(sanctions), strict=True):
        imposers, targets = (tuple(sorted(known.keys(ids, by_state=True))) for ids in (row.imposers, row.targets))
        if targets:
            groups[imposers, targets, row.action].append((row, refs))
    for (imposers, targets, action), told in groups.items():
        if {row.polarity for row, _ in told} == {"affirmed", "negated"}:
            who = f" of {', '.join(map(known.name, imposers))}" if imposers else ""
            what = f"sanctions{who} on {', '.join(map(known.name, targets))}: statements that {ACTION_WORDS[action]}"
            lines += _side_by_side(what, told, known, home)
    columns = [
        "what",
        "asserted_by",
        "asserted",
        "asserted_in",
        "denied_by",
        "denied",
        "denied_in",
        "more",
        "records",
    ]
    return pd.DataFrame(lines, columns=columns).astype({"more": "int64"})


def _side_by_side(what: str, told: list[tuple[Any, list[str]]], known: Names, home: dict[str, str]) -> list[tuple]:
    """One line: the surest assertion beside the first denial; none where one side is missing."""
    affirmed = sorted(
        (one for one in told if one[0].polarity == "affirmed"), key=lambda one: one[0].certainty != "certain"
    )
    negated = [one for one in told if one[0].polarity == "negated"]
    if not affirmed or not negated:
        return []
    (yes, yes_refs), (no, no_refs) = affirmed[0], negated[0]
    refs = [*yes_refs, *no_refs, *(ref for _, more in (*affirmed[1:], *negated[1:]) for ref in more)]
    return [
        (what, known.said_by(yes.source), yes.evidence, home.get(yes.doc_id, ""), known.said_by(no.source), no.evidence,
         home.get(no.doc_id, ""), len(told) - 2, refs)
    ]  # fmt: skip
