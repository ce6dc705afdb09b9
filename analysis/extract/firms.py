"""Firms and other bodies by a part of their name, by the list they stand in, or by their name said again."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.extract.bodies import word_list as body_words
from analysis.extract.gazetteer import Actor
from analysis.extract.persons import word_list as person_words
from analysis.extract.places import token_at
from analysis.extract.scene import Found, Scene
from analysis.extract.slugs import slug

# finds that a firm's name in full overrules
_LOOSE = frozenset(["model-person", "name-and-saying", "model-body", "body-form"])
# what one sentence makes plain holds in the others
_AGAIN = frozenset(
    "named-by-noun listed-beside model-body spelled-out model-person role-and-name name-and-role name-and-saying".split()
)
_TRADING = frozenset(
    """Bank Company Corporation Group Oil Air Airlines Airways Shipping Trading Industries Petroleum Petrochemical Energy Lines
    Holding Holdings""".split()
)
_MARKS = (",", ";", "and")


def firms(scene: Scene) -> None:
    """Put the short names of firms, those listed beside them and those named again into the scene."""
    _company_stems(scene)
    _listed_beside(scene)
    _same_again(scene)


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
        if word not in stems or (owner is not None and owner.rule not in _LOOSE):
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


def _listed_beside(scene: Scene) -> None:
    """ "Zorvex" in "Blue Anchor Company, Zorvex, and Northern Oil Ltd": what is listed beside a firm is one."""
    words = scene.words
    common = person_words("no-person") | body_words("leads") | body_words("no-body")
    at = 1
    while at < len(words.plain):
        if at in scene.owner or words.plain[at - 1] not in _MARKS or not words.plain[at][0].isupper():
            at += 1
            continue
        last = at
        stop = min(words.sentences[words.sentence[at]][1], at + 4)
        while last < stop and last not in scene.owner and words.plain[last][0].isupper():
            last += 1
        before = at - 1
        while before > 0 and words.plain[before] in _MARKS:
            before -= 1
        following = words.plain[last] if last < len(words.plain) else "."
        closed = following in _MARKS or following[0].islower()
        if closed and _trading(scene, before) and not set(words.plain[at:last]) & common and len(words.plain[at]) > 2:
            name = words.span(at, last)
            scene.add(Found(at, last, Actor(slug(name), name, "organization", None), "name", "listed-beside"))
        at = max(last, at + 1)


def _trading(scene: Scene, at: int) -> bool:
    """Whether the find at the word is a firm by its name, or was listed beside one."""
    owner = scene.owner.get(at)
    if owner is None or owner.actor is None or owner.actor.kind != "organization":
        return False
    parts = set(scene.words.plain[owner.first : owner.last])
    return owner.rule == "listed-beside" or bool(parts & (_TRADING | body_words("company-forms")))


def _same_again(scene: Scene) -> None:
    """A name that one sentence makes plain, standing in another that does not."""
    words = scene.words
    names: dict[str, list[tuple[list[str], Actor]]] = {}
    for item in scene.found():
        if item.rule in _AGAIN and item.actor is not None:
            parts = words.plain[item.first : item.last]
            if len(parts) > 1 or len(parts[0]) > 3:
                names.setdefault(parts[0], []).append((parts, item.actor))
    if not names:
        return
    for at, word in enumerate(words.plain):
        if word not in names or at in scene.owner:
            continue
        for parts, actor in names[word]:
            last = at + len(parts)
            placed = words.lower[at - 1] in ("in", "at", "near") if at else False
            if words.plain[at:last] == parts and scene.free(at, last) and not placed:
                scene.add(Found(at, last, actor, "name", "same-name"))
                break
