"""A notebook that reads tables does so without spaCy, which takes seconds to load and hundreds of megabytes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from analysis import extraction
from analysis.report.notebooks import find

ROOT = Path(__file__).resolve().parent.parent

FORBIDDEN = ("spacy", "thinc", "en_core_web_sm")
RUN = """
import json, sys
out, names = json.loads(sys.stdin.read())
for name in names:
    cells = [cell for cell in json.load(open(name))["cells"] if cell["cell_type"] == "code"]
    space = {}
    for cell in cells:
        exec("".join(cell["source"]), space)
        if "parameters" in cell["metadata"].get("tags", []):
            space |= {"tables": out}
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def test_notebooks_that_read_tables_load_no_spacy(tmp_path: Path) -> None:
    extraction.write(ROOT / "seeds", tmp_path / "tables")
    names = [str(each.path) for each in find()]
    assert len(names) > 6
    done = subprocess.run(
        [sys.executable, "-c", RUN],
        cwd=ROOT,
        input=json.dumps([str(tmp_path / "tables"), names]),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    loaded = set(json.loads(done.stderr.splitlines()[-1]))
    assert "analysis.notebook" in loaded
    assert loaded.isdisjoint(FORBIDDEN)
