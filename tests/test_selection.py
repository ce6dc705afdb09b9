"""A selection is checked in one plain sentence, and keeps what it says."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from analysis.errors import ParameterError
from analysis.selection import check, select
from tests.handmade import actors, document, made, mention, table


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"actor": ["RUS"]}, "there is no parameter 'actor'; did you mean 'actors'?"),
        ({"actors": "RUS"}, "parameter 'actors' must be a list of text such as ['RUS', 'North Korea']; it is 'RUS'"),
        ({"actors": [3]}, "it holds 3"),
        ({"areas": ["militry"]}, "there is no area 'militry'; did you mean 'military'?"),
        ({"areas": ["economic.trades"]}, "did you mean 'economic.trade'?"),
        ({"areas": [""]}, "must hold text"),
        ({"certainty": "sure"}, "must be one of certain, probable, possible"),
        ({"certainty": "probabel"}, "did you mean 'probable'?"),
        ({"certainty": ["certain"]}, "must be one of"),
        ({"since": "last year"}, "must be a date such as 2023, 2023-07 or 2023-07-27; it is 'last year'"),
        ({"since": "2023-02-30"}, "must be a date"),
        ({"since": 12}, "must be a date"),
        ({"since": True}, "must be a date"),
        ({"since": "2024", "until": "2023"}, "is later than"),
        ({"top": 0}, "parameter 'top' must be a whole number from 1 to 1000; it is 0"),
        ({"top": True}, "whole number"),
        ({"top": 2.5}, "whole number"),
        ({"by_state": "yes"}, "True or False"),
        ({"tables": None}, "path of a folder as text"),
    ],
)
def test_a_wrong_value_is_refused_in_one_sentence(parameters: dict[str, Any], said: str) -> None:
    with pytest.raises(ParameterError) as fault:
        check(parameters)
    assert said in str(fault.value) and "\n" not in str(fault.value)


def test_dates_may_be_as_rough_as_a_year() -> None:
    chosen = select(since=2023, until="2024-02")
    assert (chosen.since, chosen.until) == (datetime.date(2023, 1, 1), datetime.date(2024, 2, 29))
    assert chosen.described() == "Selected: published from 2023-01-01; published until 2024-02-29."
    assert select().described() == ""


def test_a_group_brings_its_areas_and_nothing_is_kept_twice() -> None:
    assert select(areas=["economic.trade", "economic"]).areas == (
        "economic.trade", "economic.energy", "economic.finance", "economic.infrastructure",
    )  # fmt: skip


def tables() -> dict:
    return {
        "documents": table("documents", document("d1", "2023-05-01"), document("d2", "2024-05-01"), document("d3")),
        "mentions": table("mentions", mention("vladimir-putin"), mention("USA", doc="d2"), mention("CHN", doc="d3")),
        "actors": actors("vladimir-putin", "USA", "CHN"),
        "sanctions": table(
            "sanctions", {"targets": ["vladimir-putin"]}, {"source": "USA", "doc_id": "d2", "certainty": "possible"}
        ),
        "cooperation": table("cooperation", {"participants": ["USA", "CHN"], "doc_id": "d2", "area": "cultural"}),
        "claims": table("claims", {}, {"doc_id": "d1", "sentence": 7}, {"source": "USA", "doc_id": "d2"}),
    }


def counts(run: Any) -> list[int]:
    return [
        len(getattr(run, name)) for name in ("documents", "mentions", "actors", "sanctions", "cooperation", "claims")
    ]


def test_dates_cut_documents_with_all_they_hold_and_count_the_undated() -> None:
    run = made(select(since="2024"), **tables())
    assert counts(run) == [1, 1, 1, 1, 1, 1]
    assert run.left_out == {"undated": 1, "outside the dates": 1, "without the actors": 0}
    assert run.all["documents"] == 3


@pytest.mark.parametrize("word", ["vladimir-putin", "Vladimir Putin", "RUS", "russia"])
def test_a_state_brings_those_who_serve_it(word: str) -> None:
    assert counts(made(select(actors=[word]), **tables())) == [1, 1, 1, 1, 0, 1]


def test_actors_are_counted_anew_in_what_is_kept() -> None:
    mentions = [mention("USA", doc=doc) for doc in ("d1", "d2", "d2", "d3")]
    run = made(select(since="2024"), **{**tables(), "mentions": table("mentions", *mentions)})
    assert run.actors[["actor_id", "n_mentions", "n_documents"]].values.tolist() == [["USA", 2, 1]]
    assert run.actors["first_seen"][0] == datetime.date(2024, 5, 1)


def test_a_state_that_no_article_names_keeps_nothing() -> None:
    assert counts(made(select(actors=["France"]), **tables())) == [0, 0, 0, 0, 0, 0]


def test_an_unknown_actor_is_refused_unless_there_are_none_at_all() -> None:
    with pytest.raises(ParameterError, match="names the actor 'Vladimir Puton'; did you mean 'Vladimir Putin'"):
        made(select(actors=["Vladimir Puton"]), **tables())
    assert counts(made(select(actors=["Nobody"]))) == [0] * 6


def test_areas_cut_cooperation_and_certainty_cuts_statements() -> None:
    assert counts(made(select(areas=["military"]), **tables()))[3:] == [2, 0, 3]
    assert counts(made(select(certainty="probable"), **tables()))[3:] == [1, 1, 3]
