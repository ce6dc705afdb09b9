"""The extraction run, end to end: contracts, stable ids, the same bytes twice, offsets that are the evidence."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from analysis import corpus, extraction, pipeline, store, tables
from analysis.annotate import annotate
from analysis.correct import correct
from analysis.errors import CorpusError, OutputError
from analysis.rows import rows

ROOT = Path(__file__).resolve().parent.parent
SPANS = ("mentions", "claims", "sanctions", "cooperation", "dates")
IDS = {"claims": "claim_id", "sanctions": "sanction_id", "cooperation": "cooperation_id"}

TALKS = (
    "Norway and Chile sign pact\n\nOSLO, 3 March 2022 (Newswire) - Norway sent artillery shells to Chile last year, the foreign "
    "ministry said. “We will train their troops,” Prime Minister Jonas Gahr Støre told reporters on Monday.\n\nThe United States "
    "has denied that it will lift sanctions on Chile. Peru may send food aid to Norway, according to officials in Lima."
)
BAN = "The European Union imposed an arms embargo on Belarus on 5 May 2020. Minsk called the sanctions illegal.\r\n"
MIXED: dict[str, bytes | str] = {
    "a/talks.txt": TALKS,
    "b.json": json.dumps(
        {"title": "EU bans arms", "text": BAN, "published": "2020-05-06", "source": "Example Times"}
    ),
    "c.jsonl.gz": gzip.compress(
        (json.dumps({"text": "Japan \ud800 lent money\x00 to India, its envoy claimed 😀."}) + "\nbroken\n").encode()
    ),
    "d.csv": f'title,text\nAgain,"{TALKS}"\nNothing,\n',
    "e.md": "---\ntitle: Visit\ndate: 2021-01-02\n---\nChina’s president visited Cuba.\n",
    "f.html": "<html><body><p>Turkey and Qatar held a joint naval exercise in June 2019, Ankara said.</p></body></html>",
    "g.txt": "",
    "h.png": b"\x89PNG",
    "i.pdf": b"%PDF-1.4 broken",
    "j.txt": "Le président a rencontré hier son homologue à Paris, où ils ont parlé de la paix et du commerce mondial. "
    * 3,
}
CORPORA = {"empty": {}, "rejected": {"a.txt": "", "b.png": b"x", "c.json": "{"}, "mixed": MIXED}


def written(folder: Path, files: dict[str, Any]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


@pytest.fixture(scope="module", params=sorted(CORPORA))
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path, Path]:
    """Name of a corpus, its folder, and the folder of its run."""
    place = tmp_path_factory.mktemp(request.param)
    folder = written(place / "corpus", CORPORA[request.param])
    extraction.write(folder, place / "out")
    return request.param, folder, place / "out"


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pa.Table]:
    return extraction.extract(written(tmp_path_factory.mktemp("mixed"), MIXED))[0]


def without_seconds(path: Path) -> bytes:
    if path.name != store.MARKER:
        return path.read_bytes()
    return json.dumps(
        {key: value for key, value in json.loads(path.read_text()).items() if key != "seconds"}
    ).encode()


def test_every_table_is_written_under_its_contract(run: tuple[str, Path, Path]) -> None:
    _, _, out = run
    assert {path.name for path in out.iterdir()} == {f"{name}.parquet" for name in tables.CONTRACTS} | {store.MARKER}
    counts = store.read_run(out)["counts"]
    for name in tables.CONTRACTS:
        data = pq.read_table(out / f"{name}.parquet")
        data.validate(full=True)
        assert tables.check(name, data).num_rows == counts[name]
        assert list(store.read_table(out, name).columns) == data.column_names


def test_counts_of_documents_and_rejected(run: tuple[str, Path, Path]) -> None:
    name, _, out = run
    counts = store.read_run(out)["counts"]
    expected = {"empty": (0, 0), "rejected": (0, 3), "mixed": (5, 7)}[name]
    assert (counts["documents"], counts["rejected"]) == expected
    if name != "mixed":
        assert all(counts[table] == 0 for table in tables.CONTRACTS if table not in ("documents", "rejected"))


def test_second_run_is_the_same_byte_for_byte(run: tuple[str, Path, Path], tmp_path: Path) -> None:
    _, folder, out = run
    way = extraction.Way(cache="")  # computed anew
    extraction.write(shutil.copytree(folder, tmp_path / "elsewhere"), tmp_path / "again", way=way)
    for path in sorted(out.iterdir()):
        assert without_seconds(path) == without_seconds(tmp_path / "again" / path.name), path.name


def test_second_run_in_another_process_is_the_same(tmp_path: Path) -> None:
    folder = written(tmp_path / "corpus", MIXED)
    for name, seed in (("one", "1"), ("two", "2")):
        command = [sys.executable, "-m", "analysis", "extract", str(folder), "--out", str(tmp_path / name), "--quiet"]
        environment = {"PYTHONHASHSEED": seed, "PATH": "/usr/bin", "TZ": ("UTC", "Asia/Tokyo")[seed == "2"]}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith("5 documents, 7 rejected, ")
    for path in sorted((tmp_path / "one").iterdir()):
        assert without_seconds(path) == without_seconds(tmp_path / "two" / path.name), path.name


def test_reasons_of_the_mixed_corpus(mixed: dict[str, pa.Table]) -> None:
    assert {(row["path"], row["reason"]) for row in mixed["rejected"].to_pylist()} == {
        ("c.jsonl.gz#2", "malformed"), ("d.csv#1", "duplicate"), ("d.csv#2", "empty"), ("g.txt", "empty"),
        ("h.png", "binary"), ("i.pdf", "malformed"), ("j.txt", "language"),
    }  # fmt: skip


def test_something_is_found(mixed: dict[str, pa.Table]) -> None:
    assert {"NOR", "CHL"} <= set(mixed["actors"]["actor_id"].to_pylist())
    assert all(mixed[name].num_rows for name in ("mentions", "claims", "sanctions", "cooperation"))


def evidence_faults(texts: dict[str, str], name: str, records: list[dict[str, Any]]) -> list[str]:
    """What is wrong about the offsets of these rows; nothing where all reproduce their text."""
    faults = []
    for row in records:
        text = texts[row["doc_id"]]
        if not 0 <= row["start"] < row["end"] <= len(text) or text[row["start"] : row["end"]] != row["text"]:
            faults.append(f"{name}: {row['start']}:{row['end']} is not {row['text']!r}")
        if "evidence" in row and row["evidence"] not in text:
            faults.append(f"{name}: the evidence {row['evidence']!r} is not in the text")
        for side in ("source", "content"):
            start, end = row.get(f"{side}_start"), row.get(f"{side}_end")
            if (start is None) != (end is None) or (start is not None and not 0 <= start < end <= len(text)):
                faults.append(f"{name}: {side} at {start}:{end} of {len(text)}")
    return faults


def test_offsets_are_the_evidence(mixed: dict[str, pa.Table]) -> None:
    texts = {row["doc_id"]: row["text"] for row in mixed["documents"].to_pylist()}
    assert [fault for name in SPANS for fault in evidence_faults(texts, name, mixed[name].to_pylist())] == []


def test_ids_are_unique_and_lead_somewhere(mixed: dict[str, pa.Table]) -> None:
    claims = set(mixed["claims"]["claim_id"].to_pylist())
    actors = set(mixed["actors"]["actor_id"].to_pylist())
    documents = set(mixed["documents"]["doc_id"].to_pylist())
    for name, key in IDS.items():
        keys = mixed[name][key].to_pylist()
        assert len(keys) == len(set(keys)), name
    for name in SPANS:
        assert set(mixed[name]["doc_id"].to_pylist()) <= documents
    assert set(mixed["mentions"]["actor_id"].to_pylist()) == actors
    for name in ("sanctions", "cooperation"):
        assert {key for key in mixed[name]["claim_id"].to_pylist() if key} <= claims


def test_ids_do_not_depend_on_path_or_company(mixed: dict[str, pa.Table], tmp_path: Path) -> None:
    alone, _ = extraction.extract(written(tmp_path, {"moved/renamed.md": TALKS}))
    (doc_id,) = alone["documents"]["doc_id"].to_pylist()
    assert doc_id == corpus.doc_id(TALKS)
    for name in SPANS:
        together = [row for row in mixed[name].to_pylist() if row["doc_id"] == doc_id]
        assert together == alone[name].to_pylist(), name


@pytest.mark.parametrize("name", ["missing", "picture.png"])
def test_no_corpus_leaves_no_output(tmp_path: Path, name: str) -> None:
    (tmp_path / "picture.png").write_bytes(b"x")
    with pytest.raises(CorpusError):
        extraction.write(tmp_path / name, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_an_overlong_path_is_the_corpus_fault(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"^the corpus 'xxx"):
        extraction.write("x" * 5000, tmp_path / "out")


def test_a_folder_of_other_files_is_not_replaced(tmp_path: Path) -> None:
    written(tmp_path / "out", {"thesis.txt": "x"})
    with pytest.raises(OutputError):
        extraction.write(written(tmp_path / "corpus", {}), tmp_path / "out")
    assert (tmp_path / "out" / "thesis.txt").read_text() == "x"


def test_tables_inside_the_corpus_are_not_read_back(tmp_path: Path) -> None:
    folder = written(tmp_path, {"a.txt": TALKS})
    first = extraction.write(folder, folder / "tables")["counts"]
    second = extraction.write(folder, folder / "tables")["counts"]
    assert second == {**first, "rejected": 1}


WORDS = st.sampled_from(
    "Norway Chile Russia’s Putin Washington U.S. UN EU sanctions imposed on sent artillery shells to said claims “We will help” "
    "not may visited agreed with according to officials last year 5 May 2020 Mr. No. (KCNA) — - . . . , ; : ? ! \" ' ” he it they "
    "they’re\u00a0both \n \n\n \r\n \t \u2028 \u200b \u202e \x00 \ufffd 😀 e\u0301 ﬁ İ ǅ ß 中国 \x1c \x85 #1".split(
        " "
    )
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(
    text=st.text(max_size=120)
    | st.lists(WORDS, max_size=50).map(" ".join)
    | st.lists(WORDS, max_size=30).map("".join)
)
def test_offsets_are_the_evidence_on_any_text(nlp: Language, text: str) -> None:
    text = corpus.storable(text)
    document = corpus.Document(corpus.doc_id(text), "a.txt", None, text, None, None, None, None, "en")
    article = pipeline.Article(document.doc_id, text)
    ((_, doc),) = pipeline.read([article], nlp)
    found = rows(document, annotate(doc, article))
    correct(found, [])  # adds what a row needs to be corrected by
    assert found["documents"][0]["text"] == text
    for name in ("documents", *SPANS):
        tables.build(name, found[name])
    assert [fault for name in SPANS for fault in evidence_faults({document.doc_id: text}, name, found[name])] == []
