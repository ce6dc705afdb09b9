"""The timeline page: events by date, to filter, search, cite and take away; one file, no network.

The page carries its events as JSON; its script fills the list from there with text nodes only, so that nothing
in an article's words can become markup. Without a script the first events stand in the page as they are.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis import asking, export, store, tables, vocabulary
from analysis.report.links import address
from analysis.report.pages import TEMPLATES

ON_PAGE = 5_000  # events that the page carries
LINKS = 12  # ways from an event to its evidence
WITHOUT_SCRIPT = 100  # events that stand in the page itself
_CSV = ("event_id", "date_start", "date_end", "precision", "date_from", "what", "area", "item", "parties", "stage",
        "certainty", "asserted_by", "alleged_by", "denied_by", "n_records", "n_documents", "n_independent",
        "corroborated", "citation")  # fmt: skip


def timeline_context(folder: Path, run: Mapping[str, Any]) -> dict[str, Any]:
    """What `timeline.html.j2` needs, from the tables in `folder`."""
    whole = entries_of(folder, run)
    entries = latest(whole)
    return {
        "entries": entries[:WITHOUT_SCRIPT],
        "total": len(whole),
        "on_page": len(entries),
        "data": embedded(entries),
        "areas": [(code, row["label"]) for code, row in vocabulary.load("codes")["areas"].items()],
        "certainties": tables.CERTAINTIES,
        "citation": f"Pactwatch timeline of {len(whole)} events, corpus {run['corpus_digest'][:12]}, version {run['version']}.",
        "script": script(),
    }


def latest(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries that the page carries: all, or of more than it can carry the latest, in their order."""
    if len(entries) > ON_PAGE:
        dated = [entry for entry in entries if entry["start"]]
        undated = [entry for entry in entries if not entry["start"]]
        entries = dated[-ON_PAGE:] + undated[: max(0, ON_PAGE - len(dated))]
    # an event that hundreds of articles report leads to some of them; its records are all in the files
    return [entry | {"records": entry["records"][:LINKS]} for entry in entries]


def entries_of(folder: Path, run: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The events of a run as a reader sees them, newest last, undated ones at the end."""
    documents = {
        row["doc_id"]: row
        for row in store.records(_some(folder, "documents", "doc_id", "source", "title", "path", "published"))
    }
    name = {row["actor_id"]: row["actor"] for row in store.records(_some(folder, "actors", "actor_id", "actor"))}
    place = {
        row["cooperation_id"]: row["doc_id"]
        for row in store.records(_some(folder, "cooperation", "cooperation_id", "doc_id"))
    }
    label = vocabulary.load("codes")["areas"]
    entries = []
    for event in store.records(store.read_table(folder, "events")):

        def names(column: str, event: dict[str, Any] = event) -> list[str]:
            return [name.get(one, one) for one in event[column]]

        area = label[event["area"]]["label"]
        if len(event["givers"]) and len(event["receivers"]):
            what = f"{area} from {' and '.join(names('givers'))} to {' and '.join(names('receivers'))}"
        else:
            what = f"{area} of {' and '.join(names('parties'))}"
        entry = {
            "id": event["event_id"], "date": shown_date(event), "start": event["date_start"], "end": event["date_end"],
            "precision": event["precision"], "from": event["date_from"], "what": what[:1].upper() + what[1:],
            "area": event["area"], "item": event["item"], "parties": names("parties"), "stage": event["stage"],
            "certainty": event["certainty"], "asserted": names("asserted_by"), "alleged": names("alleged_by"),
            "denied": names("denied_by"), "documents": event["n_documents"], "independent": event["n_independent"],
            "corroborated": bool(event["corroborated"]),
            "records": [[record, address(place[record], record)] for record in event["records"] if record in place],
        }  # fmt: skip
        entries.append(
            entry | {"citation": citation(entry, [documents[doc] for doc in event["documents"] if doc in documents])}
        )
    return entries


def _some(folder: Path, table: str, *names: str) -> pd.DataFrame:
    return asking.only(asking.of(folder, table), *names)


def shown_date(event: Mapping[str, Any]) -> str:
    """A date as precise as it is known: `2023`, `2023-07`, `2023-07-27`, a range, or that there is none."""
    if not event["date_start"]:
        return "not dated"
    long = {"year": 4, "month": 7, "week": 10, "day": 10}[event["precision"]]
    first, last = event["date_start"][:long], event["date_end"][:long]
    said = first if first == last else f"{first} to {last}"
    return said if event["date_from"] == "text" else f"reported {said}"


def citation(entry: Mapping[str, Any], documents: list[Mapping[str, Any]]) -> str:
    """How to cite one event: what, when, and the articles that it rests on."""
    told = [
        ", ".join(
            str(part)
            for part in (row["source"], f"“{row['title']}”" if row["title"] else row["path"], row["published"])
            if part
        )
        for row in documents[:3]
    ]
    more = f"; and {len(documents) - 3} more" if len(documents) > 3 else ""
    return f"{entry['what']} ({entry['date']}), event {entry['id']}, after {'; '.join(told)}{more}."


def embedded(value: Any) -> Markup:
    """JSON that can stand in a page: no character in it ends a script element or starts a comment."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def script() -> str:
    """The script of the page."""
    return "\n" + (TEMPLATES / "timeline.js").read_text(encoding="utf-8")


def write_downloads(folder: Path, entries: list[dict[str, Any]]) -> None:
    """`timeline.json` and `timeline.csv` in the folder of the report."""
    store.write_json(folder / "timeline.json", entries)
    events = {row["event_id"]: row for row in store.records(store.read_table(folder / "tables", "events"))}
    rows = ([{**events[entry["id"]], **entry}.get(column) for column in _CSV] for entry in entries)
    export.write_rows(folder / "timeline.csv", _CSV, rows)
