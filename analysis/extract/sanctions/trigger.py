"""A word that speaks of sanctions, and the entries of `vocabulary/sanctions.yaml` and `sanction_verbs.yaml` by word."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import Any, NamedTuple

from spacy.tokens import Token

from analysis import vocabulary

# behind these stands what the word is about: "a ban on", "the embargo against"
OF = frozenset(["of", "on", "upon", "against", "for", "in", "over", "to"])


class Trigger(NamedTuple):
    """One word that speaks of sanctions."""

    token: Token
    rule: str  # id of the vocabulary's entry
    measure: str
    verbal: bool  # the verb itself is the sanction
    weak: bool  # counts only beside plain words for sanctions
    adjective: bool = False  # "the sanctioned firm": the sanction is presupposed
    stands_for: Token | None = None  # of a pronoun: the word that it takes up


@cache
def noun_entries() -> dict[str, list[dict[str, Any]]]:
    """Lemma of a noun → the entries that it may belong to."""
    return _by("sanctions", "nouns")


@cache
def verb_entries() -> dict[str, list[dict[str, Any]]]:
    """Lemma of a verb → the entries that it may belong to."""
    return _by("sanction_verbs", "verbs")


def _by(name: str, section: str) -> dict[str, list[dict[str, Any]]]:
    built: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in vocabulary.load(name):
        row = {key: frozenset(value) if isinstance(value, list) else value for key, value in row.items()}
        for word in sorted(row.get(section, ())):
            built[word].append(row)
    return dict(built)


@cache
def phrases() -> tuple[re.Pattern[str], dict[str, dict[str, Any]]]:
    """Where a phrase of the vocabulary stands, and the entry of each."""
    rows = {phrase: row for row in vocabulary.load("sanctions") for phrase in row.get("phrases", ())}
    alternatives = "|".join(re.escape(phrase) for phrase in sorted(rows, key=lambda phrase: (-len(phrase), phrase)))
    return re.compile(rf"(?:(?<=\W)|^)(?:{alternatives})s?(?!\w)", re.IGNORECASE), rows
