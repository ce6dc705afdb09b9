"""Why a record has its codes, in words: the rule that found it and the words that decided each field."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from analysis import vocabulary
from analysis.wording import capital

# what a field is called, and the column that holds the words that decided it
_FIELDS = {
    "area": ("The area is {value}", "area_cue"),
    "action": ("The action is {value}", "action_cue"),
    "measure": ("The measure is {value}", "measure_cue"),
    "stage": ("The stage is {value}", "stage_cue"),
    "polarity": ("It is {value}", "polarity_cue"),
    "certainty": ("It is {value}", "certainty_cue"),
}
_DEFAULT = {
    "stage": "no word says otherwise",
    "polarity": "nothing negates it",
    "certainty": "no word makes it less than that",
}


def why(table: str, row: Mapping[str, Any]) -> list[str]:
    """Sentences that say why the record of `table` is there and has its codes.

    Args:
        table: claims, sanctions or cooperation.
        row: one row of that table.
    """
    said = [f"{explained(row['rule'])} (rule {row['rule']})."]
    for field, (words, cue) in _FIELDS.items():
        if field not in row or cue not in row:
            continue
        because = f"because of “{row[cue]}”" if row[cue] else _DEFAULT.get(field)
        if because:
            said.append(f"{words.format(value=row[field])}: {because}.")
    if row.get("source_cue"):
        said.append(f"It is attributed by “{row['source_cue']}”.")
    return said


def explained(rule: str) -> str:
    """What the rule looks for, in words."""
    return rules().get(rule, "Found by the rule of this name")


@cache
def rules() -> Mapping[str, str]:
    """Rule id to what it looks for: the `why` of frames and entries in the vocabulary, and of `rules.yaml`."""
    found = {"added-by-hand": "A reader added it by hand"}
    for name in vocabulary.names():
        for entry in _entries(vocabulary.load(name)):
            if isinstance(entry.get("id"), str) and isinstance(entry.get("why"), str):
                found[entry["id"]] = capital(entry["why"].rstrip("."))
    for name in ("sanctions", "sanction_verbs"):
        for entry in _entries(vocabulary.load(name)):
            found[f"sanction-{entry['id']}"] = (
                f"The words speak of sanctions by way of: {entry.get('label', entry['id'])}"
            )
    return found


def _entries(data: Any) -> list[dict[str, Any]]:
    if isinstance(data, dict):
        nested = [entry for value in data.values() if isinstance(value, (list, dict)) for entry in _entries(value)]
        return [data, *nested] if "id" in data else nested
    if isinstance(data, list):
        return [entry for value in data for entry in _entries(value)]
    return []
