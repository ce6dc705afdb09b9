"""Names that are known: states, leaders and bodies of the vocabulary, found by their longest match.

A name matches as written or in capitals ("TEHRAN"); a lower-case word never matches a name. Longer names
hide shorter ones, and so do the false friends ("Washington Post", "South China Sea"), which are no actor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from analysis import vocabulary
from analysis.extract.slugs import slug
from analysis.extract.words import Words, plain_words, split


class Actor(NamedTuple):
    """Who a name stands for."""

    actor_id: str
    name: str
    kind: str
    country: str | None


class Match(NamedTuple):
    """A known name found: words [first, last), who it may be, and how sure the name alone makes it."""

    first: int
    last: int
    actor: Actor | None  # None: a false friend
    form: str  # name, metonym, demonym, or prefix (only before a hyphen)
    strength: str  # strong, weak (needs the right surroundings) or surname
    rule: str


class _Name(NamedTuple):
    words: tuple[str, ...]
    actor: Actor | None
    form: str
    strength: str
    rule: str


@cache
def states() -> dict[str, Actor]:
    """States and territories by ISO code."""
    return {row["id"]: Actor(row["id"], row["label"], "state", row["id"]) for row in vocabulary.load("states")}


@cache
def bodies() -> dict[str, Actor]:
    """Listed bodies by id."""
    return {
        row["id"]: Actor(row["id"], row["label"], row["kind"], row.get("country"))
        for row in vocabulary.load("organizations")
    }


@cache
def leaders() -> dict[str, Actor]:
    """Listed persons by id."""
    return {actor.actor_id: actor for actor, _ in _people()}


def _people() -> Iterator[tuple[Actor, dict[str, Any]]]:
    for country, people in vocabulary.load("leaders").items():
        for row in people:
            yield Actor(slug(row["name"]), row["name"], "person", None if country == "none" else country), row


@cache
def wikidata(actor_id: str) -> str | None:
    """The Wikidata item of a state or well-known actor, None where it is not sure."""
    return _items().get(actor_id)


@cache
def _items() -> dict[str, str]:
    rows = [*vocabulary.load("states"), *vocabulary.load("organizations")]
    found = {row["id"]: row["wikidata"] for row in rows if row.get("wikidata")}
    return found | {actor.actor_id: row["wikidata"] for actor, row in _people() if row.get("wikidata")}


def _names() -> Iterator[_Name]:
    for row in vocabulary.load("states"):
        actor = states()[row["id"]]
        for key, form in (
            ("names", "name"),
            ("demonyms", "demonym"),
            ("prefixes", "prefix"),
            ("metonyms", "metonym"),
        ):
            for name in row.get(key, ()):
                yield _Name(tuple(split(name)), actor, form, "strong", f"state-{form}")
    for row in vocabulary.load("organizations"):
        actor = bodies()[row["id"]]
        for strength in ("strong", "weak"):
            for name in row.get(strength, ()):
                yield _Name(tuple(split(name)), actor, "name", strength, "known-body")
    for actor, row in _people():
        for name in (row["name"], *row.get("also", ())):
            yield _Name(tuple(split(name)), actor, "name", "strong", "known-person")
        for name in row.get("strong", ()):
            yield _Name(tuple(split(name)), actor, "name", "surname", "known-surname")
    for group in vocabulary.load("false_friends"):
        for name in group["names"]:
            body = Actor(slug(name), name, "organization", None) if group.get("bodies") else None
            yield _Name(tuple(split(name)), body, "name", "strong", group["id"])


@cache
def _trie() -> dict[str, Any]:
    root: dict[str, Any] = {}
    for name in _names():
        node = root
        for word in name.words:
            node = node.setdefault(word.lower(), {})
        node.setdefault("", []).append(name)
    return root


def known(words: Words) -> Iterator[Match]:
    """Every known name of the text, the longest at each place, without overlaps."""
    at, count, root = 0, len(words.lower), _trie()
    while at < count:
        node = root.get(words.lower[at])
        best, index = None, at
        while node is not None:
            index += 1
            for name in node.get("", ()):
                if _as_written(name.words, words.plain[at:index]):
                    best = (index, name)
                    break
            node = node.get(words.lower[index]) if index < count else None
        if best is None:
            at += 1
            continue
        last, name = best
        yield Match(at, last, name.actor, name.form, name.strength, name.rule)
        at = last


def exactly(words: tuple[str, ...]) -> tuple[Actor, str] | None:
    """The actor that these words as a whole are a strong name of, and the form of it."""
    match = next(known(plain_words(" ".join(words))), None)
    if match is None or match.actor is None or match.strength != "strong":
        return None
    return (match.actor, match.form) if (match.first, match.last) == (0, len(words)) else None


@cache
def plurals() -> dict[str, tuple[Actor, ...]]:
    """States that one word names together: "the two Koreas"."""
    found: dict[str, tuple[Actor, ...]] = {}
    for row in vocabulary.load("states"):
        for name in row.get("plurals", ()):
            found[name] = (*found.get(name, ()), states()[row["id"]])
    return found


def _as_written(name: Iterable[str], text: list[str]) -> bool:
    """Whether the text has the name's capitals, or capitals throughout."""
    capitals = len(text) > 1 or len(text[0]) > 3
    for wanted, got in zip(name, text, strict=True):
        if wanted != got and not (capitals and got == wanted.upper()):
            return False
    return True
