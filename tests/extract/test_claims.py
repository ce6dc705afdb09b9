"""Claims: who says what, by which words, of which kind and by which rule; and what is none."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from analysis import annotate
from analysis.extract.claims import RULES
from analysis.tables import CLAIM_KINDS

# sentence, cue (a part of it), source, kind, rule
CASES = [
    ("Oman said that the talks had failed.", "said", "OMN", "statement", "verb-clause"),
    ("Oman said the talks had failed.", "said", "OMN", "statement", "verb-clause"),
    ("The talks had failed, Oman said.", "said", "OMN", "statement", "verb-aside"),
    ("The talks, Oman said, had failed.", "said", "OMN", "statement", None),
    ('"The talks have failed," said Oman.', "said", "OMN", "statement", "verb-quote"),
    ("“The talks have failed,” Oman said on Monday.", "said", "OMN", "statement", "verb-quote"),
    ('Oman said: "The talks have failed."', "said", "OMN", "statement", "verb-quote"),
    ("Oman told reporters that the talks had failed.", "told", "OMN", "statement", "verb-clause"),
    ("The talks had failed, according to Oman.", "according to", "OMN", "statement", "according-to"),
    ("According to Oman, the talks had failed.", "According to", "OMN", "statement", "according-to"),
    ("As Oman put it, the talks had failed.", "put", "OMN", "statement", "verb-aside"),
    ("Diplomats believe that the talks had failed.", "believe", "Diplomats", "opinion", "verb-clause"),
    ("The factory is believed to make drones.", "is believed", None, "opinion", "verb-direct"),
    ("It is speculated that the factory makes drones.", "is speculated", None, "opinion", "verb-clause"),
    ("The firm allegedly shipped drones.", "allegedly", None, "allegation", "hearsay"),
    ("The firm has reportedly shipped drones.", "reportedly", None, "statement", "hearsay"),
    ("Officials accused Oman of smuggling fuel.", "accused", "Officials", "allegation", None),
    ("Oman was accused of smuggling fuel.", "was accused", None, "allegation", None),
    ("Oman denied that it had shipped drones.", "denied", "OMN", "denial", "verb-clause"),
    ("Oman rejected the allegations.", "rejected", "OMN", "denial", "verb-news"),
    ("Oman confirmed the deal.", "confirmed", "OMN", "confirmation", "verb-object"),
    ("Oman has not confirmed the deal.", "has not confirmed", "OMN", "non-confirmation", "verb-object"),
    ("The ministry declined to comment.", "declined", "The ministry", "non-confirmation", "verb-silence"),
    ("There was no word on the visit.", "There was no word", None, "non-confirmation", "no-word"),
    ("Oman urged Yemen to return to the talks.", "urged", "OMN", "directive", "verb-direct"),
    ("Oman called for a ceasefire.", "called for", "OMN", "directive", "verb-preposition"),
    ("Oman called on both sides to stop.", "called on", "OMN", "directive", "verb-direct"),
    ("Oman condemned the attack.", "condemned", "OMN", "opinion", "verb-object"),
    ("Oman expressed concern over the attack.", "expressed", "OMN", "opinion", "verb-object"),
    ("Oman expressed support for the plan.", "expressed", "OMN", "statement", "verb-object"),
    ("Oman described the plan as a gift.", "described", "OMN", "statement", "verb-as"),
    ("Oman called the plan a gift.", "called", "OMN", "statement", "verb-naming"),
    ("Oman called the plan illegal.", "called", "OMN", "opinion", "verb-naming"),
    ("Oman called the allegation baseless.", "called", "OMN", "denial", "verb-naming"),
    (
        "Neither company has confirmed the deal.",
        "has confirmed",
        "Neither company",
        "non-confirmation",
        "verb-object",
    ),
    ("The members of the Security Council welcomed the truce.", "welcomed", "un-security-council", "opinion", None),
    ("Oman is concerned about the attack.", "is concerned", "OMN", "opinion", "adjective"),
    ("We’re grateful for the help.", "grateful", "We", "statement", "adjective"),
    ("The message conveyed deep regret over the attack.", "conveyed", "The message", "opinion", "verb-object"),
    ("In Oman's view, the plan is a gift.", "In Oman's view", "OMN", "opinion", "in-view"),
    ("In the ministry's view, the plan is a gift.", "In the ministry's view", "the ministry", "opinion", "in-view"),
    (
        "By the ministry's own account, nine ships sank.",
        "By the ministry's own account",
        "the ministry",
        "statement",
        "in-view",
    ),
    ("By its own admission, Oman lost nine ships.", "By its own admission", "OMN", "confirmation", "in-view"),
    ("Reserves rose by a tenth, per the finance ministry.", "per", "the finance ministry", "statement", "per"),
    ("Oman has yet to comment on the raid.", "comment", "OMN", "non-confirmation", "verb-preposition"),
    ("The junta's claim to have retaken the town drew scorn.", "claim", "The junta", "allegation", "noun"),
    ("Allegations of fraud followed the vote.", "Allegations", None, "allegation", "noun"),
    ("There is speculation that the mine will close.", "speculation", None, "opinion", "noun"),
    ("Oman praised the rescue workers.", "praised", "OMN", "statement", "verb-object"),
    ("Oman called for the ceasefire to hold.", "called", "OMN", "directive", "verb-preposition"),
    ("The poll showed Oman leading.", "showed", "The poll", "statement", "verb-clause"),
    ("The ministry dismissed the reports as rumours.", "dismissed", "The ministry", "denial", "verb-as"),
    ("The ministry dismissed the general as a fool.", "dismissed", "The ministry", "opinion", "verb-as"),
    ("The data show that exports doubled.", "show", "The data", "statement", "verb-clause"),
]


@pytest.mark.parametrize(("text", "cue", "source", "kind", "rule"), CASES, ids=[case[0] for case in CASES])
def test_found_with_its_fields(annotated, text, cue, source, kind, rule):
    found = annotated(text)._.claims
    assert [(claim.source, claim.kind) for claim in found] == [(source, kind)]
    assert cue in found[0].text or found[0].text in cue
    assert rule is None or found[0].rule == rule
    assert found[0].rule in RULES


NEAR_MISSES = [
    "By the ministry's own gate, nine ships sank.",
    "Reserves rose by a tenth, per the contract.",
    "Oman has to comment on the raid.",
    "Oman called before the ceasefire began.",
    "The video showed soldiers burning a house.",
    "She said goodbye to the guests.",
    "The test confirmed the theory.",
    "The storm claimed three lives.",
    "The guards denied entry to the inspectors.",
    "He believes in ghosts.",
    "The report runs to forty pages.",
    "The suggested retail price is ten euros.",
    "The new line adds two stops.",
    "The brochure describes the castle in detail.",
    "Oman should say that the talks have failed.",
    "Oman will announce the date in May.",
    "The hall was silent.",
    "The committee consists of nine members.",
    "",
    "   \n\n  ",
]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_yield_nothing(annotated, text):
    assert list(annotated(text)._.claims) == []


def test_every_rule_says_why():
    for name, rule in RULES.items():
        assert rule.__doc__ and rule.__doc__.strip().splitlines()[0].endswith("."), name


PIECES = [
    "Oman",
    "He",
    " said",
    " that",
    " it is so",
    " denied",
    ",",
    ".",
    ":",
    "—",
    "“",
    "”",
    "‘",
    "’",
    '"',
    "'",
    "\n",
    "\n\n",
    " ",
    "?",
    "A",
    "é",
]


TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS)
@example("Oman said‘.,")
def test_any_text_gives_offsets_that_hold(nlp, text):
    doc = annotate.annotate(nlp(text))
    assert list(doc._.claims) == list(annotate.annotate(nlp(text))._.claims)
    starts = [claim.start for claim in doc._.claims]
    assert starts == sorted(starts)
    for claim in doc._.claims:
        assert text[claim.start : claim.end] == claim.text
        assert claim.kind in CLAIM_KINDS
        assert claim.rule in RULES
        for start, end in ((claim.source_start, claim.source_end), (claim.content_start, claim.content_end)):
            assert start is None or 0 <= start < end <= len(text)
