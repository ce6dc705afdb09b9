"""Counts both ways, what counts as corroborated, and what is asserted here and denied there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import analysis as pw
from analysis import extraction
from analysis.findings import findings

REPORT = (
    "Brazil sold rifles to Mali in May 2021. The shipment left the port of Santos on a Tuesday and was unloaded two weeks later, "
    "as dock workers who saw the crates told this paper over several days of conversation in the harbour quarter."
)
OTHER = "A new cargo is on its way to Bamako. Brazil sold rifles to Mali in May 2021. Villagers in the north wait for rain and for seed."
DENIAL = "The ministry in Brasilia spoke up. Brazil denied that it had sold rifles to Mali in May 2021. It gave no details of its talks."


def run(folder: Path, *articles: tuple[str, str]) -> Any:
    (folder / "corpus").mkdir()
    for number, (source, text) in enumerate(articles):
        row = {
            "title": f"Article {number}",
            "source": source,
            "published": "2021-06-0" + str(number + 1),
            "text": text,
        }
        (folder / "corpus" / f"{number}.json").write_text(json.dumps(row), encoding="utf-8")
    extraction.write(folder / "corpus", folder / "tables")
    return pw.load(folder / "tables")


def sold(run: Any) -> Any:
    arms = run.events[
        (run.events["area"] == "military.arms") & (run.events["n_records"] == run.events["n_records"].max())
    ]
    return arms.iloc[0]


def test_two_papers_with_texts_of_their_own_corroborate(tmp_path: Path) -> None:
    event = sold(run(tmp_path, ("Harbour Post", REPORT), ("Sahel Daily", OTHER)))
    assert (event["n_documents"], event["n_independent"], bool(event["corroborated"])) == (2, 2, True)


@pytest.mark.parametrize(
    "second", [("Sahel Daily", REPORT + " (Agencies)"), ("Harbour Post", OTHER)], ids=["a reprint", "the same paper"]
)
def test_a_reprint_and_the_same_paper_do_not(tmp_path: Path, second: tuple[str, str]) -> None:
    event = sold(run(tmp_path, ("Harbour Post", REPORT), second))
    assert (event["n_documents"], event["n_independent"], bool(event["corroborated"])) == (2, 1, False)


def test_who_denies_it_does_not_corroborate_it_and_stands_beside_it(tmp_path: Path) -> None:
    found = run(tmp_path, ("Harbour Post", REPORT), ("Sahel Daily", DENIAL))
    event = sold(found)
    assert event["denied_by"] and event["asserted_by"] and not event["corroborated"]
    view = pw.views.disagreements(found.events, found.cooperation, found.sanctions, found.documents, found.actors)
    (row,) = list(view.itertuples())
    assert row.asserted in REPORT and row.denied in DENIAL
    assert (row.asserted_by, row.denied_by) == ("the article itself", "Brazil")
    assert (row.asserted_in, row.denied_in) == ("Harbour Post · Article 0", "Sahel Daily · Article 1")
    assert len(row.records) == 2
    assert any(each.text.startswith("Disputed, arms and munitions") for each in findings(found))


def test_documents_and_claims_are_counted_both_ways(tmp_path: Path) -> None:
    found = run(tmp_path, ("Harbour Post", REPORT), ("Sahel Daily", REPORT + " (Agencies)"), ("Third Paper", DENIAL))
    view = pw.views.counts_both_ways(found.documents, found.claims, found.sanctions, found.cooperation)
    both = {row.table: (row.all, row.independent) for row in view.itertuples()}
    assert both["documents"] == (3, 2)
    assert both["claims"][0] > both["claims"][1] > 0 and both["cooperation"][0] > both["cooperation"][1]
    assert any(
        "2 of the 3 articles are independent texts, 1 reprints or near-copies" in each.text
        for each in findings(found)
    )


def test_nothing_disputed_is_an_empty_table(tmp_path: Path) -> None:
    found = run(tmp_path, ("Harbour Post", REPORT))
    view = pw.views.disagreements(found.events, found.cooperation, found.sanctions, found.documents, found.actors)
    assert view.empty and "asserted_by" in view
