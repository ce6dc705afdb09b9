"""Who imposes and who is restricted, from the words of the sentence alone; what is missing here the context may give."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from analysis.extract.sanctions.acts import Act
from analysis.extract.sanctions.cast import Cast
from analysis.extract.sanctions.imposers import agent, imposers_of_noun, modifiers, passive
from analysis.extract.sanctions.people import actors
from analysis.extract.sanctions.restricted import restricted
from analysis.extract.sanctions.subjects import subject
from analysis.extract.sanctions.targets import targets_of_noun, targets_of_verb
from analysis.extract.sanctions.trees import objects
from analysis.extract.sanctions.trigger import Trigger
from analysis.extract.sanctions.words import JOINED


class Parties(NamedTuple):
    """Imposers and targets as far as the sentence names them; None: it does not say."""

    imposers: tuple[str, ...] | None
    targets: tuple[str, ...] | None


def parties(trigger: Trigger, act: Act, cast: Cast) -> Parties:
    """The parties of one trigger."""
    if trigger.adjective:
        return _of_adjective(trigger.token, cast)
    if trigger.verbal:
        return _of_verb(trigger.token, cast)
    targets = targets_of_noun(trigger, act, cast) or None
    imposers = imposers_of_noun(trigger, act, cast, targets)
    if targets is None:
        targets = _bearers(trigger.token, imposers, cast)
    return Parties(imposers, targets)


def _bearers(noun: Token, imposers: tuple[str, ...] | None, cast: Cast) -> tuple[str, ...] | None:
    """States before the noun that do not impose: "Iran sanctions", "the Syrian embargo"."""
    found = [
        mention.actor_id
        for mention in modifiers(noun, cast)[0]
        if mention.kind == "state" and mention.actor_id not in (imposers or ())
    ]
    return tuple(dict.fromkeys(found)) or None


def _of_verb(verb: Token, cast: Cast) -> Parties:
    # "cut three banks off from SWIFT": the network is what they are cut off from
    imposers = agent(verb, cast)
    hit = [actor for actor in targets_of_verb(verb, objects(verb), cast) if actor != "swift"]
    targets = tuple(actor for actor in hit if actor not in (imposers or ())) or tuple(hit)
    if imposers is None and not passive(verb):
        imposers = actors(subject(verb, cast), cast)
    imposers = tuple(actor for actor in imposers or () if actor not in targets) or None
    if imposers is None and passive(verb):
        imposers = _entered(verb, targets, cast)
    return Parties(imposers, targets or None)


def _entered(verb: Token, targets: tuple[str, ...], cast: Cast) -> tuple[str, ...] | None:
    """Who keeps somebody out: "was barred from entering Canada"."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "from":
            for below in child.children:
                if below.dep_ == "pcomp" and below.lemma_.lower() in ("enter", "visit"):
                    things = [thing for thing in below.children if thing.dep_ == "dobj"]
                    found = actors(things, cast) or ()
                    return tuple(actor for actor in found if actor not in targets) or None
    return None


def _of_adjective(token: Token, cast: Cast) -> Parties:
    """ "The U.S.-designated bank", "the UN- and EU-sanctioned firm", "the sanctioned leaders"."""
    noun = token.head
    imposers: list[str] = []
    if JOINED.match(token.text) or any(child.dep_ in ("npadvmod", "punct") for child in token.children):
        imposers += [mention.actor_id for mention in cast.among([token, *token.subtree])]
    if noun.pos_ in ("NOUN", "PROPN"):
        for child in noun.lefts:
            if child.i < token.i and child.text.rstrip().endswith(("-", "–")) and (mention := cast.at(child)):
                imposers.insert(0, mention.actor_id)
    if token.dep_ == "conj":
        if mention := cast.at(token.head):
            imposers.insert(0, mention.actor_id)
        noun = token.head.head
    targets = tuple(actor for actor in restricted(noun, cast) if actor not in imposers)
    if not targets and noun.dep_ == "appos":
        targets = restricted(noun.head, cast)
    if not targets and noun.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj"):
        targets = actors([noun], cast, bearing=True) or ()
    return Parties(tuple(dict.fromkeys(imposers)) or None, targets or None)
