"""Parts of speech and lemmas from memory: the model's attribute rules and lemmatizer, run once a word form.

The rules look at a word's tag and relation, and at its letters where some rule names them; a few look at two words
in a row ("gonna", "let's"). The lemmatizer looks at a word and its part of speech. So what they give is computed on
stand-ins, by the model's own components, and kept for the forms that come again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, ORTH, POS, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc

from analysis.arithmetic import FormMemory

SET = (TAG, POS, MORPH, LEMMA, DEP)
FILLER, SPACE = "x", "\n"  # stand for a word that no rule names, and for white space
SEEN = frozenset(["TAG", "LOWER", "DEP", "IS_SPACE"])  # what rules may look at
LEMMAS = 50_000  # lemmas that the lemmatizer may keep for itself


class Forms:
    """spaCy component in the place of `attribute_ruler` and `lemmatizer`."""

    def __init__(self) -> None:
        self.ruler: Any = None
        self.lemmatizer: Any = None
        self.named: Any = None  # words, in small letters, that rules name
        self.pairs: Any = None  # those of them that stand in rules about two words
        self.patterns: list[re.Pattern[str]] = []
        self.words = FormMemory(self._named)
        self.kinds = FormMemory(self._ruled)
        self.lemmas = FormMemory(self._lemmatized)

    def stand_for(self, ruler: Any, lemmatizer: Any) -> bool:
        """Take the place of these two; False where they look at more than forms."""
        words = _words_of_rules(ruler)
        if words is None or getattr(lemmatizer, "mode", None) != "rule" or lemmatizer.overwrite:
            return False
        self.ruler, self.lemmatizer = ruler, lemmatizer
        named, pairs, patterns = words
        self.patterns = [re.compile(pattern) for pattern in sorted(patterns)]
        self.named, self.pairs = (
            np.array(sorted(ruler.vocab.strings.add(word) for word in each), dtype=np.uint64)
            for each in (named, pairs)
        )
        return True

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        seen = doc.to_array([ORTH, TAG, DEP, LOWER, IS_SPACE])
        words = self.words.numbers(seen[:, 3:4])
        own = np.hstack([words[:, :1], seen[:, 1:3], seen[:, 4:5]])
        kinds = np.zeros((len(doc), 14), dtype=np.uint64)
        kinds[:, 5:9] = own
        held = words[:, 1].astype(bool)
        beside = held.copy()
        beside[:-1] |= held[1:]
        beside[1:] |= held[:-1]
        (places,) = beside.nonzero()
        before, after = places[places > 0], places[places < len(doc) - 1]
        kinds[before, 0:4], kinds[before, 4] = own[before - 1], 1
        kinds[after, 9:13], kinds[after, 13] = own[after + 1], 1
        values = self.kinds.numbers(kinds)
        (bare,) = (values[:, 3] == 0).nonzero()  # no rule gave a lemma
        if len(bare):
            forms = np.column_stack([seen[bare, 0], values[bare, 1], values[bare, 2]])
            values[bare, 3] = self.lemmas.numbers(forms)[:, 0]
        doc.from_array(list(SET), values)
        return doc

    def _named(self, lower: Any) -> Any:
        """Of each word, itself where a rule names it (else 0), and whether one about two words does."""
        strings = self.ruler.vocab.strings
        named = np.isin(lower[:, 0], self.named)
        for at in (~named).nonzero()[0].tolist():
            named[at] = any(pattern.search(strings[int(lower[at, 0])]) for pattern in self.patterns)
        held = named & (np.isin(lower[:, 0], self.pairs) | ~np.isin(lower[:, 0], self.named))
        return np.column_stack([np.where(named, lower[:, 0], 0), held]).astype(np.uint64)

    def _ruled(self, kinds: Any) -> Any:
        """What the rules give for the middle word of each row."""
        strings = self.ruler.vocab.strings
        words, tags, relations, middles = [FILLER], ["NN"], ["dep"], []
        for row in kinds.tolist():
            for at, there in ((0, row[4]), (5, 1), (9, row[13])):
                if at == 5:
                    middles.append(len(words))
                if there:
                    words.append(strings[row[at]] if row[at] else SPACE if row[at + 3] else FILLER)
                    tags.append(strings[row[at + 1]])
                    relations.append(strings[row[at + 2]])
            words.append(FILLER)
            tags.append("NN")
            relations.append("dep")
        doc = Doc(self.ruler.vocab, words=words, tags=tags, deps=relations, heads=list(range(len(words))))
        return self.ruler(doc).to_array(list(SET))[middles]

    def _lemmatized(self, forms: Any) -> Any:
        """The lemma of each word with its part of speech and morphology."""
        strings = self.ruler.vocab.strings
        rows = [[strings[value] for value in row] for row in forms.tolist()]
        words, parts, morphs = zip(*rows, strict=True)
        if len(self.lemmatizer.cache) > LEMMAS:
            self.lemmatizer.cache.clear()
        doc = Doc(self.ruler.vocab, words=list(words), pos=list(parts), morphs=list(morphs))
        return self.lemmatizer(doc).to_array([LEMMA]).reshape(-1, 1)


def _words_of_rules(ruler: Any) -> tuple[set[str], set[str], set[str]] | None:
    """Words that rules name, those named by rules about two words, and patterns of words; None where rules see more."""
    named: set[str] = set()
    pairs: set[str] = set()
    patterns: set[str] = set()
    filler = Doc(ruler.vocab, words=[FILLER], tags=["NN"], deps=["dep"], heads=[0])
    for rule in ruler.patterns:
        for pattern in rule["patterns"]:
            if any(set(word) - SEEN or "OP" in word for word in pattern) or len(pattern) > 2:
                return None
            for word in pattern:
                wanted = word.get("LOWER", {})
                if isinstance(wanted, dict) and set(wanted) - {"IN", "REGEX"}:
                    return None
                named |= set(_listed(word))
                patterns |= {wanted["REGEX"]} if isinstance(wanted, dict) and "REGEX" in wanted else set()
            if len(pattern) == 2:
                listed = [set(_listed(word)) for word in pattern]
                matcher = Matcher(ruler.vocab)
                for number, word in enumerate(pattern):
                    matcher.add(str(number), [[word]])
                if not any(listed) or matcher(filler):
                    return None
                pairs |= listed[0] | listed[1]
    return None if FILLER in named or any(re.search(each, FILLER) for each in patterns) else (named, pairs, patterns)


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
