"""A statement about sanctions while it is being put together, and when two triggers make one statement."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from analysis.extract.pronouns import THIRD
from analysis.extract.sanctions.acts import Act
from analysis.extract.sanctions.trees import objects
from analysis.extract.sanctions.trigger import Trigger
from analysis.extract.status import Status


@dataclass
class Draft:
    """One trigger with what its sentence says of it."""

    trigger: Trigger
    act: Act
    status: Status
    imposers: tuple[str, ...] | None
    targets: tuple[str, ...] | None
    measure: str
    measure_cue: str | None
    inherited: bool = False  # the targets come from the context


def merged(drafts: list[Draft]) -> list[Draft]:
    """Drafts of one sentence, those that are one statement made one: the first of them keeps its words."""
    kept: list[Draft] = []
    for draft in drafts:
        same = next((index for index, other in enumerate(kept) if _same(other, draft)), None)
        if same is None:
            kept.append(draft)
        else:
            kept[same] = _join(kept[same], draft)
    return kept


def _same(first: Draft, second: Draft) -> bool:
    a, b = first.trigger.token, second.trigger.token
    if second.trigger.rule == "pronoun":
        return _coordinate(a, b) or _unless(b)
    if second.trigger.verbal and _own_clause(b):
        return False  # "Canada imposed sanctions on him, and Norway barred him from entering"
    if first.trigger.verbal and second.trigger.verbal and b.dep_ == "conj" and b.head == a and _alike(first, second):
        return True  # "froze their assets and banned them from entering"
    if _included(a, b):
        return True
    if first.targets and second.targets and not set(first.targets) & set(second.targets):
        return False
    if _coordinate(a, b):
        return True
    if first.trigger.adjective or second.trigger.adjective:
        return (
            second.trigger.rule == "to-freeze" and first.trigger.adjective
        )  # "property of designated persons is blocked"
    if _plain_verb(first) != _plain_verb(second) and not (first.trigger.verbal and second.trigger.verbal):
        return True  # "a boycott, barring imports of oil": the clause says what the boycott is
    if _remark(first) and _above(first.trigger.token, second.trigger.token):
        return True
    if _under(a, b) or _under(b, a):
        return first.act.action == second.act.action or "mention" in (first.act.action, second.act.action)
    if first.trigger.weak or second.trigger.weak:
        return first.act.action == second.act.action or "mention" in (first.act.action, second.act.action)
    return False


def _included(whole: Token, part: Token) -> bool:
    """ "Extended its sanctions, including a ban on port calls": one statement."""
    by = part.head
    return part.dep_ == "pobj" and by.lower_ == "including" and whole.i < by.i and by.head in (whole, whole.head)


def _unless(pronoun: Token) -> bool:
    """ "The embargo expires unless the Council renews it": one statement."""
    verb = pronoun.head
    return verb.dep_ == "advcl" and any(child.dep_ == "mark" and child.lower_ == "unless" for child in verb.children)


def _alike(first: Draft, second: Draft) -> bool:
    """The same is done to the same: a pronoun or nothing stands for the targets of the first."""
    pointing = any(thing.lower_ in THIRD for thing in objects(second.trigger.token))
    same = pointing or not second.targets or set(second.targets) == set(first.targets or ())
    return same and first.act.action == second.act.action


def _own_clause(verb: Token) -> bool:
    """The verb is joined to the one before and has its own subject."""
    return verb.dep_ == "conj" and any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)


def _plain_verb(draft: Draft) -> bool:
    return draft.trigger.verbal and draft.trigger.rule in ("to-ban-trade", "to-ban-travel", "to-freeze", "to-cut-off")


def _remark(draft: Draft) -> bool:
    return (
        not draft.trigger.verbal
        and draft.act.action == "mention"
        and not draft.targets
        and draft.trigger.token.dep_ == "nsubj"
    )


def _above(subject: Token, lower: Token) -> bool:
    """The second word hangs under the verb of the first: "the sanctions are aimed at evasion"."""
    node = lower
    for _ in range(6):
        if node == subject.head:
            return True
        if node.dep_ in ("relcl", "conj") or node.head == node:
            return False
        node = node.head
    return False


def _coordinate(a: Token, b: Token) -> bool:
    """Both are items of one list: "asset freezes and travel bans"."""
    return _first(a) == _first(b) and a.pos_ == b.pos_


def _first(token: Token) -> Token:
    for _ in range(20):
        if token.dep_ not in ("conj", "appos") or token.head == token or token.pos_ == "VERB":
            break
        token = token.head
    return token


def _under(lower: Token, upper: Token) -> bool:
    """The one word hangs directly under the other: "designating for sanctions", "imposing a ban"."""
    node = lower
    for _ in range(3):
        if node.head == node or node.dep_ in ("relcl", "acl", "advcl", "ccomp", "conj", "appos"):
            return False
        node = node.head
        if node == upper:
            return True
    return False


def _join(first: Draft, second: Draft) -> Draft:
    measure, cue = first.measure, first.measure_cue
    if measure == "general" and second.measure != "general":
        measure, cue = second.measure, second.measure_cue
    if first.trigger.rule == "to-list" and second.trigger.rule in ("trade-list", "finance-list"):
        measure, cue = second.measure, second.measure_cue  # "added to the Entity List": the list says what is barred
    stronger = second if first.act.action == "mention" and second.act.action != "mention" else first
    strong = second if first.trigger.weak and not second.trigger.weak else first
    return Draft(
        strong.trigger, stronger.act, stronger.status, first.imposers or second.imposers,
        _richer(first.targets, second.targets), measure, cue,
    )  # fmt: skip


def _richer(first: tuple[str, ...] | None, second: tuple[str, ...] | None) -> tuple[str, ...] | None:
    if not first or not second:
        return first or second
    return tuple(dict.fromkeys([*first, *second])) if set(first) <= set(second) else first
