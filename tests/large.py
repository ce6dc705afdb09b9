"""The tables of a run as large as wanted, made up from a fixed start; only their size and variety matter."""

from __future__ import annotations

import datetime
import json
import random
from pathlib import Path
from typing import Any

from analysis import store, tables, vocabulary
from tests.handmade import _PLAIN

VERBS = (
    "sent arms to",
    "traded with",
    "met the president of",
    "held exercises with",
    "signed a pact with",
    "lent money to",
)


def large(folder: Path, records: int, *, documents: int = 0) -> Path:
    """Tables with so many records in all: half cooperation, a tenth sanctions, the rest claims.

    Args:
        folder: made, and filled with Parquet files.
        records: records of the three kinds together.
        documents: articles that hold them; 0: one to ten records.
    """
    chance, documents = random.Random(7), documents or max(1, records // 10)
    states = [(entry["id"], entry["names"][0]) for entry in vocabulary.load("states")]
    states.sort(key=lambda state: state[0] not in ("USA", "CHN", "RUS"))
    weights = [1 / (rank + 1) for rank in range(len(states))]  # the first are named all the time, most seldom
    people = [f"person-{number}" for number in range(max(20, records // 100))]

    def some() -> list[str]:
        return list(dict.fromkeys(chance.choices(states, weights, k=2)))

    first = datetime.date(2004, 1, 1)
    data: dict[str, list[dict[str, Any]]] = {name: [] for name in tables.CONTRACTS}
    for number in range(documents):
        row = {
            "doc_id": f"d{number}", "path": f"{number}.txt", "text": "Words. " * 40, "title": f"Article {number}",
            "source": f"Publisher {int(chance.expovariate(0.2))}",
            "published": first + datetime.timedelta(chance.randrange(7600)) if number % 20 else None,
        }  # fmt: skip
        data["documents"].append(row)
    for number in range(records):
        kind = "cooperation" if number % 10 < 5 else "sanctions" if number % 10 < 6 else "claims"
        pair = some()
        ids, place = (
            [key for key, _ in pair],
            {"doc_id": f"d{number * documents // records}", "sentence": number % 10},
        )
        speaker = chance.choice([None, None, chance.choice(ids), chance.choice(people)])
        sure = {"certainty": chance.choices(tables.CERTAINTIES, (8, 2, 1))[0], "polarity": chance.choices(tables.POLARITIES, (9, 1))[0]}  # fmt: skip
        words = f"{pair[0][1]} {chance.choice(VERBS)} {pair[-1][1]} on day {number}, said a report of many words."
        row = {**place, "source": speaker, "evidence": words, "text": "Words"}
        if kind == "cooperation":
            row |= {
                **sure,
                "area": chance.choice(tables.AREAS),
                "stage": chance.choice(tables.STAGES),
                "participants": ids,
            }
            row |= {"givers": ids[:1], "receivers": ids[1:]}
        elif kind == "sanctions":
            row |= {**sure, "measure": chance.choice(tables.MEASURES), "imposers": ids[:1], "targets": ids[1:]}
        else:
            row |= {"kind": chance.choice(tables.CLAIM_KINDS), "quoted": number % 3 == 0}
        data[kind].append({**row, f"{kind.rstrip('s')}_id": f"{kind[:2]}-{number:010d}"})
        data["mentions"] += [
            {**place, "start": start, "end": start + 5, "text": name, "actor_id": key, "actor": name, "country": key}
            for start, (key, name) in enumerate(pair)
        ]
    data["actors"] = [{"actor_id": key, "actor": name, "country": key, "aliases": [name]} for key, name in states]
    data["actors"] += [{"actor_id": key, "actor": key.replace("-", " ").title(), "kind": "person", "country": chance.choice(states)[0], "aliases": [key]} for key in people]  # fmt: skip
    folder.mkdir(parents=True)
    store.write_tables(
        folder, {name: tables.build(name, [_whole(name, row) for row in rows]) for name, rows in data.items()}
    )
    (folder / store.MARKER).write_text(json.dumps({"counts": {}}), encoding="utf-8")
    return folder


def _whole(name: str, row: dict[str, Any]) -> dict[str, Any]:
    return {field.name: row.get(field.name, _PLAIN.get(field.name)) for field in tables.contract(name)}
