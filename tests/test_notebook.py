"""What a notebook shows and writes: words escaped, cells inert, files complete."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from analysis import charts, notebook, store, tables
from analysis.errors import ParameterError, TableError
from analysis.run import Foot
from analysis.written import as_csv

ROOT = Path(__file__).resolve().parent.parent
FOOT = Foot("Northern Herald", "2024-01-01", 2)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list:
    found: list = []
    monkeypatch.setattr(notebook, "display", lambda thing: found.append(thing.data))
    return found


def view() -> pd.DataFrame:
    return pd.DataFrame({"source": ['A "B" <c>', "=SUM(1)"], "documents": [2, 1], "tokens": [5, 6]})


def test_show_displays_the_picture_with_its_words_and_writes_four_files(shown: list, tmp_path: Path) -> None:
    chart = charts.documents_by_source(view(), FOOT)
    notebook.show(chart, "sources", view(), out=str(tmp_path / "new" / "figures"))
    folder = tmp_path / "new" / "figures"
    assert sorted(path.name for path in folder.iterdir()) == [
        "sources.csv",
        "sources.json",
        "sources.png",
        "sources.svg",
    ]
    words = json.loads((folder / "sources.json").read_text(encoding="utf-8"))
    assert words["title"] == chart.title and words["n"] == 2 and words["alt"] == chart.alt
    assert words["source"].startswith("Source: Northern Herald")
    assert 'alt="' in shown[0] and "&lt;c&gt;" in shown[0] and "<c>" not in shown[0]
    assert (folder / "sources.csv").read_text(encoding="utf-8").splitlines()[2] == "'=SUM(1),1,6"
    assert b"<dc:date>" not in (folder / "sources.svg").read_bytes()
    first = (folder / "sources.png").read_bytes()
    notebook.show(charts.documents_by_source(view(), FOOT), "sources", view(), out=str(folder))
    assert (folder / "sources.png").read_bytes() == first


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1+1", "\ufeff=1+1", " =1+1"])
def test_no_cell_of_a_csv_is_a_formula(text: str) -> None:
    line = as_csv(pd.DataFrame({"a": [text]})).split("\n", 1)[1]
    assert line.lstrip('"').startswith("'")


def test_numbers_stay_numbers_and_nothing_stays_empty() -> None:
    frame = pd.DataFrame({"n": [-3, 4], "x": [None, ["a", "b"]], "day": [pd.Timestamp("2024-01-02"), pd.NaT]})
    assert as_csv(frame).splitlines() == ["n,x,day", "-3,,2024-01-02", '4,"[""a"", ""b""]",']


def test_tables_escape_what_they_show_and_say_how_much_that_is(shown: list, tmp_path: Path) -> None:
    frame = pd.DataFrame({"said_by": ["<script>alert(1)</script>", "b"], "n": [1, 2]})
    notebook.show_table(frame, "claims", "Claims & more", out=str(tmp_path), top=1)
    assert "<script>" not in shown[0] and "&lt;script&gt;" in shown[0]
    assert "Claims &amp; more (1 of 2 rows)" in shown[0] and "said by" in shown[0]
    assert len((tmp_path / "claims.csv").read_text(encoding="utf-8").splitlines()) == 3
    notebook.show_table(frame.head(0), "none", "Nothing")
    assert shown[1] == '<p class="pw-table-empty">Nothing: no rows.</p>'


@pytest.mark.parametrize(
    "text", ["<b>x</b>", "*x*", "[a](javascript:x)", "`x`", "# x", "$x$", "1. x", "a_b_c", "~~x~~", "- x"]
)
def test_sentences_are_no_markup(text: str) -> None:
    from mistune import html as rendered

    shown = str(rendered(notebook.escaped(text)))
    assert all(
        mark not in shown for mark in ("<b>", "<em>", "<a ", "<code>", "<h1", "<ol", "<ul", "<del>", "<strong>")
    )


def test_a_missing_folder_is_named() -> None:
    with pytest.raises(ParameterError, match="'no-such-folder' does not exist; it was looked for in"):
        notebook.open_run("no-such-folder")
    with pytest.raises(TableError):
        notebook.open_run(str(ROOT / "notebooks"))


def test_importing_the_package_is_light_and_reading_a_run_needs_no_spacy(tmp_path: Path) -> None:
    for name in tables.CONTRACTS:
        store.pq.write_table(tables.build(name, []), tmp_path / f"{name}.parquet")
    store.write_json(tmp_path / store.MARKER, {"counts": {}})
    code = (
        "import sys, analysis as pw; heavy = {'pandas', 'matplotlib', 'spacy', 'IPython'} & set(sys.modules); "
        f"assert not heavy, heavy; pw.open_run({str(tmp_path)!r}); pw.charts; assert 'spacy' not in sys.modules; "
        "assert set(pw.__all__) <= set(dir(pw))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
