"""Whether the words of a trigger mean the frame: particles, hostile purposes and words nearby give them another sense."""

from __future__ import annotations

from spacy.tokens import Span, Token

from analysis.extract.cooperation import grammar, lexicon
from analysis.extract.cooperation.context import Context
from analysis.extract.cooperation.drawing import drawn
from analysis.extract.cooperation.frames import Trigger
from analysis.extract.cooperation.noun_slots import having
from analysis.extract.cooperation.people import peopled
from analysis.extract.cooperation.pointing import definite
from analysis.extract.cooperation.slots import Slots

NEAR = 7  # tokens from the trigger in which a word can give it another sense
WILLING = frozenset(
    ["willing", "ready", "prepared", "agree", "promise", "pledge", "offer", "vow", "commit", "decide", "announce", "accept", "consent", "undertake"]
)  # fmt: skip


def meant(trigger: Trigger, slots: Slots, sentence: Span, context: Context) -> bool:
    """True where the words have the sense of the frame, and its slots what it needs."""
    frame, token = trigger.frame, trigger.token
    if frame.id == "ties" and _no_tie(trigger, slots, context):
        return False
    if frame.id == "exercise" and token.dep_ == "compound" and token.head.lemma_.lower() in CRAFT:
        return False  # 'patrol boats'
    if frame.id == "host" and trigger.kind == "verb" and _things(token, context):
        return False  # 'received concessions'
    if frame.without and ruled_out(trigger, sentence):
        return False
    if frame.among and not frame.among & {key for word in _near(trigger, sentence) for key in lexicon.keys(word)}:
        return False
    if frame.plain and token.lemma_ == "call" and trigger.kind == "verb":
        if not any(party.kind == "person" for party in slots.parties("object")):
            return False  # 'called the move a mistake'
    if frame.plain and any(child.dep_ in ("oprd", "xcomp", "ccomp", "attr") for child in token.children):
        return False
    if frame.willing and not _willing(token):
        return False
    if trigger.kind == "verb" and frame.about != "none" and _of_itself(trigger):
        return False
    if trigger.kind == "verb" and (frame.apart or frame.harmful) and _another_sense(trigger):
        return False
    return (
        lacks_nothing(trigger, slots) or (trigger.kind == "verb" and drawn(trigger) is not None) or told_of(trigger)
    )


def lacks_nothing(trigger: Trigger, slots: Slots) -> bool:
    """True where one of the slots that the frame needs has a party, or it needs none."""
    needs = trigger.frame.needs
    return not needs or any(slots.parties(name) for name in needs)


def told_of(trigger: Trigger) -> bool:
    """True where a purchase without its seller may be one that the text told of: 'the purchase', 'has bought the jets', but not 'to buy'."""
    done = trigger.kind == "verb" and trigger.token.tag_ in ("VBN", "VBD", "VBG")
    return trigger.frame.complete == "history" and (done or definite(trigger))


def ruled_out(trigger: Trigger, sentence: Span) -> bool:
    """True where a word near the trigger gives it another sense ('trade accusations')."""
    near, without = _near(trigger, sentence), trigger.frame.without
    if any(token.lower_ in without or token.lemma_.lower() in without for token in near):
        return True
    return any(" " in words and words in near.text.lower() for words in without)


def _another_sense(trigger: Trigger) -> bool:
    """True where a particle or a hostile purpose gives the verb another sense: 'carried out', 'sent jets to bomb'."""
    frame, verb = trigger.frame, trigger.token
    for child in verb.children:
        if child.dep_ in ("prt", "advmod") and f"{verb.lemma_} {child.lower_}" in frame.apart:
            return True
        if child.dep_ in ("xcomp", "advcl", "ccomp") and child.lemma_ in frame.harmful:
            return True
    objects = grammar.objects(verb)
    return any(
        clause.dep_ in ("relcl", "acl") and clause.tag_ == "VB" and clause.lemma_ in frame.harmful
        for head in objects
        for clause in head.children
    )


CRAFT = frozenset(
    ["boat", "ship", "vessel", "craft", "plane", "aircraft", "car", "vehicle", "corvette", "bike", "equipment"]
)
JOINT = ("with", "between", "among")


def _no_tie(trigger: Trigger, slots: Slots, context: Context) -> bool:
    """True for a body ('the alliance approved', 'the Saudi-led coalition'), and for ties of whoever has them ('activists with ties to Chile')."""
    token = trigger.token
    led = trigger.kind == "noun" and _led(token) and not any(slots.parties(name) for name in JOINT)
    return led or context.acts(token) or (having(token) and not slots.parties("haver"))


def _led(noun: Token) -> bool:
    """True for a body that somebody leads: 'the Saudi-led coalition'."""
    return any(child.lower_ == "led" or child.lower_.endswith("-led") for child in noun.lefts)


def _things(verb: Token, context: Context) -> bool:
    """True where what is received is plainly no guest."""
    objects = [] if grammar.passive(verb) else grammar.objects(verb)
    return bool(objects) and not any(peopled(word, context) or context.phrase(word) for word in objects)


REFLEXIVE = frozenset(["itself", "himself", "herself", "themselves", "ourselves"])
HOSTILE = frozenset(
    ["attack", "strike", "assault", "offensive", "raid", "invasion", "airstrike", "campaign", "war", "operation", "bombardment", "incursion", "sanction", "lawsuit", "probe", "investigation", "complaint"]
)  # fmt: skip

MOUNTING = frozenset(["launch", "conduct", "mount", "stage", "lead", "run", "begin", "carry", "open", "plan", "order", "commit"])  # fmt: skip


def _of_itself(trigger: Trigger) -> bool:
    """True where nothing goes to another: 'defends itself', and what is launched is an attack on the other."""
    objects = grammar.objects(trigger.token)
    if any(word.lower_ in REFLEXIVE for word in objects):
        return not any(child.lower_ in ("with", "to", "behind") for child in trigger.token.children)
    directed = bool(trigger.form.giver) and trigger.token.lemma_ in MOUNTING
    return directed and any(word.lemma_.lower() in HOSTILE for word in objects)


def _willing(verb: Token) -> bool:
    """True under 'is willing to', 'agreed to', 'will', 'would'."""
    if any(child.lower_ in ("will", "would", "’ll", "'ll") for child in verb.children if child.dep_ == "aux"):
        return not any(child.dep_ == "neg" for child in verb.children)
    head = verb.head
    for _ in range(3):
        if head.lemma_.lower() in WILLING:
            return True
        head = head.head
    return False


def _near(trigger: Trigger, sentence: Span) -> Span:
    first, last = max(sentence.start, trigger.first - NEAR), min(sentence.end, trigger.last + NEAR + 1)
    return sentence.doc[first:last]
