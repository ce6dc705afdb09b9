"""One id for a body under its several names: "Ministry of Foreign Affairs of X", "X's Foreign Ministry"."""

from __future__ import annotations

import re
from functools import cache

from analysis import vocabulary
from analysis.extract.bodies import Body
from analysis.extract.gazetteer import Actor, bodies
from analysis.extract.scene import Scene, clean_name
from analysis.extract.slugs import slug

_OF = re.compile(r"^Ministry (?:of|for) (?:the )?(.+)$")
_MINISTRY = re.compile(r"^(.+) Ministry$")
_SAME = {
    "Foreign Affairs": "Foreign", "Defence": "Defense", "National Defense": "Defense", "National Defence": "Defense",
    "External Affairs": "External Affairs", "Interior": "Interior", "Internal Affairs": "Interior",
}  # fmt: skip


def identify(scene: Scene, body: Body) -> Actor:
    """The actor that a body's name stands for."""
    name = clean_name(scene.words.span(body.first, body.last))
    country = body.country
    field = ministry_of(name)
    if field is not None:
        country = country or state_before(scene, body.first)
        if country is not None:
            return ministry(field, country)
    key = slug(name)
    known = bodies().get(key)
    return known or Actor(key, name, "organization", country)


def ministry_of(name: str) -> str | None:
    """The field of a ministry's name ("Foreign"), None where it names no ministry."""
    plain = _without_state(name)
    found = _OF.match(plain) or _MINISTRY.match(plain)
    if not found:
        return "Foreign" if plain in ("Foreign Office",) else None
    return _SAME.get(found[1], found[1])


def ministry(field: str, country: str) -> Actor:
    """The actor of a state's ministry."""
    name = f"{adjective(country)} {field} Ministry"
    key = slug(name)
    return bodies().get(key) or Actor(key, name, "organization", country)


@cache
def adjective(country: str) -> str:
    """The adjective of a state: `Russian`; its short name where it has none."""
    if country in ("GBR", "USA"):
        return {"GBR": "UK", "USA": "US"}[country]
    for row in vocabulary.load("states"):
        if row["id"] == country:
            return (row.get("demonyms") or [row["label"]])[0]
    return country


@cache
def _state_words() -> re.Pattern[str]:
    forms = sorted(
        (form for row in vocabulary.load("states") for form in (*row["names"], *row.get("demonyms", ()))),
        key=len,
        reverse=True,
    )
    either = "|".join(map(re.escape, forms))
    return re.compile(rf"^(?:{either})(?:'s|’s)? |,? of (?:the )?(?:{either})$")


def _without_state(name: str) -> str:
    return _state_words().sub("", name)


def state_before(scene: Scene, at: int, *, sentences: int = 2) -> str | None:
    """The state named last before the word, in its sentence or the one before; None where there is none."""
    sentence = scene.words.sentence[at]
    begin = scene.words.sentences[max(0, sentence - sentences)][0]
    for index in range(at - 1, max(begin, at - 300) - 1, -1):
        owner = scene.owner.get(index)
        if (
            owner is not None
            and owner.actor is not None
            and owner.actor.kind in ("state", "person")
            and owner.actor.country
        ):
            return owner.actor.country
    return None
