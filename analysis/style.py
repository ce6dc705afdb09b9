"""How a chart looks: colour by meaning, certainty drawn, the same frame around each.

A `Chart` is a matplotlib figure that carries its own title, alt text and foot. It is made without pyplot,
so that no state is shared and nothing needs to be closed. Everything that draws happens inside `look()`.
"""

from __future__ import annotations

import contextlib
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

from analysis.run import Foot
from analysis.wording import count

WIDTH = 7.6  # inches
DPI = 120
MISSING = "\N{WHITE VERTICAL RECTANGLE}"  # in place of a letter that the font lacks

INK, MUTED, GRID = "#1a1a1a", "#5f6368", "#dddddd"

# Okabe and Ito's palette, told apart by every kind of colour vision; its yellow is darkened to show on white
KIND_COLOURS = {"state": "#0072B2", "person": "#E69F00", "organization": "#009E73", "bloc": "#CC79A7"}
STAGE_COLOURS = {"proposed": "#E69F00", "agreed": "#56B4E9", "realised": "#0072B2", "ended": "#8a8a8a"}
ACTION_COLOURS = {
    "impose": "#D55E00", "threaten": "#E69F00", "enforce": "#0072B2", "evade": "#CC79A7",
    "ease": "#009E73", "oppose": "#56B4E9", "mention": "#8a8a8a",
}  # fmt: skip
AREA_COLOURS = {
    "military": "#D55E00", "technology": "#CC79A7", "economic": "#0072B2",
    "humanitarian": "#009E73", "diplomatic": "#E69F00", "cultural": "#8a8a8a",
}  # fmt: skip
CLAIM_COLOURS = {
    "statement": "#0072B2", "confirmation": "#56B4E9", "allegation": "#E69F00", "opinion": "#B8860B",
    "denial": "#D55E00", "non-confirmation": "#F0A58F", "directive": "#8a8a8a",
}  # fmt: skip
CERTAINTY_ALPHA = {"certain": 1.0, "probable": 0.6, "possible": 0.3}
CERTAINTY_HATCH = {"certain": "", "probable": "////", "possible": "...."}

_RC: Any = {
    "font.family": ["DejaVu Sans"],
    "font.size": 10.0,
    "text.parse_math": False,  # a dollar sign in a name is a dollar sign
    "text.color": INK,
    "axes.edgecolor": GRID,
    "axes.labelcolor": MUTED,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.unicode_minus": False,
    "axes.formatter.use_mathtext": False,
    "xtick.color": MUTED,
    "ytick.color": INK,
    "xtick.bottom": False,
    "ytick.left": False,
    "grid.color": GRID,
    "grid.linewidth": 0.8,
    "hatch.linewidth": 0.6,
    "hatch.color": "white",
    "legend.frameon": False,
    "legend.fontsize": 9.0,
    "legend.title_fontsize": 9.0,
    "svg.hashsalt": "pactwatch",
    "svg.fonttype": "none",
    "savefig.dpi": DPI,
    "figure.dpi": DPI,
    "path.simplify": False,
}


class Chart(Figure):
    """A figure that knows its title, its data's size and source, and how to say it without a picture."""

    title: str = ""
    subtitle: str = ""
    alt: str = ""
    n: int = 0
    source: str = ""


@contextlib.contextmanager
def look() -> Iterator[None]:
    """Matplotlib's defaults with our settings on top, whatever the user's own are."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_RC)
        yield


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
    return TextToPath().get_text_width_height_descent(text, font, ismath=False)[0] / 72


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


def frame(
    title: str, subtitle: str, foot: Foot, *, n: int, unit: str, height: float, alt: str, note: str = ""
) -> Chart:
    """An empty chart of the body height given: title and subtitle above, source, dates and n below.

    Args:
        title: the finding, in sentence case.
        subtitle: measure and unit.
        foot: where the data come from.
        n: records drawn.
        unit: what n counts, plural.
        height: of the body, in inches.
        alt: what the picture shows beside the title, for those who do not see it.
        note: what the reader must know to read it right; stands before the source.
    """
    inner = WIDTH - 0.3
    head = wrapped(title, inner, 13.5, weight="bold", lines=4)
    under = wrapped(subtitle, inner, 10, lines=3)
    number = f"{n:,} {unit}" if unit == "articles" else f"{n:,} {unit} in {count(foot.documents, 'article')}"
    source = f"Source: {foot.sources} · {foot.dates} · n = {number}"
    below = wrapped(note, inner, 8.5, lines=4) + wrapped(source, inner, 8.5, lines=4)
    top = 0.14 + 0.24 * len(head) + 0.05 + 0.185 * len(under) + 0.1
    bottom = 0.12 + 0.155 * len(below) + 0.08
    total = top + height + bottom
    chart = Chart(figsize=(WIDTH, total), facecolor="white")
    FigureCanvasAgg(chart)
    chart.title, chart.subtitle, chart.n, chart.source = plain(title), plain(subtitle), n, plain(source)
    chart.alt = plain(f"{title}. {alt}" if not title.endswith((".", "?", "!")) else f"{title} {alt}").strip()
    chart.set_layout_engine("constrained", rect=(0.01, bottom / total, 0.98, height / total), w_pad=0.02, h_pad=0.02)
    y = total - 0.14
    for line in head:
        chart.text(0.15 / WIDTH, y / total, line, size=13.5, weight="bold", va="top", gid="title")
        y -= 0.24
    y -= 0.05
    for line in under:
        chart.text(0.15 / WIDTH, y / total, line, size=10, color=MUTED, va="top", gid="subtitle")
        y -= 0.185
    y = bottom - 0.1
    for line in below:
        chart.text(0.15 / WIDTH, y / total, line, size=8.5, color=MUTED, va="top", gid="foot")
        y -= 0.155
    return chart


def too_little(reason: str, subtitle: str, foot: Foot, *, n: int, unit: str) -> Chart:
    """The reason why there is no chart, in place of it."""
    chart = frame("Too little to draw", subtitle, foot, n=n, unit=unit, height=1.1, alt=reason)
    box = chart.add_subplot()
    box.set_axis_off()
    text = "\n".join(wrapped(reason, WIDTH - 1.0, 11))
    box.text(0.5, 0.5, text, ha="center", va="center", size=11, color=MUTED, transform=box.transAxes, gid="reason")
    return chart


def whole_numbers(axes: Axes, axis: Literal["x", "y"] = "x") -> None:
    """Ticks at whole numbers only: half an article is none."""
    from matplotlib.ticker import MaxNLocator

    getattr(axes, f"{axis}axis").set_major_locator(MaxNLocator(nbins=6, integer=True, min_n_ticks=1))
    axes.grid(True, axis=axis)
    axes.spines["left" if axis == "x" else "bottom"].set_visible(True)
    axes.spines["bottom" if axis == "x" else "left"].set_visible(False)
