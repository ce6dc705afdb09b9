"""Addresses in a report: of a document's page, of the records behind something, and what notebooks may link to."""

from __future__ import annotations

import re
from typing import Any

FINDINGS = "findings"  # the page of the records behind the findings
CHANGES = "changes"  # and of those behind what changed since an earlier run
_LINK = re.compile(r"#evidence/([0-9a-f]{8,64})(?:/((?:cl|sa|co|m|d)-[\w-]+))?")
_FINDING = re.compile(r"#findings/(\d{1,6})")


def address(doc_id: str, record: str | None = None) -> str:
    """Address of a document's page in the report, at a record's passage."""
    return f"documents/{doc_id}.html" + (f"#{record}" if record else "")


class Links(dict[str, str]):
    """What a notebook may link to: other notebooks, and the evidence behind a row or finding."""

    def get(self, href: str, default: Any = None) -> Any:  # type: ignore[override]
        """The address for a link in a notebook; None where it leads nowhere that a report has."""
        if found := _LINK.fullmatch(href or ""):
            return "../" + address(found[1], found[2])
        if found := _FINDING.fullmatch(href or ""):
            return f"../records/{FINDINGS}.html#r{found[1]}"
        return super().get(href, default)
