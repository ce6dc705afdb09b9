"""Who says it, and what is asserted, alleged or denied."""

from __future__ import annotations

import pandas as pd

from analysis.charts.shapes import Part, bars, behind, body, one_article, spelt
from analysis.run import Foot, rows
from analysis.style import CLAIM_COLOURS, STANDING_COLOURS, Chart, Key, frame, look, too_little
from analysis.views.claims import NOBODY
from analysis.wording import AREA_WORDS, capital, count, in_prose


def claims_by_source(view: pd.DataFrame, foot: Foot, *, n: int) -> Chart:
    """Sources as bars, coloured by kind of claim.

    Args:
        view: from `views.claims_by_source`.
        foot: where the data come from.
        n: claims of all sources, those not shown included.
    """
    subtitle = "Claims that the text attributes, by who makes them; colour: kind of claim"
    with look():
        if view.empty:
            reason = "The text attributes nothing to anybody." if foot.documents else "No article was read."
            return too_little(reason, subtitle, foot, n=0, unit="claims")
        sums = view.groupby("source", sort=False)["claims"].sum()
        first = str(sums.index[0])
        share = f"{sums.iloc[0]} of {count(n, 'claim')}"
        title = (
            f"{share}: nobody is named as the source"
            if first == NOBODY
            else f"{capital(in_prose(first))} is the source of {share}"
        )
        if len(sums) > 1 and sums.iloc[1] == sums.iloc[0]:
            title = f"No source stands out: at most {sums.iloc[0]} of {count(n, 'claim')} by one"
        key = [Key(code, colour) for code, colour in CLAIM_COLOURS.items() if code in set(view["kind"])]
        alt = "Bars: " + spelt((f"{row.source}, {row.kind}", row.claims) for row in rows(view))
        shown = int(sums.sum())
        notes = [f"{count(n - shown, 'claim')} of other sources not shown." if n > shown else ""]
        notes += [one_article(foot, "who is heard elsewhere")]
        chart = frame(
            title, subtitle, foot, n=n, unit="claims", height=body(len(sums), row=0.38), alt=alt, key=key,
            note=" ".join(filter(None, notes)),
        )  # fmt: skip
        parts = [
            Part(row.source, row.claims, CLAIM_COLOURS[row.kind], what=row.kind, records=behind(row))
            for row in rows(view)
        ]
        bars(chart.add_subplot(), list(sums.index), parts)
        return chart


def statements_by_standing(view: pd.DataFrame, foot: Foot) -> Chart:
    """Sanctions and each area of cooperation as bars, coloured by who vouches for what is said."""
    subtitle = "Statements about sanctions and cooperation; colour: who vouches for them, and how far"
    total = int(view["statements"].sum())
    with look():
        if view.empty:
            reason = (
                "No statement about sanctions or cooperation was found." if foot.documents else "No article was read."
            )
            return too_little(reason, subtitle, foot, n=0, unit="statements")
        sums = view.groupby("standing")["statements"].sum()
        known = [f"{sums[name]} {name}" for name in STANDING_COLOURS if name in sums.index]
        title = f"Of {count(total, 'statement')}: {', '.join(known)}"
        subjects = list(dict.fromkeys(view["subject"]))
        key = [Key(name, colour) for name, colour in STANDING_COLOURS.items() if name in set(view["standing"])]
        names = {"sanctions": "sanctions", **AREA_WORDS}
        alt = "Bars: " + spelt((f"{names[row.subject]}, {row.standing}", row.statements) for row in rows(view))
        note = one_article(foot, "whether others say the same")
        chart = frame(
            title, subtitle, foot, n=total, unit="statements", height=body(len(subjects)), alt=alt, key=key, note=note
        )
        parts = [
            Part(row.subject, row.statements, STANDING_COLOURS[row.standing], what=row.standing, records=behind(row))
            for row in rows(view)
        ]
        bars(chart.add_subplot(), subjects, parts, names)
        return chart
