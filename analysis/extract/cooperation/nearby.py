"""The nearest other actor of the sentence, as the side that the words around the trigger leave out."""

from __future__ import annotations

from spacy.tokens import Span, Token

from analysis.extract.cooperation.attached import attached
from analysis.extract.cooperation.context import Context
from analysis.extract.cooperation.frames import Trigger
from analysis.extract.cooperation.parties import Party, sides
from analysis.extract.cooperation.roles import Roles, known_of, other_side

UNNAMED = frozenset(["ally", "partner", "other", "friend", "neighbour", "neighbor", "community", "country", "nation", "anyone", "anybody", "somebody", "everyone"])  # fmt: skip
WHICH = frozenset(["prep", "appos", "relcl", "acl", "poss"])  # what may tell which one is meant
HARM = frozenset(
    ["bomb", "attack", "strike", "hit", "destroy", "intercept", "seize", "sink", "shoot", "target", "raid", "shell", "ambush", "capture", "confiscate"]
)  # fmt: skip
RULES = frozenset(["cap", "ceiling", "quota", "limit", "ban", "embargo", "resolution", "rule", "restriction"])
HELP = frozenset(["help", "assistance", "aid", "support", "backing"])
REACH = 16  # tokens between trigger and the nearest other actor


def nearby(
    trigger: Trigger,
    roles: Roles,
    sentence: Span,
    context: Context,
) -> Roles | None:
    """One side known, the other is the nearest actor of the sentence that could be it."""
    known = known_of(roles)
    mine = sides(known)
    if len(mine) != 1 or unnamed_partner(trigger):
        return None
    imposers = context.imposers(sentence)
    near = [
        (abs(party.start - trigger.token.i), party.start, party)
        for party in context.parties.within(sentence.start, sentence.end)
        if party.side not in mine
        and party.actor_id not in imposers
        and party.start not in context.parties.origins
        and abs(party.start - trigger.token.i) <= REACH
        and takes_part(party, trigger, context)
    ]
    if not near:
        return None
    other = min(near)[2]
    if trigger.form.both:
        return [], [], [*known, other]
    return other_side(roles, [other])


def unnamed_partner(trigger: Trigger) -> bool:
    """True where the other side is said to be somebody whom nothing names: 'works with its allies', 'talks with partners'."""
    # of what flows one way, "with" tells the goods or a helper, not the other side
    return bool(trigger.form.both) and any(
        name == "with" and word.lemma_.lower() in UNNAMED and not any(child.dep_ in WHICH for child in word.children)
        for name, word in attached(trigger)
    )


def takes_part(party: Party, trigger: Trigger, context: Context) -> bool:
    word = context.doc[party.end - 1]
    if trigger.frame.id == "speak" and trigger.kind == "verb" and _in_object(word, trigger.token):
        return False
    if context.said[word.idx]:
        return False  # who merely says it is no party to it
    if _harms(word, trigger.token) or (word.dep_ in ("compound", "amod", "poss") and word.head.lemma_ in RULES):
        return False
    while word.dep_ in ("compound", "amod", "nmod", "poss", "conj", "appos", "pobj"):
        if word.lemma_ in HELP and word.head.lower_ in ("with", "through") and word.i != trigger.token.i:
            return False  # 'built a dam with Chilean help': Chile does not get the dam
        word = word.head
        if word.lower_ in ("on", "upon") and word.head.lemma_ == "call":
            return True  # 'called on X to engage in dialogue'
        if word.lower_ in ("against", "despite", "on", "over", "about", "near"):
            return False
    return True


def _harms(word: Token, act: Token) -> bool:
    """True for who attacks what the act is told of: 'X bombed a convoy carrying shells'."""
    verb = word.head
    if word.dep_ != "nsubj" or verb.lemma_ not in HARM or verb.i == act.i:
        return False
    for _ in range(8):
        if act.head.i == verb.i:
            return act.dep_ in ("dobj", "prep")
        act = act.head
    return False


def _in_object(word: Token, verb: Token) -> bool:
    """True where the word is part of what the verb is about ('discussed Iran')."""
    for _ in range(8):
        if word.head.i == verb.i:
            return word.dep_ == "dobj"
        word = word.head
    return False
