"""Bodies that only the model sees: names of two words and more, or unusual words, that nothing speaks against."""

from __future__ import annotations

import calendar
from bisect import bisect_left

from analysis.extract.bodies import word_list as body_words
from analysis.extract.gazetteer import Actor
from analysis.extract.persons import word_list as person_words
from analysis.extract.places import entities
from analysis.extract.scene import Found, Scene, clean_name
from analysis.extract.slugs import slug

_SMALL = frozenset("of for and the on de la al el & - . '".split())


def modelled_words(scene: Scene) -> frozenset[int]:
    """The words that the model holds for part of a body's name."""
    spans = [(ent.start_char, ent.end_char) for ent in entities(scene.doc) if ent.label_ == "ORG"]
    found: set[int] = set()
    for start, end in spans:
        at = bisect_left(scene.words.start, start)
        while at < len(scene.words.start) and scene.words.start[at] < end:
            found.add(at)
            at += 1
    return frozenset(found)


def modelled_bodies(scene: Scene) -> None:
    """Put the model's organisations into the scene where no rule has said otherwise."""
    words = scene.words
    persons = {
        found.actor.actor_id: found.actor for found in scene.found() if found.actor and found.actor.kind == "person"
    }
    shared = {(match.first, match.last) for match in scene.weak}
    at = 0
    for ent in entities(scene.doc):
        if ent.label_ != "ORG":
            continue
        while at < len(words.start) and words.start[at] < ent.start_char:
            at += 1
        first, last = at, at
        while last < len(words.start) and words.end[last] <= ent.end_char:
            last += 1
        while first < last and (
            words.lower[first] in ("the", "a", "an", "'", '"') or not words.plain[first][0].isalnum()
        ):
            first += 1
        while last > first and (
            words.plain[last - 1] in ("'", "s", ",", '"') or not words.plain[last - 1][0].isalnum()
        ):
            last -= 1
        if (first, last) in shared:
            continue
        if last > first and scene.free(first, last) and _is_name(scene, first, last):
            name = clean_name(words.span(first, last))
            person = persons.get(slug(name))
            actor = person or Actor(slug(name), name, "organization", None)
            scene.add(Found(first, last, actor, "name", "model-person" if person else "model-body"))


# nouns beside which a name between commas is theirs; "the group, Reuters, said" is seldom written of these
_FIRMS = frozenset(
    ["company", "firm", "bank", "airline", "manufacturer", "refinery", "refiner", "shipyard", "trader"]
)


def _calendar(word: str) -> bool:
    """Days and months stand between commas too."""
    return word in calendar.day_name or word in calendar.month_name


def named_by_noun(scene: Scene) -> None:
    """ "the mining company Zorvex": a noun in small letters says that the name behind it is a body's."""
    words = scene.words
    nouns, leads, no_body = body_words("nouns-before"), body_words("leads"), body_words("no-body")
    for at, word in enumerate(words.plain[:-1]):
        if word not in nouns:
            continue
        aside = (
            word in _FIRMS and words.plain[at + 1] == "," and at + 2 < len(words.plain)
        )  # "a company, Zorvex, for"
        first = last = at + 2 if aside else at + 1
        if not scene.free(first, first + 1) or words.start[first] - words.end[first - 1] != 1:
            continue
        stop = words.sentences[words.sentence[at]][1]
        while last < stop and last - first < 6 and last not in scene.owner:
            part = words.plain[last]
            if not (part[0].isupper() or (part == "-" and words.glued(last)) or part in ("al", "el", "e")):
                break
            last += 1
        while last > first and not words.plain[last - 1][0].isupper():
            last -= 1
        parts = words.plain[first:last]
        if not parts or len(parts[0]) < 3 or parts[0] in leads or parts[0] in no_body or parts[-1] in no_body:
            continue
        if last in scene.owner and words.plain[last][0].isupper() and words.start[last] - words.end[last - 1] == 1:
            continue
        if aside and (_calendar(parts[0]) or not (last < stop and words.plain[last] == ",")):
            continue
        name = clean_name(words.span(first, last))
        scene.add(Found(first, last, Actor(slug(name), name, "organization", None), "name", "named-by-noun"))


def armed_groups(scene: Scene) -> None:
    """ "Jaysh al-Wadi", "the ZODECO militia": the word before or behind says that the name is an armed group's."""
    words = scene.words
    openers, behind = body_words("group-openers"), body_words("nouns-behind")
    for at, word in enumerate(words.plain):
        if word in openers and scene.free(at, at + 1):
            last = _to_the_end(scene, at)
            if last - at > 1:
                _add_group(scene, at, last, "group-name")
        elif word in behind and at and words.start[at] - words.end[at - 1] == 1:
            name = words.plain[at - 1]
            letters = len(name) > 2 and name.isalpha() and name.isupper()
            if letters and scene.free(at - 1, at) and not words.headline[words.sentence[at]]:
                _add_group(scene, at - 1, at, "named-by-noun-behind")


def _to_the_end(scene: Scene, first: int) -> int:
    """The place after the last word of a name that starts at `first`: capitals, and al- and the like between them."""
    words, at = scene.words, first + 1
    stop = min(words.sentences[words.sentence[first]][1], first + 8)
    while at < stop and at not in scene.owner:
        word = words.plain[at]
        joined = word == "-" and words.glued(at) and at + 1 < stop and words.glued(at + 1)
        if not (word[0].isupper() or joined or word in ("al", "el", "ul", "ud", "e", "i", "wal", "fi")):
            break
        at += 1
    while at > first + 1 and not words.plain[at - 1][0].isupper():
        at -= 1
    return at


def _add_group(scene: Scene, first: int, last: int, rule: str) -> None:
    name = clean_name(scene.words.span(first, last))
    scene.add(Found(first, last, Actor(slug(name), name, "organization", None), "name", rule))


def _is_name(scene: Scene, first: int, last: int) -> bool:
    words = scene.words
    parts = words.plain[first:last]
    if words.headline[words.sentence[first]] or not all(word[0].isupper() or word in _SMALL for word in parts):
        return False
    if any(character.isdigit() for word in parts for character in word):
        return False
    if any(word == "-" and not words.glued(at) for at, word in enumerate(parts, start=first)):
        return False
    after = words.plain[last] if last < len(words.plain) else ""
    no_body, leads = body_words("no-body"), body_words("leads")
    if after in body_words("makes") and words.start[last] - words.end[last - 1] == 1:
        return False
    if (
        parts[-1] in no_body
        or parts[0] in no_body
        or parts[0] in leads
        or (after in no_body and words.start[last] - words.end[last - 1] == 1)
    ):
        return False
    ahead = words.plain[last : last + 5]
    if ahead and ahead[0] in ("and", "of", "for", "on") and any(word in no_body for word in ahead):
        return False
    before = words.plain[first - 1] if first else ""
    if before in person_words("ships") or parts[0] in person_words("ships"):
        return False
    capitals = [word for word in parts if word[0].isupper()]
    if len(capitals) == 1:
        return False
    if any(word in body_words("heads") for word in capitals):
        return True
    # a ship takes an article, a firm does not: "the Northern Grace", "Panama-flagged Northern Grace"
    if after != "(" and before in (
        "the",
        "The",
        "flagged",
        "tanker",
        "ship",
        "vessel",
        "freighter",
        "ferry",
        "yacht",
    ):
        return False
    return all(word not in person_words("no-person") for word in capitals)
