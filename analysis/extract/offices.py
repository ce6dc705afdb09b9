"""Who held which office when, from the vocabulary of leaders."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Set
from functools import cache
from typing import NamedTuple

from analysis import vocabulary
from analysis.extract.gazetteer import Actor, leaders
from analysis.extract.slugs import slug
from analysis.extract.words import split

_OFFICE = re.compile(r"^(?P<office>.+) (?P<begin>\d{4})-(?P<end>\d{4})?$")


class Office(NamedTuple):
    """An office that a person held: years included at both ends, `end` 9999 where it is still held."""

    actor: Actor
    country: str | None
    office: str
    begin: int
    end: int


@cache
def offices() -> tuple[Office, ...]:
    """Every dated office of the vocabulary."""
    return tuple(_offices())


def _offices() -> Iterator[Office]:
    for country, people in vocabulary.load("leaders").items():
        for row in people:
            actor = leaders()[slug(row["name"])]
            for text in row.get("offices", ()):
                found = _OFFICE.match(text)
                if found:
                    end = int(found["end"]) if found["end"] else 9999
                    yield Office(
                        actor, None if country == "none" else country, found["office"], int(found["begin"]), end
                    )


@cache
def _by_surname() -> dict[str, tuple[Actor, ...]]:
    found: dict[str, list[Actor]] = {}
    for actor in leaders().values():
        words = [word for word in split(actor.name) if word[0].isalnum() and word not in ("Jr", "II", "III")]
        first = actor.country in ("PRK", "KOR", "CHN", "TWN", "VNM")
        found.setdefault((words[0] if first else words[-1]).lower(), []).append(actor)
    return {key: tuple(actors) for key, actors in found.items()}


def held(surname: str, about: Set[str | None], published: datetime.date | None, country: str | None) -> Actor | None:
    """The one listed person of that surname who fits: of that state, or of one that the text names, in office then."""
    actors = [
        actor
        for actor in _by_surname().get(surname, ())
        if (actor.country == country if country else actor.country in about)
    ]
    if len(actors) > 1 and published is not None:
        actors = [actor for actor in actors if any(_in_office(office, actor, published.year) for office in offices())]
    return actors[0] if len(actors) == 1 else None


def _in_office(office: Office, actor: Actor, year: int) -> bool:
    return office.actor == actor and office.begin <= year <= office.end


def holder(country: str, title: str, published: datetime.date | None) -> Actor | None:
    """Who held the office `title` of a state on the day of publication; None where two fit or the day is unknown."""
    if published is None:
        return None
    found = {}
    for office in offices():
        if office.country == country and office.office == title and office.begin <= published.year <= office.end:
            found[office.actor.actor_id] = office
    if len(found) > 1:  # a year of change: the one whose term neither begins nor ends in it
        found = {key: office for key, office in found.items() if office.begin < published.year < office.end}
    return next(iter(found.values())).actor if len(found) == 1 else None
