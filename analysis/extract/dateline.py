"""Datelines: where and when a report was written, before its first sentence. Nobody named in one does anything."""

from __future__ import annotations

import re

_TOWN = r"[A-Z][A-Z .,/'’-]{2,60}"
_DAY = r"[A-Z][a-z]{2,8}\.? \d{1,2}"
_AGENCY = r"\([^)\n]{1,40}\)"
_NAME = r"[A-Z][\w'’.-]{1,30}"
_DASH = r"\s{0,3}[-–—]{1,2} "
DATELINE = re.compile(
    rf"\s*(?:{_TOWN}(?:,? {_DAY})?(?:,? \d{{4}})?\s{{0,3}}(?:{_AGENCY})?"  # 'BANFF/BRUSSELS, May 21 (AP)'
    rf"|{_NAME}(?: {_NAME}){{0,2}}(?:, {_NAME})?(?:,? {_DAY}(?:,? \d{{4}})?\s{{0,3}}(?:{_AGENCY})?|\s{{0,3}}{_AGENCY})){_DASH}"
)


def opening(text: str) -> int:
    """Offset at which the report begins, behind its dateline."""
    dateline = DATELINE.match(text)
    return dateline.end() if dateline else 0
