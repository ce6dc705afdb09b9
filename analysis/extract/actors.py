"""Find the actors that a doc mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pycountry
from spacy.tokens import Doc

from analysis.extract.places import sentence_at
from analysis.extract.records import Mention


def mentions(doc: Doc) -> Iterator[Mention]:
    """Every mention, in order of appearance."""
    for ent in doc.ents:
        if ent.label_ not in ("PERSON", "ORG", "GPE"):
            continue
        name = re.sub(r"^[Tt]he |[’']s?$", "", ent.text)
        start = ent.start_char + ent.text.index(name)
        kind, country, actor_id = "organization", None, re.sub(r"\W+", "-", name.lower()).strip("-")
        if ent.label_ == "GPE":
            try:
                found = pycountry.countries.lookup(name)
            except LookupError:
                continue
            kind, country, actor_id, name = "state", found.alpha_3, found.alpha_3, found.name
        if ent.label_ == "PERSON":
            kind = "person"
        end = ent.start_char + len(ent.text)
        text = doc.text[start:end]
        yield Mention(
            sentence_at(doc, start),
            start,
            end,
            text,
            "name",
            actor_id or "x",
            name,
            kind,
            country,
            "model-entity",
        )
