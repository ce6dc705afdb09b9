"""Days of publication: what counts as one, and the near misses that are none."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import days


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-09-10", "2024-09-10"),
        ("2024-09-10T23:30:00-05:00", "2024-09-10"),
        ("2024-09-10T23:30:00.123456Z", "2024-09-10"),
        ("2024-09-10 08:15", "2024-09-10"),
        ("2024/9/1", "2024-09-01"),
        ("20240910", "2024-09-10"),
        ("20240910T121500Z", "2024-09-10"),
        ("D:20240910121500+02'00'", "2024-09-10"),
        ("Tue, 10 Sep 2024 12:00:00 GMT", "2024-09-10"),
        ("Tue Sep 10 12:00:00 +0000 2024", "2024-09-10"),
        ("September 10, 2024", "2024-09-10"),
        ("10th of September 2024", "2024-09-10"),
        ("Sept. 3, 2024 at 5:15 p.m. ET", "2024-09-03"),
        ("25/12/2023", "2023-12-25"),
        ("12/25/2023", "2023-12-25"),
        ("05.05.2020", "2020-05-05"),
        (1725926400, "2024-09-10"),
        ("1725926400000", "2024-09-10"),
        (datetime.date(2024, 9, 10), "2024-09-10"),
        (datetime.datetime(2024, 9, 10, 23, 59), "2024-09-10"),
        ("1950-06-25", "1950-06-25"),
        ("03-02-2009", None),
        ("10/09/2024", None),
        ("10.09.2024", None),
        ("2024-09", None),
        ("2024", None),
        ("2024-02-30", None),
        ("2024-13-01", None),
        ("Monday, 10 September 2024", None),  # it was a Tuesday
        ("1970-01-01", None),
        ("0001-01-01", None),
        (0, None),
        (True, None),
        (20240910, None),
        (float("nan"), None),
        (float("inf"), None),
        ("yesterday", None),
        ("on 2024-09-10 or so", None),
        ("", None),
        (None, None),
        (["2024-09-10"], None),
    ],
)
def test_metadata_value(value: object, day: str | None) -> None:
    assert days.parse(value) == (datetime.date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Talks in Oslo\n\nJuly 2, 2008\n\nThe ministers met.", "2008-07-02"),
        ("2 July 2008\nThe ministers met.", "2008-07-02"),
        ("Wednesday, July 2, 2008\nThe ministers met.", "2008-07-02"),
        ("Talks\n2008-07-02\nThe ministers met.", "2008-07-02"),
        ("Talks\nPublished: 2 July 2008, 14:30 GMT\nThe ministers met.", "2008-07-02"),
        ("Talks\nBy Ann Writer | July 2, 2008\nThe ministers met.", "2008-07-02"),
        ("FOR IMMEDIATE RELEASE\nJuly 2, 2008\nThe ministers met.", "2008-07-02"),
        ("For Immediate Release: July 2, 2008\nThe ministers met.", "2008-07-02"),
        ("Talks\nOslo, 2 July 2008\nThe ministers met.", "2008-07-02"),
        ("OSLO, July 2, 2008 (Newswire) - The ministers met.", "2008-07-02"),
        ("OSLO, July 2, 2008 -- The ministers met.", "2008-07-02"),
        ("OSLO, July 2. 2008 /NEWS/. The ministers met.", None),
        ("# Talks\n\n**July 2, 2008**\n\nThe ministers met.", "2008-07-02"),
        ("Talks\nUpdated 5 July 2008\nPublished 2 July 2008\nThe ministers met.", "2008-07-02"),
        ("July 2, 2008\r\n3:18 P.M. EDT\r\nThe ministers met.", "2008-07-02"),
        ("Talks\nUpdated 5 July 2008\nThe ministers met.", None),
        ("Talks\n2 July 2008\n5 July 2008\nThe ministers met.", None),
        ("Thursday, July 2, 2008\nThe ministers met.", None),  # it was a Wednesday
        ("Oslo, July 19 (Newswire) -- The ministers met.", None),
        ("The ministers met on July 2, 2008 in Oslo.", None),
        ("On July 2, 2008, the ministers met.", None),
        ("July 2008\nThe ministers met.", None),
        ("03/02/2009\nThe ministers met.", None),
        ("Kursk, 5 July 1943\n\nHow the battle began.", None),
        ("“We will stand together.”\nMarch 11, 2021\nThe ministers met.", None),
        ("The ministers met. " * 20 + "\n\nJuly 2, 2008", None),
        ("x\n" * 20 + "July 2, 2008", None),
        ("", None),
    ],
)
def test_first_lines(text: str, day: str | None) -> None:
    assert days.in_text(text) == (datetime.date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2024-09-10-talks.txt", "2024-09-10"),
        ("talks_20240910.html", "2024-09-10"),
        ("talks.2024.09.10.pdf", "2024-09-10"),
        ("2024_09_10.md", "2024-09-10"),
        ("10-09-2024-talks.txt", None),
        ("2024-09-talks.txt", None),
        ("2024-02-30.txt", None),
        ("a120240910.txt", None),
        ("doc20240910.txt", None),
        ("202409101.txt", None),
        ("2024-09-10 to 2024-09-12.txt", None),
        ("2024-09_10.txt", None),
        ("talks.txt", None),
    ],
)
def test_file_name(name: str, day: str | None) -> None:
    assert days.in_name(name) == (datetime.date.fromisoformat(day) if day else None)


@given(st.text() | st.integers() | st.floats() | st.dates() | st.datetimes() | st.binary())
def test_any_value_gives_a_day_or_none(value: object) -> None:
    assert isinstance(days.parse(value), (datetime.date, type(None)))


@given(st.text(alphabet=st.sampled_from("a0A.,-/|: \n\tJuly2")))
def test_any_text_gives_a_day_or_none(text: str) -> None:
    assert isinstance(days.in_text(text), (datetime.date, type(None)))
    assert isinstance(days.in_name(text), (datetime.date, type(None)))


@given(
    st.dates(datetime.date(1800, 1, 1), datetime.date(2100, 12, 31)).filter(
        lambda day: day.isoformat() != "1970-01-01"
    )
)
def test_every_usual_form_of_a_day_is_read(day: datetime.date) -> None:
    for form in ("%Y-%m-%d", "%B %d, %Y", "%d %b %Y", "%A, %d %B %Y", "%a, %d %b %Y 10:00:00 +0000", "%Y%m%d"):
        assert days.parse(day.strftime(form)) == day
    for form in ("%B %d, %Y", "%d %B %Y", "%A, %B %d, %Y", "%Y-%m-%d"):
        assert days.in_text(f"Talks\n{day.strftime(form)}\nThe ministers met.") == day
