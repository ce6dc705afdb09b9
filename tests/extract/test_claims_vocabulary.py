"""Every frame class of the vocabulary of claims holds on its own examples, and not on its near misses."""

from __future__ import annotations

import pytest

from analysis import vocabulary
from analysis.extract.claims.words import verbs

VERBS = vocabulary.load("claim_verbs")
NOUNS = vocabulary.load("claim_nouns")
ADJECTIVES = vocabulary.load("claim_adjectives")


def examples(entries, key):
    return [
        pytest.param(entry, sentence, id=f"{entry['id']}: {sentence}")
        for entry in entries
        for sentence in entry.get(key) or ()
    ]


def lemmas(doc, claim):
    span = doc.char_span(claim.start, claim.end, alignment_mode="expand")
    return {token.lemma_.lower() for token in span} | {token.lower_ for token in span}


def cued_by(doc, entry):
    words = {word.split()[0] for word in entry["words"]}
    return [claim for claim in doc._.claims if words & lemmas(doc, claim)]


@pytest.mark.parametrize(("entry", "sentence"), examples(VERBS + NOUNS + ADJECTIVES, "yes"))
def test_yes(annotated, entry, sentence):
    assert [claim.kind for claim in cued_by(annotated(sentence), entry)] == [entry["kind"]]


@pytest.mark.parametrize(("entry", "sentence"), examples(VERBS + NOUNS + ADJECTIVES, "no"))
def test_no(annotated, entry, sentence):
    assert cued_by(annotated(sentence), entry) == []


def test_ids_are_unique():
    for entries in (VERBS, NOUNS, ADJECTIVES, vocabulary.load("claim_words")):
        ids = [entry["id"] for entry in entries]
        assert len(ids) == len(set(ids))


def test_every_entry_has_a_yes_and_a_no():
    assert [entry["id"] for entry in VERBS + NOUNS + ADJECTIVES if not (entry.get("yes") and entry.get("no"))] == []


def test_several_hundred_verbs():
    assert len(verbs()) > 250
