"""CSV for spreadsheets: nothing runs, nothing is lost that a cell can hold."""

from __future__ import annotations

import csv
import datetime
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import export


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+31 20", "'+31 20"),
        ("-5 degrees", "'-5 degrees"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1+1", "'\t=1+1"),
        ("\r=1+1", "'\r=1+1"),
        ("  =1+1", "'  =1+1"),
        ("＝1+1", "'＝1+1"),
        ("a=b", "a=b"),
        ("North Korea", "North Korea"),
        ("", ""),
        (None, ""),
        (-5, -5),
        (0.25, 0.25),
        (True, "true"),
        (["RUS", "PRK"], '["RUS", "PRK"]'),
        ([], "[]"),
        (datetime.date(2023, 7, 27), "2023-07-27"),
    ],
)
def test_a_cell(value: object, cell: object) -> None:
    assert export.inert(value) == cell


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_starts_a_formula(text: str) -> None:
    assert not str(export.inert(text)).lstrip(" \u00a0\ufeff").startswith(export.FORMULA)


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2), max_size=4))
def test_any_text_comes_back(rows: list[list[str]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        export.write_rows(path, ["a", "b"], rows)
        with path.open(encoding="utf-8", newline="") as file:
            back = list(csv.reader(file))
    assert back == [["a", "b"], *([export.inert(value) for value in row] for row in rows)]


def test_a_parquet_table_as_csv(tmp_path: Path) -> None:
    table = pa.table(
        {"id": ["a", None], "actors": [["RUS"], []], "text": ['say "so",\nhe said', "=cmd()"], "n": [1, -2]}
    )
    pq.write_table(table, tmp_path / "t.parquet")
    export.csv_of_parquet(tmp_path / "t.parquet", tmp_path / "t.csv")
    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["text"] for row in rows] == ['say "so",\nhe said', "'=cmd()"]
    assert [row["id"] for row in rows] == ["a", ""]
    assert [json.loads(row["actors"]) for row in rows] == [["RUS"], []]
    assert [int(row["n"]) for row in rows] == [1, -2]


def test_an_empty_table_keeps_its_header(tmp_path: Path) -> None:
    pq.write_table(pa.table({"a": pa.array([], pa.string())}), tmp_path / "t.parquet")
    export.csv_of_parquet(tmp_path / "t.parquet", tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text() == '"a"\n'
    assert export.first_rows(tmp_path / "t.parquet", 5) == []


def test_first_rows_are_bounded(tmp_path: Path) -> None:
    pq.write_table(pa.table({"a": list(range(10))}), tmp_path / "t.parquet")
    assert export.first_rows(tmp_path / "t.parquet", 3) == [{"a": 0}, {"a": 1}, {"a": 2}]
