"""Text that any name survives: measured, wrapped, cut, and free of letters that the font lacks."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

from matplotlib import font_manager
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

MISSING = "\N{WHITE VERTICAL RECTANGLE}"  # in place of a letter that the font lacks


@cache
def _glyphs() -> frozenset[int]:
    return frozenset(font_manager.get_font(font_manager.findfont("DejaVu Sans")).get_charmap())


def plain(text: Any) -> str:
    """The text on one line, with letters that the font lacks, and signs that cannot be seen, replaced."""
    line = " ".join(unicodedata.normalize("NFC", str(text)).split())
    known = _glyphs()
    return "".join(
        "" if unicodedata.category(sign) in ("Cc", "Cf") else sign if ord(sign) in known else MISSING for sign in line
    )


def width(text: str, size: float, weight: str = "normal") -> float:
    """Width of one line of text, in inches."""
    if not text:
        return 0.0
    font = FontProperties(family="DejaVu Sans", size=size, weight=weight)
    # what is drawn comes out wider than what is measured: letters are fitted to whole pixels
    return (
        TextToPath().get_text_width_height_descent(text, font, ismath=False)[0]
        / 72
        * (1.06 if weight == "bold" else 1.03)
    )


def wrapped(text: Any, inches: float, size: float, *, weight: str = "normal", lines: int = 6) -> list[str]:
    """The text in lines no wider than `inches`; words too long are broken, lines too many end in …."""
    done: list[str] = []
    line = ""
    for word in plain(text).split():
        while word:
            candidate = f"{line} {word}" if line else word
            if width(candidate, size, weight) <= inches:
                line, word = candidate, ""
            elif line:
                done.append(line)
                line = ""
            else:
                cut = max(1, next((k for k in range(len(word), 0, -1) if width(word[:k], size, weight) <= inches), 1))
                done.append(word[:cut])
                word = word[cut:]
            if len(done) >= lines and (line or word):
                return [*done[: lines - 1], _cut(done[lines - 1] + " …", inches, size, weight)]
    return [*done, line] if line else done


def _cut(line: str, inches: float, size: float, weight: str) -> str:
    body = line.removesuffix(" …")
    while body and width(f"{body} …", size, weight) > inches:
        body = body[:-1].rstrip()
    return f"{body} …"


def label(text: Any, inches: float = 1.9, size: float = 10.0, lines: int = 2) -> str:
    """A tick label: wrapped, and cut where it is too long."""
    return "\n".join(wrapped(text, inches, size, lines=lines))
