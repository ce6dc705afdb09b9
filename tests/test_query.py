"""SQL over the tables: what reads is answered, what would change or reach further is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import query, store, tables
from analysis.errors import QueryError, TableError


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("o'clock") / "tables"  # a quote in a path must not end the statement
    place.mkdir()
    data = {name: tables.build(name, []) for name in tables.CONTRACTS}
    data["rejected"] = tables.build(
        "rejected", [{"path": "a.txt", "reason": "empty", "detail": "the file has no text"}]
    )
    store.write_tables(place, data)
    return place


def test_a_select_is_answered(folder: Path) -> None:
    found = query.query("select reason, count(*) as n from rejected group by reason", folder)
    assert found.to_dict("records") == [{"reason": "empty", "n": 1}]


def test_the_folder_of_a_report_will_do(folder: Path) -> None:
    assert len(query.query("select * from rejected", folder.parent)) == 1


@pytest.mark.parametrize("table", tables.CONTRACTS)
def test_every_table_is_there_with_its_columns(folder: Path, table: str) -> None:
    assert list(query.query(f'select * from "{table}"', folder).columns) == tables.contract(table).names


@pytest.mark.parametrize(
    "sql",
    [
        "drop view rejected",
        "create table x as select 1",
        "copy rejected to 'out.csv'",
        "copy rejected to 'rejected.parquet'",
        "insert into rejected values ('a', 'b', 'c')",
        "select 1; select 2",
        "attach 'other.db'",
        "set enable_external_access = true",
        "pragma database_list",
        "",
    ],
)
def test_what_does_more_than_read_is_refused(folder: Path, sql: str) -> None:
    with pytest.raises(QueryError, match="one SELECT statement"):
        query.query(sql, folder)


@pytest.mark.parametrize(
    "source", ["'/etc/passwd'", "read_text('/etc/hostname')", "read_csv('/etc/hosts')", "glob('/*')"]
)
def test_no_other_file_is_read(folder: Path, source: str) -> None:
    with pytest.raises(QueryError):
        query.query(f"select * from {source}", folder)


def test_a_wrong_name_is_answered_with_the_right_one(folder: Path) -> None:
    with pytest.raises(QueryError, match="did you mean 'cooperation'"):
        query.query("select * from cooperatoin", folder)


def test_what_is_not_sql_is_one_sentence(folder: Path) -> None:
    with pytest.raises(QueryError) as caught:
        query.query("who gives what?", folder)
    assert "\n" not in str(caught.value)


def test_a_folder_without_tables_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="no tables of a run"):
        query.query("select 1", tmp_path)


def test_the_dictionary_has_every_column() -> None:
    found = query.dictionary()
    assert len(found) == sum(len(schema) for schema in tables.CONTRACTS.values())
