"""The frame around each chart: title, subtitle and key above, source, dates and n below.

A `Chart` is a matplotlib figure that carries its own title, alt text and foot. It is made without pyplot,
so that no state is shared and nothing needs to be closed. Everything that draws happens inside `look()`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.transforms import Bbox, BboxBase

from analysis.run import Foot
from analysis.style.body import EDGE, Body
from analysis.style.lettering import plain, width, wrapped
from analysis.style.palette import CERTAINTY_HATCH, CERTAINTY_TINT, GRID, INK, MUTED, tint
from analysis.wording import count

WIDTH = 7.6  # inches
DPI = 120
LEAST = 14  # pixels of the smallest area that can be aimed at

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
    "hatch.linewidth": 0.7,
    "svg.hashsalt": "pactwatch",
    "svg.fonttype": "none",
    "savefig.dpi": DPI,
    "figure.dpi": DPI,
    "path.simplify": False,
}


class Mark(NamedTuple):
    """A part of a picture that stands for records: what was drawn, what it says, and the references behind it."""

    artist: Artist
    label: str
    n: int
    records: tuple[str, ...]


class Chart(Figure):
    """A figure that knows its title, its data's size and source, and how to say it without a picture."""

    title: str = ""
    subtitle: str = ""
    alt: str = ""
    n: int = 0
    source: str = ""
    shares: tuple[float, ...] = (1.0,)  # of the width, one for each of the axes

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.marks: list[Mark] = []

    def areas(self) -> list[dict[str, Any]]:
        """Where each mark lies, in shares of the picture from its top left, once the chart has been drawn.

        Returns:
            One dict a mark, in the order in which they were made: `x`, `y`, `w`, `h` of its box (of a line, `x1`, `y1`,
            `x2`, `y2` of its ends), `label`, `n` and `records`.
        """
        wide, high = self.bbox.width, self.bbox.height
        found = []
        for mark in self.marks:
            said = {"label": mark.label, "n": mark.n, "records": list(mark.records)}
            if isinstance(mark.artist, Line2D):
                (x1, y1), (x2, y2) = mark.artist.get_transform().transform(mark.artist.get_xydata())
                ends = {"x1": x1 / wide, "y1": 1 - y1 / high, "x2": x2 / wide, "y2": 1 - y2 / high}
                found.append({name: round(float(value), 4) for name, value in ends.items()} | said)
                continue
            box = self._box(mark.artist)
            x, y, w, h = box.x0 / wide, 1 - box.y1 / high, box.width / wide, box.height / high
            grown_x, grown_y = max(0.0, LEAST / wide - w), max(0.0, LEAST / high - h)
            place = {"x": x - grown_x / 2, "y": y - grown_y / 2, "w": w + grown_x, "h": h + grown_y}
            found.append({name: round(float(value), 4) for name, value in place.items()} | said)
        return found

    def _box(self, artist: Artist) -> BboxBase:
        """Pixels that an artist takes; of a dot, which knows only its middle, by its size."""
        if not isinstance(artist, PathCollection):
            return artist.get_window_extent(self.canvas.get_renderer())  # type: ignore[attr-defined]
        ((x, y),) = artist.get_offset_transform().transform(artist.get_offsets())
        reach = float(artist.get_sizes()[0]) ** 0.5 / 2 * self.dpi / 72
        return Bbox.from_extents(x - reach, y - reach, x + reach, y + reach)


class Key(NamedTuple):
    """One entry of a chart's key: what a colour, or a hatch, means."""

    label: str
    colour: str
    certainty: str = "certain"
    mark: str = "box"


@contextlib.contextmanager
def look() -> Iterator[None]:
    """Matplotlib's defaults with our settings on top, whatever the user's own are."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_RC)
        yield


def certainty_keys() -> list[Key]:
    """Entries for the three degrees of certainty, in grey."""
    return [Key(code, MUTED, code) for code in CERTAINTY_TINT]


def frame(
    title: str,
    subtitle: str,
    foot: Foot,
    *,
    n: int,
    unit: str,
    height: float,
    alt: str,
    key: Iterable[Key] = (),
    note: str = "",
) -> Chart:
    """An empty chart of the body height given: title, subtitle and key above, source, dates and n below.

    Args:
        title: the finding, in sentence case.
        subtitle: measure and unit.
        foot: where the data come from.
        n: records drawn.
        unit: what n counts, plural.
        height: of the body, in inches.
        alt: what the picture shows beside the title, for those who do not see it.
        key: what colours and hatches mean.
        note: what the reader must know to read it right; stands before the source.
    """
    inner = WIDTH - 2 * EDGE
    head = wrapped(title, inner, 13.5, weight="bold", lines=4)
    under = wrapped(subtitle, inner, 10, lines=3)
    unit = unit.removesuffix("s") if n == 1 else unit
    number = (
        f"{n:,} {unit}" if unit in ("article", "articles") else f"{n:,} {unit} in {count(foot.documents, 'article')}"
    )
    source = f"Source: {foot.sources} · {foot.dates} · n = {number}"
    below = wrapped(note, inner, 8.5, lines=5) + wrapped(source, inner, 8.5, lines=4)
    rows = _flow(key, inner)
    top = 0.14 + 0.24 * len(head) + 0.05 + 0.185 * len(under) + 0.22 * len(rows) + 0.12
    bottom = 0.12 + 0.155 * len(below) + 0.08
    total = top + height + bottom
    chart = Chart(figsize=(WIDTH, total), facecolor="white")
    FigureCanvasAgg(chart)
    chart.title, chart.subtitle, chart.n, chart.source = plain(title), plain(subtitle), n, plain(source)
    chart.alt = " ".join(plain(part).rstrip(".") + "." for part in (title, subtitle, alt) if plain(part))
    chart.set_layout_engine(Body(bottom, height))
    y = total - 0.14
    for line in head:
        chart.text(EDGE / WIDTH, y / total, line, size=13.5, weight="bold", va="top", gid="title")
        y -= 0.24
    y -= 0.05
    for line in under:
        chart.text(EDGE / WIDTH, y / total, line, size=10, color=MUTED, va="top", gid="subtitle")
        y -= 0.185
    for row in rows:
        y -= 0.22
        for x, entry in row:
            _draw_key(chart, entry, x, y + 0.05, total)
    y = bottom - 0.1
    for line in below:
        chart.text(EDGE / WIDTH, y / total, line, size=8.5, color=MUTED, va="top", gid="foot")
        y -= 0.155
    return chart


def _flow(key: Iterable[Key], inner: float) -> list[list[tuple[float, Key]]]:
    """The entries in rows from left to right, each with its place in inches."""
    entries = list(key)
    wides = [0.22 + width(entry.label, 9) + 0.2 for entry in entries]
    own_row = sum(wides) > inner + 0.2  # the degrees of certainty then stand together below the colours
    rows: list[list[tuple[float, Key]]] = []
    x = inner
    for entry, wide in zip(entries, wides, strict=True):
        if x + wide > inner + 0.2 or (own_row and entry == certainty_keys()[0]):
            rows.append([])
            x = 0.0
        rows[-1].append((EDGE + x, entry))
        x += wide
    return rows


def _draw_key(chart: Chart, entry: Key, x: float, y: float, total: float) -> None:
    if entry.mark == "box":
        patch = Rectangle(
            (x / WIDTH, y / total),
            0.15 / WIDTH,
            0.12 / total,
            facecolor=tint(entry.colour, entry.certainty),
            hatch=CERTAINTY_HATCH[entry.certainty],
            hatchcolor=entry.colour,
            edgecolor=entry.colour,
            linewidth=0.5,
            transform=chart.transFigure,
        )
        chart.add_artist(patch)
    else:
        chart.text(
            (x + 0.075) / WIDTH, (y + 0.06) / total, entry.mark, color=entry.colour, size=10, ha="center", va="center"
        )
    chart.text((x + 0.22) / WIDTH, (y + 0.06) / total, entry.label, size=9, va="center_baseline", gid="key")


def too_little(
    reason: str, subtitle: str, foot: Foot, *, n: int, unit: str, title: str = "Too little to draw"
) -> Chart:
    """The reason why there is no chart, in place of it."""
    chart = frame(title, subtitle, foot, n=n, unit=unit, height=1.1, alt=reason)
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
