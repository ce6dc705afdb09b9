"""The views of a question as HTML and SVG that take JupyterLab's colours: counts, bars, months, network.

Drawn in a few milliseconds, so that they follow each move of a control; the report's charts are drawn with matplotlib.
Colours mean what they mean there, and certainty is drawn the same way. Every word from outside is escaped.
"""

from __future__ import annotations

import html
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd

from analysis import record, style
from analysis.explore.question import PARTIES, Question
from analysis.explore.sheet import WHAT, spoken
from analysis.tables import CERTAINTIES
from analysis.views.names import Names
from analysis.wording import capital, count

BARS, COLUMNS, DOTS = 14, 48, 18  # drawn at most; what is beyond is said
WIDEST = 48  # pixels of a column of the months
WIDE, HIGH = 720, 430  # of the network, in its own units
COUNTED = 20_000  # records whose parties are counted pair by pair; of more, the first so many


def page(body: str) -> str:
    """The body with the one style of everything shown here."""
    return f'<style>{record.css()}{_css()}</style><div class="pw pw-explore">{body}</div>'


def _css() -> str:
    return (Path(__file__).parent / "explore.css").read_text(encoding="utf-8")


def counts(question: Question, rows: pd.DataFrame) -> str:
    """How much the question finds: records, articles, publishers, and how sure the text is."""
    word = "claim" if question.about == "claims" else "statement"
    tiles = [
        (f"{len(rows):,}", word if len(rows) == 1 else f"{word}s"),
        (f"{rows['doc_id'].nunique():,}", "article" if rows["doc_id"].nunique() == 1 else "articles"),
    ]
    if question.about == "claims":
        tiles.append((f"{int(rows['quoted'].sum()):,}", "quoted"))
        tiles.append((f"{rows['source'].nunique():,}", "sources"))
    else:
        sure = rows["certainty"].value_counts()
        tiles += [(f"{int(sure.get(code, 0)):,}", code) for code in CERTAINTIES]
        tiles.append((f"{int((rows['polarity'] == 'negated').sum()):,}", "negated"))
    shown = "".join(f"<div><b>{number}</b> <span>{_text(word)}</span></div>" for number, word in tiles)
    return f'<div class="pw-tiles" role="status">{shown}</div>'


def empty(question_said: str) -> str:
    """What is shown in place of every view where nothing is found."""
    return (
        f'<div class="pw-empty"><b>Nothing found.</b> {_text(question_said)}: no record meets all of this. '
        "Take a condition away, or choose “Start again”.</div>"
    )


def bars(question: Question, rows: pd.DataFrame) -> str:
    """Records by area, measure or kind, and how sure they are."""
    column = WHAT[question.about]
    sure = ["certain"] * len(rows) if question.about == "claims" else rows["certainty"].tolist()
    counted = Counter(zip(rows[column].tolist(), sure, strict=True))
    totals = rows[column].value_counts()
    order = sorted(totals.index, key=lambda code: (-totals[code], code))
    most = max(1, int(totals.max()))
    lines = []
    for code in order[:BARS]:
        parts = "".join(
            f'<i class="c-{each}" style="--c:{_colour(question.about, code)};width:{100 * counted[code, each] / most:.2f}%" '
            f'title="{counted[code, each]:,} {each}"></i>'
            for each in CERTAINTIES
            if counted[code, each]
        )
        lines.append(
            f'<tr><th scope="row">{_text(capital(spoken(question.about, code)))}</th><td>{parts}<b>{int(totals[code]):,}</b></td></tr>'
        )
    alike = [spoken(question.about, code) for code in order if totals[code] == most]
    leads = "All " if len(order) == 1 else "Mostly " if len(alike) == 1 else ""
    said = f"{leads}{_joint(alike)}: {most:,}{' each' * (len(alike) > 1)} of {len(rows):,}"
    key = "" if question.about == "claims" else _key()
    return _figure(
        said,
        f"Statements by {column}",
        f'{key}<table class="pw-bars"><tbody>{"".join(lines)}</tbody></table>',
        _more(order, BARS),
    )


def _colour(about: str, code: str) -> str:
    if about == "cooperation":
        return style.AREA_COLOURS[code.split(".")[0]]
    return style.CLAIM_COLOURS[code] if about == "claims" else style.SANCTION_COLOUR


def _key() -> str:
    marks = " ".join(
        f'<span><i class="c-{each}" style="--c:var(--pw-muted)"></i>{each}</span>' for each in CERTAINTIES
    )
    return f'<p class="pw-key">{marks}</p>'


def months(question: Question, rows: pd.DataFrame) -> str:
    """Records by the month in which their article was published."""
    days = rows["published"].dropna()
    if days.empty:
        return _figure(
            "No article of these has a date",
            "Statements by month",
            '<p class="pw-none">Nothing to place in time.</p>',
        )
    by = days.dt.to_period("M")
    span = pd.period_range(by.min(), by.max(), freq="M")
    if len(span) > COLUMNS:
        by = days.dt.to_period("Y")
        span = pd.period_range(by.min(), by.max(), freq="Y")[-COLUMNS:]
    counted = by.value_counts()
    most = int(counted.max())
    columns = "".join(
        f'<i style="height:{100 * int(counted.get(one, 0)) / most:.1f}%" title="{one}: {int(counted.get(one, 0)):,}"></i>'
        for one in span
    )
    undated = f"{len(rows) - len(days):,} not dated" if len(days) < len(rows) else ""
    ends = f'<p class="pw-ends"><span>{span[0]}</span> <span>{span[-1]}</span></p>' if len(span) > 1 else f'<p class="pw-ends"><span>{span[0]}</span></p>'  # fmt: skip
    first = [str(one) for one in span if counted.get(one, 0) == most]
    unit = "year" if span.freqstr.startswith(("Y", "A")) else "month"
    return _figure(
        f"Most in {_joint(first)}: {most:,}{' each' * (len(first) > 1)}",
        f"Statements by {unit} of publication",
        f'<div style="max-width:{WIDEST * len(span)}px"><div class="pw-months">{columns}</div>{ends}</div>',
        undated,
    )


def network(question: Question, rows: pd.DataFrame, names: Names) -> str:
    """States and bodies that the same record names, thicker for more records; people count for their state."""
    pairs: Counter[tuple[str, str]] = Counter()
    seen = rows.head(COUNTED)
    columns = [seen[name] for name in PARTIES[question.about]]
    for lists in zip(*columns, strict=True):
        keys = sorted({names.state(key) for ids in lists for key in ids})
        pairs.update(combinations(keys[:12], 2))
    if not pairs:
        return _figure("No record names two parties", "Who is named together", '<p class="pw-none">There are no pairs to draw.</p>')  # fmt: skip
    weight: Counter[str] = Counter()
    for (one, other), number in pairs.items():
        weight[one] += number
        weight[other] += number
    nodes = sorted(weight, key=lambda key: (-weight[key], key))
    drawn = set(nodes[:DOTS])
    shown = {pair: number for pair, number in pairs.items() if drawn.issuperset(pair)}
    places = _places(shown)
    most = max(shown.values())
    lines = "".join(
        f'<line x1="{places[one][0]:.0f}" y1="{places[one][1]:.0f}" x2="{places[other][0]:.0f}" y2="{places[other][1]:.0f}" '
        f'stroke-width="{1 + 7 * number / most:.1f}" opacity="{0.25 + 0.55 * number / most:.2f}">'
        f"<title>{_text(names.name(one))} and {_text(names.name(other))}: {number:,}</title></line>"
        for (one, other), number in sorted(shown.items(), key=lambda item: item[1])
    )
    dots = "".join(
        f'<g transform="translate({x:.0f} {y:.0f})"><circle r="{6 + 12 * (weight[key] / weight[nodes[0]]) ** 0.5:.1f}" '
        f'fill="{style.KIND_COLOURS.get(names.kind(key), "#8a8a8a")}"><title>{_text(names.name(key))}: {weight[key]:,}</title></circle>'
        f'<text y="{20 + 12 * (weight[key] / weight[nodes[0]]) ** 0.5:.0f}">{_text(_short(names.name(key)))}</text></g>'
        for key, (x, y) in places.items()
    )
    (one, other), number = min(shown.items(), key=lambda item: (-item[1], item[0]))
    alike = sum(n == number for n in shown.values()) - 1
    more = f" and {count(alike, 'other pair')}" if alike else ""
    alt = "; ".join(f"{names.name(a)} and {names.name(b)} {n:,}" for (a, b), n in Counter(shown).most_common(8))
    picture = (
        f'<svg class="pw-network" viewBox="0 0 {WIDE} {HIGH}" role="img" aria-label="{_text(alt)}">'
        f'<g class="pw-edges">{lines}</g>{dots}</svg>'
    )
    kinds = [kind for kind in style.KIND_COLOURS if kind in {names.kind(key) for key in places}]
    key = " ".join(f'<span><i class="dot" style="--c:{style.KIND_COLOURS[kind]}"></i>{kind}</span>' for kind in kinds)
    rest = [alt, _more(nodes, DOTS)] + ([f"of the first {COUNTED:,} records"] if len(rows) > COUNTED else [])
    return _figure(
        f"{names.name(one)} and {names.name(other)}{more}: {count(number, 'record')}{' each' if more else ''}",
        "Lines: records that name both; thicker for more. Place and distance mean nothing",
        f'<p class="pw-key">{key}</p>{picture}',
        "; ".join(filter(None, rest)),
    )


def _places(pairs: dict[tuple[str, str], int]) -> dict[str, tuple[float, float]]:
    """A place for each actor: a spring layout from a fixed start, then labels pushed apart."""
    graph = nx.Graph()
    graph.add_weighted_edges_from((one, other, number**0.5) for (one, other), number in sorted(pairs.items()))
    spread = nx.spring_layout(graph, seed=7, k=2.4 / max(1, len(graph)) ** 0.5, iterations=80)
    nodes = sorted(graph)
    places = []
    for axis, size, edge in ((0, WIDE, 80), (1, HIGH, 34)):
        order = sorted(nodes, key=lambda key: float(spread[key][axis]))
        low, high = float(spread[order[0]][axis]), float(spread[order[-1]][axis])
        wide = (high - low) or 1.0
        last = max(1, len(order) - 1)
        # half by rank, so that a pair far off does not squeeze the rest
        share = {key: 0.5 * (float(spread[key][axis]) - low) / wide + 0.5 * n / last for n, key in enumerate(order)}
        places.append({key: edge + (size - 2 * edge) * share[key] for key in nodes})
    x, y = places
    for _ in range(60):
        moved = False
        for one, other in combinations(nodes, 2):
            gap_x, gap_y = 118 - abs(x[one] - x[other]), 46 - abs(y[one] - y[other])
            if gap_x > 0 and gap_y > 0:
                moved = True
                push = (gap_y / 2 + 0.5) * (1 if y[one] >= y[other] else -1)
                y[one] = min(max(y[one] + push, 24), HIGH - 40)
                y[other] = min(max(y[other] - push, 24), HIGH - 40)
                side = 6 if x[one] >= x[other] else -6
                x[one] = min(max(x[one] + side, 70), WIDE - 70)
                x[other] = min(max(x[other] - side, 70), WIDE - 70)
        if not moved:
            break
    return {key: (x[key], y[key]) for key in nodes}


def _joint(words: list[str]) -> str:
    """`trade and energy`; of many that are equal, how many."""
    return " and ".join(words) if len(words) < 3 else f"{words[0]} and {len(words) - 1} others"


def _short(name: str) -> str:
    return name if len(name) <= 22 else name[:21].rstrip() + "…"


def _more(order: list[Any], shown: int) -> str:
    return f"{len(order) - shown} more not drawn" if len(order) > shown else ""


def _figure(title: str, subtitle: str, body: str, note: str = "") -> str:
    foot = f'<p class="pw-note">{_text(note)}</p>' if note else ""
    return f'<figure class="pw-view"><figcaption><div><b>{_text(capital(title))}</b></div><div><span>{_text(subtitle)}</span></div></figcaption>{body}{foot}</figure>'


def _text(value: Any) -> str:
    return html.escape(str(value))
