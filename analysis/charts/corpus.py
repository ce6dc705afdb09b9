"""What was read, and what was not."""

from __future__ import annotations

import pandas as pd

from analysis.run import Foot
from analysis.style import Chart, frame, label, look, too_little, whole_numbers
from analysis.wording import count


def documents_by_source(view: pd.DataFrame, foot: Foot) -> Chart:
    """Documents of each publisher, as bars."""
    subtitle = "Articles read, by publisher"
    total = int(view["documents"].sum())
    with look():
        if view.empty:
            return too_little("No article could be read.", subtitle, foot, n=0, unit="articles")
        first = view.iloc[0]
        title = f"{first.source} published {first.documents} of the {count(total, 'article')} read"
        alt = "Bars: " + "; ".join(f"{row.source} {row.documents}" for row in view.itertuples())
        chart = frame(title, subtitle, foot, n=total, unit="articles", height=0.6 + 0.36 * len(view), alt=alt)
        axes = chart.add_subplot()
        axes.barh(range(len(view)), view["documents"], color="#0072B2", height=0.66)
        axes.set_yticks(range(len(view)), [label(name) for name in view["source"]])
        axes.invert_yaxis()
        whole_numbers(axes)
        return chart
