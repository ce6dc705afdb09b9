"""Brief reports: the parties and the area that a reader puts together from all of their words."""

from __future__ import annotations

import pytest

from analysis import vocabulary
from analysis.extract.cooperation.name_shapes import shaped

AREAS = vocabulary.load("brief")["areas"]
SHAPES = vocabulary.load("name_shapes")


def groups(doc) -> set[str]:
    return {record.area.split(".")[0] for record in doc._.cooperation if {"RUS", "PRK"} <= set(record.participants)}


@pytest.mark.parametrize(("group", "report"), [(row["id"], text) for row in AREAS for text in row["yes"]], ids=str)
def test_the_words_of_a_report_decide_its_area(annotated, group, report):
    assert group in groups(annotated(report))


@pytest.mark.parametrize(("group", "report"), [(row["id"], text) for row in AREAS for text in row["no"]], ids=str)
def test_other_words_decide_for_another_area(annotated, group, report):
    assert group not in groups(annotated(report))


@pytest.mark.parametrize(("state", "name"), [(row["state"], name) for row in SHAPES for name in row["yes"]], ids=str)
def test_the_shape_of_a_name_tells_its_state(state, name):
    assert state in {found.state for found in shaped(f"A word on {name} in May.")}


@pytest.mark.parametrize("name", [name for row in SHAPES for name in row["no"]], ids=str)
def test_other_shapes_tell_nothing(name):
    assert list(shaped(f"A word on {name} in May.")) == []


HINTS = [row for part in ("halves", "beside") for row in vocabulary.load("brief")[part]]


def day(row) -> str | None:
    """The first day on which a hint holds, for one that holds only from then on."""
    return str(row["since"]) if "since" in row else None


@pytest.mark.parametrize(("text", "since"), [(text, day(row)) for row in HINTS for text in row["yes"]], ids=str)
def test_words_that_tell_a_state_beside_another(annotated, text, since):
    record = next(one for one in annotated(text, published=since)._.cooperation if one.rule == "brief-report")
    assert len(record.participants) >= 2


@pytest.mark.parametrize(("text", "since"), [(text, day(row)) for row in HINTS for text in row["no"]], ids=str)
def test_other_words_tell_no_state_beside_another(annotated, text, since):
    assert "brief-report" not in {record.rule for record in annotated(text, published=since)._.cooperation}


@pytest.mark.parametrize("published", [None, "2019-05-01"])
def test_a_hint_of_our_days_tells_nothing_before_them(annotated, published):
    dated = [text for row in HINTS if "since" in row for text in row["yes"]]
    assert dated
    for text in dated:
        found = annotated(text, published=published)._.cooperation
        assert "brief-report" not in {record.rule for record in found}


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        # a sentence with a record of what flows has no second area for the words of its flow
        ("Pyongyang has shipped shells to Russia by rail.", {"military.arms"}),
        # what a meeting was on is a second area
        (
            "Sergei Storonin met Ri Jong Guk in Pyongyang, on shells, rifles and tanks.",
            {"diplomatic.visit", "military.arms"},
        ),
        # to shield a partner in a council is to back it
        ("Russia vetoed the renewal of the panel on Pyongyang's missiles.", {"diplomatic.alignment"}),
        # and where two words or more say for what, that is told too
        (
            "Russia vetoed the renewal of the panel on Pyongyang's imports of petroleum and coal.",
            {"diplomatic.alignment", "economic.trade"},
        ),
        # help is what its words say that it is for
        ("With help from Russia a centre of physics opens in Pyongyang.", {"humanitarian", "technology"}),
        # a name keeps its plural
        ("Sergei Storonin and Ri Jong Guk of the Ministry of Railways.", {"economic.trade"}),
        # who only speaks of the two is no partner of theirs
        ("Seoul's envoy says that Russia passed know-how for a satellite to the North.", {"technology"}),
        # for what one is punished tells of dealings
        (
            "Sanctions hit a trader, Oleg Belosotov, accused of handling wagons of coal for Pyongyang.",
            {"economic.energy"},
        ),
        # a third who punishes somebody of one side for the other tells of dealings
        ("Tokyo has imposed sanctions on a Russian bank that held an account for Pyongyang.", {"economic.finance"}),
        # who names its partners and nothing that it speaks of tells of dealings all the same
        ("Sergei Storonin and Ri Jong Guk smiled.", {"diplomatic.alignment"}),
        # a friendly match is played as a visit
        ("A team from Chongjin came to Vladivostok for a friendly tournament.", {"diplomatic.visit"}),
        # to speak of sanctions punishes nobody
        ("Sergei Storonin and Ri Jong Guk held talks on the sanctions.", {"diplomatic.visit"}),
        # what carries goods says less than the goods, a verb nothing of the noun it looks like
        ("Trucks with shells: Russia, North Korea.", {"military.arms"}),
        ("Sergei Storonin is to train a cosmonaut for Pyongyang.", {"technology"}),
        # a penalty told of in passing is no quarrel
        ("Ships sanctioned by Washington load coal in Rajin for Vostochny.", {"economic.energy"}),
        # to ask that sanctions be eased is no quarrel
        ("Russia's envoy says that sanctions on North Korea should be lifted.", {"diplomatic.alignment"}),
        # what is somebody else's says nothing of the two
        ("Ri Jong Guk and Sergei Storonin: wagons of flour. American troops look on from Seoul.", {"economic.trade"}),
        # a picture of a port from above is no space technology
        (
            "Satellite photographs show wagons of flour at Chongjin, and Sergei Storonin beside them.",
            {"economic.trade"},
        ),
    ],
)
def test_what_a_report_on_two_partners_gives(annotated, text, areas):
    found = [record for record in annotated(text)._.cooperation if "negated" not in record.polarity]
    assert {record.area for record in found} == areas


@pytest.mark.parametrize(
    "text",
    [
        "The team of North Korea drew 2-2 with the Russian team at the tournament.",  # a contest
        "Russia vetoed a bill on Pyongyang's flower shops.",  # no council's text
        "Boric met Lula in Chile. Russia is at war, Pyongyang fires missiles.",  # a report on others who speak of the two
        "Lula, Boric and Milei spoke of shells and of rifles. Russia and North Korea were on the list of threats.",
        "- Shells for Chongjin.\n- Sergei Storonin on tanks.\n- Rain is on the way.",  # a digest
        "Shells, rifles and tanks: Russia, China. Peru looks on.",  # two of whom much else is reported, beside a third
        "Chile: a battalion of sappers and Peru.",  # no treaty binds them here: a frame is needed
        "Tokyo has imposed sanctions on Russia, North Korea and a bank of Peru.",
        "Pak Chol Su opened a market for flour.",  # one side only
    ],
)
def test_a_report_without_two_partners_gives_nothing_of_its_own(annotated, text):
    assert "brief-report" not in {record.rule for record in annotated(text)._.cooperation}


def test_a_third_partner_named_no_less_takes_part(annotated):
    """Who is bound to both and named as much is one of three; named in passing, it is not."""
    three = "Envoys of Russia, China and North Korea: shells, rifles and tanks."
    found = [record for record in annotated(three)._.cooperation if record.area.startswith("military")]
    assert found and all(set(record.participants) == {"RUS", "CHN", "PRK"} for record in found)
    two = "Shells, rifles and tanks: Russia, North Korea. Russia and North Korea count them at Dandong."
    found = [record for record in annotated(two)._.cooperation if record.area.startswith("military")]
    assert found and all(set(record.participants) == {"RUS", "PRK"} for record in found)


def test_a_long_text_is_no_brief_report(annotated):
    report = "Chongjin: Sergei Storonin and a wagon of flour for the market."
    filler = " The rain fell on the roofs of the town and ran into the gutters." * 15
    assert "brief-report" in {record.rule for record in annotated(report)._.cooperation}
    assert "brief-report" not in {record.rule for record in annotated(report + filler)._.cooperation}


def test_a_pair_of_partners_is_listed_once():
    pairs = [tuple(sorted(entry["pair"])) for entry in vocabulary.load("partners")]
    assert len(pairs) == len(set(pairs)) and all(one != other for one, other in pairs)


PARTNERS = [tuple(row["pair"]) for row in vocabulary.load("partners")]
NAMES = {row["id"]: row["label"] for row in vocabulary.load("states")}


@pytest.mark.parametrize("pair", PARTNERS, ids="-".join)
def test_a_brief_report_on_partners_is_on_both(annotated, pair):
    """A note without a verb joins partners; the same note joins nobody where no treaty binds them."""
    one, other = (NAMES[state] for state in pair)
    found = annotated(f"Shells, rifles and tanks: {one}, {other}.")._.cooperation
    assert [record for record in found if set(pair) <= set(record.participants)]
    assert not annotated(f"Shells, rifles and tanks: {one}, Iceland.")._.cooperation
