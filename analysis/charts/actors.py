"""Who is named, how often, when."""

from __future__ import annotations

import pandas as pd

from analysis.charts.shapes import Part, bars, behind, body, grid, one_article, spelt
from analysis.run import Foot, rows
from analysis.style import KIND_COLOURS, Chart, Key, frame, look, too_little
from analysis.wording import capital, count, in_prose, listed


def mentions_by_actor(view: pd.DataFrame, foot: Foot) -> Chart:
    """Mentions of each actor, and beside them the documents that name it."""
    subtitle = "Mentions by name, capital, nationality, title or pronoun, and articles, by actor"
    total = int(view["mentions"].sum())
    with look():
        if view.empty:
            return too_little(_nobody(foot), subtitle, foot, n=0, unit="mentions")
        most = int(view["mentions"].iloc[0])
        first = list(view.loc[view["mentions"] == most, "actor"])
        title = (
            f"{capital(listed(map(in_prose, first), most=3))} {'is' if len(first) == 1 else 'are'} named most: "
            f"{'once' if most == 1 else f'{most} times'}{' each' if len(first) > 1 else ''}"
        )
        key = [Key(kind, KIND_COLOURS[kind]) for kind in KIND_COLOURS if kind in set(view["kind"])]
        alt = "Bars, mentions: " + spelt(
            (row.actor, f"{row.mentions} in {count(row.documents, 'article')}") for row in rows(view)
        )
        note = one_article(foot, "how often the news names anybody")
        chart = frame(
            title,
            subtitle,
            foot,
            n=total,
            unit="mentions",
            height=body(len(view)) + 0.25,
            alt=alt,
            key=key,
            note=note,
        )
        keys = list(view["actor_id"])
        names = dict(zip(view["actor_id"], view["actor"], strict=True))
        if foot.documents == 1:  # a second column would hold nothing but ones
            left = chart.add_subplot()
        else:
            left, right = chart.subplots(1, 2, sharey=True)
            chart.shares = (3.0, 2.0)
            bars(
                right,
                keys,
                [
                    Part(row.actor_id, row.documents, KIND_COLOURS[row.kind], what="articles", records=behind(row))
                    for row in rows(view)
                ],
                names,
            )
            right.tick_params(labelleft=False)
            right.set_title("articles", loc="left", size=10)
        bars(
            left,
            keys,
            [
                Part(row.actor_id, row.mentions, KIND_COLOURS[row.kind], what="mentions", records=behind(row))
                for row in rows(view)
            ],
            names,
        )
        left.set_title("mentions", loc="left", size=10)
        return chart


def actors_by_period(view: pd.DataFrame, foot: Foot) -> Chart:
    """Documents naming each actor over time, as a grid."""
    subtitle = "Articles that name the actor, by date of publication"
    periods = list(dict.fromkeys(view["period"]))
    with look():
        if view.empty:
            reason = (
                _nobody(foot)
                if foot.dates != "not dated"
                else (
                    f"{'The one article has no' if foot.documents == 1 else f'None of the {foot.documents} articles has a'} date of publication. A trend needs dates."
                )
            )
            return too_little(reason, subtitle, foot, n=0, unit="actor–article pairs")
        total = int(view["documents"].sum())
        if len(periods) < 2:
            reason = f"All dated articles fall into {periods[0]}: that is no course of time."
            return too_little(reason, subtitle, foot, n=total, unit="actor–article pairs")
        sums = view.groupby("actor", sort=False)["documents"].sum()
        title = f"{capital(in_prose(str(sums.index[0])))} is named in {count(int(sums.iloc[0]), 'dated article')}, more than any other actor"
        if len(sums) > 1 and sums.iloc[0] == sums.iloc[1]:
            first = list(sums[sums == sums.iloc[0]].index)
            title = f"{capital(listed(map(in_prose, first), most=3))} are named in {count(int(sums.iloc[0]), 'dated article')} each, the most of all"
        alt = "Articles over the whole time: " + spelt(sums.items())
        chart = frame(
            title,
            subtitle,
            foot,
            n=total,
            unit="actor–article pairs",
            height=body(len(sums), row=0.34) + 0.35,
            alt=alt,
        )
        values = {(row.actor, row.period): row.documents for row in rows(view)}
        grid(
            chart.add_subplot(),
            list(sums.index),
            periods,
            values,
            time=True,
            records={(row.actor, row.period): behind(row) for row in rows(view)},
        )
        return chart


def _nobody(foot: Foot) -> str:
    return "No article was read." if foot.documents == 0 else "No actor is named in the articles selected."
