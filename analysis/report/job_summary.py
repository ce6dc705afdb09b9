"""The findings as Markdown, for the summary of a CI job."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from analysis.errors import OutputError
from analysis.report.manifest import MARKER
from analysis.report.since import told

FINDINGS = "findings.json"
LONGEST = 900_000  # bytes; a job summary may have 1 MiB
_MARKUP = set("\\`*_{}[]#|~$@^=<>&")


def escaped(text: Any) -> str:
    """Text as Markdown that shows it letter by letter: no markup, no HTML, no link, nobody notified."""
    line = " ".join(str(text).split())
    signs = _MARKUP | (set(".") if "www" in line.lower() else set())
    written = "".join(f"&#{ord(sign)};" if sign in signs else sign for sign in line)
    written = re.sub(r":(?=/)", "&#58;", written)  # an address by itself would become a link
    return re.sub(r"^(?:(\d+)([.)])|([-+]))", lambda m: f"{m[1] or ''}&#{ord(m[2] or m[3])};", written)


def summary(folder: str | Path) -> str:
    """What a report found, as Markdown.

    Args:
        folder: of a report.

    Raises:
        OutputError: the folder is not that of a report.
    """
    place = Path(folder)
    try:
        found = json.loads((place / FINDINGS).read_text(encoding="utf-8"))
        manifest = json.loads((place / MARKER).read_text(encoding="utf-8"))
    except OSError:
        raise OutputError(
            f"{str(folder)!r} is not the folder of a report (no {MARKER}); write one with `python -m analysis report CORPUS --out {folder}`"
        ) from None
    except ValueError as fault:
        raise OutputError(f"the report in {str(folder)!r} is damaged: {fault}; write it again") from None
    lines = ["## Pactwatch", "", *_changes(place), escaped(manifest["message"]), ""]
    lines += [f"- {escaped(finding['text'])}" for finding in found] or ["No findings."]
    counts = manifest["counts"]
    lines += ["", "| table | rows |", "| --- | ---: |"]
    lines += [f"| {escaped(name)} | {count} |" for name, count in counts.items()]
    if manifest["warnings"]:
        lines += ["", "**Warnings**", "", *(f"- {escaped(warning)}" for warning in manifest["warnings"][:20])]
    kept: list[str] = []
    size = 0
    for line in lines:
        size += len(line.encode()) + 1
        if size > LONGEST:
            kept.append("- and more: see the report")
            break
        kept.append(line)
    return "\n".join(kept) + "\n"


def _changes(place: Path) -> list[str]:
    """What changed since the earlier run, with its legend; nothing where there was none to compare with."""
    try:
        changes = told(place)
    except (OSError, ValueError) as fault:
        raise OutputError(f"the report in {str(place)!r} is damaged: {fault}; write it again") from None
    if changes is None:
        return []
    counts = " · ".join(
        f"{escaped(row['sign'])} {row['n']} {row['table']}" + (f" ({row['cause']})" if row["cause"] else "")
        for row in changes["counts"]
    )
    return [
        f"### What changed since {escaped(changes['since'])}", "", *(f"- {escaped(one['text'])}" for one in changes["sentences"]), "",
        counts, "", escaped("+ added, ~ changed, − no longer found, = the same"), "", "### Findings", "",
    ]  # fmt: skip
