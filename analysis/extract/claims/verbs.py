"""Claims carried by verbs: "said", "denies", "is believed to", "called on both sides to".

The vocabulary says which complements a verb takes (`claim_verbs.yaml`); `complements` finds them.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from analysis.extract.claims.candidates import with_lemma
from analysis.extract.claims.complements import RULES, preposition
from analysis.extract.claims.contents import sentence_of
from analysis.extract.claims.draft import Draft
from analysis.extract.claims.grammar import cue_span, extent, hull, is_verb
from analysis.extract.claims.kinds import kind_of
from analysis.extract.claims.sources import can_speak, mention_at, source
from analysis.extract.claims.subjects import source_of_verb
from analysis.extract.claims.unsaid import told_to, unreal
from analysis.extract.claims.use import Content, Use
from analysis.extract.claims.words import Verb, verb_hashes, verbs
from analysis.extract.nobody import no_one

# a statement that nobody makes is none; something believed, alleged or asked by nobody named is a claim
_BY_NOBODY = frozenset(["opinion", "allegation", "directive"])
# statements whose passive counts without anybody named: "it is reported that", "is said to"
_HEARSAY_PASSIVES = frozenset(
    ["say", "report", "rumour", "rumor", "claim", "allege", "announce", "tell", "inform", "confirm"]
)


def verb_claims(doc: Doc) -> Iterator[Draft]:
    """Every claim that a verb carries."""
    table = verbs()
    for token in with_lemma(doc, verb_hashes()):
        entries = table.get(token.lemma_.lower())
        if entries is None or not (is_verb(token) or _is_inverted(token)) or token.dep_ == "amod" or _is_name(token):
            continue
        if unreal(token) or told_to(token):
            continue
        draft = _claim(token, entries)
        if draft is not None:
            yield draft


def _claim(verb: Token, entries: tuple[Verb, ...]) -> Draft | None:
    subject, passive = source_of_verb(verb)
    uses: list[tuple[Use, list[Token]]] = []
    for entry in entries:
        particles = _particles(verb, entry)
        if particles is not None and _may_be_said_by(verb, subject, passive, entry):
            uses.append((Use(verb, entry, subject, passive), particles))
    if uses and uses[0][1]:
        uses = uses[:1]  # "point out" is not "point"
    found = _complement([use for use, _ in uses])
    if found is None:
        return None
    rule, content, use = found
    if subject is None and (not _counts_without_source(use, rule) if passive else rule != "quote"):
        return None
    particles = next(tokens for other, tokens in uses if other is use)
    prepositions = [
        child
        for child in verb.rights
        if child.dep_ == "prt" or (child.dep_ == "prep" and child.i == verb.i + 1 and rule in ("preposition", "as"))
    ]
    who = source(subject) if subject is not None else None
    if use.entry.frame.id == "citing" and rule == "object":
        cited = next((c for c in verb.rights if c.dep_ == "dobj" and can_speak(c, "speaker")), None)
        if cited is not None:  # "citing officials": it is they who say it
            who, content = source(cited), _main_clause(verb) or content
    start, end = cue_span(verb, *particles, *prepositions)
    if who is not None and who.start < start < who.end <= verb.idx:
        start = who.end
    return Draft(start, end, who, content, kind_of(use, rule), f"verb-{rule}", use.entry.frame.id)


def _main_clause(verb: Token) -> Content | None:
    """The sentence that "citing officials" hangs on."""
    head = verb.head
    if verb.dep_ in ("advcl", "acl", "prep", "pcomp") and head != verb:
        return hull(extent(head))
    return None


def _complement(uses: list[Use]) -> tuple[str, Content, Use] | None:
    for use in uses:  # a preposition right behind the verb names its frame: "asked for", "called on"
        words = use.entry.frame.takes - RULES.keys()
        following = use.verb.nbor(1).lower_ if use.verb.i + 1 < len(use.verb.doc) else ""
        if following in words and "direct" not in use.entry.frame.takes:
            direct = next((other for other in uses if "direct" in other.entry.frame.takes), None)
            if direct is not None and (content := RULES["direct"](direct)) is not None:
                return "direct", content, direct
            if (content := preposition(use, words)) is not None:
                return "preposition", content, use
    for name, rule in RULES.items():
        for use in uses:
            if name in use.entry.frame.takes or (
                "any" in use.entry.frame.takes and name in ("quote", "clause", "aside")
            ):
                content = rule(use)
                if content is not None:
                    return name, content, use
    for use in uses:
        words = use.entry.frame.takes - RULES.keys()
        if words and (content := preposition(use, words)) is not None:
            return "preposition", content, use
    return None


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


def _may_be_said_by(verb: Token, subject: Token | None, passive: bool, entry: Verb) -> bool:
    if subject is None:
        return passive or entry.frame.id == "saying"
    if subject.lower_ in ("nobody", "none") or no_one(subject):
        return False  # "no one has claimed responsibility"
    if (
        subject.lower_ == "it"
        and verb.tag_ == "VB"
        and subject.head.lemma_ == "be"
        and verb.dep_ in ("xcomp", "ccomp")
    ):
        return False  # "it was not possible to verify the claim": it is nobody
    if (
        subject.lower_ == "it"
        and (verb.tag_ == "VB" or entry.frame.source == "speaker")
        and entry.frame.kind == "statement"
    ):
        return False  # "it highlights", "it is important to note": a thing, or nobody
    if verb.dep_ == "xcomp" and verb.head.lemma_ in ("decline", "refuse"):
        return False  # "declined to comment" is one claim
    if verb.tag_ == "VBN" and not passive and not any(child.dep_ in ("aux", "auxpass") for child in verb.children):
        return verb.dep_ not in ("advcl", "acl")
    return can_speak(subject, entry.frame.source)


def _counts_without_source(use: Use, rule: str) -> bool:
    """ "It is reported that", "is believed to", "was accused of": whoever says it is left out."""
    if use.entry.frame.kind in _BY_NOBODY:
        return use.entry.frame.kind != "directive" or rule == "direct"
    return use.verb.lemma_ in _HEARSAY_PASSIVES and any(child.dep_ in ("xcomp", "ccomp") for child in use.verb.rights)


def _is_inverted(token: Token) -> bool:
    """A verb taken for a noun after a comma or a quotation: ", reports the daily"."""
    return (
        token.lower_ in ("reports", "says", "notes", "writes", "claims")
        and token.i > 0
        and token.nbor(-1).text in (",", "”", '"')
    )


def _is_name(token: Token) -> bool:
    """Whether a capitalised word inside a name was taken for a verb ("General Saw")."""
    if not token.is_title or token.i == 0 or token.is_sent_start or _in_headline(token):
        return False
    return mention_at(token.doc, token.idx) is not None or (
        token.nbor(-1).is_title
        and token.i + 1 < len(token.doc)
        and token.nbor(1).is_title
        and token.ent_type_ == "PERSON"
    )


def _in_headline(verb: Token) -> bool:
    """Whether a capitalised verb in -s stands in a line that is all in title case: "Premier Says Talks Have Failed"."""
    if verb.tag_ != "VBZ" or verb.dep_ not in ("ROOT", "ccomp") or not any(c.dep_ == "nsubj" for c in verb.children):
        return False
    sent = sentence_of(verb)
    long = [word for word in verb.doc[sent.start : sent.end] if word.is_alpha and len(word) > 3]
    return len(long) > 3 and all(word.text[:1].isupper() for word in long)
