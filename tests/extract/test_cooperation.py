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
