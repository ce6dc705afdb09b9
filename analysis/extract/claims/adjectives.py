"""Claims carried by adjectives: "is concerned about", "remains confident that", "was silent on"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from analysis.extract.claims.candidates import with_form
from analysis.extract.claims.draft import Draft
from analysis.extract.claims.grammar import extent, is_negated
from analysis.extract.claims.sources import can_speak, source
from analysis.extract.claims.words import NounFrame, adjective_hashes, adjectives

_COPULAS = frozenset(["be", "remain", "feel", "seem", "sound", "become", "stay", "grow", "get"])
_UNREAL = frozenset(["should", "must", "may", "might", "can", "could", "will", "shall", "would"])


def adjective_claims(doc: Doc) -> Iterator[Draft]:
    """Somebody is said to be sure, worried, pleased or silent about something."""
    table = adjectives()
    for token in with_form(doc, adjective_hashes()):
        frame = table.get(token.lower_)
        if frame is None:
            continue
        copula, subject = _copula(token)
        if copula is None or subject is None or not _stands_for_somebody(subject, frame):
            continue
        if any(child.lower_ in _UNREAL for child in copula.children if child.dep_ == "aux"):
            continue
        content = _content(token, frame)
        if content is None:
            continue
        first = copula if copula.i < token.i else token
        kind = "non-confirmation" if frame.kind == "statement" and is_negated(copula) else frame.kind
        yield Draft(first.idx, token.idx + len(token.text), source(subject), content, kind, "adjective", frame.id)


def _copula(adjective: Token) -> tuple[Token | None, Token | None]:
    """The verb that joins the adjective to its subject, and the subject; the parser may take "concerned" for a verb."""
    if adjective.tag_ == "VBN" and any(child.dep_ in ("nsubjpass", "nsubj") for child in adjective.children):
        subject = next(child for child in adjective.children if child.dep_ in ("nsubjpass", "nsubj"))
        auxiliary = next((child for child in adjective.children if child.dep_ in ("auxpass", "aux")), None)
        return auxiliary, subject
    head = adjective.head
    # the model knows no lemma for "we’re" with a curly apostrophe
    if adjective.dep_ in ("acomp", "xcomp", "oprd", "ccomp", "conj") and (
        head.lemma_ in _COPULAS or head.text[0] in "’'"
    ):
        for child in head.children:
            if child.dep_ == "nsubj":
                return head, child
        if head.dep_ == "conj":
            for child in head.head.children:
                if child.dep_ == "nsubj":
                    return head, child
    return None, None


def _stands_for_somebody(subject: Token, frame: NounFrame) -> bool:
    if subject.lower_ in ("it", "this", "that", "which") and frame.id in ("clarity", "attitude", "plainness"):
        return False
    return can_speak(subject, "speaker")


def _content(adjective: Token, frame: NounFrame) -> tuple[int, int] | None:
    for child in adjective.rights:
        if child.dep_ == "ccomp" and "that" in frame.takes:
            return extent(child)
        if child.dep_ in ("prep", "agent") and child.lower_ in frame.takes and list(child.children):
            return extent(child)
    if adjective.dep_ == "acomp" and "that" in frame.takes:
        for child in adjective.head.rights:  # the parser may hang the clause on the copula
            first = child.left_edge
            if child.dep_ in ("ccomp", "advcl") and first.lower_ == "that" and first.i == adjective.i + 1:
                return extent(child)
    return None
