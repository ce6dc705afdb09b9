"""Ids of actors that have no code: a slug of the full name in plain letters."""

from __future__ import annotations

import re

from analysis.extract.words import fold

_APART = re.compile(r"[^a-z0-9]+")


def slug(name: str) -> str:
    """`Workers' Party of Korea` → `workers-party-of-korea`; "unnamed" where the name has no letter or digit."""
    plain = fold(name).lower().replace("'", "").replace("&", " and ")
    return _APART.sub("-", plain).strip("-") or "unnamed"
