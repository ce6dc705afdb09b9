"""Complements with a role of their own: who should do what, as what, called what, about what."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.extract.claims import contents
from analysis.extract.claims.grammar import core_extent, extent, hull, trimmed
from analysis.extract.claims.use import Content, Use, means_something_else, passive_subject, right_part
from analysis.extract.places import text_of


def direct(use: Use) -> Content | None:
    """A verb of asking, ordering or expecting with who should do what."""
    verb = use.verb
    acts = [
        child
        for child in verb.rights
        if child.dep_ in ("xcomp", "ccomp", "advcl")
        and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children)
    ]
    if not acts:
        return None
    act = acts[0]
    if use.passive:
        return hull(passive_subject(use), extent(act))
    has_object = any(child.dep_ in ("dobj", "dative", "prep", "prt") and child.i < act.i for child in verb.rights)
    has_subject = any(child.dep_ == "nsubj" for child in act.children)
    if act.dep_ == "advcl" and not has_object:
        return None
    if not (has_object or has_subject):
        return None
    things = [child for child in verb.rights if child.dep_ in ("dobj", "dative") and child.i < act.i]
    for child in verb.rights:
        if child.dep_ == "prep" and child.i < act.i and child.i <= verb.i + 1:
            things += [inner for inner in child.children if inner.dep_ == "pobj"]
    return hull(extent(things[0]) if things else None, extent(act))


def as_(use: Use) -> Content | None:
    """A verb of describing or regarding with what somebody is described as."""
    verb = use.verb
    for child in verb.rights:
        if child.dep_ in ("prep", "mark") and child.lower_ == "as" and list(child.children):
            given = [c for c in verb.rights if c.dep_ in ("dobj", "prep") and c.i < child.i]
            passive = passive_subject(use) if use.passive else None
            return contents.whole_quotations(
                verb, hull(extent(given[0]) if given else None, passive, extent(child)) or extent(child)
            )
    sent = contents.sentence_of(verb)
    for token in verb.doc[verb.i + 1 : min(verb.i + 14, sent.end)]:
        if token.lower_ == "as" and token.head in (verb, *verb.rights):
            edge = token.head.right_edge if token.head != verb else token.right_edge
            return trimmed(text_of(verb.doc), verb.idx + len(verb.text), edge.idx + len(edge.text))
        if token.text in (";", "."):
            break
    return None


def naming(use: Use) -> Content | None:
    """A verb of calling or considering with what it calls somebody."""
    verb = use.verb
    if use.passive and verb.lemma_ == "find":
        return None  # "was found guilty"
    for child in verb.rights:
        if child.dep_ == "oprd":
            given = [c for c in verb.rights if c.dep_ == "dobj" and c.i < child.i]
            passive = passive_subject(use) if use.passive else None
            return contents.whole_quotations(
                verb, hull(extent(given[0]) if given else None, extent(child), passive) or extent(child)
            )
        if (
            child.dep_ == "ccomp"
            and child.pos_ in ("NOUN", "PROPN", "ADJ")
            and any(c.dep_ == "nsubj" for c in child.children)
        ):
            return contents.whole_quotations(verb, extent(child))
    for child in verb.lefts:
        if child.dep_ in ("dobj", "pobj") and child.lower_ in ("what", "which", "who", "whom"):
            return trimmed(text_of(verb.doc), *right_part(verb))  # "what it calls provocations"
    if not use.passive:
        after = contents.quotation_after(verb, reach=80, any_length=True)
        if after is not None:
            return verb.idx + len(verb.text) + 1, after.end
        objects = [child for child in verb.rights if child.dep_ == "dobj"]
        if objects and verb.lemma_ in ("consider", "deem", "judge"):
            names = [child for child in objects[0].rights if child.dep_ == "appos"]
            if names and names[0].left_edge.i == objects[0].i + 1:
                return trimmed(text_of(verb.doc), *right_part(verb))  # "considered the dam a threat"
        if len(objects) == 2 or (objects and use.entry.frame.kind != "opinion" and _followed_by_name(objects[0])):
            return trimmed(text_of(verb.doc), *right_part(verb))
    return None


def preposition(use: Use, words: frozenset[str]) -> Content | None:
    """A verb of speaking, calling or warning with what it is about."""
    for child in use.verb.rights:
        if child.dep_ in ("prep", "prt", "agent", "dative") and child.lower_ in words:
            inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
            if inner and not means_something_else(inner[0], use.entry):
                acts = [
                    act
                    for act in use.verb.rights
                    if child.lower_ == "for"
                    and act.i > child.i
                    and act.dep_ in ("xcomp", "advcl")
                    and act.tag_ == "VB"
                ]
                span = hull(core_extent(inner[0]), extent(acts[0]) if acts else None)
                return contents.whole_quotations(use.verb, span or extent(inner[0]))
        marks = [c for c in child.children if c.dep_ == "mark" and c.lower_ in words and c.i == use.verb.i + 1]
        if marks and child.dep_ in ("advcl", "ccomp"):  # "called for the ceasefire to hold"
            return extent(child)
    return None


def _followed_by_name(child: Token) -> bool:
    """Whether an object is followed by what it is called: "called the ruling a disgrace"."""
    after = child.right_edge.i + 1
    if after >= len(child.doc) or child.right_edge.i - child.i > 3:
        return False
    following = child.doc[after]
    return following.lower_ in ("a", "an", "the", "“", '"') or (
        following.pos_ == "ADJ" and following.head.dep_ != "pobj"
    )
