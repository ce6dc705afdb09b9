"""Events, not reports: records of cooperation that speak of the same thing, across sentences and documents.

Grouping is cautious, since two events kept apart mislead less than one made of two. Records join only when
every pair of them fits: the same parties by state, the same area and direction, items that do not differ, and
days that lie close together. `why` says in words what held the records together.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import pandas as pd
import pyarrow as pa

from analysis import tables
from analysis.grouping import Report, Reports, fits, groups
from analysis.independence import Origin, clusters_by_document, independent, origins
from analysis.rows import passage_id
from analysis.store import records
from analysis.tables import STAGES

AT_ONCE = 5_000  # rows held as Python's own while they are built
PRECISIONS = ("day", "week", "month", "year")
_STAGE_RANK = {stage: rank for rank, stage in enumerate(STAGES)}


def events(
    cooperation: pd.DataFrame,
    actors: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    together: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
) -> pd.DataFrame:
    """Records of cooperation grouped into events.

    Args:
        cooperation: table `cooperation`.
        actors: table `actors`; a person or body counts as the state it belongs to.
        documents: table `documents`; the day of publication dates a record whose text gives no date.
        together: pairs of record ids that a reader says are one event.
        apart: pairs of record ids that a reader says are two.

    Returns:
        One row an event, by date, undated ones last. Columns: event_id, area, item (or None), parties, givers,
        receivers (lists of ids, by state), date_start, date_end (ISO days or None), precision (day, month, year or
        None), date_from (text, published or None), stage (furthest that is affirmed), asserted_by, alleged_by,
        denied_by (lists; "the article" where the text itself says it), certainty (surest), n_records,
        n_documents, n_independent (counts), corroborated (bool: two independent sources state it), records, documents (lists of ids), why (text).
    """
    found = table(
        records(cooperation),
        records(actors),
        records(documents),
        together=together,
        apart=apart,
        clusters=lambda ids: clusters_by_document(documents[documents["doc_id"].isin(ids)]),
    )
    return pd.DataFrame(found.to_pylist(), columns=found.schema.names)


def table(
    cooperation: Iterable[Mapping[str, Any]],
    actors: Iterable[Mapping[str, Any]],
    documents: Iterable[Mapping[str, Any]],
    *,
    together: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
    clusters: Callable[[set[str]], pd.DataFrame],
) -> pa.Table:
    """`events` of rows that come one at a time: of the records, only what an event tells is held.

    Args:
        cooperation: rows of table `cooperation`.
        actors: rows of table `actors`.
        documents: rows of table `documents`, which need no texts.
        together: pairs of record ids that a reader says are one event.
        apart: pairs of record ids that a reader says are two.
        clusters: gives what `clusters_by_document` gives of the documents with these ids.
    """
    country = {row["actor_id"]: row["country"] or row["actor_id"] for row in actors}
    published = {row["doc_id"]: row["published"] for row in documents}
    rows = _rows(cooperation, country, published, together, apart, clusters)
    built = [tables.build("events", some) for some in iter(lambda: list(itertools.islice(rows, AT_ONCE)), [])]
    found = pa.concat_tables([*built, tables.contract("events").empty_table()])
    return found.sort_by([("date_start", "ascending"), ("event_id", "ascending")])


def _rows(
    cooperation: Iterable[Mapping[str, Any]],
    country: Mapping[str, str],
    published: Mapping[str, datetime.date | None],
    together: Iterable[tuple[str, str]],
    apart: Iterable[tuple[str, str]],
    clusters: Callable[[set[str]], pd.DataFrame],
) -> Iterator[dict[str, Any]]:
    """The rows of `table` in no order, one at a time."""
    # by day and document, not by file: where articles lie, and what they are called, must not decide what joins what
    reports = sorted(
        map(Reports(country, published), cooperation),
        key=lambda each: (_day(published.get(each.record["doc_id"])), each.record["doc_id"]),
    )
    found = groups(reports, [frozenset(pair) for pair in together], {frozenset(pair) for pair in apart})
    # only documents that share an event can be copies that matter here
    named = (_documents(group) for group in found)
    beside = {doc for ids in named if len(ids) > 1 for doc in ids}
    known = origins(clusters(beside))
    for group in found:
        yield _event(group, known)


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


def _day(published: Any) -> datetime.date:
    """A day of publication to sort by; articles without one come last."""
    return published if isinstance(published, datetime.date) else datetime.date.max
