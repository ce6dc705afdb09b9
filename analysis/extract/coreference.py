"""Who is meant by "he", "the minister", "we" and "both countries", where the text makes it plain.

`references` yields mentions of form title and pronoun. `pair_before` answers the extractors that meet "both
countries" or "the two leaders"; it reads `doc._.mentions`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from analysis.extract.gazetteer import Actor
from analysis.extract.officeholders import titles
from analysis.extract.persons import word_list
from analysis.extract.places import sentence_at, text_of, token_at
from analysis.extract.records import Mention
from analysis.extract.voice import quoted_at, voice_of
from analysis.extract.words import Words

_HE = frozenset("he him his himself".split())
_SHE = frozenset("she her hers herself".split())
_WE = frozenset("we our us ours ourselves".split())
_SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj"])
_REACH = 3  # sentences back


class _Focus(NamedTuple):
    """A person who may be meant: where named, and whether as the subject of a clause."""

    sentence: int
    start: int
    subject: bool
    verb: int | None
    quoted: bool
    actor: Actor


def references(doc: Doc, words: Words, named: Sequence[Mention]) -> Iterator[Mention]:
    """Mentions of form title and pronoun, in order of appearance, none inside a named one."""
    by_title = list(titles(doc, words, named))
    yield from by_title
    yield from _pronouns(doc, words, sorted([*named, *by_title], key=lambda mention: mention.start))


def _pronouns(doc: Doc, words: Words, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """ "he" and "she" are the person last in focus; "we" in a state's own statement is that state."""
    voice = voice_of(doc)
    focus: list[_Focus] = []
    waiting = iter(mentions)
    upcoming = next(waiting, None)
    for at, word in enumerate(words.lower):
        start, end = words.start[at], words.end[at]
        while upcoming is not None and upcoming.start < start:
            if upcoming.kind == "person":
                focus.append(_focus(doc, upcoming))
            upcoming = next(waiting, None)
        if word in _WE:
            if voice is not None and words.plain[at] != "US" and not quoted_at(doc, start):
                yield _mention(doc, start, end, voice, "own-voice")
        elif (word in _HE or word in _SHE) and focus:
            token = token_at(doc, start)
            meant = _meant(token, sentence_at(doc, start), focus, word in _SHE)
            if meant is not None:
                found = _mention(doc, start, end, meant, "pronoun")
                focus.append(_focus(doc, found))
                yield found


def _focus(doc: Doc, mention: Mention) -> _Focus:
    token = token_at(doc, max(mention.start, mention.end - 1))
    actor = Actor(mention.actor_id, mention.actor, mention.kind, mention.country)
    verb = token.head.i if token.dep_ in _SUBJECTS else None
    return _Focus(mention.sentence, mention.start, verb is not None, verb, quoted_at(doc, mention.start), actor)


def _meant(token: Token, sentence: int, focus: list[_Focus], she: bool) -> Actor | None:
    """The person whom the pronoun takes up: the subject nearest before it, else the person nearest before it."""
    own_verb = token.head.i if token.dep_ not in (*_SUBJECTS, "poss") else None
    if token.dep_ == "pobj":
        own_verb = token.head.head.i
    near = [item for item in focus[-12:] if sentence - item.sentence <= _REACH]
    near = [item for item in near if _fits(item.actor, she) and (item.verb is None or item.verb != own_verb)]
    if not quoted_at(token.doc, token.idx) and not all(item.quoted for item in near):
        near = [item for item in near if not item.quoted]
    if she and any(_female(item.actor) for item in near):
        near = [item for item in near if _female(item.actor)]
    for back in range(_REACH + 1):
        there = [item for item in near if item.sentence == sentence - back]
        subjects = [item for item in there if item.subject]
        if there:
            return (subjects or there)[-1].actor
    return None


def _fits(actor: Actor, she: bool) -> bool:
    return she or not _female(actor)


def _female(actor: Actor) -> bool:
    return any(part in word_list("female-names") for part in actor.name.split()[:-1])


def _mention(doc: Doc, start: int, end: int, actor: Actor, rule: str) -> Mention:
    return Mention(
        sentence_at(doc, start), start, end, text_of(doc)[start:end], "pronoun",
        actor.actor_id, actor.name, actor.kind, actor.country, rule,
    )  # fmt: skip


def pair_before(doc: Doc, char: int, *, kind: str = "state") -> tuple[str, ...]:
    """Ids of the two actors whom "both countries" or "the two leaders" at `char` takes up, in order of appearance.

    The nearest sentence that names two of the kind gives them; of more than two, those the text so far names
    most. A person counts for the state served where states are asked for and too few are named. Empty where the
    text before does not name two.
    """
    before = [mention for mention in doc._.mentions if mention.end <= char]
    found = [(mention.sentence, mention.actor_id) for mention in before if mention.kind == kind]
    pair = _pair(found)
    if not pair and kind == "state":
        served = [(mention.sentence, mention.country) for mention in before if mention.country]
        pair = _pair([(sentence, country) for sentence, country in served if country])
    return pair


def _pair(found: list[tuple[int, str]]) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    by_sentence: dict[int, list[str]] = {}
    for sentence, actor_id in found:
        counts[actor_id] = counts.get(actor_id, 0) + 1
        ids = by_sentence.setdefault(sentence, [])
        if actor_id not in ids:
            ids.append(actor_id)
    for sentence in sorted(by_sentence, reverse=True):
        ids = by_sentence[sentence]
        if len(ids) >= 2:
            return _most_named(ids, counts)
    ids = list(counts)
    return _most_named(ids, counts) if len(ids) >= 2 else ()


def _most_named(ids: list[str], counts: dict[str, int]) -> tuple[str, ...]:
    top = sorted(ids, key=lambda actor_id: (-counts[actor_id], ids.index(actor_id)))[:2]
    return tuple(sorted(top, key=ids.index))
