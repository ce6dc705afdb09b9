"""Near-copies are one source, and only a known other publisher with another text is independent."""

from __future__ import annotations

import datetime

import pandas as pd
import pytest

from analysis.independence import clusters_by_document, independent, origins

ARTICLE = (
    "The two governments signed a protocol on rail links after a week of talks in the capital. Ministers said the first "
    "trains would run before winter, and that a joint office would sell the tickets. Residents near the border hope that "
    "the line, closed for thirty years, brings trade back to the valley. A bridge over the river has to be rebuilt first, "
    "which engineers expect to take four months if the weather holds and the money for the steel arrives in time."
)
OTHER = (
    "Rain stopped the regatta on its second day. Crews from nine countries waited in the harbour while the wind turned, "
    "and the jury decided in the afternoon to hold two races on Sunday instead. The leader kept a margin of six points."
)


def documents(*rows: tuple[str, str | None, str]) -> pd.DataFrame:
    return pd.DataFrame([
        {"doc_id": f"d{n}", "path": f"{n}.txt", "text": text, "source": source, "published": datetime.date.fromisoformat(day)}
        for n, (text, source, day) in enumerate(rows)
    ])  # fmt: skip


def test_a_reprint_joins_the_earliest_document() -> None:
    data = documents(
        (ARTICLE + " Our own report.", "Gazette", "2024-05-02"),
        (ARTICLE, "Wire", "2024-05-01"),
        (OTHER, "Gazette", "2024-05-01"),
    )
    found = clusters_by_document(data)
    assert found["cluster"].to_list() == ["d1", "d1", "d2"]
    assert found["size"].to_list() == [2, 2, 1]


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ([(ARTICLE, "Wire", "2024-05-01")], 1),
        ([(ARTICLE, "Wire", "2024-05-01"), (OTHER, "Gazette", "2024-05-01")], 2),
        ([(ARTICLE, "Wire", "2024-05-01"), (ARTICLE, "Gazette", "2024-05-01")], 1),
        ([(ARTICLE, "Wire", "2024-05-01"), (OTHER, "The Wire", "2024-05-01")], 1),
        ([(ARTICLE, None, "2024-05-01"), (OTHER, None, "2024-05-01")], 1),
        ([(ARTICLE, "Wire", "2024-05-01"), (OTHER, None, "2024-05-01")], 1),
        ([], 0),
    ],
)
def test_independent_sources(rows: list, count: int) -> None:
    data = documents(*rows) if rows else documents((ARTICLE, None, "2024-05-01")).iloc[:0]
    assert independent(origins(clusters_by_document(data)).values()) == count


def test_doubling_an_article_leaves_the_count_of_independent_sources() -> None:
    data = documents((ARTICLE, "Wire", "2024-05-01"), (OTHER, "Gazette", "2024-05-01"))
    doubled = documents(
        (ARTICLE, "Wire", "2024-05-01"),
        (OTHER, "Gazette", "2024-05-01"),
        (ARTICLE + " (Agencies)", "Herald", "2024-05-03"),
    )
    counts = [independent(origins(clusters_by_document(one)).values()) for one in (data, doubled)]
    assert counts == [2, 2]


def test_the_order_of_documents_changes_nothing() -> None:
    data = documents(
        (ARTICLE, "Wire", "2024-05-01"),
        (OTHER, "Gazette", "2024-05-01"),
        (ARTICLE + " More.", "Herald", "2024-05-03"),
    )
    turned = clusters_by_document(data.iloc[::-1]).set_index("doc_id")["cluster"].to_dict()
    assert clusters_by_document(data).set_index("doc_id")["cluster"].to_dict() == turned
