"""A looser reading for sentences in which the parser's tree shows no frame, although their words do.

Headlines and terse reports are parsed badly ('Chile ships rifles to Peru' with 'ships' as a noun). Where a
sentence names two sides, holds a verb of a flow, visit or meeting, and nothing else was found, roles follow the
order of words and the preposition before a name: before the verb gives, after it or after 'to' receives.
"""

from __future__ import annotations

from spacy.tokens import Span, Token

from analysis.extract.cooperation import lexicon
from analysis.extract.cooperation.candidates import Candidate, evidence_span, unique
from analysis.extract.cooperation.context import Context
from analysis.extract.cooperation.frames import Frame, Trigger, loose_frames
from analysis.extract.cooperation.parties import Party, sides
from analysis.extract.cooperation.people import private
from analysis.extract.cooperation.senses import ruled_out

SOURCES = frozenset(["from", "by"])
GOALS = frozenset(["to", "for", "into", "in", "at", "aboard", "toward", "towards"])
CLOSE = 4  # tokens after the verb in which a bare name can be its object
REACH = 14  # tokens between trigger and party


def loose(sentence: Span, context: Context) -> list[Candidate]:
    """At most one candidate, by word order."""
    parties = _parties(sentence, context)
    if len(sides(parties)) < 2:
        return []
    for token in sentence:
        if (
            token.i in context.parties.by_token
            or not token.is_alpha
            or (token.text[0].isupper() and token.i > sentence.start)
        ):
            continue
        # a verbal root that is no frame was read rightly: nothing to be loose about
        if token.dep_ != "ROOT" and sentence.root.pos_ in ("VERB", "AUX"):
            continue
        for frame in _frames(token):
            found = _read(token, frame, parties, sentence)
            if found is not None:
                return [found]
    return []


def _frames(token: Token) -> list[Frame]:
    index = loose_frames()
    found: list[Frame] = []
    for form in dict.fromkeys([*lexicon.keys(token), *_stems(token.lower_)]):
        found += [frame for frame in index.get(form, ()) if frame not in found]
    return found


def _stems(word: str) -> list[str]:
    stems = []
    for ending, instead in (
        ("ies", "y"),
        ("es", ""),
        ("es", "e"),
        ("s", ""),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stems.append(word[: -len(ending)] + instead)
    return stems


def _parties(sentence: Span, context: Context) -> list[Party]:
    found = context.parties.within(sentence.start, sentence.end)
    taken = {index for party in found for index in range(party.start, party.end)}
    for token in sentence:
        if token.i not in taken:
            place = context.parties.place(token)
            if place is not None:
                found.append(place)
    words, said = context.doc, context.said
    return sorted((party for party in found if not said[words[party.start].idx]), key=lambda party: party.start)


def _read(token: Token, frame: Frame, parties: list[Party], sentence: Span) -> Candidate | None:
    form = frame.verb
    assert form is not None
    trigger = Trigger(token, token.i, token.i, frame, form, "verb")
    if ruled_out(trigger, sentence):
        return None
    givers: list[Party] = []
    receivers: list[Party] = []
    for party in parties:
        if abs(party.start - token.i) > REACH or (frame.about == "visitors" and private(party, sentence.doc)):
            continue
        before = _preposition(party, sentence)
        if before in SOURCES:
            # 'sheltered refugees from X': with some verbs it is X that is helped
            helped = before in form.receiver and before not in form.giver
            (receivers if helped else givers).append(party)
        elif before in GOALS and party.start > token.i:
            receivers.append(party)
        elif before in ("against", "on", "over", "near", "about", "of"):
            continue
        else:
            if party.start < token.i:
                givers.append(party)
            elif party.start - token.i <= CLOSE:
                receivers.append(party)
    receivers = [party for party in receivers if party.side not in sides(givers)]
    if not givers or not receivers:
        return None
    area, cue = frame.area, None
    if frame.about == "items":
        hits = lexicon.hits([other for other in sentence if token.i < other.i <= token.i + 8], "items")
        if not hits:
            return None
        area, cue = hits[0].area, sentence.doc[hits[0].start : hits[0].end].text
    if area is None:
        return None
    everyone = unique([*givers, *receivers])
    flows = not form.both
    return Candidate(
        trigger,
        area,
        cue or token.text,
        cue,
        tuple(unique(givers)) if flows else (),
        tuple(unique(receivers)) if flows else (),
        tuple(everyone),
        frame.stage,
        evidence_span(trigger, everyone, None, sentence),
    )


def _preposition(party: Party, sentence: Span) -> str | None:
    """The preposition that governs the name, over the words of its own phrase."""
    doc = sentence.doc
    for index in range(party.start - 1, max(sentence.start, party.start - 5) - 1, -1):
        token = doc[index]
        if token.pos_ in ("ADP", "SCONJ") or token.lower_ == "to":
            return token.lower_
        if token.pos_ in ("VERB", "AUX") or token.is_punct:
            return None
    return None
