"""The few shapes that the charts are made of: stacked bars, columns over time, a grid of counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from matplotlib.artist import Artist
from matplotlib.axes import Axes

from analysis.behind import MOST
from analysis.run import Foot
from analysis.style import CERTAINTY_HATCH, GRID, INK, MUTED, NEUTRAL, Chart, Mark, label, plain, tint, whole_numbers

ROW = 0.36  # inches of a bar with its gap


class Part(NamedTuple):
    """One piece of a stacked bar."""

    row: str
    size: int
    colour: str = NEUTRAL
    certainty: str = "certain"
    what: str = ""  # what the piece stands for within its row
    records: tuple[str, ...] = ()  # references behind it


def behind(row: Any) -> tuple[str, ...]:
    """The references of a row of a view."""
    return tuple(getattr(row, "records", ()))


def mark(axes: Axes, artist: Artist, label: str, n: int, records: Iterable[str]) -> None:
    """Note that what was drawn stands for records."""
    kept = tuple(dict.fromkeys(records))[:MOST]
    if kept and isinstance(axes.figure, Chart):
        axes.figure.marks.append(Mark(artist, plain(label), int(n), kept))


def body(rows: int, *, least: float = 1.0, row: float = ROW) -> float:
    """Height in inches of a chart with so many rows."""
    return max(least, 0.55 + row * rows)


def bars(
    axes: Axes,
    rows: Sequence[str],
    parts: Iterable[Part],
    names: Mapping[str, str] | None = None,
    *,
    room: float = 1.9,
) -> None:
    """Horizontal bars from the top down, their parts in the order given, the sum at the end of each."""
    at = {row: place for place, row in enumerate(rows)}
    reach = dict.fromkeys(rows, 0)
    behind_row: dict[str, list[str]] = {row: [] for row in rows}
    for part in _joined(parts):
        (bar,) = axes.barh(
            at[part.row],
            part.size,
            left=reach[part.row],
            height=0.66,
            facecolor=tint(part.colour, part.certainty),
            hatch=CERTAINTY_HATCH[part.certainty],
            hatchcolor=part.colour,
            edgecolor="white",
            linewidth=0.8,
        )
        reach[part.row] += part.size
        behind_row[part.row] += part.records
        name = (names or {}).get(part.row, part.row)
        mark(axes, bar, f"{name}{', ' if part.what else ''}{part.what}: {part.size:,}", part.size, part.records)
    most = max(reach.values(), default=0) or 1
    for row in rows:
        end = axes.text(
            reach[row] + most * 0.012, at[row], f"{reach[row]:,}", va="center", size=9, color=MUTED, gid="sum"
        )
        mark(axes, end, f"{(names or {}).get(row, row)}: {reach[row]:,}", reach[row], behind_row[row])
    axes.set_xlim(0, most * 1.08)
    axes.set_yticks(range(len(rows)), [label((names or {}).get(row, row), room) for row in rows])
    axes.set_ylim(len(rows) - 0.4, -0.6)
    whole_numbers(axes)


def _joined(parts: Iterable[Part]) -> list[Part]:
    """Neighbours of the same row, colour and certainty as one part."""
    joined: list[Part] = []
    for part in parts:
        if joined and joined[-1]._replace(size=0, records=()) == part._replace(size=0, records=()):
            before = joined[-1]
            joined[-1] = part._replace(size=before.size + part.size, records=before.records + part.records)
        elif part.size:
            joined.append(part)
    return joined


def columns(axes: Axes, periods: Sequence[str], parts: Iterable[Part]) -> None:
    """Upright bars over time, their parts in the order given."""
    at = {period: place for place, period in enumerate(periods)}
    reach = dict.fromkeys(periods, 0)
    for part in _joined(parts):
        (bar,) = axes.bar(
            at[part.row],
            part.size,
            bottom=reach[part.row],
            width=0.8,
            facecolor=tint(part.colour, part.certainty),
            edgecolor="white",
            linewidth=0.8,
        )
        reach[part.row] += part.size
        mark(axes, bar, f"{part.row}{', ' if part.what else ''}{part.what}: {part.size:,}", part.size, part.records)
    axes.set_xlim(-0.6, max(len(periods), 8) - 0.4)
    axes.set_ylim(0, max(1, *reach.values()) * 1.06)
    time_ticks(axes, periods)
    whole_numbers(axes, "y")


def time_ticks(axes: Axes, periods: Sequence[str], offset: float = 0.0) -> None:
    """Names of periods along the bottom, upright where they are many, so that none runs into the next."""
    step = -(-len(periods) // 30)
    places = list(range(0, len(periods), step))
    many = len(places) > 11
    axes.set_xticks(
        [place + offset for place in places],
        [periods[place] if many else periods[place].replace(" ", "\n") for place in places],
        rotation=90 if many else 0,
        size=8.5 if many else 9.5,
    )


def grid(
    axes: Axes,
    rows: Sequence[str],
    across: Sequence[str],
    values: Mapping[tuple[str, str], int],
    unsure: Iterable[tuple[str, str]] = (),
    *,
    time: bool = False,
    room: float = 1.9,
    records: Mapping[tuple[str, str], Iterable[str]] | None = None,
) -> None:
    """A grid of counts, darker for more, the number in each cell; `unsure` cells are hatched, `records` lie behind."""
    most = max(values.values(), default=1) or 1
    hatched = set(unsure)
    small = len(across) > 16
    axes.barh(0, len(across), height=len(rows), align="edge", color="#f6f6f6", gid="ground")
    axes.vlines(range(1, len(across)), 0, len(rows), color="white", linewidth=1.2)
    axes.hlines(range(1, len(rows)), 0, len(across), color="white", linewidth=1.2)
    for y, row in enumerate(rows):
        for x, column in enumerate(across):
            number = values.get((row, column), 0)
            if not number:
                continue
            # shares below a quarter would be too pale to tell from none
            share = 0.18 + 0.82 * number / most
            face = tuple(1 - share * (1 - part) for part in (0.0, 0.447, 0.698))
            (bar,) = axes.bar(
                x + 0.5,
                1,
                bottom=y,
                width=1,
                facecolor=face,
                edgecolor="white",
                linewidth=1.2,
                hatch="/////" if (row, column) in hatched else "",
                hatchcolor="white" if share > 0.55 else "#7fb8d8",
            )
            mark(axes, bar, f"{row}, {column}: {number:,}", number, (records or {}).get((row, column), ()))
            colour = "white" if share > 0.55 else INK
            axes.text(x + 0.5, y + 0.5, f"{number}", ha="center", va="center", size=7.5 if small else 9, color=colour)
    axes.set_xlim(0, max(len(across), 6))
    axes.set_ylim(len(rows), 0)
    axes.set_yticks([place + 0.5 for place in range(len(rows))], [label(row, room) for row in rows])
    if time:
        time_ticks(axes, across, 0.5)
    else:
        axes.xaxis.tick_top()
        axes.set_xticks(
            [place + 0.5 for place in range(len(across))],
            [
                label(name, 1.9 if len(across) > 10 else 1.35, 9, lines=1 if len(across) > 10 else 2)
                for name in across
            ],
            rotation=40,
            ha="left",
            rotation_mode="anchor",
            size=9,
        )
        axes.tick_params(axis="x", colors=INK)
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.set_facecolor("white")
    axes.grid(False)


def one_article(foot: Foot, what: str) -> str:
    """What a chart of a single article cannot show; `""` where there are more."""
    return f"One article: this shows what it says, not {what}." if foot.documents == 1 else ""


def spelt(pairs: Iterable[tuple[object, object]], most: int = 20) -> str:
    """`Russia 21; North Korea 16` for an alt text."""
    words = [f"{plain(name)} {number}" for name, number in pairs]
    return "; ".join(words[:most]) + (f"; and {len(words) - most} more" if len(words) > most else "")


__all__ = [
    "GRID",
    "ROW",
    "Part",
    "bars",
    "behind",
    "body",
    "columns",
    "grid",
    "mark",
    "one_article",
    "spelt",
    "time_ticks",
]
