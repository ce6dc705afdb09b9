"""Where a relative path of a notebook is looked for: from the current folder, then from the repository's."""

from __future__ import annotations

import contextlib
from pathlib import Path

from analysis.errors import ParameterError

ROOT = Path(__file__).resolve().parent.parent


def tried(path: str | Path) -> list[Path]:
    """The places that a path may mean, in the order in which they are tried."""
    return [Path(path)] if Path(path).is_absolute() else [Path.cwd() / path, ROOT / path]


def found(name: str, path: str) -> Path:
    """The first of those places that exists.

    Args:
        name: of the parameter, for the message.
        path: its value.

    Raises:
        ParameterError: none exists.
    """
    places = tried(path)
    with contextlib.suppress(OSError, ValueError):  # longer than a path can be, or with a character that none has
        for place in places:
            if place.exists():
                return place
    raise ParameterError(
        f"parameter {name!r}: {path!r} does not exist; it was looked for in {', '.join(str(place.parent) for place in places)}"
    )
