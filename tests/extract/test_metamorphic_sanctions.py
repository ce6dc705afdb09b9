"""One change of a sentence makes one change of the record, for every entry of the vocabularies of sanctions."""

from __future__ import annotations

import pytest

from analysis import vocabulary
from analysis.extract.records import Sanction

ENTRIES = {row["id"]: row for name in ("sanctions", "sanction_verbs") for row in vocabulary.load(name)}
BEFORE = "Sanctions have a long history. "  # weak words count only in a text that speaks of sanctions

# entry, past form, plain form, what follows; "Canada" goes before, and the target is Iran
ACTIVE = {
    "sanction": ("imposed", "impose", "sanctions on Iran."),
    "coercive": ("imposed", "impose", "unilateral coercive measures on Iran."),
    "embargo": ("imposed", "impose", "an embargo on Iran."),
    "blockade": ("imposed", "impose", "an economic blockade on Iran."),
    "arms-ban": ("imposed", "impose", "an arms ban on Iran."),
    "asset-freeze": ("imposed", "impose", "an asset freeze on Iran."),
    "travel-ban": ("imposed", "impose", "a travel ban on Iran."),
    "trade-ban": ("imposed", "impose", "an export ban on Iran."),
    "finance-ban": ("imposed", "impose", "financial restrictions on Iran."),
    "price-cap": ("imposed", "impose", "a price cap on oil from Iran."),
    "boycott": ("imposed", "impose", "a trade boycott against Iran."),
    "named-list": ("put", "put", "Iran on the sanctions list."),
    "trade-list": ("put", "put", "Iran on the entity list."),
    "finance-list": ("put", "put", "Iran on the grey list."),
    "license-requirement": ("imposed", "impose", "a license requirement for exports to Iran."),
    "penalty": ("imposed", "impose", "economic penalties on Iran."),
    "fresh-penalty": ("imposed", "impose", "fresh penalties on Iran."),
    "restriction-on": ("imposed", "impose", "restrictions on Iran."),
    "to-sanction": ("sanctioned", "sanction", "Iran."),
    "to-designate": ("blacklisted", "blacklist", "two Iranian firms."),
    "to-embargo": ("embargoed", "embargo", "oil from Iran."),
    "to-freeze": ("froze", "freeze", "the assets of Iran."),
    "to-ban-travel": ("banned", "ban", "flights from Iran."),
    "to-ban-trade": ("banned", "ban", "imports of oil from Iran."),
    "to-cap": ("capped", "cap", "the price of oil from Iran."),
    "to-target": ("penalized", "penalize", "two Iranian firms."),
    "to-list": ("added", "add", "Iran to the sanctions list."),
    "consolidated-list": ("put", "put", "Iran on the consolidated list."),
    "snapback": ("announced", "announce", "the snapback against Iran."),
    "measure-against-a-state": ("imposed", "impose", "Western restrictions on Iran."),
    "to-cut-from-finance": ("cut", "cut", "Iran off from SWIFT."),
    "to-list-persons": ("listed", "list", "two individuals of Iran."),
    "to-list-as-terrorist": ("classified", "classify", "two Iranian groups as terrorist fronts."),
    "to-license": ("required", "require", "licences for exports of chips to Iran."),
    "to-close": ("closed", "close", "its ports to ships from Iran."),
    "to-debar": ("debarred", "debar", "two Iranian firms."),
}
# entries whose sentence has another shape: (plain, negated, possible, alleged); each is about Iran
OTHERWISE = {
    "blacklist": (
        "Canada put Iran on a blacklist.", "Canada did not put Iran on a blacklist.",
        "Canada may put Iran on a blacklist.", "Canada allegedly put Iran on a blacklist.",
    ),
    "designation": (
        "Canada announced the designation of Iran.", "Canada did not announce the designation of Iran.",
        "Canada may announce the designation of Iran.", "Canada allegedly announced the designation of Iran.",
    ),
    "general-license": (
        "Canada issued a general license for Iran.", "Canada did not issue a general license for Iran.",
        "Canada may issue a general license for Iran.", "Canada allegedly issued a general license for Iran.",
    ),
    "anaphor": (
        "Canada imposed an embargo on Iran. Canada lifted the ban.", "Canada imposed an embargo on Iran. Canada did not lift the ban.",
        "Canada imposed an embargo on Iran. Canada may lift the ban.", "Canada imposed an embargo on Iran. Canada allegedly lifted the ban.",
    ),
    "pronoun": (
        "Canada prepared an embargo on Iran. Canada imposed it.", "Canada prepared an embargo on Iran. Canada did not impose it.",
        "Canada prepared an embargo on Iran. Canada may impose it.", "Canada prepared an embargo on Iran. Canada allegedly imposed it.",
    ),
    "evasion": (
        "Iran was fined for evasion.", "Iran was not fined for evasion.", "Iran may be fined for evasion.", "Iran was allegedly fined for evasion.",
    ),
    "to-cut-off": (
        "Canada restricted Iran's access to chips.", "Canada did not restrict Iran's access to chips.",
        "Canada may restrict Iran's access to chips.", "Canada allegedly restricted Iran's access to chips.",
    ),
}  # fmt: skip
# a sentence that only goes on naming: it has no verb of its own to change
GOING_ON = {"continuation"}
# an adjective that takes the sanctions for given, whatever the verb says
GIVEN = {"banned-goods": "Canada imposed sanctions on Iran. Gabon {} banned microchips to Iran."}
PASSIVE = {
    "sanction": "Sanctions were imposed on Iran by Canada.",
    "embargo": "An embargo was imposed on Iran by Canada.",
    "arms-ban": "An arms ban was imposed on Iran by Canada.",
    "travel-ban": "A travel ban was imposed on Iran by Canada.",
    "trade-ban": "An export ban was imposed on Iran by Canada.",
    "named-list": "Iran was put on the sanctions list by Canada.",
    "to-sanction": "Iran was sanctioned by Canada.",
    "to-designate": "Two Iranian firms were blacklisted by Canada.",
    "to-freeze": "The assets of Iran were frozen by Canada.",
    "to-ban-travel": "Flights from Iran were banned by Canada.",
    "to-ban-trade": "Imports of oil from Iran were banned by Canada.",
}
SWAPS = [("Japan", "JPN", "Syria", "Syrian", "SYR"), ("Norway", "NOR", "Libya", "Libyan", "LBY")]


def sentence(entry: str, before: str = "", base: bool = False) -> str:
    past, plain, rest = ACTIVE[entry]
    return BEFORE + " ".join(part for part in ("Canada", before, plain if base else past, rest) if part)


def last(annotated, text: str) -> Sanction:
    """The record of the last sentence."""
    found = annotated(text)._.sanctions
    assert found, text
    ours = [one for one in found if (one.sentence == found[-1].sentence and one.sentence > 0) or len(found) == 1]
    assert len(ours) == 1, [(one.text, one.rule) for one in ours]
    return ours[0]


def test_every_entry_has_its_sentence() -> None:
    assert set(ACTIVE) | set(OTHERWISE) | GOING_ON | set(GIVEN) == set(ENTRIES)


@pytest.mark.parametrize("entry", ACTIVE)
def test_plain_and_swapped(annotated, entry: str) -> None:
    found = last(annotated, sentence(entry))
    assert (found.action, found.polarity, found.certainty) == ("impose", "affirmed", "certain")
    assert (found.imposers, found.targets) == (("CAN",), ("IRN",))
    for imposer, one, target, people, other in SWAPS:
        text = sentence(entry).replace("Canada", imposer).replace("Iranian", people).replace("Iran", target)
        changed = last(annotated, text)
        assert (changed.imposers, changed.targets) == ((one,), (other,)), text
        assert (changed.action, changed.measure) == (found.action, found.measure)


@pytest.mark.parametrize("entry", ACTIVE)
def test_not_negates_and_changes_nothing_else(annotated, entry: str) -> None:
    plain, changed = last(annotated, sentence(entry)), last(annotated, sentence(entry, "did not", base=True))
    assert (changed.polarity, changed.certainty) == ("negated", "certain")
    assert (changed.imposers, changed.targets, changed.measure) == (plain.imposers, plain.targets, plain.measure)
    assert changed.polarity_cue and "not" in changed.polarity_cue


@pytest.mark.parametrize("entry", ACTIVE)
def test_may_makes_it_possible_and_a_threat(annotated, entry: str) -> None:
    plain, changed = last(annotated, sentence(entry)), last(annotated, sentence(entry, "may", base=True))
    assert (changed.action, changed.polarity, changed.certainty) == ("threaten", "affirmed", "possible")
    assert (changed.imposers, changed.targets, changed.measure) == (plain.imposers, plain.targets, plain.measure)
    assert changed.certainty_cue == "may"


@pytest.mark.parametrize("entry", ACTIVE)
def test_allegedly_makes_it_probable(annotated, entry: str) -> None:
    plain, changed = last(annotated, sentence(entry)), last(annotated, sentence(entry, "allegedly"))
    assert (changed.action, changed.polarity, changed.certainty) == ("impose", "affirmed", "probable")
    assert (changed.imposers, changed.targets, changed.measure) == (plain.imposers, plain.targets, plain.measure)
    assert changed.certainty_cue


@pytest.mark.parametrize("entry", PASSIVE)
def test_the_passive_says_the_same(annotated, entry: str) -> None:
    active, passive = last(annotated, sentence(entry)), last(annotated, BEFORE + PASSIVE[entry])
    for field in ("imposers", "targets", "action", "measure", "polarity", "certainty"):
        assert getattr(active, field) == getattr(passive, field), field


@pytest.mark.parametrize("entry", OTHERWISE)
def test_entries_of_another_shape(annotated, entry: str) -> None:
    plain, negated, possible, alleged = (last(annotated, BEFORE + text) for text in OTHERWISE[entry])
    assert (plain.polarity, plain.certainty) == ("affirmed", "certain")
    assert (negated.polarity, negated.certainty) == ("negated", "certain")
    assert (possible.polarity, possible.certainty) == ("affirmed", "possible")
    assert (alleged.polarity, alleged.certainty) == ("affirmed", "probable")
    assert plain.targets == negated.targets == possible.targets == alleged.targets == ("IRN",)


@pytest.mark.parametrize("entry", GIVEN)
@pytest.mark.parametrize("verb", ["sold", "did not sell", "may sell", "allegedly sold"])
def test_what_is_given_stays_given(annotated, entry: str, verb: str) -> None:
    found = last(annotated, GIVEN[entry].format(verb))
    assert (found.action, found.polarity, found.certainty) == ("mention", "affirmed", "certain")
    assert (found.imposers, found.targets, found.measure) == (("CAN",), ("IRN",), "trade")


def test_a_sentence_that_goes_on_naming_takes_up_the_one_before(annotated) -> None:
    text = "Canada sanctioned two persons. They include Angela Merkel and Emmanuel Macron."
    changed = text.replace("Canada", "Japan")
    assert [one.targets for one in annotated(text)._.sanctions] == [
        one.targets for one in annotated(changed)._.sanctions
    ]
    assert {one.imposers for one in annotated(text)._.sanctions} == {("CAN",)}
    assert {one.imposers for one in annotated(changed)._.sanctions} == {("JPN",)}


# what is done about sanctions, in the same manner
ACTIONS = {
    "impose": ("Canada", "imposed", "impose", "sanctions on Iran."),
    "threaten": ("Canada", "threatened", "threaten", "sanctions on Iran."),
    "enforce": ("Canada", "enforced", "enforce", "sanctions on Iran."),
    "evade": ("Iran", "evaded", "evade", "Canadian sanctions."),
    "ease": ("Canada", "lifted", "lift", "sanctions on Iran."),
    "oppose": ("Gabon", "condemned", "condemn", "Canadian sanctions on Iran."),
}


def test_every_action_has_its_sentence() -> None:
    assert set(ACTIONS) == {row["id"] for row in vocabulary.load("sanction_actions")}


@pytest.mark.parametrize("action", ACTIONS)
def test_actions_negated_possible_and_alleged(annotated, action: str) -> None:
    who, past, plain, rest = ACTIONS[action]
    (bare,) = annotated(f"{who} {past} {rest}")._.sanctions
    assert (bare.action, bare.polarity) == (action, "affirmed")
    (negated,) = annotated(f"{who} did not {plain} {rest}")._.sanctions
    assert (negated.action, negated.polarity, negated.targets) == (action, "negated", bare.targets)
    (possible,) = annotated(f"{who} may {plain} {rest}")._.sanctions
    assert (possible.action, possible.certainty) == ("threaten" if action == "impose" else action, "possible")
    assert possible.targets == bare.targets
    (alleged,) = annotated(f"{who} allegedly {past} {rest}")._.sanctions
    assert (alleged.action, alleged.targets) == (action, bare.targets)
    assert alleged.certainty == ("probable" if bare.certainty == "certain" else bare.certainty)


def test_paragraphs_in_another_order_hold_the_same_records(annotated) -> None:
    paragraphs = [sentence(entry).removeprefix(BEFORE) for entry in ACTIVE]

    def told(texts: list[str]) -> set[tuple]:
        found = annotated("\n\n".join([BEFORE, *texts]))._.sanctions
        return {(one.text, one.imposers, one.targets, one.action, one.measure) for one in found}

    assert told(paragraphs) == told(paragraphs[::-1])
    assert len(told(paragraphs)) >= len(paragraphs)
