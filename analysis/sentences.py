"""Where sentences start: by layout and punctuation, before the parser sees the text.

The parser's own boundaries break news text at abbreviations and run over headlines. Evidence is quoted
by the sentence, so the boundaries have to be those a reader would draw, and the same in every model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

# abbreviations that end in a full stop without ending the sentence
ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "lt",
        "col",
        "maj",
        "adm",
        "capt",
        "cmdr",
        "sgt",
        "brig",
        "sen",
        "rep",
        "gov",
        "st",
        "no",
        "nos",
        "vs",
        "v",
        "etc",
        "inc",
        "ltd",
        "co",
        "corp",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "e.g",
        "i.e",
        "u.s",
        "u.k",
        "u.n",
        "u.a.e",
        "a.m",
        "p.m",
        "ph.d",
        "art",
        "sec",
        "fig",
        "para",
        "hon",
        "rev",
        "mt",
        "ft",
        "est",
        "approx",
        "dept",
        "univ",
        "pte",
        "pvt",
        "jr",
        "sr",
        "messrs",
        "vol",
        "ed",
        "al",
        "cf",
        "res",
    ]
)
# these end sentences often enough: what follows decides
MAY_END = frozenset(
    ["u.s", "u.k", "u.n", "u.a.e", "a.m", "p.m", "etc", "inc", "ltd", "co", "corp", "jr", "sr", "ph.d", "al"]
)
STARTERS = frozenset(
    [
        "The",
        "This",
        "That",
        "These",
        "Those",
        "It",
        "He",
        "She",
        "They",
        "We",
        "I",
        "In",
        "On",
        "At",
        "But",
        "And",
        "However",
        "While",
        "When",
        "After",
        "Before",
        "As",
        "If",
        "For",
        "A",
        "An",
        "There",
        "Its",
        "His",
        "Her",
        "Their",
        "Our",
        "Such",
        "According",
        "Meanwhile",
        "Earlier",
        "Last",
        "Both",
        "Under",
        "Since",
        "Also",
    ]
)

_BREAK = re.compile(
    r"(?P<paragraph>[ \t]*\n\s*\n\s*)|(?P<line>[ \t]*\n[ \t]*)"
    r"|(?P<stop>[.!?…]+[\"”’'»)\]]*)(?P<gap>[ \t\u00a0]+)(?=[\"“‘'«(\[]*[A-Z0-9À-ÞА-Я$£€•–—-])"
)
_LAST_WORD = re.compile(r"([A-Za-z][A-Za-z.]*)$")


def hard_wrapped(text: str) -> bool:
    """True for text broken at a fixed width, where a single line break is only a space."""
    lines = [line.rstrip() for line in text.split("\n") if line.strip()]
    if len(lines) < 4:
        return False
    inner = [line for line in lines if 45 <= len(line) <= 100]
    open_ended = [line for line in inner if line[-1] not in '.!?:”"']
    return len(inner) >= 0.5 * len(lines) and len(open_ended) >= 0.6 * len(inner) and max(map(len, lines)) <= 120


def starts(text: str) -> Iterator[int]:
    """Character offsets at which a sentence starts, the first one included."""
    wrapped = hard_wrapped(text)
    if text:
        yield len(text) - len(text.lstrip())
    for found in _BREAK.finditer(text):
        if found.end() >= len(text):
            continue
        if found["paragraph"] or (found["line"] and not wrapped):
            yield found.end()
        elif found["line"]:
            if text[: found.start()].rstrip()[-1:] in ".!?" and text[found.end()].isupper():
                yield found.end()
        elif not _abbreviation(text, found.start("stop"), found["stop"], found.end()):
            yield found.end()


def _abbreviation(text: str, stop: int, marks: str, after: int) -> bool:
    if marks != ".":
        return False
    word = _LAST_WORD.search(text, max(0, stop - 20), stop)
    if not word:
        return False
    plain = word[1].lower()
    following = re.match(r"[\"“‘'(\[]*(\w+)", text[after : after + 30])
    if plain in MAY_END:
        return not (following and following[1] in STARTERS)
    if re.fullmatch(r"(?:[a-z]\.)+[a-z]", plain):
        return not (following and following[1] in STARTERS)
    if len(plain) == 1 and plain != "i":
        return True
    if plain == "no":  # "No. 5" against "He said no."
        return bool(following and following[1].isdigit())
    return plain in ABBREVIATIONS


@Language.component("pactwatch_sentences")
def set_sentence_starts(doc: Doc) -> Doc:
    """spaCy component: fix every token's `is_sent_start` so that the parser keeps to it."""
    wanted = sorted(set(starts(doc.text)))
    at = 0
    for token in doc:
        begins = token.i == 0
        while at < len(wanted) and wanted[at] < token.idx + len(token.text):
            # a boundary inside white space belongs to the next word; inside a word it is no boundary
            begins = begins or token.idx >= wanted[at] or not token.text[: wanted[at] - token.idx].strip()
            at += 1
        if token.is_space and token.i:
            begins, carried = False, begins
            if carried:
                at -= 1  # white space never opens a sentence: the next word does
        token.is_sent_start = begins
    return doc
