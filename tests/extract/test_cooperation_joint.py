"""Who speaks in a joint statement, and what of it they say together."""

from __future__ import annotations

import pytest

TITLE = "Joint Statement of Kenya, Uganda and Rwanda"
OPENING = "The following is the joint statement of the governments of Kenya, Uganda and Rwanda.\n\n"
ALL = {"KEN", "UGA", "RWA"}


def said(annotated, text):
    """The records of the statement that goes on with `text`."""
    return [record for record in annotated(OPENING + text, title=TITLE)._.cooperation if record.sentence]


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("The Secretary and Foreign Ministers condemned the attack.", "diplomatic.alignment"),
        ("We value our old friendship.", "diplomatic.alignment"),
        ("The Foreign Ministers discussed the drought.", "diplomatic.visit"),
        ("We agreed to hold naval drills.", "military.exercise"),
    ],
)
def test_its_authors_say_it_together_and_once(annotated, text, area):
    (record,) = said(annotated, text)
    assert (record.area, set(record.participants)) == (area, ALL)


@pytest.mark.parametrize(
    "text", ["The Foreign Ministers of Chad condemned the attack.", "The Secretary of Chad condemned the attack."]
)
def test_the_ministers_of_another_state_do_not(annotated, text):
    assert all(set(record.participants) != ALL for record in said(annotated, text))
