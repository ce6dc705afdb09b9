"""Bodies that nobody listed, by the form of their names.

A name is built around a head: "Harbour Inspection *Authority*", "*Institute* for Mountain Warfare", "Blue Anchor
*Ltd*". From the head it reaches left over words with capitals and right over "of" and "for".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import cache
from typing import NamedTuple

from analysis import vocabulary
from analysis.extract.gazetteer import Match
from analysis.extract.words import Words


class Body(NamedTuple):
    """A body's name: words [first, last), and the state that the name itself gives."""

    first: int
    last: int
    country: str | None
    company: bool
    rule: str


@cache
def word_list(name: str) -> frozenset[str]:
    for group in vocabulary.load("bodies"):
        if group["id"] == name:
            return frozenset(group["words"].split())
    raise KeyError(name)


def bodies(words: Words, known: Mapping[int, Match], modelled: Set[int] = frozenset()) -> Iterator[Body]:
    """Bodies by form, in order of appearance, merged where they overlap.

    Args:
        words: the words of the doc.
        known: the known name that covers a word, by word number.
        modelled: words that the model holds for part of a body's name.
    """
    last: Body | None = None
    for head in _heads(words):
        found = _around(words, known, head, modelled)
        if found is None:
            continue
        if last is not None and found.first < last.last:
            last = Body(
                min(last.first, found.first), max(last.last, found.last), last.country or found.country,
                last.company or found.company, last.rule,
            )  # fmt: skip
            continue
        if last is not None:
            yield last
        last = found
    if last is not None:
        yield last


def _heads(words: Words) -> Iterator[int]:
    heads, forms = word_list("heads"), word_list("company-forms")
    for at, word in enumerate(words.plain):
        if word in heads or word in forms or (word.isupper() and len(word) > 4 and word.title() in heads):
            yield at


def _capital(word: str) -> bool:
    return word[0].isupper() and (len(word) > 1 or word in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _ordinal(word: str) -> bool:
    return word[0].isdigit() and word[-2:] in ("th", "st", "nd", "rd")


def _around(words: Words, known: Mapping[int, Match], head: int, modelled: Set[int]) -> Body | None:
    inside = known.get(head)
    if inside is not None and inside.first < head and inside.actor is not None and inside.actor.kind != "state":
        return None
    begin, stop = words.sentences[words.sentence[head]]
    headline = words.headline[words.sentence[head]]
    first, country = _left(words, known, head, begin, headline)
    last, named = _right(words, known, head, stop)
    country = country or named
    forms = word_list("company-forms")
    company = any(words.plain[at] in forms for at in range(first, last)) and last - first > 1
    if not company and words.plain[head] in forms and words.plain[head] not in word_list("heads"):
        return None
    if (
        last < stop
        and words.plain[last].title() in word_list("no-body")
        and words.plain[last][0].isupper()
        and words.start[last] - words.end[last - 1] == 1
    ):
        return None
    if "Congress" in words.plain[first:last] and (_ordinal(words.plain[first]) or words.plain[first] in _NTH):
        return None  # a party's congress is an event
    if words.plain[head] in ("Groups", "Companies") and not company:
        return None
    capitals = sum(_capital(words.plain[at]) for at in range(first, last))
    if capitals < 2:
        return None
    if (
        last == head + 1
        and not company
        and words.plain[head] in word_list("weak-heads")
        and not (
            (
                (capitals > 2 or country or head in modelled)
                and not (capitals == 2 and words.plain[first] in word_list("heads"))
            )
            or _ordinal(words.plain[first])
        )
    ):
        return None
    if headline and not country and not company and last == head + 1:
        return None  # in a title every word has a capital: the name's edge cannot be told
    return Body(first, last, country, company, "company-form" if company else "body-form")


def _left(words: Words, known: Mapping[int, Match], head: int, begin: int, headline: bool) -> tuple[int, str | None]:
    """The first word of the name, and the state named there."""
    leads = word_list("leads")
    first, at = head, head - 1
    while at >= begin and head - at < 12:
        word = words.plain[at]
        match = known.get(at)
        if (
            match is not None
            and match.last <= head + 1
            and not (match.actor is None and match.rule != "seas-and-lands")
        ):
            if match.actor is None:
                first = at = match.first
                at -= 1
                continue
            if match.actor.kind == "person":
                break
            if match.last - 1 == at and words.start[at + 1] - words.end[at] <= 1:
                royal = match.first > begin and words.plain[match.first - 1] in ("Royal", "Imperial")
                return match.first - royal, match.actor.country
            break
        if _ordinal(word):
            first = at
            break
        if word in ("-", "&", ".", "/") and at > begin and (words.glued(at) or word == "&"):
            if word == "." and not (
                len(words.plain[at - 1]) == 1 or words.plain[at - 1] in word_list("company-forms")
            ):
                break
            if not _capital(words.plain[at - 1]):
                break
            at -= 1
            continue
        if word == "," and words.plain[at + 1] in word_list("company-forms") and _capital(words.plain[at - 1]):
            at -= 1
            continue
        if word == "'" or (word == "s" and at > begin and words.plain[at - 1] == "'"):
            owner = at - 1 if word == "'" else at - 2
            if owner >= begin and words.plain[owner] in word_list("plural-owners"):
                first, at = owner, owner - 1
                continue
            break
        if word in ("and", "of") and at > begin and _joins(words, known, at, head):
            at -= 1
            continue
        named_new = word == "New" and words.plain[at + 1] in _NEW_PLACES
        if not _capital(word) or (word in leads and not named_new) or (headline and word in ("Says", "Said")):
            break
        first = at
        at -= 1
    return first, None


def _joins(words: Words, known: Mapping[int, Match], at: int, head: int) -> bool:
    """Whether the "and" or "of" at this place is inside the name that the head closes."""
    before, after = words.plain[at - 1], words.plain[at + 1]
    if not (_capital(before) and _capital(after)) or at - 1 in known or before in word_list("leads"):
        return False
    if words.plain[at] == "of":
        return words.plain[head] in word_list("company-forms") and before in word_list("heads")
    return before not in word_list("heads") and before not in word_list("no-body")


def _right(words: Words, known: Mapping[int, Match], head: int, stop: int) -> tuple[int, str | None]:
    """The place after the last word of the name, and the state named there."""
    last, country = head + 1, None
    if last < stop and words.plain[last].isdigit() and words.plain[head] in _NUMBERED:
        last += 1
    stop = min(stop, head + 30)  # no name is longer; a run of them must not cost its square
    while last < stop:
        word = words.plain[last]
        if (
            word in (".", ",")
            and last + 1 < stop
            and words.plain[last + 1] in word_list("company-forms")
            and (words.plain[last - 1] in word_list("company-forms") or word == ",")
        ):
            last += 2
            continue
        if word in word_list("company-forms"):
            last += 1
            continue
        if (
            word == "."
            and words.plain[last - 1] in word_list("company-forms")
            and words.plain[last - 1] not in word_list("heads")
        ):
            last += 1
            continue
        linking = word == "of" or (
            word in ("for", "on", "against") and words.plain[last - 1] in word_list("reaching")
        )
        if not linking or words.plain[last - 1] in (".", ","):
            break
        inner = last + 1
        if inner < stop and words.lower[inner] == "the":
            inner += 1
        if (
            inner >= stop
            or words.plain[inner] in word_list("leads")
            or not (_capital(words.plain[inner]) or _ordinal(words.plain[inner]))
        ):
            break
        match = known.get(inner)
        if match is not None and match.form == "demonym" and word == "of" and inner == last + 2:
            break  # "the Directorate of the Cuban Police" names two bodies
        if match is not None and match.actor is not None and match.form in ("name", "metonym"):
            if word != "of" or match.actor.kind != "state":
                if match.actor.kind == "person" or word != "of":
                    break
            last, country = match.last, match.actor.country
            continue
        last = _words_after(words, known, inner, stop)
        if words.plain[last - 1] not in word_list("heads"):
            word = words.plain[last] if last < stop else ""
            if word != "of":
                break
    return last, country


_NEW_PLACES = frozenset("York Jersey Hampshire Mexico Orleans England Brunswick Haven".split())
_NTH = frozenset("Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Party".split())
_NUMBERED = frozenset(["Force", "Group", "Squadron", "Unit", "Fleet"])


def _words_after(words: Words, known: Mapping[int, Match], at: int, stop: int) -> int:
    """From the first word after a link over words with capitals, "and" and commas of a list."""
    last, listed = at + 1, False
    while last < stop:
        word = words.plain[last]
        closing = listed and word == "," and words.plain[last + 1 : last + 2] == ["and"]
        if closing and _goes_on(words, known, last + 2, stop):
            return last + 3
        if (
            _capital(word)
            and word not in word_list("no-body")
            and (last not in known or known[last].form == "demonym")
        ):
            last += 1
        elif (
            (word in ("-", "&") and last + 1 < stop and _capital(words.plain[last + 1]))
            or (word == "and" and _goes_on(words, known, last + 1, stop))
            or (word == "," and _list_goes_on(words, known, last, stop))
        ):
            last, listed = last + 2, listed or word == ","
        else:
            break
    return last


def _goes_on(words: Words, known: Mapping[int, Match], at: int, stop: int) -> bool:
    if at >= stop or not _capital(words.plain[at]) or at in known or words.plain[at] in word_list("heads"):
        return False
    closing = at + 1
    while closing < stop and closing - at < 6 and _capital(words.plain[closing]):
        closing += 1
    # 'Institute of Mines and Northern State University' are two
    return not any(words.plain[one] in word_list("heads") for one in {at + 1, max(at + 1, closing - 1)} if one < stop)


def _list_goes_on(words: Words, known: Mapping[int, Match], comma: int, stop: int) -> bool:
    """A comma inside "Population, Refugees, and Migration": a list of single words that an "and" closes."""
    at = comma
    while at + 1 < stop and words.plain[at] == ",":
        if words.plain[at + 1] == "and":
            return at > comma and _goes_on(words, known, at + 2, stop)
        if not _goes_on(words, known, at + 1, stop) or at + 2 >= stop:
            return False
        if words.plain[at + 2] == "and":
            return _goes_on(words, known, at + 3, stop)
        at += 2
    return False
