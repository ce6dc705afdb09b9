"""Direct quotations: where they start and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.extract.claims.quotations import found, joined


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He said “no” twice.", ["“no”"]),
        ('He said "no" twice.', ['"no"']),
        ("He said ''no'' twice.", ["''no''"]),
        ("He said 'no deal' twice.", ["'no deal'"]),
        ("Er sagte „nein“ zweimal.", ["„nein“"]),
        ("It is Oman's and the ministers' plan.", []),
        ("Back in the '90s it rained.", []),
        ("A 6' wall and a 5\" pipe.", []),
        ("“One.” “Two.”", ["“One.”", "“Two.”"]),
        ("“He told me ‘no’ again.”", ["“He told me ‘no’ again.”"]),
        ("", []),
    ],
)
def test_found(text, wanted):
    assert [text[span.start : span.end] for span in found(text)] == wanted


def test_a_quotation_reopened_in_the_next_paragraph_is_one():
    text = "“It was a long day for all of us.\n\n“It was a longer night,” she said."
    spans = joined(text, found(text))
    assert [text[span.start : span.end] for span in spans] == [text[: text.index(" she")]]


def test_an_unclosed_mark_ends_with_its_paragraph():
    text = "“It was a long day for all of us.\n\nThe next day it rained."
    assert [text[span.start : span.end] for span in joined(text, found(text))] == [
        "“It was a long day for all of us."
    ]


@given(st.text(alphabet="a “”\"'‘’.\n`", max_size=120))
def test_spans_are_in_order_and_inside(text):
    spans = joined(text, found(text))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert [span.start for span in spans] == sorted(span.start for span in spans)
