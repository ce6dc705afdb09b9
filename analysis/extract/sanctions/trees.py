"""Small questions to the dependency tree, each bounded so that no text, however odd, is slow to read."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

WINDOW = 40  # tokens on either side in which a phrase or clause is read
STEPS = 12
# participles that tell where somebody is at home
SEATED = frozenset("located based operating registered headquartered incorporated residing living including".split())
# participles used as adjectives keep their ending in spaCy; "complie" and "fin" (of "fined") are slips of its lemmatizer
MENDED = {
    "sanctioned": "sanction", "designated": "designate", "blacklisted": "blacklist", "embargoed": "embargo", "complie": "comply", "fin": "fine",
    "banned": "ban", "restricted": "restrict", "prohibited": "prohibit", "frozen": "freeze", "blocked": "block",
}  # fmt: skip


def lemma(token: Token) -> str:
    """The lemma in lower case, of headline words ("Sanctions would", "License Exceptions") in the singular."""
    low = token.lemma_.lower()
    if token.pos_ == "PROPN" and low.endswith("s") and not low.endswith("ss"):
        low = low[:-1]
    return MENDED.get(low, low)


def clause(token: Token) -> Iterator[Token]:
    """The token's whole subtree, as far as it stands near."""
    first, last = max(token.left_edge.i, token.i - WINDOW), min(token.right_edge.i, token.i + WINDOW)
    yield from token.doc[first : last + 1]


def near(noun: Token) -> Iterator[Token]:
    """The noun's own phrase without its clauses, save those that say where somebody is at home."""
    for token in clause(noun):
        node = token
        for _ in range(WINDOW):
            if node == noun or node.head == node:
                break
            if node.dep_ in ("relcl", "acl", "advcl", "ccomp") and node.lower_ not in SEATED:
                break
            node = node.head
        if node == noun:
            yield token


def _antecedent(word: Token, verb: Token) -> Token:
    """The noun that a relative pronoun stands for: "the airline, which Canada sanctioned"."""
    relative = word.tag_ in ("WDT", "WP") or (word.lower_ == "that" and word.i < verb.i)
    if relative and verb.dep_ == "relcl":
        return verb.head
    return word


def _behind_copula(verb: Token) -> list[Token]:
    """Whom an inverted passive names last: "also designated today is the general"."""
    if verb.tag_ != "VBN":
        return []
    copulas = [child for child in verb.children if child.dep_ == "auxpass" and child.i > verb.i]
    return [child for copula in copulas for child in copula.children if child.dep_ == "nsubj" and child.i > copula.i]


def objects(verb: Token) -> list[Token]:
    """What the verb acts upon: its objects, or its subject where it is passive; also of a participle behind its noun."""
    if verb.dep_ == "acomp" and verb.head.pos_ in ("AUX", "VERB"):
        return [
            child for child in verb.head.children if child.dep_ == "nsubj"
        ]  # "all property is frozen", as an adjective
    if behind := _behind_copula(verb):
        return behind
    for _ in range(STEPS):
        found = [child for child in verb.children if child.dep_ in ("dobj", "obj", "nsubjpass", "oprd")]
        if not found:  # "all property that is in Canada is blocked", read as a clause
            found = [
                noun
                for child in verb.children
                if child.dep_ == "csubjpass"
                for noun in child.children
                if noun.dep_ == "nsubj"
            ]
        if found:
            return [_antecedent(child, verb) for child in found]
        if verb.dep_ in ("acl", "relcl") and verb.tag_ == "VBN":
            return [verb.head]
        being = verb.dep_ in ("pcomp", "advcl", "xcomp") and any(child.lower_ == "being" for child in verb.lefts)
        if being:  # "lost its flag after being blacklisted"
            above = verb.head.head if verb.dep_ == "pcomp" else verb.head
            return [child for child in above.children if child.dep_ in ("nsubj", "nsubjpass")]
        if verb.dep_ != "conj" or verb.tag_ != "VBN" or verb.head.tag_ != "VBN":
            break
        verb = verb.head
    return [child for child in verb.children if child.dep_ in ("ccomp", "nsubj") and child.i > verb.i]
