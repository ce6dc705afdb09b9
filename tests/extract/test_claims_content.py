"""What a claim holds: the words that are said, whose link of a chain they are, and whether they are quoted."""

from __future__ import annotations

import pytest


def content(doc, claim):
    return doc.text[claim.content_start : claim.content_end]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Oman said that the talks had failed.", "that the talks had failed"),
        ("The talks had failed, Oman said.", "The talks had failed"),
        (
            "“The talks have failed,” Oman said. “We will go home.”",
            "“The talks have failed,” Oman said. “We will go home.”",
        ),
        ('"The talks have failed.\n\n"We will go home," Oman said.', '"The talks have failed.\n\n"We will go home,"'),
        ("Oman urged Yemen to return.", "Yemen to return"),
        ("The factory is believed to make drones.", "The factory is believed to make drones"),
        ("The talks had failed, according to Oman.", "The talks had failed"),
        ("According to Oman, the talks had failed.", "the talks had failed"),
        # what a participle adds is no part of what was quoted before it, nor the quoted name of a broadcast of what was said
        ("“The talks have failed,” Oman said, arguing that it was a “long road”.", "“The talks have failed,”"),
        ("On Sunday's “Talk of the Nation,” Oman said the talks had failed.", "the talks had failed"),
        ("Oman said it opposed the plan and warned the rebels to leave.", "it opposed the plan"),
    ],
)
def test_content_is_what_is_said(annotated, text, wanted):
    doc = annotated(text)
    assert content(doc, doc._.claims[0]) == wanted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“The talks have failed,” Oman said.", True),
        ("Oman said the plan was “a gift to smugglers everywhere”.", True),
        ("Oman said the plan was a gift.", False),
    ],
)
def test_quoted(annotated, text, quoted):
    assert [claim.quoted for claim in annotated(text)._.claims] == [quoted]


def test_chain_gives_a_claim_a_link(annotated):
    doc = annotated("Reuters reported that officials said the talks had failed.")
    assert [claim.text for claim in doc._.claims] == ["reported", "said"]
    assert doc._.claims[1].source == "officials"


def test_sentences_of_a_quotation_without_a_cue_give_no_further_record(annotated):
    doc = annotated("“The talks have failed,” Oman said. “They say nothing new. We will go home.”")
    assert [claim.text for claim in doc._.claims] == ["said"]


def test_a_quoted_we_that_condemns_gives_its_own_record(annotated):
    doc = annotated("“We condemn this attack on the village,” Oman said.")
    assert [(claim.text, claim.kind, claim.source) for claim in doc._.claims] == [
        ("condemn", "opinion", "OMN"),
        ("said", "statement", "OMN"),
    ]


def test_a_participle_behind_a_quotation_has_its_own_content(annotated):
    doc = annotated("“The talks have failed,” Oman said, adding that the road was shut.")
    assert [content(doc, claim) for claim in doc._.claims] == ["“The talks have failed,”", "that the road was shut"]


def test_a_second_verb_of_speech_behind_and_is_the_outer_speakers(annotated):
    doc = annotated("Oman said it opposed the plan and warned the rebels to leave.")
    assert ("warned", "OMN", "directive") in [(claim.text, claim.source, claim.kind) for claim in doc._.claims]
    doc = annotated("Oman said it hoped for rain and fed the camels.")
    assert len(doc._.claims) == 1


def test_what_a_speaker_says_of_his_own_hopes_is_one_opinion(annotated):
    doc = annotated("Officials said they hope the talks will go on.")
    assert [(claim.text, claim.kind) for claim in doc._.claims] == [("said", "opinion")]
