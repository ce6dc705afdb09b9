"""How well records are grouped into events, measured on pairs of reports that were labelled by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import yaml

from analysis.annotate import annotate
from analysis.corpus import Document
from analysis.events import events
from analysis.pipeline import Article
from analysis.rows import rows
from analysis.tables import contract

PAIRS = Path(__file__).with_name("event_pairs.yaml")


class Measured(NamedTuple):
    """What became of the labelled pairs."""

    joined_rightly: int
    joined_wrongly: int
    kept_apart_rightly: int
    kept_apart_wrongly: int
    unread: list[str]  # reports in which no cooperation was found: nothing could be grouped
    wrong: list[str]

    @property
    def precision(self) -> float:
        return self.joined_rightly / max(1, self.joined_rightly + self.joined_wrongly)

    @property
    def recall(self) -> float:
        return self.joined_rightly / max(1, self.joined_rightly + self.kept_apart_wrongly)


def measure(nlp: Any) -> Measured:
    """Read every pair, group its records, and hold the outcome against the label."""
    counted = {(True, True): 0, (True, False): 0, (False, True): 0, (False, False): 0}
    unread, wrong = [], []
    for pair in yaml.safe_load(PAIRS.read_text(encoding="utf-8")):
        tables: dict[str, list[dict[str, Any]]] = {"cooperation": [], "mentions": [], "documents": []}
        for name, text, day in zip("ab", (pair["a"], pair["b"]), pair["day"], strict=True):
            article = Article(name * 16, text, None, day, f"Paper {name}")
            found = rows(
                Document(name * 16, f"{name}.txt", None, text, day, "metadata", f"Paper {name}", None, "en"),
                annotate(nlp(text), article),
            )
            if not found["cooperation"]:
                unread.append(text)
            for table in tables:
                tables[table] += found[table]
        frames = {name: pd.DataFrame(found, columns=contract(name).names) for name, found in tables.items()}
        actors = frames["mentions"].drop_duplicates("actor_id")
        grouped = events(frames["cooperation"], actors, frames["documents"])
        joined = bool((grouped["n_documents"] == 2).any())
        counted[bool(pair["same"]), joined] += 1
        if joined != pair["same"]:
            wrong.append(f"{'joined' if joined else 'kept apart'}: {pair['a']} | {pair['b']}")
    return Measured(
        counted[True, True], counted[False, True], counted[False, False], counted[True, False], unread, wrong
    )


def test_grouping_is_cautious(nlp: Any) -> None:
    found = measure(nlp)
    print(found)
    assert found.precision >= 0.9, found.wrong
    assert found.recall >= 0.5, found.wrong
