"""Personal pronouns in small letters, by whom they can mean."""

from __future__ import annotations

FIRST_SINGULAR = frozenset(["i", "me", "my"])
FIRST_PLURAL = frozenset(["we", "us", "our"])
FIRST = FIRST_SINGULAR | FIRST_PLURAL

PERSONAL = frozenset(["he", "she", "his", "her", "him"])
IMPERSONAL = frozenset(["it", "its"])
PLURAL = frozenset(["they", "their", "them"])
THIRD = PERSONAL | IMPERSONAL | PLURAL

PRONOUNS = FIRST | THIRD
