"""Where sentences start: by layout and punctuation, before the parser sees the text.

The parser's own boundaries break news text at abbreviations and run over headlines. Evidence is quoted
by the sentence, so the boundaries have to be those a reader would draw, and the same in every model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# abbreviations that end in a full stop without ending the sentence
ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof gen lt col maj adm capt cmdr cpl sgt brig sen rep reps sens gov pres amb st mt ft jr sr hon rev messrs
    vs v etc e.g i.e viz cf al ca approx inc ltd co corp bros dept univ pte pvt pty plc s.a jan feb apr jun jul aug sep sept oct nov
    dec tue tues thu thur thurs u.s u.k u.n u.a.e d.c a.m p.m ph.d m.p b.a m.a p.o aka a.k.a ret""".split()
)
# words of their own at the end of a sentence, abbreviations before a number: "No. 5" against "He said no."
BEFORE_NUMBERS = frozenset(
    "no nos art arts sec sect fig figs para paras vol vols ch pp ed eds res ref doc ext tel est mar".split()
)
# these end sentences often enough: what follows decides
MAY_END = frozenset("u.s u.k u.n u.a.e d.c a.m p.m etc inc ltd co corp bros plc jr sr ph.d al".split())
STARTERS = frozenset(
    """The This That These Those It He She They We I You In On At But And However While When After Before As If For A An There Its
    His Her Their Our My Such According Meanwhile Earlier Last Both Under Since Also Some Most Many Other Others Another One Two
    With By From To Of Following During Although Though Despite Because Until Once Where What Who Why How Not No Nor Yet So Then
    Thus Instead Moreover Furthermore Additionally Today Yesterday Tomorrow Now Here Among All Any Each Every Several Still Even
    Only Mr Mrs Ms Asked Speaking""".split()
)

_BREAK = re.compile(
    r"(?P<paragraph>\n\s*\n\s*)|(?P<line>\n[ \t]*)"
    r"|(?<![.!?…])(?P<stop>[.!?…]++[\"”’'»)\]]*+)(?P<gap>[ \t\u00a0]++)(?=[\"“‘'«(\[]*[A-Z0-9À-ÞŠŽČĆĐŁŚŻŹİА-Я$£€•–—-])"
)
_LAST_WORD = re.compile(r"[\w.'’-]+$")
_FIRST_WORD = re.compile(r"[\"“‘'(\[]*(\w+)")
# "Is it war?" the envoy asked: a question or cry inside the sentence that reports it
_REPORTED = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr)\. )?(?:[A-Z][\w.'’-]*|he|she|they|the|a)(?: [\w.'’-]+){0,3} "
    r"(?:said|says|asked|asks|demanded|wondered|shouted|wrote|added|told|replied|cried|yelled|exclaimed|tweeted)\b"
)


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
        after = found.end()
        if after >= len(text):
            continue
        if found["stop"]:
            if not _inside(text, found.start("stop"), found["stop"], after):
                yield after
        elif not _goes_on(text, found.start(), after, wrapped and found["line"] is not None):
            yield after


def _goes_on(text: str, line_end: int, after: int, wrapped: bool) -> bool:
    """Whether the sentence goes on over a line break: at a fixed width, or broken off before a small letter."""
    before = text[max(0, line_end - 60) : line_end].rstrip()
    if wrapped:
        return not (before[-1:] in ".!?" and text[after].isupper())
    line = before.rpartition("\n")[2]
    return len(line) > 30 and text[after].islower() and (line[-1].isalnum() or line[-1] in ",-")


def _inside(text: str, stop: int, marks: str, after: int) -> bool:
    """Whether a full stop, question or exclamation mark stands inside a sentence."""
    if marks[0] != ".":
        return len(marks) > 1 and marks[-1] in "\"”’'" and _REPORTED.match(text, after, after + 80) is not None
    return marks == "." and _abbreviation(text, stop, after)


def _abbreviation(text: str, stop: int, after: int) -> bool:
    """Whether the word before the full stop is an abbreviation that goes on."""
    word = _LAST_WORD.search(text, max(0, stop - 20), stop)
    if not word:
        return False
    plain = word.group().lower().lstrip(".'’-")
    following = _FIRST_WORD.match(text, after, after + 30)
    if plain in MAY_END or re.fullmatch(r"(?:[a-z]\.)+[a-z]", plain):
        return not (following and following[1] in STARTERS)
    if len(plain) == 1 and plain.isalpha() and plain != "i":
        return True
    if plain in BEFORE_NUMBERS:
        return bool(following and following[1][0].isdigit())
    return plain in ABBREVIATIONS
