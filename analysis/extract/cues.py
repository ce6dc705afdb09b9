"""The words that settle a status: `vocabulary/status.yaml` as look-up tables, and the cue that a word gives."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from spacy.tokens import Token

from analysis import vocabulary


class Entry(NamedTuple):
    """What a word says of the act that stands under it; None leaves a field alone."""

    id: str
    stage: str | None
    polarity: str | None
    certainty: str | None
    when_negated: dict[str, str] | None  # replaces the three where the word itself is negated
    only_negated: bool  # says nothing unless negated


class Cue(NamedTuple):
    """One word of the text that settles something about the act."""

    id: str
    words: str
    stage: str | None = None
    polarity: str | None = None
    certainty: str | None = None


SECTIONS = ("verbs", "nouns", "adjectives", "predicates", "adverbs", "modals", "marks", "phrases")


@cache
def tables() -> dict[str, dict[str, Entry]]:
    """Section of the vocabulary → lemma → entry; where two entries share a word, the first one has it."""
    built: dict[str, dict[str, Entry]] = {section: {} for section in SECTIONS}
    for row in vocabulary.load("status"):
        entry = Entry(
            row["id"], row.get("stage"), row.get("polarity"), row.get("certainty"),
            row.get("when_negated"), row.get("only_negated", False),
        )  # fmt: skip
        for section in SECTIONS:
            for word in row.get(section, ()):
                built[section].setdefault(word, entry)
    return built


def lemma(token: Token) -> str:
    """The token's lemma in lower case, a frequent slip of the lemmatizer mended ("hopes" is of hope, not of hop)."""
    return "hope" if token.lower_ in ("hopes", "hoped", "hoping") else token.lemma_.lower()


def cue(entry: Entry, words: str) -> Cue:
    """The entry's effect, by the words that brought it."""
    return Cue(entry.id, words, entry.stage, entry.polarity, entry.certainty)


def entry_for(token: Token) -> tuple[Entry, str] | None:
    """The entry of a word that may govern an act, with its words; a phrase goes before its bare verb."""
    for child in token.children:
        if child.dep_ in ("prt", "prep", "advmod") and child.i > token.i:
            found = tables()["phrases"].get(f"{lemma(token)} {child.lower_}")
            if found:
                return found, f"{token.text} {child.text}"
    if token.pos_ in ("VERB", "AUX") and token.dep_ != "amod":
        found = tables()["verbs"].get(lemma(token))
    elif token.pos_ in ("NOUN", "PROPN"):
        found = tables()["nouns"].get(lemma(token))
    else:
        found = tables()["adjectives"].get(token.lower_) or tables()["nouns"].get(token.lower_)
        if found is None and token.dep_ != "amod":
            found = tables()["predicates"].get(token.lower_)
    return (found, token.text) if found else None


def word_entry(section: str, word: str) -> Entry | None:
    """The entry of one word in one section."""
    return tables()[section].get(word.lower())
