"""Who says it: from the verb or noun that carries a claim to the words and the actor behind them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from spacy.tokens import Doc, Token

from analysis.extract.claims.draft import Source
from analysis.extract.claims.grammar import agent_of
from analysis.extract.claims.words import word_list
from analysis.extract.places import text_of
from analysis.extract.pronouns import PRONOUNS
from analysis.extract.records import Mention

RELATIVES = frozenset(["who", "which", "that", "whom"])
_QUANTITIES = frozenset(["number", "couple", "handful", "variety", "range", "series", "lot", "host", "array"])
# nouns of persons that no list holds: "pamphleteer", "environmentalist", "questioner"
_PERSONAL_ENDINGS = (
    "ist",
    "ists",
    "er",
    "ers",
    "or",
    "ors",
    "eer",
    "ician",
    "arian",
    "crat",
    "man",
    "woman",
    "men",
    "person",
)
# nouns that stand for the state or body named beside them: "the Norwegian government", "the Kim regime"
STAND_INS = frozenset(["government", "administration", "regime", "leadership"])
_CUT = frozenset(["relcl", "acl", "appos", "punct", "parataxis", "advcl", "ccomp"])

_CUT_PREPOSITIONS = frozenset(
    ["including", "after", "before", "during", "since", "despite", "amid", "like", "as", "following", "than"]
)


def phrase(head: Token) -> tuple[int, int]:
    """Characters of the noun phrase around its head, cut before relative clauses and appositions."""
    last = head
    for child in head.rights:
        if child.dep_ in _CUT or (child.dep_ == "prep" and child.lower_ in _CUT_PREPOSITIONS):
            break
        last = child.right_edge
        for inner in child.subtree:
            if inner.dep_ in ("relcl", "acl") and inner.left_edge.i > head.i:
                last = inner.left_edge.nbor(-1)
                break
    start = head.left_edge
    while (
        start.i < head.i and (start.is_punct or start.dep_ in ("cc", "preconj", "advmod")) and start.lower_ != "both"
    ):
        start = start.nbor(1)
    if last.i > head.i and last.is_punct:
        last = last.nbor(-1)
    return start.idx, last.idx + len(last.text)


def _mention_starts(doc: Doc) -> list[int]:
    starts = doc.user_data.get("claim_mention_starts")
    if starts is None or len(starts) != len(doc._.mentions):
        starts = [mention.start for mention in doc._.mentions]
        doc.user_data["claim_mention_starts"] = starts
    return starts


def mentions_between(doc: Doc, start: int, end: int) -> tuple[Mention, ...]:
    """The mentions that start in [start, end)."""
    starts = _mention_starts(doc)
    return doc._.mentions[bisect_left(starts, start) : bisect_left(starts, end)]


def kinds_of_actors(doc: Doc) -> dict[str, str]:
    """Kind of each actor that the doc mentions, by id."""
    kinds = doc.user_data.get("claim_actor_kinds")
    if kinds is None or len(doc.user_data["claim_mention_starts"]) != len(doc._.mentions):
        _mention_starts(doc)
        kinds = {mention.actor_id: mention.kind for mention in doc._.mentions}
        doc.user_data["claim_actor_kinds"] = kinds
    return kinds


def _with_surname(doc: Doc, surname: str) -> str | None:
    """The first person of the doc whose name ends in the word."""
    surnames = doc.user_data.get("claim_surnames")
    if surnames is None:
        surnames = {}
        for mention in doc._.mentions:
            if mention.kind == "person" and mention.actor:
                surnames.setdefault(mention.actor.split()[-1], mention.actor_id)
        doc.user_data["claim_surnames"] = surnames
    return surnames.get(surname)


def mention_at(doc: Doc, char: int) -> Mention | None:
    """The mention that holds the character."""
    index = bisect_right(_mention_starts(doc), char) - 1
    if index >= 0 and doc._.mentions[index].end > char:
        return doc._.mentions[index]
    return None


def source(head: Token) -> Source:
    """The source that the noun or pronoun `head` names: an actor's id where one actor is meant, else the words."""
    head = _owned(head)
    start, end = phrase(head)
    if head.dep_ == "poss":  # "the ministry's claim" is the ministry's
        words = text_of(head.doc)[start:end]
        end -= len(words) - len(words.removesuffix("'s").removesuffix("’s").rstrip())
    return Source(source_name(head, (start, end)), start, end)


def _owned(head: Token) -> Token:
    """What somebody's "…'s" belongs to, where the parser took the owner for the head: "Oman's Times said"."""
    doc = head.doc
    if head.dep_ == "poss" or head.i + 2 >= len(doc) or doc[head.i + 1].tag_ != "POS":
        return head
    last = head
    for token in doc[head.i + 2 : head.i + 8]:
        if token.pos_ not in ("NOUN", "PROPN", "ADJ"):
            break
        last = token
    return last


def source_name(head: Token, span: tuple[int, int], *, depth: int = 0) -> str | None:
    """Actor id of the head of a noun phrase, else its words."""
    doc = head.doc
    words = " ".join(text_of(doc)[span[0] : span[1]].split())
    if depth > 3:
        return words
    if head.lower_ in RELATIVES:
        antecedent = relative_head(head)
        return source_name(antecedent, phrase(antecedent), depth=depth + 1) if antecedent is not None else words
    several = _several_persons(head)
    if several:
        return several
    if any(
        child.dep_ == "conj" and child.pos_ in ("PROPN", "NOUN") and child.idx < span[1] for child in head.children
    ):
        return words
    mention = mention_at(doc, head.idx)
    if mention is not None:
        return mention.actor_id
    for child in head.children:
        if child.dep_ == "appos":
            named = mention_at(doc, child.idx)
            if named is not None and (named.kind == "person" or head.lower_ in ("group", "agency", "company")):
                return named.actor_id
    if head.pos_ == "PROPN" and len(head.text) > 2:
        alone = _with_surname(doc, head.text)
        if alone is not None:
            return alone
    if head.lower_ == "members" and any(child.lower_ == "the" for child in head.children):
        for child in head.children:  # "the members of the Security Council" say it together: it is the body's word
            body = next((mention_at(doc, inner.idx) for inner in child.children if child.lower_ == "of"), None)
            if body is not None and body.kind == "bloc":
                return body.actor_id
    owner = owner_of(head)
    if owner is not None and head.lemma_.lower() in STAND_INS | word_list("texts"):
        named = mention_at(doc, owner.idx)
        if named is not None:
            # "the Obama administration" is the state that the person leads
            leads = named.kind == "person" and head.lemma_.lower() in STAND_INS
            return named.country or named.actor_id if leads else named.actor_id
        if head.lemma_.lower() in word_list("texts"):
            return source_name(owner, phrase(owner), depth=depth + 1)
    return words


def _several_persons(head: Token) -> str | None:
    """The names of two or more persons joined by "and", None where there is one.

    Titles stand between them ("…, and Foreign Minister …"), at which the parser loses the list.
    """
    doc = head.doc
    names: list[str] = []
    joined = False
    last = head.left_edge.i
    for token in doc[head.left_edge.i : min(head.left_edge.i + 60, len(doc))]:
        if token.pos_ in ("VERB", "AUX") or token.text in (".", ";", ":") or token.lower_ in RELATIVES:
            break
        joined = joined or (bool(names) and token.lower_ == "and")
        mention = mention_at(doc, token.idx)
        if mention is None or mention.kind != "person" or mention.form != "name" or mention.actor in names:
            continue
        if names and (doc[token.i - 1].pos_ == "ADP" or not _listed(doc, last, token.i)):
            break
        names.append(mention.actor)
        last = token.i
    return ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 and joined else None


def _listed(doc: Doc, start: int, end: int) -> bool:
    """Whether a comma or an "and" stands between two names."""
    return any(token.text == "," or token.lower_ == "and" for token in doc[start:end])


def owner_of(head: Token) -> Token | None:
    """The word for whose government or statement the noun is: "Oman's", "Omani", "by Oman", "from Oman"."""
    for child in head.children:
        if child.dep_ in ("poss", "compound", "amod", "nmod") and mention_at(head.doc, child.idx):
            return child
    for child in head.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from", "of"):
            for inner in child.children:
                if inner.dep_ == "pobj" and (child.lower_ != "of" or mention_at(head.doc, inner.idx)):
                    return inner
        if child.dep_ == "acl" and child.lemma_ in ("release", "issue", "publish", "post", "write", "sign"):
            agent = agent_of(child)
            if agent is not None:
                return agent
    return None


def relative_head(pronoun: Token) -> Token | None:
    """The noun that a relative pronoun stands for."""
    verb = pronoun.head
    for _ in range(4):
        if verb.dep_ == "relcl":
            return verb.head
        if verb.head == verb:
            return None
        verb = verb.head
    return None


def can_speak(head: Token, wanted: str) -> bool:
    """Whether the subject is one that can say something: a person or body, for `document` also something written."""
    if wanted == "anyone" or head.lower_ in PRONOUNS or head.lower_ == "who":
        return True
    if head.lower_ in RELATIVES:
        antecedent = relative_head(head)
        if antecedent is None and head.i > 0 and head.lower_ in ("which", "who"):
            antecedent = head.nbor(-2) if head.nbor(-1).text == "," and head.i > 1 else head.nbor(-1)
        return antecedent is not None and antecedent.lower_ not in RELATIVES and can_speak(antecedent, wanted)
    lemma = head.lemma_.lower()
    if mention_at(head.doc, head.idx) or head.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return True
    if head.pos_ == "PROPN":
        return True
    if lemma in word_list("speakers") or head.tag_ == "CD":
        return True
    if lemma in word_list("things"):
        return wanted == "document" and lemma in word_list("texts")
    if lemma in _QUANTITIES:
        return any(
            can_speak(inner, wanted)
            for child in head.children
            if child.dep_ == "prep" and child.lower_ == "of"
            for inner in child.children
            if inner.dep_ == "pobj"
        )
    if head.pos_ == "NOUN" and lemma.endswith(_PERSONAL_ENDINGS) and len(lemma) > 5:
        return True
    return wanted == "document" and lemma in word_list("texts")
