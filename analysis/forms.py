"""Parts of speech and lemmas from memory: the model's attribute rules and lemmatizer, run once a word form.

Both look at a word, its tag and its relation alone, save for a few rules about two words in a row ("gonna", "let's").
So what they give is computed on stand-ins, by the model's own components, and kept for the forms that come again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from spacy.attrs import DEP, LEMMA, LOWER, MORPH, ORTH, POS, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc

from analysis.arithmetic import FormMemory

GIVEN = (ORTH, TAG, DEP)
SET = (TAG, POS, MORPH, LEMMA, DEP)
FILLER = "x"  # stands between two stand-ins, so that no rule sees both
SEEN = frozenset(["TAG", "LOWER", "ORTH", "DEP", "IS_SPACE"])  # attributes that follow from those given
LEMMAS = 50_000  # lemmas that the lemmatizer may keep for itself


class Forms:
    """spaCy component in the place of `attribute_ruler` and `lemmatizer`."""

    def __init__(self) -> None:
        self.ruler: Any = None
        self.lemmatizer: Any = None
        self.pairs: Any = None
        self.memory = FormMemory(self._compute)

    def stand_for(self, ruler: Any, lemmatizer: Any) -> bool:
        """Take the place of these two; False where they look at more than forms."""
        pairs = _first_words_of_pairs(ruler)
        if pairs is None or getattr(lemmatizer, "mode", None) != "rule" or lemmatizer.overwrite:
            return False
        self.ruler, self.lemmatizer = ruler, lemmatizer
        self.pairs = np.array(sorted(ruler.vocab.strings.add(word) for word in pairs), dtype=np.uint64)
        return True

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        seen = doc.to_array([*GIVEN, LOWER])
        given = seen[:, :3]
        forms = np.zeros((len(doc), 9), dtype=np.uint64)
        forms[:, 3:6] = given
        held = np.isin(seen[:, 3], self.pairs)
        beside = held.copy()
        beside[:-1] |= held[1:]
        beside[1:] |= held[:-1]
        (places,) = beside.nonzero()
        if len(places):
            before, after = places[places > 0], places[places < len(doc) - 1]
            forms[before, 0:3] = given[before - 1]
            forms[after, 6:9] = given[after + 1]
        doc.from_array(list(SET), self.memory.numbers(forms))
        return doc

    def _compute(self, forms: Any) -> Any:
        """What the model's own components give for the middle word of each row."""
        strings = self.ruler.vocab.strings
        words, tags, relations, middles = [FILLER], ["NN"], ["dep"], []
        for row in forms.tolist():
            for at in (0, 3, 6):
                if at == 3:
                    middles.append(len(words))
                elif not row[at]:
                    continue
                words.append(strings[row[at]])
                tags.append(strings[row[at + 1]])
                relations.append(strings[row[at + 2]])
            words.append(FILLER)
            tags.append("NN")
            relations.append("dep")
        doc = Doc(self.ruler.vocab, words=words, tags=tags, deps=relations, heads=list(range(len(words))))
        if len(self.lemmatizer.cache) > LEMMAS:
            self.lemmatizer.cache.clear()
        return self.lemmatizer(self.ruler(doc)).to_array(list(SET))[middles]


def _first_words_of_pairs(ruler: Any) -> set[str] | None:
    """Words, in small letters, that every rule about two words names one of; None where other rules exist."""
    named: set[str] = set()
    filler = Doc(ruler.vocab, words=[FILLER], tags=["NN"], deps=["dep"], heads=[0])
    for rule in ruler.patterns:
        for pattern in rule["patterns"]:
            if any(set(word) - SEEN or "OP" in word for word in pattern):
                return None
            if len(pattern) == 1:
                continue
            listed = next((words for word in pattern if (words := set(_listed(word)))), None)
            if len(pattern) > 2 or listed is None or FILLER in listed:
                return None
            matcher = Matcher(ruler.vocab)
            for number, word in enumerate(pattern):
                matcher.add(str(number), [[word]])
            if matcher(filler):
                return None
            named |= listed
    return named


def _listed(word: dict[str, Any]) -> Iterator[str]:
    wanted = word.get("LOWER")
    if isinstance(wanted, str):
        yield wanted
    elif isinstance(wanted, dict) and set(wanted) == {"IN"}:
        yield from wanted["IN"]


@Language.factory("pactwatch_forms")
def make_forms(nlp: Language, name: str) -> Forms:
    """The component, still without the two that it stands for."""
    return Forms()
