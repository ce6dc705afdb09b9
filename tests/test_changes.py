"""What changed between two runs, and why, on small corpora of our own wording."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis import changes, corrections, extraction, past, store
from analysis.__main__ import main
from analysis.errors import TableError

FIRST = "Talks\n\nRussia and Iran held talks on Monday. The minister said that China supplied trucks to Serbia.\n"
SECOND = "Trade\n\nBrazil signed a trade agreement with Kenya. Sanctions of the European Union on Belarus remain.\n"


def run(folder: Path, name: str, **articles: str) -> Path:
    corpus = folder / "corpus"
    corpus.mkdir(exist_ok=True)
    for old in corpus.glob("*.txt"):
        old.unlink()
    for stem, text in articles.items():
        (corpus / f"{stem}.txt").write_text(text, encoding="utf-8")
    extraction.write(corpus, folder / name)
    return folder / name


def causes(found: pd.DataFrame) -> set[tuple[str, str | None]]:
    return {(row.change, row.cause) for row in found.itertuples()}


def test_the_same_run_twice_has_only_equal_records(tmp_path: Path) -> None:
    old, new = run(tmp_path, "old", a=FIRST), run(tmp_path, "new", a=FIRST)
    found = changes.changes(old, new)
    assert len(found) > 0
    assert set(found["sign"]) == {"="}
    assert changes.sentences(found)[0].startswith("Nothing changed")


def test_a_new_and_a_removed_article_are_changes_of_the_source(tmp_path: Path) -> None:
    found = changes.changes(run(tmp_path, "old", a=FIRST), run(tmp_path, "new", b=SECOND))
    assert causes(found) == {("added", "source"), ("retracted", "source")}
    assert set(found.loc[found["change"] == "added", "detail"]) == {"b.txt is a new article"}
    assert set(found.loc[found["change"] == "retracted", "detail"]) == {"a.txt was removed"}


def test_a_renamed_file_changes_nothing(tmp_path: Path) -> None:
    found = changes.changes(run(tmp_path, "old", a=FIRST), run(tmp_path, "new", z=FIRST))
    assert set(found["change"]) == {"same"}


def test_an_edit_elsewhere_in_an_article_leaves_its_records(tmp_path: Path) -> None:
    found = changes.changes(
        run(tmp_path, "old", a=FIRST), run(tmp_path, "new", a=FIRST.replace("Talks\n", "More talks\n"))
    )
    assert (found["change"] == "same").any()
    assert not (found["cause"] == "rules").any()


def test_a_correction_is_named_as_the_cause(tmp_path: Path) -> None:
    old = run(tmp_path, "old", a=FIRST)
    record = store.read_table(old, "claims").iloc[0]
    corrections.append(tmp_path / "corpus", [{
        "action": "edit", "id": record["claim_id"], "digest": record["evidence_digest"], "field": "kind",
        "value": "denial", "reason": "test", "who": "ana", "when": "2026-11-23",
    }])  # fmt: skip
    found = changes.changes(old, run(tmp_path, "new", a=FIRST))
    (row,) = found[found["change"] == "changed"].to_dict("records")
    assert (row["cause"], json.loads(row["fields"])) == ("correction", {"kind": ["statement", "denial"]})


def test_another_vocabulary_is_named_as_the_cause(tmp_path: Path) -> None:
    old, new = run(tmp_path, "old", a=FIRST), run(tmp_path, "new", a=FIRST)
    table = store.read_table(new, "claims")
    table["kind"] = "opinion"
    table.to_parquet(new / "claims.parquet")
    said = store.read_run(new) | {"vocabulary_digest": "other"}
    store.write_json(new / "run.json", said)
    found = changes.changes(old, new)
    (row,) = found[found["change"] == "changed"].to_dict("records")
    assert (row["cause"], row["detail"]) == ("rules", "another vocabulary")


def test_an_empty_old_run_makes_every_record_new(tmp_path: Path) -> None:
    found = changes.changes(run(tmp_path, "old"), run(tmp_path, "new", a=FIRST))
    assert causes(found) == {("added", "source")}
    assert changes.count_changes(found)["n"].sum() == len(found)


def test_two_empty_runs_have_nothing_to_compare(tmp_path: Path) -> None:
    found = changes.changes(run(tmp_path, "old"), run(tmp_path, "new"))
    assert "nothing to compare" in changes.sentences(found)[0]


def test_a_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="no tables of a run"):
        changes.changes(tmp_path, tmp_path)


def test_a_run_that_is_replaced_while_it_is_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the records of one run would be compared under the documents of another."""
    old, new = run(tmp_path, "old", a=FIRST), run(tmp_path, "new", a=FIRST)
    expected = changes.changes(old, run(tmp_path, "other", b=SECOND))
    read, reads = past.read, []

    def late(folder: Path, name: str) -> Any:
        found = read(folder, name)
        if folder == new and folder not in reads:
            reads.append(folder)
            run(tmp_path, "new", b=SECOND)
        return found

    monkeypatch.setattr(past, "read", late)
    pd.testing.assert_frame_equal(changes.changes(old, new), expected)


def test_sentences_name_who_says_it() -> None:
    rows = [
        {"change": "added", "table": "cooperation", "what": "arms transfers from Iran to Syria", "said_by": "Israel",
         "cause": "source", "fields": "{}"}
    ] * 2  # fmt: skip
    (sentence,) = changes.sentences(pd.DataFrame(rows))
    assert (
        sentence
        == "New: 2 claims of arms transfers from Iran to Syria, both attributed to Israel; the articles changed."
    )


def test_the_command_says_what_changed_and_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = run(tmp_path, "old", a=FIRST), run(tmp_path, "new", a=FIRST, b=SECOND)
    assert main(["changes", str(old), str(new), "--out", str(tmp_path / "out")]) == 0
    assert "New: " in capsys.readouterr().out
    assert len(pd.read_parquet(tmp_path / "out" / "changes.parquet")) == len(changes.changes(old, new))
    assert (tmp_path / "out" / "changes.csv").exists()


def test_the_command_lists_what_becomes_of_corrections(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = run(tmp_path, "old", a=FIRST)
    record = store.read_table(old, "claims").iloc[0]
    row = {"action": "accept", "id": record["claim_id"], "digest": record["evidence_digest"], "reason": "read it"}
    gone = row | {"id": "cl-00000000-0000000000", "digest": "0" * 12}
    signed = {"who": "ana", "when": "2026-11-23"}
    corrections.append(tmp_path / "corpus", [row | signed, gone | signed])
    assert main(["corrections", str(tmp_path / "corpus")]) == 0
    assert "2 corrections: 1 applied, 1 stale" in capsys.readouterr().out
