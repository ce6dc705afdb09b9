"""What the page "How this can mislead you" shows: measured error rates, and what they mean for this report's numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.measured import FIGURE_OF, RECORDS, figures, measured

SETS = {
    "gold": "articles annotated twice; rules were written while reading them",
    "train": "articles annotated once; rules were written while reading them",
    "external": "corpora that others annotated",
}
# the scorers' names of figures, in a reader's words; what is absent here is shown under its own name
WORDS = {
    "actors": "actors of an article",
    "mentions": "mentions of an actor by name",
    "sanctions.found": "statements about sanctions",
    "sanctions.record": "statements about sanctions, every field weighed",
    "cooperation.found": "records of cooperation",
    "cooperation.record": "records of cooperation, every field weighed",
    "claims.found": "claims",
    "claims.record": "claims, every field weighed",
    "attribution.found": "attributions in news articles",
    "attribution.whole": "attributions in news articles, with source and content right",
    "dates.found": "time expressions",
    "dates.value": "time expressions with the right value",
    "cooperation.sentence": "single sentences that speak of cooperation",
    "actors.found": "names in defence and security reports",
}
OF_FOUND = " (of found)"


def context(counts: Mapping[str, int]) -> dict[str, Any]:
    """What `mislead.html.j2` needs.

    Args:
        counts: rows of each table of the run.

    Returns:
        `expected`: a sentence a table that holds records; `rates`: by set, rows with words, precision, recall and
        number annotated; `fields`: by table, the share of found records whose field is right; `day` and `commit`.
    """
    kept = figures()
    return {
        "expected": [said for name in FIGURE_OF if counts.get(name) and (said := expected(name, counts[name]))],
        "rates": [
            (SETS.get(group, group), [row for row in map(_rate, rows.items()) if row])
            for group, rows in kept.get("sets", {}).items()
        ],
        "fields": _fields(kept.get("sets", {}).get("gold", {})),
        "day": kept.get("day"),
        "commit": kept.get("commit"),
    }


def expected(table: str, n: int) -> str | None:
    """How many of the `n` records of `table` are likely wrong and missed, in a sentence; None where nobody measured."""
    figure = measured(table)
    if figure is None:
        return None
    what = RECORDS.get(table, table)
    wrong, missed = n * (1 - figure.precision), n * figure.precision * (1 / figure.recall - 1)
    return f"{what[:1].upper()}{what[1:]}: of the {n:,} here {_about(wrong)} would be wrong, and {_about(missed)} more missed, at the measured rates."


def _about(amount: float) -> str:
    return f"about {amount:,.0f}" if amount >= 1.5 else "one or two" if amount >= 0.75 else "hardly one"


def _rate(item: tuple[str, Mapping[str, float]]) -> dict[str, Any] | None:
    name, row = item
    if OF_FOUND in name:
        return None
    return {
        "words": WORDS.get(name, name),
        "precision": row["precision"],
        "recall": row["recall"],
        "gold": int(row["gold"]),
    }


def _fields(gold: Mapping[str, Mapping[str, float]]) -> dict[str, list[tuple[str, float]]]:
    """By table, its fields with the share of found records that have them right; the worst first."""
    found: dict[str, list[tuple[str, float]]] = {}
    for name, row in gold.items():
        if name.endswith(OF_FOUND):
            table, field = name.removesuffix(OF_FOUND).split(".")
            found.setdefault(table, []).append((field, row["precision"]))
    return {table: sorted(fields, key=lambda each: (each[1], each[0])) for table, fields in found.items()}
