"""What is done about the sanctions that a trigger names, and how far, whether and how surely it is done.

The word nearest to the sanctions decides ("lift", "evasion of"); imposing becomes a threat where it is only proposed,
and a protest outranks both. The status is that of the word that decided: "the sanctions may be lifted" is of lifting.
"""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Doc, Token

from analysis.extract.sanctions.deeds import JOINING
from analysis.extract.sanctions.enforcement import catches, enforcer
from analysis.extract.sanctions.governors import Step, governors
from analysis.extract.sanctions.protests import protest_against, stopped_draft
from analysis.extract.sanctions.settled import nearest_action
from analysis.extract.sanctions.trigger import Trigger
from analysis.extract.status import WEAKNESS, Status, status_of

READYING = frozenset(["prepare", "ready", "consider", "weigh", "mull", "study", "risk", "fear"])
PROMISING = frozenset(["promise", "pledge", "vow", "threaten", "warn", "swear"])
ORDERS = frozenset(["order", "e.o.", "eo", "resolution", "act"])
STOPPING = frozenset(["suspend", "halt", "stop", "cut", "end"])  # of trade: to stop it is the sanction


class Act(NamedTuple):
    """The action, the word that decided it, the verb that governs the trigger, and the status of what is done."""

    action: str
    cue: str | None
    verb: Token | None
    status: Status
    enforcing: Token | None = None  # what is done to who broke them: "jailed", "raided"


def act(doc: Doc, trigger: Trigger) -> Act:
    """The action of a trigger with its status."""
    steps = list(governors(trigger.token))
    verb = next((step.word for step in steps if step.word.pos_ in ("VERB", "AUX")), None)
    status = status_of(doc, trigger.token)
    if trigger.adjective:
        return Act("mention", None, verb, status)
    if trigger.verbal:
        return Act(*_of_verb(trigger, status, steps), trigger.token, status)
    if steps and steps[0].word.lower_ == "subject":
        status = _together(status_of(doc, steps[0].word), status, "mention")  # "is not subject to sanctions"
    action, word = nearest_action(trigger.token, steps) or ("mention", None)
    if trigger.rule == "general-license":  # to grant one is to ease, to end it is to impose
        action = {"impose": "ease", "ease": "impose"}.get(action, action)
    above = word is not None and any(step.word == word for step in steps)
    if word is not None and above:
        status = _together(status_of(doc, word), status, action)
    if word is not None and word.lemma_.lower() in JOINING and status.polarity == "negated":
        return Act("mention", None, verb, status)  # "has not joined the sanctions", which others imposed
    if action in ("evade", "enforce") and (stopped := stopped_draft(trigger.token)) is not None:
        return Act("oppose", stopped.text, verb, status_of(doc, stopped))
    if action in ("ease", "evade", "enforce"):
        if action == "evade" and (enforcing := enforcer(trigger.token, steps)) is not None:
            return Act(
                "enforce", enforcing.text, verb, status_of(doc, enforcing), enforcing if catches(enforcing) else None
            )
        return Act(action, word.text if word is not None else None, verb, status)
    if _on_the_table(trigger.token):
        return Act("threaten", "table", verb, status)
    protest = protest_against(trigger.token, steps)
    if protest is not None:
        opposed = any(step.word == protest for step in steps) or protest == stopped_draft(trigger.token)
        return Act("oppose", protest.text, verb, status_of(doc, protest) if opposed else status)
    if action == "impose" and status.stage == "ended" and status.polarity == "affirmed":
        return Act("ease", status.stage_cue, verb, status)
    if action in ("impose", "threaten") and _threatened(status, steps):
        return Act("threaten", status.stage_cue or (word.text if word is not None else None), verb, status)
    if (
        action == "threaten"
        and status.stage == "realised"
        and not any(step.action == "threaten" for step in steps[:2])
    ):
        return Act("mention", None, verb, status)
    return Act(action, word.text if word is not None else None, verb, status)


def _together(outer: Status, own: Status, action: str) -> Status:
    """The status of the deciding word; sanctions that are only possible make imposing or easing them no surer."""
    if action in ("impose", "ease", "threaten") and WEAKNESS[own.certainty] > WEAKNESS[outer.certainty]:
        return outer._replace(certainty=own.certainty, certainty_cue=own.certainty_cue)
    return outer


def _threatened(status: Status, steps: list[Step]) -> bool:
    # an aim is no threat: "amends the rules to impose new controls"
    if (status.stage == "proposed" and status.stage_cue != "to") or status.certainty_cue == "whether":
        return True
    return any(
        step.word.lemma_.lower() in PROMISING or (step.action == "threaten" and step.word.pos_ == "NOUN")
        for step in steps[:3]
    )


def _of_verb(trigger: Trigger, status: Status, steps: list[Step]) -> tuple[str, str | None]:
    verb = trigger.token
    low = verb.lemma_.lower()
    order = (
        trigger.rule == "to-target" and verb.dep_ == "relcl" and any(one.lower_ == "which" for one in verb.children)
    )
    if order and ORDERS & {one.lower_ for one in verb.doc[max(0, verb.i - 8) : verb.i]}:
        return "mention", verb.text  # "an order which targets traders": what the order is for
    if low in ("delist", "unfreeze", "unblock") or (trigger.rule == "to-list" and low in ("remove", "delete")):
        return "ease", verb.text
    for step in steps[:2]:
        if step.action in ("ease", "oppose") and step.relation in ("xcomp", "pcomp", "of", "dobj", "ccomp"):
            return step.action, step.word.text
    if status.stage == "ended" and status.polarity == "affirmed" and low not in STOPPING:
        return "ease", status.stage_cue
    if _threatened(status, steps) or any(
        step.word.lemma_.lower() in READYING and step.relation == "xcomp" for step in steps[:1]
    ):
        return "threaten", status.stage_cue
    return "impose", verb.text


def _on_the_table(noun: Token) -> bool:
    """The sanctions are an option that somebody keeps: "sanctions remain on the table"."""
    return (
        noun.dep_ == "nsubj"
        and noun.head.lemma_.lower() in ("be", "remain", "stay")
        and any(
            below.lower_ == "table"
            for child in noun.head.children
            if child.dep_ == "prep" and child.lower_ == "on"
            for below in child.children
        )
    )
