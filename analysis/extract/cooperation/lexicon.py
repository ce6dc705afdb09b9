"""What it is about: words of areas.yaml found in a phrase, longest first."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from spacy.tokens import Token

from analysis import vocabulary


class Hit(NamedTuple):
    """Words of the lexicon at tokens [start, end)."""

    start: int
    end: int
    area: str
    entry: str


@cache
def _phrases(part: str) -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    """First word → (words, area, entry id), longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for entry in vocabulary.load("areas")[part]:
        for word in entry["words"]:
            words = tuple(pieces(word))
            found.setdefault(words[0], []).append((words, entry["area"], entry["id"]))
    for options in found.values():
        options.sort(key=lambda option: -len(option[0]))
    return found


def pieces(phrase: str) -> list[str]:
    # as the tokenizer cuts: hyphens between letters and "'s" are tokens of their own, "F-16" is not cut
    parts_found: list[str] = []
    for word in phrase.split():
        parts = word.split("-")
        if len(parts) > 1 and all(part[:1].isalpha() and part[-1:].isalpha() for part in parts):
            for index, part in enumerate(parts):
                parts_found += ["-", part] if index else [part]
        elif word[-2:] in ("'s", "’s") and len(word) > 2:
            parts_found += [word[:-2], word[-2:]]
        else:
            parts_found.append(word)
    return parts_found


def keys(token: Token) -> tuple[str, str]:
    """The forms under which a token is looked up."""
    return token.lemma_.lower(), token.lower_


def words_at(token: Token, words: tuple[str, ...]) -> bool:
    """True where the phrase `words` starts at `token`."""
    doc, start = token.doc, token.i
    if start + len(words) > len(doc):
        return False
    return all(word in keys(doc[start + offset]) for offset, word in enumerate(words))


BOUGHT = frozenset(["buy", "sell", "purchase", "order", "lease", "upgrade", "build", "produce"])
MAKE = re.compile(r"[A-Z][A-Za-z]{0,4}-?\d{1,4}[A-Z]{0,2}s?")  # Su-35, J10


def _of_make(token: Token, area: str) -> str:
    """The area of goods: fighters of a make ('Su-35 fighters') and those that are bought are no men."""
    if token.i == 0 or area != "military.forces" or token.lower_ not in ("fighter", "fighters"):
        return area
    return "military.arms" if MAKE.fullmatch(token.nbor(-1).text) or token.head.lemma_ in BOUGHT else area


def hits(tokens: list[Token], part: str) -> list[Hit]:
    """Lexicon words that start at one of `tokens` (in text order), none inside another."""
    found: list[Hit] = []
    phrases = _phrases(part)
    taken = -1
    for token in tokens:
        if token.i < taken:
            continue
        options = [option for key in dict.fromkeys(keys(token)) for option in phrases.get(key, ())]
        for words, area, entry in sorted(options, key=lambda option: -len(option[0])):
            if len(words) == 1 or words_at(token, words):
                found.append(Hit(token.i, token.i + len(words), _of_make(token, area), entry))
                taken = token.i + len(words)
                break
    return found
