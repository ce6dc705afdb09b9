"""Every single word by which a brief report is read: found where it stands, and not in a word, or a use, that only looks like it.

The words are looked up token by token, so a tokenized text is enough for most; only what depends on the grammar is annotated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from analysis import vocabulary
from analysis.extract.cooperation import lexicon
from analysis.extract.cooperation.brief import words_about
from analysis.extract.cooperation.name_shapes import shaped
from analysis.extract.cooperation.parties import Parties

BRIEF = vocabulary.load("brief")
SHAPES = vocabulary.load("name_shapes")
AREAS = [(group["id"], word) for group in BRIEF["areas"] for word in group["words"]]
# how a name is completed, by the entry of which it tries one part: its other parts, and what only looks like them
NAMES = {
    "north-korean": ("{} Jong Guk", "{} Group"),
    "north-korean-joined": ("{} Jong-guk", "{} Jongguk"),
}


def about(doc: Doc) -> list[tuple[str, float]]:
    return [(word.kind, word.weight) for word in words_about(doc)]


def alike(name: str) -> str:
    """A name of which every word only begins like one of `name`."""
    return re.sub(r"\w+", lambda part: f"{part[0]}zz", name)


def told(text: str) -> set[str]:
    return {shape.state for shape in shaped(text)}


def test_no_word_is_listed_twice() -> None:
    words = [word for _, word in AREAS]
    assert {word for word in words if words.count(word) > 1} == set()


def test_every_word_of_an_area_is_found_and_what_only_begins_like_it_is_not(nlp: Language) -> None:
    missed = [
        word for kind, word in AREAS if kind not in dict(about(nlp.make_doc(f"They spoke of that {word} too.")))
    ]
    false = [word for _, word in AREAS if about(nlp.make_doc(alike(word)))]
    assert (missed, false) == ([], [])


@pytest.mark.parametrize(("part", "weight"), [("ambiguous", 0.3), ("carriers", 0.5)])
def test_words_that_say_little_weigh_less_than_one_that_says_it_alone(
    nlp: Language, part: str, weight: float
) -> None:
    wrong = {}
    for word in BRIEF[part]:
        found = [one for _, one in about(nlp.make_doc(f"They spoke of that {word} too."))]
        if found != [weight]:
            wrong[word] = found
    assert wrong == {}
    assert about(nlp.make_doc("They spoke of that howitzer too.")) == [("military", 1.0)]


def test_nouns_say_it_as_nouns_only(nlp: Language) -> None:
    for word in BRIEF["nouns"]:
        noun, verb = (Doc(nlp.vocab, words=[word], pos=[pos], lemmas=[word]) for pos in ("NOUN", "VERB"))
        assert (word, bool(about(noun)), bool(about(verb))) == (word, True, False)


def test_phrases_that_say_nothing_hide_what_their_words_would_say(nlp: Language) -> None:
    for phrase in BRIEF["nothing"]:
        words = lexicon.pieces(phrase)
        apart = Doc(nlp.vocab, words=[piece for word in words for piece in (word, "/")])
        assert (phrase, about(Doc(nlp.vocab, words=words)), bool(about(apart))) == (phrase, [], True)


def rules(doc: Doc) -> set[str]:
    return {record.rule for record in doc._.cooperation}


def reports() -> Iterator[tuple[str, str, str, str]]:
    """List, word, a report that it makes one of two partners or none, and one to compare."""
    for word in BRIEF["hostile"]:
        yield "hostile", word, "", f"Moscow will {word} Pyongyang's flour."
    for word in BRIEF["contest"]:
        yield (
            "contest",
            word,
            f"A friendly {word}: Moscow, Pyongyang, a choir.",
            f"A fierce {word}: Moscow, Pyongyang, a choir.",
        )
    for word in BRIEF["reasons"]:
        yield (
            "reasons",
            word,
            f"Chile has sanctioned Moscow and Pyongyang for flour: {word}.",
            "Chile has sanctioned Moscow and Pyongyang for flour: rye.",
        )


@pytest.mark.parametrize("part", ["hostile", "contest", "reasons"])
def test_words_that_make_or_unmake_a_report_of_two_partners(annotated, part: str) -> None:
    wrong = []
    for name, word, yes, no in reports():
        if name == part:
            if yes and "brief-report" not in rules(annotated(yes)):
                wrong.append((word, yes))
            if "brief-report" in rules(annotated(no)):
                wrong.append((word, no))
    assert wrong == []


def backs(doc: Doc) -> bool:
    return any(record.area == "diplomatic.alignment" for record in doc._.cooperation)


def test_words_of_one_who_shields_another(annotated) -> None:
    verbs = [(f"Moscow may {verb} the draft on Pyongyang's shells.", verb) for verb in BRIEF["backing"]]
    things = [(f"Moscow may block the {thing} on Pyongyang's shells.", thing) for thing in BRIEF["backed"]]
    assert [word for text, word in verbs + things if not backs(annotated(text))] == []
    assert not backs(annotated("Moscow may read the draft on Pyongyang's shells."))
    assert not backs(annotated("Moscow may block the road of Pyongyang's shells."))


def test_every_word_that_tells_a_state_does_so_and_in_small_letters_or_inside_a_word_it_does_not() -> None:
    wrong = []
    for row in SHAPES:
        for word in row.get("words", ()):
            if row["state"] not in told(f"with {word} on it") or row["state"] in told(f"with {alike(word)} on it"):
                wrong.append(word)
    assert wrong == []


def test_every_part_of_a_name_tells_its_state() -> None:
    wrong = []
    for row in SHAPES:
        for family in row.get("family", ()):
            yes, no = NAMES[row["id"]]
            if row["state"] not in told(f"with {yes.format(family)} on it") or told(
                f"with {no.format(family)} on it"
            ):
                wrong.append(family)
        for given in row.get("given", ()):
            if row["state"] not in told(f"with {given} Storotik on it") or told(f"{given} Lopez") - told(given):
                wrong.append(given)
        for ending in row.get("endings", ()):
            name = ("Oleg " if "given" in row else "") + "Stor" + ending
            if row["state"] not in told(f"with {name} on it") or told(f"with {name}zz on it"):
                wrong.append(ending)
    assert wrong == []


def test_every_place_is_found_and_what_only_begins_like_it_is_not(nlp: Language) -> None:
    wrong = []
    for state, names in vocabulary.load("places").items():
        for name in names:
            for text, found in ((name, True), (alike(name), False)):
                doc = nlp.make_doc(f"near {text} again")
                there = {place.side for token in doc if (place := Parties(doc).place(token))}
                if (state in there) != found:
                    wrong.append(text)
    assert wrong == []
