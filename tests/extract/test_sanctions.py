"""Statements about sanctions: parties, action, measure, status; and how a changed word changes them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.extract.records import Sanction


def only(annotated, text: str, **context) -> Sanction:
    found = annotated(text, **context)._.sanctions
    assert len(found) == 1, [(one.text, one.rule) for one in found]
    return found[0]


PARTIES = [
    # text, imposers, targets, action, measure
    ("Canada imposed sanctions on Belarus.", ["CAN"], ["BLR"], "impose", "general"),
    ("Sanctions were imposed on Belarus by Canada.", ["CAN"], ["BLR"], "impose", "general"),
    ("Canada's sanctions against Belarus are in force.", ["CAN"], ["BLR"], "mention", "general"),
    ("Belarus is facing Canadian sanctions.", ["CAN"], ["BLR"], "mention", "general"),
    ("Belarus has been placed under sanctions by Canada.", ["CAN"], ["BLR"], "impose", "general"),
    ("Canada hit Belarus with sanctions.", ["CAN"], ["BLR"], "impose", "general"),
    ("The European Union tightened its arms embargo against Belarus.", ["EU"], ["BLR"], "impose", "arms"),
    ("Canada banned imports of oil from Iran.", ["CAN"], ["IRN"], "impose", "trade"),
    ("Canada lifted its sanctions on Belarus.", ["CAN"], ["BLR"], "ease", "general"),
    ("The sanctions on Belarus were lifted by Canada.", ["CAN"], ["BLR"], "ease", "general"),
    ("Canada called for an oil embargo against Iran.", ["CAN"], ["IRN"], "threaten", "trade"),
    ("Belarus evaded Canadian sanctions.", ["CAN"], ["BLR"], "evade", "general"),
    ("Belarus shipped oil in breach of Canadian sanctions.", ["CAN"], ["BLR"], "evade", "trade"),
    ("Libya found ways to circumvent Canadian sanctions.", ["CAN"], ["LBY"], "evade", "general"),
    ("Gabon condemned Canada's sanctions against Belarus.", ["CAN"], ["BLR"], "oppose", "general"),
    ("Canada is enforcing its sanctions against Belarus.", ["CAN"], ["BLR"], "enforce", "general"),
    (
        "Canadian police jailed a man for shipping optics to Iran in breach of sanctions.",
        ["CAN"],
        ["IRN"],
        "enforce",
        "trade",
    ),
    ("Canada jailed a man for selling rifles to Iran in breach of sanctions.", ["CAN"], ["IRN"], "enforce", "arms"),
    ("Canada charged two Iranian men with evading sanctions.", ["CAN"], ["IRN"], "enforce", "general"),
    ("Gabon charged two Iranian men with evading sanctions.", [], ["IRN"], "enforce", "general"),
    ("Gabon detained a tanker that sailed in breach of Canadian sanctions.", ["CAN"], [], "enforce", "general"),
    ("A tanker under Iranian flag is under Canadian sanctions.", ["CAN"], ["IRN"], "mention", "trade"),
    ("Canada tightened export controls on lathes and drills bound for Iran.", ["CAN"], ["IRN"], "impose", "trade"),
    ("Libya circumvented Canada's export ban on lathes to Iran.", ["CAN"], ["IRN"], "evade", "trade"),
    ("Canada extended its sanctions on Iran, including a ban on port calls.", ["CAN"], ["IRN"], "impose", "trade"),
    ("Libya was hurt by Canadian sanctions over its war with Gabon.", ["CAN"], ["LBY"], "mention", "general"),
    ("Libya was hurt by sanctions over its war with Gabon.", [], ["LBY"], "mention", "general"),
    ("Canada froze assets of two Iranian firms and barred them from exports.", ["CAN"], ["IRN"], "impose", "assets"),
    ("Canada extended its freeze on assets linked to Iran.", ["CAN"], ["IRN"], "impose", "assets"),
    ("Canada imposed sanctions on teachers linked to Iran.", ["CAN"], [], "impose", "general"),
    ("Canada froze the assets of Iran.", ["CAN"], ["IRN"], "impose", "assets"),
    ("The US, Canada and Japan imposed sanctions on Iran.", ["USA", "CAN", "JPN"], ["IRN"], "impose", "general"),
    ("Canada imposed sanctions on three Iranian banks.", ["CAN"], ["IRN"], "impose", "assets"),
    ("Canada redesignated Hezbollah as a terrorist group.", ["CAN"], ["hezbollah"], "impose", "assets"),
    ("Canada sanctioned five members of Hezbollah.", ["CAN"], ["hezbollah"], "impose", "assets"),
    ("Canada lifted most of the sanctions that it had imposed on Belarus.", ["CAN"], ["BLR"], "ease", "general"),
    ("Libya called the Canadian sanctions unjust.", ["CAN"], ["LBY"], "oppose", "general"),
    (
        "Canada announced a travel ban for Alexander Lukashenko.",
        ["CAN"],
        ["alexander-lukashenko"],
        "impose",
        "travel",
    ),
    ("Canada imposed visa restrictions on officials of Belarus.", ["CAN"], ["BLR"], "impose", "travel"),
    ("The lifting of sanctions on Libya was hailed by Japan.", [], ["LBY"], "ease", "general"),
    ("Sanctions on Libya were announced by Japan.", ["JPN"], ["LBY"], "impose", "general"),
    (
        "Japan imposed sanctions on the International Criminal Court.",
        ["JPN"],
        ["international-criminal-court"],
        "impose",
        "assets",
    ),
    ("Canada cut three Iranian banks off from SWIFT.", ["CAN"], ["IRN"], "impose", "finance"),
    ("Canada barred its firms from shipping lathes to Iran.", ["CAN"], ["IRN"], "impose", "trade"),
    ("Canada tightened its export controls on lathes bound for Iran.", ["CAN"], ["IRN"], "impose", "trade"),
    ("Libya exceeded the cap on petroleum set by the United Nations.", ["UN"], ["LBY"], "evade", "trade"),
    ("Chad vetoed a UN resolution that sought to tighten sanctions on Mali.", ["UN"], ["MLI"], "oppose", "general"),
    ("Libya condemned Canada for bringing back sanctions.", ["CAN"], ["LBY"], "oppose", "general"),
    ("Canada welcomed the addition of two Iranian firms to the Entity List.", [], ["IRN"], "impose", "trade"),
]


@pytest.mark.parametrize(("text", "imposers", "targets", "action", "measure"), PARTIES)
def test_parties_action_and_measure(annotated, text, imposers, targets, action, measure):
    found = only(annotated, text)
    assert (list(found.imposers), list(found.targets)) == (imposers, targets)
    assert (found.action, found.measure) == (action, measure)
    assert (found.polarity, found.certainty) == ("affirmed", "certain")
    assert text[found.start : found.end] == found.text


SWAPS = {"Canada": "Japan", "Canadian": "Japanese", "Belarus": "Libya", "Iran": "Syria", "Iranian": "Syrian"}
CODES = {"CAN": "JPN", "BLR": "LBY", "IRN": "SYR", "LBY": "LBY"}


@pytest.mark.parametrize(
    ("text", "imposers", "targets", "action", "measure"), [case for case in PARTIES if "Japan" not in case[0]]
)
def test_other_actors_in_the_same_words_give_the_same_record(annotated, text, imposers, targets, action, measure):
    found = only(annotated, " ".join(_swapped(word) for word in text.split(" ")))
    assert list(found.imposers) == [CODES.get(actor, actor) for actor in imposers]
    assert list(found.targets) == [CODES.get(actor, actor) for actor in targets]
    assert (found.action, found.measure) == (action, measure)


def _swapped(word: str) -> str:
    bare = word.rstrip(".,").removesuffix("'s")
    return word.replace(bare, SWAPS.get(bare, bare))


STATUS = [
    # affirmed, changed, action, polarity, certainty
    ("Canada imposed sanctions on Iran.", "Canada did not impose sanctions on Iran.", "impose", "negated", "certain"),
    ("Canada imposed sanctions on Iran.", "Canada may impose sanctions on Iran.", "threaten", "affirmed", "possible"),
    ("Canada imposed sanctions on Iran.", "Canada allegedly imposed sanctions on Iran.", "impose", "affirmed", "probable"),
    ("Canada imposed sanctions on Iran.", "Canada will impose sanctions on Iran.", "impose", "affirmed", "certain"),
    ("Canada imposed sanctions on Iran.", "Canada should impose sanctions on Iran.", "threaten", "affirmed", "certain"),
    ("Canada imposed sanctions on Iran.", "Canada is considering sanctions on Iran.", "threaten", "affirmed", "possible"),
    ("Canada lifted sanctions on Iran.", "Canada has not lifted sanctions on Iran.", "ease", "negated", "certain"),
    ("Canada lifted sanctions on Iran.", "Canada refused to lift sanctions on Iran.", "ease", "negated", "certain"),
    ("Canada lifted sanctions on Iran.", "Canada may lift sanctions on Iran.", "ease", "affirmed", "possible"),
    ("Gabon hailed the end of the embargo on Iran.", "Gabon voted for the end of the embargo on Iran.", "ease", "affirmed", "possible"),
    ("Iran evaded the sanctions.", "Iran allegedly evaded the sanctions.", "evade", "affirmed", "probable"),
    ("Iran evaded the sanctions.", "Iran never evaded the sanctions.", "evade", "negated", "certain"),
    ("Iran evaded the sanctions.", "Iran is accused of evading the sanctions.", "evade", "affirmed", "probable"),
    ("Canada enforces sanctions on Iran.", "Canada does not enforce sanctions on Iran.", "enforce", "negated", "certain"),
    ("Gabon opposed sanctions on Iran.", "Gabon did not oppose sanctions on Iran.", "oppose", "negated", "certain"),
    ("Canada sanctioned two Iranian firms.", "Canada may sanction two Iranian firms.", "threaten", "affirmed", "possible"),
    ("Canada sanctioned two Iranian firms.", "Canada never sanctioned two Iranian firms.", "impose", "negated", "certain"),
    ("Canada banned imports of oil from Iran.", "Canada may ban imports of oil from Iran.", "threaten", "affirmed", "possible"),
    ("Canada froze the assets of Iran.", "Canada did not freeze the assets of Iran.", "impose", "negated", "certain"),
]  # fmt: skip


@pytest.mark.parametrize(("plain", "changed", "action", "polarity", "certainty"), STATUS)
def test_inserted_words_move_the_status_and_nothing_else(annotated, plain, changed, action, polarity, certainty):
    before, after = only(annotated, plain), only(annotated, changed)
    assert (before.polarity, before.certainty) == ("affirmed", "certain")
    assert (after.action, after.polarity, after.certainty) == (action, polarity, certainty)
    assert after.targets == before.targets
    assert (after.polarity_cue is None) == (polarity == "affirmed")


NONE = [
    "The committee sanctioned the use of the hall.",
    "He married without the sanction of the church.",
    "The club faces disciplinary sanctions.",
    "The ban on smoking in parks took effect.",
    "The report is under embargo until Friday.",
    "A judge imposed a travel ban on the footballer.",
    "Snow blocked the road to the airport.",
    "The United States raised tariffs on Chinese steel.",
    "The designation of the forest as a park pleased hikers.",
    "Fans called for a boycott of the concert.",
    "The price cap on rents in Berlin was struck down.",
    "",
    "Sanction.",
]


@pytest.mark.parametrize("text", NONE)
def test_near_misses_yield_nothing(annotated, text):
    assert annotated(text)._.sanctions == ()


def test_a_list_of_designated_names_leaves_out_whom_they_serve(annotated):
    text = (
        "The United States is designating Ivan Petrov, chief of the Security Service; Acme Trading Company, a firm that "
        "sold drones; and Maria Orlova pursuant to Executive Order 13382."
    )
    found = only(annotated, text, publisher="U.S. Department of State")
    assert {"ivan-petrov", "maria-orlova"} <= set(found.targets)
    assert found.instrument == "E.O. 13382"
    assert found.regime == "USA"
    assert found.measure == "assets"


def test_we_is_the_publisher_and_in_a_quotation_the_speaker(annotated):
    statement = annotated("We are imposing sanctions on Belarus.", publisher="U.S. Department of State")._.sanctions
    assert [one.imposers for one in statement] == [("USA",)]
    nobody = annotated("We are imposing sanctions on Belarus.")._.sanctions
    assert [one.imposers for one in nobody] == [()]


def test_what_a_sentence_leaves_unsaid_comes_from_the_one_before(annotated):
    found = annotated("Canada imposed sanctions on Belarus. The sanctions were lifted in May.")._.sanctions
    assert [(one.imposers, one.targets, one.action) for one in found] == [
        (("CAN",), ("BLR",), "impose"),
        (("CAN",), ("BLR",), "ease"),
    ]


def test_paragraphs_in_another_order_give_the_same_records(annotated):
    first, second = "Canada imposed sanctions on Belarus.", "Japan lifted its oil embargo against Libya."
    there = annotated(f"{first}\n\n{second}")._.sanctions
    back = annotated(f"{second}\n\n{first}")._.sanctions

    def facts(records):
        return {(one.imposers, one.targets, one.action, one.measure) for one in records}

    assert facts(there) == facts(back)
    assert len(there) == 2


def test_a_name_of_a_law_is_no_statement(annotated):
    assert annotated("The Countering America's Adversaries Through Sanctions Act is long.")._.sanctions == ()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(
    ["sanctions", "on", "Iran", "the", "embargo", ",", ";", "and", "U.S.", "-", "designated", "list", "Entity List", ".",
     "lifted", "not", "may", "\n\n", "“", "we", "its", "froze", "assets", "of", "\u200f", "🙂", "of", "export", "controls"]
), max_size=40))  # fmt: skip
def test_any_text_is_read_and_offsets_hold(annotated, words):
    text = " ".join(words)
    doc = annotated(text)
    again = annotated(text)
    assert doc._.sanctions == again._.sanctions
    for record in doc._.sanctions:
        assert text[record.start : record.end] == record.text
        assert not set(record.imposers) & set(record.targets) or record.imposers


def test_a_sentence_that_goes_on_naming_is_a_statement_and_another_list_is_not(annotated):
    first = "Canada imposed sanctions on officials of Belarus."
    found = annotated(f"{first} They include Ivan Petrov and Maria Orlova.")._.sanctions
    assert [(one.imposers, one.action) for one in found] == [(("CAN",), "impose")] * 2
    assert set(found[1].targets) == {"ivan-petrov", "maria-orlova"}
    assert len(annotated(f"{first} Rain fell. They include Ivan Petrov.")._.sanctions) == 1


def test_who_is_accused_of_evading_evades(annotated):
    found = only(annotated, "Gabon accused Libya of evading Canadian sanctions.")
    assert (found.action, list(found.imposers), list(found.targets)) == ("evade", ["CAN"], ["LBY"])
    assert (found.certainty, found.source) == ("probable", "GAB")


def test_who_is_called_on_to_act_would_act(annotated):
    found = only(annotated, "Kenya called on the African Union to lift sanctions on Niger.")
    assert (list(found.imposers), list(found.targets)) == (["african-union"], ["NER"])
    assert (found.action, found.source) == ("ease", "KEN")


def test_the_group_and_the_country_are_those_named_last(annotated):
    text = "The rebels of Hezbollah have left. The European Union kept its arms embargo on the group."
    assert list(only(annotated, text).targets) == ["hezbollah"]
    text = "Officials spoke of Libya. Canada imposed an arms embargo on the country."
    assert list(only(annotated, text).targets) == ["LBY"]
    text = "Officials spoke of Libya. Canada imposed an arms embargo on the country club."
    assert not {"LBY"} & {
        target for one in annotated(text)._.sanctions for target in one.targets if one.measure != "arms"
    }


def test_secondary_sanctions_are_not_on_those_sanctioned_before(annotated):
    text = "Canada imposed sanctions on Belarus. Banks risk secondary sanctions."
    first, second = annotated(text)._.sanctions
    assert (list(first.targets), list(second.targets)) == (["BLR"], [])
    assert (second.action, second.certainty) == ("threaten", "possible")


def test_a_protest_without_more_is_of_the_state_that_bears_the_sanctions(annotated):
    assert list(only(annotated, "Venezuela denounced the sanctions.").targets) == ["VEN"]


def test_who_is_on_the_list_is_restricted(annotated):
    assert list(only(annotated, "Alexander Lukashenko is on the EU sanctions list.").targets) == [
        "alexander-lukashenko"
    ]


def test_blocked_property_needs_no_word_of_who_blocks_it(annotated):
    text = "Canada imposed sanctions on Belarus. All property of these persons is frozen."
    assert [one.action for one in annotated(text)._.sanctions] == ["impose", "impose"]
    assert not annotated("All property of these persons is frozen in ice.")._.sanctions
