"""Events, not reports: records of cooperation that speak of the same thing, across sentences and documents.

Grouping is cautious, since two events kept apart mislead less than one made of two. Records join only when
every pair of them fits: the same parties by state, the same area and direction, items that do not differ, and
days that lie close together. `why` says in words what held the records together.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from analysis import tables
from analysis.independence import Origin, clusters_by_document, independent, origins
from analysis.rows import passage_id
from analysis.store import records
from analysis.tables import STAGES

# days between two reports of one event, by area: a visit is over in days, deliveries go on for weeks
WINDOW = {"diplomatic.visit": 7, "military.exercise": 14, "diplomatic.agreement": 14, "military.pact": 30}
DEFAULT_WINDOW = 30
PRECISIONS = ("day", "week", "month", "year")
NEAR = 4  # sentences between two undated reports in one article
_STAGE_RANK = {stage: rank for rank, stage in enumerate(STAGES)}
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?|-W(\d\d))?")
_WORD = re.compile(r"\w+")


class Report(NamedTuple):
    """One record, as far as grouping looks at it."""

    record: Mapping[str, Any]
    parties: frozenset[str]
    givers: frozenset[str]
    receivers: frozenset[str]
    item: frozenset[str]  # content words of the item
    first: datetime.date | None
    last: datetime.date | None
    precision: str | None  # day, month, year; None where no date is known
    date_from: str | None  # text or published


def events(
    cooperation: pd.DataFrame,
    actors: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    together: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
    texts: Callable[[set[str]], pd.DataFrame] | None = None,
) -> pd.DataFrame:
    """Records of cooperation grouped into events.

    Args:
        cooperation: table `cooperation`.
        actors: table `actors`; a person or body counts as the state it belongs to.
        documents: table `documents`; the day of publication dates a record whose text gives no date.
        together: pairs of record ids that a reader says are one event.
        apart: pairs of record ids that a reader says are two.
        texts: gives the rows of table `documents` with these ids, where `documents` itself holds no texts; only
            documents that share an event are asked for.

    Returns:
        One row an event, by date, undated ones last. Columns: event_id, area, item (or None), parties, givers,
        receivers (lists of ids, by state), date_start, date_end (ISO days or None), precision (day, month, year or
        None), date_from (text, published or None), stage (furthest that is affirmed), asserted_by, alleged_by,
        denied_by (lists; "the article" where the text itself says it), certainty (surest), n_records,
        n_documents, n_independent (counts), corroborated (bool: two independent sources state it), records, documents (lists of ids), why (text).
    """
    country = {row["actor_id"]: row["country"] or row["actor_id"] for row in records(actors)}
    published = {row["doc_id"]: row["published"] for row in records(documents)}
    # by day and document, not by file: where articles lie, and what they are called, must not decide what joins what
    order = sorted(records(cooperation), key=lambda record: (_day(published.get(record["doc_id"])), record["doc_id"]))
    reports = [_report(record, country, published) for record in order]
    groups = _groups(reports, {frozenset(pair) for pair in together}, {frozenset(pair) for pair in apart})
    # only documents that share an event can be copies that matter here
    named = [_documents(group) for group in groups]
    shared = {doc for ids in named if len(ids) > 1 for doc in ids}
    clusters = clusters_by_document(texts(shared) if texts else documents[documents["doc_id"].isin(shared)])
    known = origins(clusters)
    rows = [_event(group, known) for group in groups]
    rows.sort(key=lambda row: (row["date_start"] is None, row["date_start"] or "", row["event_id"]))
    return pd.DataFrame(rows, columns=tables.contract("events").names)


def fits(a: Report, b: Report) -> str | None:
    """Why the two may speak of the same event, None where something speaks against it."""
    if a.record["area"] != b.record["area"] or a.parties != b.parties or len(a.parties) < 2:
        return None
    if a.givers and b.givers and (a.givers != b.givers or a.receivers != b.receivers):
        return None
    if a.item and b.item and not a.item & b.item:
        return None
    same_text = a.record["doc_id"] == b.record["doc_id"]
    if same_text and "text" not in (a.date_from, b.date_from):
        # an article on four summits of two states names them far from each other; without days, only nearness tells
        if abs(int(a.record["sentence"]) - int(b.record["sentence"])) > NEAR:
            return None
    when = _same_time(a, b, same_text)
    if when is None:
        return None
    what = "the same item" if a.item & b.item else "no item that differs"
    return f"the same parties and area, {what}, {when}"


def _same_time(a: Report, b: Report, same_text: bool) -> str | None:
    if a.first is None or b.first is None:
        return "one article that dates neither" if same_text and a.first == b.first else None
    if same_text and a.date_from == b.date_from == "published":
        return "one article"
    assert a.last is not None and b.last is not None
    gap = max(a.first, b.first) - min(a.last, b.last)
    window = WINDOW.get(str(a.record["area"]), DEFAULT_WINDOW)
    if a.date_from == b.date_from == "text" and a.precision == b.precision == "day":
        window = min(window, 3)  # two days that the texts themselves name
    if "year" in (a.precision, b.precision) and a.precision != b.precision:
        return None  # "in 2019" beside a day of 2019 may be any other act of that year
    return "days that lie close together" if gap.days <= window else None


def _groups(reports: list[Report], together: set[frozenset], apart: set[frozenset]) -> list[list[Report]]:
    """Greedy complete linkage in the order of the reports: a report joins a group only if it fits every member."""
    by_key: dict[tuple, list[list[Report]]] = {}
    order: list[list[Report]] = []
    by_hand: dict[str, list[Report]] = {}
    for report in reports:
        mine = report.record["cooperation_id"]
        groups = by_key.setdefault((report.record["area"], report.parties), [])
        bound = [by_hand[other] for pair in together if mine in pair for other in pair - {mine} if other in by_hand]
        joined = bound[0] if bound else next((group for group in groups if _all_fit(report, group, apart)), None)
        if joined is None:
            joined = []
            groups.append(joined)
            order.append(joined)
        joined.append(report)
        by_hand[mine] = joined
    return order


def _all_fit(report: Report, group: list[Report], apart: set[frozenset]) -> bool:
    mine = report.record["cooperation_id"]
    return all(
        fits(report, other) and frozenset((mine, other.record["cooperation_id"])) not in apart for other in group
    )


def _report(record: dict[str, Any], country: Mapping[str, str], published: Mapping[str, Any]) -> Report:
    def states(column: str) -> frozenset[str]:
        return frozenset(country.get(one, one) for one in record[column])

    first, last, precision = _bounds(record["date"])
    date_from: str | None = "text"
    if first is None:
        day = published.get(record["doc_id"])
        # a plan or a wish has no day of its own, but it was spoken of on the day of publication
        first, last, precision, date_from = (
            (day, day, "day", "published") if isinstance(day, datetime.date) else (None,) * 4
        )
    item = frozenset(word for word in _WORD.findall((record["item"] or "").casefold()) if len(word) > 2)
    return Report(
        record, states("participants"), states("givers"), states("receivers"), item, first, last, precision, date_from
    )


def _day(published: Any) -> datetime.date:
    """A day of publication to sort by; articles without one come last."""
    return published if isinstance(published, datetime.date) else datetime.date.max


def _bounds(date: str | None) -> tuple[datetime.date | None, datetime.date | None, str | None]:
    """First and last day of `2023`, `2023-07`, `2023-W30` or `2023-07-27`, with its precision."""
    found = _DATE.fullmatch(date) if isinstance(date, str) else None
    if not found:
        return None, None, None
    year, month, day, week = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        if week:
            return datetime.date.fromisocalendar(year, week, 1), datetime.date.fromisocalendar(year, week, 7), "week"
        if month and day:
            only = datetime.date(year, month, day)
            return only, only, "day"
        if month:
            following = datetime.date(year + month // 12, month % 12 + 1, 1)
            return datetime.date(year, month, 1), following - datetime.timedelta(days=1), "month"
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31), "year"
    except ValueError:  # the 31st of June
        return None, None, None


def _event(group: list[Report], origin: Mapping[str, Origin]) -> dict[str, Any]:
    members = [report.record for report in group]
    first = group[0]
    dated = [report for report in group if report.date_from == "text"] or [r for r in group if r.first is not None]
    sharpest = min((r.precision for r in dated if r.precision), key=PRECISIONS.index, default=None)
    sharp = [report for report in dated if report.precision == sharpest]
    affirmed = [record for record in members if record["polarity"] == "affirmed"]
    directed = next((report for report in group if report.givers), first)
    documents = _documents(group)
    items = [record["item"] for record in members if record["item"]]
    whys = [why for report in group[1:] if (why := fits(first, report))]
    return {
        "event_id": f"ev-{passage_id(*sorted(record['cooperation_id'] for record in members))}",
        "area": first.record["area"],
        "item": max(items, key=len) if items else None,
        "parties": sorted(first.parties),
        "givers": sorted(directed.givers),
        "receivers": sorted(directed.receivers),
        "date_start": min(str(report.first) for report in sharp) if sharp else None,
        "date_end": max(str(report.last) for report in sharp) if sharp else None,
        "precision": sharpest,
        "date_from": sharp[0].date_from if sharp else None,
        "stage": max((record["stage"] for record in affirmed or members), key=_STAGE_RANK.__getitem__),
        "asserted_by": _who(record for record in affirmed if record["certainty"] == "certain"),
        "alleged_by": _who(record for record in affirmed if record["certainty"] != "certain"),
        "denied_by": _who(record for record in members if record["polarity"] == "negated"),
        "certainty": min(
            (record["certainty"] for record in affirmed or members), key=("certain", "probable", "possible").index
        ),
        "n_records": len(members),
        "n_documents": len(documents),
        "n_independent": independent(origin[doc] for doc in documents) if len(documents) > 1 else 1,
        "corroborated": _corroborated(affirmed, origin),
        "records": [record["cooperation_id"] for record in members],
        "documents": documents,
        "why": "one record" if len(group) == 1 else f"{len(group)} records: {(whys or ['joined by a reader'])[0]}",
    }


def _corroborated(affirmed: Iterable[Mapping[str, Any]], origin: Mapping[str, Origin]) -> bool:
    """Whether two sources that are independent in publisher and text state it as certain."""
    stating = {str(record["doc_id"]) for record in affirmed if record["certainty"] == "certain"}
    return len(stating) > 1 and independent(origin[doc] for doc in stating) > 1


def _documents(group: list[Report]) -> list[str]:
    return list(dict.fromkeys(str(report.record["doc_id"]) for report in group))


def _who(records: Iterable[Mapping[str, Any]]) -> list[str]:
    """Sources in order of appearance; the article where it says so itself."""
    return list(
        dict.fromkeys(record["source"] if isinstance(record["source"], str) else "the article" for record in records)
    )
