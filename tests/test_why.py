"""Why a record is there, in words: every rule that finds claims, sanctions or cooperation can say what it looks for."""

from __future__ import annotations

import pytest

from analysis import vocabulary
from analysis.extract.claims import RULES
from analysis.why import rules, why


def test_every_rule_on_claims_is_told() -> None:
    assert set(RULES) - set(rules()) == set()


def test_every_frame_of_cooperation_is_told() -> None:
    assert {frame["id"] for frame in vocabulary.load("frames")} - set(rules()) == set()


@pytest.mark.parametrize("name", ["sanctions", "sanction_verbs"])
def test_every_trigger_of_sanctions_is_told(name: str) -> None:
    assert {f"sanction-{entry['id']}" for entry in vocabulary.load(name)} - set(rules()) == set()


def test_no_rule_is_told_that_nothing_uses() -> None:
    assert {entry["id"] for entry in vocabulary.load("rules")["claims"]} - set(RULES) == set()


def test_the_words_that_decided_are_named_and_defaults_are_told() -> None:
    row = {
        "rule": "supply", "area": "military.arms", "area_cue": "shells", "stage": "proposed", "stage_cue": "seeks",
        "polarity": "affirmed", "polarity_cue": None, "certainty": "possible", "certainty_cue": "may", "source_cue": "said",
    }  # fmt: skip
    said = why("cooperation", row)
    assert said[0].endswith("(rule supply).")
    assert "The area is military.arms: because of “shells”." in said
    assert "It is affirmed: nothing negates it." in said
    assert "It is possible: because of “may”." in said
    assert said[-1] == "It is attributed by “said”."
