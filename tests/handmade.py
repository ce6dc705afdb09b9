"""Tables made by hand: rows give what matters to a test, everything else has a plain value."""

from __future__ import annotations

import datetime
from typing import Any

import pandas as pd

from analysis import asking, run, tables
from analysis.run import Run
from analysis.selection import Selection, select

_PLAIN: dict[str, Any] = {
    "doc_id": "d1", "path": "d1.txt", "text": "words", "language": "en", "n_tokens": 100, "sentence": 0, "start": 0,
    "end": 5, "form": "name", "kind": "state", "rule": "by-hand", "evidence": "A sentence.", "evidence_digest": "x",
    "action": "impose", "measure": "general", "polarity": "affirmed", "certainty": "certain", "area": "military.arms",
    "stage": "realised", "quoted": False, "type": "DATE", "imposers": [], "targets": [], "givers": [], "receivers": [],
    "participants": [], "aliases": [], "n_mentions": 1, "n_documents": 1, "reason": "empty", "detail": "no text",
}  # fmt: skip
NAMES = {
    "RUS": ("Russia", "state", "RUS"), "PRK": ("North Korea", "state", "PRK"), "USA": ("United States", "state", "USA"),
    "CHN": ("China", "state", "CHN"), "vladimir-putin": ("Vladimir Putin", "person", "RUS"),
    "kim-jong-un": ("Kim Jong Un", "person", "PRK"), "UN": ("United Nations", "bloc", None),
}  # fmt: skip


def table(name: str, *rows: dict[str, Any]) -> pd.DataFrame:
    """A table under its contract, as a run holds it."""
    built = []
    for number, row in enumerate(rows):
        plain = {field.name: _PLAIN.get(field.name) for field in tables.contract(name)}
        plain |= {"kind": "statement"} if name == "claims" else {}
        ids = {f"{name.rstrip('s')}_id": f"{name[:2]}-{number}", "cooperation_id": f"co-{number}"}
        built.append({**plain, **{key: value for key, value in ids.items() if key in plain}, **row})
    return asking.lists(tables.build(name, built).to_pandas(), asking.list_columns(tables.contract(name)))


def actors(*ids: str) -> pd.DataFrame:
    """Table `actors` with the actors of these ids."""
    rows = [
        {"actor_id": key, "actor": NAMES[key][0], "kind": NAMES[key][1], "country": NAMES[key][2], "aliases": [NAMES[key][0]]}
        for key in ids
    ]  # fmt: skip
    return table("actors", *rows)


def mention(actor: str, *, doc: str = "d1", sentence: int = 0, start: int = 0) -> dict[str, Any]:
    """A row of table `mentions`."""
    name, kind, country = NAMES[actor]
    return {
        "doc_id": doc, "sentence": sentence, "start": start, "end": start + len(name), "text": name, "actor_id": actor,
        "actor": name, "kind": kind, "country": country,
    }  # fmt: skip


def document(key: str, day: str | None = None, **more: Any) -> dict[str, Any]:
    """A row of table `documents`."""
    published = datetime.date.fromisoformat(day) if day else None
    return {"doc_id": key, "path": f"{key}.txt", "published": published, **more}


def made(selection: Selection | None = None, **frames: pd.DataFrame) -> Run:
    """A run of these tables, the rest empty; cut down to the selection."""
    whole = {name: frames.get(name, table(name)) for name in run.TABLES}
    return run.cut(whole, {}, selection or select())
