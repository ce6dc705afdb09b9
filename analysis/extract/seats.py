"""The city where the Union sits, where it acts: "Brussels may suspend the visa deal" is of the European Union.

As a place ("in Brussels", "the Brussels conference") and in a text that names Belgium it stays what any capital is,
a name of its state; so it does where the text names nothing of the Union.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from analysis import vocabulary
from analysis.extract.gazetteer import bodies
from analysis.extract.places import token_at
from analysis.extract.scene import Found, Scene


def seats(scene: Scene) -> None:
    """Give a seat that acts to the bloc that sits there, where the text names the bloc and not the seat's own state."""
    found = list(scene.found())
    named = {item.actor.actor_id for item in found if item.actor is not None and item.form != "metonym"}
    for bloc, organs, seat in _seats():
        if not named & organs:
            continue
        for item in found:
            own = item.actor is not None and item.actor.actor_id in named
            if item.form != "metonym" or own or scene.words.span(item.first, item.last) != seat:
                continue
            if _acts(token_at(scene.doc, scene.words.start[item.first])):
                scene.add(Found(item.first, item.last, bodies()[bloc], "metonym", "seat-of-bloc"))


@cache
def _seats() -> list[tuple[str, frozenset[str], str]]:
    """Each bloc with the names that tell of it, itself and its organs, and a city where it sits."""
    rows = [row for row in vocabulary.load("organizations") if row.get("seats")]
    return [(row["id"], frozenset([row["id"], *row["organs"]]), seat) for row in rows for seat in row["seats"]]


def _acts(token: Token) -> bool:
    """Whether it does something or is dealt with: subject of a verb that is no "is", owner of a plan, party to talks."""
    for _ in range(3):
        if token.dep_ != "conj":
            break
        token = token.head
    verb = token.head
    if token.dep_ == "nsubj":
        return verb.pos_ == "VERB" and verb.lemma_.lower() not in _LYING
    if token.dep_ == "poss":
        return verb.lemma_.lower() in _POLICIES
    if token.dep_ != "pobj":
        return False
    dealt = verb.lower_ in ("with", "between", "on") and verb.head.lemma_.lower() in _DEALINGS
    return verb.dep_ == "agent" or dealt


# what a city does
_LYING = frozenset("lie host stand have see welcome remain become celebrate sit".split())
# "Brussels' sanctions", as against its airport
_POLICIES = frozenset(
    """sanction embargo ban measure decision plan proposal offer policy stance demand move refusal promise threat list package
    approach position response""".split()
)
# "talks with Brussels", "pressure on Brussels", as against a conference in it
_DEALINGS = frozenset(
    """talk tie relation relationship deal agreement accord negotiation dispute row pressure cooperation partnership dialogue
    link trade contact tension""".split()
)
