"""Measure the tables against annotated corpora: `make quality`, or `python tests/quality.py [--write] [gold|train|NAME …]`.

Needs `../shared` beside the repository (annotated articles and the two scorers); says so where it is absent.
Without names everything is measured; `gold` is the adjudicated development set, `train` the one annotated once, and
attribution, dates, cooperation and actors are the external benchmarks. Errors are written to the folder that
QUALITY_OUT names (a temporary one by default), tables beside them. `--write` keeps the figures in
`analysis/measured.json` and in the table of `docs/quality.md`, with the day and the commit.
"""

from __future__ import annotations

import datetime
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("PACTWATCH_SHARED", ROOT.parent / "shared"))
EXTERNAL = ("attribution", "dates", "cooperation", "actors")
Figures = dict[str, dict[str, float]]


def extract(corpus: Path, out: Path) -> None:
    command = [sys.executable, "-m", "analysis", "extract", str(corpus), "--out", str(out), "--quiet"]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def scored(script: Path, *arguments: object) -> Figures:
    command = [sys.executable, str(script), *map(str, arguments), "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def measure(wanted: list[str], out: Path) -> dict[str, Figures]:
    """Figures by set: gold, train, external."""
    sets: dict[str, Figures] = {}
    for name, folder in (("gold", "dev"), ("train", "train")):
        if not wanted or name in wanted:
            extract(SHARED / "gold" / folder / "text", out / name)
            script, truth = SHARED / "gold" / "score.py", SHARED / "gold" / folder
            sets[name] = scored(script, truth, out / name, "--errors", out / f"{name}.errors")
    external = [name for name in EXTERNAL if not wanted or name in wanted]
    if external:
        script, data = SHARED / "external" / "external.py", SHARED / "external" / "dev"
        subprocess.run([sys.executable, str(script), "prepare", str(data), str(out / "corpora")], check=True)
        for name in external:
            extract(out / "corpora" / name, out / "external" / name)
        sets["external"] = scored(script, "score", data, out / "external", "--errors", out / "external.errors")
    return sets


def table(sets: dict[str, Figures]) -> str:
    """The figures as a Markdown table, in percent."""
    lines = [
        "| set | figure | precision | recall | F1 | found | annotated |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for group, figures in sets.items():
        for name, row in figures.items():
            shares = " | ".join(f"{100 * row[key]:.1f}" for key in ("precision", "recall", "f1"))
            lines.append(f"| {group} | {name} | {shares} | {row['predicted']:.0f} | {row['gold']:.0f} |")
    return "\n".join(lines)


def keep(sets: dict[str, Figures]) -> None:
    """Write the figures where the report and the docs read them."""
    git = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(git, cwd=ROOT, capture_output=True, text=True).stdout.strip() or "unknown"
    day = datetime.date.today().isoformat()
    (ROOT / "analysis" / "measured.json").write_text(
        json.dumps({"day": day, "commit": commit, "sets": sets}, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
    page = ROOT / "docs" / "quality.md"
    text = page.read_text(encoding="utf-8")
    marked = f"<!-- measured -->\nMeasured {day} at commit {commit} with `make quality`.\n\n{table(sets)}\n<!-- /measured -->"
    page.write_text(
        re.sub(r"<!-- measured -->.*<!-- /measured -->", lambda _: marked, text, flags=re.S), encoding="utf-8"
    )


def main(arguments: list[str]) -> int:
    wanted = [argument for argument in arguments if argument != "--write"]
    if not SHARED.exists():
        print(f"not measured: {SHARED} is absent (annotated corpora do not belong to the repository)")
        return 0
    out = Path(os.environ.get("QUALITY_OUT") or tempfile.mkdtemp(prefix="quality-"))
    out.mkdir(parents=True, exist_ok=True)
    sets = measure(wanted, out)
    for group, figures in sets.items():
        print(f"{group}\n{'figure':38s} {'P':>6s} {'R':>6s} {'F1':>6s} {'found':>6s} {'gold':>6s}")
        for name, row in figures.items():
            shares = " ".join(f"{100 * row[key]:6.1f}" for key in ("precision", "recall", "f1"))
            print(f"{name:38s} {shares} {row['predicted']:6.0f} {row['gold']:6.0f}")
    print(f"tables and errors: {out}")
    if len(wanted) < len(arguments):
        if wanted:
            print("not written: --write keeps whole measurements only; leave the names out")
            return 2
        keep(sets)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
