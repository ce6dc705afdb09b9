"""Charts are asserted by their artists: titles, bars, labels, feet; and the same view gives the same bytes."""

from __future__ import annotations

import warnings

import pandas as pd
import pytest

from analysis import charts, style, views
from analysis.notebook import drawn
from analysis.run import Foot
from analysis.style import Chart
from tests.handmade import NAMES, actors, document, mention, table

FOOT = Foot("Northern Herald", "2023-01-02 to 2024-05-06", 4)
ONE = Foot("Northern Herald", "2023-01-02", 1)
NONE = Foot()
ODD = "Ministère $x_1$ & <b>김정은</b> \x07 " + "Bundesnachrichtendienstgesetzgebungsverfahren " * 3


def texts(chart: Chart, gid: str) -> str:
    found = [text.get_text() for text in chart.findobj() if hasattr(text, "get_text") and text.get_gid() == gid]
    return " ".join(found)


def ranking(names: list[str]) -> pd.DataFrame:
    rows = [(f"id-{n}", name, "state", 40 - n, 1 + n % 4) for n, name in enumerate(names)]
    return pd.DataFrame(rows, columns=["actor_id", "actor", "kind", "mentions", "documents"])


def inside(chart: Chart) -> bool:
    """Nothing that is written reaches out of the picture."""
    with style.look():
        chart.canvas.draw()
        box = chart.get_tightbbox()
    wide, high = chart.get_size_inches()
    return box.x0 >= -0.02 and box.y0 >= -0.02 and box.x1 <= wide + 0.02 and box.y1 <= high + 0.02


def test_title_is_the_finding_and_the_foot_says_where_from() -> None:
    view = views.mentions_by_actor(
        table("mentions", mention("USA"), mention("USA", start=5), mention("RUS", doc="d2"))
    )
    chart = charts.mentions_by_actor(view, FOOT)
    assert chart.title == texts(chart, "title") == "The United States is named most: 2 times"
    assert texts(chart, "foot") == "Source: Northern Herald · 2023-01-02 to 2024-05-06 · n = 3 mentions in 4 articles"
    assert "United States 2 in 1 article; Russia 1 in 1 article" in chart.alt
    left, right = chart.axes
    assert [label.get_text() for label in left.get_yticklabels()] == ["United States", "Russia"]
    drawn(chart, "png")
    assert left.get_position().x1 < right.get_position().x0 and left.get_position().y0 == right.get_position().y0
    assert [bar.get_width() for bar in left.patches] == [2, 1] and [bar.get_width() for bar in right.patches] == [
        1,
        1,
    ]


def test_one_article_says_what_it_cannot_show() -> None:
    view = views.mentions_by_actor(table("mentions", mention("USA")))
    chart = charts.mentions_by_actor(view, ONE)
    assert len(chart.axes) == 1  # a column of ones would say nothing
    assert "One article: this shows what it says" in texts(chart, "foot")


def test_certainty_is_drawn() -> None:
    cooperation = table("cooperation", {"stage": "proposed", "certainty": "possible"}, {}, {"area": "humanitarian"})
    chart = charts.cooperation_by_area(views.cooperation_by_area(cooperation), FOOT)
    bars = chart.axes[0].patches
    assert [bar.get_hatch() for bar in bars] == ["....", "", ""]
    assert len({bar.get_facecolor() for bar in bars}) == 2
    assert chart.title == "Arms and munitions: 2 of 3 statements on cooperation"
    assert all(word in texts(chart, "key") for word in ("proposed", "realised", "certain", "probable", "possible"))


def test_heat_map_has_a_number_in_each_cell_and_hatches_what_nobody_is_sure_of() -> None:
    sanctions = table(
        "sanctions", {"imposers": ["USA"], "targets": ["RUS"]}, {"imposers": ["UN"], "targets": ["PRK"], "certainty": "possible"}
    )  # fmt: skip
    view = views.sanctions_by_pair(sanctions, actors("USA", "UN", "RUS", "PRK"))
    chart = charts.sanctions_by_pair(view, FOOT, n=2)
    axes = chart.axes[0]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["United Nations", "United States"]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["North Korea", "Russia"]
    assert [text.get_text() for text in axes.texts] == ["1", "1"]
    assert sum(bool(bar.get_hatch()) for bar in axes.patches) == 1 and len(axes.patches) == 3  # and the ground
    assert "Hatched" in texts(chart, "foot")


def test_a_trend_needs_dates() -> None:
    documents = table("documents", document("d1"))
    sanctions = table("sanctions", {})
    chart = charts.sanctions_by_period(views.sanctions_by_period(sanctions, documents), ONE, n=1)
    assert chart.title == "Too little to draw" and "date" in texts(chart, "reason")
    dated = table("documents", document("d1", "2024-05-01"))
    chart = charts.sanctions_by_period(views.sanctions_by_period(sanctions, dated), ONE, n=1)
    assert "2024-05: that is no course of time" in texts(chart, "reason")


def test_timeline_marks_conflicts_and_precision() -> None:
    dates = table(
        "dates", {"text": "2006", "value": "2006"}, {"sentence": 1, "text": "1 May", "value": "2007-05-01", "conflict": "a Tuesday"}
    )  # fmt: skip
    found = views.events(
        dates, table("documents", document("d1")), table("sanctions"), table("cooperation"), actors()
    )
    chart = charts.events_by_date(views.events_by_date(found), ONE, n=2)
    axes = chart.axes[0]
    assert chart.title == "2 dated events from 2006 to 2007; 1 date disagrees with the text"
    assert len(axes.patches) == 1 and len(axes.collections) == 2  # a bar for the year; a dot and a mark for the day
    assert "a Tuesday" in texts(chart, "foot")


def test_network_labels_keep_clear_of_each_other() -> None:
    mentions = [
        mention("RUS", sentence=n) | {"actor_id": f"a{k}", "actor": f"The Example Committee number {k}"}
        for n in range(25)
        for k in (n, n + 1, (n * 7) % 25)
    ]
    view = views.actors_by_company(table("mentions", *mentions), table("actors", *[{"actor_id": f"a{k}", "actor": f"The Example Committee number {k}", "country": None} for k in range(26)]), top=25)  # fmt: skip
    chart = charts.actors_by_company(view, FOOT)
    with style.look():
        chart.canvas.draw()
        boxes = [text.get_window_extent() for text in chart.axes[0].texts if text.get_gid() == "label"]
    assert len(boxes) == 25
    overlapping = sum(one.padded(-3).overlaps(other.padded(-3)) for n, one in enumerate(boxes) for other in boxes[:n])
    assert overlapping == 0


@pytest.mark.parametrize(
    "names",
    [["Russia"], [f"Actor {n}" for n in range(40)], [ODD, ODD], ["$", "_x^2$", "\\frac"]],
    ids=["one", "forty", "odd", "signs"],
)
def test_any_name_is_drawn_inside_the_picture(names: list[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a letter that the font lacks would warn
        chart = charts.mentions_by_actor(ranking(names), FOOT)
        assert inside(chart)
    assert len(chart.axes[0].get_yticklabels()) == len(names)


def test_dollar_signs_stay_dollar_signs() -> None:
    chart = charts.mentions_by_actor(ranking(["$a_b$"]), FOOT)
    label = chart.axes[0].get_yticklabels()[0]
    assert label.get_text() == "$a_b$" and not label.get_parse_math()
    assert b"$a_b$" in drawn(chart, "svg")


def every_chart(foot: Foot, **tables: pd.DataFrame) -> dict[str, Chart]:
    """Each chart of the package, from these tables and empty ones."""
    known = actors(*NAMES)
    names = ("documents", "rejected", "mentions", "claims", "sanctions", "cooperation", "dates")
    t = {name: tables.get(name, table(name)) for name in names}
    found = views.events(t["dates"], t["documents"], t["sanctions"], t["cooperation"], known)
    n = len(t["sanctions"])
    return {
        "sources": charts.documents_by_source(views.documents_by_source(t["documents"]), foot),
        "periods": charts.documents_by_period(views.documents_by_period(t["documents"]), foot),
        "lengths": charts.tokens_by_document(views.tokens_by_document(t["documents"]), foot),
        "rejected": charts.rejected_by_reason(views.rejected_by_reason(t["rejected"]), foot),
        "mentions": charts.mentions_by_actor(views.mentions_by_actor(t["mentions"]), foot),
        "company": charts.actors_by_company(views.actors_by_company(t["mentions"], known), foot),
        "actors": charts.actors_by_period(views.actors_by_period(t["mentions"], t["documents"]), foot),
        "pair": charts.sanctions_by_pair(views.sanctions_by_pair(t["sanctions"], known), foot, n=n),
        "measure": charts.sanctions_by_measure(views.sanctions_by_measure(t["sanctions"]), foot),
        "when": charts.sanctions_by_period(views.sanctions_by_period(t["sanctions"], t["documents"]), foot, n=n),
        "area": charts.cooperation_by_area(views.cooperation_by_area(t["cooperation"]), foot),
        "flows": charts.flows_by_area(views.flows_by_area(t["cooperation"], known), foot),
        "dyads": charts.dyads_by_period(views.dyads_by_period(t["cooperation"], t["documents"], known), foot),
        "claims": charts.claims_by_source(views.claims_by_source(t["claims"], known), foot, n=len(t["claims"])),
        "standing": charts.statements_by_standing(
            views.statements_by_standing(t["sanctions"], t["cooperation"], t["claims"]), foot
        ),
        "events": charts.events_by_date(views.events_by_date(found), foot, n=len(found)),
    }


def few() -> dict[str, pd.DataFrame]:
    """Four documents of two months with a little of everything."""
    days = ("2023-11-02", "2023-12-24", None, "2024-01-09")
    documents = [
        document(f"d{n}", day, source="Northern Herald", title=f"Title {n}") for n, day in enumerate(days, 1)
    ]
    places = [(key, f"d{n}", n) for n in range(1, 5) for key in ("RUS", "PRK", "USA", "vladimir-putin")]
    sanctions = [
        {"doc_id": "d1", "imposers": ["USA"], "targets": ["RUS"]},
        {"doc_id": "d2", "action": "ease", "targets": ["PRK"]},
    ]
    cooperation = [
        {
            "doc_id": "d1",
            "participants": ["RUS", "PRK"],
            "givers": ["PRK"],
            "receivers": ["RUS"],
            "certainty": "probable",
        },
        {"doc_id": "d4", "participants": ["RUS", "CHN"], "area": "diplomatic.visit", "stage": "agreed"},
    ]
    return {
        "documents": table("documents", *documents),
        "rejected": table("rejected", {"path": "a.txt"}, {"path": "b.bin", "reason": "binary"}),
        "mentions": table("mentions", *[mention(key, doc=doc, sentence=n) for key, doc, n in places]),
        "claims": table("claims", {"source": "USA"}, {"source": "officials", "kind": "denial"}),
        "sanctions": table("sanctions", *sanctions),
        "cooperation": table("cooperation", *cooperation),
        "dates": table(
            "dates", {"text": "2006", "value": "2006"}, {"text": "June", "value": "2007-06", "doc_id": "d2"}
        ),
    }


def test_empty_tables_give_the_reason_in_place_of_a_chart() -> None:
    for name, chart in every_chart(NONE).items():
        assert texts(chart, "reason"), name
        assert chart.n == 0 and chart.alt and inside(chart)


def test_every_chart_has_words_and_keeps_inside_its_picture() -> None:
    for name, chart in every_chart(FOOT, **few()).items():
        assert chart.title and chart.alt.startswith(chart.title.rstrip(".")), name
        assert chart.title != "Too little to draw" and chart.n > 0, name
        assert inside(chart), name


def test_same_tables_same_bytes() -> None:
    first, second = every_chart(FOOT, **few()), every_chart(FOOT, **few())
    for name, chart in first.items():
        for kind in ("png", "svg"):
            assert drawn(chart, kind) == drawn(second[name], kind), f"{name}.{kind}"


def test_settings_of_the_user_change_nothing() -> None:
    import matplotlib as mpl

    view = ranking(["Russia", "China"])
    plain = drawn(charts.mentions_by_actor(view, FOOT), "svg")
    with mpl.rc_context({"font.size": 23, "svg.hashsalt": "other", "axes.grid": True, "svg.fonttype": "path"}):
        assert drawn(charts.mentions_by_actor(view, FOOT), "svg") == plain


def test_colours_can_be_told_apart_in_grey_or_by_hatch() -> None:
    assert [style.tint("#0072B2", code) for code in style.CERTAINTY_TINT] == sorted(
        style.tint("#0072B2", code) for code in style.CERTAINTY_TINT
    )
    assert len(set(style.CERTAINTY_HATCH.values())) == 3


def test_wrapping_breaks_long_words_and_marks_what_is_cut() -> None:
    lines = style.wrapped("x" * 400, 2.0, 10, lines=2)
    assert len(lines) == 2 and lines[-1].endswith("…")
    assert all(style.width(line, 10) <= 2.0 for line in lines)
    assert style.wrapped("", 2.0, 10) == []


def test_a_name_in_brackets_is_a_name() -> None:
    """Only what the views put in place of a name says that nobody is named."""
    named = table("documents", document("d1", None, source="(e) Energy"), document("d2", None, source="(e) Energy"))
    chart = charts.documents_by_source(views.documents_by_source(named), FOOT)
    assert chart.title == "2 of 4 articles are from (e) Energy"
    view = views.documents_by_source(table("documents", document("d1", None)))
    assert charts.documents_by_source(view, ONE).title == "1 of 1 article is without a publisher's name"
    nobody = table("actors")
    for source, title in (("(x) Group", "(x) Group is the source of"), (None, "nobody is named")):
        view = views.claims_by_source(table("claims", {"source": source}, {"source": source}), nobody)
        assert title in charts.claims_by_source(view, FOOT, n=2).title
    said = table("sanctions", {"imposers": ["(x) Group"], "targets": ["(y) Group"]})
    view = views.sanctions_by_pair(said, nobody)
    assert charts.sanctions_by_pair(view, FOOT, n=1).title.endswith("(x) Group on (y) Group")
