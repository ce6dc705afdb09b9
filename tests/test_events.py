"""Records grouped into events: cautiously, explained, and open to a reader's word."""

from __future__ import annotations

import datetime
import random
from typing import Any

import pandas as pd
import pytest

from analysis import grouping, tables
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


DATES = (None, "2024", "2024-04", "2024-W19", "2024-05-07", "2024-05-12", "2024-06-09", "2024-06-10", "2023-12-31")


def drawn(chance: random.Random, n: int) -> dict[str, Any]:
    """A report of one of few kinds, so that many fit each other."""
    doc = chance.randrange(12)
    return record(n, **{
        "doc_id": f"d{doc}", "sentence": chance.randrange(9), "date": chance.choice(DATES),
        "area": chance.choice(["military.arms", "diplomatic.visit"]), "item": chance.choice([None, "shells", "rifles"]),
        "participants": chance.choice([["IRN", "SYR"], ["IRN", "SYR", "UN"]]),
    })  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
def test_looking_only_at_groups_of_the_time_changes_no_group(seed: int) -> None:
    """Held against every group there is, a report joins the same one."""
    chance = random.Random(seed)
    days = {f"d{doc}": chance.choice([None, DAY, DAY + datetime.timedelta(doc * 9)]) for doc in range(12)}
    reports = [*map(grouping.Reports({}, days), (drawn(chance, n) for n in range(120)))]
    plain: list[list[grouping.Report]] = []
    for each in reports:
        joined = next((group for group in plain if all(grouping.fits(each, other) for other in group)), None)
        if joined is None:
            plain.append(joined := [])
        joined.append(each)
    assert grouping.groups(reports, (), ()) == plain
    assert 1 < len(plain) < len(reports)


def test_what_was_said_at_another_time_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the years, twice the comparisons."""
    fits, calls = grouping.fits, []
    monkeypatch.setattr(grouping, "fits", lambda a, b: calls.append(a) or fits(a, b))

    def compared(years: int) -> int:
        calls.clear()
        dated = [record(n, date=f"{1900 + n // 4}-0{1 + n % 4 * 2}-10") for n in range(4 * years)]
        undated = [record(n, doc_id=f"u{n}") for n in range(4 * years)]
        reports = [*map(grouping.Reports({}, {}), (*dated, *undated))]
        assert len(grouping.groups(reports, (), ())) == len(reports)
        return len(calls)

    assert compared(20) <= 2 * compared(10) + 4
