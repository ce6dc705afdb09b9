"""Anniversaries and wars on the calendar, and dates of one text that disagree."""

from __future__ import annotations

from collections import Counter

import pytest

from analysis.extract.dates import values
from analysis.extract.dates.events import event_at
from analysis.vocabulary import load

EVENTS = load("events")

PLACED = [
    ("They marked the 70th anniversary of the Korean armistice.", "2023-07-27"),
    ("They marked the seventieth anniversary of the armistice that ended the Korean War.", "2023-07-27"),
    ("A wreath was laid on the 35th anniversary of the Chernobyl disaster.", "2021-04-26"),
    ("A wreath was laid on the one-year anniversary of the fall of Kabul.", "2022-08-15"),
    ("NATO’s 75th anniversary was celebrated with a dinner.", "2024-04-04"),
    ("The centenary of the founding of the Communist Party of China was celebrated.", "2021-07-01"),
    ("The 76th founding anniversary of the DPRK was celebrated.", "2024-09-09"),
    ("Guests came for Ukraine’s 30th anniversary of independence.", "2021-08-24"),
    ("The 30th anniversary of the breakup of the Soviet Union passed quietly.", "2021-12"),
    ("The 20th anniversary of the 1999 dock strike passed quietly.", "2019"),
    ("Two years into the war in Ukraine, bread is dear.", "2024"),
    ("Eighteen months into Russia’s full-scale invasion of Ukraine, bread is dear.", "2023-08"),
    ("A year into the war in Sudan, bread is dear.", "2024"),
]

NOT_PLACED = [
    "They marked the tenth anniversary of the book fair.",
    "They marked their silver anniversary.",
    "Two years into the course she left.",
    "Two years into a war, bread is dear.",
]


@pytest.mark.parametrize(("text", "value"), PLACED)
def test_placed_by_a_known_event(annotated, text: str, value: str) -> None:
    placed = [one for one in annotated(text)._.dates if one.rule in ("anniversary", "into-event")]
    assert [one.value for one in placed] == [value]
    assert " + " in placed[0].anchor


@pytest.mark.parametrize("text", NOT_PLACED)
def test_not_placed(annotated, text: str) -> None:
    assert [one for one in annotated(text)._.dates if one.rule in ("anniversary", "into-event")] == []


def test_a_war_not_named_is_the_one_that_the_text_names(annotated) -> None:
    text = "The war in Sudan has emptied the markets. More than a year into the conflict, traders have left."
    assert [one.value for one in annotated(text)._.dates] == ["2024"]
    both = "The war in Sudan and the war in Yemen go on. A year into the war, traders have left."
    assert [one for one in annotated(both)._.dates if one.rule == "into-event"] == []


DISAGREE = [
    # a year told from now, and an anniversary of the same event, against a war that goes on
    "The war in Ukraine goes on. Last year Minister Okafor flew to Seoul. During her visit, she attended ceremonies marking the 70th anniversary of "
    "the Korean armistice. More than a year and a half into the war, shells are scarce.",
    "Last year General Haddad travelled to Normandy. There he attended events marking the 80th anniversary of D-Day. Almost two years into the war "
    "in Ukraine, his army lacks shells.",
    "Six months into the war in Sudan, camps are full. Last year, the envoy attended a dinner marking the 75th anniversary of NATO.",
]  # fmt: skip

AGREE = [
    "The war in Ukraine goes on. Last year Minister Okafor flew to Seoul. During her visit, she attended ceremonies marking the 70th anniversary of "
    "the Korean armistice. More than two years into the war, shells are scarce.",
    "This year Minister Okafor flew to Seoul for events marking the 70th anniversary of the Korean armistice. More than a year and a half into the "
    "war in Ukraine, shells are scarce.",
    "Last year Minister Okafor flew to Seoul. The 70th anniversary of the Korean armistice is near. More than a year and a half into the war in "
    "Ukraine, shells are scarce.",
]  # fmt: skip


@pytest.mark.parametrize("text", DISAGREE)
def test_now_told_twice_and_differently(annotated, text: str) -> None:
    found = {
        one.rule: one for one in annotated(text)._.dates if one.rule in ("which-unit", "anniversary", "into-event")
    }
    assert len(found) == 3
    assert len({one.conflict for one in found.values()}) == 1
    assert "puts it in" in found["which-unit"].conflict
    assert found["which-unit"].value is None


@pytest.mark.parametrize("text", AGREE)
def test_now_told_twice_alike(annotated, text: str) -> None:
    assert [one.conflict for one in annotated(text)._.dates if one.conflict] == []


def test_an_undated_text_may_tell_its_year(annotated) -> None:
    text = "More than a year and a half into the war in Ukraine, shells are scarce. Last year they were not."
    last = annotated(text)._.dates[-1]
    assert last.value == "2022"
    assert last.anchor.startswith("undated; ")


def test_against_the_documents_date(annotated) -> None:
    text = "Last year the envoy attended a dinner marking the 75th anniversary of NATO."
    assert [one.conflict for one in annotated(text, published="2025-03-02")._.dates] == [None, None]
    wrong = annotated(text, published="2023-03-02")._.dates
    assert all("dated 2023-03-02" in one.conflict for one in wrong)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The dam burst on Monday, 11 December 2018.", "2018-12-11 was a Tuesday, not a Monday"),
        ("The dam burst on Tuesday, 11 December 2018.", None),
        ("The dam burst on 31 June 2018.", "there is no such day"),
        ("The dam burst on February 29, 2019.", "there is no such day"),
        ("The dam burst on February 29, 2020.", None),
        ("The dam burst on 4 May 2023.", "told as past, but the document is dated 2020-05-01"),
        ("The dam will burst on 4 May 2023.", None),
        ("The vote was scheduled for 4 May 2023.", None),
        ("She ruled from 2015 to 2010.", "ends before it begins"),
        ("She ruled from 2010 to 2015.", None),
        ("The parade was held in Juche 113 (2023).", "Juche 113 is 2024, not 2023"),
    ],
)
def test_conflicts_of_one_expression(annotated, text: str, reason: str | None) -> None:
    found = [one.conflict for one in annotated(text, published="2020-05-01")._.dates if one.conflict]
    assert bool(found) == bool(reason)
    assert reason is None or reason in found[0]


def test_the_seed_disagrees_with_itself(annotated) -> None:
    from pathlib import Path

    text = next((Path(__file__).parents[2] / "seeds").glob("growing-military*.txt")).read_text(encoding="utf-8")
    flagged = {one.text: one.value for one in annotated(text)._.dates if one.conflict}
    assert flagged == {
        "Last year": None,
        "the 70th anniversary of the Korean armistice": "2023-07-27",
        "more than a year and a half into a war": "2023-08",
    }


@pytest.mark.parametrize("entry", EVENTS, ids=[entry["id"] for entry in EVENTS])
def test_event(entry: dict) -> None:
    assert values.first_day(entry["start"])
    assert "end" not in entry or entry["start"] <= entry["end"]
    for name in entry["names"]:
        found = event_at(f"the {name}, they said", 0)
        assert found, name
        assert found[0].id == entry["id"], name
        assert found[1] == len(f"the {name}"), name


def test_no_two_events_share_a_name_or_an_id() -> None:
    names = Counter(name.lower() for entry in EVENTS for name in entry["names"])
    assert [name for name, count in names.items() if count > 1] == []
    assert len({entry["id"] for entry in EVENTS}) == len(EVENTS)
