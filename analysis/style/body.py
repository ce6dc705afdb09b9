"""Where the axes of a chart stand."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.layout_engine import LayoutEngine

EDGE = 0.15  # inches left free at either side


class Body(LayoutEngine):
    """Fits the axes, with all that is written around them, into the body of a chart.

    Matplotlib's own constrained layout does so too, but its solver orders by addresses in memory, and the same
    chart then differs in the last digit of a place.
    """

    _adjust_compatible = True
    _colorbar_gridspec = False
    GAP = 0.3  # inches between axes side by side

    def __init__(self, bottom: float, height: float) -> None:
        super().__init__()
        self._bottom, self._height = bottom, height

    def execute(self, fig: Any) -> None:
        """Place the axes of the figure, which share the width by `shares`."""
        wide, high = fig.get_size_inches()
        renderer = fig._get_renderer()
        shares = [share / sum(fig.shares) for share in fig.shares]
        x, width_each = EDGE, (wide - 2 * EDGE) / len(fig.axes)
        for place, axes in enumerate(fig.axes):
            box = (x + place * width_each, self._bottom, width_each * 0.7, self._height)
            axes.set_position((box[0] / wide, box[1] / high, box[2] / wide, box[3] / high))
        for _ in range(3):  # other ticks may be shown in the room that is found
            over = [self._overhang(axes, renderer, fig.dpi) for axes in fig.axes]
            below, above = max(each[1] for each in over), max(each[3] for each in over)
            left = wide - 2 * EDGE - sum(each[0] + each[2] for each in over) - self.GAP * (len(over) - 1)
            x = EDGE
            for axes, share, (before, _, after, _) in zip(fig.axes, shares, over, strict=True):
                x += before
                size = max(0.5, left * share)
                inner = max(0.3, self._height - below - above)
                axes.set_position((x / wide, (self._bottom + below) / high, size / wide, inner / high))
                x += size + after + self.GAP

    @staticmethod
    def _overhang(axes: Axes, renderer: Any, dpi: float) -> tuple[float, float, float, float]:
        """Inches that what is written takes to the left, below, to the right and above the axes."""
        outer, inner = axes.get_tightbbox(renderer), axes.get_window_extent(renderer)
        if outer is None:
            return (0.0, 0.0, 0.0, 0.0)
        gaps = (inner.x0 - outer.x0, inner.y0 - outer.y0, outer.x1 - inner.x1, outer.y1 - inner.y1)
        left, below, right, above = (max(0.0, gap / dpi) for gap in gaps)
        return left, below, right, above
