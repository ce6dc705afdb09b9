"""How a chart looks: colour by meaning, certainty drawn, the same frame around each."""

from analysis.style.frame import (
    DPI,
    WIDTH,
    Chart,
    Key,
    certainty_keys,
    frame,
    look,
    too_little,
    whole_numbers,
)
from analysis.style.lettering import label, plain, width, wrapped
from analysis.style.palette import (
    ACTION_COLOURS,
    AREA_COLOURS,
    CERTAINTY_HATCH,
    CERTAINTY_TINT,
    CLAIM_COLOURS,
    GRID,
    INK,
    KIND_COLOURS,
    MUTED,
    NEUTRAL,
    SANCTION_COLOUR,
    STAGE_COLOURS,
    STANDING_COLOURS,
    tint,
)

__all__ = [
    "ACTION_COLOURS", "AREA_COLOURS", "CERTAINTY_HATCH", "CERTAINTY_TINT", "CLAIM_COLOURS", "DPI", "GRID", "INK",
    "KIND_COLOURS", "MUTED", "NEUTRAL", "SANCTION_COLOUR", "STAGE_COLOURS", "STANDING_COLOURS", "WIDTH", "Chart", "Key",
    "certainty_keys", "frame", "label", "look", "plain", "tint", "too_little", "whole_numbers", "width", "wrapped",
]  # fmt: skip
