"""One change of a sentence makes one change of the claim, for every frame of the vocabulary of claims."""

from __future__ import annotations

import pytest

from analysis import vocabulary

VERBS = {entry["id"]: entry for entry in vocabulary.load("claim_verbs")}
NOUNS = {entry["id"]: entry for entry in vocabulary.load("claim_nouns")}
ADJECTIVES = {entry["id"]: entry for entry in vocabulary.load("claim_adjectives")}

# frame, past form, plain form, what follows; "Oman" goes before
ACTIVE = {
    "saying": ("said", "say", "that the convoy had crossed the border."),
    "stating": ("stated", "state", "that the convoy had crossed the border."),
    "showing": ("demonstrated", "demonstrate", "that exports had doubled."),
    "announcing": ("announced", "announce", "a new round of talks."),
    "praising": ("praised", "praise", "the rescue workers."),
    "extending": ("extended", "extend", "its condolences to the families."),
    "describing": ("described", "describe", "the meeting as cordial."),
    "calling": ("called", "call", "the meeting a first step."),
    "labelling": ("branded", "brand", "the party as terrorist."),
    "naming": ("named", "name", "both parties as terrorists."),
    "citing": ("cited", "cite", "the mediator."),
    "speaking": ("spoke", "speak", "of heavy losses."),
    "referring": ("alluded", "allude", "to further measures."),
    "alleging": ("claimed", "claim", "that the rebels held the airport."),
    "claiming": ("claimed", "claim", "victory in the north."),
    "accusing": ("accused", "accuse", "the militia of smuggling fuel."),
    "excluding": ("ruled", "rule", "out any concessions."),
    "putting-at": ("put", "put", "the exports at two million barrels."),
    "suspecting": ("suspected", "suspect", "the militia of smuggling fuel."),
    "blaming": ("blamed", "blame", "the militia for the blast."),
    "denying": ("denied", "deny", "that it had shipped the parts."),
    "rejecting": ("rejected", "reject", "the allegations."),
    "confirming": ("confirmed", "confirm", "that a tanker had docked."),
    "thinking": ("suspected", "suspect", "that the stock would run out."),
    "expecting": ("expected", "expect", "the bank to raise rates."),
    "estimating": ("forecast", "forecast", "a deep recession."),
    "regarding": ("regarded", "regard", "the dam as a threat."),
    "considering": ("considered", "consider", "the dam a threat."),
    "criticizing": ("condemned", "condemn", "the attack."),
    "attacking": ("attacked", "attack", "Angela Merkel over the plan."),
    "awaiting": ("looked", "look", "forward to the next round of talks."),
    "counting-on": ("counted", "count", "on the council to act."),
    "alarm": ("sounded", "sound", "the alarm about the water."),
    "likening": ("likened", "liken", "the law to a muzzle."),
    "proposing": ("proposed", "propose", "building a tunnel."),
    "welcoming": ("welcomed", "welcome", "the ceasefire."),
    "objecting": ("complained", "complain", "about the tariff."),
    "urging": ("urged", "urge", "the ministry to act."),
    "asking": ("ordered", "order", "the firm to pay."),
    "demanding": ("demanded", "demand", "the release of prisoners."),
    "warning": ("warned", "warn", "of famine."),
    "ordering": ("ordered", "order", "that the files be released."),
    "voicing": ("thundered", "thunder", ', "The bridge is gone."'),
    "attributing": ("attributed", "attribute", "the blackout to a storm."),
    "pointing-the-finger": ("pointed", "point", "the finger at the smugglers."),
    "doubting": ("cast", "cast", "doubt on the plan."),
    "downplaying": ("downplayed", "downplay", "the danger."),
    "hinting": ("hinted", "hint", "at further cuts."),
    "threatening": ("threatened", "threaten", "to cut the pipeline."),
    "refusing-comment": ("declined", "decline", "to comment."),
    "defending": ("defended", "defend", "the decision."),
    "publishing": ("issued", "issue", "a brief statement."),
    "agreeing": ("agreed", "agree", "with the mediator."),
    "promising": ("promised", "promise", "that taxes would fall."),
}
# this frame is itself a negation: "did not respond"
NEGATED = {"not-responding": "Oman did not respond to a request for comment."}
# the same said in the passive voice
PASSIVE = {frame: row["passive"] for frame, row in VERBS.items() if "passive" in row}
# what a "did not" makes of a kind; opinions and directives that somebody does not hold or give stay what they are
UNSAID = {"statement", "confirmation", "denial"}
SWAPS = [("France", "FRA"), ("Mexico", "MEX"), ("Japan", "JPN")]


def sentence(frame: str, who: str = "Oman", before: str = "", base: bool = False) -> str:
    past, plain, rest = ACTIVE[frame]
    return " ".join(part for part in (who, before, plain if base else past, rest) if part)


def cued(doc, frame: str):
    """The claims whose cue holds a word of the frame's sentence."""
    words = set(ACTIVE[frame][:2])
    return [claim for claim in doc._.claims if words & set(claim.text.lower().split())]


def test_every_frame_of_verbs_has_its_sentence() -> None:
    assert set(ACTIVE) | set(NEGATED) == set(VERBS)


def test_every_frame_of_verbs_has_its_passive_or_says_why_not() -> None:
    for frame, row in VERBS.items():
        assert ("passive" in row) != (len(row.get("no_passive", "").split()) > 4), frame


@pytest.mark.parametrize("frame", ACTIVE)
def test_plain(annotated, frame: str) -> None:
    (found,) = cued(annotated(sentence(frame)), frame)
    assert (found.kind, found.source) == (VERBS[frame]["kind"], "OMN")


@pytest.mark.parametrize("frame", ACTIVE)
def test_another_speaker_changes_the_source_alone(annotated, frame: str) -> None:
    for name, actor in SWAPS:
        (found,) = cued(annotated(sentence(frame, name)), frame)
        assert (found.kind, found.source) == (VERBS[frame]["kind"], actor)


@pytest.mark.parametrize("frame", ACTIVE)
def test_not_leaves_the_source_and_takes_back_what_was_said(annotated, frame: str) -> None:
    (found,) = cued(annotated(sentence(frame, before="did not", base=True)), frame)
    kind = VERBS[frame]["kind"]
    assert found.source == "OMN"
    assert found.kind == ("non-confirmation" if kind in UNSAID else kind)
    assert "not" in found.text


@pytest.mark.parametrize("frame", ACTIVE)
def test_allegedly_adds_a_claim_of_nobody_and_leaves_the_other(annotated, frame: str) -> None:
    doc = annotated(sentence(frame, before="allegedly"))
    hearsay = [claim for claim in doc._.claims if claim.rule == "hearsay"]
    assert [(claim.kind, claim.source) for claim in hearsay] == [("allegation", None)]
    others = [claim for claim in cued(doc, frame) if claim.rule != "hearsay"]
    assert [(claim.kind, claim.source) for claim in others] == [(VERBS[frame]["kind"], "OMN")]


@pytest.mark.parametrize("frame", ACTIVE)
def test_may_makes_no_claim_of_it(annotated, frame: str) -> None:
    assert cued(annotated(sentence(frame, before="may", base=True)), frame) == []


@pytest.mark.parametrize("frame", PASSIVE)
def test_the_passive_says_the_same(annotated, frame: str) -> None:
    (found,) = [claim for claim in annotated(PASSIVE[frame])._.claims if claim.source == "OMN"]
    assert found.kind == VERBS[frame]["kind"]


def test_a_negated_frame_needs_its_negation(annotated) -> None:
    (found,) = annotated(NEGATED["not-responding"])._.claims
    assert (found.kind, found.source) == ("non-confirmation", "OMN")
    assert not annotated("Oman responded to a request for blankets.")._.claims


def test_paragraphs_in_another_order_hold_the_same_claims(annotated) -> None:
    paragraphs = [sentence(frame) for frame in ACTIVE]
    told = {(claim.text, claim.source, claim.kind) for claim in annotated("\n\n".join(paragraphs))._.claims}
    turned = {(claim.text, claim.source, claim.kind) for claim in annotated("\n\n".join(paragraphs[::-1]))._.claims}
    assert told == turned
    assert len(told) >= len({ACTIVE[frame][0] for frame in ACTIVE}) - 3


NOUN = {
    "alleging": ("Oman's allegation that the vote was rigged spread fast.", "The allegation that the vote was rigged spread fast."),
    "speculating": ("Oman's belief that the mine would close spread fast.", "The belief that the mine would close spread fast."),
    "fearing": ("Oman's fear of a shortage spread fast.", "The fear of a shortage spread fast."),
    "reporting": ("Oman's announcement that the mine had closed spread fast.", "The announcement that the mine had closed spread fast."),
    "warning": ("Oman's call for restraint went unheard.", None),
    "position": ("Oman's position is that the mine must stay open.", None),
    "protesting": ("Oman's complaint about the budget was sharp.", None),
    "questioning": ("Oman's questions about the loan were sharp.", None),
    "criticism": ("Oman's criticism of the budget was sharp.", None),
}  # fmt: skip


def test_every_frame_of_nouns_has_its_sentence() -> None:
    assert set(NOUN) == set(NOUNS)


@pytest.mark.parametrize("frame", NOUN)
def test_the_owner_of_a_noun_is_the_source_and_can_be_swapped_or_left_out(annotated, frame: str) -> None:
    owned, bare = NOUN[frame]
    for name, actor in [("Oman", "OMN"), *SWAPS]:
        (found,) = annotated(owned.replace("Oman", name))._.claims
        assert (found.kind, found.source) == (NOUNS[frame]["kind"], actor)
    if bare is not None:
        (found,) = annotated(bare)._.claims
        assert (found.kind, found.source) == (NOUNS[frame]["kind"], None)


ADJECTIVE = {
    "attitude": "is {}concerned about the shortages.",
    "plainness": "was {}adamant that the deal would stand.",
    "clarity": "was {}clear about the risks.",
    "silence": "was {}silent on the date of the visit.",
}


def test_every_frame_of_adjectives_has_its_sentence() -> None:
    assert set(ADJECTIVE) == set(ADJECTIVES)


@pytest.mark.parametrize("frame", ADJECTIVE)
def test_adjectives_swapped_and_negated(annotated, frame: str) -> None:
    kind = ADJECTIVES[frame]["kind"]
    for name, actor in [("Oman", "OMN"), *SWAPS]:
        (found,) = annotated(f"{name} {ADJECTIVE[frame].format('')}")._.claims
        assert (found.kind, found.source) == (kind, actor)
    (found,) = annotated(f"Oman {ADJECTIVE[frame].format('not ')}")._.claims
    assert (found.kind, found.source) == ("non-confirmation" if kind == "statement" else kind, "OMN")
    wouldbe = f"Oman may be {ADJECTIVE[frame].split('{}')[1]}"
    assert not annotated(wouldbe)._.claims
