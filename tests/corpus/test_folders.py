"""Folders: order, what is passed over, links, odd names, and what stops a run."""

from __future__ import annotations

import os
import random
import socket
from pathlib import Path

import pytest

from analysis import corpus
from analysis.errors import CorpusError
from tests.corpus.files import ARTICLE, rows_of


def text(number: int) -> str:
    return f"The ministers met in Oslo. It was meeting number {number}."


def outcome(folder: Path) -> list[tuple[str, str]]:
    return [(row.path, row.reason if isinstance(row, corpus.Rejected) else "kept") for row in corpus.read(folder)]


def test_order_is_that_of_the_paths(tmp_path: Path) -> None:
    names = ["a/z.txt", "a.txt", "a-b.txt", "B.txt", "b.txt", "a/b/c.txt", "é.txt", "10.txt", "9.txt", "z/a.txt"]
    for seed in range(3):
        shuffled = random.Random(seed).sample(names, len(names))
        folder = tmp_path / str(seed)
        rows_of(folder, {name: text(names.index(name)) for name in shuffled})
        assert [path for path, _ in outcome(folder)] == [
            "10.txt", "9.txt", "B.txt", "a/b/c.txt", "a/z.txt", "a-b.txt", "a.txt", "b.txt", "z/a.txt", "é.txt",
        ]  # fmt: skip


def test_first_of_the_same_text_is_kept(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, {"b.txt": ARTICLE, "a/x.txt": ARTICLE, "c.md": ARTICLE, "d.txt": ARTICLE + "\n"})
    assert outcome(tmp_path) == [
        ("a/x.txt", "kept"),
        ("b.txt", "duplicate"),
        ("c.md", "duplicate"),
        ("d.txt", "kept"),
    ]
    assert "'a/x.txt'" in rows[1].detail  # type: ignore[union-attr]


def test_what_is_passed_over_and_what_is_not(tmp_path: Path) -> None:
    files = {
        ".gitkeep": "", ".DS_Store": "x", ".git/config.txt": "x", "a/.hidden.txt": "x", "~$talks.docx": "x",
        "corrections.csv": "record,field\n", "a/corrections.csv": "record,field\n1,2\n", "README.md": ARTICLE,
        "a/readme": "x", "talks.png": "x", "LICENSE": "x", "talks.doc": "x", "talks.TXT": ARTICLE,
        "old/run.json": "{}", "old/documents.parquet": "", "old/claims.parquet": "", "talks.gz": "x", "x.tar.gz": "x",
    }  # fmt: skip
    rows_of(tmp_path, files)
    assert outcome(tmp_path) == [
        ("LICENSE", "binary"), ("README.md", "binary"), ("a/corrections.csv", "malformed"), ("a/readme", "binary"),
        ("old", "binary"), ("talks.TXT", "kept"), ("talks.doc", "binary"), ("talks.gz", "binary"), ("talks.png", "binary"),
        ("x.tar.gz", "binary"),
    ]  # fmt: skip


def test_a_corpus_inside_a_hidden_folder(tmp_path: Path) -> None:
    assert len(rows_of(tmp_path / ".cache" / "articles", {"a.txt": ARTICLE})) == 1


def test_links(tmp_path: Path) -> None:
    root = tmp_path / "corpus"
    rows_of(root, {"a.txt": ARTICLE, "folder/b.txt": text(1), ".store/c.txt": text(2)})
    outside = tmp_path / "outside"
    rows_of(outside, {"secret.txt": text(3)})
    links = {
        "l1.txt": root / "a.txt", "l2.txt": outside / "secret.txt", "l3": outside, "l4": root / "folder", "l5": root,
        "l6.txt": root / "nowhere.txt", "l7.txt": root / "l7.txt", "l8.txt": root / ".store" / "c.txt", "l9": root / ".store",
        "la.txt": tmp_path / "corpus-not" / ".." / "corpus" / "a.txt",
    }  # fmt: skip
    (tmp_path / "corpus-not").mkdir()
    for name, target in links.items():
        (root / name).symlink_to(target)
    (root / "folder" / "up").symlink_to("..")
    assert outcome(root) == [
        ("a.txt", "kept"), ("folder/b.txt", "kept"), ("folder/up", "duplicate"), ("l1.txt", "duplicate"),
        ("l2.txt", "outside"), ("l3", "outside"), ("l4", "duplicate"), ("l5", "duplicate"), ("l6.txt", "unreadable"),
        ("l7.txt", "unreadable"), ("l8.txt", "kept"), ("l9", "outside"), ("la.txt", "duplicate"),
    ]  # fmt: skip


def test_a_sibling_whose_name_starts_alike_is_outside(tmp_path: Path) -> None:
    rows_of(tmp_path / "corpus", {"a.txt": ARTICLE})
    rows_of(tmp_path / "corpus2", {"b.txt": text(1)})
    (tmp_path / "corpus" / "l.txt").symlink_to(tmp_path / "corpus2" / "b.txt")
    assert outcome(tmp_path / "corpus") == [("a.txt", "kept"), ("l.txt", "outside")]


def test_corpus_named_by_a_link(tmp_path: Path) -> None:
    rows_of(tmp_path / "corpus", {"a.txt": ARTICLE})
    (tmp_path / "link").symlink_to(tmp_path / "corpus")
    assert outcome(tmp_path / "link") == [("a.txt", "kept")]


def test_pipes_and_sockets_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with socket.socket(socket.AF_UNIX) as server:
        place = os.getcwd()
        os.chdir(tmp_path)  # the path of a socket may be a hundred characters long
        try:
            server.bind("b.txt")
        finally:
            os.chdir(place)
        assert outcome(tmp_path) == [("a.txt", "unreadable"), ("b.txt", "unreadable")]


def test_odd_names(tmp_path: Path) -> None:
    names = [
        b"a\nb.txt",
        b"bad\xff.txt",
        b"<script>.txt",
        "\u202egpj.txt".encode(),
        b"=1+1.txt",
        b"x" * 240 + b".txt",
    ]
    try:
        for number, name in enumerate(names):
            Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name))).write_text(text(number))
    except OSError:
        pytest.skip("this file system refuses such names")
    rows = list(corpus.read(tmp_path))
    assert {row.path for row in rows} == {name.decode("utf-8", "backslashreplace") for name in names}
    assert all(isinstance(row, corpus.Document) and row.path.encode("utf-8") for row in rows)


def test_deep_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    depth = 1100  # more than Python calls may be nested
    for _ in range(depth):
        os.mkdir("d")
        os.chdir("d")
    Path("a.txt").write_text(ARTICLE)
    rows = list(corpus.read(tmp_path))
    os.unlink("a.txt")
    for _ in range(depth):  # pytest cannot clear away folders this deep
        os.chdir("..")
        os.rmdir("d")
    (row,) = rows
    assert row.path.endswith("d/a.txt") and isinstance(row, corpus.Document)


def test_empty_folder_is_an_empty_corpus(tmp_path: Path) -> None:
    assert list(corpus.read(tmp_path)) == []


def test_one_file(tmp_path: Path) -> None:
    path = tmp_path / "2024-09-10.txt"
    path.write_text(ARTICLE)
    (found,) = corpus.read(path)
    assert isinstance(found, corpus.Document) and found.path == "2024-09-10.txt"


@pytest.mark.parametrize("name", ["missing", "", "a\x00b", "x" * 5000, "picture.png", "pipe.txt"])
def test_what_is_no_corpus(tmp_path: Path, name: str) -> None:
    (tmp_path / "picture.png").write_text("x")
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(CorpusError, match=r"^the corpus '"):
        corpus.read(f"{tmp_path}/{name}" if name else "")


def test_a_file_that_vanishes_while_reading(tmp_path: Path) -> None:
    rows_of(tmp_path, {"a.txt": text(1), "b.txt": text(2), "c.txt": text(3)})
    rows = corpus.read(tmp_path)
    next(rows)
    (tmp_path / "b.txt").unlink()
    assert [(row.path, getattr(row, "reason", "kept")) for row in rows] == [
        ("b.txt", "unreadable"),
        ("c.txt", "kept"),
    ]


def test_what_the_system_will_not_let_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows_of(tmp_path, {"a.txt": text(1), "b/c.txt": text(2), "d.txt": text(3)})
    scan = os.scandir

    def forbidden(path: Path) -> object:
        if Path(path).name == "b":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr("analysis.corpus.folders.os.scandir", forbidden)
    monkeypatch.setattr("analysis.corpus.unpack.open", _refusing("a.txt"), raising=False)
    assert outcome(tmp_path) == [("a.txt", "unreadable"), ("b", "unreadable"), ("d.txt", "kept")]


def _refusing(name: str):
    def refuse(path: Path, mode: str):
        if Path(path).name == name:
            raise PermissionError(13, "Permission denied")
        return open(path, mode)

    return refuse


def test_a_fault_of_a_library_is_one_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def trip(*_: object) -> None:
        raise ZeroDivisionError("in the library")

    monkeypatch.setattr("analysis.corpus.readers.plain.decode", trip)
    rows = rows_of(tmp_path, {"a.txt": text(1), "b.json": '{"text": "The ministers met in Oslo."}'})
    assert [getattr(row, "reason", "kept") for row in rows] == ["malformed", "kept"]


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    first = rows_of(tmp_path, {"a.txt": text(1), "b.md": "---\ntitle: x\n---\n" + text(2), "c.png": "x"})
    assert list(corpus.read(tmp_path)) == first
