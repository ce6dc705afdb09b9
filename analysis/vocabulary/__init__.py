"""Vocabulary is data: reviewed YAML beside this file, read by one small loader.

An entry has `id`, `label`, `strong` and `weak` words, `source`, `note`, and the example sentences `yes`
and `no` that run as tests. Ids are never reused or renamed.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from analysis.errors import VocabularyError

FOLDER = Path(__file__).parent


@cache
def load(name: str) -> Any:
    """The content of `vocabulary/<name>.yaml`, read once by the safe loader.

    Raises:
        VocabularyError: there is no such file, or it is not YAML.
    """
    path = FOLDER / f"{name}.yaml"
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except FileNotFoundError:
        known = ", ".join(sorted(p.stem for p in FOLDER.glob("*.yaml")))
        raise VocabularyError(f"there is no vocabulary {name!r}; there are {known}") from None
    except yaml.YAMLError as fault:
        raise VocabularyError(f"vocabulary {name!r} is not valid YAML: {fault}") from None


# the C loader reads the same safe subset some ten times faster; it is missing where libyaml is
_SAFE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _LOADER(_SAFE):
    """Safe YAML in which only true and false are booleans: our keys `yes` and `no`, and NO for Norway, are text."""


_LOADER.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if tag != "tag:yaml.org,2002:bool"]
    for first, rules in _LOADER.yaml_implicit_resolvers.items()
}
_LOADER.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def names() -> list[str]:
    """The vocabulary files, by name."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


@cache
def digest() -> str:
    """SHA-256 over every vocabulary file, names and contents: a change of vocabulary changes it."""
    total = hashlib.sha256()
    for path in sorted(FOLDER.glob("*.yaml")):
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()
