"""Corrections applied to streamed documents give what they give where all rows are held; few documents are held."""

from __future__ import annotations

import copy
from typing import Any

import pyarrow as pa
import pytest

from analysis import tables
from analysis.concerned import Reach, corrected
from analysis.correct import correct
from analysis.corrections import Correction
from analysis.rows import evidence_digest
from tests.handmade import document, mention, table

NAMES = ("documents", "mentions", "claims", "sanctions", "cooperation", "dates")
FIT = [f"{number:064x}" for number in range(6)]


def piece(*numbers: int) -> dict[str, pa.Table]:
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in NAMES}
    for number in numbers:
        doc, ref = FIT[number], {"doc_id": FIT[number], "evidence_digest": evidence_digest(f"Sentence {number}.")}
        rows["documents"].append(document(doc, text=f"Sentence {number}. Russia and China agreed."))
        rows["mentions"] += [mention("RUS", doc=doc), mention("CHN" if number % 2 else "PRK", doc=doc, start=9)]
        rows["claims"].append({**ref, "claim_id": f"cl-{doc[:8]}-{number:010x}", "source": "RUS", "evidence": f"Sentence {number}."})  # fmt: skip
        rows["cooperation"].append({
            **ref, "cooperation_id": f"co-{doc[:8]}-{number:010x}", "participants": ["RUS", "CHN" if number % 2 else "PRK"],
            "claim_id": f"cl-{doc[:8]}-{number:010x}", "source": "RUS", "evidence": f"Sentence {number}.",
        })  # fmt: skip
        rows["dates"].append({"doc_id": doc})
    return {name: tables.check(name, table(name, *rows[name])) for name in NAMES}


def pieces() -> list[dict[str, pa.Table]]:
    return [piece(0, 1), piece(2), piece(3, 4, 5)]


def line(action: str, id: str, digest: str = "", **more: str) -> Correction:
    held = {"field": "", "value": "", "quote": "", **more}
    return Correction(line=2, action=action, id=id, digest=digest, reason="r", who="w", when="2024-01-01", **held)


def record(prefix: str, number: int) -> tuple[str, str]:
    return f"{prefix}-{FIT[number][:8]}-{number:010x}", evidence_digest(f"Sentence {number}.")


CASES = {
    "accept": [line("accept", *record("co", 2))],
    "reject a claim": [line("reject", *record("cl", 3))],
    "edit": [line("edit", *record("co", 4), field="stage", value="agreed")],
    "moved": [line("accept", f"co-ffffffff-{1:010x}", record("co", 1)[1])],
    "stale": [line("accept", "co-ffffffff-0000000fff", record("co", 1)[1]), line("reject", "co-ffffffff-0000000ffe", "no")],
    "add": [line("add", FIT[5], field="cooperation", value="area=cultural; participants=RUS,CHN", quote="Russia and China")],
    "merge": [line("merge", "CHN", value="PRK")],
    "merge twice": [line("merge", "CHN", value="PRK"), line("merge", "PRK", value="RUS")],
    "rename": [line("rename", "PRK", value="Korea")],
    "join": [line("join", *record("co", 0), value=record("co", 5)[0]), line("split", *record("co", 1), value="co-ffffffff-0000000fff")],
    "all": [line("edit", *record("cl", 0), field="source", value="CHN"), line("merge", "CHN", value="PRK"), line("reject", *record("co", 0))],
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_same_as_with_all_rows_held(name: str) -> None:
    rows = {each: [row for one in pieces() for row in one[each].to_pylist()] for each in NAMES}
    correct(rows, copy.deepcopy(CASES[name]))
    found, outcomes = corrected(pieces, CASES[name])
    streamed = list(found)
    assert outcomes == rows["corrections"]
    for each in NAMES:
        assert pa.concat_tables(one[each] for one in streamed) == tables.build(each, rows[each]), each


def test_few_documents_are_held() -> None:
    reach = Reach([*CASES["accept"], *CASES["add"]])
    assert [reach.documents(one) for one in pieces()] == [set(), {FIT[2]}, {FIT[5]}]
    reach = Reach(CASES["merge"])  # into an actor that one mention tells enough of
    assert [reach.documents(one) for one in pieces()] == [{FIT[0], FIT[1]}, set(), {FIT[3], FIT[5]}]


def test_documents_that_nothing_reaches_pass_as_they_are() -> None:
    whole = pieces()
    found, _ = corrected(lambda: whole, CASES["accept"])
    assert [one is other for one, other in zip(found, whole, strict=True)] == [True, False, True]
