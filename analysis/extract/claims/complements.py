"""The complements with which verbs of saying, thinking and asking carry a claim, each a rule of its own.

A rule takes a verb of the vocabulary as it stands in the text and gives the characters of what is said,
or None where the verb stands without that complement.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from spacy.tokens import Token

from analysis.extract.claims import contents
from analysis.extract.claims.grammar import core_extent, cue_span, extent, hull, is_negated, trimmed
from analysis.extract.claims.sources import mention_at, phrase
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
    verb = use.verb
    if any(child.dep_ == "xcomp" and child.i > verb.i for child in verb.children):
        return None  # "continues to …"
    span = source_span(use)
    at = min(verb.idx, span[0]) if span and span[1] <= verb.idx else cue_span(verb)[0]
    end = max(verb.idx + len(verb.text), span[1] if span else 0)
    after = contents.quotation_after(verb)
    before = contents.quotation_before(verb.doc, at)
    sent = contents.sentence_of(verb)
    if (
        before is not None
        and before.end <= sent.start_char
        and (after is not None or _has_own_content(verb) or not _left_open(verb, before.end))
    ):
        before = None  # the sentence before is quoted, and this one has something of its own to report
    if before is not None:
        start = before.start
        if before.start > sent.start_char:  # only the end of what is said is quoted
            start = trimmed(text_of(verb.doc), sent.start_char, before.start + 1)[0]
        return contents.continued(verb, (start, before.end), after=end)
    if after is not None:
        whole = hull(contents.clause_after(verb), (after.start, after.end))
        return contents.continued(verb, whole or (after.start, after.end), after=after.end)
    text = text_of(verb.doc)
    if (
        use.entry.frame.kind == "statement"
        and text[: sent.end_char].rstrip()[-1:] == ":"
        and verb.right_edge.i - verb.i < 6
    ):
        return contents.remainder(verb, (sent.end_char, sent.end_char), None)
    return None


def _has_own_content(verb: Token) -> bool:
    return any(
        child.dep_ in ("ccomp", "xcomp", "dobj", "oprd", "attr") and child.i > verb.i for child in verb.children
    )


def _left_open(verb: Token, end: int) -> bool:
    """Whether a quotation ends in a way that leaves its cue to follow: "Why?" he asked."""
    return text_of(verb.doc)[end - 2 : end - 1] in ("?", "!", ",", "…", "—", "-")


def clause(use: Use) -> Content | None:
    """A verb of saying or thinking with the clause that it reports."""
    return contents.clause_after(use.verb)


def aside(use: Use) -> Content | None:
    """A verb of saying or thinking set beside the clause that it reports."""
    verb = use.verb
    if use.subject is None and not use.passive:
        return None
    if any(child.dep_ in ("ccomp", "parataxis") and child.i < verb.i for child in verb.children):
        return contents.beside(verb, cue_span(verb), source_span(use))
    if any(
        child.dep_ in ("dobj", "attr", "acomp", "xcomp", "ccomp", "oprd") and child.ent_type_ not in ("DATE", "TIME")
        for child in verb.rights
        if child != use.subject
    ):
        return None
    if verb.dep_ == "advcl" and any(c.dep_ in ("mark", "advmod") and c.lower_ == "as" for c in verb.children):
        return contents.around(verb)  # "as the envoy put it"
    if verb.dep_ == "parataxis" or (
        verb.dep_ in ("ROOT", "ccomp", "conj", "dep", "advcl", "relcl", "appos")
        and (_clause_before(use) or _between_commas(use) or _closes_sentence(use))
    ):
        return contents.beside(verb, cue_span(verb), source_span(use))
    return None


def _closes_sentence(use: Use) -> bool:
    """ ", experts say." at the end of a sentence that need have no verb of its own."""
    if use.subject is None or use.entry.frame.id != "saying" or use.verb.i - use.subject.i > 3:
        return False
    first, sent = use.subject.left_edge, contents.sentence_of(use.verb)
    return first.i > sent.start + 2 and first.nbor(-1).text == "," and sent.end - use.verb.i <= 4


def _between_commas(use: Use) -> bool:
    """ ", the envoy said at the briefing, ": set off on both sides."""
    if use.subject is None or use.subject.i > use.verb.i:
        return False
    first = use.subject.left_edge
    last = use.verb.right_edge
    before = first.i > 0 and first.nbor(-1).text == ","
    return before and last.i + 1 < len(use.verb.doc) and "," in (last.text, last.nbor(1).text)


def _clause_before(use: Use) -> bool:
    """Whether a main clause stands before the verb and its subject, so that they can be an aside to it."""
    start = use.subject.left_edge.i if use.subject is not None and use.subject.i < use.verb.i else use.verb.i
    sent = contents.sentence_of(use.verb)
    return any(
        token.dep_ in ("nsubj", "nsubjpass", "expl") and token.head.dep_ not in ("advcl", "relcl", "acl", "pcomp")
        for token in use.verb.doc[sent.start : start]
    )


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


def news(use: Use) -> Content | None:
    """A verb of rejecting with something that somebody else has said."""
    said = word_list("said-things")
    if use.passive:
        subjects = [child for child in use.verb.children if child.dep_ == "nsubjpass"]
        return passive_subject(use) if subjects and subjects[0].lemma_.lower() in said else None
    for child in use.verb.rights:
        if child.dep_ == "dobj" and child.lemma_.lower() in said:
            return extent(child)
    return None


def text(use: Use) -> Content | None:
    """A verb of publishing with a statement, where nothing in the sentence says what is in it."""
    if use.passive:
        subjects = [child for child in use.verb.children if child.dep_ == "nsubjpass"]
        if use.verb.dep_ == "acl":
            subjects.append(use.verb.head)
        return passive_subject(use) if subjects and subjects[0].lemma_.lower() in _STATEMENTS else None
    for child in use.verb.rights:
        if child.dep_ == "dobj" and child.lemma_.lower() in _STATEMENTS:
            after = use.verb.doc[child.i + 1 : min(child.i + 14, contents.sentence_of(use.verb).end)]
            if any(token.tag_ == "VBG" and token.lemma_ in verbs() for token in after):
                return None  # the participle carries the claim: "a statement urging"
            return extent(child)
    return None


_STATEMENTS = frozenset(["statement", "communique", "communiqué", "declaration"])


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
        if len(objects) == 2 or (objects and use.entry.frame.kind != "opinion" and _followed_by_name(objects[0])):
            return trimmed(text_of(verb.doc), *right_part(verb))
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


def any_(use: Use) -> Content | None:
    """A plain verb of saying, whatever follows."""
    if any(child.dep_ == "dobj" and means_something_else(child, use.entry) for child in use.verb.rights):
        return None
    return infinitive(use) or object_(use) or contents.remainder(use.verb, cue_span(use.verb), source_span(use))


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
    return None


# in this order: what names the thing most closely comes first
RULES: Mapping[str, Callable[[Use], Content | None]] = {
    "direct": direct,
    "silence": silence,
    "as": as_,
    "naming": naming,
    "quote": quote,
    "clause": clause,
    "aside": aside,
    "infinitive": infinitive,
    "gerund": gerund,
    "news": news,
    "text": text,
    "found": found,
    "person": person,
    "unanswered": unanswered,
    "alarm": alarm,
    "object": object_,
    "any": any_,
}


def passive_subject(use: Use) -> Content | None:
    """What a passive verb says something about: its subject, or the noun that it follows."""
    for child in use.verb.children:
        if child.dep_ == "nsubjpass":
            return extent(child)
    if use.verb.dep_ == "acl":
        head = use.verb.head
        return head.left_edge.idx, head.idx + len(head.text)
    return None


def source_span(use: Use) -> Content | None:
    """Characters of whoever says it."""
    return phrase(use.subject) if use.subject is not None else None


def means_something_else(child: Token, entry: Verb) -> bool:
    """Whether the object is one with which the verb has another sense ("said goodbye")."""
    return child.lemma_.lower() in entry.frame.but or child.lower_ in entry.frame.but


def right_part(verb: Token) -> Content:
    """From the verb to the end of what hangs on it."""
    end = verb.right_edge
    return verb.idx + len(verb.text), end.idx + len(end.text)


def _followed_by_name(child: Token) -> bool:
    """Whether an object is followed by what it is called: "called the ruling a disgrace"."""
    after = child.right_edge.i + 1
    if after >= len(child.doc) or child.right_edge.i - child.i > 3:
        return False
    following = child.doc[after]
    return following.lower_ in ("a", "an", "the", "“", '"') or (
        following.pos_ == "ADJ" and following.head.dep_ != "pobj"
    )
