"""Find what a text says about sanctions.

`words` finds the triggers, `acts` what is done about the sanctions they name, `parties` who imposes and who bears them,
`measures` what is restricted; `drafts` makes one statement of triggers that belong together, `context` fills in what
the sentence leaves to the ones before it. Status and source come from `extract.status`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from spacy.tokens import Doc, Span, Token

from analysis.extract.dates import date_of
from analysis.extract.instruments import Instrument, instruments
from analysis.extract.places import sentence_at, sentence_spans, text_of
from analysis.extract.records import Sanction
from analysis.extract.sanctions.acts import act
from analysis.extract.sanctions.cast import Cast
from analysis.extract.sanctions.context import Memory
from analysis.extract.sanctions.drafts import Draft, merged
from analysis.extract.sanctions.governors import governors
from analysis.extract.sanctions.measures import measure
from analysis.extract.sanctions.parties import parties
from analysis.extract.sanctions.subjects import subject
from analysis.extract.sanctions.trees import lemma, near
from analysis.extract.sanctions.trigger import Trigger
from analysis.extract.sanctions.words import PLAIN_WORDS, continuation, triggers
from analysis.extract.status import Attribution, Status, attribution_of

__all__ = ["sanctions"]

PLAIN_RULES = frozenset(
    ["embargo", "coercive", "blockade", "named-list", "trade-list", "finance-list", "to-designate", "blacklist"]
)
OIL = re.compile(r"\b(?:oil|crude|petroleum|G7)\b")  # a cap on its price is no cap on rents
MOST = 24  # triggers read in one sentence: more stand only in tables and in text that is none
LONGEST = 160  # characters of a record's own words


def sanctions(doc: Doc) -> Iterator[Sanction]:
    """Every statement about sanctions, in order of appearance."""
    if not PLAIN_WORDS.search(text_of(doc)):
        return
    cast = Cast(doc)
    found = triggers(doc, cast)
    if not found:
        return
    memory = Memory(doc, cast)
    spans = sentence_spans(doc)
    there = {
        number: list(group)[:MOST]
        for number, group in groupby(found, key=lambda one: sentence_at(doc, one.token.idx))
    }
    for number in sorted(there.keys() | {number + 1 for number in there if number + 1 < len(spans)}):
        here = there.get(number)
        if here is None and memory.imposed == number - 1:
            following = continuation(spans[number], cast)
            here = [following] if following is not None else None
        for record in _sentence(doc, spans[number], here or [], cast, memory):
            if record.action == "impose":
                memory.imposed = number
            yield record


def _sentence(doc: Doc, sent: Span, here: list[Trigger], cast: Cast, memory: Memory) -> Iterator[Sanction]:
    drafts: list[Draft] = []
    named = instruments(sent.text)
    for trigger in here:
        at = trigger.token.idx - sent.start_char
        if any(one.start <= at < one.end for one in named):
            continue  # "Countering America's Adversaries Through Sanctions Act": part of a law's name
        beside = {lemma(one.trigger.token) for one in drafts}
        if trigger.weak and trigger.rule == "anaphor" and not memory.known(trigger.token, beside):
            continue
        drafts.append(_draft(doc, trigger, cast))
    for draft in merged(drafts):
        start, end = draft.trigger.token.idx, draft.trigger.token.idx + len(draft.trigger.token)
        held = attribution_of(doc, start, end)
        plain = draft.trigger.rule in PLAIN_RULES or (draft.trigger.rule == "price-cap" and OIL.search(sent.text))
        if not cast.speaks and not memory.count and not draft.targets and not plain:
            continue  # a ban on nobody in particular, in a text that names no sanctions
        complete = memory.complete(draft, held)
        memory.remember(complete)
        yield _record(doc, sent, complete, held, named, cast)


def _draft(doc: Doc, trigger: Trigger, cast: Cast) -> Draft:
    done = act(doc, trigger)
    who = parties(trigger, done, cast)
    kind, cue = measure(trigger, done, cast)
    return Draft(trigger, done, done.status, who.imposers, who.targets, kind, cue)


def _record(doc: Doc, sent: Span, draft: Draft, held: Attribution, named: list[Instrument], cast: Cast) -> Sanction:
    start, end = _words(draft)
    polarity, certainty = _sureness(draft)
    source, source_cue = held.source, held.cue
    if source is None and draft.act.action == "threaten":
        source, source_cue = _urger(draft, cast)
    if source in (draft.imposers or ()) and held.cue == draft.act.cue:
        source, source_cue = None, None  # "Canada announced sanctions": it imposes them, nobody reports
    instrument = _nearest(named, draft.trigger.token.idx - sent.start_char)
    return Sanction(
        sentence_at(doc, draft.trigger.token.idx), start, end, cast.text[start:end],
        draft.imposers or (), draft.targets or (), draft.act.action, draft.measure,
        _regime(draft.imposers or (), cast, instrument), instrument.name if instrument else None,
        date_of(doc, start, end), polarity, certainty, source, held.claim, sent.text.strip(),
        f"sanction-{draft.trigger.rule}", draft.act.cue, draft.measure_cue,
        draft.status.polarity_cue if polarity == "negated" else None,
        draft.status.certainty_cue if certainty != "certain" else None, source_cue,
    )  # fmt: skip


def _words(draft: Draft) -> tuple[int, int]:
    """The record's own words: the trigger with its phrase, from the governing verb where that stands near."""
    token = draft.trigger.token
    inner = [one for one in near(token) if abs(one.i - token.i) <= 10]
    first = min([*inner, token], key=lambda one: one.i)
    last = max([one for one in inner if not one.is_punct and not one.is_space] or [token], key=lambda one: one.i)
    verb = draft.act.verb
    if verb is not None and 0 < first.i - verb.i <= 4:
        first = verb
    start, end = first.idx, max(last.idx + len(last), token.idx + len(token))
    if end - start > LONGEST or any("\n" in one.text for one in token.doc[first.i : last.i + 1]):
        start, end = token.idx, token.idx + len(token)
    return start, end


def _sureness(draft: Draft) -> tuple[str, str]:
    status: Status = draft.status
    action = draft.act.action
    if draft.trigger.adjective:
        return "affirmed", "certain"
    certainty = status.certainty
    if action == "ease" and any(one.lower_ in ("before", "until") for one in _marks(draft)):
        certainty = "possible"
    if action == "impose" and certainty == "certain" and _allowed(draft):
        certainty = "possible"
    if action == "ease" and certainty == "certain" and (status.stage == "proposed" or _voted(draft)):
        certainty = "possible"  # what is only offered or asked for may come
    if action == "threaten" and certainty == "certain" and (draft.act.cue or "").lower().startswith("risk"):
        certainty = "possible"  # "banks risk sanctions"
    if action == "mention" and status.certainty_cue is None:
        certainty = "certain"
    if action == "mention" and _outlasts(draft.trigger.token):
        return "affirmed", certainty
    return status.polarity, certainty


def _outlasts(noun: Token) -> bool:
    """What the sanctions do not do leaves them there: "the sanctions failed to stop the junta"."""
    if noun.dep_ == "compound" and noun.head.dep_ == "nsubj":
        noun = noun.head
    doing = noun.dep_ == "nsubj" and noun.head.pos_ == "VERB" and noun.head.lemma_.lower() not in STANDING
    return doing and not any(child.lower_ in ("no", "neither", "none") for child in noun.children)


# of the sanctions themselves these say whether they are there
STANDING = frozenset("exist apply come enter take follow await stand remain last begin start go return".split())


def _marks(draft: Draft) -> list[Token]:
    verb = draft.act.verb if draft.act.verb is not None else draft.trigger.token
    return [child for child in verb.children if child.dep_ == "mark" or child.dep_ == "advmod"]


def _allowed(draft: Draft) -> bool:
    """What is only made possible: "allows for sanctions to be imposed"."""
    return any(
        step.word.lemma_.lower() in ALLOWING and step.relation != "nsubj" for step in governors(draft.trigger.token)
    )


def _voted(draft: Draft) -> bool:
    """What somebody only votes or campaigns for: "voted for an end to the embargo"."""
    return any(
        step.relation == "for" and step.word.lemma_.lower() in ("vote", "campaign", "argue", "plead", "lobby")
        for step in governors(draft.trigger.token)
    )


def _urger(draft: Draft, cast: Cast) -> tuple[str | None, str | None]:
    """Who urges, threatens or promises: the subject of that verb, as an id or in the words used."""
    for step in governors(draft.trigger.token):
        low = step.word.lemma_.lower()
        if step.word.pos_ in ("VERB", "AUX") and low in URGERS:
            for noun in subject(step.word, cast):
                mention = cast.at(noun)
                if mention is not None:
                    return mention.actor_id, step.word.text
                words = [one for one in near(noun) if one.i <= noun.i]
                text = draft.trigger.token.doc[min(one.i for one in words) : noun.i + 1].text
                return (None, None) if noun.pos_ == "PRON" else (text, step.word.text)
    return None, None


ALLOWING = frozenset("allow enable permit empower authorize authorise power right".split())
URGERS = frozenset(
    "urge threaten call demand press pressure propose warn want promise pledge vow request recommend advocate ask encourage insist push lobby support".split()
)


def _nearest(named: list[Instrument], offset: int) -> Instrument | None:
    return min(named, key=lambda one: abs(one.start - offset), default=None)


def _regime(imposers: tuple[str, ...], cast: Cast, instrument: Instrument | None) -> str | None:
    states = {cast.state(actor) or actor for actor in imposers}
    if len(states) == 1:
        return next(iter(states))
    return instrument.regime if instrument and not states else None
