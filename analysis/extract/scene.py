"""What has been found in one doc so far: which words belong to which actor."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from spacy.tokens import Doc

from analysis.extract.gazetteer import Actor, Match, leaders
from analysis.extract.persons import Person
from analysis.extract.slugs import slug
from analysis.extract.words import Words


class Found(NamedTuple):
    """Words [first, last) that refer to an actor; actor None where they are known to refer to none."""

    first: int
    last: int
    actor: Actor | None
    form: str
    rule: str


class Scene:
    """A doc's words and the actors found among them; a later, longer find replaces what it covers."""

    def __init__(self, doc: Doc, words: Words) -> None:
        self.doc, self.words = doc, words
        self.owner: dict[int, Found] = {}
        self.known: dict[int, Match] = {}
        self.weak: list[Match] = []
        self.surnames: list[Match] = []

    @cached_property
    def listed(self) -> set[int]:
        """Words of the surnames that are listed; asked for once all are found."""
        return {at for match in self.surnames for at in range(match.first, match.last)}

    def add(self, found: Found) -> None:
        """Take the find in, in place of those that it overlaps."""
        for at in range(found.first, found.last):
            old = self.owner.get(at)
            if old is not None:
                for index in range(old.first, old.last):
                    self.owner.pop(index, None)
        for at in range(found.first, found.last):
            self.owner[at] = found

    def free(self, first: int, last: int) -> bool:
        """Whether no find holds any of the words [first, last)."""
        return not any(at in self.owner for at in range(first, last))

    def covered(self, first: int, last: int) -> bool:
        """Whether one find holds all the words [first, last), or a false friend holds one of them."""
        holders = {self.owner.get(at) for at in range(first, last)}
        return len(holders) == 1 and None not in holders

    def found(self) -> Iterator[Found]:
        """Every find that refers to an actor, each once."""
        seen: set[tuple[int, int]] = set()
        for at in sorted(self.owner):
            item = self.owner[at]
            if item.actor is not None and (item.first, item.last) not in seen:
                seen.add((item.first, item.last))
                yield item

    def person(self, person: Person) -> Actor:
        """The actor that a person's name stands for: a listed one of that surname, or one of that name."""
        name = clean_name(self.words.span(person.first, person.last))
        known = leaders().get(slug(name))
        return known or Actor(slug(name), name, "person", person.country)


def clean_name(name: str) -> str:
    """The name on one line, names in capitals as usually written."""
    plain = " ".join(name.split())
    return plain.title() if plain.isupper() and len(plain) > 4 else plain
