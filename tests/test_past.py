"""Reports compared with what they replace, runs that are kept, and the series that they make."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

import analysis as pw
from analysis import earlier, extraction, past
from analysis.__main__ import main
from analysis.errors import ParameterError, TableError
from analysis.report.build import report
from analysis.report.job_summary import summary
from tests.reports import NOTEBOOKS

FIRST = "Norway and Latvia signed a trade agreement on 3 May 2021.\n"
SECOND = "North Korea shipped artillery shells to Russia, the Seoul government said. Norway and Latvia held talks.\n"


def corpus(folder: Path, **articles: str) -> Path:
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.txt"):
        old.unlink()
    for name, text in articles.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def runs(folder: Path) -> list[str]:
    return [run.name for run in past.runs(folder / past.FOLDER) if run.parent.name == past.FOLDER]


@pytest.mark.xdist_group("report")
class TestReports:
    """Reports one after the other into the same folder."""

    def test_a_report_says_first_what_changed_since_the_one_it_replaces(self, tmp_path: Path) -> None:
        out = tmp_path / "out"
        report(corpus(tmp_path / "c", a=FIRST), out, notebooks=NOTEBOOKS / "small", keep=5)
        assert runs(out) == [] and not (out / "changes").exists()
        assert "What changed" not in (out / "index.html").read_text(encoding="utf-8")
        report(corpus(tmp_path / "c", a=FIRST, b=SECOND), out, notebooks=NOTEBOOKS / "small", keep=5)
        assert len(runs(out)) == 1
        told = json.loads((out / "changes" / "changes.json").read_text(encoding="utf-8"))
        assert any("from North Korea to Russia" in one["text"] and one["records"] for one in told["sentences"])
        assert 'href="records/changes.html#r1"' in (out / "index.html").read_text(encoding="utf-8")
        assert (out / "records" / "changes.html").read_text(encoding="utf-8").count('class="behind"') == len(
            told["sentences"]
        )
        assert {row["cause"] for row in told["counts"] if row["change"] == "added"} == {"source"}
        page = (out / "index.html").read_text(encoding="utf-8")
        assert page.index("What changed since") < page.index('id="findings"')
        text = summary(out)
        assert text.index("What changed since") < text.index("articles were read")
        assert "added" in text

    def test_kept_runs_go_along_and_the_oldest_fall_away(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        out, moments = tmp_path / "out", iter(f"2026-01-0{n}T00:00:00+00:00" for n in range(1, 9))
        monkeypatch.setattr(past, "ended", lambda folder: next(moments))
        for text in (FIRST, SECOND, FIRST, SECOND):
            report(corpus(tmp_path / "c", a=text), out, notebooks=NOTEBOOKS / "small", keep=2)
        assert len(runs(out)) <= 3
        before = runs(out)
        report(corpus(tmp_path / "c", a=FIRST), out, notebooks=NOTEBOOKS / "small")
        assert runs(out) == before  # without --keep nothing is added, nothing lost

    def test_compare_names_another_folder(self, tmp_path: Path) -> None:
        extraction.write(corpus(tmp_path / "c", a=FIRST), tmp_path / "old")
        code = main(["report", str(corpus(tmp_path / "c", a=SECOND)), "--out", str(tmp_path / "out"), "--quiet",
                     "--compare", str(tmp_path / "old"), "--notebooks", str(NOTEBOOKS / "small")])  # fmt: skip
        assert code == 0
        told = json.loads((tmp_path / "out" / "changes" / "changes.json").read_text(encoding="utf-8"))
        assert {row["change"] for row in told["counts"]} >= {"added", "retracted"}

    def test_what_cannot_be_compared_with_stops_it(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code = main(["report", str(corpus(tmp_path / "c", a=FIRST)), "--out", str(tmp_path / "out"), "--quiet",
                     "--compare", str(tmp_path / "c")])  # fmt: skip
        assert code == 2
        assert "no run to compare with" in capsys.readouterr().err
        assert not (tmp_path / "out").exists()


def test_a_kept_run_has_no_text_and_compares_as_the_whole_one(tmp_path: Path) -> None:
    extraction.write(corpus(tmp_path / "c", a=FIRST, b=SECOND), tmp_path / "old")
    past.keep(tmp_path / "old", tmp_path / "runs", "2026-01-02T03:04:05+00:00")
    (run,) = past.runs(tmp_path)
    assert past.moment(run) == "2026-01-02 03:04"
    assert set(past.read(run, "documents")["text"].to_pylist()) == {""}
    extraction.write(corpus(tmp_path / "c", a=FIRST), tmp_path / "new")
    found = earlier.changed(str(tmp_path / "runs"), pw.load(tmp_path / "new"))
    assert set(found["change"]) == {"same", "retracted"}
    assert earlier.since(str(tmp_path / "runs")) == "2026-01-02 03:04"


def test_an_empty_old_run_makes_everything_new(tmp_path: Path) -> None:
    extraction.write(corpus(tmp_path / "empty"), tmp_path / "old")
    extraction.write(corpus(tmp_path / "c", a=FIRST), tmp_path / "new")
    found = earlier.changed(str(tmp_path / "old"), pw.load(tmp_path / "new"))
    assert set(found["change"]) == {"added"}
    view = pw.views.changes_by_table(found)
    assert view["records_changed"].sum() == len(found)
    assert all(refs and all("#" in ref for ref in refs) for refs in view["records"])


def test_without_an_earlier_run_the_views_are_empty(tmp_path: Path) -> None:
    extraction.write(corpus(tmp_path / "c", a=FIRST), tmp_path / "new")
    run = pw.load(tmp_path / "new")
    found = earlier.changed("", run)
    assert found.empty and pw.views.changes_by_table(found).empty
    assert pw.charts.changes_by_table(pw.views.changes_by_table(found), run.foot).title == "Too little to draw"
    view = pw.views.dyads_by_run(earlier.series("", run))
    assert set(view["run"]) <= {"now"}
    assert "no series" in pw.charts.dyads_by_run(view, run.foot).alt


def test_the_series_of_a_dyad(tmp_path: Path) -> None:
    for day, text in ((1, FIRST), (2, FIRST), (3, SECOND)):
        extraction.write(corpus(tmp_path / "c", a=text), tmp_path / "run")
        past.keep(tmp_path / "run", tmp_path / "runs", f"2026-01-0{day}T00:00:00+00:00")
    extraction.write(corpus(tmp_path / "c", a=FIRST, b=SECOND), tmp_path / "now")
    series = earlier.series(str(tmp_path / "runs"), pw.load(tmp_path / "now"))
    view = pw.views.dyads_by_run(series)
    counted = {(row.dyad, row.run): row.events for row in view.itertuples()}
    assert counted["North Korea – Russia", "2026-01-01 00:00"] == 0
    assert counted["North Korea – Russia", "2026-01-03 00:00"] == 1
    assert counted["Latvia – Norway", "now"] == 2
    chart = pw.charts.dyads_by_run(view, pw.load(tmp_path / "now").foot)
    assert "since the first run kept" in chart.title
    assert isinstance(view, pd.DataFrame)


def test_a_kept_run_without_events_counts_as_none_in_the_series(tmp_path: Path) -> None:
    """Yet a run whose version knew no events says nothing of their number."""
    for day, text in ((1, "It rained all day in the hills."), (2, FIRST), (3, FIRST)):
        extraction.write(corpus(tmp_path / "c", a=text), tmp_path / "run")
        if day == 2:
            (tmp_path / "run" / "events.parquet").unlink()
        past.keep(tmp_path / "run", tmp_path / "runs", f"2026-01-0{day}T00:00:00+00:00")
    extraction.write(corpus(tmp_path / "c", a=FIRST), tmp_path / "now")
    run = pw.load(tmp_path / "now")
    view = pw.views.dyads_by_run(earlier.series(str(tmp_path / "runs"), run))
    assert [(row.run, row.events) for row in view.itertuples() if row.dyad == "Latvia – Norway"] == [
        ("2026-01-01 00:00", 0), ("2026-01-03 00:00", 1), ("now", 1),
    ]  # fmt: skip
    assert pw.charts.dyads_by_run(view, run.foot).title == "Latvia – Norway: +1 event since the first run kept"


def test_a_series_without_any_event(tmp_path: Path) -> None:
    extraction.write(corpus(tmp_path / "c", a="It rained all day in the hills."), tmp_path / "run")
    past.keep(tmp_path / "run", tmp_path / "runs", "2026-01-01T00:00:00+00:00")
    run = pw.load(tmp_path / "run")
    view = pw.views.dyads_by_run(earlier.series(str(tmp_path / "runs"), run))
    assert "No run has an event" in pw.charts.dyads_by_run(view, run.foot).alt


def test_a_run_of_an_earlier_version_lacks_a_table_or_a_column(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    extraction.write(corpus(tmp_path / "c", a=FIRST), tmp_path / "old")
    (tmp_path / "old" / "events.parquet").unlink()
    table = pq.read_table(tmp_path / "old" / "cooperation.parquet")
    pq.write_table(table.drop_columns(["review"]), tmp_path / "old" / "cooperation.parquet")
    shutil.copytree(tmp_path / "old", tmp_path / "again")
    assert past.read(tmp_path / "again", "cooperation")["review"].null_count == table.num_rows
    extraction.write(corpus(tmp_path / "c", a=FIRST), tmp_path / "new")
    assert set(earlier.changed(str(tmp_path / "old"), pw.load(tmp_path / "new"))["change"]) == {"same"}


def test_a_folder_that_is_not_there_or_holds_no_run(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="does not exist"):
        earlier.since(str(tmp_path / "none"))
    with pytest.raises(TableError, match="no run"):
        past.keep(tmp_path, tmp_path / "runs", None)
