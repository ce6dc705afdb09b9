"""Questions about the words around a verb that every rule on claims asks: voice, negation, extent."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.extract.places import text_of

NEGATIONS = frozenset(["not", "n't", "n’t", "never", "neither", "nor", "hardly", "barely"])
SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj", "csubjpass", "expl"])
_LEFT_OF_CUE = frozenset(["aux", "auxpass", "neg", "advmod", "prt"])
# claims of their own, no part of another cue
HEARSAY_ADVERBS = frozenset(["reportedly", "allegedly", "supposedly", "purportedly", "ostensibly"])
_CLOSERS = "”\"'’»)"


def is_verb(token: Token) -> bool:
    """Whether a token is used as a verb (by its tag, or as a noun-tagged verb form that only a verb can have)."""
    return token.tag_.startswith("VB") or token.pos_ == "VERB"


def is_passive(verb: Token) -> bool:
    """Whether the verb is passive: "was told", "is believed to", and the bare participle in "the deal announced by"."""
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    deps = {child.dep_ for child in verb.children}
    if deps & {"auxpass", "nsubjpass", "agent"}:
        return True
    return verb.tag_ == "VBN" and verb.dep_ == "acl" and "nsubj" not in deps


def cut_off(subject: Token, verb: Token) -> bool:
    """Whether a lone comma or the end of a quotation parts a word from the verb that the parser gave it to.

    "No deal," wrote the envoy: the deal wrote nothing. A subject with an aside behind it has two commas.
    """
    if not 0 < subject.i < verb.i - 1:
        return False
    last = verb.nbor(-1).text
    if last in ("”", '"', "''", "’"):
        return verb.nbor(-2).text in (",", "!", "?", ".", "…")
    return last == "," and sum(token.text == "," for token in verb.doc[subject.i : verb.i]) == 1


def is_negated(verb: Token) -> bool:
    """Whether a "not", "never" or "no" subject negates the verb itself or the auxiliary it hangs on."""
    for child in verb.children:
        if child.dep_ == "neg" or (child.lower_ in NEGATIONS and child.i < verb.i):
            return True
        if (
            child.dep_ in SUBJECTS
            and not cut_off(child, verb)
            and (
                child.lower_ in ("nobody", "none", "neither")
                or any(grand.lower_ in ("no", "neither") for grand in child.children)
            )
        ):
            return True
    if verb.dep_ == "xcomp" and verb.head.lemma_ in ("have", "be"):  # "has yet to comment"
        return any(child.lower_ == "yet" and child.i < verb.i for one in (verb, verb.head) for child in one.children)
    if verb.dep_ == "xcomp" and verb.head.lemma_ in ("able", "want", "wish", "go"):
        return is_negated(verb.head)
    if verb.dep_ == "conj" and verb.i - verb.head.i < 4 and is_verb(verb.head):
        return is_negated(verb.head)
    return False


def cue_span(verb: Token, *more: Token) -> tuple[int, int]:
    """Characters of the verb group: auxiliaries, negation and adverbs right before the verb, and what belongs after it."""
    first, last = verb, verb
    children = {child.i: child for child in verb.children}
    while (
        first.i - 1 in children
        and children[first.i - 1].dep_ in _LEFT_OF_CUE
        and children[first.i - 1].lower_ not in HEARSAY_ADVERBS
    ):
        first = children[first.i - 1]
    for token in more:
        if verb.i < token.i <= verb.i + 3:
            last = token if token.i > last.i else last
    return first.idx, last.idx + len(last.text)


def extent(token: Token) -> tuple[int, int]:
    """Characters of everything that hangs on the token, without the punctuation at either end."""
    return trimmed(text_of(token.doc), token.left_edge.idx, token.right_edge.idx + len(token.right_edge.text))


def core_extent(token: Token) -> tuple[int, int]:
    """`extent` without what only comments on it: a relative clause or a participle after a comma."""
    start, end = extent(token)
    for child in token.rights:
        left = child.left_edge
        if left.i > 0 and left.nbor(-1).text in (",", "--", "—", "–"):
            which = child.dep_ == "relcl" or left.lower_ in ("which", "who", "whose")
            if which or (child.dep_ == "advcl" and child.tag_ == "VBG" and left == child):
                return trimmed(text_of(token.doc), start, left.idx)
    return start, end


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """[start, end) without white space, commas, dashes and full stops at its ends; quotation marks stay."""
    while start < end and (text[start].isspace() or text[start] in ",;:.—–-―"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:—–-―"):
        end -= 1
    if end > start and text[end - 1] == "." and text[end - 2 : end - 1] not in _CLOSERS:
        end -= 1
    return start, end


def hull(*spans: tuple[int, int] | None) -> tuple[int, int] | None:
    """The smallest span that holds all of them; None where there are none."""
    there = [span for span in spans if span is not None and span[1] > span[0]]
    if not there:
        return None
    return min(start for start, _ in there), max(end for _, end in there)


def agent_of(verb: Token) -> Token | None:
    """Who did it, of a passive verb: the noun after "by"."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
    return _agent_below(verb)


def _names(child: Token) -> bool:
    """What somebody is called: the noun in "was called a threat"."""
    return child.dep_ in ("oprd", "attr") and child.pos_ in ("NOUN", "PROPN")


def _agent_below(verb: Token) -> Token | None:
    """The agent that the parser hung under what stands between.

    "is seen as a threat by Oman", "was called a threat by Oman", "was urged to act by Oman".
    """
    if not any(child.dep_ == "auxpass" for child in verb.children):
        return None
    for child in verb.rights:
        if child.dep_ == "prep" and child.lower_ == "as":
            below = [inner for inner in child.children if inner.dep_ == "pobj"]
        elif _names(child) or (
            child.dep_ == "xcomp" and child.tag_ == "VB" and not any(c.dep_ == "auxpass" for c in child.children)
        ):
            below = [child]
        else:
            continue
        for noun in below:
            for by in noun.rights:
                if by.dep_ == "prep" and by.lower_ == "by":
                    for inner in by.children:
                        if inner.dep_ == "pobj" and inner.pos_ == "PROPN":
                            return inner
    return None
