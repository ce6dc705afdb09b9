"""On whom: the targets of a trigger from the words of its sentence."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from analysis.extract.sanctions.acts import Act
from analysis.extract.sanctions.behind import ON, after_preposition, with_whom
from analysis.extract.sanctions.cast import Cast
from analysis.extract.sanctions.deeds import ADDING, SUFFERING
from analysis.extract.sanctions.evaders import ARMS, TO, armed, caught, evader
from analysis.extract.sanctions.governors import governors
from analysis.extract.sanctions.nouns import before
from analysis.extract.sanctions.people import actors
from analysis.extract.sanctions.restricted import LONGEST, restricted
from analysis.extract.sanctions.subjects import subject
from analysis.extract.sanctions.trees import clause
from analysis.extract.sanctions.trigger import Trigger

UPON = ON | frozenset(["targeting", "toward", "towards", "at", "for", "to", "in"])
# "the freezing of assets of", "the boycott of", "the designation of"
OWNED = frozenset(
    "freeze freezing seizure confiscation blocking blockade boycott designation delisting blacklisting".split()
)
BANS = frozenset(["ban", "control", "restriction", "curb", "prohibition", "embargo"])
EVADING = frozenset(["evasion", "circumvention", "backfilling"])
STRIKING = frozenset(
    """target hit strike affect cost harm choke squeeze isolate weaken punish include cripple hurt cover bar keep
    prevent block restrict aim force""".split()
)
LISTING = frozenset(["add", "place", "put", "include", "list", "name", "remove", "drop", "move", "land", "designate"])
RELEASING = frozenset("free exempt release relieve spare shield exclude protect excuse".split())
RECEIVING = frozenset("get win receive gain obtain secure enjoy seek".split())
TALKING = frozenset(["call", "rely", "depend", "focus", "comment", "agree", "vote", "insist"])
LIVING = frozenset(
    ["be", "remain", "come", "live", "suffer", "stagger", "buckle", "labor", "labour", "struggle", "reel"]
)


def targets_of_noun(trigger: Trigger, act: Act, cast: Cast) -> tuple[str, ...] | None:
    """Targets of sanctions named by a noun; None where the sentence does not say."""
    noun = trigger.token
    if noun.lemma_.lower() in OWNED and (found := after_preposition(noun, cast, frozenset(["of"]))):
        return found
    carriers = [noun, noun.head] if noun.dep_ in ("compound", "nmod") and noun.head.pos_ == "NOUN" else [noun]
    for carrier in carriers:
        if found := after_preposition(carrier, cast, UPON) or _clause(carrier, cast):
            return found
    if act.action == "evade" and not ARMS.isdisjoint(before(noun)) and (found := armed(noun, cast)):
        return found
    if act.enforcing is not None and (found := caught(noun, act.enforcing, cast)):
        return found
    for step in governors(noun):
        low, relation, word = step.word.lemma_.lower(), step.relation, step.word
        if act.action == "evade" and (
            step.action == "evade" or relation in ("around", "round", "past", "above", "over")
        ):
            return evader(word, cast)
        if (
            noun.lemma_.lower() in BANS
            and step.action == "evade"
            and (found := after_preposition(word, cast, TO, True))
        ):
            return found  # "circumvented the ban on exports of lathes to Chad", hung under the verb
        if word.pos_ not in ("VERB", "AUX"):
            if relation in ("to", "from", "on") and (found := _added(word, cast)):
                return found
            if relation in ("of", "compound", "nmod", "on") and (found := after_preposition(word, cast, ON)):
                return found
            if (
                relation in ("of", "to")
                and low in ("subject", "target", "object")
                and word.head.pos_ in ("VERB", "AUX")
            ):
                return actors(subject(word.head, cast), cast, bearing=True)
            if act.action == "evade" and word.lemma_.lower() == "network":
                return evader(word, cast)
            continue
        if relation == "nsubj" and act.action == "threaten":
            continue
        held = _of_governor(word, relation, step.action, low, cast)
        return evader(noun, cast) if held is None and noun.lemma_.lower() in EVADING else held
    if act.action == "evade":
        return evader(noun, cast)
    return _warned(noun, cast) if act.action == "threaten" else None


def _warned(noun: Token, cast: Cast) -> tuple[str, ...] | None:
    """Who is warned that sanctions will follow."""
    for step in governors(noun):
        if step.word.lemma_.lower() in ("warn", "threaten", "tell"):
            told = [child for child in step.word.children if child.dep_ in ("dobj", "dative", "nsubjpass")]
            return next((found for one in told if (found := restricted(one, cast))), None)
    return None


def _of_governor(word: Token, relation: str, action: str | None, low: str, cast: Cast) -> tuple[str, ...] | None:
    if relation in ("to", "on", "onto", "from") and low in LISTING:
        things = [child for child in word.children if child.dep_ in ("dobj", "nsubjpass")] or _outer(word)
        return next((found for thing in things if (found := restricted(thing, cast))), None)
    if relation == "on" and low in LIVING:
        return actors(subject(word, cast), cast, bearing=True)  # "is on the sanctions list"
    if relation in ("with", "by", "under", "to", "from", "of", "in") and (found := _struck(word, relation, cast)):
        return found
    if relation == "dobj" and low in RECEIVING and action is None:
        return actors(subject(word, cast), cast, bearing=True)  # "would get relief from sanctions"
    if (low in SUFFERING and relation == "dobj") or low in ("escape", "avoid"):
        return actors(subject(word, cast), cast, bearing=True)
    if relation == "nsubj" and low in STRIKING:
        for child in word.children:
            if child.dep_ in ("dobj", "obj", "dative") and (found := restricted(child, cast)):
                return found
    if relation not in ON and low not in TALKING and (found := after_preposition(word, cast, ON)):
        return found
    if relation in ("dobj", "with"):
        for child in word.children:
            if child.dep_ == "dative":
                return restricted(child, cast) or None
    return None


def _outer(verb: Token) -> list[Token]:
    return [verb.head] if verb.dep_ in ("acl", "relcl") else []


def _added(noun: Token, cast: Cast) -> tuple[str, ...]:
    """Who is put on a list or taken off it: "the addition of two Iranian firms to the list"."""
    if noun.lemma_.lower() in ADDING:
        return after_preposition(noun, cast, frozenset(["of"]))
    of = noun.head
    return restricted(noun, cast) if of.lower_ == "of" and of.head.lemma_.lower() in ADDING else ()


def _clause(noun: Token, cast: Cast) -> tuple[str, ...]:
    """Those named in a clause on the noun: "sanctions imposed on", "sanctions that keep Iran from selling"."""
    for child in noun.children:
        if child.dep_ not in ("acl", "relcl"):
            continue
        if found := after_preposition(child, cast, UPON):
            return found
        if child.lemma_.lower() in STRIKING:
            for grand in child.children:
                if grand.dep_ in ("dobj", "obj") and (found := restricted(grand, cast)):
                    return found
    return ()


def _struck(verb: Token, relation: str, cast: Cast) -> tuple[str, ...]:
    """Who is hit with, crippled by, placed under, relieved of or subject to sanctions."""
    low = verb.lemma_.lower()
    if (relation == "to" and low not in ("subject", "expose")) or (
        relation in ("in", "from") and low not in SUFFERING | RELEASING
    ):
        return ()
    if relation == "of" and low not in ("relieve", "free", "rid"):
        return ()
    things = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")]
    if not things and verb.dep_ in ("acl", "amod"):
        things = [verb.head]
    if not things and relation == "under" and low in LIVING:
        things = [child for child in verb.children if child.dep_ == "nsubj"]
    if not things and any(child.dep_ == "auxpass" for child in verb.children):
        things = subject(verb, cast)
    for thing in things:
        if found := restricted(thing, cast) or actors([thing], cast, bearing=True):
            return found
    return ()


def targets_of_verb(verb: Token, things: Iterable[Token], cast: Cast) -> tuple[str, ...]:
    """Targets of a verb that is itself a sanction: whom it acts upon, or with whom trade is barred."""
    things = list(things)
    found: tuple[str, ...] = ()
    ahead = verb.doc[verb.i : cast.sentence(verb).end][:LONGEST]
    lists = bool(things) and things[0].i > verb.i and any(token.text == ";" for token in ahead)
    for thing in things:
        found = found or restricted(thing, cast, start=verb.i + 1 if lists else None)
    if found and verb.lemma_.lower() in ("sanction", "designate", "target", "blacklist", "hit", "debar", "delist"):
        return found
    further = after_preposition(verb, cast, ON) or with_whom(verb, cast)
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "from":  # "from selling chips to Iran"
            further = further or next((hit for below in child.children if (hit := with_whom(below, cast))), ())
    if verb.lemma_.lower() in ("require", "demand"):  # licences for exports to somebody
        for token in clause(verb):
            if token.lower_ == "to" and token.dep_ == "prep" and not further:
                further = next((hit for below in token.children if (hit := restricted(below, cast))), ())
    for thing in things:
        further = further or with_whom(thing, cast) or after_preposition(thing, cast, ON) or _belonging(thing, cast)
    return found or further


def _belonging(thing: Token, cast: Cast) -> tuple[str, ...]:
    """Whose it is: "20 million francs that belonged to a Libyan minister"."""
    for child in thing.children:
        if child.dep_ in ("relcl", "acl") and child.lemma_.lower() == "belong":
            return with_whom(child, cast)
    return ()
