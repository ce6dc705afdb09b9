"""What nobody has said yet: what should, may or will be said, or what somebody is told or made able to say."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.extract.claims.grammar import is_negated, is_verb

# with these, the verb tells of no claim made but of one that may, should or could be
_UNREAL = frozenset(["should", "must", "may", "might", "can", "could", "will", "shall", "’ll", "'ll", "ought"])

# with these, it lies ahead: "wants to say", "is able to say"
_AHEAD = frozenset("need have want like hope plan intend expect able wish ought go".split())


def unreal(verb: Token) -> bool:
    """Whether the text only says that something should, may or will be said."""
    if is_negated(verb):
        return False
    for child in verb.children:
        if child.dep_ == "aux" and child.lower_ in _UNREAL:
            return True
    head = verb.head
    if verb.dep_ == "xcomp" and head.lemma_ in _AHEAD:
        return True
    return verb.dep_ == "conj" and head.i < verb.i and is_verb(head) and not _has_aux(verb) and _modal(head)


def told_to(verb: Token) -> bool:
    """Whether somebody is told or made able to say it: "required candidates to disclose"."""
    if not any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children):
        return False
    if any(child.dep_ == "nsubj" for child in verb.children):
        return verb.head.lemma_ not in _CAUSING
    objects = any(child.dep_ in ("dobj", "dative") and child.i < verb.i for child in verb.head.children)
    return verb.dep_ in ("xcomp", "ccomp") and objects and verb.head.lemma_ not in _CAUSING


# with these, what somebody is brought to say has been said: "led the minister to admit"
_CAUSING = frozenset(["prompt", "lead", "force", "cause", "drive", "compel", "take", "use", "leave"])


def _has_aux(verb: Token) -> bool:
    return any(child.dep_ in ("aux", "nsubj") for child in verb.children) or verb.tag_ in ("VBD", "VBZ")


def _modal(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ in _UNREAL for child in verb.children)
