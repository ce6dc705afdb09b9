"""The small API: light to import, at once from a text, records shown with their evidence, nothing unescaped."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import analysis as pw
from analysis import notebook, record, store, tables
from analysis.errors import ParameterError, TableError
from tests.handmade import actors, document, made, mention, table

ROOT = Path(__file__).resolve().parent.parent
TEXT = "North Korea sent artillery shells to Russia, the foreign minister of Japan said on 3 May 2023."
HEAVY = "{'pandas', 'numpy', 'pyarrow', 'matplotlib', 'spacy', 'IPython', 'duckdb', 'ipywidgets', 'itables', 'yaml', 'networkx'}"


@pytest.fixture(scope="module")
def run() -> pw.Verb:
    return pw.extract(TEXT)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    monkeypatch.setattr(notebook, "display", lambda thing: found.append(thing.data))
    return found


def test_importing_brings_nothing_heavy() -> None:
    code = f"import sys, analysis as pw; dir(pw); heavy = {HEAVY} & set(sys.modules); assert not heavy, heavy"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_a_verb_is_found_before_and_after_its_module_was_imported() -> None:
    code = (
        "import analysis as pw; assert callable(pw.extract) and callable(pw.query); "
        "import analysis.extract.slugs, analysis.query; assert callable(pw.extract) and callable(pw.query); "
        "print(len(pw.dictionary()) > 50)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "True"
    assert list(inspect.signature(pw.query).parameters) == ["sql", "folder"]
    assert list(inspect.signature(pw.extract).parameters) == ["source", "model", "progress"]


@pytest.mark.parametrize("name", pw.__all__)
def test_every_public_name_says_what_it_does(name: str) -> None:
    assert len(inspect.getdoc(getattr(pw, name)) or "") > 20


def test_a_text_gives_its_tables_at_once(run) -> None:
    assert len(run.documents) == 1 and run.documents["text"][0] == TEXT
    assert {"PRK", "RUS"} <= set(run.actors["actor_id"])
    assert "military.arms" in set(run.cooperation["area"])


def test_a_file_and_a_folder_do_too(tmp_path: Path) -> None:
    path = tmp_path / "an article.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert len(pw.extract(path).documents) == len(pw.extract(str(tmp_path)).documents) == 1
    assert len(pw.extract(str(path)).documents) == 1  # a path with a space is a path where it is there


@pytest.mark.parametrize("source", ["no-such-folder", "texts/no.txt", "", "   "])
def test_what_looks_like_a_path_and_is_none_is_said(source: str) -> None:
    with pytest.raises(ParameterError, match="exist"):
        pw.extract(source)


def test_load_takes_the_folder_of_a_run_or_of_a_report(tmp_path: Path) -> None:
    folder = tmp_path / "report" / "tables"
    folder.mkdir(parents=True)
    for name in tables.CONTRACTS:
        store.pq.write_table(tables.build(name, []), folder / f"{name}.parquet")
    store.write_json(folder / store.MARKER, {"counts": {}})
    assert len(pw.load(folder).actors) == len(pw.load(tmp_path / "report").cooperation) == 0
    with pytest.raises(TableError, match="no tables of a run"):
        pw.load(tmp_path)
    with pytest.raises(ParameterError, match="does not exist"):
        pw.load(tmp_path / "nothing")


def test_a_run_shows_its_tables_and_not_their_content(run) -> None:
    assert repr(run).startswith("Run(1 documents")
    assert "run.cooperation" in run._repr_html_()
    hostile = made(documents=table("documents", document("d1", source="<script>alert(1)</script>")))
    assert "<script>" not in hostile._repr_html_() and "&lt;script&gt;" in hostile._repr_html_()


def test_a_record_is_shown_from_a_row_a_dict_a_tuple_and_an_id(run, shown: list[str]) -> None:
    frame = run.cooperation
    row = frame.iloc[0]
    for thing in (row, row.to_dict(), next(frame.itertuples(index=False)), frame.head(1), row["cooperation_id"]):
        pw.show(thing, run=run)
    pw.show(row, run)
    assert len(set(shown)) == 1
    assert 'class="pw-words"' in shown[0] and 'class="pw-sentence"' in shown[0]
    assert "(rule " in shown[0] and "arms and munitions" in shown[0] and "North Korea" in shown[0]


def test_a_record_alone_shows_its_sentence(run, shown: list[str]) -> None:
    pw.show(run.cooperation.iloc[0])
    assert 'class="pw-words"' in shown[0] and "(rule " in shown[0]


def test_an_event_shows_every_record_behind_it(run, shown: list[str]) -> None:
    pw.show(run.events.iloc[0], run)
    assert shown[0].count('class="pw-record') == run.events["n_records"][0]


def test_claims_and_sanctions_are_told_apart() -> None:
    sanction = table("sanctions", {"claim_id": "cl-1"}).iloc[0]
    assert record.find(sanction)[0] == "sanctions"
    assert record.find(table("claims", {}).iloc[0])[0] == "claims"


@pytest.mark.parametrize(
    ("thing", "said"),
    [
        ("nonsense", "is not the id of a record"),
        ("co-00000000-0000000000", "has no record"),
        ({"actor_id": "RUS"}, "has its id"),
        (3, "not a int"),
    ],
)
def test_what_is_no_record_is_said(run, thing: object, said: str) -> None:
    with pytest.raises(ParameterError, match=said):
        pw.show(thing, run=run)


def test_an_id_needs_its_run() -> None:
    with pytest.raises(ParameterError, match="give it with run="):
        pw.show("co-00000000-0000000000")


def test_hostile_words_are_escaped_and_the_text_stays_whole() -> None:
    text = '<img src=x onerror=alert(1)> "quoted" & more. ' + "Filler words. " * 600
    name = "</style><script>alert(2)</script>"
    row = {
        "text": text[:5], "end": 5, "evidence": text[:45], "participants": ["RUS"], "source": name, "item": name,
        "area_cue": name,
    }  # fmt: skip
    whole = made(
        documents=table("documents", document("d1", text=text, title=name, source=name, language='"><script>')),
        cooperation=table("cooperation", row),
        mentions=table("mentions", mention("RUS") | {"actor": name}),
        actors=actors("RUS"),
    )
    page = record.as_html(whole.cooperation.iloc[0], whole)
    alone = record.as_html(whole.cooperation.iloc[0])
    assert "<script" not in page + alone and "<img" not in page + alone
    assert page.count("</style>") == 1 and "The whole article" in page


def test_the_marks_leave_the_text_letter_by_letter(run) -> None:
    import html
    import re

    row = run.cooperation.iloc[0]
    passage = re.search(r'<div class="pw-text"[^>]*>(.*?)</div>', record.as_html(row, run), re.S)
    assert passage and html.unescape(re.sub(r"<[^>]+>", "", passage[1])) == TEXT
