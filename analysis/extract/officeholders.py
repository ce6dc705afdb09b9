"""Persons by their office: "the Russian president", "the minister", "the Secretary-General"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc

from analysis.extract.gazetteer import Actor
from analysis.extract.offices import holder, offices
from analysis.extract.places import sentence_at
from analysis.extract.records import Mention
from analysis.extract.voice import voice_of
from analysis.extract.words import Words

_HEADS = frozenset(
    "president premier chancellor minister secretary king queen emperor emir sultan pope leader spokesman spokeswoman"
    " spokesperson ambassador envoy general commander chairman chairwoman governor mayor senator prince chief director dictator strongman"
    " diplomat premier-designate secretary-general commissioner".split()
)
_MODIFIERS = frozenset(
    "prime foreign defense defence interior finance oil energy trade commerce economy deputy vice supreme crown former then"
    " acting outgoing incoming new current general treasury chief top ruling party late special home justice health"
    " opposition rebel military army junta".split()
)
_ARTICLES = frozenset("the this that his her their its our 's s".split())
_SAME = {
    "premier": "prime minister", "foreign secretary": "foreign minister", "defense minister": "defence minister",
    "defense secretary": "secretary of defense", "defence secretary": "defence minister", "secretary-general": "secretary-general",
    "dictator": "leader", "strongman": "leader", "secretary": "secretary of state", "treasury secretary": "treasury secretary",
    "vice-president": "vice president", "spokeswoman": "spokesman", "spokesperson": "spokesman",
}  # fmt: skip


def titles(doc: Doc, words: Words, named: Sequence[Mention]) -> Iterator[Mention]:
    """Mentions of form title: an office that stands for its holder; the state before it keeps its own mention."""
    persons = [mention for mention in named if mention.kind == "person"]
    starts = [mention.start for mention in persons]
    states = {mention.end: mention for mention in named if mention.kind == "state"}
    begins = {mention.start: mention for mention in named}
    covered = [(mention.start, mention.end) for mention in named]
    roles = _roles(words, persons)
    for at, word in enumerate(words.lower):
        if word not in _HEADS or _inside(covered, words.start[at]):
            continue
        first = at
        while first and words.lower[first - 1] in _MODIFIERS and not _inside(covered, words.start[first - 1]):
            first -= 1
        last = at + 1
        if (
            words.lower[last : last + 2] == ["-", "general"]
            or words.lower[last : last + 2] == ["of", "state"]
            or words.lower[last : last + 2] == ["of", "defense"]
        ):
            last += 2
        elif words.lower[last : last + 1] == ["general"]:
            last += 1
        if _name_follows(words, begins, last) or not first:
            continue
        country, plain = _country(words, states, begins, first, last)
        if country is None and words.lower[first - 1] not in _ARTICLES:
            continue
        if "former" in words.lower[first:at]:
            plain = False
        office = _office(words, first, last)
        index = bisect_left(starts, words.start[first])
        actor = _holder(doc, persons[:index], roles, office, country, plain)
        if actor is None:
            continue
        start, end = words.start[first], words.end[last - 1]
        yield Mention(
            sentence_at(doc, start), start, end, words.text[start:end], "title",
            actor.actor_id, actor.name, actor.kind, actor.country, "office-holder",
        )  # fmt: skip


def _inside(covered: list[tuple[int, int]], char: int) -> bool:
    at = bisect_left(covered, (char + 1, 0)) - 1
    return at >= 0 and covered[at][0] <= char < covered[at][1]


def _name_follows(words: Words, begins: dict[int, Mention], last: int) -> bool:
    """Whether the holder's name stands right behind the office, a comma between or not."""
    if last >= len(words.plain):
        return False
    following = words.plain[last]
    if following == "," and last + 1 < len(words.plain):
        mention = begins.get(words.start[last + 1])
        return mention is not None and mention.kind == "person"
    mention = begins.get(words.start[last])
    return (
        (mention is not None and mention.kind == "person")
        or (following[0].isupper() and words.sentence[last] == words.sentence[last - 1])
        or following == "-"
    )


def _country(
    words: Words, states: dict[int, Mention], begins: dict[int, Mention], first: int, last: int
) -> tuple[str | None, bool]:
    """The state of the office, from "the Russian …", "Russia's …" or "… of Russia"; True where none holds it now by date."""
    before = first - 1
    if before >= 1 and words.plain[before] == "s" and words.plain[before - 1] == "'":
        before -= 2
    elif before >= 0 and words.plain[before] == "'":
        before -= 1
    if before >= 0:
        mention = states.get(words.end[before])
        if mention is not None:
            return mention.country, True
    if words.lower[last : last + 1] == ["of"]:
        after = last + 1 + (words.lower[last + 1 : last + 2] == ["the"])
        mention = begins.get(words.start[after]) if after < len(words.start) else None
        if mention is not None and mention.kind == "state":
            return mention.country, True
    return None, True


def _office(words: Words, first: int, last: int) -> str:
    kept = [
        word
        for word in words.lower[first:last]
        if word not in ("former", "then", "new", "current", "outgoing", "incoming", "top", "late", "acting")
    ]
    text = " ".join(kept).replace(" - ", "-").replace("secretary general", "secretary-general")
    return _SAME.get(text, text)


def _roles(words: Words, persons: Sequence[Mention]) -> dict[str, set[str]]:
    """The words of office beside each person's name, by actor id."""
    found: dict[str, set[str]] = {}
    for mention in persons:
        at = bisect_left(words.start, mention.start)
        sentence = words.sentence[at] if at < len(words.sentence) else -1
        near: set[str] = set()
        index = at - 1
        while (
            index >= 0
            and at - index < 8
            and words.sentence[index] == sentence
            and words.plain[index] not in (",", ";", ":", "and", "by", "with", "that")
        ):
            near.add(words.lower[index])
            index -= 1
        index = bisect_left(words.start, mention.end)
        if index < len(words.plain) and words.plain[index] == ",":
            index += 1
            stop = index + 8
            while (
                index < min(stop, len(words.plain))
                and words.plain[index] not in (",", ";", ":", ".")
                and words.lower[index] not in ("said", "and")
            ):
                near.add(words.lower[index])
                index += 1
        found.setdefault(mention.actor_id, set()).update(near & (_HEADS | _MODIFIERS))
    return found


def _holder(
    doc: Doc, before: Sequence[Mention], roles: dict[str, set[str]], office: str, country: str | None, now: bool
) -> Actor | None:
    """The person named before who holds the office by the text or the vocabulary; else who held it on the day."""
    wanted = set(office.replace("defence", "defense").split())
    for mention in reversed(before):
        if country is not None and mention.country != country:
            continue
        said = {word.replace("defence", "defense") for word in roles.get(mention.actor_id, ())}
        said = {"minister" if word == "premier" else word for word in said}
        if wanted <= said or (office in _held(mention.actor_id) and (country is not None or said & wanted)):
            return Actor(mention.actor_id, mention.actor, mention.kind, mention.country)
        if office == "leader" and country is not None and _held(mention.actor_id) & _LEADING:
            return Actor(mention.actor_id, mention.actor, mention.kind, mention.country)
        if (
            office == "leader"
            and country is None
            and said & {"president", "premier", "minister", "leader", "king", "chancellor"}
        ):
            return Actor(mention.actor_id, mention.actor, mention.kind, mention.country)
    if not now:
        return None
    voice = voice_of(doc)
    state = country or (voice.country if voice is not None else None)
    if state is None or (
        country is None and office not in ("president", "secretary of state", "prime minister", "foreign minister")
    ):
        return None
    return holder(state, office, doc._.published)


_LEADING = frozenset(["president", "prime minister", "leader", "supreme leader", "king", "chancellor"])


@cache
def _held(actor_id: str) -> frozenset[str]:
    return frozenset(row.office for row in offices() if row.actor.actor_id == actor_id)
