"""Who says it: pronouns, authors of statements and letters, the ministry named before, turns and headlines."""

from __future__ import annotations

import pytest


def test_a_verb_in_a_line_of_capitals_is_a_verb(annotated):
    doc = annotated("Angela Merkel Says Talks With Oman Have Failed Again")
    assert [(claim.text, claim.source) for claim in doc._.claims] == [("Says", "angela-merkel")]
    assert not annotated("General Saw Maung met Angela Merkel.")._.claims


def test_a_name_before_a_verb_that_the_parser_left_alone(annotated):
    doc = annotated("As Oman prayed and feasted and Yemen accused the rebels of theft, it rained.")
    assert [(claim.text, claim.source) for claim in doc._.claims] == [("accused", "YEM")]


def test_relative_pronoun_stands_for_its_noun(annotated):
    doc = annotated("The deal, which Oman announced, is off. Oman, which denied the report, was silent.")
    assert {claim.source for claim in doc._.claims} == {"OMN"}


@pytest.mark.parametrize(
    ("publisher", "source"),
    [
        ("U.S. Department of State", "USA"),
        ("KCNA", "PRK"),
        ("UK Government (FCO)", "GBR"),
        ("The Daily Example", "We"),
    ],
)
def test_we_is_the_state_that_publishes(annotated, publisher, source):
    doc = annotated("We condemn the attack on the village.", publisher=publisher)
    assert [claim.source for claim in doc._.claims] == [source]


def test_statement_has_its_author(annotated):
    doc = annotated("Oman issued a statement urging Yemen to stop.")
    assert [(claim.text, claim.source, claim.kind) for claim in doc._.claims] == [("urging", "OMN", "directive")]


def test_the_writer_of_a_letter_is_the_one_who_speaks_in_it(annotated):
    text = "Angela Merkel received a message of greeting from Emmanuel Macron on Monday.\nThe message said:\nI hope that the talks succeed. I extend my thanks to the hosts."
    doc = annotated(text)
    assert {claim.source for claim in doc._.claims} == {"emmanuel-macron"}
    other = annotated("Angela Merkel received a delegation from Gabon on Monday.\nI hope that the talks succeed.")
    assert "emmanuel-macron" not in {claim.source for claim in other._.claims}


def test_we_in_a_joint_statement_of_two_states_are_both(annotated):
    text = "Oman and Gabon affirm their friendship. We reaffirm our commitment to peace."
    joint = annotated(text, title="Joint Statement of the two foreign ministers", publisher="The White House")
    assert [claim.source for claim in joint._.claims][-1] == "Oman and Gabon"
    alone = annotated(text, title="Statement of the foreign minister", publisher="The White House")
    assert [claim.source for claim in alone._.claims][-1] == "USA"


@pytest.mark.parametrize(
    ("text", "source", "kind"),
    [
        ("Nobody believes in the plan, said one shopkeeper.", "one shopkeeper", "statement"),
        ('"No deal," wrote Oman.', "OMN", "statement"),
        ('"Fake news," tweeted the mayor.', "the mayor", "statement"),
        ("The mayor, a former judge, wrote that the road was shut.", "The mayor", "statement"),
    ],
)
def test_what_a_comma_or_quotation_parts_from_the_verb_does_not_say_it(annotated, text, source, kind):
    (claim,) = annotated(text)._.claims
    assert (claim.source, claim.kind) == (source, kind)


def test_it_is_the_company_that_speaks_in_the_same_sentence(annotated):
    doc = annotated("The company said it was working and denied wrongdoing.")
    assert {claim.source for claim in doc._.claims} == {"The company"}
    other = annotated("The trader said it was working and denied wrongdoing.")
    assert [claim.source for claim in other._.claims][-1] == "it"


def test_who_is_quoted_as_saying_it_says_it(annotated):
    doc = annotated("The paper quoted Angela Merkel as saying that the talks had failed.")
    assert [claim.source for claim in doc._.claims if claim.text == "saying"] == ["angela-merkel"]


def test_they_are_not_those_who_are_only_told_of(annotated):
    doc = annotated("Diplomats said that the Taliban had rejected the claim. They urged restraint.")
    assert [claim.source for claim in doc._.claims][-1] == "Diplomats"


def test_who_sets_out_a_position_says_it(annotated):
    doc = annotated("Angela Merkel set out the German position, saying that the talks had failed.")
    assert [claim.source for claim in doc._.claims] == ["angela-merkel"]


def test_the_ministry_is_the_one_named_before(annotated):
    doc = annotated("The Omani Foreign Ministry said the talks had failed. Talks would resume, the ministry said.")
    first, second = doc._.claims
    assert first.source == second.source


def test_headline_with_a_colon(annotated):
    doc = annotated("Oman: No deal without a ceasefire\n\nThe talks went on for a week.")
    assert [(claim.source, claim.rule) for claim in doc._.claims] == [("OMN", "headline")]


def test_speakers_of_an_interview(annotated):
    text = "The two met on television. Here is what was said that evening in the studio, word for word. " * 4
    doc = annotated(text + "\n\nQUILLAN: Will you sign the deal?\n\nORTEGREN: We will sign it soon.\n")
    assert [claim.source for claim in doc._.claims if claim.rule == "turn"] == ["Quillan", "Ortegren"]
