"""Every rule of claims, dates and actors finds something in its example and nothing in its near miss."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from analysis import vocabulary
from analysis.extract.claims import RULES as CLAIM_RULES
from analysis.extract.dates.rules import RULES as DATE_RULES

HERE = Path(__file__).parent
EXAMPLES = yaml.load((HERE / "rule_examples.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
CASES = [
    pytest.param(table, rule, side, entry[side], entry.get("publisher"), id=f"{table}-{rule}-{side}")
    for table, entries in EXAMPLES.items()
    for rule, entry in entries.items()
    for side in ("yes", "no")
]
FIELD = {"claims": "claims", "dates": "dates", "actors": "mentions"}


@pytest.mark.parametrize(("table", "rule", "side", "text", "publisher"), CASES)
def test_rule(annotated, table: str, rule: str, side: str, text: str, publisher: str | None) -> None:
    doc = annotated(text, published="2019-05-16", publisher=publisher)
    fired = {record.rule for record in getattr(doc._, FIELD[table])}
    assert (rule in fired) == (side == "yes"), fired


def test_every_rule_of_claims_has_its_examples() -> None:
    assert set(EXAMPLES["claims"]) == set(CLAIM_RULES)


def test_every_rule_of_dates_has_its_examples() -> None:
    assert set(EXAMPLES["dates"]) == {rule.name for rule in DATE_RULES}


def test_every_rule_of_actors_has_its_examples() -> None:
    """The rules of actors are the last words given to each find; the code is asked which there are."""
    found: set[str] = set()
    for path in sorted((HERE.parent.parent / "analysis" / "extract").glob("*.py")):
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"\)\)?$', text, re.MULTILINE))
    not_rules = {"claims", "dates"} | {row["id"] for name in ("bodies", "persons") for row in vocabulary.load(name)}
    assert found & (set(EXAMPLES["actors"]) | not_rules), "the code names no rule any more: mend this test"
    assert found - not_rules - set(EXAMPLES["actors"]) - OTHER == set()


# words in the same place in the code that are no rule of actors
OTHER = {"secretary-general", "seas-and-lands"}


def test_every_entry_of_sanctions_is_a_rule_with_examples() -> None:
    for name in ("sanctions", "sanction_verbs"):
        assert [row["id"] for row in vocabulary.load(name) if not (row["yes"] and row["no"])] == []
