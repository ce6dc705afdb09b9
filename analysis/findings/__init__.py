"""The findings, in plain and careful sentences computed from the tables.

Every sentence keeps who says it and how sure the text is; none says more than the records bear out.
"""

from __future__ import annotations

from analysis.findings.claims import claims_findings, dates_findings
from analysis.findings.cooperation import cooperation_findings
from analysis.findings.corpus import actors_findings, corpus_findings
from analysis.findings.finding import Finding
from analysis.findings.sanctions import sanctions_findings
from analysis.run import Run

__all__ = ["Finding", "findings"]


def findings(run: Run) -> list[Finding]:
    """What the run found, in the order an analyst asks: corpus, actors, sanctions, cooperation, claims, dates."""
    return [
        *corpus_findings(run),
        *actors_findings(run),
        *sanctions_findings(run),
        *cooperation_findings(run),
        *claims_findings(run),
        *dates_findings(run),
    ]
