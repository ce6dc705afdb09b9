"""Datelines: where and when a report was written, before its first sentence. Nobody named in one does anything."""

from __future__ import annotations

import re

_TOWN = r"[A-Z][A-Z .,/'’-]{2,60}"
_DAY = r"[A-Z][a-z]{2,8}\.? \d{1,2}"
_AGENCY = r"\([^)\n]{1,40}\)"
_DASH = r"\s*[-–—]{1,2} "
DATELINE = re.compile(
    rf"\s*(?:{_TOWN}(?:,? {_DAY})?(?:,? \d{{4}})?\s*(?:{_AGENCY})?"  # 'BANFF/BRUSSELS, May 21 (AP)'
    rf"|[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){{0,2}}(?:, [A-Z][\w'’.-]+)?(?:,? {_DAY}(?:,? \d{{4}})?\s*(?:{_AGENCY})?|\s*{_AGENCY})){_DASH}"
)


def opening(text: str) -> int:
    """Offset at which the report begins, behind its dateline."""
    dateline = DATELINE.match(text)
    return dateline.end() if dateline else 0
