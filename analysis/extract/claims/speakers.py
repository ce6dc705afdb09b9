"""Who "we", "he", "it" and "the ministry" are, where nothing but the claims around them says so.

Mentions come first: a pronoun that the actors already know needs no second opinion.
"""

from __future__ import annotations

from spacy.tokens import Doc

from analysis.extract.claims.draft import Draft, Source
from analysis.extract.claims.lately import (
    body_before,
    last_one,
    last_source,
    last_words,
    named_by_its_noun,
    source_words,
    unnamed_before,
)
from analysis.extract.claims.layout import TURN
from analysis.extract.claims.quotations import quotation_at
from analysis.extract.claims.sources import mention_at
from analysis.extract.claims.voices import Voice, sender, voice_of
from analysis.extract.places import text_of
from analysis.extract.pronouns import FIRST, FIRST_PLURAL, FIRST_SINGULAR, IMPERSONAL, PERSONAL, PLURAL, PRONOUNS

_LETTERS = frozenset(["the message", "the letter", "the telegram", "the congratulatory message", "the note"])


def named(doc: Doc, drafts: list[Draft]) -> list[Draft]:
    """The drafts, in order, with the actor's id for sources that are pronouns or stand for one named before."""
    out: list[Draft] = []
    voice = voice_of(doc, drafts)
    for draft in drafts:
        if draft.source is not None and _joint(doc, draft, voice):
            out.append(draft._replace(source=draft.source._replace(name=voice.plural)))
            continue
        if draft.source is None or mention_at(doc, draft.source.start) or not _vague(doc, draft.source):
            out.append(draft)
            continue
        name = _meant(doc, draft, drafts, out, voice)
        out.append(draft._replace(source=draft.source._replace(name=name)) if name else draft)
    return out


def _joint(doc: Doc, draft: Draft, voice: Voice) -> bool:
    """Whether a "we" is that of several persons who speak with one voice."""
    if draft.source is None or " and " not in (voice.plural or ""):
        return False
    return source_words(doc, draft.source) in FIRST_PLURAL and quotation_at(doc, draft.start) is None


def _vague(doc: Doc, source: Source) -> bool:
    words = source_words(doc, source)
    if words in PRONOUNS:
        return True
    return words.startswith(("the ", "both ")) and source.name is not None and " " in source.name


def _meant(doc: Doc, draft: Draft, drafts: list[Draft], before: list[Draft], voice: Voice) -> str | None:
    assert draft.source is not None
    words, at = source_words(doc, draft.source), draft.source.start
    if words in FIRST:
        own = voice.singular if words in FIRST_SINGULAR else voice.plural
        quoted = quotation_at(doc, draft.start) is not None
        return (
            _quoted_speaker(doc, draft, drafts, before)
            or _turn_speaker(doc, at)
            or (last_source(doc, before, at, ("person",)) if quoted else None)
            or own
        )
    if words in PERSONAL:
        return unnamed_before(doc, before, at) or last_one(doc, before, draft, kinds=("person",))
    if words in IMPERSONAL:
        return last_one(doc, before, draft, kinds=("state", "organization", "bloc")) or body_before(doc, before, at)
    if words in PLURAL:
        return last_words(doc, before, at)
    if words in _LETTERS and (writer := sender(doc)):
        return writer
    return named_by_its_noun(doc, words, before, at)


def _quoted_speaker(doc: Doc, draft: Draft, drafts: list[Draft], before: list[Draft]) -> str | None:
    """The source of the claim whose content holds the quotation that says "I"."""
    if quotation_at(doc, draft.start) is None:
        return None
    for other in drafts:
        if (
            other is draft
            or other.source is None
            or other.content is None
            or not other.content[0] <= draft.start < other.content[1]
            or quotation_at(doc, other.start) is not None
        ):
            continue
        done = next((claim for claim in before if claim.start == other.start), None)
        if done is not None and done.source is not None:
            return done.source.name
        if _vague(doc, other.source):
            return _meant(doc, other, [], before, Voice(None, None)) or other.source.name
        return other.source.name
    return None


def _turn_speaker(doc: Doc, at: int) -> str | None:
    """In a transcript, whoever has the floor."""
    turns = doc.user_data.get("claim_turns")
    if turns is None:
        turns = doc.user_data["claim_turns"] = list(TURN.finditer(text_of(doc)))
    for turn in reversed(turns):
        if turn.start() < at:
            mention = mention_at(doc, turn.end("who") - 1)
            if mention is not None:
                return mention.actor_id
            surname = turn["who"].split()[-1].lower()
            for person in doc._.mentions:
                if person.kind == "person" and person.text.lower().endswith(surname):
                    return person.actor_id
            return " ".join(turn["who"].split()).title()
    return None
