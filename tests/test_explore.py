"""The board: what is asked is what is found, printed and shared; nothing of a text becomes markup."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from IPython.display import HTML

import analysis as pw
from analysis import corrections, extraction
from analysis.errors import ParameterError
from analysis.explore import board as boards
from analysis.explore.live import TABS, Live
from analysis.explore.question import ARTICLE, KINDS, Question, ask
from analysis.report.sanitize import clean_html
from tests.handmade import actors, document, made, mention, table

ARTICLES = Path(__file__).parent / "articles"
QUESTIONS: list[dict[str, Any]] = [
    {},
    {"actors": ["RUS"]},
    {"actors": ["North Korea", "CHN"]},
    {"between": ["RUS", "PRK"]},
    {"between": ["PRK", "RUS"], "directed": True},
    {"about": "sanctions", "between": ["USA", "RUS"], "directed": True, "certainty": "probable"},
    {"between": ["Russia", "China"], "certainty": "certain"},
    {"areas": ["military", "humanitarian"]},
    {"polarity": "negated"},
    {"said_by": [ARTICLE]},
    {"said_by": ["USA", ARTICLE], "certainty": "probable"},
    {"publishers": ["Northern Herald", "Harbour News"]},
    {"since": "2022-03", "until": "2023"},
    {"since": "2024"},
    {"words": "SHELLS"},
    {"words": "(", "actors": ["RUS"]},
    {"about": "sanctions"},
    {"about": "sanctions", "measures": ["arms", "finance"], "actors": ["USA"]},
    {"about": "sanctions", "between": ["USA", "RUS"]},
    {"about": "claims", "kinds": ["denial"]},
    {"about": "claims", "actors": ["RUS"]},
    {"about": "claims", "between": ["RUS", "PRK"], "since": "2020"},
    {"about": "claims", "said_by": ["RUS"], "words": "n"},
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("o'clock") / "tables"  # a quote in the path has to survive shell and Python
    extraction.write(ARTICLES, place)
    return place


@pytest.fixture(scope="module")
def run(folder: Path) -> Any:
    return pw.load(folder)


def ids(rows: pd.DataFrame) -> list[str]:
    return list(rows[next(name for name in ("cooperation_id", "sanction_id", "claim_id") if name in rows)])


@pytest.mark.parametrize("asked", QUESTIONS, ids=str)
def test_the_printed_pandas_gives_the_same_rows(folder: Path, asked: dict[str, Any]) -> None:
    board = pw.explore(str(folder), **asked)
    assert len(board.pandas.splitlines()) == 3
    there: dict[str, Any] = {}
    exec(board.pandas, there)
    assert ids(there["rows"]) == ids(board.rows)


@pytest.mark.parametrize("asked", QUESTIONS, ids=str)
def test_the_printed_command_asks_the_same(folder: Path, asked: dict[str, Any]) -> None:
    board = pw.explore(str(folder), **asked)
    words = shlex.split(board.papermill)
    assert words[:3] == ["papermill", "notebooks/explore.ipynb", "answer.ipynb"] and words[3] == "-y"
    given = yaml.safe_load(words[4])
    again = pw.explore(**given)
    assert again.question == board.question and ids(again.rows) == ids(board.rows)


def test_most_questions_find_some_and_leave_some(run: Any) -> None:
    """So that the two tests above compare something."""
    whole = {about: len(pw.explore(run, about=about).rows) for about in KINDS}
    found = [len(pw.explore(run, **asked).rows) for asked in QUESTIONS]
    parts = [n for n, asked in zip(found, QUESTIONS, strict=True) if 0 < n < whole[asked.get("about", "cooperation")]]
    assert min(whole.values()) > 10 and len(parts) >= 12


def test_a_state_brings_those_who_serve_it_and_a_pair_needs_both(run: Any) -> None:
    rows = pw.explore(run, between=["RUS", "CHN"]).rows
    sides = [
        {run.actors.set_index("actor_id")["country"].get(key, key) for key in ids} for ids in rows["participants"]
    ]
    assert len(rows) and all({"RUS", "CHN"} <= side for side in sides)


def test_from_one_to_the_other_is_not_the_other_way_round(run: Any) -> None:
    there, back = (pw.explore(run, between=pair, directed=True) for pair in (["PRK", "RUS"], ["RUS", "PRK"]))
    assert len(there.rows) and all("PRK" in ids for ids in there.rows["givers"])
    assert set(ids(there.rows)).isdisjoint(ids(back.rows)) and "from North Korea to Russia" in there.described()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"about": "cooperatoin"}, "parameter 'about' must be one of"),
        ({"between": ["RUS"]}, "must name two actors; it names 1"),
        ({"areas": ["militry"]}, "did you mean 'military'"),
        ({"measures": ["nothing"]}, "parameter 'measures' must be one of"),
        ({"polarity": "no"}, "parameter 'polarity' must be one of"),
        ({"actors": "RUS"}, "must be a list of text"),
        ({"since": "yesterday"}, "must be a date"),
        ({"directed": "yes"}, "parameter 'directed' must be True or False"),
        ({"words": 3}, "parameter 'words' must be text"),
        ({"wrds": "x"}, "did you mean 'words'"),
        ({"actors": ["Atlantis"]}, "no article of this run names the actor 'Atlantis'"),
    ],
)
def test_a_wrong_question_is_one_sentence(run: Any, asked: dict[str, Any], said: str) -> None:
    with pytest.raises(ParameterError, match=said.replace("'", ".")):
        pw.explore(run, **asked)


def test_an_empty_selection_says_so(run: Any) -> None:
    board = pw.explore(run, words="no sentence says this")
    assert board.rows.empty and "Nothing found" in board.static() and "<svg" not in board.static()
    live = Live(board)
    assert "Nothing found" in live._said.value and live.listing.box.layout.display == "none"


def test_every_view_follows_each_control(run: Any) -> None:
    live = Live(board := pw.explore(run))
    before = live._said.value, live._charts.value, live.listing.table._dt_args
    live.controls.actors.value = ("RUS",)
    assert board.question == ask(actors=["RUS"]) and 0 < len(board.rows) < len(run.cooperation)
    assert all(one != other for one, other in zip(before, (live._said.value, live._charts.value, live.listing.table._dt_args), strict=True))  # fmt: skip
    live.tabs.selected_index = TABS.index("Network")
    assert "<svg" in live._network.value
    live.tabs.selected_index = TABS.index("Share")
    assert "&#x27;RUS&#x27;" in live._share.value
    live.controls.about.value = "claims"
    assert board.question.about == "claims" and live.controls._sure.layout.display == "none"
    live.controls.what.value = ("denial",)
    assert set(board.rows["kind"]) == {"denial"}
    live.controls.again.click()
    assert board.question == Question(about="claims") and len(board.rows) == len(run.claims)


def test_the_controls_stand_where_the_question_has_them(run: Any) -> None:
    asked = dict(
        actors=["Russia"], between=["RUS", "CHN"], areas=["diplomatic"], certainty="probable", polarity="affirmed",
        said_by=[ARTICLE], publishers=["Harbour News"], since="2023-02-01", until="2023-12-31", words="met",
    )  # fmt: skip
    live = Live(board := pw.explore(run, **asked))
    rows = ids(board.rows)
    live._ask(live.controls.question())
    assert ids(board.rows) == rows and board.question.words == "met" and board.question.since == "2023-02-01"


def test_a_row_shows_its_sentence_in_the_article_and_why(run: Any) -> None:
    live = Live(board := pw.explore(run))
    live.listing.table.selected_rows = [2]
    row = board.rows.iloc[2]
    assert '<mark class="pw-words">' in live._record.value and "<h4>Why</h4>" in live._record.value
    assert live.review._key == row["cooperation_id"] and live.review.box.layout.display == ""
    live.controls.certainty.value = "certain"  # another selection: the record is no longer the one picked
    assert live._record.value == "" and live.review.box.layout.display == "none"


def test_leaves_hold_every_row_once_in_the_order_asked_for() -> None:
    rows = [{"certainty": ("possible", "certain")[n % 2]} for n in range(450)]
    live = Live(board := pw.explore(made(documents=table("documents", document("d1", "2024-01-01")), cooperation=table("cooperation", *rows))))  # fmt: skip
    seen = list(live.listing._keys)
    while not live.listing._on.disabled:
        live.listing._on.click()
        seen += live.listing._keys
    assert seen == ids(board.rows) and live.listing._place.value == "401 to 450 of 450"
    assert "50 rows loaded" in live.listing._note.value
    live.listing.order.value = "surest first"
    assert set(board.rows.set_index("cooperation_id").loc[live.listing._keys, "certainty"]) == {"certain"}


def test_corrections_are_written_and_applied_by_the_next_run(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "01.json").write_bytes((ARTICLES / "01-shipment.json").read_bytes())
    live = Live(board := pw.explore(corpus=str(corpus)))
    live.listing.table.selected_rows = [0]
    key = board.rows.iloc[0]["cooperation_id"]
    live.review.reject.click()
    assert "Not written" in live.review.said.value and not (corpus / corrections.FILE).exists()
    live.review.field.value, live.review.value.value, live.review.reason.value = "stage", "agrees", "a <b>reason</b>"
    live.review.edit.click()
    assert "Not written" in live.review.said.value and "did you mean &#x27;agreed&#x27;" in live.review.said.value
    live.review.value.value = "agreed"
    live.review.edit.click()
    assert "line 2" in live.review.said.value
    live.review.accept.click()
    written = corrections.load(corpus)
    assert [(one.action, one.id) for one in written] == [("edit", key), ("accept", key)]
    again = pw.extract(corpus).cooperation.set_index("cooperation_id").loc[key]
    assert again["stage"] == "agreed" and board.run.cooperation["stage"].iloc[0] != "agreed"


def test_another_folder_is_opened_with_a_bar(run: Any, folder: Path, tmp_path: Path) -> None:
    live = Live(board := pw.explore(run, actors=["RUS"]))
    for number, text in enumerate(("Japan sent medical aid to Kenya on Monday.", "France and Italy held joint military exercises."), 1):  # fmt: skip
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    live.folder.value = str(tmp_path)
    live.open.click()
    assert live._told.value == "2 articles" and (live.bar.value, live.bar.max) == (2, 2)
    assert len(board.run.documents) == 2 and board.question == Question() and str(tmp_path) in board.pandas
    live.folder.value = str(folder)
    live.open.click()
    assert len(board.run.documents) == 12 and "pw.load" in board.pandas
    live.folder.value = "no-such-folder"
    live.open.click()
    assert "does not exist" in live._told.value and len(board.run.documents) == 12


def test_sql_reads_the_run_and_refuses_the_rest(run: Any) -> None:
    live = Live(board := pw.explore(run))
    live._run_sql.click()
    assert "Answer" in live._rows.value
    assert board.query("select count(*) as n from cooperation")["n"][0] == len(run.cooperation)
    live.sql.value = "drop table cooperation"
    live._run_sql.click()
    assert "one SELECT statement" in live._rows.value


HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>"


def test_nothing_of_a_text_becomes_markup() -> None:
    row = {"evidence": HOSTILE, "text": HOSTILE[:5], "participants": ["RUS", "PRK"], "source": HOSTILE, "item": HOSTILE, "givers": ["RUS"], "receivers": ["PRK"]}  # fmt: skip
    run = made(
        documents=table("documents", document("d1", "2024-01-01", text=HOSTILE, title=HOSTILE, source=HOSTILE)),
        cooperation=table("cooperation", row),
        mentions=table("mentions", mention("RUS"), mention("PRK")),
        actors=actors("RUS", "PRK").assign(actor=[HOSTILE, "North <b>Korea"]),
    )
    live = Live(board := pw.explore(run, words="img", said_by=[HOSTILE]))
    live.listing.table.selected_rows = [0]
    pages = [board.static(), live._said.value, live._record.value]
    for place in range(len(TABS)):
        live.tabs.selected_index = place
        pages += [live._charts.value, live._network.value, live._share.value]
    assert any("&lt;img" in page for page in pages) and "<svg" in live._network.value
    assert not any(sign in page for page in pages for sign in ("<img", "<script", "<b>Korea"))
    assert live.listing.table._dt_args.get("allow_html") is not True


def test_without_a_person_there_are_no_widgets(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    board = pw.explore(run)
    assert set(board._repr_mimebundle_()) == {"text/plain", "text/html"}
    monkeypatch.setattr(boards, "somebody_there", lambda: True)
    bundle = board._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle and bundle["text/html"].startswith("<style>")
    assert bundle["text/plain"] == f"All cooperation: {len(run.cooperation)} records"


def test_a_report_that_keeps_neither_style_nor_picture_keeps_the_words(run: Any) -> None:
    page = clean_html(pw.explore(run, actors=["RUS"]).static())
    said = " ".join(re.sub("<[^>]+>", " ", page).split())
    assert "<style" not in page and "<svg" not in page
    assert re.search(r"\d+ statements \d+ articles \d+ certain", said) and re.search(r"\w and Russia \d+;", said)
    assert "A still of the board" in said and "papermill notebooks/explore.ipynb" in said


def test_a_corpus_is_extracted_with_a_bar_where_somebody_waits(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shown: list[Any] = []

    class Handle:
        def update(self, thing: HTML) -> None:
            shown.append(thing.data)

    monkeypatch.setattr(boards, "somebody_there", lambda: True)
    monkeypatch.setattr(boards, "display", lambda thing, **_: shown.append(thing) or Handle())
    (tmp_path / "a.txt").write_text("Russia sent grain to Cuba on Monday.", encoding="utf-8")
    pw.explore(corpus=str(tmp_path))
    assert (shown[0].value, shown[0].max) == (1, 1) and shown[1] == "<p>1 article read.</p>"
