"""Actors: who is named, by which words, under which id, and what only looks like a name."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.extract.actors import mentions


def named(doc) -> list[tuple[str, str]]:
    """Words and id of every name and metonym."""
    return [(m.text, m.actor_id) for m in doc._.mentions if m.form in ("name", "metonym")]


def ids(doc) -> set[str]:
    return {actor_id for _, actor_id in named(doc)}


@pytest.mark.parametrize(
    "text,wanted",
    [
        # states: names, abbreviations, capitals, palaces, headlines, datelines, possessives, hyphens
        ("Canada and the U.K. signed.", [("Canada", "CAN"), ("U.K.", "GBR")]),
        ("TEHRAN, May 3 - The talks ended.", [("TEHRAN", "IRN")]),
        ("The Kremlin answered Kyiv's letter.", [("Kremlin", "RUS"), ("Kyiv", "UKR")]),
        ("A Poland-led mission left.", [("Poland", "POL")]),
        ("Envoys of the DPRK met the ROK side.", [("DPRK", "PRK"), ("ROK", "KOR")]),
        ("The Democratic People’s Republic of Korea agreed.", [("Democratic People’s Republic of Korea", "PRK")]),
        ("Cote d'Ivoire and Türkiye voted.", [("Cote d'Ivoire", "CIV"), ("Türkiye", "TUR")]),
        # a government by its description
        ("The Peruvian government paid.", [("Peruvian government", "PER")]),
        ("The Reagan administration paid.", [("Reagan administration", "USA")]),
        ("The Biden-Harris administration paid.", [("Biden-Harris administration", "USA")]),
        # blocs and bodies
        ("NATO and the U.N. Security Council met.", [("NATO", "NATO"), ("U.N. Security Council", "un-security-council")]),
        ("The White House called the Pentagon.", [("White House", "white-house"), ("Pentagon", "us-department-of-defense")]),
        ("Hezbollah fired at Israel.", [("Hezbollah", "hezbollah"), ("Israel", "ISR")]),
        ("The Chilean Foreign Ministry replied.", [("Chilean Foreign Ministry", "chilean-foreign-ministry")]),
        ("Chile's Ministry of Foreign Affairs replied.", [("Chile", "CHL"), ("Ministry of Foreign Affairs", "chilean-foreign-ministry")]),
        ("The Kenyan Navy sailed.", [("Kenyan Navy", "kenyan-navy")]),
        ("Blue Anchor Trading Co. Ltd. paid.", [("Blue Anchor Trading Co. Ltd.", "blue-anchor-trading-co-ltd")]),
        # persons
        ("Prime Minister Keir Starmer met Emmanuel Macron.", [("Keir Starmer", "keir-starmer"), ("Emmanuel Macron", "emmanuel-macron")]),
        ("Volodymyr Zelenskyy and Zelensky are one.", [("Volodymyr Zelenskyy", "volodymyr-zelensky"), ("Zelensky", "volodymyr-zelensky")]),
        ("Kim Jong-un received the guests.", [("Kim Jong-un", "kim-jong-un")]),
        ("Gen. Ilya Brandt left.", [("Ilya Brandt", "ilya-brandt")]),
    ],
)  # fmt: skip
def test_who_is_named(annotated, text, wanted) -> None:
    assert named(annotated(text)) == wanted


@pytest.mark.parametrize(
    "text,not_named",
    [
        ("The Washington Post printed it.", "USA"),
        ("Ships crossed the South China Sea.", "CHN"),
        ("They sailed the Gulf of Oman.", "OMN"),
        ("Michael Jordan scored.", "JOR"),
        ("We ate turkey with china plates.", "TUR"),
        ("A guinea pig and a chad were found.", "GIN"),
        ("He was born in New Mexico.", "MEX"),
        ("She moved to Atlanta, Georgia, in May.", "GEO"),
        ("The Bank of China lent money.", "CHN"),
        ("Russia Today broadcast it.", "RUS"),
        ("Treasury Secretary Nora Hale spoke.", "us-treasury"),
        ("The Paris Agreement holds.", "FRA"),
        ("The frigate HMCS Ottawa sailed.", "CAN"),
        ("Please let us know.", "USA"),
        ("The council met the ministry of trade.", "un-security-council"),
        ("They tested the S-400 and the Aegis Ashore.", "aegis-ashore"),
    ],
)
def test_what_only_looks_like_a_name(annotated, text, not_named) -> None:
    assert not_named not in ids(annotated(text))


def test_other_cities_regions_peoples_and_events_are_no_actors(annotated) -> None:
    text = "In Milan, Siberia and the Middle East, Muslims and Catholics marked Easter after World War II."
    assert not ids(annotated(text))


def test_title_case_headline(annotated) -> None:
    doc = annotated("Growing Naval Ties Between Chile and Peru Raise Questions\n\nThe navies met in May.")
    assert ids(doc) == {"CHL", "PER"}


def test_headline_in_capitals(annotated) -> None:
    assert ids(annotated("PENTAGON HALTS TRADE WITH NORWAY\n\nThe move came on Monday.")) == {
        "us-department-of-defense",
        "NOR",
    }


def test_a_name_stays_one_actor_through_the_text(annotated) -> None:
    doc = annotated(
        "Defence analyst Marta Oyelaran spoke first. Oyelaran was brief. "
        "The Harbour Inspection Authority (HIA) replied. HIA inspectors agreed with Ms Oyelaran. The Authority left."
    )
    assert [actor_id for _, actor_id in named(doc)] == [
        "marta-oyelaran", "marta-oyelaran", "harbour-inspection-authority", "harbour-inspection-authority",
        "harbour-inspection-authority", "marta-oyelaran", "harbour-inspection-authority",
    ]  # fmt: skip


def test_an_abbreviation_of_a_thing_is_no_actor(annotated) -> None:
    doc = annotated("The central accounts register (CAR) was closed. The CAR had been useful.")
    assert "CAF" not in ids(doc)


def test_short_name_of_a_firm(annotated) -> None:
    doc = annotated("Zorvex Technologies Inc. denied it. Investors of Zorvex complained.")
    assert ids(doc) == {"zorvex-technologies-inc"}


@pytest.mark.parametrize(
    "text,wanted",
    [
        ("Task Force (CTF) 70 sailed. CTF 70 returned.", ["task-force-70", "task-force-70"]),
        ("Zorvex Ltd, also known as Blue Anchor, paid.", ["zorvex-ltd", "zorvex-ltd"]),
        ("Blue Anchor Ltd, Zorvex, and Northern Oil Ltd paid.", ["blue-anchor-ltd", "zorvex", "northern-oil-ltd"]),
        ("The mining company Zorvex paid. Taxes on Zorvex rose.", ["zorvex", "zorvex"]),
        ("Russia and the ship Northern Grace", ["RUS"]),
    ],
)
def test_names_by_what_stands_beside_them(annotated, text, wanted) -> None:
    assert [actor_id for _, actor_id in named(annotated(text))] == wanted


def test_a_firm_named_between_commas(annotated) -> None:
    found = annotated("Canada fined one Lima-based company, Andex, for helping Kenya.")._.mentions
    assert ("andex", "organization") in {(one.actor_id, one.kind) for one in found}
    for text in (
        "The company, Monday, was shut.",
        "The company, Morven reported, was shut.",
        "The team, Andex, won.",
    ):
        assert not [one for one in annotated(text)._.mentions if one.kind == "organization"], text


def test_the_department_of_the_publisher(annotated) -> None:
    doc = annotated("Officials of the Department agreed.", publisher="U.S. Department of State")
    assert named(doc) == [("Department", "us-department-of-state")]
    assert not named(annotated("Officials of the Department agreed."))


def test_two_of_one_surname(annotated) -> None:
    doc = annotated("Kim Il-sung ruled first. His grandson Kim Jong-un followed. Kim visited Hanoi.")
    assert named(doc)[-2] == ("Kim", "kim-jong-un")


def test_demonyms_are_their_own_form(annotated) -> None:
    doc = annotated("Norwegian and Sino-Indian envoys met the Danes.")
    assert [(m.text, m.form, m.actor_id) for m in doc._.mentions] == [
        ("Norwegian", "demonym", "NOR"), ("Sino", "demonym", "CHN"), ("Indian", "demonym", "IND"), ("Danes", "demonym", "DNK"),
    ]  # fmt: skip


def test_moscow_in_the_days_of_the_soviet_union(annotated) -> None:
    text = "The Soviet Union sold oil. Moscow wanted grain."
    assert ids(annotated(text, published="1987-03-02")) == {"SUN"}
    assert "RUS" in ids(annotated("Russia sold oil, as the Soviet Union had. Moscow wanted grain."))


@pytest.mark.parametrize(
    "first,second", [("Chile", "Peru"), ("Norway", "Vietnam"), ("the United States", "South Africa")]
)
def test_swapping_actors_swaps_ids(annotated, first, second) -> None:
    text = "Officials of {} said that {} would buy ships."
    there, back = annotated(text.format(first, second)), annotated(text.format(second, first))
    assert [key for _, key in named(there)] == [key for _, key in named(back)][::-1]


def test_order_of_paragraphs_does_not_change_ids(annotated) -> None:
    parts = [
        "Prime Minister Jana Kras arrived in Oslo.",
        "The Harbour Inspection Authority was praised.",
        "Kras thanked Norway.",
    ]
    assert ids(annotated("\n\n".join(parts))) == ids(annotated("\n\n".join(parts[::-1])))


@pytest.mark.parametrize("name", ["Chile", "United Arab Emirates", "Hezbollah", "Emmanuel Macron", "IAEA"])
def test_possessive_is_not_part_of_the_name(annotated, name) -> None:
    for mark in ("'", "’"):
        assert named(annotated(f"Talks about {name}{mark}s plans went on."))[0][0] == name


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("AIRNUirans. ()-'’&,\n\"“é0"), max_size=160))
def test_mentions_of_any_text(annotated, text) -> None:
    doc = annotated(text)
    last = 0
    for mention in doc._.mentions:
        assert text[mention.start : mention.end] == mention.text
        assert last <= mention.start < mention.end
        last = mention.end


def test_running_twice_gives_the_same(annotated) -> None:
    text = "Norway's Foreign Ministry and Blue Anchor Ltd met Prime Minister Jana Kras. Kras said she agreed."
    assert annotated(text)._.mentions == annotated(text)._.mentions


@pytest.mark.parametrize("unit", ["Bank of ", "the Ministry of Defence, ", "Kim ", "A.B. (A.B.) ", "Mr Ilya Brandt "])
def test_long_runs_do_not_hang(nlp, unit) -> None:
    assert len(list(mentions(nlp(unit * 1000)))) >= 0


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("EU officials were angry. Brussels may suspend the visa deal with Georgia.", "EU"),
        ("Washington and Brussels imposed tariffs, the European Commission said.", "EU"),
        ("The deal was struck by Brussels, the EU envoy said.", "EU"),
        ("EU officials said that Brussels' sanctions would stay.", "EU"),
        ("The talks with Brussels failed, the EU envoy said.", "EU"),
        ("EU officials met the envoy in Brussels.", "BEL"),
        ("EU officials said that Brussels' airport would stay shut.", "BEL"),
        ("The EU envoy flew back with a train to Brussels.", "BEL"),
        ("Brussels hosts the EU.", "BEL"),
        ("Brussels may suspend the visa deal with Georgia.", "BEL"),
        ("Belgium left the EU talks early. Brussels rejected the plan.", "BEL"),
    ],
)
def test_the_seat_of_a_bloc_is_the_bloc_where_it_acts(annotated, text, actor):
    assert [one.actor_id for one in annotated(text)._.mentions if one.text == "Brussels"] == [actor]
