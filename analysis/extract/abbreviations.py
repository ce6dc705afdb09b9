"""Abbreviations that the text itself defines: "the River Traders' Union (RTU)", and what they hide."""

from __future__ import annotations

from analysis.extract.bodies import word_list
from analysis.extract.gazetteer import Actor
from analysis.extract.modelled import modelled_words
from analysis.extract.scene import Found, Scene, clean_name
from analysis.extract.slugs import slug
from analysis.extract.words import split

_SMALL = frozenset("of for and the in on to de la & -".split())


def defined(scene: Scene) -> None:
    """Give each defined abbreviation its actor wherever it stands; one defined as something else loses its own."""
    words = scene.words
    meanings: dict[tuple[str, ...], Actor | None] = {}
    for at, word in enumerate(words.plain):
        if word != "(" or not at:
            continue
        short = _short(scene, at + 1)
        if short is None:
            continue
        first, last = short
        key = tuple(words.plain[first:last])
        tail = at - 2 if words.plain[at - 1] == "s" and words.plain[at - 2] == "'" else at
        before = scene.owner.get(tail - 1)
        if (
            before is not None
            and before.actor is not None
            and before.actor.kind in ("organization", "bloc", "state")
            and before.form == "name"
        ):
            own = scene.owner.get(first)
            likely = _could_shorten("".join(key), words.plain[before.first : before.last])
            inside = own is not None and own.actor is not None and _holds(before, own.actor, words.plain)
            if before.actor.kind == "state":
                likely = _initials(words.plain[before.first : before.last]) == "".join(
                    filter(str.isalpha, "".join(key))
                )
            if own is not None and own.actor is not None and own.rule == "known-body" and before.rule == "body-form":
                if _alike(own.actor, words.plain[before.first : before.last]):
                    scene.add(before._replace(actor=own.actor))
                    continue
            if likely and not inside and (own is None or own.actor != before.actor):
                meanings.setdefault(key, before.actor)
            continue
        spelled = _spelled_out(scene, tail, "".join(key))
        if spelled is None:
            continue
        if _names_body(scene, spelled, tail):
            name = clean_name(words.span(spelled, tail))
            listed = scene.owner.get(first)
            actor = listed.actor if listed is not None and listed.actor is not None else None
            actor = actor or Actor(slug(name), name, "organization", None)
            scene.add(Found(spelled, tail, actor, "name", "spelled-out"))
            meanings[key] = actor
        else:
            meanings[key] = None
    _task_forces(scene, meanings)
    if meanings:
        _apply(scene, meanings)
    others: dict[tuple[str, ...], Actor | None] = {}
    _also_known(scene, others)
    if others:
        _apply(scene, others)


def _task_forces(scene: Scene, meanings: dict[tuple[str, ...], Actor | None]) -> None:
    """ "Task Force (CTF) 50" and "CTF 50" are one body."""
    words = scene.words
    for at, word in enumerate(words.plain):
        if word != "Force" or not at or words.plain[at - 1] != "Task":
            continue
        first, last, short = at - 1, at + 1, None
        while first and words.plain[first - 1] in ("Combined", "Joint"):
            first -= 1
        if words.plain[last : last + 1] == ["("] and words.plain[last + 2 : last + 3] == [")"]:
            short, last = words.plain[last + 1], last + 3
        if last < len(words.plain) and words.plain[last].isdigit():
            name = f"Task Force {words.plain[last]}"
            actor = Actor(slug(name), name, "organization", None)
            scene.add(Found(first, last + 1, actor, "name", "task-force"))
            for key in (short, "CTF", "TF", "JTF"):
                if key:
                    meanings.setdefault((key, words.plain[last]), actor)
                    meanings.pop((key,), None)


def _also_known(scene: Scene, meanings: dict[tuple[str, ...], Actor | None]) -> None:
    """ "Zorvex, also known as Blue Anchor": another name of who is named right before."""
    words = scene.words
    for at, word in enumerate(words.lower):
        if word in ("aka", "alias"):
            first = at + 1
        elif word == "known" and at and words.lower[at - 1] in _ALSO and words.lower[at + 1 : at + 2] == ["as"]:
            first = at + 2
        else:
            continue
        before = range(at - 1, max(-1, at - 6), -1)
        owner = next((scene.owner[index] for index in before if index in scene.owner), None)
        if owner is None or owner.actor is None or owner.form != "name" or owner.actor.kind in ("state", "bloc"):
            continue
        while first < len(words.plain) and words.plain[first] in ('"', "“", "'", "the"):
            first += 1
        last = first
        while last < len(words.plain) and last - first < 6 and words.plain[last][0].isupper():
            last += 1
        if last > first and len(words.plain[first]) > 1 and words.sentence[last - 1] == words.sentence[at]:
            meanings.setdefault(tuple(words.plain[first:last]), owner.actor)


_ALSO = frozenset(["also", "formerly", "better", "previously"])


def _short(scene: Scene, at: int) -> tuple[int, int] | None:
    """The abbreviation in brackets that open before word `at`: its words, quotation marks left out."""
    words = scene.words
    while at < len(words.plain) and words.plain[at] in ('"', "“", "the", "or", "'"):
        at += 1
    last = at
    while last < len(words.plain) and last - at < 4 and words.plain[last] not in (")", '"', "”", "'", ",", ";"):
        last += 1
    if last == at or last >= len(words.plain) or words.plain[last] not in (")", '"', "”", "'", ";", ","):
        return None
    text = "".join(words.plain[at:last])
    capitals = sum(letter.isupper() for letter in text)
    if not 2 <= len(text) <= 10 or capitals < 2 or capitals < 0.5 * len(text) or not text[0].isalpha():
        return None
    return at, last


def _spelled_out(scene: Scene, bracket: int, short: str) -> int | None:
    """The word at which the spelled-out name before the bracket starts: its initials are the abbreviation."""
    words = scene.words
    begin = words.sentences[words.sentence[bracket]][0]
    letters = [letter.lower() for letter in short if letter.isalpha()]
    at = bracket - 1
    initial = len(letters) - 1
    while at >= begin and bracket - at < 14 and initial >= 0:
        word = words.lower[at]
        if word[0] == letters[initial] or (letters[initial] == "x" and word.startswith("ex")):
            initial -= 1
            if initial < 0:
                return at
        elif word not in _SMALL and word[0].isalpha() and not words.glued(at):
            return None
        at -= 1
    return None


def _names_body(scene: Scene, first: int, last: int) -> bool:
    """Whether the spelled-out words are a body's name and not a law, weapon or thing."""
    parts = scene.words.plain[first:last]
    if not all(word[0].isupper() or word in _SMALL for word in parts) or len(parts) < 2:
        return False
    if any(word in word_list("no-body") for word in parts):
        return False
    if any(word in word_list("heads") for word in parts) or parts[-1] in ("Exchange", "Programme", "Regime"):
        return True
    modelled = modelled_words(scene)
    return last - first > 2 and all(at in modelled for at in range(first, last))


def _initials(name: list[str]) -> str:
    return "".join(word[0] for word in name if word[0].isupper())


def _alike(actor: Actor, name: list[str]) -> bool:
    """Whether the name is another spelling of the actor's: most of its longer words are the same."""
    own = {word.lower()[:6] for word in split(actor.name) if len(word) > 3}
    said = {word.lower()[:6] for word in name if len(word) > 3}
    return bool(own) and 2 * len(own & said) >= len(own | said)


def _holds(found: Found, actor: Actor, plain: list[str]) -> bool:
    """Whether the name found ends in the name of the actor: "the Central Committee of the Workers' Party of Korea"."""
    name = split(actor.name)
    return plain[found.first : found.last][-len(name) :] == name


def _could_shorten(short: str, name: list[str]) -> bool:
    """Whether the abbreviation starts as a word of the name with a capital does."""
    return any(word[0] == short[0] for word in name if word[0].isupper())


def _apply(scene: Scene, meanings: dict[tuple[str, ...], Actor | None]) -> None:
    words = scene.words
    longest = max(map(len, meanings))
    for at in range(len(words.plain)):
        for count in range(longest, 0, -1):
            key = tuple(words.plain[at : at + count])
            if key not in meanings or len(key) < count:
                continue
            owner = scene.owner.get(at)
            if owner is not None and (owner.first, owner.last) != (at, at + count):
                continue
            scene.add(Found(at, at + count, meanings[key], "name", "defined-abbreviation"))
            break
