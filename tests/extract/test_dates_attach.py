"""Which date the clause around a passage carries."""

from __future__ import annotations

import pytest

from analysis.extract.dates import date_of

CARRIED = [
    ("On 5 May 2022, the council adopted new sanctions against Belarus.", "sanctions", "2022-05-05"),
    (
        "On 5 May 2022, the council adopted new sanctions and imposed a travel ban on officials.",
        "travel ban",
        "2022-05-05",
    ),
    ("Sanctions imposed in 2017 remain in force.", "Sanctions", "2017"),
    ("Peru shipped mortars to Chad in August 2021, officials said on Tuesday.", "shipped mortars", "2021-08"),
    ("In March 2019 the two sides agreed to hold joint exercises.", "joint exercises", "2019-03"),
    ("Peru announced sanctions yesterday.", "sanctions", "2022-06-01"),
    ("The 2015 embargo hurt farmers.", "embargo", "2015"),
    ("Peru announced sanctions last week.", "sanctions", "2022"),
    ("Officials said on Monday that Peru had shipped mortars to Chad.", "shipped mortars", None),
    ("Under a 2021 treaty, Peru sells gas to Chad.", "sells gas", None),
    ("The embargo was extended until 2025.", "extended", None),
    ("Peru shipped mortars to Chad for three months.", "shipped mortars", None),
    ("Peru shipped mortars to Chad. In 2020 rain fell.", "shipped mortars", None),
]


@pytest.mark.parametrize(("text", "passage", "day"), CARRIED)
def test_date_of(annotated, text: str, passage: str, day: str | None) -> None:
    start = text.index(passage)
    assert date_of(annotated(text, published="2022-06-02"), start, start + len(passage)) == day


def test_date_of_an_empty_passage(annotated) -> None:
    assert date_of(annotated("Rain fell in 2020."), 0, 0) in (None, "2020")
