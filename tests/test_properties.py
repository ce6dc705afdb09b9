"""What holds of every public function, whatever it is given: a value of its kind, or one plain sentence; and the input as it was.

`PROPERTIES` names each public function with its test; a public function without one fails here.
"""

from __future__ import annotations

import copy
import datetime
import inspect
import warnings
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import analysis as pw
from analysis import changes, charts, corrections, events, export, run, selection, store, style, tables, views, where
from analysis.errors import PactwatchError
from analysis.notebook import drawn, escaped
from analysis.written import as_csv, as_html
from tests import handmade
from tests.hostile.cases import FORMULAS, MARKUP

MODULES = {"charts", "views"}  # what they hold is named instead
few = settings(max_examples=3, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
words = st.sampled_from(
    ["", "Norway", "RUS", "co-0", "é", "a\nb", "\x00", "🙂", "n" * 300, *FORMULAS[:3], *MARKUP[:3]]
) | st.text(max_size=12)
ids = st.sampled_from(["RUS", "PRK", "USA", "vladimir-putin", "UN", "some officials", "d1", "d2", "cl-0", "co-0", ""])
days = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1))
dated = st.sampled_from(
    ["2023", "2023-07", "2023-07-27", "2023-W30", "2023-Q3", "199X", "PAST_REF", "2023-13-40", "P2Y", "",
     "0001-01-01", "9999", "2023-07-27T\x07🙂"]
)  # fmt: skip


def value_of(field: pa.Field) -> st.SearchStrategy[Any]:
    """Any value that the contract lets stand in the column."""
    codes = (field.metadata or {}).get(b"codes", b"").decode().split()
    if codes:
        found: st.SearchStrategy[Any] = st.sampled_from(codes)
    elif field.name in ("date", "value", "date_start", "date_end"):
        found = days.map(str) if field.name.startswith("date_") else dated
    elif pa.types.is_list(field.type):
        found = st.lists(ids, max_size=3)
    elif field.name in ("doc_id", "sentence"):  # few, so that records meet
        found = st.sampled_from(["d1", "d2", "d9"] if field.name == "doc_id" else [0, 1, 10**6])
    elif pa.types.is_integer(field.type):
        found = st.integers(0, 10**6)
    elif pa.types.is_date(field.type):
        found = days
    elif pa.types.is_boolean(field.type):
        found = st.booleans()
    else:
        found = ids if field.name.endswith("_id") or field.name == "source" else words
    return found | st.none() if field.nullable else found


@cache
def rows_of(name: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Rows of a table, before its keys are made unique."""
    return st.lists(
        st.fixed_dictionaries({field.name: value_of(field) for field in tables.contract(name)}), max_size=3
    )


@st.composite
def frames(draw: st.DrawFn, name: str) -> pd.DataFrame:
    """A table under its contract; keys are unique, an event has a precision where it has a day, and a record."""
    rows = draw(rows_of(name))
    for number, row in enumerate(rows):
        key = {
            "claims": "claim_id",
            "sanctions": "sanction_id",
            "cooperation": "cooperation_id",
            "events": "event_id",
        }.get(name)
        key = key or {"documents": "doc_id", "actors": "actor_id"}.get(name)
        if key:
            row[key] = (
                draw(st.sampled_from(["RUS", "PRK", "UN", "USA", "x"])) + f"{number or ''}"
                if key == "actor_id"
                else f"{key[0]}{number + 1}"
            )
        if "start" in row:
            row["start"], row["end"] = sorted((row["start"], row["end"]))
        if name == "events":
            row["records"] = row["records"] or ["c1"]  # no event without a record and its document
            row["documents"] = row["documents"] or ["d1"]
            row["date_end"] = row["date_start"]
            row["precision"] = "day" if row["date_start"] else None
            row["date_from"] = "text" if row["date_start"] else None
    return run._lists(name, tables.build(name, rows).to_pandas())


@st.composite
def runs(draw: st.DrawFn) -> run.Run:
    """A run of such tables, whole."""
    return run.cut({name: draw(frames(name)) for name in run.TABLES}, {}, selection.Selection())


class Lazy:
    """A run whose tables are drawn when they are asked for."""

    def __init__(self, draw: Callable[[Any], Any]) -> None:
        self.draw = draw

    def __getattr__(self, name: str) -> Any:
        frame = self.draw(frames(name))
        setattr(self, name, frame)
        return frame


def given_to(function: Callable[..., Any], whole: run.Run, draw: Callable[[Any], Any]) -> dict[str, Any]:
    """Arguments of a view by their names."""
    more = {
        "top": lambda: draw(st.integers(1, 4)),
        "by_state": lambda: draw(st.booleans()),
        "unit": lambda: draw(st.sampled_from(selection.UNITS)),
        "changes": lambda: pw.changed("", EMPTY),
        "series": lambda: pw.series("", whole),
        "records": lambda: getattr(whole, draw(st.sampled_from(["claims", "sanctions", "cooperation"]))),
        "view": lambda: views.events(whole.dates, whole.documents, whole.sanctions, whole.cooperation, whole.actors),
    }
    names = inspect.signature(function).parameters
    return {name: more[name]() if name in more else getattr(whole, name) for name in names}


EMPTY = run.cut(
    {name: run._lists(name, tables.contract(name).empty_table().to_pandas()) for name in run.TABLES},
    {},
    selection.Selection(),
)


@pytest.mark.parametrize("name", views.__all__)
@settings(few, max_examples=2)
@given(data=st.data())
def a_view(name: str, data: st.DataObject) -> None:
    function = getattr(views, name)
    whole: Any = Lazy(data.draw)
    arguments = given_to(function, whole, data.draw)
    before = copy.deepcopy(arguments)
    found = function(**arguments)
    assert isinstance(found, pd.DataFrame)
    pd.testing.assert_frame_equal(function(**arguments), found)
    for key, value in arguments.items():
        if isinstance(value, pd.DataFrame):
            pd.testing.assert_frame_equal(value, before[key])
    bare = {key: value for key, value in given_to(function, EMPTY, data.draw).items() if key not in ("records",)}
    again = function(**bare, **({"records": EMPTY.claims} if "records" in arguments else {}))
    if "records" not in arguments and arguments.get("unit") == bare.get("unit"):
        assert list(found.columns) == list(again.columns)


# what a notebook takes from earlier runs: every value that `changed` and `series` give
moved = st.lists(
    st.fixed_dictionaries({
        "change": st.sampled_from(list(changes.SIGNS)), "table": st.sampled_from(["claims", "sanctions", "cooperation"]),
        "cause": st.sampled_from(list(changes.CAUSES)), "records": st.lists(ids, max_size=2),
    }), max_size=4,
).map(
    lambda found: pd.DataFrame(
        [row | {"sign": changes.SIGNS[row["change"]], "cause": None if row["change"] == "same" else row["cause"]} for row in found],
        columns=list(changes.COLUMNS),
    )
)  # fmt: skip


@st.composite
def past_runs(draw: st.DrawFn) -> pd.DataFrame:
    """The events of some runs, the last one of now; each may have none."""
    labels = draw(st.sampled_from([["now"], ["2026", "2027", "now"]]))
    parts = [draw(frames("events")).assign(run=label).astype(object) for label in labels]
    found = pd.concat(parts, ignore_index=True)
    found = found.assign(
        behind=found["records"], parties=[sorted({"Cuba", "Mali", *ids}) for ids in found["parties"]]
    )
    nothing = [
        pd.DataFrame({"run": [label], "parties": [[]]}) for label in labels[:-1] if label not in set(found["run"])
    ]
    return pd.concat([*nothing, found], ignore_index=True) if nothing else found


# columns whose sums stand in the picture: at the ends of bars, or in the cells of a grid
DRAWN = {
    "claims_by_source": ["claims"], "cooperation_by_area": ["statements"], "changes_by_table": ["records_changed"],
    "documents_by_source": ["documents"], "flows_by_area": ["statements"], "mentions_by_actor": ["mentions", "documents"],
    "rejected_by_reason": ["inputs"], "sanctions_by_measure": ["statements"], "statements_by_standing": ["statements"],
    "tokens_by_document": ["tokens"], "sanctions_by_pair": ["statements"], "actors_by_period": ["documents"],
    "dyads_by_period": ["statements"], "dyads_by_run": ["events"],
}  # fmt: skip
FEET = [run.Foot("Herald", "2023-07-27", 1), run.Foot("<b>Herald</b>, \x07🙂", "2023 to 2024", 4)]


@pytest.mark.parametrize("name", charts.__all__)
@few
@given(data=st.data())
def a_chart(name: str, data: st.DataObject) -> None:
    """It says what it shows, draws every number of its view, keeps inside the picture and is sound SVG."""
    whole: Any = Lazy(data.draw)
    if name == "changes_by_table":
        view = views.changes_by_table(data.draw(moved))
    elif name == "dyads_by_run":
        view = views.dyads_by_run(data.draw(past_runs()))
    else:
        view = getattr(views, name)(**given_to(getattr(views, name), whole, data.draw))
    function, before = getattr(charts, name), copy.deepcopy(view)
    more = {"n": len(view) + 1} if "n" in inspect.signature(function).parameters else {}
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a letter that the font lacks would warn
        chart = function(view, data.draw(st.sampled_from(FEET)), **more)
        svg = drawn(chart, "svg")
    pd.testing.assert_frame_equal(view, before)
    assert isinstance(chart, style.Chart) and chart.title and chart.n >= 0
    assert chart.alt.startswith(chart.title.rstrip("."))
    ElementTree.fromstring(svg)
    assert all(mark.label and mark.records for mark in chart.marks)
    reason = any(text.get_gid() == "reason" for axes in chart.axes for text in axes.texts)
    assert view.empty <= reason
    if name in DRAWN and not reason and "events" not in set(view.columns) - set(DRAWN[name]):
        drawn_numbers = sum(int(text.get_text().replace(",", "")) for axes in chart.axes for text in axes.texts)
        columns = DRAWN[name][: len(chart.axes)]
        assert drawn_numbers == sum(int(view[column].sum()) for column in columns)


@few
@given(
    whole=runs(),
    sentence=words,
    caption=words,
    name=st.sampled_from(["", "02_sanctions", "none"]),
    most=st.integers(0, 3),
    after=st.integers(0, 9),
)
def what_a_notebook_says(whole: run.Run, sentence: str, caption: str, name: str, most: int, after: int) -> None:
    pw.say(sentence, caption)
    pw.tell(whole, name, most=most, after=after)
    pw.tell_changes(pw.changed("", whole))
    pw.tell_quality(name, "claims")
    for table in run.TABLES:
        frame = getattr(whole, table)
        pw.show_table(frame, "x", caption, top=most)
        page = as_html(frame, caption, len(frame))
        assert "<script" not in page and "<img" not in page and "<svg" not in page
        for line in as_csv(frame).split("\n")[1:]:
            assert not line.startswith(("=", "+", "@", '"=', '"+', '"@'))
    for text in (sentence, caption):
        assert not set("<>`*_[]") & set(escaped(text))
    for table in ("claims", "sanctions", "cooperation", "events"):
        for row in getattr(whole, table).to_dict("records"):
            sentence_or(lambda row=row: pw.show(row, run=whole))


@few
@given(whole=runs(), earlier=words)
def earlier_runs(whole: run.Run, earlier: str) -> None:
    for function in (pw.changed, pw.series):
        found = sentence_or(lambda function=function: function(earlier if earlier.strip() else "", whole))
        assert found is None or isinstance(found, pd.DataFrame)


@few
@given(
    path=words | st.text(st.characters(), max_size=300),
    asked=st.dictionaries(
        st.sampled_from([*selection.DEFAULTS, "nothing"]),
        words | st.integers() | st.lists(words, max_size=2) | st.none() | st.booleans(),
        max_size=3,
    ),
)
def opening(path: str, asked: dict[str, Any]) -> None:
    """No such folder is there: a plain sentence, whatever the path."""
    asked = {key: value for key, value in asked.items() if key not in ("tables", "corpus")}
    absent = f"absent/{path}"
    for function in (
        pw.load,
        lambda folder: pw.open_run(folder, **asked),
        lambda folder: pw.extract(f"absent/{folder}".replace(" ", "")),
    ):
        with pytest.raises(PactwatchError):
            function(absent.replace(" ", ""))
    with pytest.raises(PactwatchError):
        where.found("folder", absent)
    sentence_or(lambda: selection.check(asked))
    sentence_or(
        lambda: selection.select(**{key: value for key, value in asked.items() if key in selection.Selection._fields})
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of an empty run."""
    place = tmp_path_factory.mktemp("run")
    with store.TableFiles(place) as files:
        for name in tables.CONTRACTS:
            files.add(name, tables.contract(name).empty_table())
    store.write_json(place / store.MARKER, {"counts": {}})
    return place


sql = st.lists(
    st.sampled_from("select * from cooperation claims where ( ) , ; ' \" -- 1 = 'x' copy to attach insert drop read_text('/etc/passwd') limit 1e9 \x00 \ud800 é".split(" ")),
    max_size=9,
).map(" ".join)  # fmt: skip


@settings(few, max_examples=15)
@given(statement=sql | words, table=words | st.sampled_from([*tables.CONTRACTS]))
def asking(folder: Path, statement: str, table: str) -> None:
    found = sentence_or(lambda: pw.query(statement, folder))
    assert found is None or isinstance(found, pd.DataFrame)
    found = sentence_or(lambda: pw.dictionary(table))
    assert found is None or len(found)


@settings(few, max_examples=8)
@given(
    whole=runs(),
    key=ids | words,
    action=st.sampled_from(corrections.ACTIONS) | words,
    more=st.fixed_dictionaries({name: words for name in ("field", "value", "quote", "reason", "who", "when")}),
)
def correcting(
    tmp_path_factory: pytest.TempPathFactory, whole: run.Run, key: str, action: str, more: dict[str, str]
) -> None:
    corpus = tmp_path_factory.mktemp("corpus")
    found = sentence_or(lambda: pw.correct(key, action, run=whole, corpus=corpus, **more))
    kept = corrections.load(corpus)  # sound, or not there
    assert len(kept) == (0 if found is None else 1)


@settings(few, max_examples=8)
@given(cells=st.lists(words | st.text(st.characters(exclude_categories=["Cs"]), max_size=9), min_size=9, max_size=9))
def what_is_appended_is_what_is_read(tmp_path_factory: pytest.TempPathFactory, cells: list[str]) -> None:
    corpus = tmp_path_factory.mktemp("corpus")
    row = dict(zip(corrections.COLUMNS, (cell.strip() for cell in cells), strict=True))
    row |= {
        "action": "rename",
        "id": "RUS",
        "value": row["value"] or "x",
        "reason": row["reason"] or "x",
        "who": row["who"] or "x",
        "when": "2026-11-28",
    }
    if corrections.faults(row):
        return
    corrections.append(corpus, [row])
    (again,) = corrections.load(corpus)
    assert [getattr(again, name).replace("\r\n", "\n") for name in corrections.COLUMNS] == [
        row[name].replace("\r\n", "\n") for name in corrections.COLUMNS
    ]


@few
@given(value=words | st.integers() | st.floats() | st.none() | st.lists(words, max_size=2) | st.booleans() | days)
def a_cell(value: Any) -> None:
    cell = export.inert(value)
    assert not isinstance(cell, str) or not export.is_formula(cell)


@settings(few, max_examples=2)
@given(
    asked=st.dictionaries(
        st.sampled_from(["top", "since", "areas", "certainty", "nothing"]), words | st.integers(), max_size=2
    )
)
def exploring(asked: dict[str, Any]) -> None:
    board = sentence_or(lambda: pw.explore(EMPTY, **asked))
    assert board is None or type(board).__name__ == "Board"


@few
@given(whole=runs())
def grouping(whole: run.Run) -> None:
    found = events.events(whole.cooperation, whole.actors, whole.documents)
    other = events.events(
        whole.cooperation[::-1].sort_values("doc_id", kind="stable"), whole.actors, whole.documents[::-1]
    )
    assert sum(found["n_records"]) == len(whole.cooperation) == sum(other["n_records"])


def sentence_or(call: Callable[[], Any]) -> Any:
    """What the call gives, None where it is refused in a plain sentence."""
    try:
        return call()
    except PactwatchError as fault:
        assert str(fault).strip()
        return None


PROPERTIES: dict[str, Callable[..., Any]] = {
    "changed": earlier_runs, "series": earlier_runs,
    "correct": correcting,
    "dictionary": asking, "query": asking,
    "explore": exploring,
    "extract": opening, "load": opening, "open_run": opening,
    "say": what_a_notebook_says, "show": what_a_notebook_says, "show_table": what_a_notebook_says, "tell": what_a_notebook_says,
    "tell_changes": what_a_notebook_says, "tell_quality": what_a_notebook_says,
    **{f"views.{name}": a_view for name in views.__all__},
    **{f"charts.{name}": a_chart for name in charts.__all__},
}  # fmt: skip
test_views = a_view
test_charts = a_chart
test_saying = what_a_notebook_says
test_earlier_runs = earlier_runs
test_opening = opening
test_asking = asking
test_correcting = correcting
test_appending = what_is_appended_is_what_is_read
test_cells = a_cell
test_exploring = exploring
test_grouping = grouping


@pytest.mark.parametrize("values", [["0001-01-01"], ["9999"], ["0001", "9999-12-31"]])
def test_a_line_of_time_to_the_ends_of_the_calendar(values: list[str]) -> None:
    dates = handmade.table(
        "dates", *[{"value": value, "text": value, "sentence": n} for n, value in enumerate(values)]
    )
    none = (
        handmade.table("documents"),
        handmade.table("sanctions"),
        handmade.table("cooperation"),
        handmade.table("actors"),
    )
    view = views.events_by_date(views.events(dates, *none))
    assert len(view) == len(values)
    ElementTree.fromstring(drawn(charts.events_by_date(view, FEET[0], n=len(view)), "svg"))


def test_a_series_that_ends_without_events() -> None:
    series = pd.DataFrame(
        [(run, ["Cuba", "Mali"], "certain", True, []) for run in ("2026", "2027")],
        columns=["run", "parties", "certainty", "corroborated", "behind"],
    )
    view = views.dyads_by_run(series)
    assert list(zip(view["run"], view["events"], strict=True)) == [("2026", 1), ("2027", 1), ("now", 0)]
    assert charts.dyads_by_run(view, FEET[0]).title == "Cuba – Mali: -1 event since the first run kept"


def test_two_actors_of_one_name_share_a_cell() -> None:
    known = handmade.table(
        "actors", {"actor_id": "GEO", "actor": "Georgia"}, {"actor_id": "georgia", "actor": "Georgia"}
    )
    sanctions = handmade.table(
        "sanctions", {"imposers": ["GEO"], "targets": ["RUS"]}, {"imposers": ["georgia"], "targets": ["RUS"]}
    )
    view = views.sanctions_by_pair(sanctions, known, by_state=False)
    assert [(row.imposer, row.statements) for row in view.itertuples()] == [("Georgia", 2)]


def public() -> Iterator[str]:
    yield from set(pw.__all__) - MODULES
    yield from (f"views.{name}" for name in views.__all__)
    yield from (f"charts.{name}" for name in charts.__all__)


def test_every_public_function_has_a_property() -> None:
    assert sorted(public()) == sorted(PROPERTIES)
    run_here = {value for name, value in globals().items() if name.startswith("test_")}
    assert set(PROPERTIES.values()) <= run_here
