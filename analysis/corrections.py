"""`corrections.csv`: what a reader mended by hand, one row a correction, kept beside the corpus.

This room knows the file: its columns, what a sound row is, how to read and how to append. What a correction does
to the tables is the next room's business (`correct`).
"""

from __future__ import annotations

import csv
import datetime
import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from analysis import tables
from analysis.errors import CorrectionError, did_you_mean
from analysis.export import is_formula

FILE = "corrections.csv"
COLUMNS = ("action", "id", "digest", "field", "value", "quote", "reason", "who", "when")
ACTIONS = ("accept", "reject", "edit", "merge", "rename", "add", "join", "split")
TABLE_OF = {"cl": "claims", "sa": "sanctions", "co": "cooperation"}

# what a hand may change: the judgements of a record, never its place in the text
EDITABLE = {
    "claims": ("source", "kind", "quoted"),
    "sanctions": (
        "imposers", "targets", "action", "measure", "regime", "instrument", "date", "polarity", "certainty", "source",
    ),
    "cooperation": (
        "area", "item", "givers", "receivers", "participants", "stage", "polarity", "certainty", "source", "date",
    ),
}  # fmt: skip
NEEDED_TO_ADD = {"claims": ("kind",), "sanctions": ("action", "measure"), "cooperation": ("area", "participants")}

_ID = re.compile(r"(cl|sa|co)-[0-9a-f]{8}-[0-9a-f]{10}(-\d+)?")
_OTHER = re.compile(r"co-[0-9a-f]{8}-[0-9a-f]{10}(-\d+)?")
_ACTOR = re.compile(r"[A-Za-z0-9][\w.-]*")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
LIMIT = 10_000_000  # bytes; a file of corrections made by hand is far smaller


class Correction(NamedTuple):
    """One row of the file; `line` is where it stands, for messages."""

    line: int
    action: str
    id: str
    digest: str
    field: str
    value: str
    quote: str
    reason: str
    who: str
    when: str

    @property
    def table(self) -> str:
        """The table of the record that is meant; `actors` for merge and rename."""
        if self.action in ("merge", "rename"):
            return "actors"
        return self.field if self.action == "add" else TABLE_OF[self.id[:2]]

    def parsed(self) -> dict[str, object]:
        """The new values by field, typed as the table wants them."""
        if self.action == "add":
            return {name: typed(self.table, name, value) for name, value in pairs(self.value)}
        return {self.field: typed(self.table, self.field, self.value)}


def place(corpus: str | Path) -> Path:
    """Where the corrections of a corpus are kept: in the folder, or beside the one file."""
    root = Path(corpus)
    return (root if root.is_dir() else root.parent) / FILE


def load(corpus: str | Path) -> list[Correction]:
    """The corrections of a corpus, in the order of the file; none where there is no file.

    Raises:
        CorrectionError: the file breaks its form; the message names the first fault and how many more there are.
    """
    path = place(corpus)
    if not path.exists():
        return []
    found, wrong = check(path)
    if wrong:
        more = (
            f" (and {len(wrong) - 1} more; `python -m analysis corrections {corpus}` lists them)" if wrong[1:] else ""
        )
        raise CorrectionError(f"{wrong[0]}{more}")
    return found


def check(path: Path) -> tuple[list[Correction], list[str]]:
    """Every sound row, and one plain sentence for every fault."""
    found: list[Correction] = []
    wrong: list[str] = []
    try:
        if path.stat().st_size > LIMIT:
            return [], [f"{FILE} is larger than {LIMIT // 1_000_000} MB; keep only rows of corrections in it"]
        text = path.read_bytes().decode("utf-8-sig")
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        rows = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except UnicodeDecodeError:
        return [], [f"{FILE} is not UTF-8 text; save it as CSV in UTF-8"]
    except (csv.Error, OSError) as fault:
        return [], [f"{FILE} cannot be read as CSV: {fault}"]
    if not rows:
        return [], []
    header = [name.strip().lower() for name in rows[0][1]]
    lacking = [name for name in COLUMNS if name not in header]
    if lacking:
        return [], [f"{FILE} lacks the columns {lacking}; its first line must be {','.join(COLUMNS)}"]
    for line, cells in rows[1:]:
        values = dict(zip(header, (_plain(cell) for cell in cells), strict=False))
        row = Correction(line, *(values.get(name, "") for name in COLUMNS))
        mine = list(_faults(row))
        wrong += [f"{FILE} line {line}: {fault}" for fault in mine]
        if not mine:
            found.append(row)
    wrong += _loops(found)
    return found, wrong


def faults(row: Mapping[str, str]) -> list[str]:
    """What is wrong with a row that is to be written, one plain sentence a fault."""
    return list(_faults(Correction(0, *(str(row.get(name, "")) for name in COLUMNS))))


def _faults(row: Correction) -> Iterator[str]:
    if not _storable(row):
        yield "it holds half of a character, which no file can; write the character anew"
        return
    if row.action not in ACTIONS:
        yield f"the action {row.action!r} is unknown{did_you_mean(row.action, ACTIONS)}"
        return
    if not row.who:
        yield "the column who is empty; say who corrected it"
    if not row.reason:
        yield "the column reason is empty; say why"
    if not _is_day(row.when):
        yield f"the day {row.when!r} is not a date; write it as 2026-11-23"
    if row.action in ("merge", "rename"):
        yield from _actor_faults(row)
    elif row.action == "add":
        yield from _added_faults(row)
    elif not _ID.fullmatch(row.id):
        yield f"the id {row.id!r} is not that of a record; copy it from a table, such as co-1f0c3a9b-5d2e88a1c4"
    else:
        if not re.fullmatch(r"[0-9a-f]{12}", row.digest):
            yield f"the digest {row.digest!r} is not one of a passage; copy it from the table's column evidence_digest"
        if row.action == "edit":
            yield from _value_faults(row.table, row.field, row.value)
        if row.action in ("join", "split") and not (row.id.startswith("co-") and _OTHER.fullmatch(row.value)):
            yield f"{row.action} takes two records of cooperation, one in id and one in value, not {row.value!r}"


def _actor_faults(row: Correction) -> Iterator[str]:
    if not _ACTOR.fullmatch(row.id):
        yield f"the actor id {row.id!r} is not one; copy it from the table actors"
    if row.action == "merge" and not _ACTOR.fullmatch(row.value):
        yield f"the actor id {row.value!r} to merge into is not one; copy it from the table actors"
    if row.action == "merge" and row.value == row.id:
        yield f"the actor {row.id!r} cannot be merged into itself"
    if row.action == "rename" and not row.value:
        yield "the new name in the column value is empty"


def _added_faults(row: Correction) -> Iterator[str]:
    if row.field not in EDITABLE:
        yield f"the column field must name the table to add to{did_you_mean(row.field, EDITABLE)}"
        return
    if not row.id:
        yield "the column id is empty; it must be the doc_id or the path of the document"
    if not row.quote:
        yield "the column quote is empty; copy the words that carry the record from the text"
    given = []
    for name, value in pairs(row.value):
        given.append(name)
        yield from _value_faults(row.field, name, value)
    for name in NEEDED_TO_ADD[row.field]:
        if name not in given:
            yield f"a record added to {row.field} needs {name}; write value as {name}=…; …"


def _value_faults(table: str, name: str, value: str) -> Iterator[str]:
    if name not in EDITABLE[table]:
        yield f"the field {name!r} of {table} cannot be set{did_you_mean(name, EDITABLE[table])}"
        return
    field = tables.contract(table).field(name)
    codes = (field.metadata or {}).get(b"codes", b"").decode().split()
    if codes and value not in codes:
        yield f"{name} cannot be {value!r}{did_you_mean(value, codes)}"
    if field.type == tables.LIST and not all(_ACTOR.fullmatch(part) for part in split_list(value)):
        yield f"{name} must be actor ids with spaces between, not {value!r}"
    if name == "quoted" and value not in ("yes", "no"):
        yield f"quoted is yes or no, not {value!r}"
    if name == "date" and value and not _DATE.fullmatch(value):
        yield f"the date {value!r} is not one; write 2023, 2023-07 or 2023-07-27"


def _loops(rows: list[Correction]) -> list[str]:
    into = {row.id: row for row in rows if row.action == "merge"}
    wrong = []
    for row in into.values():
        seen, at = {row.id}, row.value
        while at in into and at not in seen:
            seen.add(at)
            at = into[at].value
        if at == row.id:
            wrong.append(f"{FILE} line {row.line}: the merges of {row.id!r} lead in a circle")
    return wrong


def pairs(value: str) -> list[tuple[str, str]]:
    """`area=technology; stage=agreed` as pairs."""
    parts = (part.partition("=") for part in value.split(";") if part.strip())
    return [(name.strip(), text.strip()) for name, _, text in parts]


def split_list(value: str) -> list[str]:
    """Actor ids written with spaces or commas between."""
    return [part for part in re.split(r"[\s,]+", value) if part]


def typed(table: str, name: str, value: str) -> object:
    """The text of a cell as the type that the table's column has; empty is null."""
    type_ = tables.contract(table).field(name).type
    if type_ == tables.LIST:
        return split_list(value)
    if name == "quoted":
        return value == "yes"
    return value or None


def append(corpus: str | Path, rows: Iterable[dict[str, str]]) -> Path:
    """Write rows at the end of the file, making it with its header first; all rows or none.

    Raises:
        CorrectionError: a row is not sound; nothing is written.
    """
    path = place(corpus)
    old = path.read_bytes() if path.exists() else b""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    if not old.strip():
        writer.writerow(COLUMNS)
        old = b""
    for row in rows:
        correction = Correction(0, *(str(row.get(name, "")) for name in COLUMNS))
        for fault in _faults(correction):
            raise CorrectionError(f"the correction was not written: {fault}")
        writer.writerow([_safe(cell) for cell in correction[1:]])
    joint = b"" if not old or old.endswith(b"\n") else b"\n"
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        fresh.write_bytes(old + joint + out.getvalue().encode("utf-8"))
        os.replace(fresh, path)
    except OSError as fault:
        raise CorrectionError(f"{str(path)!r} cannot be written: {fault.strerror}") from None
    finally:
        fresh.unlink(missing_ok=True)
    return path


def _safe(cell: str) -> str:
    """A cell that a spreadsheet does not run: a leading quote before what would start a formula, quoted already or not."""
    return f"'{cell}" if is_formula(cell.lstrip("'")) else cell


def _plain(cell: str) -> str:
    cell = cell.strip()
    return cell[1:].strip() if cell.startswith("'") and is_formula(cell.lstrip("'")) else cell


def _storable(row: Correction) -> bool:
    try:
        "".join(row[1:]).encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_day(text: str) -> bool:
    try:
        return bool(datetime.date.fromisoformat(text)) and len(text) == 10
    except ValueError:
        return False
