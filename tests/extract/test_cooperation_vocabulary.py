"""Every frame and every word list of cooperation has examples that hold and near misses that do not."""

from __future__ import annotations

import pytest

from analysis import vocabulary
from analysis.extract.cooperation.frames import frames

FRAMES = vocabulary.load("frames")
AREAS = vocabulary.load("areas")


def listed(value: str) -> set[str]:
    return {one for one in str(value).split(",") if one}


@pytest.mark.parametrize(
    ("frame", "example"), [(row["id"], example) for row in FRAMES for example in row["yes"]], ids=str
)
def test_a_frame_finds_its_examples(annotated, frame, example):
    sentence, area, *parties = example
    records = [record for record in annotated(sentence)._.cooperation if record.area == area]
    assert records, f"{frame}: no {area} in {sentence!r}"
    if len(parties) == 2:
        assert any(
            listed(parties[0]) <= set(record.givers) and listed(parties[1]) <= set(record.receivers)
            for record in records
        )
    else:
        assert any(listed(parties[0]) <= set(record.participants) for record in records)


@pytest.mark.parametrize(("frame", "sentence"), [(row["id"], text) for row in FRAMES for text in row["no"]], ids=str)
def test_a_frame_leaves_its_near_misses(annotated, frame, sentence):
    # another frame may see another act in the words; "affirmed" because a refusal is a record too
    records = [
        record
        for record in annotated(sentence)._.cooperation
        if record.rule == frame and record.polarity == "affirmed" and record.stage != "ended"
    ]
    assert records == []


@pytest.mark.parametrize(
    ("area", "sentence"),
    [(row["area"], text) for part in AREAS.values() for row in part for text in row["yes"]],
    ids=str,
)
def test_the_words_decide_the_area(annotated, area, sentence):
    assert area in {record.area for record in annotated(sentence)._.cooperation}


@pytest.mark.parametrize(
    ("area", "sentence"),
    [(row["area"], text) for part in AREAS.values() for row in part for text in row["no"]],
    ids=str,
)
def test_other_words_decide_for_another_area(annotated, area, sentence):
    assert area not in {record.area for record in annotated(sentence)._.cooperation}


def test_ids_are_unique_and_every_frame_says_why():
    ids = [frame.id for frame in frames()]
    assert len(ids) == len(set(ids))
    assert all(frame.why for frame in frames())
    assert all(row["yes"] or row["id"] == "common-stand" for row in FRAMES) and all(row["no"] for row in FRAMES)
