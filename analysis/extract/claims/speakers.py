"""Who "we", "he", "it" and "the ministry" are, where nothing but the claims around them says so.

Mentions come first: a pronoun that the actors already know needs no second opinion.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Doc

from analysis import vocabulary
from analysis.extract.claims.draft import Draft, Source
from analysis.extract.claims.quotations import quotation_at
from analysis.extract.claims.sources import kinds_of_actors, mention_at, mentions_between
from analysis.extract.places import sentence_at, text_of, token_at
from analysis.extract.records import Mention

FIRST_SINGULAR = frozenset(["i", "me", "my"])
FIRST_PLURAL = frozenset(["we", "us", "our"])
PERSONAL = frozenset(["he", "she", "his", "her", "him"])
IMPERSONAL = frozenset(["it", "its"])
PLURAL = frozenset(["they", "their", "them"])
REACH = 1200  # characters that a pronoun may look back

_TURN = re.compile(r"^[ \t\"“]*(?P<who>[A-Z][A-Z.’' -]{2,60}(?:\([A-Z .-]{1,20}\))?):[ \t]+(?=\S)", re.MULTILINE)
_STATEMENT_OF = re.compile(r"statement (?:of|by) (?:the )?(?P<who>[^)]+)")


class Voice(NamedTuple):
    """Who "I" and "we" are outside of quotations; None where the document does not show it."""

    singular: str | None
    plural: str | None


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
    return _words(doc, draft.source) in FIRST_PLURAL and quotation_at(doc, draft.start) is None


def _words(doc: Doc, source: Source) -> str:
    return text_of(doc)[source.start : source.end].lower()


def _vague(doc: Doc, source: Source) -> bool:
    words = _words(doc, source)
    if words in FIRST_SINGULAR | FIRST_PLURAL | PERSONAL | IMPERSONAL | PLURAL:
        return True
    return words.startswith(("the ", "both ")) and source.name is not None and " " in source.name


def _meant(doc: Doc, draft: Draft, drafts: list[Draft], before: list[Draft], voice: Voice) -> str | None:
    assert draft.source is not None
    words, at = _words(doc, draft.source), draft.source.start
    if words in FIRST_SINGULAR | FIRST_PLURAL:
        own = voice.singular if words in FIRST_SINGULAR else voice.plural
        quoted = quotation_at(doc, draft.start) is not None
        return (
            _quoted_speaker(doc, draft, drafts, before)
            or _turn_speaker(doc, at)
            or (_last_source(doc, before, at, ("person",)) if quoted else None)
            or own
        )
    if words in PERSONAL:
        return _unnamed_before(doc, before, at) or _last(doc, before, draft, kinds=("person",))
    if words in IMPERSONAL:
        return _last(doc, before, draft, kinds=("state", "organization", "bloc"))
    if words in PLURAL:
        return _last_words(doc, before, at)
    if words in _LETTERS and (writer := sender(doc)):
        return writer
    return _named_by_its_noun(doc, words, before, at)


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


def _last(doc: Doc, before: list[Draft], draft: Draft, *, kinds: tuple[str, ...]) -> str | None:
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


def _last_source(doc: Doc, before: list[Draft], at: int, kinds: tuple[str, ...]) -> str | None:
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


def _last_words(doc: Doc, before: list[Draft], at: int) -> str | None:
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
        several = last.tag_ in ("NNS", "NNPS") or " and " in _words(doc, source) or _words(doc, source) in PLURAL
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


def _unnamed_before(doc: Doc, before: list[Draft], at: int) -> str | None:
    """The words for one person without a name who has just spoken: "a spokesman said. He added …"."""
    if not before or before[-1].source is None:
        return None
    source = before[-1].source
    known = kinds_of_actors(doc)
    if source.name in known or sentence_at(doc, at) - sentence_at(doc, source.start) > 1:
        return None
    last = token_at(doc, source.end - 1)
    words = _words(doc, source)
    return source.name if last.tag_ == "NN" and words.startswith(("a ", "an ", "the head", "one ")) else None


def _named_by_its_noun(doc: Doc, words: str, before: list[Draft], at: int) -> str | None:
    """ "The ministry" after "the Defence Ministry", "the statement" after a ministry's, "the president" after his name."""
    noun = words.split()[-1]
    known = kinds_of_actors(doc)
    for done in reversed(before[-40:]):
        if (
            done.source is not None
            and done.source.name in known
            and re.search(rf"\b{re.escape(noun)}(?:$|,| of\b| for\b)", _words(doc, done.source))
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


def _turn_speaker(doc: Doc, at: int) -> str | None:
    """In a transcript, whoever has the floor."""
    turns = doc.user_data.get("claim_turns")
    if turns is None:
        turns = doc.user_data["claim_turns"] = list(_TURN.finditer(text_of(doc)))
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


_SENT = re.compile(
    r"\b(?:receiv\w+|got)\s+(?:an?|the)\s+[^.\n]{0,60}?\b(?:message|letter|telegram|greetings|congratulations)\b[^.\n]{0,80}?\bfrom\s+(?:the\s+)?"
    r"|\b(?:message|letter|telegram|greetings|congratulations)\s+(?:\w+\s+){0,3}?(?:from|sent by)\s+(?:the\s+)?"
)
_SENDING = re.compile(
    r"\bsen(?:t|ds)\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,4}?(?:message|letter|telegram|greetings|congratulations)\b"
)
_LETTERS = frozenset(["the message", "the letter", "the telegram", "the congratulatory message", "the note"])


def sender(doc: Doc) -> str | None:
    """Who wrote the letter or message that the document reprints, as its first lines tell."""
    head = text_of(doc)[:700]
    for found in _SENT.finditer(head):
        for mention in mentions_between(doc, found.end(), found.end() + 60):
            if mention.kind == "person":
                return mention.actor_id
    for found in _SENDING.finditer(head):
        named = [
            one for one in mentions_between(doc, max(0, found.start() - 200), found.start()) if one.kind == "person"
        ]
        if named:
            return named[-1].actor_id
    return None


_JOINT_TITLE = re.compile(r"\bjoint (?:statement|declaration|communiqu[eé]|press statement)\b", re.IGNORECASE)


def _joint_authors(doc: Doc) -> str | None:
    """The two states whose joint statement it is, in words, where its title says that it is one and its head names both."""
    if not _JOINT_TITLE.search(doc._.title or ""):
        return None
    text = text_of(doc)
    named = [one for one in mentions_between(doc, 0, 700) if one.kind == "state" and one.form == "name"]
    for first, second in pairwise(named):
        between = text[first.end : second.start]
        third = re.match(r",? and |, ", text[second.end : second.end + 6])
        if re.fullmatch(r" and (?:the )?", between) and first.actor_id != second.actor_id and not third:
            return f"{first.text} and {second.text}"
    return None


def voice_of(doc: Doc, drafts: list[Draft]) -> Voice:
    """Whose statement the document is, from its first claim, its publisher, title and first line."""
    first = drafts[0] if drafts else None
    writer = sender(doc)
    if writer is not None:
        return Voice(writer, writer)
    if both := _joint_authors(doc):
        return Voice(both, both)
    if first is not None and first.rule == "verb-text" and first.source is not None and first.start < 400:
        several = " and " in (first.source.name or "")
        return Voice(first.source.name, first.source.name if several else publisher_state(doc) or first.source.name)
    state = publisher_state(doc)
    head = [mention for mention in doc._.mentions if mention.start < 120 and mention.kind == "person"]
    singular = head[0].actor_id if head and head[0].start < 40 else None
    if singular is None and doc._.title and state:
        for mention in doc._.mentions:
            if mention.kind == "person" and mention.text in doc._.title:
                singular = mention.actor_id
                break
    return Voice(singular if state else None, state) if singular else Voice(state, state)


def publisher_state(doc: Doc) -> str | None:
    """The state or body that the publisher speaks for."""
    publisher = doc._.publisher or ""
    for entry in vocabulary.load("claim_voices"):
        if any(word in publisher for word in entry["words"]):
            return entry["id"]
    of = _STATEMENT_OF.search(publisher)
    if of:
        for mention in doc._.mentions:
            if mention.kind in ("state", "bloc") and of["who"].strip() in (mention.actor, mention.text):
                return mention.actor_id
    return None
