"""The words of time run on their own examples."""

from __future__ import annotations

import pytest

from analysis.vocabulary import load

ENTRIES = load("time")
EXAMPLES = [
    (entry["id"], entry["value"], side, text) for entry in ENTRIES for side in ("yes", "no") for text in entry[side]
]


@pytest.mark.parametrize(
    ("key", "value", "side", "text"), EXAMPLES, ids=[f"{row[0]}-{row[2]}-{row[3][:30]}" for row in EXAMPLES]
)
def test_example(annotated, key: str, value: str, side: str, text: str) -> None:
    found = [one.value for one in annotated(text, published="2019-05-16")._.dates]
    assert (value in found) == (side == "yes"), found


def test_every_entry_has_examples_and_every_holiday_a_day() -> None:
    assert [entry["id"] for entry in ENTRIES if not (entry["yes"] and entry["no"])] == []
    for entry in load("holidays"):
        month, day = entry["date"].split("-")
        assert 1 <= int(month) <= 12
        assert 1 <= int(day) <= 31


@pytest.mark.parametrize("entry", load("holidays"), ids=lambda entry: entry["id"])
def test_holiday(annotated, entry: dict) -> None:
    for name in entry["strong"]:
        (found,) = annotated(f"The market stood open on {name} 1987.")._.dates
        assert found.value == f"1987-{entry['date']}"
    assert annotated("The holiday camp stood empty.")._.dates == ()
