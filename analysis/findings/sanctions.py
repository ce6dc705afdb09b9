"""What is said about sanctions: by whom, on whom, and who says so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import pandas as pd

from analysis.findings.finding import Finding, behind, ranked, sayers, sureness
from analysis.run import Run, rows
from analysis.tables import ACTIONS, MEASURES
from analysis.views.names import Names
from analysis.wording import ACTION_WORDS, MEASURE_WORDS, capital, count, in_prose, listed, one_is

SHOWN = 4  # findings on single imposers and targets

_SAID = {
    "impose": "to impose sanctions{on}", "threaten": "to threaten or call for sanctions{on}",
    "enforce": "to enforce sanctions{on}", "evade": "to evade sanctions{of}", "ease": "to ease sanctions{on}",
    "oppose": "to oppose sanctions{on}", "mention": "to have sanctions in force{on}",
}  # fmt: skip


def sanctions_findings(run: Run) -> Iterator[Finding]:
    """The statements as a whole, then the imposers and targets spoken of most."""
    if run.table("documents").empty:
        return
    if run.sanctions.empty:
        yield Finding("No statement about sanctions was found.", "sanctions", 0, "02_sanctions")
        return
    total = len(run.sanctions)
    actions = Counter(run.sanctions["action"])
    order = sorted(actions, key=lambda code: (-actions[code], ACTIONS.index(code)))
    what = listed(
        f"{actions[code]} {ACTION_WORDS[code] if actions[code] > 1 else one_is(ACTION_WORDS[code])}"
        for code in order[:4]
    )
    text = (
        f"{count(total, 'statement')} about sanctions: {what}."
        if total > 1
        else "One statement about sanctions was found."
    )
    yield Finding(text, "sanctions", total, "02_sanctions", behind(run.sanctions))
    measures = Counter(run.sanctions["measure"])
    specific = [code for code in MEASURES if measures[code] and code != "general"]
    if specific:
        specific.sort(key=lambda code: (-measures[code], MEASURES.index(code)))
        text = f"Where the text says what is restricted, it is {listed(f'{MEASURE_WORDS[code]} ({measures[code]})' for code in specific)}."
        yield Finding(
            text,
            "sanctions",
            sum(measures[code] for code in specific),
            "02_sanctions",
            behind(run.sanctions[run.sanctions["measure"] != "general"]),
        )
    yield from _single(run)
    unsure = int((run.sanctions["certainty"] != "certain").sum())
    negated = int((run.sanctions["polarity"] == "negated").sum())
    if unsure or negated:
        parts = (
            [f"{unsure} {'is' if unsure == 1 else 'are'} less than certain in the text's own words"] if unsure else []
        )
        parts += [f"{negated} {'says' if negated == 1 else 'say'} that it is not so"] if negated else []
        yield Finding(
            f"Of the {count(total, 'statement')}, {listed(parts)}.",
            "sanctions",
            total,
            "02_sanctions",
            behind(
                run.sanctions[(run.sanctions["certainty"] != "certain") | (run.sanctions["polarity"] == "negated")]
            ),
        )


def _single(run: Run) -> Iterator[Finding]:
    known = Names(run.table("actors"))
    groups: dict[tuple[str, str, str, str], list[Any]] = defaultdict(list)
    for row in rows(run.sanctions):
        imposers = tuple(known.keys(row.imposers, by_state=run.selection.by_state))
        targets = tuple(known.keys(row.targets, by_state=run.selection.by_state))
        pairs = [(one, other) for one in imposers or ("",) for other in targets or ("",) if one or other]
        for one, other in pairs:
            groups[_name(one, known), _name(other, known), str(row.action), str(row.polarity)].append(row)
    order = sorted(groups, key=lambda key: (-len(groups[key]), not (key[0] and key[1]), key))
    for key in order[:SHOWN]:
        found = groups[key]
        n = len(found)
        tail = (
            f"{count(n, 'statement')}, {sureness(row.certainty for row in found)}, "
            f"{sayers(known.said_by(row.source) for row in found)}"
        )
        yield Finding(f"{_sentence(*key)} — {tail}.", "sanctions", n, "02_sanctions", behind(pd.DataFrame(found)))


def _name(key: str, known: Names) -> str:
    return in_prose(known.name(key)) if key else ""


def _sentence(imposers: str, targets: str, action: str, polarity: str) -> str:
    """Who is said to do what about sanctions; the doer of an evasion is the target."""
    negation = "not " if polarity == "negated" else ""
    if action == "evade" and targets:
        of = f" of {imposers}" if imposers else ""
        return f"{capital(targets)} is said {negation}{_SAID['evade'].format(of=of)}"
    if imposers:
        on = f" on {targets}" if targets else ""
        return f"{capital(imposers)} is said {negation}{_SAID[action].format(on=on, of=on)}"
    passive = {
        "impose": "to come under sanctions", "threaten": "to be threatened with sanctions", "enforce": "to be held to sanctions",
        "ease": "to see sanctions eased", "oppose": "to be under sanctions that are opposed", "mention": "to be under sanctions",
    }  # fmt: skip
    return f"{capital(targets)} is said {negation}{passive[action]}; the text does not say whose"


__all__ = ["ranked", "sanctions_findings"]
