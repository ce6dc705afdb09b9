"""Measure the tables against annotated corpora: `make quality`, or `python tests/quality.py [gold|train|NAME …]`.

Needs `../shared` beside the repository (annotated articles and the two scorers); says so where it is absent.
Without arguments everything is measured; `gold` is the adjudicated development set, `train` the one annotated once, and
attribution, dates, cooperation and actors are the external benchmarks. Errors are written to the folder that
QUALITY_OUT names (a temporary one by default), tables beside them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("PACTWATCH_SHARED", ROOT.parent / "shared"))
EXTERNAL = ("attribution", "dates", "cooperation", "actors")


def extract(corpus: Path, out: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "analysis", "extract", str(corpus), "--out", str(out), "--quiet"],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def scored(script: Path, *arguments: object) -> dict[str, dict[str, float]]:
    done = subprocess.run(
        [sys.executable, str(script), *map(str, arguments), "--json"],
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout)


def main(wanted: list[str]) -> int:
    if not SHARED.exists():
        print(f"not measured: {SHARED} is absent (annotated corpora do not belong to the repository)")
        return 0
    out = Path(os.environ.get("QUALITY_OUT") or tempfile.mkdtemp(prefix="quality-"))
    out.mkdir(parents=True, exist_ok=True)
    for name, folder in (("gold", "dev"), ("train", "train")):
        if not wanted or name in wanted:
            extract(SHARED / "gold" / folder / "text", out / name)
            show(
                name,
                scored(
                    SHARED / "gold" / "score.py",
                    SHARED / "gold" / folder,
                    out / name,
                    "--errors",
                    out / f"{name}.errors",
                ),
            )
    external = [name for name in EXTERNAL if not wanted or name in wanted]
    if external:
        script, data = SHARED / "external" / "external.py", SHARED / "external" / "dev"
        subprocess.run([sys.executable, str(script), "prepare", str(data), str(out / "corpora")], check=True)
        for name in external:
            extract(out / "corpora" / name, out / "external" / name)
        show("external", scored(script, "score", data, out / "external", "--errors", out / "external.errors"))
    print(f"tables and errors: {out}")
    return 0


def show(title: str, figures: dict[str, dict[str, float]]) -> None:
    print(f"{title}\n{'figure':38s} {'P':>6s} {'R':>6s} {'F1':>6s} {'found':>6s} {'gold':>6s}")
    for name, row in figures.items():
        print(
            f"{name:38s} {100 * row['precision']:6.1f} {100 * row['recall']:6.1f} {100 * row['f1']:6.1f} {row['predicted']:6.0f} {row['gold']:6.0f}"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
