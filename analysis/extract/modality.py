"""What a verb's own auxiliaries, adverbs and conditions say of it; what a noun's own modifiers say of it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from analysis.extract.cues import Cue, cue, entry_for, tables, word_entry
from analysis.extract.negation import negator

# verbs after which a past "would" only looks ahead: "said it would supply"
REPORTING = frozenset(
    """say tell announce state report declare add note confirm pledge promise vow agree insist stress argue explain
    write tweet reveal disclose reiterate indicate signal predict warn claim acknowledge admit assert maintain
    decide inform assure specify guarantee know emphasize emphasise expect think believe hint""".split()
)
FAR = 80  # words from a verb to its question mark, at most
MODAL_FORMS = {"'ll": "will", "’ll": "will", "wo": "will", "'d": "would", "’d": "would", "ca": "can", "sha": "shall"}


def verb_cues(verb: Token, *, reported: bool = False, shared: bool = False) -> Iterator[Cue]:
    """Cues on the verb itself: modal, negation, adverb, condition.

    Args:
        verb: the predicate.
        reported: it stands in somebody's reported words, where "would" is only a future seen from the past.
        shared: it is the first of two conjoined verbs and lends its auxiliaries to the second: conditions and
            adverbs that stand on it alone are left out.
    """
    modal = None
    for child in _helped(verb):
        low = child.lower_
        if child.dep_ in ("aux", "auxpass") and child.i < verb.i + 3:
            found = word_entry("modals", MODAL_FORMS.get(low, low)) if child.tag_ == "MD" else None
            if found is not None:
                modal = child
                yield _modal(verb, child, found.id, reported)
        elif child.dep_ == "advmod" and not shared:
            found = word_entry("adverbs", low)
            if found is not None and found.id != "not":
                yield cue(found, child.text)
        elif child.dep_ in ("mark", "advmod") and not shared:
            found = word_entry("marks", low)
            if found is not None and low != "to":
                yield cue(found, child.text)
        if child.dep_ == "mark" and not shared and low in ("if", "whether", "unless"):
            yield cue(tables()["marks"][low], child.text)
        if child.dep_ == "advcl" and not shared:
            for grand in child.children:
                if grand.dep_ == "mark" and grand.lower_ in ("if", "unless", "provided", "providing"):
                    yield Cue("if", grand.text, None, None, "possible")
    if not shared:
        yield from _inverted(verb)
    words = negator(verb)
    if words:
        # what will, would or can not happen is broken off; what did not happen has only not happened
        yield Cue("not", words, "ended" if modal is not None and _refusing(modal) else None, "negated", None)


def _inverted(verb: Token) -> Iterator[Cue]:
    """What an auxiliary before the subject says: a question that may be answered by no, or a condition."""
    subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    if subject is None:
        return
    first = next((word for word in (*_helped(verb), verb) if word.pos_ == "AUX" and word.i < subject.i), None)
    if first is None:
        return
    if verb.dep_ in ("advcl", "ccomp") and first.lower_ in ("had", "were", "should") and first.i == verb.left_edge.i:
        yield Cue("if", first.text, None if first.lower_ == "had" else "proposed", None, "possible")
    elif _asks(verb) and not any(
        child.left_edge.tag_.startswith("W") for child in verb.children if child.i < first.i
    ):
        yield cue(tables()["marks"]["whether"], f"{first.text} …?")


def _asks(verb: Token) -> bool:
    """Whether the sentence ends in a question mark."""
    for word in verb.doc[verb.i : verb.i + FAR]:
        if word.text == "?":
            return True
        if word.i > verb.i and word.is_sent_start:
            return False
    return False


def _helped(verb: Token) -> Iterator[Token]:
    """The verb's children, and what the parser hung on an auxiliary instead ("may" on "have" in "may have armed")."""
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass"):
            yield from (grand for grand in child.children if grand.dep_ == "aux")
        yield child


def _refusing(modal: Token) -> bool:
    return MODAL_FORMS.get(modal.lower_, modal.lower_) in ("will", "would", "can", "could", "shall")


def _modal(verb: Token, modal: Token, entry: str, reported: bool) -> Cue:
    if entry == "would" and reported and not any(child.lower_ == "have" for child in verb.children):
        return cue(tables()["modals"]["will"], modal.text)
    if entry in ("would", "may") and negator(verb) and _refusing(modal):
        return Cue(entry, modal.text, "ended", None, None)
    found = tables()["modals"][MODAL_FORMS.get(modal.lower_, modal.lower_)]
    if found.stage == "proposed" and any(child.lower_ == "have" for child in verb.children):
        return Cue(entry, modal.text, None, None, found.certainty)  # "may have sold": past, only unsure
    return cue(found, modal.text)


def reported_clause(verb: Token) -> bool:
    """Whether the verb's clause is what somebody says, thinks or promises."""
    node = verb
    for _ in range(4):
        if node.dep_ in ("ccomp", "acl") and (
            node.head.lemma_.lower() in REPORTING or (node.head.pos_ in ("NOUN", "PROPN") and node.dep_ == "acl")
        ):
            return node.dep_ == "ccomp" or any(child.dep_ == "mark" for child in node.children)
        if node.dep_ not in ("conj", "xcomp"):
            return False
        node = node.head
    return False


def noun_cues(noun: Token) -> Iterator[Cue]:
    """Cues on the noun itself: `no`, and adjectives such as potential, alleged, planned, suspended."""
    for child in noun.children:
        if child.dep_ in ("amod", "advmod", "compound", "nmod") and child.i < noun.i:
            found = entry_for(child) if child.dep_ == "amod" else None
            if child.dep_ == "amod" and child.pos_ == "VERB":
                entry = tables()["adjectives"].get(child.lower_)
                found = (entry, child.text) if entry else None
            if child.dep_ == "advmod":
                entry = word_entry("adverbs", child.lower_)
                found = (entry, child.text) if entry and entry.id != "not" else None
            if found and not found[0].only_negated:
                yield cue(*found)
        elif child.dep_ == "acl" and child.tag_ == "VBN" and child.i == noun.i + 1:
            entry = tables()["adjectives"].get(child.lower_)  # "talks planned for May"
            if entry and not entry.only_negated:
                yield cue(entry, child.text)
    words = negator(noun)
    if words:
        yield Cue("not", words, None, "negated", None)
