"""JSON, JSON Lines, CSV and Parquet: usual names, numbers of rows, and bad rows among good ones."""

from __future__ import annotations

import datetime
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from analysis import corpus
from analysis.corpus import article, fields
from tests.corpus.files import ARTICLE, one, parquet, rows_of

SECOND = ARTICLE.replace("Norway", "Peru")
DAY = datetime.date(2024, 9, 10)
ROW = {
    "Headline": "Talks",
    "Body": ARTICLE,
    "pubDate": "2024-09-10T08:00:00Z",
    "Outlet": "Example Times",
    "LINK": "https://example.org/a",
}


def outcome(rows: list[Any]) -> list[tuple[str, str]]:
    return [(row.path, row.reason if isinstance(row, corpus.Rejected) else "kept") for row in rows]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.json", json.dumps(ROW)),
        ("a.json.gz", gzip.compress(json.dumps(ROW).encode())),
        ("a.json", json.dumps(ROW).encode("utf-16")),
        ("a.jsonl", json.dumps(ROW)),
        ("a.jsonl", json.dumps(ROW).encode("utf-16")),
        ("a.NDJSON.gz", gzip.compress(json.dumps(ROW).encode())),
        ("a.json", json.dumps([ROW])),
        ("a.json", json.dumps({"status": "ok", "articles": [ROW]})),
        ("a.json", json.dumps({"response": {"docs": [ROW]}})),
        ("a.csv", ",".join(ROW) + "\n" + ",".join(f'"{value}"' for value in ROW.values())),
        ("a.csv", "\ufeff" + ";".join(ROW) + "\r\n" + ";".join(f'"{value}"' for value in ROW.values())),
        ("a.tsv", "\t".join(ROW) + "\n" + "\t".join(f'"{value}"' for value in ROW.values())),
        ("a.csv.gz", gzip.compress((",".join(ROW) + "\n" + ",".join(f'"{value}"' for value in ROW.values())).encode())),
        ("a.parquet", parquet([ROW])),
        ("a.parquet", parquet([{**ROW, "pubDate": datetime.datetime(2024, 9, 10, 8, tzinfo=datetime.UTC)}])),
        ("a.parquet.gz", gzip.compress(parquet([{**ROW, "pubDate": DAY}]))),
    ],
)  # fmt: skip
def test_usual_names(tmp_path: Path, name: str, data: str | bytes) -> None:
    found = one(tmp_path, name, data)
    assert found.path.split("#")[0] == name
    assert found.text == ARTICLE
    assert (found.title, found.source, found.url) == ("Talks", "Example Times", "https://example.org/a")
    assert (found.published, found.published_from) == (DAY, "metadata")


def test_path_of_one_article_and_of_many(tmp_path: Path) -> None:
    rows = rows_of(
        tmp_path,
        {
            "a.json": json.dumps({"text": "The first of them."}),
            "b.json": json.dumps([{"text": "The second of them."}, {"text": "The third of them."}]),
            "c.jsonl": '{"text": "The fourth of them."}\n\n{"text": "The fifth of them."}\n',
        },
    )
    assert [row.path for row in rows] == ["a.json", "b.json#1", "b.json#2", "c.jsonl#1", "c.jsonl#3"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"source": {"id": "x", "name": "Example Times"}}, "Example Times"),
        ({"source": "https://www.example.org/feed"}, "example.org"),
        ({"publisher": [{"@type": "Organization", "name": "Example Times"}]}, "Example Times"),
        ({"metadata": {"publisher": "Example Times"}}, "Example Times"),
        ({"url": "https://www.example.org/a"}, "example.org"),
        ({"source": 5}, None),
        ({"source": "x" * 2000}, None),
        ({}, None),
    ],
)
def test_source(row: dict[str, Any], expected: str | None) -> None:
    assert fields.draft({"text": ARTICLE, **row}).source == expected


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=c", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https:///a", False),
        ("https://example.org/a b", False),
        ("/a", False),
        ("https://[example.org", True),
        (5, False),
    ],
)
def test_url(url: Any, kept: bool) -> None:
    assert fields.draft({"text": ARTICLE, "url": url}).url == (url if kept else None)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.json", "", "empty"),
        ("a.json", "  \n", "empty"),
        ("a.json", "[]", "empty"),
        ("a.json", '{"text": ""}', "empty"),
        ("a.json", '{"text": null}', "empty"),
        ("a.json", '{"text": 5}', "malformed"),
        ("a.json", '{"text": ["a"]}', "malformed"),
        ("a.json", '{"title": "a"}', "malformed"),
        ("a.json", "{}", "malformed"),
        ("a.json", "5", "malformed"),
        ("a.json", "null", "malformed"),
        ("a.json", '"text"', "malformed"),
        ("a.json", "[1, 2, 3]", "malformed"),
        ("a.json", "{", "malformed"),
        ("a.json", "[" * 200_000, "malformed"),
        ("a.json", '{"a":' * 200_000, "malformed"),
        ("a.json", "9" * 10_000, "malformed"),
        ("a.json", b"\x00\x01\x02\x03", "binary"),
        ("a.jsonl", "", "empty"),
        ("a.jsonl", "\n\n", "empty"),
        ("a.csv", "", "empty"),
        ("a.csv", "title,text\n", "empty"),
        ("a.csv", "title,date\nTalks,2024-09-10\n", "malformed"),
        ("a.csv", '"title,text\n', "malformed"),
        ("a.parquet", "", "malformed"),
        ("a.parquet", "PAR1 not really PAR1", "malformed"),
        ("a.parquet", parquet([{"title": "Talks"}]), "malformed"),
        ("a.parquet", parquet([{"text": ARTICLE}])[:-20], "malformed"),
        ("a.json.gz", b"no gzip", "malformed"),
        ("a.jsonl.gz", b"", "empty"),
        ("a.json.gz", gzip.compress(json.dumps(ROW).encode())[:-12], "malformed"),
    ],
)
def test_whole_file_refused(tmp_path: Path, name: str, data: str | bytes, reason: str) -> None:
    assert outcome(rows_of(tmp_path, {name: data})) == [(name, reason)]


def test_bad_lines_among_good_ones(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": ARTICLE}).encode(),
        b"not JSON",
        b'"text"',
        b'{"title": "no text"}',
        '{"text": "The café’s owner – broken'.encode() + b'\xff"}',
        '{"text": "The caf\u00e9\u2019s owner spoke."}'.encode("cp1252"),
        json.dumps({"text": SECOND}).encode(),
        json.dumps({"text": ARTICLE}).encode(),
        b"[" * 100_000,
    ]
    rows = rows_of(tmp_path, {"a.jsonl": b"\n".join(lines)})
    assert [reason for _, reason in outcome(rows)] == [
        "kept", "malformed", "malformed", "malformed", "encoding", "kept", "kept", "duplicate", "malformed",
    ]  # fmt: skip
    assert rows[5].text == "The café’s owner spoke."  # type: ignore[union-attr]
    assert [row.path for row in rows] == [f"a.jsonl#{number}" for number in range(1, 10)]
    assert "a.jsonl#1" in rows[7].detail  # type: ignore[union-attr]


def test_bad_rows_of_csv(tmp_path: Path) -> None:
    data = (
        f'title,text\nA,"{ARTICLE}"\nB,one,too many\nC,""\nD,"quoted "badly" here"\nE\nF,"{SECOND}"\n'
        'G,"never closed\nH,swallowed\n'
    )
    assert outcome(rows_of(tmp_path, {"a.csv": data})) == [
        ("a.csv#1", "kept"), ("a.csv#2", "malformed"), ("a.csv#3", "empty"), ("a.csv#4", "malformed"),
        ("a.csv#5", "malformed"), ("a.csv#6", "kept"), ("a.csv#7", "malformed"),
    ]  # fmt: skip


def test_csv_text_is_verbatim(tmp_path: Path) -> None:
    text = 'He said "no".\r\n\r\nThey left, all of them.\rThe end of it.'
    data = 'text\r\n"' + text.replace('"', '""') + '"\r\n'
    assert one(tmp_path, "a.csv", data).text == text


def test_csv_field_longer_than_the_modules_default(tmp_path: Path) -> None:
    text = ARTICLE * 1000
    assert one(tmp_path, "a.csv", f'text\n"{text}"').text == text


def test_row_beyond_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("lines", "readers.sheet"):
        monkeypatch.setattr(f"analysis.corpus.{module}.ROW_LIMIT", 1000)
    long, short = "word " * 1000, "The ministers met in Oslo."
    assert outcome(rows_of(tmp_path, {"a.jsonl": f'{{"text": "{long}"}}\n{{"text": "{short}"}}\n'})) == [
        ("a.jsonl#1", "too-large"),
        ("a.jsonl#2", "kept"),
    ]
    (tmp_path / "a.jsonl").unlink()
    assert outcome(rows_of(tmp_path, {"b.csv": f'text\n"{long}"\n"{short}"\n'})) == [
        ("b.csv#1", "too-large"),
        ("b.csv#2", "kept"),
    ]


def test_lone_surrogates_are_replaced_one_for_one(tmp_path: Path) -> None:
    found = one(
        tmp_path, "a.json", r'{"text": "The \ud800 ministers \udfff met \ud83d\ude00.", "title": "A \udc00 b"}'
    )
    assert found.text == "The \ufffd ministers \ufffd met 😀."
    assert found.title == "A \ufffd b"
    assert found.text.encode("utf-8")


def test_one_object_a_line_under_the_name_of_json(tmp_path: Path) -> None:
    data = "\n".join(json.dumps({"text": text}) for text in (ARTICLE, SECOND))
    assert outcome(rows_of(tmp_path, {"a.json": data})) == [("a.json#1", "kept"), ("a.json#2", "kept")]


def test_a_file_without_one_good_line_is_given_up(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, {"a.jsonl": "no JSON\n" * 5000})
    assert len(rows) == 1001
    assert outcome(rows)[-1] == ("a.jsonl", "malformed")


def test_truncated_archive_keeps_what_came_before(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"text": f"{ARTICLE} Number {number}."}) + "\n" for number in range(2000))
    packed = gzip.compress(lines.encode())
    rows = outcome(rows_of(tmp_path, {"a.jsonl.gz": packed[: len(packed) // 2]}))
    assert rows[0] == ("a.jsonl.gz#1", "kept")
    assert rows[-1] == ("a.jsonl.gz", "malformed")


def test_reading_is_streamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article, "FILE_LIMIT", 10)
    lines = "".join(json.dumps({"text": f"{ARTICLE} Number {number}."}) + "\n" for number in range(500))
    (tmp_path / "a.jsonl.gz").write_bytes(
        gzip.compress(lines.encode()) + b"rubbish that only a reader of the end sees"
    )
    rows = corpus.read(tmp_path)
    assert isinstance(next(rows), corpus.Document)
    rows.close()  # type: ignore[attr-defined]


def test_parquet_bad_rows_and_long_values(tmp_path: Path) -> None:
    data = parquet([{"text": ARTICLE}, {"text": None}, {"text": "x" * (article.TEXT_LIMIT + 1)}, {"text": SECOND}])
    assert outcome(rows_of(tmp_path, {"a.parquet": data})) == [
        ("a.parquet#1", "kept"), ("a.parquet#2", "empty"), ("a.parquet#3", "too-large"), ("a.parquet#4", "kept"),
    ]  # fmt: skip


def test_parquet_of_another_type(tmp_path: Path) -> None:
    assert outcome(rows_of(tmp_path, {"a.parquet": parquet([{"text": 5}, {"text": 6}])})) == [
        ("a.parquet#1", "malformed"),
        ("a.parquet#2", "malformed"),
    ]


@pytest.mark.parametrize("name", ["a.json.gz", "a.jsonl.gz", "a.csv.gz", "a.txt.gz"])
def test_gzip_bomb(tmp_path: Path, name: str) -> None:
    head = b"text\n" if name.startswith("a.csv") else b""
    rows = rows_of(tmp_path, {name: gzip.compress(head + b" " * (100 << 20))})
    assert outcome(rows) == [(name, "too-large")]
