"""Records grouped into events: cautiously, explained, and open to a reader's word."""

from __future__ import annotations

import datetime
from typing import Any

import pandas as pd
import pytest

from analysis import tables
from analysis.events import events

DAY = datetime.date(2024, 5, 10)


def record(n: int, **fields: Any) -> dict[str, Any]:
    base = {
        "cooperation_id": f"co-0000000{n}-0000000000", "doc_id": "d1", "sentence": n, "area": "military.arms",
        "item": "artillery shells", "givers": ["IRN"], "receivers": ["SYR"], "participants": ["IRN", "SYR"],
        "stage": "realised", "polarity": "affirmed", "certainty": "certain", "source": None, "date": None,
    }  # fmt: skip
    return base | fields


def grouped(
    *records: dict[str, Any], dates: dict[str, datetime.date | None] | None = None, **options: Any
) -> list[dict[str, Any]]:
    names = {row["doc_id"] for row in records}
    days = dates or {}
    documents = pd.DataFrame([
        {"doc_id": doc, "path": f"{doc}.txt", "text": f"text of {doc} " * 20, "source": f"Paper {doc}", "published": days.get(doc, DAY)}
        for doc in sorted(names)
    ])  # fmt: skip
    actors = pd.DataFrame(
        [
            {"actor_id": one, "country": country}
            for one, country in (("IRN", "IRN"), ("SYR", "SYR"), ("iran-air", "IRN"), ("UN", None))
        ]
    )
    frame = pd.DataFrame(records, columns=tables.contract("cooperation").names)
    return events(frame, actors, documents, **options).to_dict("records")


def test_two_reports_of_one_delivery_are_one_event() -> None:
    (event,) = grouped(record(1), record(2, doc_id="d2", item="shells", source="ISR", certainty="probable"))
    assert (event["n_records"], event["n_documents"], event["n_independent"]) == (2, 2, 2)
    assert (event["asserted_by"], event["alleged_by"]) == (["the article"], ["ISR"])
    assert "the same parties and area" in event["why"]


def test_a_body_counts_as_its_state() -> None:
    (event,) = grouped(record(1), record(2, givers=["iran-air"], participants=["iran-air", "SYR"]))
    assert event["parties"] == ["IRN", "SYR"]


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"area": "humanitarian"}, "another area"),
        ({"participants": ["IRN", "SYR", "UN"]}, "another party"),
        ({"givers": ["SYR"], "receivers": ["IRN"]}, "the other way"),
        ({"item": "rifles"}, "another item"),
        ({"date": "2021-03-04"}, "years before"),
        ({"date": "2024"}, "any day of the year"),
        ({"sentence": 30}, "far apart in an article that dates neither"),
    ],
)
def test_what_differs_keeps_two_events_apart(other: dict[str, Any], why: str) -> None:
    assert len(grouped(record(1), record(2, **other))) == 2, why


def test_undated_articles_are_never_joined() -> None:
    found = grouped(record(1), record(2, doc_id="d2"), dates={"d1": None, "d2": None})
    assert [event["date_start"] for event in found] == [None, None]


def test_a_denial_stands_beside_the_assertion() -> None:
    (event,) = grouped(record(1, source="ISR"), record(2, polarity="negated", source="IRN"))
    assert (event["asserted_by"], event["denied_by"], event["stage"]) == (["ISR"], ["IRN"], "realised")


def test_the_furthest_affirmed_stage_counts() -> None:
    (event,) = grouped(
        record(1, stage="proposed"), record(2, stage="agreed"), record(3, stage="ended", polarity="negated")
    )
    assert event["stage"] == "agreed"


@pytest.mark.parametrize(
    ("date", "bounds"),
    [
        ("2024-05-09", ("2024-05-09", "2024-05-09", "day")),
        ("2024-02", ("2024-02-01", "2024-02-29", "month")),
        ("2023-12", ("2023-12-01", "2023-12-31", "month")),
        ("2019", ("2019-01-01", "2019-12-31", "year")),
        ("2020-W53", ("2020-12-28", "2021-01-03", "week")),
        ("9999-12", ("2024-05-10", "2024-05-10", "day")),
        ("P3M", ("2024-05-10", "2024-05-10", "day")),
        ("2019-99", ("2024-05-10", "2024-05-10", "day")),
    ],
)
def test_dates_keep_their_precision(date: str, bounds: tuple[str, str, str]) -> None:
    (event,) = grouped(record(1, date=date))
    assert (event["date_start"], event["date_end"], event["precision"]) == bounds


def test_a_reader_joins_and_splits() -> None:
    first, second = record(1), record(2, item="rifles")
    pair = (first["cooperation_id"], second["cooperation_id"])
    assert len(grouped(first, second, together=[pair])) == 1
    assert len(grouped(record(1), record(2), apart=[pair])) == 2


def test_no_records_no_events() -> None:
    empty = {
        name: pd.DataFrame(columns=tables.contract(name).names) for name in ("cooperation", "actors", "documents")
    }
    assert events(**empty).empty


def test_the_order_of_records_changes_no_group() -> None:
    rows = [record(1), record(2, doc_id="d2"), record(3, item="rifles"), record(4, doc_id="d2", item="rifles")]
    assert {frozenset(e["records"]) for e in grouped(*rows)} == {
        frozenset(e["records"]) for e in grouped(*rows[::-1])
    }
