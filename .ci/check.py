"""Looks at a report that the main job wrote; exits with 1 and says what is wrong with it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from analysis import store, tables
from analysis.report.manifest import digest

SOME = ("documents", "mentions", "actors", "claims", "sanctions", "cooperation", "dates")  # the seed has some of each


def faults(folder: Path) -> list[str]:
    """Everything that is not as it should be."""
    found = [f"{name} is missing" for name in ("index.html", "dictionary.html", "manifest.json", "findings.json")
             if not (folder / name).is_file()]  # fmt: skip
    if found:
        return found
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    found += [f"the manifest counts no {name}" for name in SOME if not manifest["counts"].get(name)]
    if not json.loads((folder / "findings.json").read_text(encoding="utf-8")):
        found.append("there are no findings")
    for name in manifest["notebooks"]:
        for path in (folder / "pages" / f"{name}.html", folder / "notebooks" / f"{name}.ipynb"):
            if not path.is_file() or not path.stat().st_size:
                found.append(f"{path.name} is missing")
    pictures = sorted((folder / "figures").glob("*.png"))
    if not pictures:
        found.append("there are no figures")
    for picture in pictures:
        for kind in ("svg", "csv"):
            if not picture.with_suffix(f".{kind}").is_file():
                found.append(f"figure {picture.stem} has no {kind}")
    for name in tables.CONTRACTS:
        rows = len(store.read_table(folder / "tables", name))  # raises where the contract is broken
        if rows != manifest["counts"][name]:
            found.append(f"table {name} has {rows} rows, the manifest counts {manifest['counts'][name]}")
        if not (folder / "tables" / f"{name}.csv").is_file():
            found.append(f"table {name} has no CSV")
    for name, expected in manifest["outputs"].items():
        if digest(folder / name) != expected:
            found.append(f"{name} is not what the manifest says")
    return found


if __name__ == "__main__":
    wrong = faults(Path(sys.argv[1]))
    for fault in wrong:
        print(f".ci/check.py: {fault}", file=sys.stderr)
    if not wrong:
        print(f"{sys.argv[1]} is complete")
    sys.exit(bool(wrong))
