"""Every frame under changed wording: a word of denial or doubt, other actors, another order of paragraphs.

The sentences come from the `yes:` examples of the frames: the finite verb of the main clause gets "not", "may" or "allegedly",
the two actors change places, and a foreign paragraph goes before or after.
"""

from __future__ import annotations

import re
from functools import cache

import pytest

from analysis import vocabulary
from analysis.pipeline import load

# the main verb says something else than the act ("… has grown"), or the record comes from no predicate of the sentence
APART = frozenset(["backed", "brief-report", "common-stand"])
EXAMPLES = [
    (row["id"], *example) for row in vocabulary.load("frames") for example in row["yes"] if row["id"] not in APART
]
MODALS = frozenset(["can", "could", "will", "would", "may", "might", "must", "should"])


def changed(sentence: str, word: str) -> str | None:
    """The sentence with "not", "may" or "allegedly" at the verb of its main clause; None where its form does not allow it."""
    doc = parsed(sentence)
    root = next(token for token in doc if token.dep_ == "ROOT")
    helpers = [token for token in root.children if token.dep_ in ("aux", "auxpass") and token.i < root.i]
    first = helpers[0] if helpers else root
    lemma = {"is": "be", "are": "be", "was": "be", "were": "be"}.get(first.lower_, first.lemma_)
    before, after = sentence[: first.idx], sentence[first.idx + len(first) :]
    if first.lower_ in MODALS or first.pos_ not in ("VERB", "AUX"):
        return None
    if word == "allegedly":
        return (
            f"{before}{first.text} allegedly{after}"
            if first.pos_ == "AUX"
            else f"{before}allegedly {first.text}{after}"
        )
    if word == "may":
        return f"{before}may {lemma}{after}"
    if first.pos_ == "AUX":
        return f"{before}{first.text} not{after}"
    do = {"VBD": "did", "VBZ": "does", "VBP": "do"}.get(first.tag_)
    return f"{before}{do} not {lemma}{after}" if do else None


@cache
def parsed(sentence: str):
    return load()(sentence)


def of_frame(doc, frame: str, area: str) -> list:
    return [record for record in doc._.cooperation if record.rule == frame and record.area == area]


def presupposed(sentence: str, record) -> bool:
    """True where the main verb speaks of what is there already: 'aid to Nepal has grown', 'reaffirmed its commitment'."""
    doc = parsed(sentence)
    root = next(token for token in doc if token.dep_ == "ROOT")
    owned = any(token.dep_ == "poss" and token.head.dep_ == "dobj" and token.head.head == root for token in doc)
    return record.end <= root.idx or owned


def variants(annotated, frame: str, word: str):
    """The record of each example of the frame, and those of the changed sentence."""
    for _, sentence, area, *_ in [row for row in EXAMPLES if row[0] == frame]:
        variant, was = changed(sentence, word), of_frame(annotated(sentence), frame, area)
        if variant is not None and was and presupposed(sentence, was[0]) is False:
            yield was[0], of_frame(annotated(variant), frame, area)


FIELD = {"not": "polarity", "may": "certainty", "allegedly": "certainty"}


@pytest.mark.parametrize("word", FIELD)
@pytest.mark.parametrize("frame", sorted({row[0] for row in EXAMPLES}))
def test_a_word_of_denial_or_doubt_changes_the_status(annotated, frame, word):
    field = FIELD[word]
    for was, now in variants(annotated, frame, word):
        # an act that is denied may vanish, but never stand as it stood
        assert all(getattr(record, field) != getattr(was, field) for record in now)


PAIRS = [row for row in EXAMPLES if len(row) == 5 and all(len(actor) == 3 for actor in row[3:])]


def forms(actor: str) -> tuple[str, str]:
    """Name and demonym of a state, as the examples write them."""
    entry = next(row for row in vocabulary.load("states") if row["id"] == actor)
    return entry["names"][0], entry["demonyms"][0] if entry.get("demonyms") else entry["names"][0]


@pytest.mark.parametrize(("frame", "sentence", "area", "giver", "receiver"), PAIRS, ids=str)
def test_swapped_actors_swap_the_direction(annotated, frame, sentence, area, giver, receiver):
    (one, one_people), (other, other_people) = forms(giver), forms(receiver)
    swap = {one: other, other: one, one_people: other_people, other_people: one_people}
    pattern = "|".join(sorted(map(re.escape, swap), key=len, reverse=True))
    swapped = re.sub(rf"\b(?:{pattern})\b", lambda found: swap[found.group()], sentence)
    named = set(re.findall(rf"\b(?:{pattern})\b", sentence))
    if not (named & {one, one_people} and named & {other, other_people}):
        pytest.skip("the example writes an actor in another form")
    records = [record for record in annotated(swapped)._.cooperation if record.area == area]
    assert any(giver in record.receivers and receiver in record.givers for record in records)
    assert not any(giver in record.givers and receiver in record.receivers for record in records)


@pytest.mark.parametrize(("frame", "sentence", "area"), [row[:3] for row in EXAMPLES], ids=str)
def test_a_foreign_paragraph_before_or_after_changes_nothing(annotated, frame, sentence, area):
    foreign = "The rain fell on the roofs of the town and ran into the gutters."
    alone = [record[4:8] for record in of_frame(annotated(sentence), frame, area)]
    for text in (f"{foreign}\n\n{sentence}", f"{sentence}\n\n{foreign}"):
        assert [record[4:8] for record in of_frame(annotated(text), frame, area)] == alone


PASSIVE = [
    ("military.arms", "Brazil sold rifles to Peru.", "Rifles were sold to Peru by Brazil."),
    ("military.arms", "Brazil has armed Peru with rifles.", "Peru was armed with rifles by Brazil."),
    ("military.forces", "Brazil trained Peruvian soldiers.", "Peruvian soldiers were trained by Brazil."),
    ("military.forces", "Brazil stationed troops in Peru.", "Troops were stationed in Peru by Brazil."),
    ("economic.infrastructure", "Brazil built a railway in Peru.", "A railway was built in Peru by Brazil."),
    ("economic.infrastructure", "Brazil financed a dam in Peru.", "A dam in Peru was financed by Brazil."),
    ("diplomatic.visit", "Peru hosted a Brazilian delegation.", "A Brazilian delegation was hosted by Peru."),
    ("humanitarian", "Brazil donated wheat to Peru.", "Wheat was donated to Peru by Brazil."),
]


@pytest.mark.parametrize(("area", "active", "passive"), PASSIVE, ids=str)
def test_the_passive_says_the_same(annotated, area, active, passive):
    there, back = (
        [(record.givers, record.receivers) for record in annotated(text)._.cooperation if record.area == area]
        for text in (active, passive)
    )
    assert there == back == [(("BRA",), ("PER",))]
