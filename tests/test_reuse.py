"""What other code or vocabulary found is taken where it holds; here a change is one of digests alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from analysis import annotate, corpus, dependence, extraction, parsed, pipeline, reuse, rows, work
from analysis.extraction import Way
from analysis.steps import STEPS
from tests.made import MADE, bytes_of, forget_runs, parts

MODULE = {step.name: step.module for step in STEPS}
ROOT = Path(__file__).resolve().parent.parent
Change = Callable[..., None]


@pytest.fixture
def change(monkeypatch: pytest.MonkeyPatch) -> Change:
    """Changes the digest of the steps named, and of no other; of `pipeline`: of everything."""
    digest = dependence.code_digest

    def changed(**steps: str) -> None:
        tags = {MODULE.get(name, f"analysis.{name}"): tag for name, tag in steps.items()}
        monkeypatch.setattr(
            dependence, "code_digest", lambda roots: digest(roots) + "".join(tags.get(root, "") for root in roots)
        )

    return changed


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch, read_by_model: list[str]) -> Callable[[], dict[str, int]]:
    """Gives the documents that each step computed since it was asked last, and those that were parsed."""
    counts: Counter[str] = Counter()
    for name, extractor in list(annotate._EXTRACTORS.items()):

        def counted(doc: Any, name: str = name, extractor: Any = extractor) -> Any:
            counts[name] += 1
            return extractor(doc)

        monkeypatch.setitem(annotate._EXTRACTORS, name, counted)

    def since() -> dict[str, int]:
        found = dict(+counts) | ({"parsed": len(read_by_model)} if read_by_model else {})
        counts.clear()
        read_by_model.clear()
        return found

    return since


ALL = dict.fromkeys(("parsed", *MODULE), MADE)


def test_a_change_of_one_step_computes_that_step(
    articles: Path, undisturbed: dict[str, bytes], tmp_path: Path, change: Change, ran: Callable[[], dict[str, int]]
) -> None:
    way = Way(cache=str(tmp_path / "kept"), processes=1)

    def run() -> dict[str, int]:
        forget_runs(tmp_path / "kept")
        extraction.write(articles, tmp_path / "out", way=way)
        assert bytes_of(tmp_path / "out") == undisturbed
        return ran()

    assert run() == ALL
    change(sanctions="1")
    assert run() == {"sanctions": MADE}
    change(sanctions="1", dates="1")
    assert run() == {"dates": MADE}
    change(dates="1")  # sanctions of the first shelf, dates of the last
    assert run() == {}
    for part in parts(tmp_path / "kept", "parsed"):
        part.write_bytes(part.read_bytes()[:100])
    parsed.shelf.cache_clear()
    change(claims="1")
    assert run() == {"parsed": MADE, "claims": MADE}
    parsed.shelf.cache_clear()
    change(pipeline="2")
    assert run() == ALL


def test_what_was_kept_before_the_last_change_is_taken_where_that_was_interrupted(
    articles: Path,
    undisturbed: dict[str, bytes],
    tmp_path: Path,
    change: Change,
    ran: Callable[[], dict[str, int]],
    pieces_of: Callable[[int], None],
) -> None:
    pieces_of(4)
    way = Way(cache=str(tmp_path / "kept"), processes=1)
    extraction.write(articles, tmp_path / "out", way=way)
    forget_runs(tmp_path / "kept")
    change(claims="1")

    def stop(done: int, _: int) -> None:
        if done == 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        extraction.write(articles, tmp_path / "out", way=way, progress=stop)
    ran()
    change(claims="1", cooperation="1")
    extraction.write(articles, tmp_path / "out", way=way)
    assert ran() == {"claims": 8, "cooperation": MADE}
    assert bytes_of(tmp_path / "out") == undisturbed


@pytest.mark.parametrize("url", [False, True], ids=["folder", "url"])
def test_a_damaged_part_holds_nothing(
    articles: Path,
    undisturbed: dict[str, bytes],
    tmp_path: Path,
    change: Change,
    ran: Callable[[], dict[str, int]],
    pieces_of: Callable[[int], None],
    url: bool,
) -> None:
    if url:
        pytest.importorskip("fsspec", reason="a URL needs the extra `distributed`")
    kept = tmp_path / "kept"
    way = Way(cache=kept.as_uri() if url else str(kept), processes=1)
    pieces_of(4)
    extraction.write(articles, tmp_path / "out", way=way)
    forget_runs(kept)
    first, second, *_ = parts(kept)
    first.write_bytes(first.read_bytes()[:-100])
    second.write_bytes(b"")
    ran()
    change(cooperation="1")
    extraction.write(articles, tmp_path / "out", way=way)
    computed = ran()
    assert computed.pop("parsed", 0) == (MADE if url else 0)  # parsed docs are kept in folders alone
    assert computed == dict.fromkeys(MODULE, 8) | {"cooperation": MADE}
    assert bytes_of(tmp_path / "out") == undisturbed


def test_a_text_that_our_code_stumbles_over_leaves_the_rest_and_is_read_whole_once_that_is_mended(
    articles: Path,
    undisturbed: dict[str, bytes],
    tmp_path: Path,
    change: Change,
    pieces_of: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept, out = tmp_path / "kept", tmp_path / "out"
    way = Way(cache=str(kept), processes=1)
    pieces_of(4)
    claims, bad = annotate._EXTRACTORS["claims"], []

    def stumbles(doc: Any) -> Any:
        if not bad or doc.text == bad[0]:
            bad.append(doc.text)
            raise IndexError("no such <word>")
        return claims(doc)

    with monkeypatch.context() as patch:
        patch.setitem(annotate._EXTRACTORS, "claims", stumbles)
        extraction.write(articles, out, way=way)
    (rejected,) = pq.read_table(out / "rejected.parquet").to_pylist()
    assert rejected["reason"] == "fault"
    assert rejected["detail"].startswith("IndexError: 'no such <word>', in annotate.py, line ")
    kept_texts = pq.read_table(out / "documents.parquet")["text"].to_pylist()
    assert len(kept_texts) == MADE - 1
    assert bad[0] not in kept_texts
    forget_runs(kept)
    change(claims="1")
    extraction.write(articles, out, way=way)
    assert bytes_of(out) == undisturbed


def test_few_other_shelves_are_looked_at(
    articles: Path, tmp_path: Path, change: Change, ran: Callable[[], dict[str, int]]
) -> None:
    """Those that share most, whenever they were used."""
    one = next(iter(articles.iterdir()))
    way = Way(cache=str(tmp_path / "kept"), processes=1)
    extraction.extract(one, way=way)
    for number in range(reuse.MOST + 1):
        forget_runs(tmp_path / "kept")
        change(**{name: str(number) for name in MODULE if name != "dates"})
        extraction.extract(one, way=way)
    forget_runs(tmp_path / "kept")
    assert len(list((tmp_path / "kept").glob("rows-*"))) == reuse.MOST + 2
    ran()
    change(dates="1")
    extraction.extract(one, way=way)
    assert ran() == {"dates": 1}


def test_records_come_back_as_they_were() -> None:
    documents = [each for each in corpus.read(ROOT / "tests" / "articles") if isinstance(each, corpus.Document)]
    part = work.read(documents, None)
    assert reuse.made_by(part.schema) == work.digests(None)
    found = Counter[str]()
    for document, kept in zip(documents, part.to_pylist(), strict=True):
        article = pipeline.Article(
            document.doc_id, document.text, document.title, document.published, document.source
        )
        ((_, doc),) = pipeline.read([article], pipeline.load())
        annotate.annotate(doc, article)
        for step in STEPS:
            back = rows.records(step.name, kept[step.name], kept["claims"])
            assert back == getattr(doc._, step.name)
            assert {type(each) for each in back} <= {rows.RECORDS[step.name]}
            found[step.name] += len(back)
    assert min(found[step.name] for step in STEPS) > 0
    assert {each.claim for each in doc._.cooperation} != {None} or found["claims"]
