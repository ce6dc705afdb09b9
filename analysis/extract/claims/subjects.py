"""From a verb to the word for whoever says it, also where the parser or the syntax hides it."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.extract.claims.grammar import agent_of, cut_off, is_passive, is_verb
from analysis.extract.claims.sources import RELATIVES, can_speak, owner_of
from analysis.extract.claims.words import word_list


def subject_of(verb: Token, *, depth: int = 0) -> Token | None:
    """The word that does what the verb says, also where the verb shares the subject of another one."""
    if depth > 6:
        return None
    own = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    if own:
        # "what the envoy said were lies": the parser may hang both words on the verb
        speakers = [child for child in own if child.lower_ not in RELATIVES and child.lower_ != "what"]
        return (speakers or own)[-1]
    head = verb.head
    if verb.dep_ in ("conj", "xcomp", "advcl", "aux", "dep", "ccomp") and head != verb:
        if verb.dep_ == "xcomp" and is_verb(head):
            given = [child for child in head.children if child.dep_ in ("dobj", "dative") and child.i < verb.i]
            given += [
                inner
                for child in head.children
                if child.dep_ == "prep" and child.lower_ in ("on", "upon", "for", "with", "to") and child.i < verb.i
                for inner in child.children
                if inner.dep_ == "pobj" and head.lemma_ in ("call", "appeal", "plead", "count", "rely", "prevail")
            ]
            if given and head.lemma_ not in ("promise", "use", "take"):
                return given[-1]
        if verb.dep_ == "ccomp" and (verb.tag_ in ("VBD", "VBZ", "VBP") or head.i > verb.i):
            return None
        if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.i > head.i:
            outer = _reporting_verb(head)
            if outer is not None:
                return subject_of(outer, depth=depth + 1)
        return subject_of(head, depth=depth + 1)
    if verb.dep_ in ("acl", "relcl") and head.pos_ in ("NOUN", "PROPN", "PRON"):
        if verb.tag_ == "VBG" and verb.dep_ == "acl":
            return _author(head, depth)
        return head
    if verb.dep_ == "pcomp":
        above = head.head
        told = [child for child in above.children if child.dep_ == "dobj" and child.i < verb.i]
        if head.lower_ == "as" and told and above.lemma_ in ("quote", "cite"):
            return told[0]  # "quoted him as saying"
        return subject_of(above, depth=depth + 1) if is_verb(above) or above.pos_ == "AUX" else above
    return None


def _author(noun: Token, depth: int) -> Token:
    """Whoever issued the statement that "urges": the subject of "issued a statement urging", else the noun itself."""
    verb = noun
    while verb.head != verb and not is_verb(verb):
        verb = verb.head
    published = noun.lemma_.lower() in word_list("texts") and noun.dep_ == "dobj"
    mute = not can_speak(noun, "document")  # "set out the French position, saying": a position says nothing
    if is_verb(verb) and (mute or (published and owner_of(noun) is None)):
        subject = subject_of(verb, depth=depth + 1)
        if subject is not None and can_speak(subject, "speaker"):
            return subject
    return noun


def _inverted_subject(verb: Token) -> Token | None:
    """The noun right after the verb, where the verb follows a comma or a quotation: ", said the envoy"."""
    if verb.i == 0 or verb.nbor(-1).text not in (",", "”", '"', "''", "’", "'", "?", "!"):
        return None
    for token in verb.doc[verb.i + 1 : verb.i + 7]:
        if token.pos_ in ("PROPN", "NOUN", "PRON"):
            while token.dep_ in ("compound", "amod", "nmod", "poss", "det") and token.head.i > token.i:
                token = token.head
            return token
        if token.pos_ not in ("DET", "ADJ", "NUM", "ADV"):
            return None
    return None


def _next_to(verb: Token) -> Token | None:
    """The person or body named right before a finite verb that the parser left without a subject."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.i == 0:
        return None
    token = verb.nbor(-1)
    if token.pos_ == "ADV" and token.i:
        token = token.nbor(-1)
    named = token.pos_ == "PROPN" or token.tag_ == "PRP" or token.lower_ == "who"
    return token if named and can_speak(token, "speaker") else None


def _reporting_verb(verb: Token) -> Token | None:
    """The verb that reports the clause in which `verb` stands: "said the offer failed, adding …" adds what was said."""
    for _ in range(4):
        if verb.dep_ == "ccomp" and is_verb(verb.head) and verb.head.lemma_ in _REPORTING and verb.head.i < verb.i:
            return verb.head
        if verb.dep_ not in ("conj", "advcl", "xcomp", "acomp") or verb.head == verb:
            return None
        verb = verb.head
    return None


_REPORTING = frozenset(
    ["say", "tell", "state", "claim", "note", "write", "announce", "add", "report", "insist", "argue", "stress"]
)


def source_of_verb(verb: Token) -> tuple[Token | None, bool]:
    """The word for whoever says it, and whether the verb is passive (then it is the agent, if there is one)."""
    if is_passive(verb):
        return agent_of(verb), True
    subject = subject_of(verb)
    if subject is None or (subject.head == verb and cut_off(subject, verb)):
        turned = _inverted_subject(verb)
        if subject is None or (turned is not None and turned.head == verb and can_speak(turned, "speaker")):
            subject = turned or _next_to(verb)
    return (_past_dateline(subject, verb) if subject is not None else None), False


def _past_dateline(subject: Token, verb: Token) -> Token:
    """The subject behind a dateline that the parser took for it: "Oslo, May 2 (AP) -- The envoy said"."""
    if subject.i > subject.sent.start + 12 or subject.i >= verb.i:
        return subject
    dash = next((token for token in verb.doc[subject.i : verb.i] if token.text in _DASHES), None)
    if dash is None or dash.i > subject.sent.start + 16 or dash.i + 1 >= verb.i or dash.nbor(1).lower_ in RELATIVES:
        return subject
    if not verb.doc[subject.sent.start].is_title and not verb.doc[subject.sent.start].is_upper:
        return subject
    if any(token.pos_ in ("VERB", "AUX") for token in verb.doc[subject.sent.start : dash.i]):
        return subject
    token = dash.nbor(1)
    while (
        token.head.i > token.i
        and token.dep_ in ("compound", "amod", "det", "nmod", "poss", "nummod")
        and token.head.i < verb.i
    ):
        token = token.head
    return (
        token
        if token.pos_ in ("NOUN", "PROPN", "PRON")
        and any(t.text in _DASHES for t in verb.doc[max(0, token.i - 8) : token.i])
        else subject
    )


_DASHES = frozenset(["--", "—", "–", "―"])
