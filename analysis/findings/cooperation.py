"""Who is said to cooperate with whom, in which area, how far, by whom, and who does not confirm it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pandas as pd

from analysis.behind import MOST
from analysis.findings.finding import Finding, behind, sayers, sureness
from analysis.run import Run, rows
from analysis.tables import AREAS
from analysis.views.claims import doubted
from analysis.views.independence import disagreements
from analysis.views.names import Names
from analysis.wording import AREA_WORDS, capital, count, in_prose, listed

SHOWN = 6  # findings on single pairs and areas
DISPUTED = 4  # disagreements among the findings
NEAR = 2  # sentences after a statement in which a denial is taken to speak of it

_STAGES = {
    "proposed": "sought, offered or discussed", "agreed": "agreed or planned",
    "realised": "under way or done", "ended": "stopped or refused",
}  # fmt: skip


def cooperation_findings(run: Run) -> Iterator[Finding]:
    """The areas as a whole, then the pairs of states and areas spoken of most."""
    if run.table("documents").empty:
        return
    if run.cooperation.empty:
        yield Finding("No statement about cooperation was found.", "cooperation", 0, "03_cooperation")
        return
    total = len(run.cooperation)
    areas = Counter(run.cooperation["area"])
    order = sorted(areas, key=lambda code: (-areas[code], AREAS.index(code)))
    what = listed((f"{AREA_WORDS[code]} ({areas[code]})" for code in order), most=6)
    yield Finding(
        f"{count(total, 'statement')} about cooperation: {what}.",
        "cooperation",
        total,
        "03_cooperation",
        behind(run.cooperation),
    )
    stages = Counter(run.cooperation["stage"])
    how_far = listed(f"{stages[code]} as {words}" for code, words in _STAGES.items() if stages[code])
    text = f"How far it has come, as the texts have it: {how_far}; {sureness(run.cooperation['certainty'])}."
    yield Finding(text, "cooperation", total, "03_cooperation", behind(run.cooperation))
    yield from _events(run)
    yield from _single(run)


def _events(run: Run) -> Iterator[Finding]:
    """How many events the statements speak of, how many are corroborated, and what is disputed."""
    events = run.events
    if events.empty:
        return
    corroborated = int(events["corroborated"].map(bool).sum())
    bear = "none of them is" if not corroborated else f"{corroborated} of them {'is' if corroborated == 1 else 'are'}"
    text = f"The statements speak of {count(len(events), 'event')}; {bear} corroborated by sources independent in publisher and text."
    shown = run.cooperation
    if corroborated:
        ids = {one for records in events.loc[events["corroborated"].map(bool), "records"] for one in records}
        shown = shown[shown["cooperation_id"].isin(ids)]
    yield Finding(text, "cooperation", len(shown), "03_cooperation", behind(shown))
    for row in rows(
        disagreements(events, run.cooperation, run.sanctions, run.table("documents"), run.table("actors")).head(
            DISPUTED
        )
    ):
        text = f"Disputed, {row.what}: asserted by {in_prose(row.asserted_by)}, denied by {in_prose(row.denied_by)}."
        yield Finding(text, "cooperation", int(row.more) + 2, "04_claims", tuple(row.records[:MOST]))


def _single(run: Run) -> Iterator[Finding]:
    known = Names(run.table("actors"))
    groups: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
    for row in rows(run.cooperation):
        parties = sorted(known.keys(row.participants, by_state=True), key=lambda key: (known.name(key), key))
        for one, other in combinations(parties, 2):
            groups[one, other, str(row.area)].append(row)
    order = sorted(groups, key=lambda key: (-len(groups[key]), AREAS.index(key[2]), key))
    doubters = _doubters(run, known)
    for key in order[:SHOWN]:
        yield Finding(
            _sentence(key, groups[key], known, doubters),
            "cooperation",
            len(groups[key]),
            "03_cooperation",
            behind(pd.DataFrame(groups[key])),
        )


def _sentence(
    key: tuple[str, str, str], found: list[Any], known: Names, doubters: dict[str, list[tuple[int, str]]]
) -> str:
    one, other, area = key
    names = f"{capital(in_prose(known.name(one)))} and {in_prose(known.name(other))}"
    stages = Counter((str(row.stage), row.polarity == "negated") for row in found)
    order = sorted(stages, key=lambda stage: (-stages[stage], list(_STAGES).index(stage[0]), stage[1]))
    several = len(stages) > 1
    how_far = listed(
        f"{'said not to be ' if negated else ''}{_STAGES[stage]}{f' ({stages[stage, negated]})' if several else ''}"
        for stage, negated in order
    )
    text = f"{names}, {AREA_WORDS[area]}: {how_far}{_flow(found, key, known)}"
    text += f" — {count(len(found), 'statement')}, {sureness(row.certainty for row in found)}, "
    text += sayers(known.said_by(row.source) for row in found)
    doubt = dict.fromkeys(
        who
        for row in found
        for place, who in doubters.get(row.doc_id, ())
        if row.certainty != "certain" and row.sentence <= place <= row.sentence + NEAR
    )
    return f"{text}; not confirmed by {listed(doubt, most=3)}." if doubt else f"{text}."


def _flow(found: list[Any], key: tuple[str, str, str], known: Names) -> str:
    """The direction, and what flows, where the texts say so."""
    ways: Counter[tuple[str, str]] = Counter()
    items: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for row in found:
        givers, receivers = known.keys(row.givers, by_state=True), known.keys(row.receivers, by_state=True)
        for way in [(key[0], key[1]), (key[1], key[0])]:
            if way[0] in givers and way[1] in receivers:
                ways[way] += 1
                if isinstance(row.item, str):
                    items[way][row.item] = None
    parts = []
    for way in sorted(ways, key=lambda way: (-ways[way], way)):
        what = f": {listed(items[way], most=3)}" if items[way] else ""
        parts.append(f"from {in_prose(known.name(way[0]))} to {in_prose(known.name(way[1]))}{what}")
    return f", {listed(parts)}" if parts else ""


def _doubters(run: Run, known: Names) -> dict[str, list[tuple[int, str]]]:
    """By document: the sentences in which somebody denies or does not confirm something, and who."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in rows(doubted(run.table("claims"))):
        if isinstance(row.source, str):
            found[row.doc_id].append((int(row.sentence), in_prose(known.name(row.source))))
    return found
