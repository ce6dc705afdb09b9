"""Text of others on a terminal or in a log: signs that would move the cursor, colour or turn a line are shown as numbers."""

from __future__ import annotations

import re

# controls but the tab and the line end, separators of lines, and what sets the direction of writing
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def visible(text: object) -> str:
    """The text, lines as they are."""
    return _UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", str(text))


def one_line(text: object) -> str:
    """The text in one line, so that what it quotes cannot pass for a line of ours."""
    return visible(text).replace("\n", "\\n")
