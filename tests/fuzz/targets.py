"""What is fuzzed, and what must hold whatever the bytes are: each target takes bytes, and raises where something does not hold.

Readers, corrections and parameters: the three doors by which bytes of others come in. Whoever makes the bytes (hypothesis in the
tests, atheris under `make fuzz`) calls the same functions.
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
import traceback
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from analysis import corpus, corrections, selection, tables
from analysis.corpus.article import Refused
from analysis.corpus.folders import File
from analysis.corpus.readers import READERS
from analysis.corpus.readers import read as read_file
from analysis.correct import correct
from analysis.errors import NotebookError, PactwatchError, ParameterError
from analysis.report import parameters

KINDS = sorted(READERS)
PACKAGE = str(Path(corpus.__file__).resolve().parents[1])
DOCUMENT = "a" * 64
EVIDENCE = "Norway sent shells to Chile, officials said."
KNOWN = parameters.declared(
    "actors: list[str] = []\nsince: str = ''\nuntil: str = ''\nareas: list = []\ncertainty: str = 'possible'\ntop: int = 15\n"
    "by_state: bool = True\nunit: str = 'events'\nshare: float = 0.5\nnote: str | None = None\n",
    "targets",
)


@cache
def folder() -> Path:
    """A folder for the file that a target reads; it lives as long as the process."""
    _FOLDERS.append(tempfile.TemporaryDirectory(prefix="pactwatch-fuzz-"))
    return Path(_FOLDERS[0].name)


_FOLDERS: list[tempfile.TemporaryDirectory[str]] = []


def readers(data: bytes) -> None:
    """The first byte chooses the kind, the rest is the file: rows that tables hold, and no fault of our own code."""
    if not data:
        return
    kind = KINDS[data[0] % len(KINDS)]
    path = folder() / f"file{kind}{'.gz' if data[0] >= 128 else ''}"
    path.write_bytes(data[1:])
    rows = list(corpus.read(path))
    assert rows, "a file gives at least one row"
    documents = [{**row._asdict(), "n_tokens": 0} for row in rows if isinstance(row, corpus.Document)]
    tables.build("documents", documents)
    tables.build("rejected", [row._asdict() for row in rows if isinstance(row, corpus.Rejected)])
    for row in documents:
        assert row["doc_id"] == corpus.doc_id(row["text"])
        assert row["text"] == corpus.storable(row["text"])
    if any(isinstance(row, corpus.Rejected) and "it cannot be read (" in row.detail for row in rows):
        _whose_fault(path)
    path.unlink()


def _whose_fault(path: Path) -> None:
    """Raise what a library's fault on a broken file hides: a fault of our own."""
    try:
        for _ in read_file(File(path, path.name)):
            pass
    except (Refused, OSError):
        pass
    except Exception as fault:
        if traceback.extract_tb(fault.__traceback__)[-1].filename.startswith(PACKAGE):
            raise


def corrections_file(data: bytes) -> None:
    """The bytes as corrections.csv: sentences or sound rows, which can be applied, written and read again."""
    path = folder() / corrections.FILE
    path.write_bytes(data)
    found, wrong = corrections.check(path)
    assert all(sentence.startswith(corrections.FILE) for sentence in wrong)
    try:
        assert corrections.load(folder()) == found
        assert not wrong
    except PactwatchError:
        assert wrong
    path.unlink()
    for row in found:
        assert corrections.faults(row._asdict()) == []
        assert row.table in ("claims", "sanctions", "cooperation", "actors")
    rows = deepcopy(sample())
    correct(rows, found)
    assert len(rows["corrections"]) == len(found)
    for name, values in rows.items():
        tables.build(name, values)
    corrections.append(folder(), [row._asdict() for row in found])  # type: ignore[misc]
    again = corrections.load(folder())
    assert [row[1:] for row in again] == [row[1:] for row in found], "what is written is what is read"
    path.unlink()


def parameters_file(data: bytes) -> None:
    """The first byte chooses what the rest is: a file of parameters, the value of one, or a cell that declares some."""
    if not data:
        return
    kind, rest = data[0] % 3, data[1:]
    try:
        if kind == 0:
            path = folder() / "parameters.yaml"
            path.write_bytes(rest)
            checked(parameters.read_file(path))
        elif kind == 1:
            name, _, value = rest.decode("utf-8", "surrogateescape").partition("=")
            checked({name: value})
            for each in KNOWN.values():
                checked({each.name: value})
        else:
            parameters.declared(rest.decode("utf-8", "surrogateescape"), "fuzzed")
    except (ParameterError, NotebookError) as fault:
        one_sentence(fault)


def checked(given: dict[str, Any]) -> None:
    """Parameters that pass are plain values that JSON holds, and select what they say."""
    try:
        values = parameters.check(given, {"fuzzed": KNOWN})
    except ParameterError as fault:
        one_sentence(fault)
        return
    json.dumps(values, allow_nan=False, ensure_ascii=False).encode()
    chosen = selection.select(**{key: value for key, value in values.items() if key in selection.Selection._fields})
    assert isinstance(chosen.described(), str)


def one_sentence(fault: PactwatchError) -> None:
    """What a user reads is not empty, and can be printed."""
    assert str(fault).strip()


@cache
def sample() -> dict[str, list[dict[str, Any]]]:
    """Rows of a run of one article, for corrections to be applied to."""
    from analysis.rows import evidence_digest
    from tests.handmade import actors, mention, table

    place = {"doc_id": DOCUMENT, "text": EVIDENCE[:6], "start": 0, "end": 6, "evidence": EVIDENCE}
    place["evidence_digest"] = evidence_digest(EVIDENCE)
    key = f"{DOCUMENT[:8]}-0123456789"
    frames = {
        "documents": table("documents", {"doc_id": DOCUMENT, "text": EVIDENCE}),
        "mentions": table("mentions", {**mention("RUS"), "doc_id": DOCUMENT}),
        "claims": table("claims", {**place, "claim_id": f"cl-{key}"}),
        "sanctions": table("sanctions", {**place, "sanction_id": f"sa-{key}", "targets": ["PRK"]}),
        "cooperation": table(
            "cooperation", {**place, "cooperation_id": f"co-{key}", "participants": ["RUS", "PRK"]},
            {**place, "cooperation_id": f"co-{key}-2", "participants": ["RUS", "CHN"]},
        ),
        "actors": actors("RUS", "PRK"),
    }  # fmt: skip
    found = {name: [_plain(row) for row in frame.to_dict("records")] for name, frame in frames.items()}
    return {name: rows for name, rows in found.items() if name != "actors"} | {"dates": []}


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {key: None if not isinstance(value, list) and value != value else value for key, value in row.items()}


def seeds(name: str) -> list[bytes]:
    """Sound inputs of a target, from which a fuzzer sets out."""
    from tests.corpus.test_any_bytes import SOUND

    if name == "readers":
        return [bytes([KINDS.index(kind)]) + content for kind, content in SOUND.items()]
    if name == "corrections":
        return [b"", _corrections_seed()]
    return [
        b"\0top: 20\nsince: 2023-07\nactors: [RUS, North Korea]\nareas: [military]\n", b'\0{"share": 0.25, "by_state": false}',
        b"\1actors=RUS, PRK", b"\1since=2023-07-27", b"\1actors=[a, 2023-01-01]", b"\1by_state=no", b"\1certainty=probable",
        b"\2top: int = 15  # actors shown\nactors: list[str] = []\nnote: str | None = None\n",
    ]  # fmt: skip


def _corrections_seed() -> bytes:
    rows = sample()
    record, other = (row["cooperation_id"] for row in rows["cooperation"])
    digest = rows["cooperation"][0]["evidence_digest"]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(corrections.COLUMNS)
    why = ("seen", "me", "2026-11-23")
    writer.writerows([
        ("accept", record, digest, "", "", "", *why),
        ("reject", other, digest, "", "", "", *why),
        ("edit", record, digest, "area", "technology", "", *why),
        ("edit", record.replace("co-", "sa-"), digest, "targets", "RUS PRK", "", *why),
        ("merge", "vladimir-putin", "", "", "RUS", "", *why),
        ("rename", "RUS", "", "", "Russia", "", *why),
        ("add", DOCUMENT, "", "cooperation", "area=technology; participants=RUS PRK", "Norway", *why),
        ("join", record, digest, "", other, "", *why),
        ("split", record, digest, "", other, "", *why),
    ])  # fmt: skip
    return out.getvalue().encode()


TARGETS: dict[str, Callable[[bytes], None]] = {
    "readers": readers, "corrections": corrections_file, "parameters": parameters_file,
}  # fmt: skip
