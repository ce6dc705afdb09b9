"""Complements that are reported speech: quotations, clauses, asides, infinitives and gerunds."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.extract.claims import contents
from analysis.extract.claims.grammar import cue_span, extent, hull, trimmed
from analysis.extract.claims.objects import object_
from analysis.extract.claims.use import Content, Use, means_something_else, source_span
from analysis.extract.places import text_of


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
    if before is not None and (_adds(verb) or (before.start > sent.start_char and _reports(verb))):
        before = None  # '"…," she said, adding that', 'on "Face the Nation," she said that'
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


def _reports(verb: Token) -> bool:
    """Whether a clause of its own hangs on the verb, behind it."""
    return any(child.dep_ == "ccomp" and child.i > verb.i for child in verb.children)


def _adds(verb: Token) -> bool:
    """Whether a participle goes on from a quotation with a clause of its own: "adding that", "arguing it was late"."""
    return verb.tag_ == "VBG" and contents.clause_after(verb) is not None


def _has_own_content(verb: Token) -> bool:
    return any(
        child.dep_ in ("ccomp", "xcomp", "dobj", "oprd", "attr") and child.i > verb.i for child in verb.children
    )


def _left_open(verb: Token, end: int) -> bool:
    """Whether a quotation ends in a way that leaves its cue to follow: "Why?" he asked."""
    return text_of(verb.doc)[end - 2 : end - 1] in ("?", "!", ",", "…", "—", "-")


def clause(use: Use) -> Content | None:
    """A verb of saying or thinking with the clause that it reports."""
    picture = use.subject is not None and use.subject.lemma_.lower() in _PICTURES
    if picture and any(_seen(child) for child in use.verb.rights):
        return None
    return contents.clause_after(use.verb)


_PICTURES = frozenset("video photo photograph picture image footage clip film television painting mural".split())


def _seen(child: Token) -> bool:
    """What a picture shows somebody doing: "the video showed soldiers burning a house"."""
    return child.dep_ == "ccomp" and child.tag_ == "VBG" and not any(one.dep_ == "aux" for one in child.children)


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
        if child != use.subject and child.lower_ not in use.entry.particle
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


def any_(use: Use) -> Content | None:
    """A plain verb of saying, whatever follows."""
    if any(child.dep_ == "dobj" and means_something_else(child, use.entry) for child in use.verb.rights):
        return None
    return infinitive(use) or object_(use) or contents.remainder(use.verb, cue_span(use.verb), source_span(use))
