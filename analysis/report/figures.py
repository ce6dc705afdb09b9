"""The figures that the notebooks wrote: picture, vector picture, data, and the words for those who cannot see them."""

from __future__ import annotations

import base64
import json
import struct
from pathlib import Path
from typing import Any, NamedTuple

SIGNATURE = b"\x89PNG\r\n\x1a\n"
FORMATS = ("png", "svg", "csv")


class Figure(NamedTuple):
    """One figure with its files."""

    name: str
    title: str
    alt: str
    n: int
    source: str
    width: int  # pixels of the picture as it is to be shown
    height: int
    data: str  # the picture as a data: address, so that a page stands alone
    formats: tuple[str, ...]
    marks: tuple[dict[str, Any], ...] = ()  # its bars, cells and lines: place, label, number, references


def load(folder: Path) -> dict[str, Figure]:
    """Every figure of a folder by name; a CSV without a picture is no figure."""
    return {path.stem: one(path) for path in sorted(folder.glob("*.png"))} if folder.is_dir() else {}


def one(png: Path) -> Figure:
    """The figure of a picture; where the words are missing, its name stands in."""
    try:
        words = json.loads(png.with_suffix(".json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        words = {}
    raw = png.read_bytes()
    width, height = struct.unpack(">II", raw[16:24]) if raw[:8] == SIGNATURE and len(raw) > 24 else (0, 0)
    title = str(words.get("title") or png.stem.replace("_", " ").capitalize())
    return Figure(
        name=png.stem,
        title=title,
        alt=str(words.get("alt") or title),
        n=int(words.get("n") or 0),
        source=str(words.get("source") or ""),
        width=width,
        height=height,
        data="data:image/png;base64," + base64.b64encode(raw).decode(),
        formats=tuple(kind for kind in FORMATS if png.with_suffix(f".{kind}").exists()),
        marks=tuple(filter(_sound, words.get("marks") or ())),
    )


def _sound(mark: Any) -> bool:
    """Whether a notebook wrote the mark as `show` does: its numbers go into a page as they are."""
    return (
        isinstance(mark, dict)
        and isinstance(mark.get("label"), str)
        and isinstance(mark.get("n"), int)
        and isinstance(mark.get("records"), list)
        and all(isinstance(ref, str) for ref in mark["records"])
        and any(
            all(isinstance(mark.get(side), int | float) for side in sides)
            for sides in (("x", "y", "w", "h"), ("x1", "y1", "x2", "y2"))
        )
    )
