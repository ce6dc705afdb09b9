"""Who breaks sanctions, where arms went in breach of them, and on whom falls what is done about it."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.extract.sanctions.behind import after_preposition
from analysis.extract.sanctions.cast import Cast
from analysis.extract.sanctions.deeds import SUPPLYING
from analysis.extract.sanctions.enforcement import struck
from analysis.extract.sanctions.governors import governors
from analysis.extract.sanctions.people import actors
from analysis.extract.sanctions.restricted import restricted
from analysis.extract.sanctions.subjects import subject

TO = frozenset(["to"])
INTO = frozenset(["to", "into", "in"])
ARMS = frozenset(["arms", "weapon", "weapons"])
MOVING = SUPPLYING | frozenset(["move", "fly", "bring", "deploy", "airlift", "channel"])


def evader(word: Token, cast: Cast) -> tuple[str, ...] | None:
    """Who evades: subject of the verb, possessor of the noun, or who acts "in breach of"."""
    if word.pos_ in ("VERB", "AUX"):
        return actors(subject(word, cast), cast, bearing=True)
    node = word
    for _ in range(6):
        if found := _owner(node, cast):
            return found
        if node.head == node:
            return None
        node = node.head
        if node.pos_ in ("VERB", "AUX"):
            return actors(subject(node, cast), cast, bearing=True)
    return None


def _owner(noun: Token, cast: Cast) -> tuple[str, ...] | None:
    for child in noun.children:
        if child.dep_ in ("poss", "compound", "amod", "nmod") and (found := actors([child], cast, bearing=True)):
            return found
        if child.dep_ == "prep" and child.lower_ == "by":
            for below in child.children:
                if found := actors([below], cast, bearing=True):
                    return found
    return None


def armed(noun: Token, cast: Cast) -> tuple[str, ...]:
    """Where arms went: "moved weapons into Chad in breach of the arms embargo" breaks the embargo on Chad."""
    for step in governors(noun):
        if step.word.lemma_.lower() in MOVING:
            return after_preposition(step.word, cast, INTO, True)
    return ()


def caught(noun: Token, enforcing: Token, cast: Cast) -> tuple[str, ...]:
    """On whom the broken sanctions are: where goods went ("jailed for shipping parts to Chad"), else whose the caught are."""
    for step in governors(noun):
        if step.word.lemma_.lower() in SUPPLYING and (found := after_preposition(step.word, cast, TO, True)):
            return found
    return next((found for thing in struck(enforcing) if (found := restricted(thing, cast))), ())
