"""What somebody else put into the folder of what is kept: it is computed anew, and nothing runs, hangs or escapes."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import signal
import struct
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import srsly
from spacy.attrs import HEAD, LEMMA, TAG
from spacy.language import Language

from analysis import again, extraction, kept, parsed, pipeline, places, store, tables
from analysis.errors import OutputError
from tests.hostile.test_pickles import Escape
from tests.made import article, bytes_of, parts

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes and links of Unix")
SCHEMA = pa.schema([pa.field(places.KEY, pa.string()), pa.field("words", pa.list_(pa.string()))])


@pytest.fixture(autouse=True)
def no_hanging() -> Iterator[None]:
    """A pipe that is waited for ends the test."""
    signal.alarm(100)
    yield
    signal.alarm(0)


# parts of a shelf


def ipc(columns: dict[str, pa.Array], **options: Any) -> bytes:
    sink = pa.BufferOutputStream()
    table = pa.table(columns)
    with pa.ipc.new_file(sink, table.schema, options=pa.ipc.IpcWriteOptions(**options)) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()


LONG = {places.KEY: pa.array(["k" * 70_001]), "words": pa.array([["a"] * 301], pa.list_(pa.string()))}


def lying(length: int, begin: int, end: int) -> bytes:
    """A part in which what has this length is said to begin and end elsewhere."""
    whole, said = ipc(LONG), struct.pack("<ii", 0, length)
    head, _, rest = whole.rpartition(said)  # the first are numbers of the buffer, before it
    return head + struct.pack("<ii", begin, end) + rest


LISTS = pa.array([["a"]], pa.list_(pa.string()))
SOUND = ipc({places.KEY: pa.array(["k"]), "words": LISTS}, compression="zstd")
PARTS: dict[str, bytes] = {
    "nothing": b"",
    "no arrow": b"ARROW1\0\0" + b"\xff" * 400,
    "cut": SOUND[: len(SOUND) // 2],
    "the end alone": SOUND[-60:],
    "a footer of two gigabytes": SOUND[:-10] + b"\xff\xff\xff\x7f" + SOUND[-6:],
    "a footer before the file": SOUND[:-10] + b"\x00\x00\x00\x80" + SOUND[-6:],
    "key alone": ipc({places.KEY: pa.array(["k"])}),
    "no key": ipc({"words": LISTS}),
    "keys that are numbers": ipc({places.KEY: pa.array([1]), "words": LISTS}),
    "words that are numbers": ipc({places.KEY: pa.array(["k"]), "words": pa.array([7])}),
    "a column more": ipc({places.KEY: pa.array(["k"]), "words": LISTS, "more": pa.array([1])}),
    "a key beyond the data": lying(70_001, 0, 2_000_000_000),
    "a key that ends before it begins": lying(70_001, 70_001, 0),
    "words beyond the data": lying(301, 0, 2_000_000_000),
    "words that end before they begin": lying(301, 301, 0),
    "a key that is not UTF-8": ipc(LONG).replace(b"k" * 70_001, b"\xff" * 70_001),
    "a pickle": pickle.dumps({"k": [1]}),
}
PLACES: dict[str, Callable[[Path], None]] = {
    "a pipe": os.mkfifo,
    "a folder": Path.mkdir,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a link to nowhere": lambda path: path.symlink_to("/absent/part.arrow"),
    "a link to itself": lambda path: path.symlink_to(path),
    "a link out": lambda path: path.symlink_to("/etc/passwd"),
}


@pytest.mark.parametrize("name", [*PARTS, *PLACES])
def test_a_part_of_another_make_counts_as_absent(tmp_path: Path, name: str) -> None:
    shelf = kept.Shelf(str(tmp_path), "rows", "0" * 64, SCHEMA)
    good = shelf.put(pa.table({places.KEY: ["good"], "words": [["a"]]}, schema=SCHEMA))
    path = tmp_path / f"rows-{'0' * 16}" / "poison.arrow"
    if name in PARTS:
        path.write_bytes(PARTS[name])
    else:
        PLACES[name](path)
    shelf = kept.Shelf(str(tmp_path), "rows", "0" * 64, SCHEMA)
    shelf.look()
    assert "good" in shelf and set(shelf.where.values()) <= {good, "poison.arrow"}
    for key in set(shelf.where) - {"good"}:  # its keys could be read: then its rows are looked at
        with pytest.raises(OutputError, match="run again, it is computed anew"):
            list(shelf.rows([key]))
        assert not path.exists()
    assert [table.to_pylist() for table in shelf.rows(["good"])] == [[{places.KEY: "good", "words": ["a"]}]]
    shelf.tidy()


# parsed docs

TEXT = "Norway and Chile signed a pact in Oslo. Russia left it."


def spoilt(doc: bytes, change: Callable[[dict[str, Any], Callable[..., None]], None]) -> bytes:
    message = srsly.msgpack_loads(doc)
    head = list(message["array_head"])

    def put(row: int, attribute: int, value: int) -> None:
        body = message["array_body"].copy()
        body[row, head.index(attribute)] = np.int64(value).astype(np.uint64)
        message["array_body"] = body

    change(message, put)
    return srsly.msgpack_dumps(message)


def _loop(message: dict[str, Any], put: Callable[..., None]) -> None:
    put(1, HEAD, 1)
    put(2, HEAD, -1)


DOCS: dict[str, Callable[[dict[str, Any], Callable[..., None]], None]] = {
    "another text": lambda message, put: message.update(text=TEXT.replace("Norway", "Sweden")),
    "fewer words": lambda message, put: message.update(array_body=message["array_body"][:3]),
    "words in a circle": _loop,
    "a head beyond the text": lambda message, put: put(2, HEAD, 100_000),
    "a tag without a name": lambda message, put: put(2, TAG, 12_345),
    "no tag": lambda message, put: put(2, TAG, 0),
    "a lemma without a name": lambda message, put: put(2, LEMMA, 12_345),
    "no trees": lambda message, put: message.update(
        array_head=message["array_head"][:4], array_body=message["array_body"][:, :4].copy()
    ),
    "no names at all": lambda message, put: message.update(strings=[]),
    "numbers of objects": lambda message, put: message.update(
        array_body={b"nd": True, b"type": "|O", b"kind": b"O", b"shape": (1,), b"data": b"cos\nsystem\n."}
    ),
    "a shape of its own": lambda message, put: message.update(
        array_body={b"nd": True, b"type": "<u8", b"kind": b"", b"shape": (1 << 40, 15), b"data": b""}
    ),
    "what belongs to no list": lambda message, put: message.update(array_head={"a": 1}),
    "spans that are none": lambda message, put: message.update(spans=b"\xc1" * 9),
}


@pytest.mark.parametrize("name", [*DOCS, "no bytes", "a pickle", "a list", "deep"])
def test_a_parsed_doc_of_another_make_is_parsed_anew(nlp: Language, tmp_path: Path, name: str) -> None:
    one = pipeline.Article("d", TEXT)
    shelf = kept.Shelf(str(tmp_path), parsed.KIND, "0" * 64, parsed.SCHEMA)
    (fresh,) = parsed.docs([one], nlp, shelf)
    whole = fresh.to_bytes(exclude=["tensor", "user_data"])
    assert parsed.sound(fresh, TEXT)
    poison = {
        "no bytes": b"",
        "a pickle": pickle.dumps(Escape(tmp_path / "escaped")),
        "a list": srsly.msgpack_dumps([1]),
        "deep": b"\x91" * 100_000,
    }.get(name) or (spoilt(whole, DOCS[name]) if name in DOCS else b"")
    shelf.put(pa.table({places.KEY: ["d"], "doc": [poison]}, schema=parsed.SCHEMA))
    (again_,) = parsed.docs([one], nlp, kept.Shelf(str(tmp_path), parsed.KIND, "0" * 64, parsed.SCHEMA))
    asked: Any = kept.Shelf(str(tmp_path), parsed.KIND, "0" * 64, parsed.SCHEMA)
    asked.look()
    (kept_,) = parsed.docs([one], nlp, asked)
    for doc in (again_, kept_):
        assert doc.to_bytes(exclude=["tensor", "user_data"]) == whole
    assert not (tmp_path / "escaped").exists()


def test_a_sound_doc_is_taken_as_it_is(nlp: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = kept.Shelf(str(tmp_path), parsed.KIND, "0" * 64, parsed.SCHEMA)
    articles = [pipeline.Article("d", TEXT), pipeline.Article("e", "\n"), pipeline.Article("f", "")]
    first = [doc.to_bytes() for doc in parsed.docs(articles, nlp, shelf)]
    monkeypatch.setattr(pipeline, "read", lambda lacking, nlp: [][: len(list(lacking))])
    second = [doc.to_bytes() for doc in parsed.docs(articles, nlp, shelf)]
    assert len(first) == len(second) == 3


# whole runs


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An article, a run of it, and what was kept."""
    home = tmp_path_factory.mktemp("kept")
    (home / "corpus").mkdir()
    (home / "corpus" / "a.txt").write_text(article(3), encoding="utf-8")
    extraction.write(home / "corpus", home / "out", way=extraction.Way(1, None, home / "cache"))
    return home


def _sums(folder: Path, change: Callable[[Any], Any]) -> None:
    path = folder / again.SUMS
    path.write_text(json.dumps(change(json.loads(path.read_text()))))


def _columns(folder: Path) -> None:
    """Tables of other columns, with the right digests."""
    pq.write_table(pa.table({"x": [1]}), folder / "claims.parquet")
    _sums(folder, lambda sums: sums | {"claims.parquet": again._content(folder / "claims.parquet")})


def _instead(folder: Path, name: str, make: Callable[[Path], None]) -> None:
    (folder / name).unlink()
    make(folder / name)


RUNS: dict[str, Callable[[Path], object]] = {
    "a path in the list": lambda folder: _sums(folder, lambda sums: sums | {"../../../out/escaped": "x"}),
    "a path alone": lambda folder: _sums(folder, lambda sums: {"/etc/passwd": "x"}),
    "an empty list": lambda folder: _sums(folder, lambda sums: {}),
    "a table less": lambda folder: _sums(folder, lambda sums: {k: v for k, v in sums.items() if k[0] != "c"}),
    "no mapping": lambda folder: _sums(folder, list),
    "a number": lambda folder: _sums(folder, len),
    "brackets": lambda folder: (folder / again.SUMS).write_text("[" * 100_000),
    "other columns": _columns,
    "a table that is a pipe": lambda folder: _instead(folder, "claims.parquet", os.mkfifo),
    "a table that is a device": lambda folder: _instead(folder, "claims.parquet", PLACES["a device"]),
    "a list that is a pipe": lambda folder: _instead(folder, again.SUMS, os.mkfifo),
    "a marker that is a pipe": lambda folder: _instead(folder, store.MARKER, os.mkfifo),
    "a marker without counts": lambda folder: (folder / store.MARKER).write_text("{}"),
    "a marker that is a list": lambda folder: (folder / store.MARKER).write_text("[]"),
    "counts of something else": lambda folder: (folder / store.MARKER).write_text('{"counts": {"x": 1}}'),
}


@pytest.mark.parametrize("name", RUNS)
def test_a_kept_run_of_another_make_is_made_anew(world: Path, tmp_path: Path, name: str) -> None:
    (source,) = (world / "cache").glob("run-*")
    place, fresh = tmp_path / "cache", tmp_path / "out" / "fresh"
    fresh.mkdir(parents=True)
    shutil.copytree(source, place / source.name)
    key = source.name.removeprefix("run-")
    assert again.recall(place, key, fresh) is not None
    RUNS[name](place / source.name)
    before = {path.name for path in tmp_path.rglob("*") if fresh not in path.parents}
    assert again.recall(place, key, fresh) is None
    assert not (place / source.name).exists()  # it is not looked at again
    after = {path.name for path in tmp_path.rglob("*") if fresh not in path.parents}
    assert after <= before
    assert {path.name for path in fresh.iterdir()} <= {f"{table}.parquet" for table in tables.CONTRACTS}


def test_a_run_over_poisoned_folders_gives_the_same_tables(world: Path, tmp_path: Path) -> None:
    """Each kind of what is kept spoilt at once; a run may say that a part was damaged, and the next one succeeds."""
    cache, expected = tmp_path / "cache", bytes_of(world / "out")
    shutil.copytree(world / "cache", cache)
    (run,) = cache.glob("run-*")
    RUNS["a path in the list"](run)
    (rows,), (docs,) = parts(cache, "rows"), parts(cache, "parsed")
    rows.write_bytes(PARTS["key alone"])
    docs.write_bytes(PARTS["a pickle"])
    os.mkfifo(rows.with_name("pipe.arrow"))
    os.mkfifo(tmp_path / ".out.run-pipe")
    (tmp_path / ".out.run-link").symlink_to(world)
    parsed.shelf.cache_clear()
    extraction.write(world / "corpus", tmp_path / "out", way=extraction.Way(1, None, cache))
    assert bytes_of(tmp_path / "out") == expected
    assert (world / "corpus" / "a.txt").exists()
