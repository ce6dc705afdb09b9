"""Cooperation: near misses that yield nothing, and records that hold together on any text."""

from __future__ import annotations

import pytest

from analysis.extract.cooperation import cooperation

NEAR_MISSES = [
    "",
    "   \n\n ",
    "Chile and Peru traded accusations.",
    "The demands of Chile met resistance in Peru.",
    "Chile shares a border with Peru.",
    "Chile condemned Peru.",
    "Peru's army fired shells at Chile.",
]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_yield_nothing(annotated, text):
    assert list(cooperation(annotated(text))) == []


def test_evidence_is_the_text_and_lies_inside_its_sentence(annotated):
    doc = annotated(
        "Chile sold rifles to Peru in 2019. Peru and Chile signed a treaty, and both countries hold talks."
    )
    records = list(cooperation(doc))
    assert records
    for record in records:
        assert doc.text[record.start : record.end] == record.text
        assert record.text in record.evidence
        assert set(record.givers) | set(record.receivers) <= set(record.participants)
        assert len(record.participants) >= 2


def test_what_a_talk_answers_to_takes_no_part(annotated):
    records = list(
        cooperation(
            annotated("The presidents of Chile and Peru discussed efforts in response to Bolivia's build-up.")
        )
    )
    assert records
    assert all("BOL" not in record.participants for record in records)


def test_a_brief_text_on_others_is_no_report_on_two_partners_it_names(annotated):
    text = (
        "President Boric welcomed President Lula of Brazil to Santiago. Chile and Brazil discussed Russia's build-up, "
        "and Brazil agreed with Chile on a visit by Chile's navy. The challenge that China poses was raised too."
    )
    assert [one for one in cooperation(annotated(text)) if {"RUS", "CHN"} <= set(one.participants)] == []


@pytest.mark.parametrize(
    ("goods", "areas"),
    [
        ("tents and other materials", {"humanitarian"}),
        ("rifles and items", {"military.arms"}),
        ("materials", {"economic.trade"}),
        ("tents and machinery", {"humanitarian", "economic.trade"}),
    ],
)
def test_a_general_word_beside_goods_of_a_kind_is_no_further_kind(annotated, goods, areas):
    assert {record.area for record in annotated(f"Finland shipped {goods} to Turkey.")._.cooperation} == areas
