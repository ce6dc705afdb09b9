"""Time expressions: what is found, what it is worth, and what is left alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.extract.dates import iso, values
from analysis.extract.dates.rules import RULES

PUBLISHED = "2019-05-16"  # a Thursday, in week 20

# words, in a sentence; expression; value of it in a document of 16 May 2019
TOLD = [
    ("The bridge was opened on 3 April 2015 by the mayor.", "3 April 2015", "2015-04-03"),
    ("The bridge was opened on April 3, 2015 by the mayor.", "April 3, 2015", "2015-04-03"),
    ("The bridge was opened on Friday, April 3, 2015.", "Friday, April 3, 2015", "2015-04-03"),
    ("The order is dated 2015-04-03.", "2015-04-03", "2015-04-03"),
    ("The order is dated 03.04.2015.", "03.04.2015", "2015-04-03"),
    ("The order is dated 4/3/2015.", "4/3/2015", "2015-04-03"),
    ("The ferry sank on 11 November.", "11 November", "2018-11-11"),
    ("The ferry will sail on 11 November.", "11 November", "2019-11-11"),
    ("The fair is to be held on June 2.", "June 2", "2019-06-02"),
    ("Floods destroyed the mill in March.", "March", "2019-03"),
    ("Floods destroyed the mill in September.", "September", "2018-09"),
    ("The mill will open in September.", "September", "2019-09"),
    ("The mill burned down last September.", "last September", "2018-09"),
    ("The mill will close next March.", "next March", "2020-03"),
    ("The mill was built in late October 2011.", "late October 2011", "2011-10"),
    ("The mill was built in May last year.", "May last year", "2018-05"),
    ("The mill was built in 1904.", "1904", "1904"),
    ("The mill was built in early 1904.", "early 1904", "1904"),
    ("The mill was closed at the end of 1904.", "the end of 1904", "1904"),
    ("Bread was scarce in the late 1940s.", "the late 1940s", "194"),
    ("Bread was scarce in the 40s.", "the 40s", "194"),
    ("Bread was scarce in the nineteenth century.", "the nineteenth century", "18"),
    ("Output fell in the third quarter of 2018.", "the third quarter of 2018", "2018-Q3"),
    ("Output fell in the first quarter of last year.", "the first quarter of last year", "2018-Q1"),
    ("Output fell in the fourth quarter.", "the fourth quarter", "2018-Q4"),
    ("Output fell in Q3 2018.", "Q3 2018", "2018-Q3"),
    ("Output fell in the first half of 2018.", "the first half of 2018", "2018-H1"),
    ("The budget for fiscal 2020 was passed.", "fiscal 2020", "FY2020"),
    ("Rain fell all through last winter.", "last winter", "2018-WI"),
    ("Rain fell in the summer of 1976.", "the summer of 1976", "1976-SU"),
    ("The parade was held in Juche 108 (2019).", "Juche 108 (2019)", "2019"),
    ("The strike began in the last week of March.", "the last week of March", "2019-W12"),
    ("Output fell in the fiscal third quarter of 2018.", "the fiscal third quarter of 2018", "2018-Q3"),
    ("Output beat the year-earlier period.", "the year-earlier period", "2018"),
    ("Output fell in Q1 2019 against the year-ago quarter.", "the year-ago quarter", "2018-Q1"),
    ("Output will recover by year-end.", "year-end", "2019"),
    ("Output fell at year-end 2017.", "year-end 2017", "2017"),
    ("Output fell in the latest quarter.", "the latest quarter", "2019-Q1"),
    ("First-half profits will fall.", "First-half", "2019-H1"),
    ("The ice will be gone by the end of the century.", "the end of the century", "20"),
    ("The mill burned down in '87.", "'87", "1987"),
    ("The ferry sank at dawn on 3 April.", "dawn", "2019-04-03TMO"),
    ("The ferry sank at dawn on Monday.", "dawn", "2019-05-13TMO"),
    ("The ferry will leave by noon on Friday.", "by noon", "2019-05-17T12:00"),
    ("The ferry sank on the night of 3 May.", "on the night", "2019-05-03TNI"),
    ("The two crews met at the weekend.", "the weekend", "2019-W19-WE"),
    ("The mayor resigned today.", "today", "2019-05-16"),
    ("The mayor resigned yesterday.", "yesterday", "2019-05-15"),
    ("The mayor will resign tomorrow.", "tomorrow", "2019-05-17"),
    ("The mayor resigned this morning.", "this morning", "2019-05-16TMO"),
    ("The mayor resigned last night.", "last night", "2019-05-15TNI"),
    ("The mayor resigned on Monday.", "Monday", "2019-05-13"),
    ("The mayor will resign on Monday.", "Monday", "2019-05-20"),
    ("The mayor resigned on Tuesday evening.", "Tuesday evening", "2019-05-14TEV"),
    ("Offices stay closed until Saturday.", "Saturday", "2019-05-18"),
    ("The mayor resigned last week.", "last week", "2019-W19"),
    ("The mayor resigned earlier this month.", "earlier this month", "2019-05"),
    ("The mayor will resign next year.", "next year", "2020"),
    ("Prices doubled at the end of last year.", "the end of last year", "2018"),
    ("The well ran dry two days ago.", "two days ago", "2019-05-14"),
    ("The well ran dry three weeks ago.", "three weeks ago", "2019-W17"),
    ("The well ran dry six months ago.", "six months ago", "2018-11"),
    ("The well ran dry more than 40 years ago.", "more than 40 years ago", "1979"),
    ("The well ran dry a year and a half ago.", "a year and a half ago", "2017-11"),
    ("The well ran dry several years ago.", "several years ago", "PAST_REF"),
    ("The siege lasted three months.", "three months", "P3M"),
    ("The siege lasted two and a half years.", "two and a half years", "P2.5Y"),
    ("The siege lasted a year and a half.", "a year and a half", "P1.5Y"),
    ("They met for twenty-four hours.", "twenty-four hours", "PT24H"),
    ("They met for half an hour.", "half an hour", "PT30M"),
    ("They signed a 25-year lease.", "a 25-year", "P25Y"),
    ("Yields reached their highest level in years.", "years", "PXY"),
    ("Yields fell over the past decade.", "the past decade", "P10Y"),
    ("The trip takes between 10 and 12 days.", "12 days", "P12D"),
    ("The council meets every two weeks.", "every two weeks", "P2W"),
    ("The council meets twice a month.", "twice a month", "P1M"),
    ("The yard builds 15 boats a year.", "a year", "P1Y"),
    ("The council meets every Friday.", "every Friday", "XXXX-WXX-5"),
    ("Trading stopped at 14:30 GMT.", "14:30 GMT", "2019-05-16T14:30Z"),
    ("Trading stopped at 2:05 p.m. on Monday.", "2:05 p.m. on Monday", "2019-05-13T14:05"),
    ("Trading stopped at 0900 UTC today.", "0900 UTC today", "2019-05-16T09:00Z"),
    ("The harbour is currently closed.", "currently", "PRESENT_REF"),
    ("In recent years the harbour was dredged.", "recent years", "PAST_REF"),
    ("The harbour may be dredged in the future.", "the future", "FUTURE_REF"),
    ("Shops were shut on Christmas Day.", "Christmas Day", "2018-12-25"),
]  # fmt: skip

# sentences with what looks like a time and is none
LEFT_ALONE = [
    "You may march to the sea.",
    "The council adopted resolution 1970 unanimously.",
    "Resolutions 1929, 1973 and 2009 were not put to the vote.",
    "Some 2000 soldiers marched past.",
    "They paid 1,998 dollars and got 1500 tonnes of wheat.",
    "The order cites 50 U.S.C. 1702 and E.O. 1985.",
    "A quarter of the votes were void.",
    "He was a second choice.",
    "Three quarters of the harvest was lost.",
    "The Fall of the house was his best film.",
    "She reached the final; the score was 2:1.",
    "Troops fall back; wells spring from rock.",
    "The most recent map shows two lakes.",
    "He is in his fifties and she in her 40s.",
    "June Carter sang.",
    "He scored in the first half of the match.",
    "The latest film was shown at dusk.",
]


def expressions(doc) -> dict[str, str | None]:
    return {found.text: found.value for found in doc._.dates}


@pytest.mark.parametrize(("text", "words", "value"), TOLD, ids=[row[0] for row in TOLD])
def test_value(annotated, text: str, words: str, value: str) -> None:
    found = annotated(text, published=PUBLISHED)._.dates
    near = {one.text: one.value for one in found if words in one.text or one.text in words}
    assert value in near.values(), expressions(annotated(text, published=PUBLISHED))


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_left_alone(annotated, text: str) -> None:
    assert expressions(annotated(text, published=PUBLISHED)) == {}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The ferry sank on 11 November.", "XXXX-11-11"),
        ("The ferry sank in June.", "XXXX-06"),
        ("The ferry sank on Friday.", "XXXX-WXX-5"),
        ("The ferry sank last year.", None),
        ("The ferry sank yesterday.", None),
        ("The ferry sank two weeks ago.", None),
        ("The ferry sank the next day.", None),
        ("The ferry sank in 1912.", "1912"),
    ],
)
def test_without_a_document_date_no_date_is_invented(annotated, text: str, value: str | None) -> None:
    (found,) = annotated(text)._.dates
    assert (found.value, found.anchor) == (value, None)


def test_told_from_the_narrative(annotated) -> None:
    text = (
        "The dam was opened on 27 July 1953. Two days later it cracked, and the next day it burst. That year 40 farms were "
        "lost. A year earlier there had been no dam. The following month rain came."
    )
    found = annotated(text, published=PUBLISHED)._.dates
    assert [(one.text, one.value, one.anchor) for one in found] == [
        ("27 July 1953", "1953-07-27", None),
        ("Two days later", "1953-07-29", "narrative 1953-07-27"),
        ("the next day", "1953-07-30", "narrative 1953-07-29"),
        ("That year", "1953", "narrative 1953-07-30"),
        ("A year earlier", "1952", "narrative 1953"),
        ("The following month", "1953-08", "narrative 1953-07-30"),
    ]


@pytest.mark.parametrize(
    ("head", "anchor"),
    [
        ("Mill closes\n\nMarch 4, 2011\n\n", "date line 2011-03-04"),
        ("Friday, 4 March 2011\n\n", "date line 2011-03-04"),
        ("LUSAKA, March 4, 2011 (ZNA) -- ", "date line 2011-03-04"),
        ("", "published 2019-05-16"),
    ],
)
def test_the_texts_own_date_line_comes_before_metadata(annotated, head: str, anchor: str) -> None:
    found = annotated(f"{head}The mill was closed yesterday.", published=PUBLISHED)._.dates
    assert found[-1].anchor == anchor


def test_a_dateline_without_year_takes_it_from_the_metadata(annotated) -> None:
    found = annotated("Lusaka, May 15 (ZNA) -- The mill was closed today.", published=PUBLISHED)._.dates
    assert found[-1].value == "2019-05-15"


def test_a_range_gives_both_ends(annotated) -> None:
    assert expressions(annotated("She ruled from 2010 to 2015 and in 1999-2003.")) == {
        "2010": "2010", "2015": "2015", "1999": "1999", "2003": "2003",
    }  # fmt: skip
    assert expressions(annotated("The talks ran from May 25 to 27, 2016.")) == {
        "May 25": "2016-05-25",
        "27, 2016": "2016-05-27",
    }


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The talks ended on Monday.", "The talks will end on Monday."),
        ("The talks ended in December.", "The talks are to end in December."),
    ],
)
def test_the_tense_turns_the_date(annotated, before: str, after: str) -> None:
    past, ahead = (annotated(text, published=PUBLISHED)._.dates[0].value for text in (before, after))
    assert past < PUBLISHED < ahead


def test_every_rule_says_what_it_is() -> None:
    assert [rule.name for rule in RULES if not (rule.read.__doc__ or "").strip()] == []
    assert len({rule.name for rule in RULES}) == len(RULES)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from([*(row[1] for row in TOLD), "31 June", "0 Q9", "into a war", "the 70th anniversary of", "\n", "— ", "’99", "5/5/5", "٣", "\u200b", "x" * 300]),
        max_size=12,
    )
)  # fmt: skip
def test_any_text_gives_ordered_disjoint_evidence(annotated, parts: list[str]) -> None:
    text = " ".join(parts)
    doc = annotated(text, published=PUBLISHED)
    end = 0
    for one in doc._.dates:
        assert end <= one.start < one.end
        assert text[one.start : one.end] == one.text
        end = one.end
    assert doc._.dates == annotated(text, published=PUBLISHED)._.dates


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2023", "2023"), ("2023-07", "2023-07"), ("2023-07-27", "2023-07-27"), ("2023-07-27TMO", "2023-07-27"), ("2023-W20", "2023"),
        ("2023-Q2", "2023"), ("2023-SU", "2023"), ("202", None), ("P3M", None), ("XXXX-07-27", None), ("PAST_REF", None), (None, None),
    ],
)  # fmt: skip
def test_iso_keeps_what_is_a_plain_date(value: str | None, day: str | None) -> None:
    assert iso(value) == day


@given(st.dates(), st.sampled_from(["day", "week", "month", "quarter", "year", "decade", "century"]))
def test_a_value_is_read_back_as_the_unit_that_holds_the_day(day, unit: str) -> None:
    first = values.first_day(values.write(day, unit))
    last = values.last_day(values.write(day, unit))
    assert first is not None
    assert first[0] <= day or day.year < 100
    assert last is None or day <= last
    assert re.fullmatch(r"[\dWQ-]+", values.write(day, unit))
