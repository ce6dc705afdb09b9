"""Every entry of the actors' vocabulary: found by each of its names, and not by what only looks like one."""

from __future__ import annotations

import pytest

from analysis import vocabulary
from analysis.extract.gazetteer import bodies, known, leaders, plurals, states, wikidata
from analysis.extract.offices import offices
from analysis.extract.words import plain_words

STATES = vocabulary.load("states")
BODIES = vocabulary.load("organizations")
PEOPLE = [(country, row) for country, rows in vocabulary.load("leaders").items() for row in rows]


def found(text: str) -> list[tuple[str | None, str]]:
    """Id (None for a false friend) and words of every known name of a text."""
    words = plain_words(text)
    return [(match.actor and match.actor.actor_id, words.span(match.first, match.last)) for match in known(words)]


def test_every_name_of_a_state_is_found() -> None:
    for row in STATES:
        for name in [*row["names"], *row.get("demonyms", ()), *row.get("metonyms", ())]:
            assert (row["id"], name) in found(f"Officials met {name} on Monday.")
            if len(name) > 3:
                assert (row["id"], name.upper()) in found(f"OFFICIALS MET {name.upper()}")
            if name.isalpha() and name == name.title():
                assert not found(f"the words {name.lower()} and {name}zz"), name


def test_every_word_that_names_two_states_is_one_of_two() -> None:
    assert plurals()
    for name, together in plurals().items():
        assert len(together) == 2
        assert not found(f"Officials of the two {name} met.")


def test_every_name_of_a_body_is_found() -> None:
    for row in BODIES:
        for name in [*row.get("strong", ()), *row.get("weak", ())]:
            assert (row["id"], name) in found(f"Officials of {name} met on Monday.")
            if name != name.upper() and name[0].isupper():
                assert row["id"] not in [key for key, _ in found(f"officials of {name.lower()} met")]


def test_every_name_of_a_person_is_found() -> None:
    for _, row in PEOPLE:
        for name in [row["name"], *row.get("also", ()), *row.get("strong", ())]:
            assert name in [words for _, words in found(f"Officials met {name} on Monday.")]
            assert name + "ovski" not in [words for _, words in found(f"Officials met {name}ovski on Monday.")]


def test_false_friends_hide_the_name_inside() -> None:
    for group in vocabulary.load("false_friends"):
        for name in group["names"]:
            named = {actor_id for actor_id, words in found(f"They spoke of {name} again.") if words in name}
            assert not named & set(states()), name


def test_ids_are_unique_and_codes_are_known() -> None:
    ids = [row["id"] for row in STATES] + [row["id"] for row in BODIES]
    assert len(ids) == len(set(ids))
    assert all(row["kind"] in ("bloc", "organization") for row in BODIES)
    countries = {row.get("country") for row in BODIES} | {country for country, _ in PEOPLE}
    assert countries - {None, "none"} <= set(states())
    assert len(leaders()) == len(PEOPLE)
    assert not set(leaders()) & set(bodies())


def test_offices_are_dated_in_order() -> None:
    assert len(offices()) > 500
    assert all(1900 <= office.begin <= office.end for office in offices())


def test_wikidata_items() -> None:
    assert wikidata("RUS") == "Q159"
    assert wikidata("vladimir-putin") == "Q7747"
    assert wikidata("nobody-of-note") is None
    items = [row["wikidata"] for row in [*STATES, *BODIES, *(row for _, row in PEOPLE)] if "wikidata" in row]
    assert all(item[0] == "Q" and item[1:].isdigit() for item in items)
    assert len(items) == len(set(items))


@pytest.mark.parametrize("name", ["bodies", "persons"])
def test_examples(annotated, name) -> None:
    for group in vocabulary.load(name):
        for text, wanted in group.get("yes", ()):
            assert wanted in [mention.text for mention in annotated(text)._.mentions], text
        for text in group.get("no", ()):
            kept = [
                mention.text for mention in annotated(text)._.mentions if mention.kind in ("person", "organization")
            ]
            assert not kept, text
