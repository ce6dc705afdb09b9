"""Short forms that refer back: abbreviations the text defines, surnames, a firm's first word, "the Council".

A short form counts only for what the same text names in full (or, for listed weak names, for the state that the
text is about), so that one actor has one id and a chance likeness has none.
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.extract.abbreviations import defined
from analysis.extract.bodies import word_list as body_words
from analysis.extract.firms import firms
from analysis.extract.gazetteer import Actor, exactly, states
from analysis.extract.heads import heads_of_names
from analysis.extract.ministries import adjective, state_before
from analysis.extract.places import token_at
from analysis.extract.scene import Found, Scene
from analysis.extract.slugs import slug
from analysis.extract.surnames import settle_persons

_MILITARY = frozenset(["Army", "Navy", "Air Force", "Marines", "Coast Guard", "Space Force"])


def short_forms(scene: Scene) -> None:
    """Put the short forms of a text into the scene."""
    defined(scene)
    settle_persons(scene)
    firms(scene)
    _weak_names(scene)
    heads_of_names(scene)
    _shared_words(scene)
    _north_and_south(scene)
    _europe(scene)


def _names(scene: Scene, kind: str) -> Iterator[Found]:
    for item in scene.found():
        if item.actor is not None and item.actor.kind == kind:
            yield item


def _weak_names(scene: Scene) -> None:
    """Names that many bodies share: "Congress" in a text about the United States."""
    named = {item.actor.actor_id for item in scene.found() if item.actor is not None}
    about = {item.actor.country for item in scene.found() if item.actor is not None and item.actor.country}
    words = scene.words
    for match in scene.weak:
        actor = match.actor
        if actor is None or not scene.free(match.first, match.last):
            continue
        before = words.plain[match.first - 1] if match.first else ""
        after = words.plain[match.last] if match.last < len(words.plain) else ""
        if after in body_words("no-body") or after == "-" or before == "-":
            continue
        name = words.span(match.first, match.last)
        if name in _MILITARY and actor.actor_id not in named:
            country = state_before(scene, match.first, sentences=0) or ("USA" if "USA" in about else None)
            if country is None:
                continue
            if country != "USA":
                label = f"{adjective(country)} {name}"
                actor = Actor(slug(label), label, "organization", country)
        elif actor.actor_id not in named:
            if actor.country is None or actor.country not in about or name.isupper():
                continue
            if words.headline[words.sentence[match.first]] or state_before(scene, match.first) not in (
                None,
                actor.country,
            ):
                continue
        elif after[:1].isupper() and words.start[match.last] - words.end[match.last - 1] == 1:
            continue
        scene.add(Found(match.first, match.last, actor, "name", "shared-name"))


def _shared_words(scene: Scene) -> None:
    """ "North" of "North and South Korea": a name whose last words stand behind the one after it."""
    words = scene.words
    for item in list(scene.found()):
        at = item.first - 2
        if item.actor is None or item.actor.kind != "state" or item.last - item.first < 2 or at < 0:
            continue
        if words.lower[at + 1] not in ("and", "or") or words.sentence[at] != words.sentence[item.first]:
            continue
        found = (
            exactly((words.plain[at], *words.plain[item.first + 1 : item.last])) if at not in scene.owner else None
        )
        if found is not None and found[0] != item.actor:
            scene.add(Found(at, at + 1, *found, "shared-words"))


def _north_and_south(scene: Scene) -> None:
    """ "the North" and "the South" in a text about the Koreas."""
    words = scene.words
    if not {"North", "South"} & set(words.plain):
        return
    named = {item.actor.actor_id for item in scene.found() if item.actor is not None}
    for at, word in enumerate(words.plain):
        if word not in ("North", "South") or at in scene.owner or not at:
            continue
        # "Seoul says that the North fired" needs no longer name
        if not named & {"PRK", "KOR"} or (word == "South" and not {"PRK", "KOR"} <= named):
            continue
        after = words.plain[at + 1] if at + 1 < len(words.plain) else "."
        if (
            words.lower[at - 1] not in ("the", "and", "with", "from", "by")
            or after[0].isupper()
            or after in ("-", "of")
        ):
            continue
        scene.add(Found(at, at + 1, states()["PRK" if word == "North" else "KOR"], "name", "north-and-south"))


_EUROPE = Actor("europe", "Europe", "bloc", None)


def _europe(scene: Scene) -> None:
    """ "Europe" where it acts, and is not only a place."""
    words = scene.words
    for at, word in enumerate(words.plain):
        if word != "Europe" or at in scene.owner:
            continue
        token = token_at(scene.doc, words.start[at])
        head = token.head
        acts = (
            token.dep_ in ("nsubj", "nsubjpass")
            or (token.dep_ == "dobj" and head.lemma_ in _ACTING_ON)
            or (token.dep_ == "pobj" and head.lower_ in ("with", "by"))
            or (
                token.dep_ == "pobj"
                and head.lower_ == "on"
                and head.head.lemma_ in ("pressure", "impose", "call", "press", "depend")
            )
        )
        if acts:
            scene.add(Found(at, at + 1, _EUROPE, "name", "europe"))


_ACTING_ON = frozenset(
    "force urge press pressure ask tell help join threaten accuse warn persuade convince blame support defend arm divide".split()
)
