"""What is done about the sanctions that a trigger names, by the words above it in the sentence."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from spacy.tokens import Token

from analysis import vocabulary
from analysis.extract.sanctions.words import Trigger
from analysis.extract.status import Status

STEPS = 10
# to act against evasion is to enforce
COUNTERING = frozenset(
    """crack combat counter prevent stop investigate prosecute fight tackle deter curb disrupt thwart punish detect expose
    block address monitor charge indict""".split()
)
# verbs under which the sanctioned one is the subject, or the sanctions only stand in the background
SUFFERING = frozenset(
    """face suffer endure undergo bear weather withstand survive incur fear cripple isolate hit batter hurt strangle
    squeeze ravage damage affect burden hobble devastate constrain hamper plague reel stagger""".split()
)
EXPIRING = frozenset(["expire", "lapse", "end", "ease", "fall", "stop"])
STRIKING = frozenset(
    [
        "hit",
        "target",
        "aim",
        "strike",
        "block",
        "cover",
        "apply",
        "bar",
        "prohibit",
        "freeze",
        "ban",
        "take",
        "follow-up",
    ]
)
PROMISING = frozenset(["promise", "pledge", "vow", "threaten", "warn", "swear"])
# nouns that only carry the sanctions counted or bundled in them
CARRYING = frozenset(
    """round tranche package set series raft wave regime system structure number form kind type part dozen use list
    barrage slew batch threat imposition array spate string mix combination panoply dlr dlrs dollar mln million
    billion percent pct most much some all rest part portion half worth many any one""".split()
)
PAIN = frozenset(["pain", "burden", "weight", "effect", "impact", "bite", "grip", "yoke", "pressure", "consequence"])
RELIEVING = frozenset(
    "escape avoid evade reduce mitigate lessen soften offset minimize minimise alleviate blunt counter cushion overcome neutralise neutralize".split()
)


ORDERS = frozenset(["order", "e.o.", "eo", "resolution", "act"])


class Act(NamedTuple):
    """The action, the word that decided it, and the verb that governs the trigger."""

    action: str
    cue: str | None
    verb: Token | None


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
        if head == node or relation in ("relcl", "appos", "parataxis", "punct", "dep", "npadvmod"):
            return
        if relation == "acl" and node.pos_ == "VERB" and not any(c.lower_ == "to" for c in node.lefts):
            return
        if relation in ("pobj", "pcomp"):
            preposition, head = head, head.head
            while head.dep_ == "prep" and head.head != head:
                preposition, head = head, head.head
            relation = preposition.lower_
            if head == preposition:
                return
        if node.dep_ != "conj":
            yield Step(head, relation, _action(head))
        node = head


def _action(word: Token) -> str | None:
    if word.pos_ in ("VERB", "AUX") or word.tag_.startswith("VB"):
        return lexicon()["verbs"].get(word.lemma_.lower())
    if word.pos_ in ("NOUN", "PROPN"):
        return lexicon()["nouns"].get(word.lemma_.lower())
    return None


def act(trigger: Trigger, status: Status) -> Act:
    """The action of a trigger under a status."""
    steps = list(governors(trigger.token))
    verb = next((step.word for step in steps if step.word.pos_ in ("VERB", "AUX")), None)
    if trigger.adjective:
        return Act("mention", None, verb)
    if trigger.verbal:
        return _of_verb(trigger, status, steps)
    following = trigger.token.doc[trigger.token.i + 1] if trigger.token.i + 1 < len(trigger.token.doc) else None
    if (
        following is not None
        and following.lower_ in ("target", "targets")
        and following.dep_ in ("compound", "ROOT", "nsubj")
    ):
        return Act("impose", following.text, verb)  # the parser takes "these sanctions target firms" for one noun
    protest = _protest(trigger.token)
    inner = _inner(trigger.token, steps)
    action, cue = inner if inner else ("mention", None)
    if action in ("ease", "evade", "enforce"):
        if action == "evade" and any(step.word.lemma_.lower() in COUNTERING for step in steps[:3]):
            return Act("enforce", cue, verb)
        return Act(action, cue, verb)
    if protest:
        return Act("oppose", protest, verb)
    for step in steps[:3]:
        if step.action == "oppose" and step.relation in ("dobj", "nsubjpass", "to", "against", "of", "on", "pobj"):
            return Act("oppose", step.word.text, verb)
    if action == "impose" and status.stage == "ended" and status.polarity == "affirmed":
        return Act("ease", status.stage_cue, verb)
    if action in ("impose", "threaten") and _threatened(status, steps):
        return Act("threaten", status.stage_cue or cue, verb)
    if action == "threaten" and status.stage == "realised" and not _threat_word(steps):
        return Act("mention", None, verb)
    return Act(action, cue, verb)


def _threat_word(steps: list[Step]) -> bool:
    return any(step.action == "threaten" for step in steps[:2])


def _threatened(status: Status, steps: list[Step]) -> bool:
    # an aim is no threat: "amends the rules to impose new controls"
    if status.stage == "proposed" and status.stage_cue != "to":
        return True
    return any(step.word.lemma_.lower() in PROMISING for step in steps[:3])


def _of_verb(trigger: Trigger, status: Status, steps: list[Step]) -> Act:
    verb = trigger.token
    low = verb.lemma_.lower()
    purpose = (
        trigger.rule == "to-target" and verb.dep_ == "relcl" and any(one.lower_ == "which" for one in verb.children)
    )
    if purpose and ORDERS & {one.lower_ for one in verb.doc[max(0, verb.i - 8) : verb.i]}:
        return Act("mention", verb.text, verb)  # "an order which targets traders": what the order is for
    if low in ("delist", "unfreeze", "unblock"):
        return Act("ease", verb.text, verb)
    for step in steps[:2]:
        if step.action in ("ease", "oppose") and step.relation in ("xcomp", "pcomp", "of", "dobj", "ccomp"):
            return Act(step.action, step.word.text, verb)
    if (
        status.stage == "ended"
        and status.polarity == "affirmed"
        and low not in ("suspend", "halt", "stop", "cut", "end")
    ):
        return Act("ease", status.stage_cue, verb)
    if _threatened(status, steps):
        return Act("threaten", status.stage_cue, verb)
    return Act("impose", verb.text, verb)


def _protest(noun: Token) -> str | None:
    """An adjective of protest on the noun or said of it: "illegal sanctions", "the sanctions are unjust"."""
    adjectives = lexicon()["adjectives"]
    for child in noun.children:
        if child.dep_ == "amod" and adjectives.get(child.lower_) == "oppose":
            return child.text
        if child.dep_ == "amod" and any(adjectives.get(grand.lower_) == "oppose" for grand in child.children):
            return child.text
    node = noun
    while node.dep_ == "conj":
        node = node.head
        if any(child.dep_ == "amod" and adjectives.get(child.lower_) == "oppose" for child in node.children):
            return node.text
    if node.dep_ == "nsubj" and node.head.lemma_ == "be":
        for child in node.head.children:
            if child.dep_ in ("acomp", "attr") and adjectives.get(child.lower_) == "oppose":
                return child.text
    return None


def _inner(noun: Token, steps: list[Step]) -> tuple[str, str | None] | None:
    """The action of the nearest word that has one, and its words."""
    for child in noun.children:
        if child.dep_ in ("acl", "relcl") and child.pos_ == "VERB" and not steps_decide(steps):
            found = lexicon()["verbs"].get(child.lemma_.lower())
            passive = child.tag_ == "VBN" or any(grand.dep_ == "auxpass" for grand in child.children)
            if found in ("impose", "ease", "evade") and passive:
                return found, child.text
    if noun.dep_ == "compound":  # "sanctions evasion networks": both hang under the last word
        for token in noun.doc[noun.i + 1 : noun.head.i + 1]:
            if found := lexicon()["nouns"].get(token.lemma_.lower()):
                return found, token.text
    if noun.lemma_.lower() in ("evasion", "circumvention", "backfilling"):
        return "evade", noun.text
    for position, step in enumerate(steps):
        low, relation = step.word.lemma_.lower(), step.relation
        if relation in (
            "despite",
            "amid",
            "since",
            "after",
            "following",
            "during",
            "under",
            "because",
            "by",
            "over",
            "beyond",
        ):
            if relation == "under" and low in ("place", "put", "bring", "come"):
                return "impose", step.word.text
            if relation == "beyond" or (relation == "under" and step.action == "ease"):
                return "evade", relation
            return None
        if relation == "nsubj":
            if low in EXPIRING:
                return "ease", step.word.text
            if low in STRIKING:
                return "impose", step.word.text
            if low in ("come", "go", "follow"):
                continue
            return None
        if low in SUFFERING and relation in ("dobj", "with", "from", "under", "nsubjpass"):
            if position + 1 < len(steps) and steps[position + 1].action == "threaten":
                return "threaten", steps[position + 1].word.text
            if low == "hit" and relation == "with":
                return "impose", step.word.text
            return ("threaten", None) if relation == "dobj" else None
        if relation == "against" and low in ("protest", "speak", "vote", "argue", "act", "fight"):
            return "oppose", step.word.text
        if step.word.pos_ == "NOUN" and step.action is None and relation in ("of", "in") and low not in CARRYING:
            # "the pain of sanctions", "the effects of the ban": what is done is done to these
            relieved = any(later.word.lemma_.lower() in RELIEVING for later in steps[position + 1 : position + 2])
            return ("evade", steps[position + 1].word.text) if relieved and low in PAIN else None
        if step.action and _joins(step, relation):
            return step.action, step.word.text
        if step.word.pos_ in ("VERB", "AUX") and relation not in ("compound", "nmod", "of") and position:
            return None
    return None


def steps_decide(steps: list[Step]) -> bool:
    """Whether the first governing word already says what is done."""
    return (
        bool(steps)
        and steps[0].action in ("ease", "evade", "enforce", "oppose", "impose")
        and _joins(steps[0], steps[0].relation)
    )


def _joins(step: Step, relation: str) -> bool:
    if step.word.pos_ in ("NOUN", "PROPN"):
        return relation in (
            "of",
            "compound",
            "nmod",
            "amod",
            "poss",
            "on",
            "to",
            "from",
            "for",
            "with",
            "in",
            "against",
        )
    return relation in (
        "dobj", "nsubjpass", "of", "with", "to", "for", "from", "on", "against", "out", "xcomp", "ccomp", "pcomp", "csubj", "advcl",
        "attr", "oprd", "compound", "dative", "into", "acl", "down", "back", "conj",
    )  # fmt: skip
