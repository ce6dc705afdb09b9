"""Claims carried by nouns: "allegations of", "speculation that", "his claim that", "a call for"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from analysis.extract.claims.candidates import with_lemma
from analysis.extract.claims.draft import Draft, Source
from analysis.extract.claims.grammar import extent, is_verb
from analysis.extract.claims.sources import can_speak, mention_at, source
from analysis.extract.claims.words import NounFrame, noun_hashes, nouns, verbs

LIGHT_VERBS = frozenset(
    """make issue express voice raise repeat reiterate renew join share have deliver lodge file level trade exchange swap hurl
    fling press air""".split()
)


def noun_claims(doc: Doc) -> Iterator[Draft]:
    """A noun of claiming, fearing or asking with what is claimed, feared or asked."""
    table = nouns()
    for token in with_lemma(doc, noun_hashes()):
        entries = table.get(token.lemma_.lower())
        if entries is None or token.pos_ not in ("NOUN", "PROPN"):
            continue
        if token.dep_ == "dobj" and any(verb.frame.id == "announcing" for verb in verbs().get(token.head.lemma_, ())):
            continue  # "expressed concern": the verb carries the claim
        for frame in entries:
            content = _content(token, frame)
            if content is None:
                continue
            who = _source(token)
            if who is None and not frame.nobody:
                continue
            yield Draft(token.idx, token.idx + len(token.text), who, content, frame.kind, "noun", frame.id)
            break


def _content(noun: Token, frame: NounFrame) -> tuple[int, int] | None:
    takes_deed = not frame.takes.isdisjoint(("to", "to do"))
    for child in noun.rights:
        opener = child.left_edge.lower_
        if (
            "that" in frame.takes
            and child.dep_ in ("acl", "ccomp", "relcl", "appos")
            and opener == "that"
            and is_verb_or_aux(child)
        ):
            subjects = [c for c in child.children if c.dep_ in ("nsubj", "nsubjpass")]
            if subjects and subjects[0].lower_ != "that":
                return extent(child)
        if takes_deed and child.dep_ == "acl" and any(c.lower_ == "to" for c in child.children):
            return extent(child)
        takes_of = (
            frame.id == "reporting" and child.lower_ == "of" and any(c.dep_ == "expl" for c in noun.head.children)
        )
        if child.dep_ == "prep" and (child.lower_ in frame.takes or takes_of) and child.i == noun.i + 1:
            if child.lower_ == "from":
                continue
            return extent(child)
    if "copula" in frame.takes and noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        return next((extent(child) for child in noun.head.rights if child.dep_ == "ccomp"), None)
    after = noun.i + 1
    if (
        "that" in frame.takes
        and after + 1 < len(noun.doc)
        and noun.doc[after].lower_ == "that"
        and noun.doc[after].tag_ == "IN"
    ):
        head = noun.doc[after].head
        return extent(head) if head.i > after else None
    return None


def is_verb_or_aux(token: Token) -> bool:
    """Whether the token heads a clause."""
    return is_verb(token) or token.pos_ == "AUX"


def _source(noun: Token) -> Source | None:
    """Whose allegation it is: "the envoy's", "by", "from", "among"; or whoever makes, voices or issues it."""
    for child in noun.children:
        if child.dep_ == "poss":
            return source(child)
        if child.dep_ == "prep" and child.lower_ in ("by", "from", "among", "in"):
            for inner in child.children:
                press = child.lower_ == "in" and inner.lemma_.lower() in ("press", "media", "newspaper", "paper")
                if inner.dep_ == "pobj" and (press or can_speak(inner, "speaker")):
                    return source(inner)
        if child.dep_ in ("amod", "compound", "nmod") and mention_at(noun.doc, child.idx):
            return source(child)
    head = noun.head
    if noun.dep_ == "dobj" and head.lemma_ in LIGHT_VERBS:
        for child in head.children:
            if child.dep_ == "nsubj" and can_speak(child, "speaker"):
                return source(child)
    return None
