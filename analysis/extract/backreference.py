"""Short forms that refer back: abbreviations the text defines, surnames, a firm's first word, "the Council".

A short form counts only for what the same text names in full (or, for listed weak names, for the state that the
text is about), so that one actor has one id and a chance likeness has none.
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.extract.abbreviations import defined
from analysis.extract.bodies import word_list as body_words
from analysis.extract.gazetteer import Actor, states
from analysis.extract.ministries import adjective, state_before
from analysis.extract.persons import word_list as person_words
from analysis.extract.places import token_at
from analysis.extract.scene import Found, Scene
from analysis.extract.slugs import slug
from analysis.extract.surnames import settle_persons

_MILITARY = frozenset(["Army", "Navy", "Air Force", "Marines", "Coast Guard", "Space Force"])


def short_forms(scene: Scene) -> None:
    """Put the short forms of a text into the scene."""
    defined(scene)
    settle_persons(scene)
    _company_stems(scene)
    _weak_names(scene)
    _the_head(scene)
    _north_and_south(scene)
    _europe(scene)


def _names(scene: Scene, kind: str) -> Iterator[Found]:
    for item in scene.found():
        if item.actor is not None and item.actor.kind == kind:
            yield item


def _company_stems(scene: Scene) -> None:
    """ "Keystone" after "Keystone Technologies Inc": the first words of a body's name, standing alone."""
    words = scene.words
    heads, forms = body_words("heads"), body_words("company-forms")
    common = person_words("no-person") | body_words("no-body") | body_words("leads")
    stems: dict[str, list[tuple[list[str], Actor]]] = {}
    for item in _names(scene, "organization"):
        parts = words.plain[item.first : item.last]
        if len(parts) < 2 or item.actor is None or not (set(parts) & (heads | forms) or item.rule == "known-body"):
            continue
        if item.rule == "body-form" and not set(parts) & forms:
            continue
        while len(parts) > 1 and (parts[-1] in forms or parts[-1] in ".,"):
            parts = parts[:-1]
        if (
            len(parts[0]) < 3
            or parts[0] in common
            or parts[0] in heads
            or not parts[0][0].isupper()
            or (item.first in scene.known and scene.known[item.first].actor != item.actor)
        ):
            continue
        stems.setdefault(parts[0], []).append((parts, item.actor))
    lower = set(words.plain)
    stems = {stem: named for stem, named in stems.items() if stem.lower() not in lower}
    if not stems:
        return
    for at, word in enumerate(words.plain):
        owner = scene.owner.get(at)
        if word not in stems or (
            owner is not None and owner.rule not in ("model-person", "name-and-saying", "model-body")
        ):
            continue
        best = max(
            ((_shared(words.plain, at, parts), parts, actor) for parts, actor in stems[word]), key=lambda x: x[0]
        )
        last = at + best[0]
        if (
            last < len(words.plain)
            and words.plain[last][0].isupper()
            and words.start[last] - words.end[last - 1] == 1
        ):
            continue
        if owner is not None and (owner.first != at or owner.last > last):
            continue
        if (owner is not None or scene.free(at, last)) and token_at(scene.doc, words.start[at]).pos_ in (
            "PROPN",
            "NOUN",
        ):
            scene.add(Found(at, last, best[2], "name", "short-name"))


def _shared(text: list[str], at: int, parts: list[str]) -> int:
    count = 0
    while count < len(parts) and at + count < len(text) and text[at + count] == parts[count]:
        count += 1
    while count > 1 and not parts[count - 1][0].isalnum():
        count -= 1
    return count


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
            country = state_before(scene, match.first)
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


def _the_head(scene: Scene) -> None:
    """ "the Council" after "the Security Council": the head of a body's name, with a capital and an article."""
    words = scene.words
    heads = body_words("heads") - frozenset(
        [
            "Group",
            "Groups",
            "Force",
            "Forces",
            "Center",
            "Centre",
            "Service",
            "Services",
            "Union",
            "Air",
            "Oil",
            "News",
            "Government",
        ]
    )
    latest: dict[str, Actor] = {}
    for at, word in enumerate(words.plain):
        owner = scene.owner.get(at)
        if owner is not None:
            if (
                owner.first == at
                and owner.actor is not None
                and owner.actor.kind in ("organization", "bloc")
                and owner.last - at > 1
            ):
                for part in _main(words.plain[owner.first : owner.last]):
                    if part in heads:
                        latest[part] = owner.actor
                if owner.rule == "known-body" and len(words.plain[owner.last - 1]) > 4:
                    latest[words.plain[owner.last - 1]] = owner.actor
            continue
        inside = at > words.sentences[words.sentence[at]][0] and (
            words.plain[at - 1][0].islower() or words.lower[at - 1] == "the"
        )
        if (
            word in latest
            and inside
            and (word in heads or words.lower[at - 1] == "the")
            and not words.headline[words.sentence[at]]
        ):
            after = words.plain[at + 1] if at + 1 < len(words.plain) else "."
            if not (after[0].isupper() and words.start[at + 1] - words.end[at] == 1) and after not in (
                "of",
                "for",
                "-",
            ):
                scene.add(Found(at, at + 1, latest[word], "name", "head-of-name"))


def _main(name: list[str]) -> list[str]:
    """The last word before the first "of" or "for": what the body is."""
    for at, word in enumerate(name):
        if at and word in ("of", "for", "on"):
            return name[at - 1 : at]
    return name[-1:]


def _north_and_south(scene: Scene) -> None:
    """ "the North" and "the South" in a text about the Koreas."""
    words = scene.words
    named = {item.actor.actor_id for item in scene.found() if item.actor is not None and item.form != "demonym"}
    for at, word in enumerate(words.plain):
        if word not in ("North", "South") or at in scene.owner or not at:
            continue
        if "PRK" not in named or (word == "South" and "KOR" not in named):
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
