"""Whom the text spoke of last: the speaker before, an actor named since, the ministry or president by that noun."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from analysis.extract.claims.draft import Draft, Source
from analysis.extract.claims.quotations import quotation_at
from analysis.extract.claims.sources import kinds_of_actors, mentions_between
from analysis.extract.places import sentence_at, text_of, token_at
from analysis.extract.pronouns import PLURAL
from analysis.extract.records import Mention

REACH = 1200  # characters that a pronoun may look back


def last_one(doc: Doc, before: list[Draft], draft: Draft, *, kinds: tuple[str, ...]) -> str | None:
    """Whoever the text spoke of last: the last source of such a kind, or a subject named since."""
    assert draft.source is not None
    at = draft.source.start
    claim = _last_claim(doc, before, at, kinds)
    mention = _last_mention(doc, draft, kinds)
    if claim is None or claim.source is None:
        return mention.actor_id if mention else None
    told = claim.content is not None and mention is not None and claim.content[0] <= mention.start < claim.content[1]
    if mention is not None and mention.start > claim.end and not told and _subject(doc, mention):
        return mention.actor_id
    return claim.source.name


def _last_claim(doc: Doc, before: list[Draft], at: int, kinds: tuple[str, ...]) -> Draft | None:
    kind_of = kinds_of_actors(doc)
    for done in reversed(before):
        if done.source is not None and at - done.source.end > REACH:
            return None
        if done.source is not None and kind_of.get(done.source.name or "") in kinds and at - done.source.end < REACH:
            return done
    return None


def last_source(doc: Doc, before: list[Draft], at: int, kinds: tuple[str, ...]) -> str | None:
    claim = _last_claim(doc, before, at, kinds)
    return claim.source.name if claim is not None and claim.source is not None else None


def _subject(doc: Doc, mention: Mention) -> bool:
    return token_at(doc, mention.end - 1).dep_ in ("nsubj", "nsubjpass")


def _last_mention(doc: Doc, draft: Draft, kinds: tuple[str, ...]) -> Mention | None:
    """The last actor of such a kind named outside of quotations, subjects before others."""
    assert draft.source is not None
    at = draft.source.start
    found = None
    for mention in mentions_between(doc, at - REACH, at):
        if mention.kind not in kinds or mention.form == "demonym":
            continue
        if draft.content is not None and draft.content[0] <= mention.start < draft.content[1]:
            continue
        if quotation_at(doc, mention.start) is None and (
            found is None or _subject(doc, mention) or not _subject(doc, found)
        ):
            found = mention
    return found


def last_words(doc: Doc, before: list[Draft], at: int) -> str | None:
    """The last source that "they" can mean: several, a group or a body; else the last one of all."""
    lately = before[-40:]
    near = [
        done.source
        for done in reversed(lately)
        if done.source is not None
        and done.source.name
        and at - done.source.end < REACH
        and not _told_by(done, lately)
    ]
    kinds = kinds_of_actors(doc)
    for source in near:
        assert source is not None
        last = token_at(doc, source.end - 1)
        several = (
            last.tag_ in ("NNS", "NNPS")
            or " and " in source_words(doc, source)
            or source_words(doc, source) in PLURAL
        )
        if several or kinds.get(source.name or "") in ("organization", "state", "bloc"):
            return source.name
    return near[0].name if near else None


def _told_by(inner: Draft, others: list[Draft]) -> bool:
    """Whether a claim stands inside the words of another speaker: "they noted that the rebels had rejected it"."""
    return any(
        other.source is not None
        and other.content is not None
        and other.start < inner.start
        and other.content[0] <= inner.start < other.content[1]
        for other in others
    )


def body_before(doc: Doc, before: list[Draft], at: int) -> str | None:
    """The words for a body without a name that speaks in the same sentence: "the company said that it denied it"."""
    source = before[-1].source if before else None
    if source is None or sentence_at(doc, at) != sentence_at(doc, source.start):
        return None
    head = token_at(doc, source.end - 1)
    return source.name if head.tag_ == "NN" and head.lemma_.lower() in BODIES else None


BODIES = frozenset(
    """company firm group ministry government agency army military navy bank party union committee council court commission
    office department newspaper network broadcaster regime junta organization organisation alliance bloc coalition watchdog
    regulator militia movement administration embassy panel board team""".split()
)


def unnamed_before(doc: Doc, before: list[Draft], at: int) -> str | None:
    """The words for one person without a name who has just spoken: "a spokesman said. He added …"."""
    if not before or before[-1].source is None:
        return None
    source = before[-1].source
    known = kinds_of_actors(doc)
    if source.name in known or sentence_at(doc, at) - sentence_at(doc, source.start) > 1:
        return None
    last = token_at(doc, source.end - 1)
    words = source_words(doc, source)
    return source.name if last.tag_ == "NN" and words.startswith(("a ", "an ", "the head", "one ")) else None


def named_by_its_noun(doc: Doc, words: str, before: list[Draft], at: int) -> str | None:
    """ "The ministry" after "the Defence Ministry", "the statement" after a ministry's, "the president" after his name."""
    noun = words.split()[-1]
    known = kinds_of_actors(doc)
    for done in reversed(before[-40:]):
        if (
            done.source is not None
            and done.source.name in known
            and re.search(rf"\b{re.escape(noun)}(?:$|,| of\b| for\b)", source_words(doc, done.source))
        ):
            return done.source.name
    for mention in reversed(mentions_between(doc, at - 8 * REACH, at)):
        if mention.kind in ("organization", "bloc") and re.search(rf"\b{re.escape(noun)}$", mention.text.lower()):
            return mention.actor_id
        if mention.kind == "person" and noun in ROLES and at - mention.end < 3 * REACH and mention.form == "name":
            around = (
                text_of(doc)[max(0, mention.start - 40) : mention.start]
                + text_of(doc)[mention.end : mention.end + 80].split(".")[0]
            )
            if re.search(rf"\b{re.escape(noun)}\b", around.lower()):
                return mention.actor_id
    return None


ROLES = frozenset(
    "president minister chancellor premier secretary spokesman spokeswoman spokesperson senator governor mayor leader analyst"
    " diplomat ambassador envoy general admiral colonel commander director chairman chief professor expert lawmaker king pope"
    " prince deputy congressman congresswoman representative economist author candidate nominee".split()
)


def source_words(doc: Doc, source: Source) -> str:
    return text_of(doc)[source.start : source.end].lower()
