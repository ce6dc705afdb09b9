"""Every entry of the sanctions vocabularies on its own examples."""

from __future__ import annotations

import pytest

from analysis import vocabulary
from analysis.extract.instruments import instruments


def examples(name: str) -> list[tuple[str, str, str]]:
    return [(row["id"], side, text) for row in vocabulary.load(name) for side in ("yes", "no") for text in row[side]]


WEAK = {row["id"] for name in ("sanctions", "sanction_verbs") for row in vocabulary.load(name) if row.get("weak")}


@pytest.mark.parametrize(("entry", "side", "text"), examples("sanctions") + examples("sanction_verbs"))
def test_triggers(annotated, entry, side, text):
    rules = {record.rule for record in annotated(text, publisher="Gazette")._.sanctions}
    if side == "yes":
        assert f"sanction-{entry}" in rules
    elif entry in WEAK:  # the near miss may stand beside plain words for sanctions
        assert f"sanction-{entry}" not in rules
    else:
        assert not rules


@pytest.mark.parametrize(("entry", "side", "text"), examples("sanction_actions"))
def test_actions(annotated, entry, side, text):
    actions = {record.action for record in annotated(text)._.sanctions}
    assert actions and (entry in actions) == (side == "yes")


@pytest.mark.parametrize(("entry", "side", "text"), examples("measures"))
def test_measures(annotated, entry, side, text):
    measures = {record.measure for record in annotated(text)._.sanctions}
    assert measures and (entry in measures) == (side == "yes")


@pytest.mark.parametrize(("entry", "side", "text"), examples("instruments"))
def test_instruments(entry, side, text):
    row = next(row for row in vocabulary.load("instruments") if row["id"] == entry)
    pattern_names = [found.name for found in instruments(text)]
    assert bool(pattern_names) == (side == "yes"), row["pattern"]


def test_ids_are_unique_in_each_file():
    for name in ("sanctions", "sanction_verbs", "sanction_actions", "instruments", "measures", "publishers"):
        ids = [row["id"] for row in vocabulary.load(name)]
        assert len(ids) == len(set(ids)), name
