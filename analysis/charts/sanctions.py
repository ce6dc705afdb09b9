"""What is said about sanctions: imposers and targets, measures and actions, the course of time."""

from __future__ import annotations

import pandas as pd

from analysis.charts.shapes import Part, bars, behind, body, columns, grid, one_article, spelt
from analysis.run import Foot, rows
from analysis.style import ACTION_COLOURS, Chart, Key, certainty_keys, frame, look, too_little
from analysis.views.sanctions import UNSAID
from analysis.wording import ACTION_WORDS, MEASURE_WORDS, count, in_prose, listed, one_is

_UNIT = "statements"
NONE = "No statement about sanctions was found in the articles selected."


def sanctions_by_pair(view: pd.DataFrame, foot: Foot, *, n: int) -> Chart:
    """Imposers across, targets down, darker for more statements.

    Args:
        view: from `views.sanctions_by_pair`.
        foot: where the data come from.
        n: statements, each counted once.
    """
    subtitle = "Statements about sanctions, by imposer (across) and target (down)"
    with look():
        if view.empty:
            return too_little(_none(foot), subtitle, foot, n=0, unit=_UNIT)
        whole = view[(view["imposer"] != UNSAID) & (view["target"] != UNSAID)]
        if whole.empty:
            title = "No statement names both who imposes sanctions and on whom"
        else:
            first = whole.iloc[0]
            title = f"{first['statements']} of {count(n, 'statement')} on sanctions: {in_prose(first['imposer'])} on {in_prose(first['target'])}"
            if len(whole) > 1 and whole["statements"].iloc[1] == first["statements"]:
                title = (
                    f"No pair stands out: at most {count(int(first['statements']), 'statement')} on sanctions for one"
                )
        targets, imposers = _ranked(view, "target"), _ranked(view, "imposer")
        values = {(row.target, row.imposer): row.statements for row in rows(view)}
        unsure = {(row.target, row.imposer) for row in rows(view) if not row.certain}
        alt = "Statements: " + spelt((f"{row.imposer} on {row.target}", row.statements) for row in rows(view))
        notes = [
            "A statement with several imposers or targets counts in each of their cells.",
            "Hatched: none of the statements is certain." if unsure else "",
            one_article(foot, "how far these sanctions are spoken of elsewhere"),
        ]
        height = body(len(targets), row=0.36) + (1.1 if len(imposers) > 10 else 0.75)
        chart = frame(
            title, subtitle, foot, n=n, unit=_UNIT, height=height, alt=alt, note=" ".join(filter(None, notes))
        )
        grid(
            chart.add_subplot(),
            targets,
            imposers,
            values,
            unsure,
            records={(row.target, row.imposer): behind(row) for row in rows(view)},
        )
        return chart


def _ranked(view: pd.DataFrame, column: str) -> list[str]:
    """By statements, what is not said last."""
    sums = view.groupby(column)["statements"].sum()
    return sorted(sums.index, key=lambda name: (name == UNSAID, -sums[name], name))


def sanctions_by_measure(view: pd.DataFrame, foot: Foot) -> Chart:
    """Measures as bars, coloured by what is done about them, paler and hatched where less sure."""
    subtitle = "Statements about sanctions, by what is restricted; colour: what is done about it"
    total = int(view["statements"].sum())
    with look():
        if view.empty:
            return too_little(_none(foot), subtitle, foot, n=0, unit=_UNIT)
        sums = view.groupby("action")["statements"].sum()
        most = sorted(sums.index, key=lambda code: (-sums[code], code))[0]
        words = ACTION_WORDS[most] if sums[most] > 1 else one_is(ACTION_WORDS[most])
        title = f"{sums[most]} of {count(total, 'statement')} on sanctions {words}"
        if total == 1:
            title = f"The one statement on sanctions {one_is(ACTION_WORDS[most])}"
        measures = [code for code in MEASURE_WORDS if code in set(view["measure"])]
        parts = [
            Part(row.measure, row.statements, ACTION_COLOURS[row.action], row.certainty, f"{row.action}, {row.certainty}", behind(row))
            for row in rows(view)
        ]  # fmt: skip
        key = [Key(code, colour) for code, colour in ACTION_COLOURS.items() if code in set(view["action"])]
        alt = "Bars: " + spelt(
            (f"{MEASURE_WORDS[row.measure]}, {row.action}, {row.certainty}", row.statements) for row in rows(view)
        )
        note = _negated(view) + one_article(foot, "what is said of sanctions elsewhere")
        chart = frame(
            title,
            subtitle,
            foot,
            n=total,
            unit=_UNIT,
            height=body(len(measures)),
            alt=alt,
            key=[*key, *certainty_keys()],
            note=note,
        )
        bars(chart.add_subplot(), measures, parts, MEASURE_WORDS)
        return chart


def _negated(view: pd.DataFrame) -> str:
    negated = int(view["negated"].sum())
    return (
        f"{count(negated, 'statement')} negated by the text {'is' if negated == 1 else 'are'} counted too. "
        if negated
        else ""
    )


def sanctions_by_period(view: pd.DataFrame, foot: Foot, *, n: int) -> Chart:
    """Statements over time, as columns coloured by action; a single period is no course of time.

    Args:
        view: from `views.sanctions_by_period`.
        foot: where the data come from.
        n: statements, those that could not be placed included.
    """
    subtitle = "Statements about sanctions by date: that of the act where the text gives one, else of publication"
    periods = list(dict.fromkeys(view["period"]))
    total = int(view["statements"].sum())
    with look():
        if n == 0:
            return too_little(_none(foot), subtitle, foot, n=0, unit=_UNIT)
        if len(periods) < 2:
            reason = (
                f"{_all(total)} {periods[0]}: that is no course of time."
                if periods
                else f"{_dateless(n)} can be dated: the text gives no date, and the article no day of publication. A trend needs dates."
            )
            return too_little(reason, subtitle, foot, n=n, unit=_UNIT)
        sums = view.groupby("period", sort=False)["statements"].sum()
        top = [str(name) for name in sums[sums == sums.max()].index]
        title = f"{sums.max()} of {count(total, 'dated statement')} on sanctions {'falls' if sums.max() == 1 else 'fall'} into {top[0]}"
        if len(top) > 1:
            title = f"No period stands out: at most {count(int(sums.max()), 'statement')} on sanctions in one, {listed(top, most=3)}"
        actions = [code for code in ACTION_COLOURS if code in set(view["action"])]
        alt = "Columns: " + spelt((str(name), number) for name, number in sums.items() if number)
        published = int(view["by_publication"].sum())
        notes = [f"{published} of {total} are placed by the day of publication." if published else ""]
        notes += [f"{n - total} could not be placed." if n > total else ""]
        chart = frame(
            title, subtitle, foot, n=total, unit=_UNIT, height=2.6, alt=alt,
            key=[Key(code, ACTION_COLOURS[code]) for code in actions], note=" ".join(filter(None, notes)),
        )  # fmt: skip
        columns(
            chart.add_subplot(),
            periods,
            [
                Part(row.period, row.statements, ACTION_COLOURS[row.action], what=row.action, records=behind(row))
                for row in rows(view)
            ],
        )
        return chart


def _none(foot: Foot) -> str:
    return NONE if foot.documents else "No article was read."


def _all(total: int) -> str:
    return "The one dated statement falls into" if total == 1 else f"All {total} dated statements fall into"


def _dateless(n: int) -> str:
    return "The one statement cannot be dated; none" if n == 1 else f"None of the {n} statements"
