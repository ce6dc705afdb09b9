"""Persons whom nobody listed: names by their shape, with a title, an office, a verb of saying or the model beside them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc

from analysis import vocabulary
from analysis.extract.bodies import word_list as body_words
from analysis.extract.gazetteer import Match
from analysis.extract.places import entities
from analysis.extract.words import Words


class Person(NamedTuple):
    """A person's name: words [first, last), and the state that the words around it give."""

    first: int
    last: int
    country: str | None
    rule: str


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of a group of the vocabulary `persons`."""
    for group in vocabulary.load("persons"):
        if group["id"] == name:
            return frozenset(group["words"].split())
    raise KeyError(name)


def persons(doc: Doc, words: Words, taken: Mapping[int, object], known: Mapping[int, Match]) -> Iterator[Person]:
    """Persons by form, in order of appearance.

    Args:
        doc: gives the model's entities.
        words: the words of the doc.
        taken: words that known names and bodies cover.
        known: the known name that covers a word, by word number.
    """
    modelled = _model_persons(doc)
    at = 0
    while at < len(words.plain):
        if at in taken or not _starts(words, at):
            at += 1
            continue
        last = _run(words, taken, at)
        first = _trim(words, at, last)
        if last - first >= 1:
            rule = _reason(words, first, last, modelled)
            if rule:
                yield Person(first, last, country_near(words, known, first, last), rule)
        at = max(last, at + 1)


def _starts(words: Words, at: int) -> bool:
    word = words.plain[at]
    if word[0].isupper() and word[0].isalpha():
        return True
    return (
        word in ("al", "el", "bin")
        and at + 2 < len(words.plain)
        and words.plain[at + 1] == "-"
        and words.plain[at + 2][0].isupper()
    )


def _run(words: Words, taken: Mapping[int, object], first: int) -> int:
    """The place after the last word of a name that starts at `first`."""
    stop = words.sentences[words.sentence[first]][1]
    particles = word_list("particles")
    last = at = first + 1 if words.plain[first][0].isupper() else first
    while at < stop and at - first < 14 and at not in taken:
        word = words.plain[at]
        if word[0].isupper() and words.start[at] - words.end[at - 1] <= 1:
            at += 1
            last = at
        elif word == "." and at + 1 < stop and (len(words.plain[at - 1]) == 1 or words.plain[at - 1] in _SHORT):
            at += 1
            if words.plain[at - 1 - 1] in ("Jr", "Sr"):
                last = at
        elif (
            word in ("-", "'")
            and words.glued(at)
            and at + 1 < stop
            and words.glued(at + 1)
            and words.plain[at + 1] != "s"
        ):
            at += 2
            if at - 1 in taken or words.plain[at - 1] == "led":
                break
            last = at
        elif word.lower() in particles and at + 1 < stop:
            at += 1
        elif (
            word in '"'
            and at + 2 < stop
            and words.plain[at + 1][0].isupper()
            and words.plain[at + 2] == '"'
            and at > first
        ):
            at += 3
        else:
            break
    return last


_SHORT = frozenset("Gen Lt Col Maj Capt Adm Sgt Brig Cmdr Sen Rep Gov Dr Mr Mrs Ms Prof St Jr Sr Cpl Pvt".split())


def _trim(words: Words, first: int, last: int) -> int:
    """The first word of the name proper: titles and other words before it left out."""
    titles, others = word_list("titles"), word_list("no-person")
    at = first
    for index in range(first, last):
        word = words.plain[index]
        if word in titles or word in others or (word.title() in titles and word.isupper()):
            at = index + 1
    while at < last and not _starts(words, at):
        at += 1
    return at


def _reason(words: Words, first: int, last: int, modelled: list[tuple[int, int]]) -> str | None:
    """The rule by which words [first, last) name a person, None where nothing says so."""
    plain = words.plain
    parts = [word for word in plain[first:last] if word[0].isalpha() and word[0].isupper()]
    titles, roles = word_list("titles"), word_list("roles")
    sentence_first, stop = words.sentences[words.sentence[first]]
    before = first - 1
    if before >= sentence_first and plain[before] == "." and before > sentence_first:
        before -= 1
    previous = plain[before] if before >= sentence_first else ""
    following = plain[last] if last < stop else ""
    if previous in ("the", "The") or (parts and parts[-1] in body_words("no-body")):
        return None
    if (
        previous in word_list("ships")
        or (previous == '"' and following == '"')
        or not parts
        or any(word in word_list("ships") for word in parts)
    ):
        return None
    if any(character.isdigit() for word in plain[first:last] for character in word):
        return None
    headline = words.headline[words.sentence[first]]
    if previous in titles or (previous.isupper() and previous.title() in titles):
        if len(parts) == 1 and (parts[0] in body_words("heads") or parts[0] in body_words("no-body")):
            return None
        if len(parts[0]) > 1 and not (headline and len(parts) > 3):
            return "title-and-name"
    if len(parts) == 1:
        return "role-and-surname" if previous in ("Mr", "Mrs", "Ms", "Dr") else None
    if len(parts) > 5 or (all(word.isupper() and len(word) > 1 for word in parts) and not headline):
        return None
    if headline and len(parts) > 3:
        return None
    if previous in roles and before == first - 1:
        return "role-and-name"
    if parts[-1] in body_words("heads"):
        return None
    if _in_model(words, first, last, modelled) and previous not in _PLACED:
        return "model-person"
    if (following in word_list("speaking") and previous != "at") or (
        previous in word_list("speaking")
        and previous in ("said", "says", "wrote", "asked", "warned", "added", "told")
    ):
        return None if headline else "name-and-saying"
    if following == "," and _role_follows(words, last + 1, stop):
        return "name-and-role"
    if previous == "," and following in (",", ".", ";", "") and _role_before(words, before, sentence_first):
        return "role-and-name"
    if (
        2 < len(parts) <= 4
        and parts[0] in word_list("east-asian-surnames")
        and all(2 <= len(word) <= 6 for word in parts[1:])
    ):
        return "east-asian-name"
    if len(parts) == 2 and parts[0] in word_list("east-asian-surnames") and "-" in plain[first:last]:
        return "east-asian-name"
    return None


def _role_follows(words: Words, at: int, stop: int) -> bool:
    """Whether what stands after the comma tells an office before the next comma."""
    for index in range(at, min(at + 9, stop)):
        word = words.lower[index]
        if word in (",", ";", ":", "said", "and", "was", "is", "were", "had", "have", "has"):
            return False
        if word in word_list("roles"):
            return (
                words.lower[at]
                in ("a", "an", "the", "who", "former", "deputy", "senior", "chief", "its", "his", "her")
                or index - at <= 4
            )
    return False


def _role_before(words: Words, comma: int, begin: int) -> bool:
    """Whether an office stands before the comma, at the end of its own words: "its chief of staff, Ilya Brandt"."""
    for index in range(comma - 1, max(begin, comma - 9) - 1, -1):
        if words.lower[index] in (",", ";", ":", "said"):
            return False
        if words.lower[index] in word_list("roles"):
            return (
                words.lower[index - 1]
                in ("the", "its", "his", "her", "their", "a", "an", "former", "s", "deputy", "chief")
                if index > begin
                else False
            )
    return False


_PLACED = frozenset("in at near outside around across".split())


def _model_persons(doc: Doc) -> list[tuple[int, int]]:
    return [(ent.start_char, ent.end_char) for ent in entities(doc) if ent.label_ == "PERSON"]


def _in_model(words: Words, first: int, last: int, modelled: list[tuple[int, int]]) -> bool:
    start, end = words.start[first], words.end[last - 1]
    near = modelled[max(0, bisect_left(modelled, (start, start)) - 1) :][:8]
    return any(min(end, b) - max(start, a) >= 0.6 * (end - start) for a, b in near)


def country_near(words: Words, known: Mapping[int, Match], first: int, last: int) -> str | None:
    """The state that the title before a name or the office behind it gives."""
    begin, stop = words.sentences[words.sentence[first]]
    titles, roles = word_list("titles"), word_list("roles")
    office = False
    for at in range(first - 1, max(begin, first - 9) - 1, -1):
        match = known.get(at)
        if match is not None:
            actor = match.actor
            return actor.country if actor is not None and office and actor.kind != "person" else None
        word = words.plain[at]
        office = office or word in titles or word in roles or word in ("secretary", "minister")
        if word in (",", ";", "and", "that", "with", "by", "to") or (not office and word not in (".", "'", "s")):
            break
    if last < stop and words.plain[last] == ",":
        for at in range(last + 1, min(last + 14, stop)):
            if words.plain[at] in (",", ";", "said", "told", "says"):
                break
            office = office or words.lower[at] in roles
            match = known.get(at)
            if match is not None and match.actor is not None and match.actor.kind != "person":
                return match.actor.country
    return None
