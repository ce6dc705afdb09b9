"""Who says it, what stands unconfirmed, and where dates disagree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pandas as pd

from analysis.asking import only
from analysis.behind import Behind, gathered
from analysis.findings.finding import Finding, behind
from analysis.run import Run, rows
from analysis.tables import CLAIM_KINDS
from analysis.views import claims_by_source, events, statements_by_standing
from analysis.views.claims import NOBODY, STANDINGS, doubted
from analysis.views.names import Names
from analysis.wording import count, in_prose, listed

QUOTED = 3  # denials, and conflicts of dates, shown in their own words
LONGEST = 220  # signs of a quotation

_PLURALS = {
    "statement": "statements", "allegation": "allegations", "denial": "denials", "confirmation": "confirmations",
    "non-confirmation": "non-confirmations", "opinion": "opinions", "directive": "directives",
}  # fmt: skip


def claims_findings(run: Run) -> Iterator[Finding]:
    """Who speaks, in what manner, and how the statements stand."""
    if run.table("documents").empty:
        return
    if run.table("claims").empty:
        yield Finding("The texts attribute nothing to anybody.", "claims", 0, "04_claims")
    else:
        yield from _claims(run)
    view = statements_by_standing(run.sanctions, run.cooperation, run.table("claims"))
    standing = view.groupby("standing")["statements"].sum()
    total = int(standing.sum())
    if total:
        parts = listed(f"{standing[name]} {name}" for name in STANDINGS if name in standing.index)
        text = f"Of {count(total, 'statement')} on sanctions and cooperation: {parts}."
        yield Finding(text, "claims", total, "04_claims", tuple(gathered(view["records"])))


def _claims(run: Run) -> Iterator[Finding]:
    total = len(run.table("claims"))
    sums = (
        claims_by_source(run.table("claims"), run.table("actors"), top=total)
        .groupby("source", sort=False)["claims"]
        .sum()
    )
    named = [(str(name), int(number)) for name, number in sums.items() if name != NOBODY]
    kinds = Counter(only(run.table("claims"), "kind")["kind"])
    what = listed(count(kinds[kind], kind, _PLURALS[kind]) for kind in CLAIM_KINDS if kinds[kind])
    most = listed(f"{in_prose(name)} ({number})" for name, number in named[:4])
    text = f"{count(total, 'claim')} {'is' if total == 1 else 'are'} attributed ({what})"
    text += (
        f" to {count(len(named), 'source')}, most of them to {most}"
        if len(named) > 1
        else f" to {most}"
        if named
        else ""
    )
    nobody = int(sums.get(NOBODY, 0))
    text += f"; in {nobody} nobody is named" if nobody else ""
    yield Finding(f"{text}.", "claims", total, "04_claims", behind(only(run.table("claims"), "doc_id", "claim_id")))
    known = Names(run.table("actors"))
    doubts = doubted(run.table("claims"))
    for row in list(rows(doubts))[:QUOTED]:
        who = in_prose(known.name(row.source)) if isinstance(row.source, str) else "somebody not named"
        does = "Denied" if row.kind == "denial" else "Not confirmed"
        yield Finding(
            f"{does} by {who}: “{_short(row.evidence)}”", "claims", 1, "04_claims", behind(pd.DataFrame([row]))
        )


def dates_findings(run: Run) -> Iterator[Finding]:
    """What can be placed in time, and where dates disagree."""
    if run.table("documents").empty:
        return
    found = events(run.table("dates"), run.table("documents"), run.sanctions, run.cooperation, run.table("actors"))
    placed = found[found["first"].notna()]
    if placed.empty:
        yield Finding("The texts give no date that can be placed on the calendar.", "dates", 0, "05_timeline")
    else:
        first, last = min(placed["first"]).year, max(placed["last"]).year
        precision = Counter(placed["precision"])
        how = listed(f"{number} to the {code}" for code, number in precision.most_common())
        text = f"{count(len(placed), 'date')} can be placed on the calendar ({how}), {'in' if first == last else 'from'} {first}"
        yield Finding(
            f"{text}{'' if first == last else f' to {last}'}.",
            "dates",
            len(placed),
            "05_timeline",
            tuple(gathered(placed["records"])),
        )
    conflicts: dict[tuple[str, str], dict[str, None]] = {}  # the words at odds, each once
    places = Behind()
    for row in rows(found):
        if isinstance(row.conflict, str):
            conflicts.setdefault((str(row.article), row.conflict), {})[str(row.words)] = None
            places.add((str(row.article), row.conflict), row.records)
    for (article, conflict), words in list(conflicts.items())[:QUOTED]:
        quoted = listed(f"“{word}”" for word in words)
        text = f"Dates disagree in “{_short(article)}” ({quoted}): {conflict}."
        yield Finding(text, "dates", len(words), "05_timeline", tuple(places[article, conflict]))
    if len(conflicts) > QUOTED:
        rest = len(conflicts) - QUOTED
        yield Finding(
            f"Dates disagree in {count(rest, 'more place')}.",
            "dates",
            rest,
            "05_timeline",
            tuple(gathered(places[key] for key in list(conflicts)[QUOTED:])),
        )


def _short(text: str) -> str:
    line = " ".join(str(text).split())
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", 1)[0] + " …"
