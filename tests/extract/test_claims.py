"""Claims: who says what, by which words, and of which kind."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from analysis import annotate
from analysis.extract.claims import RULES
from analysis.tables import CLAIM_KINDS


def content(doc, claim):
    return doc.text[claim.content_start : claim.content_end]


# sentence, cue (a part of it), source, kind, rule
CASES = [
    ("Oman said that the talks had failed.", "said", "OMN", "statement", "verb-clause"),
    ("Oman said the talks had failed.", "said", "OMN", "statement", "verb-clause"),
    ("The talks had failed, Oman said.", "said", "OMN", "statement", "verb-aside"),
    ("The talks, Oman said, had failed.", "said", "OMN", "statement", None),
    ('"The talks have failed," said Oman.', "said", "OMN", "statement", "verb-quote"),
    ("“The talks have failed,” Oman said on Monday.", "said", "OMN", "statement", "verb-quote"),
    ('Oman said: "The talks have failed."', "said", "OMN", "statement", "verb-quote"),
    ("Oman told reporters that the talks had failed.", "told", "OMN", "statement", "verb-clause"),
    ("The talks had failed, according to Oman.", "according to", "OMN", "statement", "according-to"),
    ("According to Oman, the talks had failed.", "According to", "OMN", "statement", "according-to"),
    ("As Oman put it, the talks had failed.", "put", "OMN", "statement", "verb-aside"),
    ("Diplomats believe that the talks had failed.", "believe", "Diplomats", "opinion", "verb-clause"),
    ("The factory is believed to make drones.", "is believed", None, "opinion", "verb-direct"),
    ("It is speculated that the factory makes drones.", "is speculated", None, "opinion", "verb-clause"),
    ("The firm allegedly shipped drones.", "allegedly", None, "allegation", "hearsay"),
    ("The firm has reportedly shipped drones.", "reportedly", None, "statement", "hearsay"),
    ("Officials accused Oman of smuggling fuel.", "accused", "Officials", "allegation", None),
    ("Oman was accused of smuggling fuel.", "was accused", None, "allegation", None),
    ("Oman denied that it had shipped drones.", "denied", "OMN", "denial", "verb-clause"),
    ("Oman rejected the allegations.", "rejected", "OMN", "denial", "verb-news"),
    ("Oman confirmed the deal.", "confirmed", "OMN", "confirmation", "verb-object"),
    ("Oman has not confirmed the deal.", "has not confirmed", "OMN", "non-confirmation", "verb-object"),
    ("The ministry declined to comment.", "declined", "The ministry", "non-confirmation", "verb-silence"),
    ("There was no word on the visit.", "There was no word", None, "non-confirmation", "no-word"),
    ("Oman urged Yemen to return to the talks.", "urged", "OMN", "directive", "verb-direct"),
    ("Oman called for a ceasefire.", "called for", "OMN", "directive", "verb-preposition"),
    ("Oman called on both sides to stop.", "called on", "OMN", "directive", "verb-direct"),
    ("Oman condemned the attack.", "condemned", "OMN", "opinion", "verb-object"),
    ("Oman expressed concern over the attack.", "expressed", "OMN", "opinion", "verb-object"),
    ("Oman expressed support for the plan.", "expressed", "OMN", "statement", "verb-object"),
    ("Oman described the plan as a gift.", "described", "OMN", "statement", "verb-as"),
    ("Oman called the plan a gift.", "called", "OMN", "statement", "verb-naming"),
    ("Oman called the plan illegal.", "called", "OMN", "opinion", "verb-naming"),
    ("Oman called the allegation baseless.", "called", "OMN", "denial", "verb-naming"),
    (
        "Neither company has confirmed the deal.",
        "has confirmed",
        "Neither company",
        "non-confirmation",
        "verb-object",
    ),
    ("The members of the Security Council welcomed the truce.", "welcomed", "un-security-council", "opinion", None),
    ("Oman is concerned about the attack.", "is concerned", "OMN", "opinion", "adjective"),
    ("We’re grateful for the help.", "grateful", "We", "statement", "adjective"),
    ("The message conveyed deep regret over the attack.", "conveyed", "The message", "opinion", "verb-object"),
    ("In Oman's view, the plan is a gift.", "In Oman's view", "OMN", "opinion", "in-view"),
    ("In the ministry's view, the plan is a gift.", "In the ministry's view", "the ministry", "opinion", "in-view"),
    (
        "By the ministry's own account, nine ships sank.",
        "By the ministry's own account",
        "the ministry",
        "statement",
        "in-view",
    ),
    ("By its own admission, Oman lost nine ships.", "By its own admission", "OMN", "confirmation", "in-view"),
    ("Reserves rose by a tenth, per the finance ministry.", "per", "the finance ministry", "statement", "per"),
    ("Oman has yet to comment on the raid.", "comment", "OMN", "non-confirmation", "verb-preposition"),
    ("The junta's claim to have retaken the town drew scorn.", "claim", "The junta", "allegation", "noun"),
    ("Allegations of fraud followed the vote.", "Allegations", None, "allegation", "noun"),
    ("There is speculation that the mine will close.", "speculation", None, "opinion", "noun"),
    ("Oman praised the rescue workers.", "praised", "OMN", "statement", "verb-object"),
    ("The data show that exports doubled.", "show", "The data", "statement", "verb-clause"),
]


@pytest.mark.parametrize(("text", "cue", "source", "kind", "rule"), CASES, ids=[case[0] for case in CASES])
def test_found_with_its_fields(annotated, text, cue, source, kind, rule):
    found = annotated(text)._.claims
    assert [(claim.source, claim.kind) for claim in found] == [(source, kind)]
    assert cue in found[0].text or found[0].text in cue
    assert rule is None or found[0].rule == rule
    assert found[0].rule in RULES


NEAR_MISSES = [
    "By the ministry's own gate, nine ships sank.",
    "Reserves rose by a tenth, per the contract.",
    "Oman has to comment on the raid.",
    "She said goodbye to the guests.",
    "The test confirmed the theory.",
    "The storm claimed three lives.",
    "The guards denied entry to the inspectors.",
    "He believes in ghosts.",
    "The report runs to forty pages.",
    "The suggested retail price is ten euros.",
    "The new line adds two stops.",
    "The brochure describes the castle in detail.",
    "Oman should say that the talks have failed.",
    "Oman will announce the date in May.",
    "The hall was silent.",
    "The committee consists of nine members.",
    "",
    "   \n\n  ",
]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_yield_nothing(annotated, text):
    assert list(annotated(text)._.claims) == []


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


def test_a_verb_in_a_line_of_capitals_is_a_verb(annotated):
    doc = annotated("Angela Merkel Says Talks With Oman Have Failed Again")
    assert [(claim.text, claim.source) for claim in doc._.claims] == [("Says", "angela-merkel")]
    assert not annotated("General Saw Maung met Angela Merkel.")._.claims


def test_a_name_before_a_verb_that_the_parser_left_alone(annotated):
    doc = annotated("As Oman prayed and feasted and Yemen accused the rebels of theft, it rained.")
    assert [(claim.text, claim.source) for claim in doc._.claims] == [("accused", "YEM")]


def test_what_a_speaker_says_of_his_own_hopes_is_one_opinion(annotated):
    doc = annotated("Officials said they hope the talks will go on.")
    assert [(claim.text, claim.kind) for claim in doc._.claims] == [("said", "opinion")]


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


# metamorphic: one change of the sentence, one change of the record
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


def test_headline_with_a_colon(annotated):
    doc = annotated("Oman: No deal without a ceasefire\n\nThe talks went on for a week.")
    assert [(claim.source, claim.rule) for claim in doc._.claims] == [("OMN", "headline")]


def test_speakers_of_an_interview(annotated):
    text = "The two met on television. Here is what was said that evening in the studio, word for word. " * 4
    doc = annotated(text + "\n\nQUILLAN: Will you sign the deal?\n\nORTEGREN: We will sign it soon.\n")
    assert [claim.source for claim in doc._.claims if claim.rule == "turn"] == ["Quillan", "Ortegren"]


def test_every_rule_says_why():
    for name, rule in RULES.items():
        assert rule.__doc__ and rule.__doc__.strip().splitlines()[0].endswith("."), name


PIECES = [
    "Oman",
    "He",
    " said",
    " that",
    " it is so",
    " denied",
    ",",
    ".",
    ":",
    "—",
    "“",
    "”",
    "‘",
    "’",
    '"',
    "'",
    "\n",
    "\n\n",
    " ",
    "?",
    "A",
    "é",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS)
@example("Oman said‘.,")
def test_any_text_gives_offsets_that_hold(nlp, text):
    doc = annotate.annotate(nlp(text))
    assert list(doc._.claims) == list(annotate.annotate(nlp(text))._.claims)
    starts = [claim.start for claim in doc._.claims]
    assert starts == sorted(starts)
    for claim in doc._.claims:
        assert text[claim.start : claim.end] == claim.text
        assert claim.kind in CLAIM_KINDS
        assert claim.rule in RULES
        for start, end in ((claim.source_start, claim.source_end), (claim.content_start, claim.content_end)):
            assert start is None or 0 <= start < end <= len(text)
