"""One change of a sentence makes one change of the record, for every form of every frame of cooperation.

The sentences are in `metamorphic_cooperation.yaml`. Each is read as it stands, with other actors and with the same two in
each other's place, with "not", "may" and "allegedly" at its verb, in the passive voice, and with paragraphs around it. A
record must be there each time: one that vanishes fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from spacy.tokens import Doc

from analysis import pipeline, vocabulary
from analysis.annotate import annotate
from analysis.extract.records import Cooperation

# all sentences are read in one run of the pipeline, by one worker
pytestmark = pytest.mark.xdist_group("metamorphic-cooperation")

ROWS: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("metamorphic_cooperation.yaml").read_text(encoding="utf-8")
)
KEYS = {"frame", "form", "area", "flow", "say", "passive", "no_passive", "fixed", "only", "why"}
STATES = {
    "BRA": ("Brazil", "Brazilian", "Brasilia"),
    "PER": ("Peru", "Peruvian", "Lima"),
    "KEN": ("Kenya", "Kenyan", "Nairobi"),
    "UGA": ("Uganda", "Ugandan", "Kampala"),
}
PAIRS = [("BRA", "PER"), ("PER", "BRA"), ("KEN", "UGA")]
STATUS = {"not": ("negated", "certain"), "may": ("affirmed", "possible"), "allegedly": ("affirmed", "probable")}
RAIN = "The rain fell on the roofs of the town and ran into the gutters."


class Variant(NamedTuple):
    """One reading of a row: what was changed, and the two states that stand in it."""

    row: int
    change: str
    pair: tuple[str, str]


def with_verb(sentence: str, word: str) -> str:
    """The sentence with its verb as it stands, or with "not", "may" or "allegedly"."""

    def verb(found: re.Match[str]) -> str:
        past, plain = found.groups()
        be = plain == "be"
        return {
            "": past,
            "not": f"{past} not" if be else f"did not {plain}",
            "may": f"may {plain}",
            "allegedly": f"{past} allegedly" if be else f"allegedly {past}",
        }[word]

    return re.sub(r"\[(\w+)\|(\w+)\]", verb, sentence)


def with_states(sentence: str, one: str, other: str) -> str:
    (name, people, _), (other_name, other_people, city) = STATES[one], STATES[other]
    filled = sentence.format(A=name, a=people, B=other_name, b=other_people, Bcity=city)
    return filled[0].upper() + filled[1:]


def variants() -> Iterator[tuple[Variant, str]]:
    """Every sentence that is read, with what was changed in it."""
    for index, row in enumerate(ROWS):
        plain = with_verb(row["say"], "")
        for pair in PAIRS:
            yield Variant(index, "plain", pair), with_states(plain, *pair)
        first = with_states(plain, *PAIRS[0])
        yield Variant(index, "rain before", PAIRS[0]), f"{RAIN}\n\n{first}"
        yield Variant(index, "rain after", PAIRS[0]), f"{first}\n\n{RAIN}"
        for word in STATUS:
            if word in row.get("only", STATUS):
                yield Variant(index, word, PAIRS[0]), with_states(with_verb(row["say"], word), *PAIRS[0])
        if "passive" in row:
            for pair in PAIRS[:2]:
                yield Variant(index, "passive", pair), with_states(row["passive"], *pair)


VARIANTS = dict(variants())


@pytest.fixture(scope="module")
def docs(nlp) -> dict[Variant, Doc]:
    articles = [pipeline.Article("test", text) for text in VARIANTS.values()]
    read = pipeline.read(articles, nlp, batch_size=256)
    return {variant: annotate(doc, article) for variant, (article, doc) in zip(VARIANTS, read, strict=True)}


def the_record(docs: dict[Variant, Doc], variant: Variant) -> Cooperation:
    """The one record that the row speaks of: of its area, with its parties in their roles."""
    row, (one, other) = ROWS[variant.row], variant.pair
    swappable = [actor for actor, slot in ((one, "A"), (other, "B")) if re.search(rf"{{{slot}", row["say"], re.I)]
    parties = {*swappable, *([row["fixed"]] if "fixed" in row else [])}
    if "fixed" in row and len(swappable) == 1:
        other = row["fixed"]
    flow = {"AB": ((one,), (other,)), "BA": ((other,), (one,)), "both": ((), ())}[row["flow"]]
    found = [
        record
        for record in docs[variant]._.cooperation
        if record.area == row["area"]
        and parties <= set(record.participants)
        and (record.givers, record.receivers) == flow
    ]
    seen = [(one.rule, one.area, one.givers, one.receivers, one.participants) for one in docs[variant]._.cooperation]
    assert len(found) == 1, f"{VARIANTS[variant]!r} gives {seen}"
    return found[0]


def cases(*changes: str) -> list[Any]:
    return [
        pytest.param(one, id=f"{ROWS[one.row]['frame']}-{ROWS[one.row]['form']}-{one.change}-{one.pair[0]}")
        for one in VARIANTS
        if one.change in changes
    ]


def forms(frame: dict[str, Any]) -> set[str]:
    return {form for form in ("verb", "noun") if (frame.get(form) or {}).get("words")}


def test_every_form_of_every_frame_has_its_sentence() -> None:
    wanted = {(frame["id"], form) for frame in vocabulary.load("frames") for form in forms(frame)}
    apart = {frame["id"] for frame in vocabulary.load("frames") if not forms(frame)}
    assert wanted == {(row["frame"], row["form"]) for row in ROWS if row["form"] in ("verb", "noun")}
    assert apart == {row["frame"] for row in ROWS if row["form"] not in ("verb", "noun")}


def test_what_a_row_leaves_out_it_leaves_out_with_a_reason() -> None:
    for row in ROWS:
        assert set(row) <= KEYS, row
        assert ("passive" in row) != bool(row.get("no_passive")), row
        assert ("only" in row) == bool(row.get("why")), row
        assert set(row.get("only", ())) <= {"swap", "reorder", *STATUS}, row
    # they are few: most rows take every change
    assert sum("only" in row for row in ROWS) <= 8


@pytest.mark.parametrize("variant", cases("plain"))
def test_plain_and_with_other_actors(docs, variant: Variant) -> None:
    found = the_record(docs, variant)
    assert found.rule == ROWS[variant.row]["frame"]
    assert (found.polarity, found.certainty) == ("affirmed", "certain")


@pytest.mark.parametrize("variant", cases("rain before", "rain after"))
def test_a_foreign_paragraph_changes_nothing(docs, variant: Variant) -> None:
    alone, found = the_record(docs, variant._replace(change="plain")), the_record(docs, variant)
    for field in ("rule", "text", "stage", "polarity", "certainty", "source", "participants"):
        assert getattr(found, field) == getattr(alone, field), field


@pytest.mark.parametrize("variant", cases(*STATUS))
def test_a_word_of_denial_or_doubt_changes_the_status_alone(docs, variant: Variant) -> None:
    found = the_record(docs, variant)
    assert (found.polarity, found.certainty) == STATUS[variant.change]
    cue = found.polarity_cue if variant.change == "not" else found.certainty_cue
    assert variant.change in (cue or "").lower()


@pytest.mark.parametrize("variant", cases("passive"))
def test_the_passive_says_the_same(docs, variant: Variant) -> None:
    active, passive = the_record(docs, variant._replace(change="plain")), the_record(docs, variant)
    for field in ("stage", "polarity", "certainty", "source"):
        assert getattr(active, field) == getattr(passive, field), field
    assert set(active.participants) == set(passive.participants)


def test_paragraphs_in_another_order_hold_the_same_records(nlp) -> None:
    whole = [with_states(with_verb(row["say"], ""), *PAIRS[0]) for row in ROWS if row["form"] in ("verb", "noun")]

    def told(paragraphs: list[str]) -> set[tuple[Any, ...]]:
        article = pipeline.Article("test", "\n\n".join(paragraphs))
        found = annotate(nlp(article.text), article)._.cooperation
        # the parties may be taken from a neighbour, and the evidence be shorter: they must be the same
        return {
            (one.evidence, one.area, one.givers, one.receivers, frozenset(one.participants), one.stage, one.polarity)
            for one in found
        }

    assert told(whole) == told(whole[::-1])
    assert {one[0] for one in told(whole)} == set(whole)
