"""Claims: who says what, by which words, and how."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import annotate


@pytest.mark.parametrize(
    ("text", "cue", "source", "kind"),
    [
        ("Oman said that the talks had failed.", "said", "OMN", "statement"),
        ("The talks had failed, according to Oman.", "according to", "OMN", "statement"),
        ("Diplomats believe that the talks had failed.", "believe", "Diplomats", "opinion"),
        ("The factory is believed to make drones.", "is believed", None, "opinion"),
        ("The firm allegedly shipped drones.", "allegedly", None, "allegation"),
        ("The ministry declined to comment.", "declined", "The ministry", "non-confirmation"),
    ],
)
def test_plain_cases(annotated, text, cue, source, kind):
    found = [(claim.text, claim.source, claim.kind) for claim in annotated(text)._.claims]
    assert found == [(cue, source, kind)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.sampled_from(list("Oman said “that” \"it\" ‘is’ 'so'. denied,\n—:AB i")), max_size=200))
def test_any_text_gives_offsets_that_hold(nlp, text):
    doc = annotate.annotate(nlp(text))
    for claim in doc._.claims:
        assert text[claim.start : claim.end] == claim.text
        assert 0 <= claim.start < claim.end <= len(text)
        if claim.content_start is not None:
            assert 0 <= claim.content_start < claim.content_end <= len(text)
        if claim.source_start is not None:
            assert 0 <= claim.source_start < claim.source_end <= len(text)
