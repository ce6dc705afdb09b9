"""Terse reports of one pair of states: who was where, what was shipped, what was signed; and changed wordings.

The reports are made up in the manner of a chronicle. Each must give a record with both states among the
participants (a person or body counts for the state it serves) in one of the areas named.
"""

from __future__ import annotations

import pytest

REPORTS = [
    (
        "military",
        "North Korea ships more than 1,000 containers of munitions to Russia, according to the White House.",
    ),
    ("military", "Russia fires North Korean-made ballistic missiles at a city in the east."),
    (
        "military",
        "Some 1,500 North Korean special forces troops are transported to Vladivostok aboard Russian navy ships.",
    ),
    ("military", "North Korean soldiers train at bases in eastern Russia."),
    ("military", "Kim Jong Un sends 10,000 soldiers to Russia's Kursk region."),
    ("military", "Russia and North Korea agree to hold joint naval drills."),
    ("military", "Moscow supplies Pantsir air defence systems to Pyongyang in return for troops."),
    ("military", "The DPRK denies that it has ever sold ammunition to Russia."),
    ("military", "Rosoboronexport signs a contract to supply Mi-17 helicopters to Pyongyang."),
    ("military", "Russian engineers help North Korea modernize its T-62 tanks."),
    ("military", "North Korea and Russia sign a memorandum on military cooperation."),
    ("military", "North Korea joins Russia's naval exercise."),
    ("diplomatic", "A Russian delegation arrives in Pyongyang."),
    ("diplomatic", "Lavrov meets Choe Son Hui in Moscow."),
    ("diplomatic", "Vladimir Putin visits Pyongyang, the first visit by a Russian leader since 2000."),
    ("diplomatic", "Kim Jong Il travels by train through Siberia and holds a summit with Putin."),
    ("diplomatic", "Kim Jong Un sends a congratulatory message to Vladimir Putin on Russia Day."),
    ("diplomatic", "Ambassador Alexander Matsegora hosts a reception at the Russian embassy in Pyongyang."),
    ("diplomatic", "Putin and Kim sign the Comprehensive Strategic Partnership Treaty."),
    ("diplomatic", "The State Duma ratifies the treaty with North Korea."),
    ("diplomatic", "Rodong Sinmun publishes an article praising Russia's stance on Ukraine."),
    ("diplomatic", "Choe Son Hui says Pyongyang will stand firmly by Moscow until victory."),
    ("diplomatic", "Kim Yong Nam attends the Victory Day parade in Moscow."),
    ("diplomatic", "Kim Jong Un is invited to Moscow for the May parade."),
    ("diplomatic", "A train carrying guests crosses Tumangang into Khasan."),
    ("economic", "Russia writes off 90 percent of North Korea's Soviet-era debt."),
    ("economic", "Russian Railways reopens the line between Khasan and Rajin."),
    ("economic", "North Korean labourers arrive in Vladivostok to work on construction sites."),
    ("economic", "North Korean loggers work in camps in Amur Oblast."),
    ("economic", "Russia delivers refined petroleum to North Korea beyond the UN cap."),
    ("economic", "Trade turnover between Russia and the DPRK reaches 34 million dollars."),
    ("economic", "Russia releases 9 million dollars of frozen North Korean assets."),
    ("economic", "Direct passenger trains between Moscow and Pyongyang resume."),
    ("economic", "Two Russian companies sign a deal to hire 5,000 North Korean builders."),
    ("humanitarian", "Moscow sends 50,000 tons of wheat to North Korea as food aid."),
    ("technology", "Russian specialists aid North Korea's satellite launch programme, Seoul says."),
    ("technology", "North Korea and Russia sign an agreement on scientific and technical cooperation."),
    ("technology", "Pyongyang seeks submarine technology from Moscow."),
    ("technology", "Russia agrees to build light-water reactors in North Korea."),
    ("technology", "North Korea asks Russia for technology related to nuclear-powered submarines."),
    ("cultural", "A North Korean art troupe performs in Vladivostok."),
]


@pytest.mark.parametrize(("area", "report"), REPORTS, ids=str)
def test_a_terse_report_names_both_states_and_the_area(annotated, area, report):
    doc = annotated(report)
    country = {mention.actor_id: mention.country for mention in doc._.mentions}
    found = [
        record.area.split(".")[0]
        for record in doc._.cooperation
        if {"RUS", "PRK"} <= {country.get(one) or one for one in record.participants}
    ]
    assert area in found


# one act in other words: voice, noun and verb, order
SAME = [
    (
        "military.arms", "BRA", "PER",
        ["Brazil sold rifles to Peru.", "Brazil sold Peru rifles.", "Rifles were sold to Peru by Brazil.",
         "Peru bought rifles from Brazil.", "Brazil supplied Peru with rifles.",
         "The sale of rifles by Brazil to Peru went on.", "Brazil's sale of rifles to Peru went on."],
    ),
    (
        "diplomatic.visit", "KEN", "UGA",
        ["The Kenyan president visited Uganda.", "The Kenyan president travelled to Uganda.",
         "Uganda hosted the Kenyan president.", "The Kenyan president's visit to Uganda is over.",
         "The Kenyan president arrived in Uganda.", "The Kenyan president paid a visit to Uganda."],
    ),
    (
        "humanitarian", "JPN", "NPL",
        ["Japan sent tents to Nepal.", "Tents were sent to Nepal by Japan.", "Nepal received tents from Japan.",
         "Japan gave Nepal tents."],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("area", "giver", "receiver", "sentence"),
    [(area, giver, receiver, sentence) for area, giver, receiver, all_of in SAME for sentence in all_of],
)
def test_one_act_in_other_words_is_one_record(annotated, area, giver, receiver, sentence):
    records = [record for record in annotated(sentence)._.cooperation if record.area == area]
    assert [(record.givers, record.receivers) for record in records] == [((giver,), (receiver,))]


@pytest.mark.parametrize(
    "sentence", ["{0} sold rifles to {1}.", "{0} lent {1} money.", "{0} trained soldiers from {1}."]
)
def test_swapped_actors_swap_the_direction(annotated, sentence):
    there = annotated(sentence.format("Brazil", "Peru"))._.cooperation
    back = annotated(sentence.format("Peru", "Brazil"))._.cooperation
    assert [(one.givers, one.receivers) for one in there] == [(("BRA",), ("PER",))]
    assert [(one.receivers, one.givers) for one in back] == [(one.givers, one.receivers) for one in there]


STATUS = [
    ("Brazil sold rifles to Peru.", "affirmed", "certain", "realised"),
    ("Brazil did not sell rifles to Peru.", "negated", "certain", "realised"),
    ("Brazil allegedly sold rifles to Peru.", "affirmed", "probable", "realised"),
    ("Brazil may sell rifles to Peru.", "affirmed", "possible", "proposed"),
    ("Brazil plans to sell rifles to Peru.", "affirmed", "certain", "agreed"),
    ("Brazil stopped selling rifles to Peru.", "affirmed", "certain", "ended"),
    ("Brazil and Peru held talks.", "affirmed", "certain", "realised"),
    ("Brazil and Peru may hold talks.", "affirmed", "possible", "proposed"),
    ("Brazil and Peru signed a treaty.", "affirmed", "certain", "agreed"),
    ("Brazil and Peru cancelled the treaty.", "affirmed", "certain", "ended"),
]


@pytest.mark.parametrize(("sentence", "polarity", "certainty", "stage"), STATUS, ids=str)
def test_a_word_of_doubt_or_denial_changes_the_status(annotated, sentence, polarity, certainty, stage):
    (record,) = annotated(sentence)._.cooperation
    assert (record.polarity, record.certainty, record.stage) == (polarity, certainty, stage)


def test_the_order_of_paragraphs_does_not_change_what_stands_alone(annotated):
    first, second = "Brazil sold rifles to Peru.", "The Kenyan president visited Uganda."
    records = {
        text: {(one.area, one.participants) for one in annotated(text)._.cooperation}
        for text in (f"{first}\n\n{second}", f"{second}\n\n{first}")
    }
    assert len(set(map(frozenset, records.values()))) == 1


def test_the_pair_is_carried_on(annotated):
    doc = annotated("Brazil and Peru signed a treaty on Monday. The two countries will also hold joint drills.")
    assert {"BRA", "PER"} == set(doc._.cooperation[-1].participants)
    assert doc._.cooperation[-1].area == "military.exercise"


@pytest.mark.parametrize("text", ["", "\n", "a" * 5000, "Iran-" * 300, "🚀 Россия и КНДР", "Chad " * 400])
def test_any_text_is_read_without_a_fault(annotated, text):
    for record in annotated(text)._.cooperation:
        assert record.text


def test_one_side_named_the_other_is_the_one_spoken_of_before(annotated):
    doc = annotated("Brazil sold rifles to Peru in May. The weather was bad. Peru bought tanks, too.")
    assert [(one.givers, one.receivers) for one in doc._.cooperation][-1] == (("BRA",), ("PER",))


def test_it_at_the_start_is_the_subject_of_the_sentence_before(annotated):
    doc = annotated("Brazil has a large steel industry. It sold rifles to Peru.")
    assert [(one.givers, one.receivers) for one in doc._.cooperation] == [(("BRA",), ("PER",))]


def test_the_deliveries_are_those_spoken_of_before(annotated):
    doc = annotated("Brazil supplied Peru with rifles. The deliveries ended in May.")
    assert [one.area for one in doc._.cooperation] == ["military.arms", "military.arms"]
