"""The head of a body's name that stands for it: "the Council" after "the Security Council"."""

from __future__ import annotations

from analysis.extract.bodies import word_list
from analysis.extract.gazetteer import Actor, known
from analysis.extract.scene import Found, Scene
from analysis.extract.words import Words, plain_words

# heads that are too common, or whole names of their own
_TOO_COMMON = frozenset(
    "Group Groups Company Companies Force Forces Center Centre Service Services Union Air Oil News Government Administration".split()
)


def heads_of_names(scene: Scene) -> None:
    """Put heads with a capital into the scene that refer to a body of the doc or to its publisher."""
    words = scene.words
    heads = word_list("heads") - _TOO_COMMON
    latest = _before_all(scene, heads)
    for at, word in enumerate(words.plain):
        owner = scene.owner.get(at)
        if owner is not None:
            if owner.first == at:
                _remember(latest, owner, words, heads)
            continue
        if word not in latest or words.headline[words.sentence[at]] or at == words.sentences[words.sentence[at]][0]:
            continue
        article = words.lower[at - 1] == "the"
        if not (article or (word in heads and words.plain[at - 1][0].islower())):
            continue
        following = words.plain[at + 1] if at + 1 < len(words.plain) else "."
        if following[0].isupper() and words.start[at + 1] - words.end[at] == 1:
            continue
        if not _reaches(words, at + 1):
            scene.add(Found(at, at + 1, latest[word], "name", "head-of-name"))


def _before_all(scene: Scene, heads: frozenset[str]) -> dict[str, Actor]:
    """What a head means before its body is named: the publisher, else the first body of that head that follows."""
    latest: dict[str, Actor] = {}
    for item in reversed(list(scene.found())):
        _remember(latest, item, scene.words, heads)
    publisher = plain_words(scene.doc._.publisher or "")
    for match in known(publisher):
        if match.actor is not None and match.actor.kind == "organization":
            for part in _main(publisher.plain[match.first : match.last]):
                if part in heads:
                    latest[part] = match.actor
    return latest


def _remember(latest: dict[str, Actor], item: Found, words: Words, heads: frozenset[str]) -> None:
    if item.actor is None or item.actor.kind not in ("organization", "bloc") or item.last - item.first < 2:
        return
    for part in _main(words.plain[item.first : item.last]):
        if part in heads:
            latest[part] = item.actor
    final = words.plain[item.last - 1]
    if item.rule == "known-body" and len(final) > 4:
        latest[final] = item.actor


def _main(name: list[str]) -> list[str]:
    """The last word before the first "of" or "for": what the body is."""
    for at, word in enumerate(name):
        if at and word in ("of", "for", "on"):
            return name[at - 1 : at]
    return name[-1:]


def _reaches(words: Words, at: int) -> bool:
    """Whether the name goes on at this word: "Department of …", "Council-General"."""
    following = words.plain[at] if at < len(words.plain) else "."
    if following in ("for", "-"):
        return any(word[0].isupper() for word in words.plain[at + 1 : at + 3])
    return following == "of"
