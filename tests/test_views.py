"""Views count hand-made tables, in one stated order, and empty tables give empty views of the same columns."""

from __future__ import annotations

import datetime

import pandas as pd
import pytest

from analysis import views
from analysis.views.names import Names
from analysis.views.periods import Scale, span
from tests.handmade import actors, document, mention, table

DAY = datetime.date


@pytest.mark.parametrize(
    ("value", "first", "last", "precision"),
    [
        ("2023-07-27", DAY(2023, 7, 27), DAY(2023, 7, 27), "day"),
        ("2023-07-27T09:30", DAY(2023, 7, 27), DAY(2023, 7, 27), "day"),
        ("2024-02", DAY(2024, 2, 1), DAY(2024, 2, 29), "month"),
        ("2023", DAY(2023, 1, 1), DAY(2023, 12, 31), "year"),
        ("2023-W01", DAY(2023, 1, 2), DAY(2023, 1, 8), "week"),
        ("2023-Q3", DAY(2023, 7, 1), DAY(2023, 9, 30), "quarter"),
        ("2023-H2", DAY(2023, 7, 1), DAY(2023, 12, 31), "half"),
        ("2023-SU", DAY(2023, 6, 1), DAY(2023, 8, 31), "season"),
        ("199X", DAY(1990, 1, 1), DAY(1999, 12, 31), "decade"),
        ("199", DAY(1990, 1, 1), DAY(1999, 12, 31), "decade"),
        ("19", DAY(1900, 1, 1), DAY(1999, 12, 31), "century"),
        (DAY(2023, 7, 27), DAY(2023, 7, 27), DAY(2023, 7, 27), "day"),
    ],
)
def test_span_covers_the_days_of_a_value(value: object, first: DAY, last: DAY, precision: str) -> None:
    assert span(value) == (first, last, precision)


@pytest.mark.parametrize(
    "value", [None, "", "PAST_REF", "P2Y", "2023-13", "2023-02-30", "XXXX", "0", "next", float("nan"), "²³"]
)
def test_span_of_what_is_no_date_is_none(value: object) -> None:
    assert span(value) is None


def test_scale_suits_the_data_and_outliers_do_not_stretch_it() -> None:
    assert Scale([]).periods == []
    assert Scale([span("2023-11-03"), span("2024-01-09")]).periods == ["2023-11", "2023-12", "2024-01"]
    assert Scale([span("2015"), span("2017")]).periods == ["2015", "2016", "2017"]
    assert Scale([span("1905"), span("1990")]).unit == "decade"
    late = Scale([span("1950"), *[span(f"{year}") for year in range(2015, 2025)]])
    assert late.periods == ["before 2015", *map(str, range(2015, 2025))]
    assert late.place(span("1950")) == "before 2015"
    months = Scale([span("2023-07-03"), span("2023-08-03"), span("2023-09-01"), span("2023")])
    assert months.place(span("2023")) is None  # less precise than a month


def test_names_fall_back_to_the_usual_english_name_and_to_the_words() -> None:
    known = Names(actors("vladimir-putin"))
    assert [known.name(key) for key in ("vladimir-putin", "RUS", "FRA", "officials")] == [
        "Vladimir Putin", "Russia", "France", "officials",
    ]  # fmt: skip
    assert known.keys(["vladimir-putin", "RUS", "UN"], by_state=True) == ["RUS", "UN"]
    assert known.said_by(None) == known.said_by(float("nan")) == "the article itself"


def told(view: pd.DataFrame) -> list[list]:
    """The rows of a view without the references behind them."""
    return view.drop(columns="records").values.tolist()


def test_mentions_by_actor_ranks_by_mentions_then_documents_then_name() -> None:
    mentions = table(
        "mentions", mention("USA"), mention("RUS"), mention("RUS", doc="d2"), mention("CHN"), mention("USA", start=9)
    )  # fmt: skip
    view = views.mentions_by_actor(mentions, top=2)
    assert told(view) == [["RUS", "Russia", "state", 2, 2], ["USA", "United States", "state", 2, 1]]


def test_actors_by_company_counts_a_sentence_once_a_pair() -> None:
    mentions = table(
        "mentions", mention("RUS"), mention("RUS", start=9), mention("kim-jong-un"), mention("PRK", sentence=1),
        mention("vladimir-putin", sentence=1), mention("CHN", sentence=2),
    )  # fmt: skip
    known = actors("RUS", "PRK", "kim-jong-un", "vladimir-putin", "CHN")
    by_state = views.actors_by_company(mentions, known)
    assert by_state[["one", "other", "sentences", "documents"]].values.tolist() == [["North Korea", "Russia", 2, 1]]
    single = views.actors_by_company(mentions, known, by_state=False)
    assert single[["one", "other", "sentences"]].values.tolist() == [
        ["Kim Jong Un", "Russia", 1], ["North Korea", "Vladimir Putin", 1],
    ]  # fmt: skip


def test_actors_by_period_fills_periods_and_leaves_out_what_has_no_date() -> None:
    documents = table("documents", document("d1", "2023-11-02"), document("d2", "2024-01-20"), document("d3"))
    mentions = table("mentions", *[mention("RUS", doc=key) for key in ("d1", "d1", "d2", "d3")])
    assert told(views.actors_by_period(mentions, documents)) == [
        ["Russia", "2023-11", 1], ["Russia", "2023-12", 0], ["Russia", "2024-01", 1],
    ]  # fmt: skip


def test_sanctions_by_pair_counts_every_pair_and_keeps_what_is_not_said() -> None:
    sanctions = table(
        "sanctions", {"imposers": ["USA", "UN"], "targets": ["RUS"]}, {"targets": ["vladimir-putin"], "certainty": "possible"}
    )  # fmt: skip
    known = actors("USA", "UN", "RUS", "vladimir-putin")
    view = views.sanctions_by_pair(sanctions, known)
    assert told(view) == [
        ["(not said)", "Russia", 1, 0], ["United Nations", "Russia", 1, 1], ["United States", "Russia", 1, 1],
    ]  # fmt: skip
    single = views.sanctions_by_pair(sanctions, known, by_state=False)
    assert ["(not said)", "Vladimir Putin", 1, 0] in told(single)


def test_sanctions_by_measure_counts_codes_in_their_order() -> None:
    sanctions = table(
        "sanctions", {"action": "evade"}, {"action": "impose", "measure": "trade", "polarity": "negated"}, {"action": "evade"}
    )  # fmt: skip
    assert told(views.sanctions_by_measure(sanctions)) == [
        ["trade", "impose", "certain", 1, 1], ["general", "evade", "certain", 2, 0],
    ]  # fmt: skip


def test_sanctions_by_period_prefers_the_date_of_the_act() -> None:
    documents = table("documents", document("d1", "2024-03-01"), document("d2"))
    sanctions = table("sanctions", {"date": "2024-01-15"}, {"action": "ease"}, {"doc_id": "d2"})
    view = views.sanctions_by_period(sanctions, documents)
    assert told(view[view["statements"] > 0]) == [["2024-01", "impose", 1, 0], ["2024-03", "ease", 1, 1]]
    assert list(dict.fromkeys(view["period"])) == ["2024-01", "2024-02", "2024-03"]


def test_flows_keep_direction_area_and_items() -> None:
    cooperation = table(
        "cooperation",
        {"givers": ["PRK"], "receivers": ["RUS", "vladimir-putin"], "item": "shells"},
        {"givers": ["PRK"], "receivers": ["RUS"], "item": "shells", "area": "technology", "certainty": "possible"},
        {"participants": ["RUS", "PRK"]},
    )
    view = views.flows_by_area(cooperation, actors("PRK", "RUS", "vladimir-putin"))
    assert told(view) == [
        ["North Korea", "Russia", "military.arms", "certain", 1, "shells"],
        ["North Korea", "Russia", "technology", "possible", 1, "shells"],
    ]


def test_dyads_stand_for_states_and_never_pair_one_with_itself() -> None:
    cooperation = table(
        "cooperation", {"participants": ["vladimir-putin", "RUS", "kim-jong-un"]}, {"participants": ["RUS"]}
    )
    assert list(views.dyads(cooperation, actors("vladimir-putin", "RUS", "kim-jong-un"))["dyad"]) == [
        "North Korea – Russia"
    ]


def test_claims_by_source_joins_words_whatever_their_case() -> None:
    claims = table(
        "claims", {"source": "Officials"}, {"source": "officials", "kind": "denial"}, {"source": None}, {"source": "USA"}
    )  # fmt: skip
    view = views.claims_by_source(claims, actors("USA"))
    assert view[["source", "kind", "claims"]].values.tolist() == [
        ["Officials", "statement", 1], ["Officials", "denial", 1], ["(nobody named)", "statement", 1],
        ["United States", "statement", 1],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "standing"),
    [
        ({}, "stated by the article"),
        ({"source": "USA"}, "said by a source"),
        ({"source": "USA", "certainty": "probable"}, "alleged or believed"),
        ({"claim_id": "cl-a"}, "alleged or believed"),
        ({"claim_id": "cl-a", "certainty": "possible"}, "possible"),
        ({"polarity": "negated", "source": "USA"}, "denied or not so"),
        ({"claim_id": "cl-d"}, "denied or not so"),
    ],
)
def test_standing(row: dict, standing: str) -> None:
    claims = table(
        "claims", {"claim_id": "cl-a", "kind": "allegation"}, {"claim_id": "cl-d", "kind": "non-confirmation"}
    )
    view = views.statements_by_standing(table("sanctions", row), table("cooperation"), claims)
    assert told(view) == [["sanctions", standing, 1]]


def test_events_take_their_words_from_the_same_sentence() -> None:
    text = "In 2006 the council met. North Korea shipped shells in July 2023, it is said, and later."
    dates = table(
        "dates",
        {"start": 3, "end": 7, "text": "2006", "value": "2006"},
        {"sentence": 1, "start": 53, "end": 62, "text": "July 2023", "value": "2023-07", "conflict": "no such month"},
        {"sentence": 1, "start": 83, "end": 88, "text": "later", "value": "FUTURE_REF"},
        {"sentence": 1, "start": 0, "end": 5, "text": "two years", "value": "P2Y", "type": "DURATION"},
    )
    cooperation = table(
        "cooperation", {"sentence": 1, "givers": ["PRK"], "receivers": ["RUS"], "certainty": "probable"}
    )
    found = views.events(
        dates, table("documents", document("d1", text=text)), table("sanctions"), cooperation, actors("PRK", "RUS")
    )  # fmt: skip
    assert list(found["value"]) == ["2006", "2023-07"]
    assert found["what"][0].startswith("In 2006 the council met.")
    assert (found["what"][1], found["topic"][1], found["certainty"][1]) == (
        "North Korea → Russia: military.arms", "military.arms", "probable",
    )  # fmt: skip
    assert list(views.events_by_date(found, top=1)["value"]) == ["2023-07"]  # the one in conflict comes first


def test_evidence_shows_the_surest_first_with_names() -> None:
    sanctions = table(
        "sanctions", {"certainty": "possible", "source": "USA"}, {"imposers": ["UN"], "targets": ["PRK"], "regime": "UN"}
    )  # fmt: skip
    view = views.evidence(sanctions, table("documents", document("d1")), actors("UN", "PRK", "USA"), top=5)
    assert list(view["said_by"]) == ["the article itself", "United States"]
    assert (view["imposers"][0], view["targets"][0], view["regime"][0]) == (
        "United Nations",
        "North Korea",
        "United Nations",
    )
    assert list(view["article"]) == ["d1.txt", "d1.txt"]


def test_empty_tables_give_empty_views_with_their_columns() -> None:
    none = {
        name: table(name)
        for name in ("documents", "mentions", "actors", "claims", "sanctions", "cooperation", "dates", "rejected")
    }
    found = [
        views.documents_by_source(none["documents"]), views.documents_by_period(none["documents"]),
        views.tokens_by_document(none["documents"]), views.rejected_by_reason(none["rejected"]),
        views.mentions_by_actor(none["mentions"]), views.actors_by_company(none["mentions"], none["actors"]),
        views.actors_by_period(none["mentions"], none["documents"]), views.sanctions_by_pair(none["sanctions"], none["actors"]),
        views.sanctions_by_measure(none["sanctions"]), views.sanctions_by_period(none["sanctions"], none["documents"]),
        views.cooperation_by_area(none["cooperation"]), views.flows_by_area(none["cooperation"], none["actors"]),
        views.dyads_by_period(none["cooperation"], none["documents"], none["actors"]),
        views.claims_by_source(none["claims"], none["actors"]),
        views.statements_by_standing(none["sanctions"], none["cooperation"], none["claims"]),
        views.events(none["dates"], none["documents"], none["sanctions"], none["cooperation"], none["actors"]),
    ]  # fmt: skip
    assert all(isinstance(view, pd.DataFrame) and view.empty and len(view.columns) > 1 for view in found)


def test_views_do_not_depend_on_the_order_of_rows() -> None:
    rows = [
        mention("RUS"),
        mention("PRK"),
        mention("USA", sentence=1),
        mention("RUS", sentence=1),
        mention("CHN", doc="d2"),
    ]
    known = actors("RUS", "PRK", "USA", "CHN")
    forth, back = table("mentions", *rows), table("mentions", *reversed(rows))
    pd.testing.assert_frame_equal(views.mentions_by_actor(forth), views.mentions_by_actor(back))
    pd.testing.assert_frame_equal(views.actors_by_company(forth, known), views.actors_by_company(back, known))


def test_many_spans_are_not_stretched_by_some_at_both_ends_nor_cut_where_many_lie() -> None:
    years = [span(f"{year}") for year in range(2012, 2022) for _ in range(30)]
    both = Scale([span("1789"), *years, span("2150")])
    assert both.periods == ["before 2012", *map(str, range(2012, 2022)), "after 2021"]
    two_times = Scale([*[span("1987")] * 1000, *[span("2021")] * 150])
    assert (two_times.unit, two_times.periods[0], two_times.periods[-1]) == ("year", "1987", "2021")
