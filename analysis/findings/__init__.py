"""The findings, in plain and careful sentences computed from the tables.

Every sentence keeps who says it and how sure the text is; none says more than the records bear out.
"""

from __future__ import annotations

import json
from pathlib import Path

from analysis import store
from analysis.findings.claims import claims_findings, dates_findings
from analysis.findings.cooperation import cooperation_findings
from analysis.findings.corpus import actors_findings, corpus_findings
from analysis.findings.finding import Finding
from analysis.findings.sanctions import sanctions_findings
from analysis.run import Run

__all__ = ["Finding", "findings", "forget", "keep"]


FILE = "findings.json"  # beside the tables of a run while its notebooks run: found once, told by all


def findings(run: Run) -> list[Finding]:
    """What the run found, in the order an analyst asks: corpus, actors, sanctions, cooperation, claims, dates.

    They are looked for once: a run remembers them, and takes them from `keep` where that kept them beside its tables.
    """
    if "findings" not in run.memory:
        run.memory["findings"] = _kept(run) or [
            *corpus_findings(run),
            *actors_findings(run),
            *sanctions_findings(run),
            *cooperation_findings(run),
            *claims_findings(run),
            *dates_findings(run),
        ]
    return list(run.memory["findings"])


def keep(run: Run, folder: Path) -> list[Finding]:
    """The findings, kept beside the tables in `folder` for whoever opens them with the same selection."""
    found = findings(run)
    store.write_json(folder / FILE, {"selection": run.selection, "findings": [each._asdict() for each in found]})
    return found


def forget(folder: Path) -> None:
    """Take what `keep` wrote away."""
    (folder / FILE).unlink(missing_ok=True)


def _kept(run: Run) -> list[Finding] | None:
    """What `keep` kept; None where nothing is, or for another selection."""
    if run.folder is None or not (run.folder / FILE).is_file():
        return None
    kept = json.loads((run.folder / FILE).read_text(encoding="utf-8"))
    if kept["selection"] != json.loads(json.dumps(run.selection, default=str)):
        return None
    return [Finding(**each | {"records": tuple(each["records"])}) for each in kept["findings"]]
