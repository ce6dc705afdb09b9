"""Whatever bytes lie under whatever name, reading gives rows that a table can hold, and never raises."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import corpus, tables
from analysis.corpus.readers import READERS
from tests.corpus.files import ARTICLE, parquet, pdf, rows_of, word

SOUND = {
    ".txt": b"Title: Talks\nDate: 2024-09-10\n\n" + ARTICLE.encode(),
    ".md": b"---\ntitle: Talks\ndate: 2024-09-10\n---\n" + ARTICLE.encode(),
    ".html": b"<html><head><meta charset='utf-8'><title>Talks</title></head><p>" + ARTICLE.encode() + b"</p></html>",
    ".pdf": pdf(ARTICLE, ARTICLE, Title="Talks"),
    ".docx": word(ARTICLE, title="Talks"),
    ".json": b'[{"text": "The ministers met."}, {"articles": [{}]}]',
    ".jsonl": b'{"text": "The ministers met."}\n{"text": "They left."}\n',
    ".csv": b'title,text\nTalks,"The ministers met."\nTalks,They left.\n',
    ".tsv": b"title\ttext\nTalks\tThe ministers met.\n",
    ".parquet": parquet([{"text": ARTICLE, "title": "Talks"}]),
}
PIECES = [b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b"\n", b"\r", b"{", b"[", b"<", b"&x;", b"\\ud800", b"---\n", b",", b"%PDF-", b"PK\x03\x04", b"PAR1", b"\x1f\x8b", "’".encode()]  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, sound: bytes) -> bytes:
    """A sound file with some pieces cut out, doubled, or replaced by others."""
    data = sound
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        data = data[:start] + draw(st.sampled_from(PIECES) | st.binary(max_size=8)) + data[end:]
    return data


def check(rows: list[corpus.Document | corpus.Rejected]) -> None:
    assert rows
    kept = [{**row._asdict(), "n_tokens": 0} for row in rows if isinstance(row, corpus.Document)]
    tables.build("documents", kept)
    tables.build("rejected", [row._asdict() for row in rows if isinstance(row, corpus.Rejected)])


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize("gzipped", [False, True])
@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
@given(data=st.data())
def test_any_bytes(tmp_path: Path, kind: str, gzipped: bool, data: st.DataObject) -> None:
    content = data.draw(
        damaged(SOUND[kind]) if kind in SOUND and data.draw(st.booleans()) else st.binary(max_size=200)
    )
    check(
        rows_of(tmp_path, {f"a{kind}.gz" if gzipped else f"a{kind}": gzip.compress(content) if gzipped else content})
    )


@pytest.mark.parametrize("kind", sorted(SOUND))
def test_every_cut_of_a_sound_file(tmp_path: Path, kind: str) -> None:
    sound = SOUND[kind]
    for end in range(0, len(sound), max(1, len(sound) // 40)):
        check(rows_of(tmp_path, {f"a{kind}": sound[:end]}))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=st.text(st.characters(codec="utf-8", exclude_characters="/\x00"), min_size=1, max_size=40))
def test_any_name(tmp_path: Path, name: str) -> None:
    if name in (".", ".."):
        return
    path = tmp_path / name
    try:
        path.write_text(ARTICLE)
    except OSError:
        return
    rows = list(corpus.read(tmp_path))
    path.unlink()
    assert len(rows) == (0 if name.startswith((".", "~$")) or name == "corrections.csv" else 1)
