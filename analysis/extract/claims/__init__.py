"""Find attribution statements in a doc: who says what, by which words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from spacy.tokens import Doc

from analysis.extract.claims import complements, layout, phrases
from analysis.extract.claims.adjectives import adjective_claims
from analysis.extract.claims.draft import Draft
from analysis.extract.claims.nouns import noun_claims
from analysis.extract.claims.quotations import quotations_between
from analysis.extract.claims.resolution import resolved
from analysis.extract.claims.verbs import verb_claims
from analysis.extract.places import evidence, sentence_at, text_of
from analysis.extract.records import Claim

# what found a claim: its first line says why
RULES: Mapping[str, Callable[..., object]] = {
    **{f"verb-{name}": rule for name, rule in complements.RULES.items()},
    "verb-preposition": complements.preposition,
    "noun": noun_claims,
    "adjective": adjective_claims,
    **phrases.RULES,
    **layout.RULES,
}


def claims(doc: Doc) -> Iterator[Claim]:
    """Every claim, in order of appearance."""
    said = [*verb_claims(doc), *adjective_claims(doc), *noun_claims(doc)]
    set_phrases = [draft for rule in (*phrases.RULES.values(), *layout.RULES.values()) for draft in rule(doc)]
    for draft in resolved(doc, [*said, *set_phrases]):
        yield _record(doc, draft)


def _record(doc: Doc, draft: Draft) -> Claim:
    sentence = sentence_at(doc, draft.start)
    content = draft.content if draft.content and draft.content[0] < draft.content[1] else None
    return Claim(
        sentence=sentence,
        start=draft.start,
        end=draft.end,
        text=text_of(doc)[draft.start : draft.end],
        source=draft.source.name if draft.source else None,
        source_start=draft.source.start if draft.source else None,
        source_end=draft.source.end if draft.source else None,
        content_start=content[0] if content else None,
        content_end=content[1] if content else None,
        kind=draft.kind,
        quoted=bool(content and quotations_between(doc, content[0], content[1])),
        evidence=evidence(doc, sentence),
        rule=draft.rule,
    )
