"""What changed between two runs, record by record, and why: the source, the rules or a correction by hand.

The cause is decided by what was run, never guessed: a record whose document is not in both runs changed with
its source; one that a correction names changed by hand; for any other the two `run.json` must differ in code,
vocabulary, model or parameters, and the difference is named.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import export, past, store, tables, vocabulary
from analysis.correct import KEY
from analysis.errors import TableError
from analysis.wording import capital, count, listed

SIGNS = {"added": "+", "changed": "~", "retracted": "−", "same": "="}
CAUSES = {
    "source": "the articles changed",
    "rules": "the rules changed",
    "correction": "a reader corrected it",
    "unknown": "both runs say that they ran the same on the same text",
}
COLUMNS = (
    "change", "sign", "table", "old_id", "new_id", "doc_id", "path", "cause", "detail", "what", "said_by", "fields",
    "evidence", "records",
)  # fmt: skip

# columns that say where and how a record was found, not what it says
_NOT_CONTENT = {
    "doc_id", "sentence", "start", "end", "claim_id", "sanction_id", "cooperation_id", "rule", "evidence",
    "evidence_digest", "review", "original", "source_start", "source_end", "content_start", "content_end",
}  # fmt: skip
MOST = 100  # records that one sentence leads to
_RULES = {
    "version": "version", "contract": "contract of the tables", "code_digest": "code",
    "vocabulary_digest": "vocabulary", "model": "model", "parameters": "parameters",
}  # fmt: skip


def changes(old: str | Path, new: Any) -> pd.DataFrame:
    """Records added, changed, retracted and the same between two runs.

    Args:
        old: folder of the earlier run, or of kept ones, of which the latest counts.
        new: folder of the later run, or a run that holds its tables as frames.

    Returns:
        One row a record of claims, sanctions or cooperation; added first, then changed, retracted, same.
        Columns: change (added, changed, retracted, same), sign (+ ~ − =), table, old_id, new_id (or None),
        doc_id, path (of the later run where it has the record), cause (source, rules, correction; None for
        same), detail (the cause in words), what (the record in words: "arms transfers from Iran to Syria"),
        said_by (name of the source, or None), fields (JSON: field → [before, after]), evidence (sentence), records
        (references to the record, or to its article where that alone is left).

    Raises:
        TableError: a folder is not that of a run.
    """
    before, after = _Side(_latest(old)), _Side(new)
    rules = [label for key, label in _RULES.items() if before.run.get(key) != after.run.get(key)]
    rows = [row for table in KEY for row in _compare(table, before, after, rules)]
    order = list(SIGNS)
    rows.sort(key=lambda row: (order.index(row["change"]), row["table"]))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _latest(folder: str | Path) -> Path:
    found = past.runs(folder)
    if not found:
        raise TableError(
            f"there are no tables of a run in {str(folder)!r}; name the folder of a report, of tables or of kept runs"
        )
    return found[-1]


class _Side:
    """One run, as needed to compare."""

    def __init__(self, source: Any) -> None:
        self.run: Mapping[str, Any]
        if isinstance(source, str | Path):
            self.run, frames = past.whole(_latest(source))
        else:
            self.run = source.run
            frames = {name: getattr(source, name) for name in past.NEEDED}
        documents = frames["documents"]
        self.path = dict(zip(documents["doc_id"], documents["path"], strict=True))
        actors = frames["actors"]
        self.name = dict(zip(actors["actor_id"], actors["actor"], strict=True))
        self.doc_at = {path: doc for doc, path in self.path.items()}
        self.records = {table: store.records(frames[table]) for table in KEY}
        corrected = store.records(frames["corrections"])
        self.by_hand: dict[str, list[tuple]] = defaultdict(list)
        for row in corrected:
            if row["outcome"] == "applied":
                self.by_hand[row["id"]].append((row["action"], row["field"], row["value"]))
                if row["action"] == "reject":
                    self.by_hand[row["id"]].append(("gone",))


def _compare(table: str, old: _Side, new: _Side, rules: list[str]) -> Iterator[dict[str, Any]]:
    before, after = old.records[table], new.records[table]
    pairs = _pairs(table, before, after, old, new)
    matched_old, matched_new = {id(a) for a, _ in pairs}, {id(b) for _, b in pairs}
    for a, b in pairs:
        fields = _differences(table, a, b)
        yield _row(table, "changed" if fields else "same", a, b, fields, old, new, rules)
    for b in after:
        if id(b) not in matched_new:
            yield _row(table, "added", None, b, {}, old, new, rules)
    for a in before:
        if id(a) not in matched_old:
            yield _row(table, "retracted", a, None, {}, old, new, rules)


def _pairs(table: str, before: list[dict], after: list[dict], old: _Side, new: _Side) -> list[tuple[dict, dict]]:
    """Which old record is which new one: same id; same passage in an edited article; same words, other fields."""
    key = KEY[table]

    def article(side: _Side, row: dict) -> str:  # an edited article keeps its path
        return side.path.get(row["doc_id"], row["doc_id"])

    looks = (
        lambda side, row: row[key],
        lambda side, row: (article(side, row), row[key][12:]),
        lambda side, row: (
            article(side, row),
            row["evidence_digest"],
            row["text"],
            row.get("area"),
            row.get("action"),
        ),
        lambda side, row: (article(side, row), row["evidence_digest"], row["text"]),
        lambda side, row: (
            article(side, row),
            row["evidence_digest"],
            row.get("area") or row.get("action") or row.get("kind"),
        ),
    )
    pairs, left, right = [], list(before), list(after)
    for look in looks:
        waiting: dict[object, list[dict]] = defaultdict(list)
        for row in right:
            waiting[look(new, row)].append(row)
        rest = []
        for row in left:
            fitting = waiting.get(look(old, row))
            if fitting:
                pairs.append((row, fitting.pop(0)))
            else:
                rest.append(row)
        left, right = rest, [row for rows in waiting.values() for row in rows]
    return pairs


def _differences(table: str, a: dict, b: dict) -> dict[str, list]:
    names = [name for name in tables.contract(table).names if name not in _NOT_CONTENT and not name.endswith("_cue")]
    pairs = {name: [_plain(a[name]), _plain(b[name])] for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return None if value != value else value
    return [str(part) for part in value]


def _row(
    table: str, change: str, a: dict | None, b: dict | None, fields: dict, old: _Side, new: _Side, rules: list[str]
) -> dict[str, Any]:
    row = b if b is not None else a
    assert row is not None
    key = KEY[table]
    cause, detail = (None, None) if change == "same" else _cause(table, a, b, old, new, rules)
    side = new if b is not None else old
    return {
        "change": change, "sign": SIGNS[change], "table": table,
        "old_id": a[key] if a else None, "new_id": b[key] if b else None,
        "doc_id": row["doc_id"], "path": side.path.get(row["doc_id"]), "cause": cause, "detail": detail,
        "what": describe(table, row, side.name), "said_by": side.name.get(row["source"], row["source"]),
        "fields": json.dumps(fields, ensure_ascii=False, sort_keys=True), "evidence": row["evidence"],
        "records": _behind(row, b is not None, key, new),
    }  # fmt: skip


def _behind(row: dict, there: bool, key: str, new: _Side) -> list[str]:
    """The record in the later run; of one that is gone its article, if that is there."""
    if there:
        return [f"{row['doc_id']}#{row[key]}"]
    return [row["doc_id"]] if row["doc_id"] in new.path else []


def _cause(table: str, a: dict | None, b: dict | None, old: _Side, new: _Side, rules: list[str]) -> tuple[str, str]:
    key = KEY[table]
    names = {row[key] for row in (a, b) if row}
    hands_old = [what for name in sorted(names) for what in old.by_hand.get(name, ())]
    hands_new = [what for name in sorted(names) for what in new.by_hand.get(name, ())]
    if hands_old != hands_new:
        what = ", ".join(dict.fromkeys(str(hand[0]) for hand in hands_new or hands_old if hand[0] != "gone"))
        return "correction", f"corrections.csv: {what}" + ("" if hands_new else " was taken back")
    docs = [row["doc_id"] for row in (a, b) if row]
    if b is not None and b["doc_id"] not in old.path:
        path = new.path[b["doc_id"]]
        return "source", f"{path} is " + ("an edited article" if path in old.doc_at else "a new article")
    if a is not None and a["doc_id"] not in new.path:
        path = old.path[a["doc_id"]]
        return "source", f"{path} was " + ("edited" if path in new.doc_at else "removed")
    if rules:
        return "rules", f"another {' and '.join(rules)}"
    return "unknown", f"{CAUSES['unknown']} ({', '.join(sorted(set(docs)))})"


def write(found: pd.DataFrame, out: str | Path) -> None:
    """`changes.parquet` and `changes.csv` in the folder `out`, whole or not at all."""
    with store.replacing(out, marker="changes.parquet") as fresh:
        found.to_parquet(fresh / "changes.parquet", index=False)
        export.write_rows(fresh / "changes.csv", found.columns, (row.values() for row in store.records(found)))


def describe(table: str, row: Mapping[str, Any], name: Mapping[str, str]) -> str:
    """A record in words: `arms transfers from Iran to Syria`, `sanctions eased on Cuba by the United States`."""

    def names(column: str) -> str:
        return listed([name.get(one, one) for one in row[column]])

    if table == "claims":
        return _label("claims", row["kind"])
    if table == "sanctions":
        on = f" on {names('targets')}" if len(row["targets"]) else ""
        return _label("actions", row["action"]) + on + (f" by {names('imposers')}" if len(row["imposers"]) else "")
    area = _label("areas", row["area"])
    if len(row["givers"]) and len(row["receivers"]):
        return f"{area} from {names('givers')} to {names('receivers')}"
    return f"{area} between {names('participants')}"


def _label(group: str, code: str) -> str:
    return vocabulary.load("codes")[group][code]["label"]


def count_changes(found: pd.DataFrame) -> pd.DataFrame:
    """Records by table and change, and by cause.

    Returns:
        One row a table and change that occurs. Columns: table, change, sign, cause (or ""), n (count).
    """
    counted = found.assign(cause=found["cause"].fillna("")).groupby(["table", "change", "sign", "cause"]).size()
    order = list(SIGNS)
    frame = counted.rename("n").reset_index()
    frame["order"] = frame["change"].map(order.index)
    return frame.sort_values(["table", "order", "cause"]).drop(columns="order").reset_index(drop=True)


def sentences(found: pd.DataFrame, *, most: int = 12) -> list[str]:
    """What changed, in plain sentences: what is new first, then what moved, then what is gone.

    Args:
        found: what `changes` returned.
        most: sentences for each kind of change; what lies beyond is counted in one more.
    """
    return [text for text, _, _ in told(found, most=most)]


def told(found: pd.DataFrame, *, most: int = 12) -> list[tuple[str, int, list[str]]]:
    """The sentences, each with how many records it counts and the references to them."""
    if found.empty:
        return [("Neither run has a record of claims, sanctions or cooperation: there is nothing to compare.", 0, [])]
    if (found["change"] == "same").all():
        return [
            (f"Nothing changed: {_all(len(found))} the same in both runs.", len(found), _refs(store.records(found)))
        ]
    said: list[tuple[str, int, list[str]]] = []
    for change in ("added", "changed", "retracted"):
        groups: dict[tuple, list[dict]] = defaultdict(list)
        for row in store.records(found[found["change"] == change]):
            groups[row["table"], row["what"], row["said_by"] or "", row["cause"]].append(row)
        largest = sorted(groups.values(), key=len, reverse=True)
        said += [(_sentence(rows), len(rows), _refs(rows)) for rows in largest[:most]]
        beyond = [row for rows in largest[most:] for row in rows]
        if beyond:
            words = count(len(beyond), f"further record was {change}", f"further records were {change}")
            said.append((f"{words}.", len(beyond), _refs(beyond)))
    return said


def _refs(rows: list[dict]) -> list[str]:
    """References to the records, the first hundred of them."""
    return [ref for row in rows[:MOST] for ref in row.get("records") or ()]


def _sentence(rows: list[dict]) -> str:
    """One sentence for records that are alike in all but their place."""
    first, n = rows[0], len(rows)
    source = first["said_by"]
    if first["table"] == "claims":
        head = count(n, first["what"]) + (f" by {source}" if source else " by nobody named")
    else:
        every = {1: "", 2: "both "}.get(n, "all ")
        head = f"{count(n, 'claim' if source else 'record')} of {first['what']}"
        head += f", {every}attributed to {source}" if source else ""
    fields = sorted({name for row in rows for name in json.loads(row["fields"])})
    head += f" ({listed(fields)})" if fields else ""
    verb = {"added": "new", "changed": "changed", "retracted": "no longer found"}[first["change"]]
    return capital(f"{verb}: {head}; {CAUSES[first['cause']]}.")


def _all(n: int) -> str:
    return "the one record is" if n == 1 else f"all {n:,} records are"
