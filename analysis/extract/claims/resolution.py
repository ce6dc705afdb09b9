"""From what the rules found to the claims of a doc: one record a cue, none for what a quotation says in passing."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from analysis.extract.claims.draft import Draft
from analysis.extract.claims.quotations import quotation_at, sentence_like
from analysis.extract.claims.speakers import named
from analysis.extract.claims.words import word_list
from analysis.extract.places import text_of, token_at
from analysis.extract.pronouns import FIRST


def resolved(doc: Doc, drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts that stand, in order of appearance."""
    ordered = sorted(drafts, key=lambda draft: (draft.start, draft.end))
    return _own_opinions(
        doc, _cut_at_next(named(doc, list(_one_a_cue(_without_intentions(doc, _outside_quotations(doc, ordered))))))
    )


def _without_intentions(doc: Doc, drafts: list[Draft]) -> list[Draft]:
    """Without what somebody is said to do in order to say something: "asked them to explain"."""
    kept = []
    for draft in drafts:
        text = text_of(doc)[draft.start : draft.end]
        told = text.startswith("to ") and any(
            other is not draft
            and other.content is not None
            and other.content[0] <= draft.start < other.content[1]
            and other.start < draft.start
            for other in drafts
        )
        if not told:
            kept.append(draft)
    return kept


def _one_a_cue(drafts: list[Draft]) -> Iterable[Draft]:
    last = -1
    for draft in drafts:
        if draft.start >= last:
            last = draft.end
            yield draft


def _outside_quotations(doc: Doc, drafts: list[Draft]) -> list[Draft]:
    """Without the cues inside a quotation, save those by which the quoted speaker claims something."""
    kept = []
    for draft in drafts:
        held = None if draft.rule in ("turn", "signature") else quotation_at(doc, draft.start)
        if held is None or not sentence_like(text_of(doc), held) or _speaks_for_himself(doc, draft):
            kept.append(draft)
    return kept


def _speaks_for_himself(doc: Doc, draft: Draft) -> bool:
    if draft.source is None:
        return False
    words = text_of(doc)[draft.source.start : draft.source.end].lower()
    if words not in FIRST:
        return False
    span = doc.char_span(draft.start, draft.end, alignment_mode="expand")
    return span is not None and any(token.lemma_.lower() in word_list("performatives") for token in span)


def _cut_at_next(drafts: list[Draft]) -> list[Draft]:
    """Contents cut where the same source goes on to a further claim: "said it would, and warned that"."""
    out = []
    for index, draft in enumerate(drafts):
        for later in drafts[index + 1 : index + 5]:
            if (
                draft.content is not None
                and draft.source is not None
                and later.source is not None
                and later.source.start == draft.source.start
                and draft.end <= draft.content[0] < later.start - 8 < later.end <= draft.content[1]
            ):
                draft = draft._replace(content=(draft.content[0], later.start - 1))
        out.append(draft)
    return out


def _own_opinions(doc: Doc, drafts: list[Draft]) -> list[Draft]:
    """ "Said they hope", "said he did not think": one claim, an opinion, and no second one."""
    out: list[Draft] = []
    for draft in drafts:
        outer = _told_by_same(draft, out[-3:])
        if outer is None:
            out.append(draft)
            continue
        if outer.content is not None and _goes_on(doc, draft):
            out[out.index(outer)] = outer._replace(content=(outer.content[0], _before_and(doc, draft)))
            out.append(draft._replace(source=outer.source))
            continue
        opening = (
            outer.content is not None and draft.source is not None and draft.source.start <= outer.content[0] + 6
        )
        if outer.kind == "statement" and draft.kind == "opinion" and opening:
            out[out.index(outer)] = outer._replace(kind="opinion")
    return out


def _goes_on(doc: Doc, draft: Draft) -> bool:
    """Whether a second verb of speech follows after "and": "said it opposed the test and warned the rebels"."""
    token = token_at(doc, draft.start)
    finite = token.tag_ == "VBD" and not any(child.dep_ in ("nsubj", "aux", "neg") for child in token.children)
    told = draft.kind in ("directive", "statement", "allegation", "denial")
    return finite and told and text_of(doc)[: draft.start].rstrip().endswith((" and", " but"))


def _before_and(doc: Doc, draft: Draft) -> int:
    return len(text_of(doc)[: draft.start].rstrip().removesuffix("and").removesuffix("but").rstrip(" ,"))


def _told_by_same(draft: Draft, before: list[Draft]) -> Draft | None:
    """The claim in whose clause the same speaker goes on about himself."""
    if draft.source is None or not draft.rule.startswith(("verb", "adjective")):
        return None
    for outer in reversed(before):
        if (
            outer.rule == "verb-clause"
            and outer.content is not None
            and outer.source is not None
            and outer.source.name == draft.source.name
            and outer.source.start != draft.source.start
            and outer.content[0] <= draft.source.start
            and draft.end <= outer.content[1]
        ):
            return outer
    return None
