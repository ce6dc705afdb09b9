"""Dated events on a line of time: how precise each date is, and where dates disagree."""

from __future__ import annotations

import datetime
from itertools import pairwise
from typing import Any

import pandas as pd
from matplotlib import dates as mdates

from analysis.charts.shapes import behind, body, mark, one_article, spelt
from analysis.run import Foot, rows
from analysis.style import (
    AREA_COLOURS,
    CERTAINTY_HATCH,
    MUTED,
    SANCTION_COLOUR,
    Chart,
    Key,
    frame,
    label,
    look,
    plain,
    tint,
    too_little,
)  # fmt: skip
from analysis.wording import AREA_WORDS, count

CONFLICT = "#D55E00"


def events_by_date(view: pd.DataFrame, foot: Foot, *, n: int) -> Chart:
    """Each event a row: a bar as long as its date is vague, a dot for a day, a mark where dates disagree.

    Args:
        view: from `views.events_by_date`.
        foot: where the data come from.
        n: dated expressions, those not shown included.
    """
    subtitle = "A dot is a day; a bar is as long as the month, year or decade that the text gives"
    with look():
        if view.empty:
            reason = "No article was read." if foot.documents == 0 else _undated(n)
            return too_little(reason, subtitle, foot, n=0, unit="dates")
        first, last = min(view["first"]), max(view["last"])
        conflicts = [row for row in rows(view) if isinstance(row.conflict, str)]
        years = f"in {first.year}" if first.year == last.year else f"from {first.year} to {last.year}"
        title = f"{count(len(view), 'dated event')} {years}"
        title += (
            f"; {count(len(conflicts), 'date')} {'disagrees' if len(conflicts) == 1 else 'disagree'} with the text"
            if conflicts
            else ""
        )
        groups = [row.topic.split(".")[0] for row in rows(view)]
        colours = {**AREA_COLOURS, "sanctions": SANCTION_COLOUR, "other": "#555555"}
        key = [Key(name, colour) for name, colour in colours.items() if name in groups]
        key += [Key("dates disagree", CONFLICT, mark="▲")] if conflicts else []
        alt = "Events: " + spelt(
            (f"{row.value}: {row.what}", f"({row.conflict})" if isinstance(row.conflict, str) else "")
            for row in rows(view)
        )
        notes = [f"{count(n - len(view), 'more date')} not shown." if n > len(view) else ""]
        notes += [f"Dates that disagree: {conflicts[0].conflict}." if conflicts else ""]
        notes += [one_article(foot, "what happened")]
        chart = frame(
            title, subtitle, foot, n=len(view), unit="dates", height=body(len(view), row=0.44), alt=alt, key=key,
            note=" ".join(filter(None, notes)),
        )  # fmt: skip
        axes = chart.add_subplot()
        first = _start(list(view["first"]), last)
        least = datetime.timedelta(days=max(1, (last - first).days // 120))
        for place, row in enumerate(rows(view)):
            colour = colours[row.topic.split(".")[0]]
            certainty = row.certainty if isinstance(row.certainty, str) else "certain"
            drawn: Any
            if row.last < first:
                drawn = axes.text(
                    0.0,
                    place,
                    f" ◀ {plain(row.value)}",
                    transform=axes.get_yaxis_transform(),
                    color=colour,
                    va="center",
                    size=9,
                )
            elif row.precision == "day":
                drawn = axes.scatter(
                    [mdates.date2num(row.first)], [place], s=46, facecolor=tint(colour, certainty), edgecolor=colour, linewidth=1.2, zorder=3
                )  # fmt: skip
            else:
                days = max(row.last - row.first + datetime.timedelta(days=1), least).days
                (drawn,) = axes.barh(
                    place, days, left=mdates.date2num(row.first), height=0.42, facecolor=tint(colour, certainty),
                    hatch=CERTAINTY_HATCH[certainty], hatchcolor=colour, edgecolor=colour, linewidth=0.8, zorder=2,
                )  # fmt: skip
            mark(axes, drawn, f"{row.value}: {_words(row)}", 1, behind(row))
            if isinstance(row.conflict, str) and row.last >= first:
                middle = mdates.date2num(row.first) + (row.last - row.first).days / 2
                axes.scatter([middle], [place - 0.33], s=48, marker="^", color=CONFLICT, zorder=4)
        labels = [label(f"{row.value} · {_words(row)}", 3.6, 9, lines=2) for row in rows(view)]
        axes.set_yticks(range(len(view)), labels, size=9)
        axes.set_ylim(len(view) - 0.4, -0.6)
        _time_axis(axes, first, last)
        return chart


def _undated(n: int) -> str:
    reason = "The texts give no date that can be placed on the calendar."
    if n:
        reason += f" {count(n, 'date')} {'disagrees' if n == 1 else 'disagree'} with the text around; the table below says why."
    return reason


def _words(row: Any) -> str:
    """What happened, an area in words in place of its code."""
    return str(row.what).replace(f": {row.topic}", f": {AREA_WORDS.get(row.topic, row.topic)}")


def _start(firsts: list[datetime.date], last: datetime.date) -> datetime.date:
    """Where the line of time begins: at the first event, unless a few lie so far back that they squeeze the rest."""
    days = sorted(firsts)
    gaps = [(later - earlier, place + 1) for place, (earlier, later) in enumerate(pairwise(days))]
    if len(days) < 6 or not gaps:
        return days[0]
    gap, place = max(gaps, key=lambda pair: (pair[0], -pair[1]))
    return days[place] if gap * 2 > last - days[0] and place * 4 <= len(days) else days[0]


def _time_axis(axes, first: datetime.date, last: datetime.date) -> None:
    start, end = mdates.date2num(first), mdates.date2num(last) + 1
    margin = max(10.0, (end - start) * 0.04)
    least, most = mdates.date2num(datetime.date.min), mdates.date2num(datetime.date.max)  # the calendar ends there
    axes.set_xlim(max(start - margin, least), min(end + margin, most))
    locator = mdates.AutoDateLocator(minticks=3, maxticks=7)
    axes.xaxis.set_major_locator(locator)
    form = "%Y" if (end - start) > 900 else "%Y-%m" if (end - start) > 60 else "%Y-%m-%d"
    axes.xaxis.set_major_formatter(mdates.DateFormatter(form))
    axes.tick_params(axis="x", colors=MUTED, labelsize=9)
    axes.grid(True, axis="both")
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
