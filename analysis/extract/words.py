"""Words of a text as names are matched on: folded to plain letters, with their offsets and sentence.

A name is written in many ways: with curly or straight apostrophes, with or without accents, in capitals in a
headline or dateline. Matching on folded words lets one spelling in the vocabulary stand for all of them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from spacy.tokens import Doc

from analysis.extract.places import sentence_spans, text_of

_WORD = re.compile(r"\w+|[^\w\s]")
# state media's pages lose the space around leaders' names in bold: "ComradeKim Jong Unexpressed"
_GLUED = re.compile(r"[a-z]Kim (?:Jong|Il) |Kim Jong (?:Un|Il)[a-z]|Kim Il Sung[a-zA-Z]")
_UNGLUED = re.compile(
    r"(?<=Kim Jong )(?:Un|Il)(?=[a-zA-Z])|(?<=Kim Il )Sung(?=[a-zA-Z])|[A-Za-z]+?(?=Kim (?:Jong|Il) )|\w+|[^\w\s]"
)
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae",
                          "’": "'", "‘": "'", "ʼ": "'", "`": "'", "–": "-", "‐": "-", "‑": "-", "—": "-"})  # fmt: skip


@lru_cache(maxsize=32768)
def fold(word: str) -> str:
    """The word in plain letters: accents dropped, apostrophes and dashes straightened; case kept."""
    if word.isascii():
        return word
    plain = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)) or word


class Words(NamedTuple):
    """The words of a doc: parallel lists, one place a word; `sentences` are spans of word numbers."""

    text: str
    start: list[int]
    end: list[int]
    plain: list[str]  # folded, case kept
    lower: list[str]
    sentence: list[int]
    sentences: list[tuple[int, int]]
    headline: list[bool]  # a sentence number's: written in title case or capitals

    def span(self, first: int, last: int) -> str:
        """Text from word `first` up to, not including, word `last`."""
        return self.text[self.start[first] : self.end[last - 1]]

    def glued(self, index: int) -> bool:
        """True where the word follows the one before it without white space."""
        return index > 0 and self.start[index] == self.end[index - 1]


def split(text: str) -> list[str]:
    """The folded words of a name, as `words` would split it."""
    return [fold(found) for found in _WORD.findall(text)]


def words(doc: Doc) -> Words:
    """The words of the doc; computed once per doc."""
    cached = doc.user_data.get("actor_words")
    if cached is None:
        cached = doc.user_data["actor_words"] = _words(doc)
    return cached


def plain_words(text: str) -> Words:
    """The words of a text of its own, such as a title or a publisher's name, as one sentence."""
    found = list(_WORD.finditer(text))
    plain = [fold(word.group()) for word in found]
    return Words(
        text, [word.start() for word in found], [word.end() for word in found], plain,
        [word.lower() for word in plain], [0] * len(found), [(0, len(found))], [False],
    )  # fmt: skip


def _words(doc: Doc) -> Words:
    text = text_of(doc)
    starts, ends, plain, lower = [], [], [], []
    for found in (_UNGLUED if _GLUED.search(text) else _WORD).finditer(text):
        word = fold(found.group())
        starts.append(found.start())
        ends.append(found.end())
        plain.append(word)
        lower.append(word.lower())
    sentence: list[int] = []
    spans, headline = [], []
    at = 0
    for number, span in enumerate(sentence_spans(doc)):
        first = at
        while at < len(starts) and starts[at] < span.end_char:
            sentence.append(number)
            at += 1
        spans.append((first, at))
        headline.append(_titled(plain[first:at]))
    sentence += [max(0, len(spans) - 1)] * (len(starts) - at)
    return Words(text, starts, ends, plain, lower, sentence, spans, headline)


def _titled(sentence: list[str]) -> bool:
    """A sentence in title case or capitals: nearly every longer word starts with a capital."""
    longer = [word for word in sentence if len(word) > 3 and word[0].isalpha()]
    if len(longer) < 4 or sentence[-1] == ".":
        return False
    return sum(word[0].isupper() for word in longer) >= 0.75 * len(longer)
