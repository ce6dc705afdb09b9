"""Who cooperates with whom: in which areas, in which direction, how far, how sure."""

from __future__ import annotations

import datetime
from collections import Counter
from itertools import combinations
from typing import Any

import pandas as pd

from analysis.asking import Table
from analysis.behind import Behind, gathered, references
from analysis.errors import ParameterError
from analysis.run import rows
from analysis.tables import AREAS, CERTAINTIES, STAGES
from analysis.views.names import Names
from analysis.views.periods import Scale, dated
from analysis.views.sanctions import counts, unit


def counted(cooperation: pd.DataFrame, events: pd.DataFrame, *, unit: str = "events") -> pd.DataFrame:
    """What the views below count: events, each once however many sentences speak of it, or statements.

    Args:
        cooperation: table `cooperation`.
        events: table `events`.
        unit: `events` or `statements`.

    Returns:
        For `statements` the table as it is. For `events` one row an event with the columns that the views read:
        event_id, doc_id (the first document), area, item, givers, receivers, participants (by state), stage (the
        furthest), certainty (the surest), polarity (negated where nobody affirms it), date (str, or None where the text
        gives none), records (references to the statements behind it).

    Raises:
        ParameterError: `unit` is something else.
    """
    if unit == "statements":
        return cooperation
    if unit != "events":
        raise ParameterError(f"parameter 'unit' must be events or statements; it is {unit!r}")
    place = dict(zip(cooperation["cooperation_id"], references(cooperation), strict=True))
    lines = [
        {
            "event_id": row.event_id, "doc_id": row.documents[0], "area": row.area, "item": row.item,
            "givers": row.givers, "receivers": row.receivers, "participants": row.parties, "stage": row.stage,
            "certainty": row.certainty, "date": _date(row), "records": gathered(place.get(one, []) for one in row.records),
            "polarity": "affirmed" if row.asserted_by or row.alleged_by else "negated",
        }
        for row in rows(events)
    ]  # fmt: skip
    columns = "event_id doc_id area item givers receivers participants stage certainty polarity date records".split()
    return pd.DataFrame(lines, columns=columns).astype(object)


def _date(event: Any) -> str | None:
    """The date of an event as its records give it: as precise as the text, None where only publication dates it."""
    if event.date_from != "text" or not isinstance(event.date_start, str):
        return None
    if event.precision == "week":
        year, week, _ = datetime.date.fromisoformat(event.date_start).isocalendar()
        return f"{year}-W{week:02}"
    return event.date_start[: {"year": 4, "month": 7, "day": 10}[event.precision]]


def cooperation_by_area(cooperation: pd.DataFrame) -> pd.DataFrame:
    """Statements about cooperation by area, stage and how sure the text is; events, where `counted` gave them.

    Args:
        cooperation: table `cooperation`, or what `counted` gave.

    Returns:
        One row an area, stage and certainty that occur together, in the order of their codes.
        Columns: area, stage, certainty (str), statements (or events), negated (int64, count), records (references).
    """
    return counts(cooperation, {"area": AREAS, "stage": STAGES, "certainty": CERTAINTIES})


def flows_by_area(cooperation: pd.DataFrame, actors: Table, *, top: int = 15, by_state: bool = True) -> pd.DataFrame:
    """What flows from whom to whom: statements by giver, receiver, area and certainty.

    A statement with several givers or receivers counts for each pair. A visit flows from visitor to host.

    Args:
        cooperation: table `cooperation`, or what `counted` gave; statements without both a giver and a receiver are left out.
        actors: table `actors`, for names and states.
        top: pairs kept, ranked by statements, ties by name.
        by_state: people and organisations count for the state they serve.

    Returns:
        One row a giver, receiver, area and certainty, the most frequent pair first.
        Columns: giver, receiver, area, certainty (str), statements (or events; int64, count), items (str: what flows),
        records (references).
    """
    known = Names(actors)
    counted: Counter[tuple[str, str, str, str]] = Counter()
    items: dict[tuple[str, str, str, str], dict[str, None]] = {}
    behind = Behind()
    for row, refs in zip(rows(cooperation), references(cooperation), strict=True):
        givers, receivers = known.keys(row.givers, by_state=by_state), known.keys(row.receivers, by_state=by_state)
        for one, other in [(one, other) for one in givers for other in receivers if one != other]:
            key = (known.name(one), known.name(other), str(row.area), str(row.certainty))
            counted[key] += 1
            behind.add(key, refs)
            if isinstance(row.item, str):
                items.setdefault(key, {})[row.item] = None
    pairs: Counter[tuple[str, str]] = Counter()
    for key, number in counted.items():
        pairs[key[:2]] += number
    ranked = sorted(pairs, key=lambda pair: (-pairs[pair], pair))[:top]
    order = sorted(
        (key for key in counted if key[:2] in ranked),
        key=lambda key: (ranked.index(key[:2]), AREAS.index(key[2]), CERTAINTIES.index(key[3])),
    )
    lines = [(*key, counted[key], ", ".join(items.get(key, {})), behind[key]) for key in order]
    measure = unit(cooperation)
    columns = ["giver", "receiver", "area", "certainty", measure, "items", "records"]
    return pd.DataFrame(lines, columns=columns).astype({measure: "int64"})


def dyads(cooperation: pd.DataFrame, actors: Table) -> pd.DataFrame:
    """Each pair of states or bodies that take part in the same statement.

    People and organisations stand for their state; pairs within one state are none.

    Args:
        cooperation: table `cooperation`.
        actors: table `actors`, for names and states.

    Returns:
        One row a statement and pair, in the order of the statements.
        Columns: those of `cooperation`, and dyad (str, `A – B` in the order of their names).
    """
    known = Names(actors)
    pairs = [
        [" – ".join(pair) for pair in combinations(sorted(map(known.name, known.keys(ids, by_state=True))), 2)]
        for ids in cooperation["participants"]
    ]
    several = cooperation.assign(dyad=pd.Series(pairs, index=cooperation.index, dtype=object)).explode("dyad")
    return several[several["dyad"].notna()].reset_index(drop=True)


def dyads_by_period(cooperation: pd.DataFrame, documents: Table, actors: Table, *, top: int = 15) -> pd.DataFrame:
    """Statements about the cooperation of each pair of states per month (year, decade).

    A statement stands at the date that the text gives the act, else at its article's day of publication.

    Args:
        cooperation: table `cooperation`, or what `counted` gave.
        documents: table `documents`.
        actors: table `actors`, for names and states.
        top: pairs kept, ranked by statements, ties by name.

    Returns:
        One row a pair and period, periods without statements included as 0.
        Columns: dyad, period (str), statements (or events; int64, count), certain (int64, count), records
        (references).
    """
    placed = dated(dyads(cooperation, actors), documents)
    scale = Scale(placed["span"])
    placed["period"] = [scale.place(each) for each in placed["span"]]
    placed = placed[placed["period"].notna()]
    totals = Counter(placed["dyad"])
    ranked = sorted(totals, key=lambda pair: (-totals[pair], pair))[:top]
    places = list(zip(placed["dyad"], placed["period"], strict=True))
    counted, behind = Counter(places), Behind(zip(places, references(placed), strict=True))
    sure = placed[placed["certainty"] == "certain"]
    certain = Counter(zip(sure["dyad"], sure["period"], strict=True))
    lines = [
        (pair, each, counted[pair, each], certain[pair, each], behind[pair, each])
        for pair in ranked
        for each in scale.periods
    ]
    number = unit(cooperation)
    view = pd.DataFrame(lines, columns=["dyad", "period", number, "certain", "records"])
    return view.astype({number: "int64", "certain": "int64"})
