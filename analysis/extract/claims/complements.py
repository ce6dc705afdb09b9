"""The complements with which verbs of saying, thinking and asking carry a claim, each a rule of its own.

A rule takes a verb of the vocabulary as it stands in the text and gives the characters of what is said,
or None where the verb stands without that complement.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from analysis.extract.claims.clauses import any_, aside, clause, gerund, infinitive, quote
from analysis.extract.claims.objects import (
    alarm,
    courtesy,
    figure,
    found,
    news,
    object_,
    person,
    silence,
    text,
    unanswered,
)
from analysis.extract.claims.roles import as_, direct, naming, preposition
from analysis.extract.claims.use import Content, Use

__all__ = ["RULES", "preposition"]

# in this order: what names the thing most closely comes first
RULES: Mapping[str, Callable[[Use], Content | None]] = {
    "direct": direct,
    "silence": silence,
    "as": as_,
    "naming": naming,
    "quote": quote,
    "clause": clause,
    "aside": aside,
    "infinitive": infinitive,
    "gerund": gerund,
    "news": news,
    "text": text,
    "found": found,
    "person": person,
    "unanswered": unanswered,
    "alarm": alarm,
    "courtesy": courtesy,
    "figure": figure,
    "object": object_,
    "any": any_,
}
