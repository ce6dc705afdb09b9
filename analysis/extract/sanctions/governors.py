"""The words that govern a trigger, nearest first, with what each means for sanctions (`vocabulary/sanction_actions.yaml`)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from spacy.tokens import Token

from analysis import vocabulary

STEPS = 10
# participles that only describe the sanctions, whatever the parser makes of them
PARTICIPLES = frozenset(
    "crushing crippling biting punishing sweeping devastating growing mounting increasing existing".split()
)
# verbs that impose with something; of others "with these sanctions" is only the occasion
WITH = frozenset("hit target slap threaten punish retaliate respond proceed strike pressure isolate align".split())
# verbs whose subject belongs to the infinitive below
RAISING = frozenset("be set expect schedule plan appear seem begin start stand intend slate poise".split())
OF_NOUN = frozenset("of compound nmod amod poss on to from for with in against".split())
OF_VERB = frozenset(
    """dobj nsubjpass of with to for from on against out xcomp ccomp pcomp csubj advcl attr oprd compound dative into acl
    down back conj""".split()
)


@cache
def lexicon() -> dict[str, dict[str, str]]:
    """Section → lemma → action; a word in two entries belongs to the first one."""
    built: dict[str, dict[str, str]] = {"verbs": {}, "nouns": {}, "adjectives": {}, "phrases": {}}
    for row in vocabulary.load("sanction_actions"):
        for section, words in built.items():
            for word in row.get(section, ()):
                words.setdefault(word, row["id"])
    return built


class Step(NamedTuple):
    """One governing word on the way up, and how the trigger hangs under it."""

    word: Token
    relation: str  # dependency of the word below, or the preposition between them
    action: str | None


def governors(trigger: Token) -> Iterator[Step]:
    """The words that govern the trigger, nearest first; of verbs and nouns with what they mean for sanctions."""
    node = trigger
    for _ in range(STEPS):
        head, relation = node.head, node.dep_
        if head.lower_ in PARTICIPLES and head.dep_ == "pcomp" and head.i == node.i - 1:
            head, relation = head.head, "pobj"  # "with crushing sanctions", read as a clause
        infinitive = any(child.lower_ == "to" and child.dep_ == "aux" for child in node.lefts)
        if relation == "nsubj" and head.tag_ == "VBN" and head.dep_ == "ccomp" and not _helped(head):
            relation = "nsubjpass"  # "wants the cap abolished"
        if relation == "relcl" and infinitive:
            relation = "acl"  # "ways to evade", which the parser takes for a relative clause
        if head == node or relation in ("relcl", "appos", "parataxis", "punct", "dep", "npadvmod"):
            return
        if relation == "acl" and node.pos_ == "VERB" and not infinitive:
            return
        if relation in ("pobj", "pcomp"):
            preposition, head = head, head.head
            while head.dep_ == "prep" and head.head != head:
                preposition, head = head, head.head
            relation = preposition.lower_
            if head == preposition:
                return
        if relation in ("nsubj", "nsubjpass") and (raised := _raised(head)) is not None:
            yield Step(raised, "nsubjpass" if _helped(raised, "auxpass") else "nsubj", _action(raised))
        if node.dep_ != "conj":
            yield Step(head, relation, _named(head, relation) or _action(head))
        node = head


def _helped(verb: Token, *kinds: str) -> bool:
    return any(child.dep_ in (kinds or ("aux", "auxpass")) for child in verb.children)


def _raised(verb: Token) -> Token | None:
    """What the subject of "are to", "are due to" or "are expected to" does or has done to it: "are to be lifted"."""
    node = verb
    for _ in range(2):
        below = next((one for one in node.children if one.dep_ in ("xcomp", "acomp") and one.i > node.i), None)
        if below is None or (node == verb and verb.lemma_.lower() not in RAISING):
            return None
        node = below
        if any(child.lower_ == "to" and child.dep_ == "aux" for child in node.lefts):
            return node
    return None


def with_particle(verb: Token) -> str:
    """The lemma of a verb with its particle: "run out"."""
    particle = next((child.lower_ for child in verb.children if child.dep_ == "prt"), "")
    return f"{verb.lemma_.lower()} {particle}".rstrip()


def _named(verb: Token, relation: str) -> str | None:
    """What calling the sanctions something makes of it: a protest where it is a bad name, else nothing but a mention."""
    if verb.lemma_.lower() not in ("call", "consider", "deem", "label", "brand", "term") or relation in ("for", "on"):
        return None
    names = [child for child in verb.children if child.dep_ in ("oprd", "acomp", "attr", "xcomp", "ccomp")]
    if not names:
        return None
    words = [token.lower_ for name in names for token in (name, *name.children)]
    bad = any(lexicon()["adjectives"].get(word) == "oppose" for word in words)
    return "oppose" if bad else "mention"


def _action(word: Token) -> str | None:
    if word.pos_ in ("VERB", "AUX") or word.tag_.startswith("VB"):
        return lexicon()["verbs"].get(with_particle(word)) or lexicon()["verbs"].get(word.lemma_.lower())
    if word.pos_ in ("NOUN", "PROPN"):
        return lexicon()["nouns"].get(word.lemma_.lower())
    return None


def joins(step: Step) -> bool:
    """Whether what the word means is done to the trigger, as the trigger hangs under it."""
    if step.relation == "with" and step.action == "impose" and step.word.lemma_.lower() not in WITH:
        return False
    return step.relation in (OF_NOUN if step.word.pos_ in ("NOUN", "PROPN") else OF_VERB)
