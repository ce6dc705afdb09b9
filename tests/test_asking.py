"""A table in its file answers as the same table in a frame; a run that was replaced is never mixed with the new one."""

from __future__ import annotations

import datetime
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from analysis import asking, findings, run, store, tables, views
from analysis.errors import TableError
from analysis.run import Run
from analysis.selection import Selection, select
from tests.handmade import actors, document, made, mention, table

DAY = datetime.date(2024, 3, 5)
FRAMES = {
    "documents": table(
        "documents",
        document("d1", "2024-03-05", text="On 4 March Russia met Vladimir Putin’s guests.", source="A"),
        document("d2", "2024-04-01", title="Talks", text="North Korea. " * 30 + "On 4 March it rained.", source=None),
        document("d3", None, text="Nothing.", source="A"),
    ),
    "mentions": table(
        "mentions",
        mention("RUS", start=11),
        mention("vladimir-putin", start=22),
        mention("PRK", doc="d2"),
        mention("RUS", doc="d2", sentence=1, start=40),
        mention("PRK", doc="d2", sentence=1, start=60),
    ),
    "actors": actors("RUS", "PRK", "vladimir-putin"),
    "dates": table(
        "dates",
        {"start": 3, "end": 10, "text": "4 March", "value": "2024-03-04"},
        {"doc_id": "d2", "sentence": 30, "start": 393, "end": 400, "text": "4 March", "value": "2024-03-04"},
    ),
    "claims": table("claims", {"source": "RUS", "kind": "denial"}, {"doc_id": "d2", "source": "officials"}),
    "cooperation": table("cooperation", {"doc_id": "d2", "sentence": 1, "participants": ["RUS", "PRK"]}),
}


def stored(folder: Path, selection: Selection | None = None) -> Run:
    folder.mkdir(exist_ok=True)
    store.write_tables(folder, {name: tables.check(name, FRAMES.get(name, table(name))) for name in tables.CONTRACTS})
    store.write_json(folder / store.MARKER, {})
    return run.read(folder, selection or select())


VIEWS = {
    "mentions_by_actor": lambda one: views.mentions_by_actor(one.table("mentions")),
    "by_state": lambda one: views.actors_by_company(one.table("mentions"), one.table("actors")),
    "by_name": lambda one: views.actors_by_company(one.table("mentions"), one.table("actors"), by_state=False),
    "actors_by_period": lambda one: views.actors_by_period(one.table("mentions"), one.table("documents")),
    "documents_by_source": lambda one: views.documents_by_source(one.table("documents")),
    "documents_by_period": lambda one: views.documents_by_period(one.table("documents")),
    "tokens_by_document": lambda one: views.tokens_by_document(one.table("documents")),
    "claims_by_source": lambda one: views.claims_by_source(one.table("claims"), one.table("actors")),
    "doubted": lambda one: views.doubted(one.table("claims")),
    "events": lambda one: views.events(
        one.table("dates"), one.table("documents"), one.sanctions, one.cooperation, one.table("actors")
    ),
    "evidence": lambda one: views.evidence(one.cooperation, one.table("documents"), one.table("actors")),
    "actors": lambda one: one.actors,
    "documents": lambda one: one.documents,
}  # fmt: skip
SELECTIONS = [select(), select(since="2024-03-10"), select(actors=["North Korea"]), select(areas=["economic"])]


@pytest.mark.parametrize("selection", SELECTIONS, ids=["all", "since", "actors", "areas"])
def test_a_file_answers_as_a_frame(tmp_path: Path, selection: Selection) -> None:
    there, here = stored(tmp_path, selection), made(selection, **FRAMES)
    for name, view in VIEWS.items():
        pd.testing.assert_frame_equal(view(there), view(here), obj=name)
    assert there.foot == here.foot
    assert there.left_out == here.left_out
    assert findings.findings(there) == findings.findings(here)


def test_nothing_is_read_that_no_view_asks_for(tmp_path: Path) -> None:
    there = stored(tmp_path)
    for name in ("mentions_by_actor", "by_state", "actors_by_period", "documents_by_period", "events"):
        VIEWS[name](there)
    assert not {"documents", "mentions", "dates", "claims"} & set(there.frames)
    assert isinstance(there.table("mentions"), asking.Stored)


def test_a_question_sees_only_what_it_asks(tmp_path: Path) -> None:
    there = stored(tmp_path)
    count = "select count(*) as n from it"
    expected = {"mentions": 5, "dates": 2, "documents": 3, "actors": 3} | {"claims": 2}

    def counted(name: str) -> tuple[str, int]:
        return name, int(asking.ask(count, it=there.table(name))["n"][0])

    with ThreadPoolExecutor(4) as pool:  # each calls its table by the same name
        assert all(n == expected[name] for name, n in pool.map(counted, list(expected) * 6))
    with pytest.raises(duckdb.CatalogException):
        asking.ask(count)


def test_words_around_a_date_are_cut_as_before(tmp_path: Path) -> None:
    found = VIEWS["events"](stored(tmp_path))
    assert found["evidence"].to_list() == [
        "On 4 March Russia met Vladimir Putin’s guests.",
        "…North Korea. North Korea. North Korea. North Korea. On 4 March it rained.",
    ]


def test_a_run_that_was_replaced_is_not_mixed_with_the_new_one(tmp_path: Path) -> None:
    there = stored(tmp_path / "tables")
    assert len(there.table("mentions")) == 5
    store.write_tables(tmp_path / "tables", {name: tables.build(name, []) for name in tables.CONTRACTS})
    with pytest.raises(TableError, match="was replaced since it was opened; open it again"):
        _ = there.claims
    with pytest.raises(TableError, match="open it again"):
        VIEWS["mentions_by_actor"](there)


def test_findings_are_found_once_for_a_selection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = findings.keep(stored(tmp_path), tmp_path)
    monkeypatch.setattr(findings, "corpus_findings", lambda run: pytest.fail("looked for again"))
    assert findings.findings(run.read(tmp_path, select())) == kept
    with pytest.raises(pytest.fail.Exception):
        findings.findings(run.read(tmp_path, select(top=3)))
    findings.forget(tmp_path)
    with pytest.raises(pytest.fail.Exception):
        findings.findings(run.read(tmp_path, select()))
