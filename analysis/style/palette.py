"""Colour by meaning, and certainty as tint and hatch."""

from __future__ import annotations

from matplotlib.colors import to_rgb

INK, MUTED, GRID = "#1a1a1a", "#5f6368", "#dddddd"

# Okabe and Ito's palette, told apart by every kind of colour vision; its yellow is darkened to show on white
KIND_COLOURS = {"state": "#0072B2", "person": "#E69F00", "organization": "#009E73", "bloc": "#CC79A7"}
CHANGE_COLOURS = {"added": "#009E73", "changed": "#E69F00", "retracted": "#D55E00", "same": "#BBBBBB"}
STAGE_COLOURS = {"proposed": "#E69F00", "agreed": "#56B4E9", "realised": "#0072B2", "ended": "#8a8a8a"}
ACTION_COLOURS = {
    "impose": "#D55E00", "threaten": "#E69F00", "enforce": "#0072B2", "evade": "#CC79A7",
    "ease": "#009E73", "oppose": "#56B4E9", "mention": "#8a8a8a",
}  # fmt: skip
AREA_COLOURS = {
    "military": "#D55E00", "technology": "#CC79A7", "economic": "#0072B2",
    "humanitarian": "#009E73", "diplomatic": "#E69F00", "cultural": "#8a8a8a",
}  # fmt: skip
CLAIM_COLOURS = {
    "statement": "#0072B2", "confirmation": "#56B4E9", "allegation": "#E69F00", "opinion": "#B8860B",
    "denial": "#D55E00", "non-confirmation": "#F0A58F", "directive": "#8a8a8a",
}  # fmt: skip
SANCTION_COLOUR = "#5D3A9B"
STANDING_COLOURS = {
    "stated by the article": "#0072B2", "said by a source": "#56B4E9", "alleged or believed": "#E69F00",
    "possible": "#F5D491", "denied or not so": "#8a8a8a",
}  # fmt: skip
CERTAINTY_TINT = {"certain": 1.0, "probable": 0.55, "possible": 0.2}  # share of the colour, the rest is white
CERTAINTY_HATCH = {"certain": "", "probable": "/////", "possible": "...."}
NEUTRAL = "#0072B2"


def tint(colour: str, certainty: str) -> tuple[float, float, float]:
    """The colour as strong as the certainty."""
    share = CERTAINTY_TINT.get(certainty, 1.0)
    red, green, blue = to_rgb(colour)
    return (1 - share * (1 - red), 1 - share * (1 - green), 1 - share * (1 - blue))
