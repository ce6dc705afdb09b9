"""The file of corrections: sound rows are read, each fault is one plain sentence, appending is all or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import corrections
from analysis.errors import CorrectionError

HEADER = ",".join(corrections.COLUMNS)
SOUND = {
    "action": "edit", "id": "co-0123abcd-0123456789", "digest": "0123456789ab", "field": "stage", "value": "agreed",
    "quote": "signed it", "reason": "the text says signed", "who": "ana", "when": "2026-11-23",
}  # fmt: skip


def line(**changes: str) -> str:
    row = SOUND | changes
    return ",".join('"' + row[name].replace('"', '""') + '"' for name in corrections.COLUMNS)


def write(folder: Path, *lines: str) -> Path:
    path = folder / corrections.FILE
    path.write_text("\n".join((HEADER, *lines)) + "\n", encoding="utf-8")
    return path


def test_no_file_is_no_corrections(tmp_path: Path) -> None:
    assert corrections.load(tmp_path) == []


def test_a_file_beside_a_single_article_is_found(tmp_path: Path) -> None:
    write(tmp_path, line())
    (tmp_path / "article.txt").write_text("Text.", encoding="utf-8")
    assert len(corrections.load(tmp_path / "article.txt")) == 1


def test_a_sound_row_is_read_with_its_types(tmp_path: Path) -> None:
    write(tmp_path, line(field="givers", value="PRK, vladimir-putin"))
    (row,) = corrections.load(tmp_path)
    assert (row.table, row.parsed()) == ("cooperation", {"givers": ["PRK", "vladimir-putin"]})


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"action": "edti"}, "did you mean 'edit'?"),
        ({"who": ""}, "who is empty"),
        ({"reason": " "}, "reason is empty"),
        ({"when": "23.11.2026"}, "'23.11.2026' is not a date"),
        ({"when": "2026-02-30"}, "is not a date"),
        ({"id": "co-1"}, "is not that of a record"),
        ({"digest": "xyz"}, "the digest 'xyz'"),
        ({"field": "stages"}, "did you mean 'stage'?"),
        ({"field": "text", "value": "other words"}, "the field 'text' of cooperation cannot be set"),
        ({"value": "realized"}, "did you mean 'realised'?"),
        ({"field": "givers", "value": "<b>"}, "givers must be actor ids"),
        ({"field": "date", "value": "last year"}, "the date 'last year'"),
        ({"action": "merge", "id": "a b"}, "the actor id 'a b'"),
        ({"action": "merge", "id": "RUS", "value": "RUS"}, "cannot be merged into itself"),
        ({"action": "rename", "id": "RUS", "value": ""}, "new name"),
        ({"action": "add", "field": "cooperatoin"}, "did you mean 'cooperation'?"),
        ({"action": "add", "field": "claims", "value": "kind=statement", "quote": ""}, "quote is empty"),
        ({"action": "add", "field": "cooperation", "value": "area=technology"}, "needs participants"),
        ({"action": "add", "field": "cooperation", "value": "area=tech; participants=RUS"}, "area cannot be 'tech'"),
    ],
)
def test_each_fault_is_one_plain_sentence(tmp_path: Path, changes: dict[str, str], said: str) -> None:
    write(tmp_path, line(), line(**changes))
    with pytest.raises(CorrectionError, match=r"corrections\.csv line 3: ") as caught:
        corrections.load(tmp_path)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_circle_of_merges_is_refused(tmp_path: Path) -> None:
    write(tmp_path, line(action="merge", id="a", value="b"), line(action="merge", id="b", value="a"))
    with pytest.raises(CorrectionError, match="circle"):
        corrections.load(tmp_path)


def test_a_lacking_column_is_named(tmp_path: Path) -> None:
    (tmp_path / corrections.FILE).write_text("action,id\naccept,co-1\n", encoding="utf-8")
    with pytest.raises(CorrectionError, match="lacks the columns"):
        corrections.load(tmp_path)


def test_every_fault_is_listed(tmp_path: Path) -> None:
    path = write(tmp_path, line(who=""), line(), line(action="x"))
    found, faults = corrections.check(path)
    assert len(found) == 1
    assert [fault.split(":")[0] for fault in faults] == ["corrections.csv line 2", "corrections.csv line 4"]


@given(st.binary(max_size=300))
def test_arbitrary_bytes_never_raise(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / corrections.FILE
    path.write_bytes(data)
    corrections.check(path)


@given(st.text(min_size=1).filter(lambda text: text.strip() == text and "\x00" not in text))
def test_what_is_appended_is_read_back(tmp_path_factory: pytest.TempPathFactory, reason: str) -> None:
    folder = tmp_path_factory.mktemp("append")
    try:
        reason.encode("utf-8")
    except UnicodeEncodeError:
        return
    corrections.append(folder, [SOUND | {"reason": reason}])
    (row,) = corrections.load(folder)
    assert row.reason.replace("\r\n", "\n") == reason.replace("\r\n", "\n")


def test_an_unsound_row_is_not_appended(tmp_path: Path) -> None:
    corrections.append(tmp_path, [SOUND])
    before = (tmp_path / corrections.FILE).read_bytes()
    with pytest.raises(CorrectionError, match="was not written"):
        corrections.append(tmp_path, [SOUND, SOUND | {"value": "done"}])
    assert (tmp_path / corrections.FILE).read_bytes() == before


@pytest.mark.parametrize("formula", ["=HYPERLINK(1)", "＝HYPERLINK(1)", "\ufeff=HYPERLINK(1)"])
def test_a_formula_is_written_so_that_no_spreadsheet_runs_it(tmp_path: Path, formula: str) -> None:
    corrections.append(tmp_path, [SOUND | {"reason": formula}])
    assert f"'{formula}" in (tmp_path / corrections.FILE).read_text(encoding="utf-8")
    assert corrections.load(tmp_path)[0].reason == formula
