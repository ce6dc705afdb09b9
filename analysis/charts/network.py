"""Who is named together with whom, as a network whose labels keep clear of each other."""

from __future__ import annotations

import networkx as nx
import pandas as pd

from analysis.charts.shapes import behind, mark, one_article, spelt
from analysis.run import Foot, rows
from analysis.style import GRID, KIND_COLOURS, WIDTH, Chart, Key, frame, label, look, too_little, width
from analysis.wording import capital, count, in_prose

HEIGHT, TALL = 5.4, 7.6  # inches of the body, for few actors and for forty
_STEPS = 300


def actors_by_company(view: pd.DataFrame, foot: Foot) -> Chart:
    """Actors as dots, their company as lines: thicker for more sentences that name both."""
    subtitle = "Lines: sentences that name both; thicker for more. Place and distance mean nothing"
    total = int(view["sentences"].sum())
    with look():
        if view.empty:
            reason = "No article was read." if foot.documents == 0 else "No sentence names two actors."
            return too_little(reason, subtitle, foot, n=0, unit="pairings within a sentence")
        first = view.iloc[0]
        title = f"{capital(in_prose(first['one']))} and {in_prose(first['other'])} are named together most: in {count(int(first['sentences']), 'sentence')}"
        if len(view) > 1 and view["sentences"].iloc[1] == first["sentences"]:
            ties = int((view["sentences"] == first["sentences"]).sum())
            title = f"{ties} pairs of actors are named together most: in {count(int(first['sentences']), 'sentence')} each"
        kinds = {row.one_id: row.one_kind for row in rows(view)} | {
            row.other_id: row.other_kind for row in rows(view)
        }
        names = {row.one_id: row.one for row in rows(view)} | {row.other_id: row.other for row in rows(view)}
        high = min(TALL, max(HEIGHT, 0.19 * len(names)))
        key = [Key(kind, KIND_COLOURS[kind], mark="●") for kind in KIND_COLOURS if kind in set(kinds.values())]
        alt = "Sentences that name both: " + spelt(
            (f"{row.one} and {row.other}", row.sentences) for row in rows(view)
        )
        note = one_article(foot, "who keeps company in the news as a whole")
        unit = "pairings within a sentence"
        chart = frame(title, subtitle, foot, n=total, unit=unit, height=high, alt=alt, key=key, note=note)
        axes = chart.add_subplot()
        axes.set_axis_off()
        labels = {node: label(name, 1.25, 8.5, lines=3) for node, name in names.items()}
        places = _places(view, labels, high)
        most = int(view["sentences"].max())
        for row in rows(view.iloc[::-1]):  # the strongest last, on top
            share = row.sentences / most
            ends = [places[row.one_id], places[row.other_id]]
            (edge,) = axes.plot(
                [x for x, _ in ends], [y for _, y in ends],
                color="#444444", alpha=0.12 + 0.6 * share, linewidth=0.6 + 4.4 * share, solid_capstyle="round", zorder=1,
            )  # fmt: skip
            mark(
                axes,
                edge,
                f"{row.one} and {row.other}: {count(row.sentences, 'sentence')}",
                row.sentences,
                behind(row),
            )
        weight = pd.concat([view.groupby("one_id")["sentences"].sum(), view.groupby("other_id")["sentences"].sum()])
        weight = weight.groupby(level=0).sum()
        for node, (x, y) in places.items():
            size = 40 + 260 * float(weight[node]) / float(weight.max())
            dot = axes.scatter(
                [x], [y], s=size, color=KIND_COLOURS.get(kinds[node], GRID), edgecolor="white", linewidth=1, zorder=2
            )
            mine = [row for row in rows(view) if node in (row.one_id, row.other_id)]
            number = sum(row.sentences for row in mine)
            mark(
                axes,
                dot,
                f"{names[node]} with others: {number}",
                number,
                [ref for row in mine for ref in behind(row)],
            )
            axes.annotate(
                labels[node], (x, y), xytext=(0, -(size**0.5) / 2 - 2), textcoords="offset points",
                ha="center", va="top", size=8.5, linespacing=0.95, zorder=3, gid="label",
                bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 0.6},
            )  # fmt: skip
        axes.set_xlim(0, WIDTH - 0.3)
        axes.set_ylim(0, high)
        return chart


def _places(view: pd.DataFrame, labels: dict[str, str], high: float) -> dict[str, tuple[float, float]]:
    """A place in inches for each actor: a spring layout from a fixed start, then boxes pushed apart."""
    graph = nx.Graph()
    graph.add_nodes_from(sorted(labels))
    for row in rows(view):
        graph.add_edge(row.one_id, row.other_id, weight=row.sentences**0.5)
    spread = nx.spring_layout(graph, seed=7, weight="weight", k=2.2 / max(1, len(labels)) ** 0.5, iterations=200)
    nodes = sorted(labels)
    xs, ys = [float(spread[node][0]) for node in nodes], [float(spread[node][1]) for node in nodes]
    boxes = [
        (
            max(0.3, *(width(line, 8.5) for line in labels[node].split("\n"))) + 0.12,
            0.42 + 0.14 * labels[node].count("\n"),
        )
        for node in nodes
    ]
    wide = WIDTH - 0.3
    x = [_scaled(value, xs) * (wide - 1.6) + 0.8 for value in xs]
    y = [_scaled(value, ys) * (high - 1.0) + 0.6 for value in ys]
    for _ in range(_STEPS):
        moved = False
        for one in range(len(nodes)):
            for other in range(one + 1, len(nodes)):
                gap_x = (boxes[one][0] + boxes[other][0]) / 2 - abs(x[one] - x[other])
                gap_y = (boxes[one][1] + boxes[other][1]) / 2 - abs(y[one] - y[other])
                if gap_x <= 0 or gap_y <= 0:
                    continue
                moved = True
                if gap_x < gap_y:
                    push = (gap_x / 2 + 0.01) * (1 if x[one] >= x[other] else -1)
                    x[one], x[other] = x[one] + push, x[other] - push
                else:
                    push = (gap_y / 2 + 0.01) * (1 if y[one] >= y[other] else -1)
                    y[one], y[other] = y[one] + push, y[other] - push
        for place, (box_wide, box_high) in enumerate(boxes):
            x[place] = min(max(x[place], box_wide / 2), wide - box_wide / 2)
            y[place] = min(max(y[place], box_high - 0.1), high - 0.2)
        if not moved:
            break
    return {node: (x[place], y[place]) for place, node in enumerate(nodes)}


def _scaled(value: float, values: list[float]) -> float:
    """Place between 0 and 1, mostly by rank, so that a pair far off does not squeeze the rest."""
    low, high = min(values), max(values)
    if high == low:
        return 0.5
    rank = sum(other < value for other in values) / max(1, len(values) - 1)
    return 0.2 * (value - low) / (high - low) + 0.8 * rank
