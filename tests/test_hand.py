"""Corrections written for the user: the row is made from a run, checked, and appended whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import analysis as pw
from analysis import corrections, extraction, hand
from analysis.errors import CorrectionError, ParameterError
from analysis.run import read
from analysis.selection import Selection

TEXT = "Norway sold radar systems to Latvia in 2021. Peru signed a trade agreement with Chile.\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Path]:
    folder = tmp_path_factory.mktemp("hand")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "a.txt").write_text(TEXT, encoding="utf-8")
    extraction.write(folder / "corpus", folder / "tables")
    return read(folder / "tables", Selection()), folder / "corpus"


@pytest.fixture
def corpus(made: tuple[Any, Path]) -> Any:
    yield made[1]
    (made[1] / corrections.FILE).unlink(missing_ok=True)


def test_what_is_written_is_applied_by_the_next_run(made: tuple[Any, Path], corpus: Path) -> None:
    run = made[0]
    record = run.cooperation.iloc[0]
    held = pw.correct(
        record, "edit", run=run, corpus=corpus, field="stage", value="proposed", reason="a plan", who="ana"
    )
    assert list(held["action"]) == ["edit"]
    tables, _ = extraction.extract(corpus)
    again = {row["cooperation_id"]: row for row in tables["cooperation"].to_pylist()}[record["cooperation_id"]]
    assert (again["stage"], again["review"]) == ("proposed", "edited")
    assert [row["outcome"] for row in tables["corrections"].to_pylist()] == ["applied"]


def test_an_id_takes_its_digest_from_the_run(made: tuple[Any, Path]) -> None:
    run = made[0]
    key = run.cooperation["cooperation_id"][0]
    row = hand.row(key, "reject", run=run, reason="not so", who="ana", when="2026-11-28")
    assert (row["id"], row["digest"]) == (key, run.cooperation["evidence_digest"][0])
    assert row["quote"] in TEXT


def test_actors_go_by_id_or_name(made: tuple[Any, Path]) -> None:
    row = hand.row("Norway", "merge", run=made[0], value="Latvia", reason="test", who="ana")
    assert (row["id"], row["value"]) == ("NOR", "LVA")


def test_without_a_record_nothing_is_written(made: tuple[Any, Path], corpus: Path) -> None:
    assert pw.correct("", run=made[0], corpus=corpus) is None
    assert not (corpus / corrections.FILE).exists()
    assert pw.correct("", run=made[0], corpus="no/such/folder") is None


@pytest.mark.parametrize(
    ("action", "more", "said"),
    [
        ("rejcet", {}, "did you mean 'reject'?"),
        ("reject", {"reason": ""}, "reason is empty"),
        ("edit", {"field": "stage", "value": "realized"}, "did you mean 'realised'?"),
        ("edit", {"field": "text", "value": "x"}, "cannot be set"),
        ("split", {"value": "co-1"}, "two records of cooperation"),
        ("accept", {"when": "yesterday"}, "is not a date"),
    ],
)
def test_a_row_that_is_not_sound_is_refused(
    made: tuple[Any, Path], corpus: Path, action: str, more: dict[str, str], said: str
) -> None:
    run = made[0]
    given = {"reason": "because", "who": "ana", **more}
    with pytest.raises(CorrectionError, match=said.replace("?", r"\?")):
        pw.correct(run.cooperation.iloc[0], action, run=run, corpus=corpus, **given)
    assert not (corpus / corrections.FILE).exists()


def test_a_record_that_the_run_lacks_and_a_corpus_that_is_not_there(made: tuple[Any, Path], corpus: Path) -> None:
    with pytest.raises(ParameterError, match="has no record"):
        hand.row("co-00000000-0000000000", "accept", run=made[0], reason="x")
    with pytest.raises(ParameterError, match="does not exist"):
        pw.correct(made[0].cooperation.iloc[0], "accept", run=made[0], corpus="no/such", reason="x")


def test_a_broken_file_is_not_added_to(made: tuple[Any, Path], corpus: Path) -> None:
    (corpus / corrections.FILE).write_text("action,id\nreject,co-1\n", encoding="utf-8")
    with pytest.raises(CorrectionError, match="lacks the columns"):
        pw.correct(made[0].cooperation.iloc[0], "accept", run=made[0], corpus=corpus, reason="x")
    assert (corpus / corrections.FILE).read_text(encoding="utf-8") == "action,id\nreject,co-1\n"
