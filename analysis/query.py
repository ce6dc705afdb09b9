"""SQL over the tables of a run, by DuckDB: reading only, and only these tables.

The module is called like its function: `analysis.query("select …")`.
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

import duckdb
import pandas as pd

from analysis import Verb, store, tables
from analysis.errors import QueryError, did_you_mean
from analysis.swap import steadily

sys.modules[__name__].__class__ = Verb
_READING = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}


def query(sql: str, folder: str | Path = "reports") -> pd.DataFrame:
    """The rows that one SELECT statement gives over the tables of a run.

    Args:
        sql: one SELECT (or EXPLAIN); the tables go by their names, such as `cooperation`.
        folder: folder of a run's tables, or of a report that holds them in `tables/`.

    Returns:
        The rows as a frame, columns as the statement names them.

    Raises:
        QueryError: the statement is not SQL, is more than one, or would do more than read.
        TableError: the folder has no tables of a run.
    """
    return steadily(store.find(folder), lambda: _answer(sql, folder))


def _answer(sql: str, folder: str | Path) -> pd.DataFrame:
    with connect(folder) as connection:
        try:
            if not sql.isascii() and sql != sql.encode("utf-8", "replace").decode():
                raise QueryError("the query holds bytes that are not UTF-8")
            statements = connection.extract_statements(sql)
            if len(statements) != 1 or statements[0].type not in _READING:
                raise QueryError("a query is one SELECT statement; the tables cannot be changed by it")
            return connection.execute(statements[0]).df()
        except duckdb.CatalogException as fault:
            raise QueryError(
                f"the query names something that is not there: {_first_line(fault)}{_near(sql)}"
            ) from None
        except duckdb.Error as fault:
            raise QueryError(f"the query cannot be run: {_first_line(fault)}") from None


def connect(folder: str | Path = "reports") -> duckdb.DuckDBPyConnection:
    """A connection in memory that sees the tables of a run as views, and no other file."""
    place = store.find(folder)
    connection = duckdb.connect(":memory:")
    paths = [str(place / f"{name}.parquet") for name in tables.CONTRACTS]
    patterns = [store.as_pattern(path) for path in paths]
    connection.execute("SET allowed_paths = ?", [[*paths, *patterns]])
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    for name, pattern in zip(tables.CONTRACTS, patterns, strict=True):
        connection.read_parquet(pattern).create_view(name)
    return connection


def dictionary(table: str = "") -> pd.DataFrame:
    """The data dictionary: one row a column of a table, with its type, unit, codes and meaning.

    Args:
        table: the table whose columns are wanted, such as `cooperation`; empty: all.

    Raises:
        TableError: there is no such table.
    """
    if table:
        tables.contract(table)  # says which there are
    return pd.DataFrame([row for row in tables.dictionary() if table in ("", row["table"])])


def _first_line(fault: Exception) -> str:
    return str(fault).splitlines()[0].rstrip(".")


def _near(sql: str) -> str:
    words = [word for word in sql.replace(",", " ").replace(";", " ").split() if word.isidentifier()]
    for before, word in itertools.pairwise(words):
        if before.lower() in ("from", "join") and word not in tables.CONTRACTS:
            return did_you_mean(word, tables.CONTRACTS)
    return ""
