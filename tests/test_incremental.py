"""Work done once is not done again, and the tables are the same whoever did it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis import again, corrections, dependence, extraction, kept, parsed, pipeline, vocabulary, work
from analysis.errors import OutputError, ParameterError
from analysis.extraction import Way
from tests.made import bytes_of, corpus, parts, undisturbed_run

ROOT = Path(__file__).resolve().parent.parent
COUNT = 16


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus(tmp_path_factory.mktemp("articles") / "corpus", COUNT)


@pytest.fixture(scope="module")
def undisturbed(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The run of one process that keeps nothing."""
    return undisturbed_run(articles, tmp_path_factory.mktemp("undisturbed") / "out")


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of the documents that were computed, in order."""
    ids: list[str] = []
    read = work.read

    def counted(documents, *arguments):  # type: ignore[no-untyped-def]
        ids.extend(each.doc_id for each in documents)
        return read(documents, *arguments)

    monkeypatch.setattr(work, "read", counted)
    return ids


@pytest.fixture
def pieces_of(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sets the documents of a piece of work."""
    return lambda size: monkeypatch.setattr(extraction, "BATCH_DOCUMENTS", size)


def forget_runs(kept_in: Path) -> None:
    """Leave the rows of documents, and take the whole runs away."""
    for folder in kept_in.glob("run-*"):
        shutil.rmtree(folder)


@pytest.mark.parametrize(("size", "processes"), [(1, 1), (7, 1), (5, 2)])
def test_same_bytes_however_the_work_is_shared(
    articles: Path,
    undisturbed: dict[str, bytes],
    tmp_path: Path,
    pieces_of: Callable[[int], None],
    size: int,
    processes: int,
) -> None:
    pieces_of(size)
    extraction.write(articles, tmp_path / "out", way=Way(processes=processes, cache=str(tmp_path / "kept")))
    assert bytes_of(tmp_path / "out") == undisturbed


def test_a_second_run_computes_nothing_and_a_new_document_itself(
    articles: Path, undisturbed: dict[str, bytes], tmp_path: Path, computed: list[str], assembled: list[Path]
) -> None:
    way = Way(cache=str(tmp_path / "kept"))
    folder = Path(shutil.copytree(articles, tmp_path / "corpus"))
    extraction.write(folder, tmp_path / "out", way=way)
    assert (len(computed), len(assembled)) == (COUNT, 1)
    extraction.write(folder, tmp_path / "out", way=way)
    assert (len(computed), len(assembled)) == (COUNT, 1)  # the run itself was kept
    assert bytes_of(tmp_path / "out") == undisturbed
    (folder / "012b.txt").write_text("Brazil and Norway signed a pact on trade in Oslo on Friday.")
    run = extraction.write(folder, tmp_path / "out", way=way)
    assert (len(computed), run["counts"]["documents"]) == (COUNT + 1, COUNT + 1)
    (folder / "000.txt").rename(folder / "999.txt")  # a moved file is no new document
    extraction.write(folder, tmp_path / "out", way=way)
    assert (len(computed), len(assembled)) == (COUNT + 1, 3)
    extraction.write(folder, tmp_path / "anew", way=Way(cache=""))
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "anew")


def test_a_second_run_loads_no_model(articles: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    extraction.write(articles, tmp_path / "out", way=Way(cache=str(tmp_path / "kept")))
    code = (
        "import sys; from analysis.__main__ import main; code = main(sys.argv[1:]); "
        "assert not {'spacy', 'duckdb', 'datasketch', 'trafilatura', 'py3langid'} & set(sys.modules); sys.exit(code)"
    )
    verb = ["extract", str(articles), "--out", str(tmp_path / "again"), "--cache", str(tmp_path / "kept")]
    done = subprocess.run([sys.executable, "-c", code, *verb], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert bytes_of(tmp_path / "again") == undisturbed


def test_a_change_that_no_date_and_no_size_shows_is_seen(tmp_path: Path, computed: list[str]) -> None:
    way = Way(cache=str(tmp_path / "kept"))
    folder = corpus(tmp_path / "corpus", 3)
    extraction.write(folder, tmp_path / "out", way=way)
    path = folder / "001.txt"
    before = path.stat()
    path.write_text(path.read_text().replace("Chile", "Nepal"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    extraction.write(folder, tmp_path / "out", way=way)
    assert len(computed) == 4
    extraction.write(folder, tmp_path / "anew", way=Way(cache=""))
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "anew")


def test_a_run_of_a_corpus_that_changed_meanwhile_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, computed: list[str]
) -> None:
    way = Way(cache=str(tmp_path / "kept"))
    folder = corpus(tmp_path / "corpus", 3)
    assemble = extraction.assemble

    def late(*arguments):  # type: ignore[no-untyped-def]
        (folder / "001.txt").write_text("Cuba and Oman held talks in Muscat on Monday.")
        return assemble(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(extraction, "assemble", late)
        extraction.write(folder, tmp_path / "out", way=way)
    assert not list((tmp_path / "kept").glob("run-*"))
    extraction.write(folder, tmp_path / "out", way=way)
    assert len(computed) == 4


def test_a_damaged_run_is_made_anew_and_few_runs_are_kept(tmp_path: Path, assembled: list[Path]) -> None:
    way = Way(cache=str(tmp_path / "kept"))
    for number in range(again.MOST + 2):
        extraction.write(corpus(tmp_path / "corpus", number + 1), tmp_path / "out", way=way)
    runs = list((tmp_path / "kept").glob("run-*"))
    assert len(runs) == again.MOST
    expected, so_far = bytes_of(tmp_path / "out"), len(assembled)
    for run in runs:
        (run / "claims.parquet").write_bytes(b"PAR1")
    extraction.write(tmp_path / "corpus", tmp_path / "out", way=way)
    assert len(assembled) == so_far + 1
    assert bytes_of(tmp_path / "out") == expected


def test_corrections_are_part_of_a_run(tmp_path: Path, computed: list[str], assembled: list[Path]) -> None:
    way = Way(cache=str(tmp_path / "kept"))
    folder = corpus(tmp_path / "corpus", 3)
    for _ in range(2):
        extraction.write(folder, tmp_path / "out", way=way)
    (folder / "corrections.csv").write_text(",".join(corrections.COLUMNS) + "\n")
    extraction.write(folder, tmp_path / "out", way=way)
    assert (len(computed), len(assembled)) == (3, 2)


def test_what_else_extraction_knows_counts_as_content(tmp_path: Path, computed: list[str]) -> None:
    way = Way(cache=str(tmp_path / "kept"))
    article = {"text": "Norway met Chile yesterday, the ministry said.", "published": "2020-05-06"}
    for published in ("2020-05-06", "2020-05-06", "2021-05-06"):
        (tmp_path / "corpus").mkdir(exist_ok=True)
        (tmp_path / "corpus" / "a.json").write_text(json.dumps({**article, "published": published}))
        data, _ = extraction.extract(tmp_path / "corpus", way=way)
    assert len(computed) == 2
    assert data["dates"]["value"].to_pylist() == ["2021-05-05"]


@pytest.fixture
def assembled(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Folders that tables were put together in."""
    folders: list[Path] = []
    assemble = extraction.assemble

    def counted(folder, *arguments):  # type: ignore[no-untyped-def]
        folders.append(folder)
        return assemble(folder, *arguments)

    monkeypatch.setattr(extraction, "assemble", counted)
    return folders


@pytest.fixture
def read_by_model(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of the articles that the model parsed, in order."""
    ids: list[str] = []
    read = pipeline.read

    def counted(articles, nlp):  # type: ignore[no-untyped-def]
        articles = list(articles)
        ids.extend(each.doc_id for each in articles)
        return read(articles, nlp)

    monkeypatch.setattr(pipeline, "read", counted)
    return ids


def test_a_changed_vocabulary_parses_nothing(
    articles: Path,
    undisturbed: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    computed: list[str],
    read_by_model: list[str],
) -> None:
    """Other rows are another shelf; what the model parsed depends on none of the vocabulary."""
    assert dependence.vocabularies(("analysis.pipeline", "analysis.parsed")) == ()
    way = Way(cache=str(tmp_path / "kept"), processes=1)
    extraction.write(articles, tmp_path / "out", way=way)
    assert (len(computed), len(read_by_model)) == (COUNT, COUNT)
    forget_runs(tmp_path / "kept")
    monkeypatch.setattr(work, "digest", lambda model: "0" * 64)
    monkeypatch.setattr(extraction, "digest", lambda model: "0" * 64)
    extraction.write(articles, tmp_path / "out", way=way)
    assert (len(computed), len(read_by_model)) == (2 * COUNT, COUNT)
    assert bytes_of(tmp_path / "out") == undisturbed
    for part in parts(tmp_path / "kept", "parsed"):
        part.write_bytes(part.read_bytes()[:100])
    forget_runs(tmp_path / "kept")
    parsed.shelf.cache_clear()
    monkeypatch.setattr(work, "digest", lambda model: "1" * 64)
    monkeypatch.setattr(extraction, "digest", lambda model: "1" * 64)
    extraction.write(articles, tmp_path / "out", way=way)
    assert (len(computed), len(read_by_model)) == (3 * COUNT, 2 * COUNT)
    assert bytes_of(tmp_path / "out") == undisturbed


@pytest.mark.parametrize("damage", [b"", b"ARROW1\x00\x00 and no more"])
def test_a_damaged_part_is_computed_anew(
    articles: Path,
    undisturbed: dict[str, bytes],
    tmp_path: Path,
    computed: list[str],
    pieces_of: Callable[[int], None],
    damage: bytes,
) -> None:
    pieces_of(4)
    way = Way(cache=str(tmp_path / "kept"))
    extraction.write(articles, tmp_path / "out", way=way)
    forget_runs(tmp_path / "kept")
    part = min(parts(tmp_path / "kept"))
    part.write_bytes(damage)
    extraction.write(articles, tmp_path / "out", way=way)
    assert len(computed) == COUNT + 4
    assert bytes_of(tmp_path / "out") == undisturbed


def test_many_small_parts_are_put_together(
    articles: Path,
    undisturbed: dict[str, bytes],
    tmp_path: Path,
    computed: list[str],
    monkeypatch: pytest.MonkeyPatch,
    pieces_of: Callable[[int], None],
) -> None:
    monkeypatch.setattr(kept, "SMALL_PARTS", 10)
    pieces_of(1)
    way = Way(cache=str(tmp_path / "kept"))
    extraction.write(articles, tmp_path / "out", way=way)
    assert len(parts(tmp_path / "kept")) == 1
    forget_runs(tmp_path / "kept")
    extraction.write(articles, tmp_path / "out", way=way)
    assert len(computed) == COUNT
    assert bytes_of(tmp_path / "out") == undisturbed


def test_old_shelves_are_thrown_away(articles: Path, tmp_path: Path) -> None:
    old, other = tmp_path / "kept" / f"rows-{'0' * 16}", tmp_path / "kept" / "thesis-0000000000000000"
    for folder in (old, other):
        folder.mkdir(parents=True)
        os.utime(folder, (0, 0))
    extraction.extract(articles, way=Way(cache=str(tmp_path / "kept")))
    assert not old.exists() and other.exists()


def test_a_full_disk_is_said_and_what_was_done_stays(
    articles: Path,
    undisturbed: dict[str, bytes],
    tmp_path: Path,
    computed: list[str],
    monkeypatch: pytest.MonkeyPatch,
    pieces_of: Callable[[int], None],
) -> None:
    pieces_of(4)
    way = Way(cache=str(tmp_path / "kept"))
    with monkeypatch.context() as patch:
        write, calls = kept.Files.write, []

        def full(self, name, data):  # type: ignore[no-untyped-def]
            if "rows-" in self.place:
                calls.append(name)
            if len(calls) > 3:
                raise OSError(28, "No space left on device")
            write(self, name, data)

        patch.setattr(kept.Files, "write", full)
        with pytest.raises(
            OutputError, match=r"^what was computed cannot be kept in .*: No space left on device; make room"
        ):
            extraction.write(articles, tmp_path / "out", way=way)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    assert not list((tmp_path / "kept").rglob(".part-*"))
    computed.clear()
    extraction.write(articles, tmp_path / "out", way=way)
    assert len(computed) == COUNT - 12
    assert bytes_of(tmp_path / "out") == undisturbed


def test_extraction_depends_on_what_it_loads(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = dependence.vocabularies()
    assert {"states", "frames", "claim_verbs", "sanction_verbs", "time", "status"} <= set(names)
    assert "rules" not in names  # words for the report
    files = {path.relative_to(ROOT / "analysis").as_posix() for path in dependence.modules()}
    assert {"annotate.py", "rows.py", "extract/gazetteer.py", "extract/dates/lexicon.py", "sentences.py"} <= files
    assert not {each for each in files if each.startswith(("charts/", "views/", "report/", "corpus/readers/"))}
    loaded = subprocess.run(
        [sys.executable, "-c", (
            "import sys; from analysis import vocabulary, dependence; seen = set(); load = vocabulary.load\n"
            "def spy(name): seen.add(name); return load(name)\n"
            "vocabulary.load = spy\n"
            "from analysis import work; from analysis.corpus import read\n"
            "work.read(list(read(sys.argv[1])), None)\n"
            "print(*sorted(seen - set(dependence.vocabularies())))"
        ), str(articles)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert loaded.stdout.strip() == ""


def test_a_changed_vocabulary_is_another_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = work.digest(None)
    copy = Path(
        shutil.copytree(vocabulary.FOLDER, tmp_path / "vocabulary", ignore=shutil.ignore_patterns("__pycache__"))
    )
    monkeypatch.setattr(dependence, "PACKAGE", tmp_path)
    monkeypatch.setattr(vocabulary, "FOLDER", copy)
    monkeypatch.setattr(dependence, "modules", lambda roots=(): ())
    monkeypatch.setattr(dependence, "vocabularies", lambda roots=(): ("states", "frames"))

    def digest() -> str:
        dependence.code_digest.cache_clear()
        return work.digest(None)

    first = digest()
    (copy / "rules.yaml").write_text("- changed")
    assert digest() == first != before
    (copy / "states.yaml").write_text("- changed")
    assert digest() != first
    dependence.code_digest.cache_clear()


@pytest.mark.parametrize("way", [Way(processes=0), Way(processes=-2)], ids=str)
def test_no_workers_are_no_way(articles: Path, tmp_path: Path, way: Way) -> None:
    with pytest.raises(ParameterError, match="it must be 1 or more"):
        extraction.write(articles, tmp_path / "out", way=way)


def test_a_cache_folder_that_cannot_be_written(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="cannot be"):
        extraction.write(articles, tmp_path / "out", way=Way(cache=str(tmp_path / "file" / "kept")))
    monkeypatch.setenv("PACTWATCH_CACHE", str(tmp_path / "file" / "kept"))  # not asked for by name: done without
    assert extraction.write(articles, tmp_path / "out")["counts"]["documents"] == COUNT
