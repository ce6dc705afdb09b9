"""Status: every cue of the vocabulary on its own examples, and how inserted words move a status."""

from __future__ import annotations

import re

import pytest

from analysis import vocabulary
from analysis.extract.cues import Cue, tables
from analysis.extract.government import outward
from analysis.extract.places import token_at
from analysis.extract.status import Status, settle, status_of

ENTRIES = vocabulary.load("status")
EXAMPLES = [(row["id"], side, text) for row in ENTRIES for side in ("yes", "no") for text in row[side]]


def marked(annotated, text: str):
    """The doc of a text whose act stands between asterisks, and the act's token."""
    start = text.index("*")
    doc = annotated(text.replace("*", ""))
    return doc, token_at(doc, start)


def status(annotated, text: str, stage: str = "realised") -> Status:
    return status_of(*marked(annotated, text), stage=stage)


@pytest.mark.parametrize(("entry", "side", "text"), EXAMPLES)
def test_examples_of_the_vocabulary(annotated, entry, side, text):
    _, token = marked(annotated, text)
    cues = {cue.id for cue in outward(token) if cue.polarity or cue.certainty or cue.stage}
    assert (entry in cues) == (side == "yes"), cues


def test_every_entry_names_words_and_has_examples_of_both_kinds():
    for row in ENTRIES:
        assert row["yes"] and row["no"] and row["label"], row["id"]
        assert set(row) & {"verbs", "nouns", "adjectives", "adverbs", "modals", "marks", "phrases", "predicates"}, (
            row["id"]
        )
    assert len({row["id"] for row in ENTRIES}) == len(ENTRIES)
    assert all(re.fullmatch(r"[a-z-]+", entry.id) for table in tables().values() for entry in table.values())


CASES = [
    # text, stage, polarity, certainty
    ("Peru *sold* copper to Chile.", "realised", "affirmed", "certain"),
    ("Peru did not *sell* copper to Chile.", "realised", "negated", "certain"),
    ("Peru will not *sell* copper to Chile.", "ended", "negated", "certain"),
    ("Peru may *sell* copper to Chile.", "proposed", "affirmed", "possible"),
    ("Peru may not *sell* copper to Chile.", "proposed", "negated", "possible"),
    ("Nobody could verify whether Peru *sold* copper to Chile.", "realised", "affirmed", "possible"),
    ("The agency could not verify whether Peru *sold* copper to Chile.", "realised", "affirmed", "possible"),
    ("Did Peru *sell* copper to Chile?", "realised", "affirmed", "possible"),
    ("Will Peru *sell* copper to Chile?", "agreed", "affirmed", "possible"),
    ("Why did Peru *sell* copper to Chile?", "realised", "affirmed", "certain"),
    ("How much copper has Peru *sold* to Chile?", "realised", "affirmed", "certain"),
    ("Had Peru *sold* copper to Chile, Bolivia would have objected.", "realised", "affirmed", "possible"),
    ("Peru had *sold* copper to Chile.", "realised", "affirmed", "certain"),
    ("Neither Peru nor Bolivia *sold* copper to Chile.", "realised", "negated", "certain"),
    ("Both Peru and Bolivia *sold* copper to Chile.", "realised", "affirmed", "certain"),
    ("The plan would see Peru *sell* copper to Chile.", "proposed", "affirmed", "possible"),
    ("The year saw Peru *sell* copper to Chile.", "realised", "affirmed", "certain"),
    ("Peru allegedly *sold* copper to Chile.", "realised", "affirmed", "probable"),
    ("Peru might have *sold* copper to Chile.", "realised", "affirmed", "possible"),
    ("Peru is *selling* copper to Chile.", "realised", "affirmed", "certain"),
    ("Peru will *sell* copper to Chile.", "agreed", "affirmed", "certain"),
    ("Peru is to *sell* copper to Chile.", "agreed", "affirmed", "certain"),
    ("Peru is going to *sell* copper to Chile.", "agreed", "affirmed", "certain"),
    ("Peru should *sell* copper to Chile.", "proposed", "affirmed", "certain"),
    ("Peru is expected to *sell* copper to Chile.", "proposed", "affirmed", "probable"),
    ("Peru is unlikely to *sell* copper to Chile.", "proposed", "negated", "probable"),
    ("Peru plans to *sell* copper to Chile.", "agreed", "affirmed", "certain"),
    ("Peru does not plan to *sell* copper to Chile.", "agreed", "negated", "certain"),
    ("Peru stopped *selling* copper to Chile.", "ended", "affirmed", "certain"),
    ("Peru refused to *sell* copper to Chile.", "ended", "negated", "certain"),
    ("Peru is accused of *selling* copper to Chile.", "realised", "affirmed", "probable"),
    ("Peru denied *selling* copper to Chile.", "realised", "negated", "certain"),
    ("Peru has not ruled out *selling* copper to Chile.", "proposed", "affirmed", "possible"),
    ("Copper may be *sold* to Chile by Peru.", "proposed", "affirmed", "possible"),
    ("Copper was not *sold* to Chile by Peru.", "realised", "negated", "certain"),
    ("The two navies may hold *drills*.", "proposed", "affirmed", "possible"),
    ("The two navies held no *drills*.", "realised", "negated", "certain"),
    ("The two navies will hold *drills*.", "agreed", "affirmed", "certain"),
    ("Joint *drills* will take place in May.", "agreed", "affirmed", "certain"),
    ("The premier called for deeper *cooperation* with Fiji.", "proposed", "affirmed", "certain"),
    ("If Peru *sells* copper to Chile, prices will fall.", "proposed", "affirmed", "possible"),
    ("After the *visit* the premier may resign.", "realised", "affirmed", "certain"),
    ("This *alliance* could worry Chile.", "realised", "affirmed", "certain"),
]


@pytest.mark.parametrize(("text", "stage", "polarity", "certainty"), CASES)
def test_status(annotated, text, stage, polarity, certainty):
    found = status(annotated, text)
    assert (found.stage, found.polarity, found.certainty) == (stage, polarity, certainty)


@pytest.mark.parametrize(("text", "stage", "polarity", "certainty"), CASES)
def test_every_departure_from_the_default_names_its_cue(annotated, text, stage, polarity, certainty):
    doc, token = marked(annotated, text)
    found = status_of(doc, token)
    assert (found.stage == "realised") == (found.stage_cue is None)
    assert (found.polarity == "affirmed") == (found.polarity_cue is None)
    assert (found.certainty == "certain") == (found.certainty_cue is None)


def test_a_plan_leaves_an_agreement_and_a_hope_does_not(annotated):
    assert status(annotated, "They will sign a *deal*.", "agreed").stage == "agreed"
    assert status(annotated, "They hope to sign a *deal*.", "agreed").stage == "proposed"
    assert status(annotated, "They may *withdraw* from the pact.", "ended").stage == "ended"


def test_the_stage_farthest_from_the_deed_counts_and_the_weakest_certainty():
    seek, plan, stop = Cue("seek", "seek", "proposed"), Cue("plan", "plan", "agreed"), Cue("stop", "stop", "ended")
    assert settle([seek, plan], "realised").stage == settle([plan, seek], "realised").stage == "proposed"
    assert settle([plan], "realised").stage == "agreed"
    assert settle([stop, plan], "realised").stage == settle([plan, stop], "realised").stage == "ended"
    assert settle([stop, seek], "realised").stage == "realised"  # urged to stop: it goes on
    likely, may = Cue("expect", "likely", None, None, "probable"), Cue("may", "may", None, None, "possible")
    assert settle([likely, may], "realised").certainty == settle([may, likely], "realised").certainty == "possible"
