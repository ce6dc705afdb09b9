"""Apply corrections to the rows of a run: after extraction, before the tables are built.

A correction holds on to the passage it was made for, by the digest of the evidence. Where the passage is gone,
or the record is no longer found in it, the correction is stale: not applied, not dropped, but listed.

The module is called like `hand.correct`, which writes a correction for the user: `pw.correct(record, "reject", …)`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

from analysis import Verb, tables
from analysis.corrections import Correction
from analysis.rows import PREFIXES, evidence_digest, passage_id
from analysis.sentences import starts

sys.modules[__name__].__class__ = Verb
Rows = dict[str, list[dict[str, Any]]]

KEY = {"claims": "claim_id", "sanctions": "sanction_id", "cooperation": "cooperation_id"}
LISTS = {
    "claims": (),
    "sanctions": ("imposers", "targets"),
    "cooperation": ("givers", "receivers", "participants"),
}
DEFAULTS: dict[str, dict[str, Any]] = {
    "claims": {"kind": "statement", "quoted": False},
    "sanctions": {"polarity": "affirmed", "certainty": "certain", "measure": "general", "action": "mention"},
    "cooperation": {"polarity": "affirmed", "certainty": "certain", "stage": "realised"},
}


class Stale(Exception):
    """Why a correction cannot be applied to this corpus."""


def correct(rows: Rows, corrections: Iterable[Correction]) -> None:
    """Apply the corrections to the rows in place; `rows["corrections"]` says what became of each.

    Every record gets its `evidence_digest`; an edited one keeps what stood there before in `original`.
    """
    for table in KEY:
        for row in rows[table]:
            row["evidence_digest"] = evidence_digest(row["evidence"])
    rows["corrections"] = [_outcome(rows, correction) for correction in corrections]


def _outcome(rows: Rows, correction: Correction) -> dict[str, Any]:
    apply = {
        "accept": _accept,
        "reject": _reject,
        "edit": _edit,
        "add": _add,
        "merge": _merge,
        "rename": _rename,
        "join": _pair,
        "split": _pair,
    }
    said = {
        "line": correction.line, "action": correction.action, "table": correction.table, "id": correction.id,
        "field": correction.field or None, "value": correction.value or None, "quote": correction.quote or None,
        "reason": correction.reason, "who": correction.who, "when": correction.when,
    }  # fmt: skip
    try:
        said |= apply[correction.action](rows, correction)
        return {**said, "outcome": "applied", "detail": None}
    except Stale as why:
        return {**said, "outcome": "stale", "detail": str(why)}


def _find(rows: Rows, correction: Correction) -> dict[str, Any]:
    """The record meant: by its id, else by its passage where the article was edited elsewhere."""
    table, key = correction.table, KEY[correction.table]
    same = [row for row in rows[table] if row[key] == correction.id]
    passage = correction.id[12:]
    moved = [row for row in rows[table] if row[key][12:] == passage and row["evidence_digest"] == correction.digest]
    for row in same or moved:
        if row["evidence_digest"] == correction.digest:
            return row
        raise Stale("the digest is not that of the record's passage")
    if any(row["evidence_digest"] == correction.digest for name in KEY for row in rows[name]):
        raise Stale("the passage is still there, but this record is no longer found in it")
    raise Stale("the passage was changed or is no longer in the corpus")


def _accept(rows: Rows, correction: Correction) -> dict[str, Any]:
    row = _find(rows, correction)
    row["review"] = row.get("review") or "accepted"
    return {}


def _reject(rows: Rows, correction: Correction) -> dict[str, Any]:
    row = _find(rows, correction)
    rows[correction.table].remove(row)
    if correction.table == "claims":  # what the rejected claim held is then said by the article itself
        for table in ("sanctions", "cooperation"):
            for record in rows[table]:
                if record["claim_id"] == row["claim_id"]:
                    _keep(record, claim_id=None, source=None)
    return {"original": _json({name: row[name] for name in tables.contract(correction.table).names if name in row})}


def _edit(rows: Rows, correction: Correction) -> dict[str, Any]:
    row = _find(rows, correction)
    before = row[correction.field]
    _keep(row, **correction.parsed())
    row["review"] = "edited"
    return {"original": _json(before)}


def _add(rows: Rows, correction: Correction) -> dict[str, Any]:
    document = next((row for row in rows["documents"] if correction.id in (row["doc_id"], row["path"])), None)
    if document is None:
        raise Stale("the document is no longer in the corpus")
    text = document["text"]
    start = text.find(correction.quote)
    if start < 0:
        raise Stale("the quoted words are no longer in the document")
    end = start + len(correction.quote)
    bounds = [*starts(text), len(text)]
    sentence = max(index for index, bound in enumerate(bounds[:-1]) if bound <= start)
    evidence = text[bounds[sentence] : max(end, bounds[sentence + 1])].strip()
    digest = evidence_digest(evidence)
    if correction.digest and correction.digest != digest:
        raise Stale("the sentence of the quoted words was changed")
    table = correction.table
    new = f"{PREFIXES[table]}-{document['doc_id'][:8]}-{passage_id('by hand', evidence, correction.quote, correction.value)}"
    if any(row[KEY[table]] == new for row in rows[table]):
        raise Stale("the same record was added by a line before")
    added: dict[str, Any] = {
        KEY[table]: new, "doc_id": document["doc_id"], "sentence": sentence, "start": start, "end": end,
        "text": correction.quote,
        "evidence": evidence, "evidence_digest": digest, "rule": "added-by-hand", "review": "added",
    }  # fmt: skip
    rows[table].append(added | DEFAULTS[table] | {name: [] for name in LISTS[table]} | correction.parsed())
    order = {row["doc_id"]: index for index, row in enumerate(rows["documents"])}
    rows[table].sort(key=lambda row: (order[row["doc_id"]], row["sentence"], row["start"]))
    return {"id": new}


def _merge(rows: Rows, correction: Correction) -> dict[str, Any]:
    into = next((row for row in rows["mentions"] if row["actor_id"] == correction.value), None)
    if into is None:
        raise Stale(f"there is no actor {correction.value!r} in this corpus to merge into")
    same = {name: into[name] for name in ("actor_id", "actor", "kind", "country")}
    before = _mentions_of(rows, correction.id)
    for mention in before:
        mention.update(same)
    for table, lists in LISTS.items():
        for row in rows[table]:
            if row.get("source") == correction.id:
                row["source"] = correction.value
            for name in lists:
                row[name] = _once(correction.value if one == correction.id else one for one in row[name])
    return {"original": _json(correction.id)}


def _rename(rows: Rows, correction: Correction) -> dict[str, Any]:
    before = _mentions_of(rows, correction.id)
    old = before[0]["actor"]
    for mention in before:
        mention["actor"] = correction.value
    return {"original": _json(old)}


def _pair(rows: Rows, correction: Correction) -> dict[str, Any]:
    """Two records that are one event, or two; the grouping of events reads it from the outcome."""
    first = _find(rows, correction)["cooperation_id"]
    passage = correction.value[12:]
    second = [row["cooperation_id"] for row in rows["cooperation"] if correction.value == row["cooperation_id"]]
    second = second or [row["cooperation_id"] for row in rows["cooperation"] if row["cooperation_id"][12:] == passage]
    if not second:
        raise Stale("the second record is no longer in the corpus")
    return {"id": first, "value": second[0]}


def pairs_by_hand(rows: Rows, action: str) -> list[tuple[str, str]]:
    """Pairs of records that a reader said are one event (`join`) or two (`split`)."""
    return [
        (row["id"], row["value"])
        for row in rows["corrections"]
        if row["action"] == action and row["outcome"] == "applied"
    ]


def _mentions_of(rows: Rows, actor: str) -> list[dict[str, Any]]:
    found = [row for row in rows["mentions"] if row["actor_id"] == actor]
    if not found:
        raise Stale(f"there is no actor {actor!r} in this corpus")
    return found


def _keep(row: dict[str, Any], **values: object) -> None:
    """Set values, and keep the first original of each beside them."""
    original = json.loads(row.get("original") or "{}")
    for name, value in values.items():
        original.setdefault(name, row[name])
        row[name] = value
    row["original"] = _json(original)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=list)


def _once(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
