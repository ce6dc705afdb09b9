"""The actors that a doc mentions: known names first, then names by their form, then what refers back to them."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from analysis.extract.gazetteer import Match, known, wikidata
from analysis.extract.places import sentence_at
from analysis.extract.records import Mention
from analysis.extract.slugs import slug
from analysis.extract.words import Words, words

__all__ = ["mentions", "wikidata"]


def mentions(doc: Doc) -> Iterator[Mention]:
    """Every mention, in order of appearance, without overlaps."""
    text = words(doc)
    found: list[Mention] = []
    taken: list[tuple[int, int]] = []
    for match in known(text):
        taken.append((text.start[match.first], text.end[match.last - 1]))
        if match.actor is None or match.strength == "weak":
            continue
        if match.form == "prefix" and not (match.last < len(text.plain) and text.plain[match.last] == "-"):
            continue
        found.append(_mention(doc, text, match))
    for ent in doc.ents:
        if ent.label_ not in ("PERSON", "ORG"):
            continue
        start, end = ent.start_char, ent.end_char
        for lead in ("the ", "The "):
            if doc.text.startswith(lead, start):
                start += len(lead)
        for tail in ("'s", "’s"):
            if doc.text[start:end].endswith(tail):
                end -= len(tail)
        if end <= start or any(a < end and start < b for a, b in taken) or not doc.text[start].isupper():
            continue
        if ent.label_ == "PERSON" and " " not in doc.text[start:end]:
            continue
        name = doc.text[start:end]
        kind = "person" if ent.label_ == "PERSON" else "organization"
        taken.append((start, end))
        found.append(
            Mention(sentence_at(doc, start), start, end, name, "name", slug(name), name, kind, None, "model-entity")
        )
    yield from sorted(found, key=lambda mention: (mention.start, mention.end))


def _mention(doc: Doc, text: Words, match: Match) -> Mention:
    assert match.actor is not None
    start, end = text.start[match.first], text.end[match.last - 1]
    form = "demonym" if match.form == "prefix" else match.form
    return Mention(
        sentence_at(doc, start), start, end, doc.text[start:end], form,
        match.actor.actor_id, match.actor.name, match.actor.kind, match.actor.country, match.rule,
    )  # fmt: skip
