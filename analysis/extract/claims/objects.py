"""Complements that are objects: what is announced, judged, denied, shown or left unanswered."""

from __future__ import annotations

from collections.abc import Container

from spacy.tokens import Token

from analysis.extract.claims import contents
from analysis.extract.claims.grammar import core_extent, extent, hull, is_negated
from analysis.extract.claims.sources import mention_at
from analysis.extract.claims.use import Content, Use, means_something_else, passive_subject, right_part
from analysis.extract.claims.words import verbs, word_list


def object_(use: Use) -> Content | None:
    """A verb of judging, announcing or claiming with what it is about."""
    if use.verb.lemma_ == "question" and _questioned(use):
        return None
    if use.passive:
        grounds = [extent(child) for child in use.verb.rights if child.dep_ == "prep" and child.lower_ in _GROUNDS]
        return hull(passive_subject(use), *grounds)
    for child in use.verb.children:
        if child.dep_ == "dobj" and child.i > use.verb.i and not means_something_else(child, use.entry):
            return contents.whole_quotations(use.verb, _with_grounds(use.verb, child))
        if child.dep_ == "dobj" and child.lower_ in ("which", "that", "whom", "who", "what"):
            return extent(child)
        if child.dep_ in ("ccomp", "pcomp") and child.i > use.verb.i and child.left_edge.lower_ == "what":
            return extent(child)  # "condemned what he called"
    return None


def _questioned(use: Use) -> bool:
    """Whether somebody is asked questions, rather than something put in doubt."""
    wanted = ("nsubjpass",) if use.passive else ("dobj",)
    return any(
        child.dep_ in wanted
        and (child.pos_ == "PRON" or _is_person(child) or child.lemma_ in ("witness", "suspect", "man", "woman"))
        for child in use.verb.children
    )


def found(use: Use) -> Content | None:
    """A poll, report or record with what it shows."""
    texts = word_list("texts")
    if use.subject is None or use.passive or use.subject.lemma_.lower() not in texts:
        return None
    return object_(use)


def person(use: Use) -> Content | None:
    """A verb of attacking or defending with a person or with something said."""
    if use.passive:
        return None
    for child in use.verb.rights:
        if child.dep_ == "dobj" and (_is_person(child) or child.lemma_.lower() in word_list("said-things")):
            return contents.whole_quotations(use.verb, _with_grounds(use.verb, child))
    return None


def _is_person(token: Token) -> bool:
    mention = mention_at(token.doc, token.idx)
    return mention.kind == "person" if mention else token.ent_type_ == "PERSON"


def alarm(use: Use) -> Content | None:
    """Somebody sounds the alarm about something."""
    for child in use.verb.rights:
        if child.dep_ == "dobj" and child.lemma_ == "alarm":
            return extent(child) if child.right_edge.i > child.i else right_part(use.verb)
    return None


def unanswered(use: Use) -> Content | None:
    """Somebody did not reply to questions or requests."""
    if use.passive or not is_negated(use.verb):
        return None
    for child in use.verb.rights:
        if child.dep_ == "prep" and child.lower_ in ("to", "on"):
            return extent(child)
        if child.dep_ == "dobj" and child.lemma_.lower() in ("question", "request", "call", "message"):
            return extent(child)
    return None


def _with_grounds(verb: Token, thing: Token) -> Content:
    """An object with what follows it: "blamed the militia for the blast", "accused it of smuggling"."""
    span = core_extent(thing)
    for child in verb.rights:
        if child.i > thing.i and child.dep_ == "prep" and child.lower_ in _GROUNDS:
            span = span[0], max(span[1], extent(child)[1])
    return span


_GROUNDS = frozenset(["for", "of", "as", "with", "over", "to"])


def _undergone(use: Use, words: Container[str], *, also_before: bool = False) -> Content | None:
    """What a passive verb is about, where its subject (or the noun before it) is one of the words."""
    subjects = [child for child in use.verb.children if child.dep_ == "nsubjpass"]
    if also_before and use.verb.dep_ == "acl":
        subjects.append(use.verb.head)
    return passive_subject(use) if subjects and subjects[0].lemma_.lower() in words else None


def news(use: Use) -> Content | None:
    """A verb of rejecting with something that somebody else has said."""
    said = word_list("said-things")
    if use.passive:
        return _undergone(use, said)
    for child in use.verb.rights:
        named = child.dep_ == "dobj" or (child.dep_ == "ccomp" and child.pos_ == "NOUN")
        if named and child.lemma_.lower() in said:
            return extent(child)
    head = use.verb.head
    bare = use.verb.dep_ == "relcl" and head.lemma_.lower() in said
    if bare and head.i < use.verb.i and not any(child.dep_ == "dobj" for child in use.verb.rights):
        return head.left_edge.idx, head.idx + len(head.text)  # "a charge Chad denied"
    return None


def text(use: Use) -> Content | None:
    """A verb of publishing with a statement, where nothing in the sentence says what is in it."""
    if use.passive:
        return _undergone(use, _STATEMENTS, also_before=True)
    for child in use.verb.rights:
        if child.dep_ == "dobj" and child.lemma_.lower() in _STATEMENTS:
            after = use.verb.doc[child.i + 1 : min(child.i + 14, contents.sentence_of(use.verb).end)]
            if any(token.tag_ == "VBG" and token.lemma_ in verbs() for token in after):
                return None  # the participle carries the claim: "a statement urging"
            return extent(child)
    return None


_STATEMENTS = frozenset(["statement", "communique", "communiqué", "declaration"])


def figure(use: Use) -> Content | None:
    """Somebody puts a number of something at so much."""
    things = [child for child in use.verb.rights if child.dep_ == "dobj"]
    for child in use.verb.rights:
        if child.lower_ == "at" and child.dep_ == "prep" and things:
            amounts = [below for below in child.subtree if below.pos_ == "NUM"]
            return (things[0].left_edge.idx, right_part(use.verb)[1]) if amounts else None
    return None


def courtesy(use: Use) -> Content | None:
    """Somebody extends thanks, condolences or good wishes."""
    kind = word_list("courtesies")
    if use.passive:
        return _undergone(use, kind)
    for child in use.verb.rights:
        if child.dep_ in ("dobj", "oprd") and (child.lemma_.lower() in kind or child.lower_ in kind):
            return extent(child)
    return None


def silence(use: Use) -> Content | None:
    """Somebody declines or refuses to say something."""
    words = word_list("silences")
    for child in use.verb.rights:
        if child.dep_ in ("xcomp", "ccomp") and child.lemma_.lower() in words:
            if child.lemma_ in ("release", "give", "provide") and not any(
                c.dep_ == "dobj"
                and c.lemma_ in ("detail", "comment", "information", "answer", "name", "figure", "reason")
                for c in child.children
            ):
                continue
            return extent(child)
        if child.dep_ == "dobj" and child.lemma_ == "comment":
            return extent(child)
    return None
