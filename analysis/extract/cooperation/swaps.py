"""What comes back: 'sent shells to Peru in exchange for oil' holds a second flow, the other way."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from analysis.extract.cooperation import grammar
from analysis.extract.cooperation.areas import About, goods_of
from analysis.extract.cooperation.candidates import Candidate
from analysis.extract.cooperation.context import Context
from analysis.extract.cooperation.frames import Trigger, frame_named

RETURNED = frozenset(["exchange", "return", "payment", "compensation", "trade"])  # in exchange for, as payment for
BARTERED = frozenset(["trade", "swap", "barter", "exchange"])  # traded rifles for grain with Chile
NEAR = 12  # words between an act and what is given back for it, at most


def swaps(sentence: Span, context: Context, found: list[Candidate]) -> list[Candidate]:
    """The candidates of the sentence, and for each flow that is paid for what is given back.

    Goods of one area both ways are one record without a direction.
    """
    for word, goods in _given_back(sentence) if found else ():
        act = _act(word, found)
        if act is None:
            continue
        flows = [one for one in found if one.trigger.token.i == act.trigger.token.i and one.parties == act.parties]
        there, back = _directions(act, word)
        areas = {about.area: about for one in goods for about in goods_of(one, word, context)}
        for one in flows:
            both_ways = one.area in areas
            giving, receiving = ((), ()) if both_ways else (there, back)
            found = [each._replace(givers=giving, receivers=receiving) if each is one else each for each in found]
        taken = {one.area for one in flows}
        found += [_back(act, about, there, back) for area, about in areas.items() if area not in taken]
    return found


def _given_back(sentence: Span) -> Iterator[tuple[Token, list[Token]]]:
    """The word that says that something is given back, and the heads of what is."""
    for word in sentence:
        if word.lower_ in RETURNED and word.i > sentence.start and word.nbor(-1).lower_ in ("in", "as"):
            if word.i + 1 < sentence.end and word.nbor(1).lower_ == "for":
                yield word, _heads(word.nbor(1))
        elif word.lemma_ in BARTERED and word.pos_ == "VERB":
            for child in word.children:
                if child.lower_ == "for" and child.dep_ == "prep":
                    yield word, _heads(child)
            for goods in grammar.objects(word):
                for child in goods.children:
                    if child.lower_ == "for" and child.dep_ == "prep":
                        yield word, _heads(child)


def _heads(preposition: Token) -> list[Token]:
    return [
        one for child in preposition.children if child.dep_ in ("pobj", "pcomp") for one in (child, *child.conjuncts)
    ]


def _act(word: Token, found: list[Candidate]) -> Candidate | None:
    """The flow that is paid for: the one of this verb, else the nearest before, else the first behind."""
    if word.lemma_ in BARTERED and word.pos_ == "VERB":
        return next((one for one in found if one.trigger.token.i == word.i), None)
    flows = [one for one in found if one.givers and one.receivers]
    before = [one for one in flows if one.trigger.token.i < word.i]
    above = {token.i for token in word.ancestors}
    governing = [one for one in before if one.trigger.token.i in above]
    if governing or before:
        return max(governing or before, key=lambda one: one.trigger.token.i)
    return min(flows, key=lambda one: one.trigger.token.i, default=None)


def _directions(act: Candidate, word: Token) -> tuple[tuple, tuple]:
    """Who gives and who receives; of a barter its subject gives, and whoever stands behind it receives."""
    if act.givers or act.trigger.token.i != word.i:
        return act.givers, act.receivers
    there = tuple(party for party in act.parties if party.start < word.i)
    back = tuple(party for party in act.parties if party.start > word.i)
    return (there, back) if there and back else ((), ())


def _back(act: Candidate, about: About, there: tuple, back: tuple) -> Candidate:
    frame = frame_named("in-exchange")
    assert frame.verb is not None and about.head is not None
    token = act.trigger.token
    trigger = Trigger(token, token.i, token.i, frame, frame.verb, "verb")
    first = about.head.left_edge.i
    return Candidate(
        trigger, about.area, about.cue, about.cue, back, there, act.parties, act.stage, (first, about.head.i + 1)
    )
