"""What the seed article says, found with its fields right, and the same meaning in other words found alike.

The paraphrases have other actors, other words and other constructions: what works for the seed alone is not
a rule.
"""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "growing-military-cooperation-putin-kim.txt"


@pytest.fixture(scope="module")
def seed(annotated):
    return annotated(SEED.read_text(encoding="utf-8"))


def matching(records, **fields):
    """Records whose fields have the given values; lists are compared as sets, callables are asked."""

    def fits(record) -> bool:
        for name, wanted in fields.items():
            value = getattr(record, name)
            if callable(wanted):
                if not wanted(value):
                    return False
            elif isinstance(wanted, set):
                if not wanted <= set(value or ()):
                    return False
            elif value != wanted:
                return False
        return True

    return [record for record in records if fits(record)]


def has(*words: str):
    return lambda value: value is not None and any(word in value for word in words)


NAMES = {
    "RUS": {"Russia", "Moscow"},
    "PRK": {"North Korea", "Pyongyang"},
    "USA": {"United States", "Washington"},
    "UKR": {"Ukraine"},
    "CHN": {"China"},
    "SUN": {"Soviet Union"},
    "vladimir-putin": {"Vladimir Putin", "Putin"},
    "kim-jong-un": {"Kim Jong Un"},
    "sergei-shoigu": {"Sergei Shoigu", "Shoigu"},
    "andrei-kozyrev": {"Andrei Kozyrev", "Kozyrev"},
    "un-security-council": {"UN Security Council"},
}


@pytest.mark.parametrize("actor", NAMES)
def test_seed_actor_has_every_name(seed, actor: str) -> None:
    found = {mention.text for mention in seed._.mentions if mention.actor_id == actor}
    assert NAMES[actor] <= found


def test_seed_names_nobody_else(seed) -> None:
    named = {mention.actor_id for mention in seed._.mentions if mention.form in ("name", "metonym")}
    assert named == set(NAMES)


def test_seed_sanctions(seed) -> None:
    records = seed._.sanctions
    assert matching(records, targets={"vladimir-putin", "kim-jong-un"}, action="mention", certainty="certain")
    assert matching(records, imposers={"un-security-council"}, targets={"PRK"}, regime="UN", measure="general")
    assert matching(records, targets={"vladimir-putin"}, action="evade", polarity="affirmed")


def test_seed_munitions_are_proposed_and_claimed_by_washington(seed) -> None:
    found = matching(
        seed._.cooperation, area="military.arms", givers={"PRK"}, receivers={"RUS"}, stage="proposed", source="USA"
    )
    assert found and found[0].certainty == "probable"
    assert has("ammunition", "shells")(found[0].item)


def test_seed_joint_exercises_are_suggested_by_shoigu(seed) -> None:
    assert matching(
        seed._.cooperation,
        area="military.exercise",
        participants={"RUS", "PRK"},
        stage="proposed",
        certainty="possible",
        source="sergei-shoigu",
    )


def test_seed_visit_of_shoigu_is_realised(seed) -> None:
    assert matching(
        seed._.cooperation,
        area="diplomatic.visit",
        givers={"sergei-shoigu"},
        receivers={"PRK"},
        stage="realised",
        certainty="certain",
    )


def test_seed_aid_and_technology_are_sought_from_russia(seed) -> None:
    fields = {
        "givers": {"RUS"},
        "receivers": {"PRK"},
        "stage": "proposed",
        "certainty": lambda value: value != "certain",
    }
    assert matching(seed._.cooperation, area="humanitarian", **fields)
    assert matching(seed._.cooperation, area="technology", **fields)


def test_seed_alliance_of_the_two(seed) -> None:
    assert matching(seed._.cooperation, area="diplomatic.alignment", participants={"RUS", "PRK"}, stage="realised")


def test_seed_claims(seed) -> None:
    records = seed._.claims
    assert matching(records, source="USA", kind="allegation", text=has("claim"))
    assert matching(records, source="sergei-shoigu", kind="opinion", text=has("suggest"))
    assert len(matching(records, source="andrei-kozyrev", kind="opinion")) >= 2
    assert matching(records, source="andrei-kozyrev", quoted=True)
    assert matching(records, source=None, kind="opinion", text=has("speculat"))
    assert matching(records, kind="non-confirmation", source=has("Russian officials"))


def test_seed_dates_disagree(seed) -> None:
    conflicting = [found for found in seed._.dates if found.conflict]
    assert any("ast year" in found.text for found in conflicting)
    assert any(found.anchor and "1953" in found.anchor for found in seed._.dates)


PARAPHRASES = [
    (
        "Tokyo alleges that Iran is trying to buy missiles and rockets from Syria.",
        "cooperation",
        {"area": "military.arms", "givers": {"SYR"}, "receivers": {"IRN"}, "stage": "proposed", "source": "JPN"},
    ),
    (
        "Defense Minister Sergei Shoigu said that joint naval drills of Russia and Iran were under consideration.",
        "cooperation",
        {"area": "military.exercise", "participants": {"RUS", "IRN"}, "stage": "proposed", "source": "sergei-shoigu"},
    ),
    (
        "Emmanuel Macron travelled to Serbia in May 2019.",
        "cooperation",
        {"area": "diplomatic.visit", "givers": {"emmanuel-macron"}, "receivers": {"SRB"}, "stage": "realised"},
    ),
    (
        "Cuba is probably asking Mexico for food aid.",
        "cooperation",
        {
            "area": "humanitarian",
            "givers": {"MEX"},
            "receivers": {"CUB"},
            "stage": "proposed",
            "certainty": "probable",
        },
    ),
    (
        "Analysts speculate that Tehran wants Chinese know-how for its satellites.",
        "cooperation",
        {"area": "technology", "givers": {"CHN"}, "receivers": {"IRN"}, "stage": "proposed"},
    ),
    (
        "The alliance between Belarus and Venezuela has worried its neighbours.",
        "cooperation",
        {"area": "diplomatic.alignment", "participants": {"BLR", "VEN"}, "stage": "realised", "certainty": "certain"},
    ),
    (
        "Both Nicolás Maduro and Alexander Lukashenko are under tough sanctions.",
        "sanctions",
        {"targets": {"nicolas-maduro", "alexander-lukashenko"}, "action": "mention", "measure": "general"},
    ),
    (
        "The European Union's sanctions against Myanmar remain in force.",
        "sanctions",
        {"imposers": {"EU"}, "targets": {"MMR"}, "regime": "EU", "polarity": "affirmed"},
    ),
    (
        "Iran keeps looking for ways around the sanctions.",
        "sanctions",
        {"targets": {"IRN"}, "action": "evade"},
    ),
    (
        "Chinese officials did not confirm the report.",
        "claims",
        {"kind": "non-confirmation", "source": has("Chinese officials")},
    ),
    (
        "It is widely believed that Eritrea supplied the trucks to Sudan.",
        "claims",
        {"kind": "opinion", "source": None},
    ),
]


@pytest.mark.parametrize(("text", "table", "fields"), PARAPHRASES, ids=[case[0][:40] for case in PARAPHRASES])
def test_the_same_meaning_in_other_words(annotated, text: str, table: str, fields: dict) -> None:
    records = getattr(annotated(text)._, table)
    assert matching(records, **fields), records
