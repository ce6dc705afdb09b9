"""Persons by a part of their name: the surname that refers back, the name with other initials, the office before it."""

from __future__ import annotations

from functools import cache, lru_cache

from analysis import vocabulary
from analysis.extract.gazetteer import Actor, known, leaders
from analysis.extract.offices import held
from analysis.extract.persons import word_list
from analysis.extract.places import token_at
from analysis.extract.scene import Found, Scene
from analysis.extract.slugs import slug
from analysis.extract.words import plain_words, split

_EAST_ASIA = frozenset(["PRK", "KOR", "CHN", "TWN", "VNM", "SGP", "HKG"])


def settle_persons(scene: Scene) -> None:
    """One actor a person: variants of a name joined, surnames led back to the full name."""
    full: dict[tuple[str, ...], Actor] = {}
    single: list[Found] = []
    for item in list(scene.found()):
        if item.actor is None or item.actor.kind != "person" or item.rule == "known-surname":
            continue
        parts = _parts(split(item.actor.name))
        if len(parts) < 2:
            single.append(item)
            continue
        key = (parts[0].lower(), parts[-1].lower())
        known = full.setdefault(key, _listed(key) or item.actor)
        if known.country is None and item.actor.country and known.actor_id == item.actor.actor_id:
            full[key] = known = item.actor
        if known != item.actor:
            scene.add(item._replace(actor=known))
    for actor in _in_title(scene.doc._.title):
        parts = _parts(split(actor.name))
        if len(parts) > 1:
            full.setdefault((parts[0].lower(), parts[-1].lower()), actor)
    _join_parts(scene, full)
    names = _surnames(list(full.values()))
    for item in single:
        assert item.actor is not None
        meant = _meant(scene, item.first, names.get(item.actor.name.lower(), [])) or by_office(scene, item)
        if meant is not None:
            scene.add(item._replace(actor=meant))
        else:
            names.setdefault(item.actor.name.lower(), [item.actor])
    _surnames_alone(scene, names)


@lru_cache(maxsize=4096)
def _in_title(title: str | None) -> tuple[Actor, ...]:
    """Listed persons whom the title names in full: the text may know them by surname only."""
    found = known(plain_words(title)) if title else ()
    return tuple(
        match.actor
        for match in found
        if match.actor is not None and match.actor.kind == "person" and match.strength == "strong"
    )


def _join_parts(scene: Scene, full: dict[tuple[str, ...], Actor]) -> None:
    """ "Oyelaran Brandt" after "Marta Oyelaran Brandt": two surnames of a person are no person of their own."""
    spelled = {actor.actor_id: (actor, split(actor.name)) for actor in full.values()}
    whole: dict[str, Actor] = {}
    for actor, own in spelled.values():
        for other, words in spelled.values() if len(spelled) < 500 else ():
            if len(words) > len(own) and words[-len(own) :] == own:
                whole.setdefault(actor.actor_id, other)
    if not whole:
        return
    for item in list(scene.found()):
        if item.actor is not None and item.actor.actor_id in whole:
            scene.add(item._replace(actor=whole[item.actor.actor_id]))
    for key, value in list(full.items()):
        full[key] = whole.get(value.actor_id, value)


def _parts(name: list[str]) -> list[str]:
    """The words of a name that tell persons apart: no initials, no Jr, no particles."""
    kept = [
        word for word in name if word[0].isalnum() and len(word) > 1 and word not in ("Jr", "Sr", "II", "III", "IV")
    ]
    return [word for word in kept if word.lower() not in word_list("particles")] or kept


@cache
def _strong() -> dict[str, frozenset[str]]:
    """Ids of the persons whom a listed short form stands for, by the short form in small letters."""
    found: dict[str, set[str]] = {}
    for people in vocabulary.load("leaders").values():
        for row in people:
            for form in row.get("strong", ()):
                found.setdefault(form.lower(), set()).add(slug(row["name"]))
    return {form: frozenset(ids) for form, ids in found.items()}


@cache
def _by_ends() -> dict[tuple[str, str], Actor | None]:
    found: dict[tuple[str, str], Actor | None] = {}
    for country, people in vocabulary.load("leaders").items():
        for row in people:
            parts = _parts(split(row["name"]))
            if len(parts) > 1 and country not in _EAST_ASIA:
                key = (parts[0].lower(), parts[-1].lower())
                found[key] = None if key in found else leaders()[slug(row["name"])]
    return found


def _listed(key: tuple[str, str]) -> Actor | None:
    return _by_ends().get(key)


def _surnames(actors: list[Actor]) -> dict[str, list[Actor]]:
    """The short forms of the persons of a doc, in small letters."""
    names: dict[str, list[Actor]] = {}
    for actor in actors:
        words = split(actor.name)
        parts = [word for word in words if word not in ("Jr", "Sr", "II", "III", "IV", ".")]
        forms = {parts[-1]}
        lower = [word.lower() for word in parts]
        for at, word in enumerate(lower[:-1]):
            if at and word in word_list("particles"):
                forms.add(" ".join(parts[at:]))
                break
        if len(parts) == 3 and parts[1].isalpha() and len(parts[1]) > 2:
            forms.add(" ".join(parts[1:]))
        if len(parts) > 3 and "-" not in parts:
            forms.add(" ".join(parts[-2:]))
        if "-" in parts and lower[-3:-2] and lower[-3] not in word_list("particles"):
            forms.add(" ".join(parts[-3:]))
        if parts[0] in word_list("east-asian-surnames") and (actor.country in _EAST_ASIA or _family_first(parts)):
            forms = {parts[0]}
        for form in forms:
            if len(form) > 1:
                names.setdefault(form.lower(), []).append(actor)
    return names


def _family_first(parts: list[str]) -> bool:
    return ("-" in parts and parts[-1].islower()) or (len(parts) == 3 and all(len(part) <= 6 for part in parts))


def _meant(scene: Scene, at: int, actors: list[Actor]) -> Actor | None:
    """Of several persons of one surname, the one named last before the word, else the first named."""
    if len(actors) < 2:
        return actors[0] if actors else None
    usual = [actor for actor in actors if actor.actor_id in _strong().get(scene.words.lower[at], ())]
    if len(usual) == 1:
        return usual[0]
    ids = {actor.actor_id: actor for actor in actors}
    for index in range(at - 1, -1, -1):
        owner = scene.owner.get(index)
        if owner is not None and owner.actor is not None and owner.actor.actor_id in ids:
            return ids[owner.actor.actor_id]
    return actors[0]


def _surnames_alone(scene: Scene, names: dict[str, list[Actor]]) -> None:
    words = scene.words
    titles = word_list("titles")
    longest = max((len(name.split()) for name in names), default=0)
    first_words = {name.split()[0] for name in names}
    at = 0
    while at < len(words.plain):
        if words.lower[at] not in first_words:
            at += 1
            continue
        taken = scene.owner.get(at)
        if (taken is not None and taken.rule != "known-surname") or not words.plain[at][0].isalpha():
            at += 1
            continue
        for count in range(min(longest, len(words.plain) - at), 0, -1):
            actors = names.get(" ".join(words.lower[at : at + count]))
            if actors and _stands_alone(scene, at, at + count, titles):
                actor = _meant(scene, at, actors)
                scene.add(Found(at, at + count, actor, "name", "surname"))
                at += count - 1
                break
        at += 1


def _stands_alone(scene: Scene, first: int, last: int, titles: frozenset[str]) -> bool:
    """Whether the words are a surname here: with its capital, and not inside another name."""
    words = scene.words
    if not words.plain[last - 1][0].isupper() or not (words.plain[first][0].isupper() or last - first > 1):
        return False
    for at in range(first, last):
        owner = scene.owner.get(at)
        if owner is not None and owner.rule != "known-surname":
            return False
    before = words.plain[first - 1] if first else ""
    after = words.plain[last] if last < len(words.plain) else ""
    same = first and words.sentence[first - 1] == words.sentence[first]
    headline = words.headline[words.sentence[first]]
    if (
        same
        and before[:1].isupper()
        and before.isalpha()
        and words.start[first] - words.end[first - 1] == 1
        and not headline
    ) and (
        before not in titles
        and before not in word_list("no-person")
        and before.title() not in titles
        and first - 1 not in scene.owner
    ):
        return False
    if (before == "-" and words.glued(first)) or (after == "-" and words.glued(last)):
        return False
    if (
        (
            after[:1].isupper()
            and words.start[last] - words.end[last - 1] == 1
            and not headline
            and last not in scene.owner
        )
        and after not in word_list("no-person")
        and not after.isupper()
    ):
        return False
    token = token_at(scene.doc, words.start[first])
    return token.pos_ in ("PROPN", "NOUN") or token.ent_type_ == "PERSON" or words.plain[first].isupper()


def by_office(scene: Scene, item: Found) -> Actor | None:
    """The listed leader whom a title and a surname name: "Prime Minister May"."""
    assert item.actor is not None
    surname = item.actor.name.lower()
    about = {
        found.actor.country for found in scene.found() if found.actor is not None and found.actor.kind == "state"
    }
    return held(surname, about, scene.doc._.published, item.actor.country)
