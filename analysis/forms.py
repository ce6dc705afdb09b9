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
MOST_PAIRS = 32  # rules about two words: a bit for each side of each
LEMMAS = 50_000  # lemmas that the lemmatizer may keep for itself


class Forms:
    """spaCy component in the place of `attribute_ruler` and `lemmatizer`."""

    def __init__(self) -> None:
        self.ruler: Any = None
        self.lemmatizer: Any = None
        self.named: Any = None  # words, in small letters, that rules name
        self.patterns: list[re.Pattern[str]] = []
        self.pairs: Pairs | None = None  # rules about two words
        self.words = FormMemory(self._named)
        self.kinds = FormMemory(self._ruled)
        self.lemmas = FormMemory(self._lemmatized)

    def stand_for(self, ruler: Any, lemmatizer: Any) -> bool:
        """Take the place of these two; False where they look at more than forms."""
        words = _words_of_rules(ruler)
        if words is None or getattr(lemmatizer, "mode", None) != "rule" or lemmatizer.overwrite:
            return False
        self.ruler, self.lemmatizer = ruler, lemmatizer
        _index_by_set(lemmatizer)
        named, patterns, pairs = words
        self.patterns = [re.compile(pattern) for pattern in sorted(patterns)]
        self.named = np.array(sorted(ruler.vocab.strings.add(word) for word in named), dtype=np.uint64)
        self.pairs = Pairs(pairs, ruler.vocab)
        return True

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        assert self.pairs is not None
        seen = doc.to_array([ORTH, TAG, DEP, LOWER, IS_SPACE])
        own = np.hstack([self.words.numbers(seen[:, 3:4]), seen[:, 1:3], seen[:, 4:5]])
        kinds = np.zeros((len(doc), 14), dtype=np.uint64)
        kinds[:, 5:9] = own
        first = self.pairs.first(seen[:, 3:4], own[:, 1:4])
        kinds[first + 1, 0:4], kinds[first + 1, 4] = own[first], 1
        kinds[first, 9:13], kinds[first, 13] = own[first + 1], 1
        values = self.kinds.numbers(kinds)
        (bare,) = (values[:, 3] == 0).nonzero()  # no rule gave a lemma
        if len(bare):
            forms = np.column_stack([seen[bare, 0], values[bare, 1], values[bare, 2]])
            values[bare, 3] = self.lemmas.numbers(forms)[:, 0]
        doc.from_array(list(SET), values)
        return doc

    def _named(self, lower: Any) -> Any:
        """Each word itself where a rule names it, else 0."""
        strings = self.ruler.vocab.strings
        named = np.isin(lower[:, 0], self.named)
        for at in (~named).nonzero()[0].tolist():
            named[at] = any(pattern.search(strings[int(lower[at, 0])]) for pattern in self.patterns)
        return np.where(named, lower[:, 0], 0).reshape(-1, 1).astype(np.uint64)

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


def _index_by_set(lemmatizer: Any) -> None:
    """Let the lemmatizer look its index up in sets: a list of 57,528 nouns is walked through for each form."""
    for name in {"lemma_index"} & set(lemmatizer.lookups.tables):
        table = lemmatizer.lookups.get_table(name)
        for part in list(table):
            table[part] = frozenset(table[part])


class Pairs:
    """Where a rule about two words may hold: a word's letters allow it, and its tag and relation, and so do the next one's."""

    def __init__(self, patterns: list[list[dict[str, Any]]], vocab: Any) -> None:
        self.vocab = vocab
        self.letters, self.kinds = Matcher(vocab), Matcher(vocab)
        for number, pattern in enumerate(patterns):
            for side, word in enumerate(pattern):
                bit = str(2 * number + side)
                self.letters.add(bit, [[{key: word[key] for key in word.keys() & {"LOWER"}}]])
                self.kinds.add(bit, [[{key: word[key] for key in word.keys() - {"LOWER"}}]])
        self.by_letters, self.by_kind = FormMemory(self._by_letters), FormMemory(self._by_kind)
        self.firsts = np.array([sum(1 << 2 * number for number in range(len(patterns)))], dtype=np.uint64)

    def first(self, lower: Any, kinds: Any) -> Any:
        """Places of the first words of such pairs."""
        sides = (self.by_letters.numbers(lower) & self.by_kind.numbers(kinds))[
            :, 0
        ]  # bit 2n: first of rule n, 2n+1: second
        (places,) = (sides[:-1] & (sides[1:] >> np.uint64(1)) & self.firsts).nonzero()
        return places

    def _by_letters(self, lower: Any) -> Any:
        return self._sides(self.letters, Doc(self.vocab, words=[self.vocab.strings[int(row[0])] for row in lower]))

    def _by_kind(self, kinds: Any) -> Any:
        strings = self.vocab.strings
        words = [SPACE if space else FILLER for _, _, space in kinds.tolist()]
        tags, relations = ([strings[int(value)] for value in kinds[:, at]] for at in (0, 1))
        return self._sides(
            self.kinds, Doc(self.vocab, words=words, tags=tags, deps=relations, heads=list(range(len(words))))
        )

    def _sides(self, matcher: Matcher, doc: Doc) -> Any:
        sides = np.zeros((len(doc), 1), dtype=np.uint64)
        for rule, at, _ in matcher(doc):
            sides[at] |= np.uint64(1 << int(self.vocab.strings[rule]))
        return sides


def _words_of_rules(ruler: Any) -> tuple[set[str], set[str], list[list[dict[str, Any]]]] | None:
    """Words that rules name, patterns of words, and rules about two words; None where rules see more."""
    named: set[str] = set()
    pairs: list[list[dict[str, Any]]] = []
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
                matcher = Matcher(ruler.vocab)
                for number, word in enumerate(pattern):
                    matcher.add(str(number), [[word]])
                if matcher(filler):
                    return None
                pairs.append(pattern)
    fits = FILLER not in named and not any(re.search(each, FILLER) for each in patterns) and len(pairs) <= MOST_PAIRS
    return (named, patterns, pairs) if fits else None


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
