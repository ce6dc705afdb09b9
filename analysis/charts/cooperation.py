"""Who cooperates with whom: areas, flows, pairs over time."""

from __future__ import annotations

import pandas as pd

from analysis.charts.shapes import Part, bars, behind, body, grid, one_article, spelt
from analysis.run import Foot, rows
from analysis.style import AREA_COLOURS, STAGE_COLOURS, Chart, Key, certainty_keys, frame, look, too_little
from analysis.tables import CERTAINTIES
from analysis.wording import AREA_WORDS, capital, count, in_prose, listed

NONE = "No statement about cooperation was found in the articles selected."
ONCE = "statements that speak of the same thing count once"


def cooperation_by_area(view: pd.DataFrame, foot: Foot) -> Chart:
    """Areas as bars, coloured by stage, paler and hatched where less sure."""
    unit, one = counts_of(view)
    subtitle = f"{_counted(unit)}, by area; colour: how far it has come"
    view = view.rename(columns={unit: "number"})
    total = int(view["number"].sum())
    with look():
        if view.empty:
            return too_little(_none(foot), subtitle, foot, n=0, unit=unit)
        sums = view.groupby("area")["number"].sum()
        areas = sorted(sums.index, key=lambda code: (-sums[code], list(AREA_WORDS).index(code)))
        first = [AREA_WORDS[code] for code in areas if sums[code] == sums[areas[0]]]
        title = f"{listed(first, most=3).capitalize()}: {sums[areas[0]]}{' each' if len(first) > 1 else ''} of {count(total, one)} on cooperation"
        key = [Key(code, colour) for code, colour in STAGE_COLOURS.items() if code in set(view["stage"])]
        alt = "Bars: " + spelt(
            (f"{AREA_WORDS[row.area]}, {row.stage}, {row.certainty}", row.number) for row in rows(view)
        )
        negated = int(view["negated"].sum())
        notes = [f"{count(negated, one)} negated by the text counted too." if negated else ""]
        notes += [one_article(foot, "what is said of cooperation elsewhere")]
        chart = frame(
            title, subtitle, foot, n=total, unit=unit, height=body(len(areas)), alt=alt,
            key=[*key, *certainty_keys()], note=" ".join(filter(None, notes)),
        )  # fmt: skip
        parts = [
            Part(
                row.area,
                row.number,
                STAGE_COLOURS[row.stage],
                row.certainty,
                f"{row.stage}, {row.certainty}",
                behind(row),
            )
            for row in rows(view)
        ]
        bars(chart.add_subplot(), areas, parts, AREA_WORDS)
        return chart


def flows_by_area(view: pd.DataFrame, foot: Foot) -> Chart:
    """Giver → receiver as bars, coloured by area, paler and hatched where less sure."""
    unit, one = counts_of(view)
    subtitle = f"{_counted(unit)}, with a direction, giver → receiver; colour: area (visits run from visitor to host)"
    view = view.rename(columns={unit: "number"})
    total = int(view["number"].sum())
    with look():
        if view.empty:
            reason = _none(foot) if foot.documents == 0 else "No statement says what flows from whom to whom."
            return too_little(reason, subtitle, foot, n=0, unit=unit)
        flows = view.assign(
            flow=view["giver"] + " → " + view["receiver"], group=[code.split(".")[0] for code in view["area"]]
        )
        sums = flows.groupby("flow", sort=False)["number"].sum()
        title = f"Most flows are said to run from {in_prose(view['giver'][0])} to {in_prose(view['receiver'][0])}: {sums.iloc[0]} of {total}"
        if total == 1:
            title = f"One flow is spoken of: from {in_prose(view['giver'][0])} to {in_prose(view['receiver'][0])}"
        elif len(sums) > 1 and sums.iloc[1] == sums.iloc[0]:
            title = f"No flow stands out: at most {count(int(sums.iloc[0]), one)} for one pair"
        key = [Key(code, colour) for code, colour in AREA_COLOURS.items() if code in set(flows["group"])]
        alt = "Bars: " + spelt(
            (f"{row.flow}, {AREA_WORDS[row.area]}, {row.certainty}", row.number) for row in rows(flows)
        )
        notes = [
            f"{capital(one)}s with several givers or receivers count for each pair.",
            one_article(foot, "all that flows"),
        ]
        chart = frame(
            title, subtitle, foot, n=total, unit=f"pairs in {unit}", height=body(len(sums)), alt=alt,
            key=[*key, *certainty_keys()], note=" ".join(filter(None, notes)),
        )  # fmt: skip
        order = {code: rank for rank, code in enumerate((*AREA_COLOURS, *CERTAINTIES))}
        inside = sorted(rows(flows), key=lambda row: (order[row.group], order[row.certainty]))
        parts = [
            Part(
                row.flow,
                row.number,
                AREA_COLOURS[row.group],
                row.certainty,
                f"{row.group}, {row.certainty}",
                behind(row),
            )
            for row in inside
        ]
        bars(chart.add_subplot(), list(sums.index), parts, room=2.6)
        return chart


def dyads_by_period(view: pd.DataFrame, foot: Foot) -> Chart:
    """Pairs of states over time, as a grid, hatched where nothing is certain."""
    unit, one = counts_of(view)
    subtitle = f"{_counted(unit)} of two states or bodies, by date of the act, else of publication"
    view = view.rename(columns={unit: "number"})
    periods = list(dict.fromkeys(view["period"]))
    total = int(view["number"].sum())
    with look():
        if not periods:
            reason = (
                "No statement names two states or bodies and can be dated. A trend needs dates: of the act in the "
                "text, or of the article's publication."
            )
            return too_little(reason if foot.documents else _none(foot), subtitle, foot, n=0, unit=unit)
        if len(periods) < 2:
            reason = f"All {count(total, f'dated {one}')} fall into {periods[0]}: that is no course of time."
            return too_little(reason, subtitle, foot, n=total, unit=unit)
        sums = view.groupby("dyad", sort=False)["number"].sum()
        title = f"{sums.index[0]}: {count(int(sums.iloc[0]), f'dated {one}')}, more than for any other pair"
        if len(sums) > 1 and sums.iloc[1] == sums.iloc[0]:
            title = f"No pair stands out: at most {count(int(sums.iloc[0]), f'dated {one}')} for one"
        values = {(row.dyad, row.period): row.number for row in rows(view)}
        unsure = {(row.dyad, row.period) for row in rows(view) if row.number and not row.certain}
        alt = f"{capital(unit)} over the whole time: " + spelt(sums.items())
        notes = [f"{capital(one)}s with more than two parties count for each pair."]
        notes += [f"Hatched: none of the {unit} is certain."] if unsure else []
        height = body(len(sums), row=0.36) + 0.4
        chart = frame(
            title, subtitle, foot, n=total, unit=f"pairs in {unit}", height=height, alt=alt, note=" ".join(notes)
        )
        grid(
            chart.add_subplot(),
            list(sums.index),
            periods,
            values,
            unsure,
            time=True,
            room=2.3,
            records={(row.dyad, row.period): behind(row) for row in rows(view)},
        )
        return chart


def _none(foot: Foot) -> str:
    return NONE if foot.documents else "No article was read."


def counts_of(view: pd.DataFrame) -> tuple[str, str]:
    """What a view counts, in the plural (its column) and the singular."""
    return ("events", "event") if "events" in view else ("statements", "statement")


def _counted(unit: str) -> str:
    return f"Events of cooperation ({ONCE})" if unit == "events" else "Statements about cooperation"
