"""What is said about sanctions: who imposes them on whom, what is done about them, when."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from analysis.asking import Table
from analysis.behind import Behind, beside, gathered, references
from analysis.run import rows
from analysis.tables import ACTIONS, CERTAINTIES, MEASURES
from analysis.views.names import Names
from analysis.views.periods import Scale, dated

UNSAID = "(not said)"


def sanctions_by_pair(
    sanctions: pd.DataFrame, actors: Table, *, top: int = 15, by_state: bool = True
) -> pd.DataFrame:
    """Statements about sanctions of each imposer on each target.

    A statement with several imposers or targets counts for each of their pairs, so the sum may exceed the
    number of statements. What the text does not say is `(not said)`.

    Args:
        sanctions: table `sanctions`.
        actors: table `actors`, for names and states.
        top: imposers, and targets, kept, ranked by statements, ties by name; `(not said)` is always kept.
        by_state: people and organisations count for the state they serve.

    Returns:
        One row an imposer and target of whom something is said.
        Columns: imposer, target (str), statements (int64, count), certain (int64, count: those that the text
        states as certain), records (references).
    """
    known = Names(actors)
    counted: Counter[tuple[str, str]] = Counter()
    sure: Counter[tuple[str, str]] = Counter()
    behind = Behind()
    for row, refs in zip(rows(sanctions), references(sanctions), strict=True):
        imposers, targets = (  # by name: two actors of one name share a cell of the picture
            list(dict.fromkeys(map(known.name, known.keys(ids, by_state=by_state)))) or [""]
            for ids in (row.imposers, row.targets)
        )
        for pair in [(one, other) for one in imposers for other in targets]:
            counted[pair] += 1
            behind.add(pair, refs)
            sure[pair] += row.certainty == "certain"
    keep = [_first(_sums(counted, side), top) for side in (0, 1)]
    lines = [
        (one or UNSAID, other or UNSAID, number, sure[one, other], behind[one, other])
        for (one, other), number in counted.items()
        if one in keep[0] and other in keep[1]
    ]
    view = pd.DataFrame(lines, columns=["imposer", "target", "statements", "certain", "records"])
    view = view.astype({"statements": "int64", "certain": "int64"})
    return view.sort_values(["statements", "imposer", "target"], ascending=[False, True, True]).reset_index(drop=True)


def _sums(counted: Counter[tuple[str, str]], side: int) -> Counter[str]:
    sums: Counter[str] = Counter()
    for pair, number in counted.items():
        sums[pair[side]] += number
    return sums


def _first(sums: Counter[str], top: int) -> set[str]:
    named = sorted((name for name in sums if name), key=lambda name: (-sums[name], name))
    return {"", *named[:top]}


def sanctions_by_measure(sanctions: pd.DataFrame) -> pd.DataFrame:
    """Statements about sanctions by what is restricted, what is done about it, and how sure the text is.

    Args:
        sanctions: table `sanctions`.

    Returns:
        One row a measure, action and certainty that occur together, in the order of their codes.
        Columns: measure, action, certainty (str), statements, negated (int64, count: those that the text
        says are not so), records (references).
    """
    return counts(sanctions, {"measure": MEASURES, "action": ACTIONS, "certainty": CERTAINTIES})


def counts(records: pd.DataFrame, codes: dict[str, tuple[str, ...]]) -> pd.DataFrame:
    """Statements (events, where the rows are events), and how many of them are negated, for each combination of codes."""
    negated = (records["polarity"] == "negated").astype("int64")
    lines = records.assign(negated=negated, records=beside(records))
    grouped = lines.groupby(list(codes), as_index=False)
    number = unit(records)
    view = grouped.agg(**{number: ("doc_id", "size")}, negated=("negated", "sum"), records=("records", gathered))
    for column, order in codes.items():
        view[column] = pd.Categorical(view[column], order)
    view = view.sort_values(list(codes)).reset_index(drop=True)
    return view.astype({**{column: object for column in codes}, number: "int64", "negated": "int64"})


def unit(records: pd.DataFrame) -> str:
    """What one row is: an event, where events are counted, else a statement."""
    return "events" if "event_id" in records else "statements"


def sanctions_by_period(sanctions: pd.DataFrame, documents: Table) -> pd.DataFrame:
    """Statements about sanctions per month (year, decade), by what is done about them.

    A statement stands at the date that the text gives the act, else at its article's day of publication.
    Those without either, or dated less precisely than the period, are left out.

    Args:
        sanctions: table `sanctions`.
        documents: table `documents`.

    Returns:
        One row a period and action, periods without statements included as 0.
        Columns: period, action (str), statements, by_publication (int64, count: placed by day of publication),
        records (references).
    """
    placed = dated(sanctions, documents)
    scale = Scale(placed["span"])
    placed["period"] = [scale.place(each) for each in placed["span"]]
    placed = placed[placed["period"].notna()]
    places = list(zip(placed["period"], placed["action"], strict=True))
    counted, behind = Counter(places), Behind(zip(places, references(placed), strict=True))
    loose = placed[placed["dated_by"] == "publication"]
    published = Counter(zip(loose["period"], loose["action"], strict=True))
    kept = [action for action in ACTIONS if action in set(placed["action"])]
    lines = [
        (each, action, counted[each, action], published[each, action], behind[each, action])
        for each in scale.periods
        for action in kept
    ]
    view = pd.DataFrame(lines, columns=["period", "action", "statements", "by_publication", "records"])
    return view.astype({"statements": "int64", "by_publication": "int64"})
