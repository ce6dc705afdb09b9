"""Set parts of speech, lemmas and morphology as the model's own rules do, each kind of token worked out once.

The attribute ruler of spaCy's models tries some two hundred patterns at every token, a tenth of the time of the whole
model. What a pattern can see of a token is little: its tag, its relation, and its form where some pattern names that
form. Tokens alike in these get the same values, so the ruler itself is asked once for each kind and its answer kept.
A test holds the two to the same values.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

import numpy as np
from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, POS, TAG
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

SEEN = [TAG, LOWER, DEP, IS_SPACE]
SET = [TAG, POS, MORPH, LEMMA, DEP]
_READ = frozenset(["TAG", "LOWER", "DEP", "IS_SPACE"])
Kind = tuple[int, ...]


class Attributes:
    """What an attribute ruler sets, remembered by kind of token."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self.ruler = ruler
        rows: list[dict[str, Any]] = list(ruler.patterns)  # type: ignore[arg-type]
        rules: list[list[dict[str, Any]]] = [pattern for row in rows for pattern in row["patterns"]]
        strings = ruler.vocab.strings
        # a ruler with other patterns, as another model may have, is left to do its work itself
        self.readable = all(
            len(pattern) <= 2 and all(token.keys() <= _READ for token in pattern) for pattern in rules
        )
        self.forms = np.array(sorted({strings.add(form) for form in _forms(chain(*rules))}), dtype=np.uint64)
        beside = {strings.add(form) for form in _forms(chain(*(pattern for pattern in rules if len(pattern) > 1)))}
        self.beside = np.array(sorted(beside), dtype=np.uint64)  # forms that count together with a neighbour
        self.known: dict[Kind, tuple[int, ...]] = {}

    def __call__(self, doc: Doc) -> Doc:
        if not self.readable or not len(doc):
            return self.ruler(doc)
        seen = doc.to_array(SEEN).astype(np.uint64)
        seen[:, 1] *= np.isin(seen[:, 1], self.forms)
        kinds: list[Kind] = [tuple(row) for row in seen.tolist()]
        for at in np.flatnonzero(np.isin(seen[:, 1], self.beside)).tolist():
            before = tuple(seen[at - 1].tolist()) if at else ()
            after = tuple(seen[at + 1].tolist()) if at + 1 < len(doc) else ()
            kinds[at] = (len(before), *before, *kinds[at], *after)
        for at, kind in enumerate(kinds):
            if kind not in self.known:
                self.known[kind] = self._ask(doc, at, len(kind) > len(SEEN))
        values = np.array([self.known[kind] for kind in kinds], dtype=np.uint64)
        # a lemma that no pattern gives stays as it was
        values[:, 3] = np.where(values[:, 3] == 0, doc.to_array([LEMMA]).astype(np.uint64), values[:, 3])
        return doc.from_array(SET, values)  # type: ignore[arg-type]

    def _ask(self, doc: Doc, at: int, among_others: bool) -> tuple[int, ...]:
        """What the ruler sets at a token, given a doc of it alone, or of it and its neighbours."""
        low, high = (max(0, at - 1), min(len(doc), at + 2)) if among_others else (at, at + 1)
        tokens = doc[low:high]
        alone = Doc(
            doc.vocab, words=[token.text for token in tokens], tags=[token.tag_ for token in tokens],
            deps=[token.dep_ for token in tokens], heads=list(range(len(tokens))),
        )  # fmt: skip
        self.ruler(alone)
        return tuple(alone.to_array(SET).astype(np.uint64)[at - low].tolist())


def _forms(tokens: Iterable[dict[str, Any]]) -> Iterable[str]:
    """Every form that patterns name."""
    for token in tokens:
        form = token.get("LOWER")
        yield from [form] if isinstance(form, str) else (form or {}).get("IN", ())


@Language.factory("pactwatch_attributes")
def _attributes(nlp: Language, name: str) -> Attributes:
    ruler = nlp.get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    return Attributes(ruler)
