"""What protests against sanctions or stops them: bad names, verbs of opposing, vetoes of the text that would bring them."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.extract.sanctions.governors import Step, lexicon, with_particle
from analysis.extract.sanctions.subjects import BLAMING

DRAFTS = frozenset("resolution bill draft motion proposal amendment text plan panel mandate".split())
PROTESTING = frozenset("protest speak vote argue act fight".split())


def protest_against(noun: Token, steps: list[Step]) -> Token | None:
    """What protests: an adjective on the noun or said of it ("illegal", "are unjust"), or a verb or noun above it."""
    adjectives = lexicon()["adjectives"]
    node = noun
    for _ in range(8):
        for child in node.children:
            called = (
                child.dep_ == "acl" and node.dep_ == "dobj" and node.head.lemma_ in ("call", "deem", "label", "brand")
            )
            words = [child, *child.children] if child.dep_ == "amod" or called else []
            if any(adjectives.get(word.lower_) == "oppose" for word in words):
                return child
        if node.dep_ != "conj":
            break
        node = node.head
    if node.dep_ == "nsubj" and node.head.lemma_ == "be":
        for child in node.head.children:
            if child.dep_ in ("acomp", "attr") and adjectives.get(child.lower_) == "oppose":
                return child
    if (draft := stopped_draft(noun)) is not None:
        return draft
    for step in steps[:3]:
        if step.relation == "for" and step.word.lemma_.lower() in BLAMING:
            return step.word  # "condemned Canada for bringing back the sanctions"
        if step.action == "oppose" and step.relation in ("dobj", "nsubjpass", "to", "against", "of", "on", "pobj"):
            return step.word
        if step.relation == "against" and step.word.lemma_.lower() in PROTESTING:
            return step.word
    return None


def paper_of(noun: Token) -> Token | None:
    """The resolution or bill that would bring the sanctions: "a resolution that would have tightened them"."""
    node = noun
    for _ in range(6):
        node = node.head
        if node.dep_ == "relcl":
            return node.head if node.head.lemma_.lower() in DRAFTS else None
    return None


def stopped_draft(noun: Token) -> Token | None:
    """What stops a text that would bring sanctions: "vetoed a resolution that would have tightened them"."""
    paper = paper_of(noun)
    for _ in range(3):
        if paper is not None and paper.dep_ == "pobj" and paper.head.lower_ == "of":
            paper = paper.head.head  # "the extension of the mandate of the panel that monitors them"
    if paper is None or paper.dep_ not in ("dobj", "nsubjpass"):
        return None
    opposed = lexicon()["verbs"].get(with_particle(paper.head)) or lexicon()["verbs"].get(paper.head.lemma_.lower())
    return paper.head if opposed == "oppose" else None
