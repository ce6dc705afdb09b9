"""Claims carried by verbs: each complement that a verb of saying, thinking or asking takes is a rule of its own.

A rule takes the verb, in one of its frame classes, and gives the characters of what is said, or None
where the verb stands without that complement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from spacy.tokens import Doc, Token

from analysis.extract.claims import contents
from analysis.extract.claims.draft import Draft, Source
from analysis.extract.claims.grammar import cue_span, extent, hull, is_negated, is_passive, is_verb
from analysis.extract.claims.sources import can_speak, source, source_of_verb
from analysis.extract.claims.words import Verb, verbs, word_list
from analysis.extract.places import text_of

Content = tuple[int, int]


class Use(NamedTuple):
    """A verb of the vocabulary as it stands in a text."""

    verb: Token
    entry: Verb
    subject: Token | None  # who says it
    passive: bool


def quote(use: Use) -> Content | None:
    """A verb of saying beside words in quotation marks."""
    span = _source_span(use)
    at = min(use.verb.idx, span[0]) if span and span[1] <= use.verb.idx else cue_span(use.verb)[0]
    before = contents.quotation_before(use.verb, at)
    end = max(use.verb.idx + len(use.verb.text), span[1] if span else 0)
    if before is not None:
        return contents.continued(use.verb, (before.start, before.end), after=end)
    after = contents.quotation_after(use.verb)
    if after is not None:
        return contents.continued(
            use.verb, hull(contents.clause_after(use.verb), (after.start, after.end)) or (0, 0), after=after.end
        )
    return None


def clause(use: Use) -> Content | None:
    """A verb of saying or thinking with the clause that it reports."""
    return contents.clause_after(use.verb)


def aside(use: Use) -> Content | None:
    """A verb of saying or thinking set beside the clause that it reports."""
    verb = use.verb
    if use.subject is None and not use.passive:
        return None
    heads = any(child.dep_ in ("ccomp", "parataxis") and child.i < verb.i for child in verb.children)
    if not heads and verb.dep_ not in ("parataxis", "ROOT", "ccomp", "conj", "dep", "relcl"):
        return None
    if any(child.dep_ in ("dobj", "attr", "acomp") for child in verb.children) and not heads:
        return None
    return contents.beside(verb, cue_span(verb), _source_span(use))


def infinitive(use: Use) -> Content | None:
    """A verb with what somebody says to do, to be or to have done."""
    for child in use.verb.rights:
        if child.dep_ == "xcomp" and any(c.lower_ == "to" and c.i < child.i for c in child.children):
            return extent(child)
    return None


def gerund(use: Use) -> Content | None:
    """A verb of denying or admitting with the deed in its -ing form."""
    for child in use.verb.rights:
        if child.dep_ in ("xcomp", "ccomp", "dobj", "pcomp") and child.tag_ == "VBG":
            return extent(child)
    return None


def object_(use: Use) -> Content | None:
    """A verb of judging, announcing or claiming with what it is about."""
    if use.passive:
        return _passive_subject(use)
    for child in use.verb.rights:
        if child.dep_ == "dobj" and not _means_something_else(child, use.entry):
            return extent(child)
    return None


def news(use: Use) -> Content | None:
    """A verb of rejecting with something that somebody else has said."""
    if use.passive:
        span = _passive_subject(use)
        wanted = [child for child in use.verb.children if child.dep_ == "nsubjpass"]
        return span if wanted and wanted[0].lemma_.lower() in word_list("said-things") else None
    for child in use.verb.rights:
        if child.dep_ == "dobj" and child.lemma_.lower() in word_list("said-things"):
            return extent(child)
    return None


def direct(use: Use) -> Content | None:
    """A verb of asking, ordering or expecting with who should do what."""
    verb = use.verb
    if use.passive:
        for child in verb.rights:
            if child.dep_ == "xcomp" and any(c.lower_ == "to" for c in child.children):
                return hull(_passive_subject(use), extent(child))
        return None
    infinitives = [
        child for child in verb.rights
        if child.dep_ in ("xcomp", "ccomp", "advcl") and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children)
    ]  # fmt: skip
    if not infinitives:
        return None
    act = infinitives[0]
    has_object = any(child.dep_ in ("dobj", "dative", "prep", "prt") and child.i < act.i for child in verb.rights)
    has_subject = any(child.dep_ == "nsubj" for child in act.children)
    if act.dep_ == "advcl" and not has_object:
        return None
    return extent(act) if has_object or has_subject else None


def as_(use: Use) -> Content | None:
    """A verb of describing or regarding with what somebody is described as."""
    verb = use.verb
    for child in verb.rights:
        if child.dep_ in ("prep", "mark") and child.lower_ == "as" and list(child.children):
            start, end = extent(child)
            given = [c for c in verb.rights if c.dep_ in ("dobj", "prep") and c.i < child.i]
            return hull(
                extent(given[0]) if given else None, _passive_subject(use) if use.passive else None, (start, end)
            )
    sent = contents.sentence_of(verb)
    for token in verb.doc[verb.i + 1 : min(verb.i + 14, sent.end)]:
        if token.lower_ == "as" and token.head in (verb, *verb.rights):
            return contents.trimmed(
                text_of(verb.doc),
                verb.idx + len(verb.text),
                token.head.right_edge.idx + len(token.head.right_edge.text),
            )
        if token.text in ";.":
            break
    return None


def naming(use: Use) -> Content | None:
    """A verb of calling or considering with what it calls somebody."""
    verb = use.verb
    for child in verb.rights:
        if child.dep_ == "oprd":
            given = [c for c in verb.rights if c.dep_ == "dobj" and c.i < child.i]
            return hull(
                extent(given[0]) if given else None, extent(child), _passive_subject(use) if use.passive else None
            )
        if (
            child.dep_ == "ccomp"
            and child.pos_ in ("NOUN", "PROPN", "ADJ")
            and any(c.dep_ == "nsubj" for c in child.children)
        ):
            return extent(child)
    for child in verb.lefts:
        if child.dep_ in ("dobj", "pobj") and child.lower_ == "what":  # "what it calls provocations"
            return contents.trimmed(text_of(verb.doc), *_right_part(verb))
    if not use.passive:
        after = contents.quotation_after(verb, reach=80)
        if after is not None:
            return verb.idx + len(verb.text) + 1, after.end
        objects = [child for child in verb.rights if child.dep_ == "dobj"]
        if len(objects) == 2 or (objects and _followed_by_article(objects[0])):
            return contents.trimmed(text_of(verb.doc), *_right_part(verb))
    return None


def alone(use: Use) -> Content | None:
    """A verb that says enough by itself."""
    return _right_part(use.verb)


def silence(use: Use) -> Content | None:
    """Somebody declines or refuses to say something."""
    for child in use.verb.rights:
        if child.dep_ in ("xcomp", "prep") and (
            child.lemma_.lower() in word_list("silences") or any(c.lemma_ == "comment" for c in child.children)
        ):
            return extent(child)
        if child.dep_ == "dobj" and child.lemma_ in ("comment",):
            return extent(child)
    return None


def any_(use: Use) -> Content | None:
    """A plain verb of saying, whatever follows."""
    if any(child.dep_ == "dobj" and child.lemma_.lower() in use.entry.frame.but for child in use.verb.rights):
        return None
    return (
        quote(use)
        or clause(use)
        or aside(use)
        or infinitive(use)
        or contents.remainder(use.verb, cue_span(use.verb), _source_span(use))
    )


def preposition(use: Use, words: frozenset[str]) -> Content | None:
    """A verb of speaking, calling or warning with what it is about."""
    for child in use.verb.rights:
        if child.dep_ in ("prep", "prt", "agent", "dative") and child.lower_ in words and list(child.children):
            inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
            if inner:
                return extent(inner[0])
    return None


RULES: Mapping[str, Callable[[Use], Content | None]] = {
    "quote": quote,
    "clause": clause,
    "direct": direct,
    "silence": silence,
    "as": as_,
    "naming": naming,
    "aside": aside,
    "infinitive": infinitive,
    "gerund": gerund,
    "news": news,
    "object": object_,
    "any": any_,
    "alone": alone,
}
# an announced, confirmed or feared thing without anybody who says so is no claim, a feared or believed one is
_SAID_BY_NOBODY = frozenset(["opinion", "allegation"])


def verb_claims(doc: Doc) -> Iterator[Draft]:
    """Every claim that a verb carries."""
    table = verbs()
    for token in doc:
        entries = table.get(token.lemma_.lower())
        if entries is None or not is_verb(token):
            continue
        for entry in entries:
            draft = _claim(token, entry)
            if draft is not None:
                yield draft
                break


def _claim(verb: Token, entry: Verb) -> Draft | None:
    particles = _particles(verb, entry)
    if particles is None:
        return None
    subject, passive = source_of_verb(verb)
    use = Use(verb, entry, subject, passive)
    if subject is None:
        if not passive:
            if not (entry.frame.id == "saying" and "quote" and quote(use)):
                return None
        elif entry.frame.kind not in _SAID_BY_NOBODY and not _reported_by_nobody(use):
            return None
    elif not can_speak(subject, entry.frame.source) or (subject.lower_ == "it" and _expletive(use)):
        return None
    found = _complement(use)
    if found is None:
        return None
    rule, content = found
    after = [
        child
        for child in verb.rights
        if child.dep_ == "prt" or (child.dep_ == "prep" and child.i == verb.i + 1 and rule in ("preposition", "as"))
    ]
    who: Source | None = source(subject) if subject is not None else None
    start, end = cue_span(verb, *particles, *after)
    if who is not None and start < who.end <= verb.idx and who.start < start:
        start = max(start, who.end)
    return Draft(start, end, who, content, kind_of(use), f"verb-{rule}")


def _complement(use: Use) -> tuple[str, Content] | None:
    takes = use.entry.frame.takes
    for name, rule in RULES.items():
        if name in takes and (content := rule(use)) is not None:
            return name, content
    words = takes - RULES.keys()
    if words and (content := preposition(use, words)) is not None:
        return "preposition", content
    return None


def kind_of(use: Use) -> str:
    """The kind of claim: what its frame class says, turned by a negation ("did not say")."""
    kind = use.entry.frame.kind
    if is_negated(use.verb) and kind in ("statement", "confirmation"):
        return "non-confirmation"
    return kind


def _particles(verb: Token, entry: Verb) -> list[Token] | None:
    """The tokens of the words that belong to the verb; None where they are missing."""
    out, at = [], verb.i + 1
    for word in entry.particle:
        for token in verb.doc[at : at + 3]:
            if token.lower_ == word:
                out.append(token)
                at = token.i + 1
                break
        else:
            return None
    return out


def _expletive(use: Use) -> bool:
    """Whether an "it" before the verb means nobody ("it seems that")."""
    return use.passive


def _reported_by_nobody(use: Use) -> bool:
    """ "It is reported that", "is said to have": a passive with a clause or an infinitive and nobody named."""
    return any(child.dep_ in ("xcomp", "ccomp") for child in use.verb.rights) and use.verb.lemma_ in (
        "say", "report", "rumour", "rumor", "claim", "know", "announce", "recall", "expect", "quote",
    )  # fmt: skip


def _passive_subject(use: Use) -> Content | None:
    for child in use.verb.children:
        if child.dep_ == "nsubjpass":
            return extent(child)
    if use.verb.dep_ == "acl":
        head = use.verb.head
        return head.left_edge.idx, head.idx + len(head.text)
    return None


def _source_span(use: Use) -> tuple[int, int] | None:
    if use.subject is None:
        return None
    who = source(use.subject)
    return who.start, who.end


def _means_something_else(child: Token, entry: Verb) -> bool:
    return child.lemma_.lower() in entry.frame.but or child.lower_ in entry.frame.but


def _right_part(verb: Token) -> Content:
    end = verb.right_edge
    return verb.idx + len(verb.text), end.idx + len(end.text)


def _followed_by_article(child: Token) -> bool:
    after = child.right_edge.i + 1
    return (
        after < len(child.doc)
        and child.doc[after].lower_ in ("a", "an", "the", "“", '"')
        and child.doc[after].idx - child.idx < 60
    )


__all__ = ["RULES", "Use", "is_passive", "kind_of", "verb_claims"]
