"""One change of a sentence, one change of the claim: another verb, a "not", another actor, the passive, the order."""

from __future__ import annotations

import pytest

PAIRS = [
    ("Oman confirmed the deal.", "Oman did not confirm the deal.", "confirmation", "non-confirmation"),
    ("Oman announced the deal.", "Oman has not announced the deal.", "statement", "non-confirmation"),
    ("Oman said that it had agreed.", "Oman did not say that it had agreed.", "statement", "non-confirmation"),
    ("Oman believes the deal is off.", "Oman does not believe the deal is off.", "opinion", "opinion"),
    ("Oman said it had shipped fuel.", "Oman denied it had shipped fuel.", "statement", "denial"),
    ("Oman said it had shipped fuel.", "Oman claimed it had shipped fuel.", "statement", "allegation"),
    ("Oman said it had shipped fuel.", "Oman admitted it had shipped fuel.", "statement", "confirmation"),
    ("Oman said that prices would fall.", "Oman predicted that prices would fall.", "statement", "opinion"),
    ("Oman said that prices would fall.", "Oman warned that prices would fall.", "statement", "directive"),
]


@pytest.mark.parametrize(("before", "after", "kind", "changed"), PAIRS)
def test_one_word_turns_the_kind(annotated, before, after, kind, changed):
    assert [claim.kind for claim in annotated(before)._.claims] == [kind]
    assert [claim.kind for claim in annotated(after)._.claims] == [changed]


@pytest.mark.parametrize(
    "sentence",
    [
        "{} said that the talks had failed.",
        "{} accused the militia of theft.",
        "The talks had failed, according to {}.",
    ],
)
@pytest.mark.parametrize(("name", "actor"), [("Oman", "OMN"), ("France", "FRA"), ("Mexico", "MEX"), ("Japan", "JPN")])
def test_the_actor_can_be_swapped(annotated, sentence, name, actor):
    assert [claim.source for claim in annotated(sentence.format(name))._.claims] == [actor]


@pytest.mark.parametrize(
    ("active", "passive"),
    [
        ("Oman condemned the attack.", "The attack was condemned by Oman."),
        ("Oman praised the plan.", "The plan was praised by Oman."),
        ("Oman announced the deal.", "The deal was announced by Oman."),
    ],
)
def test_passive_says_the_same_as_active(annotated, active, passive):
    one, other = annotated(active)._.claims[0], annotated(passive)._.claims[0]
    assert (one.source, one.kind) == (other.source, other.kind)


def test_paragraphs_can_be_reordered(annotated):
    paragraphs = ["Oman said that the talks had failed.", "France denied the report.", "Exports rose."]
    straight = annotated("\n\n".join(paragraphs))._.claims
    turned = annotated("\n\n".join(reversed(paragraphs)))._.claims
    assert sorted((c.text, c.source, c.kind) for c in straight) == sorted((c.text, c.source, c.kind) for c in turned)
