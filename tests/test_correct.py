"""What a correction does to the rows of a run, on rows made by hand."""

from __future__ import annotations

import json

import pytest

from analysis.correct import correct
from analysis.corrections import Correction
from analysis.rows import evidence_digest

TEXT = "Old news. Peru sold rice to Chile. Chile thanked Peru."
EVIDENCE = "Peru sold rice to Chile."
DIGEST = evidence_digest(EVIDENCE)
ID = "co-aaaaaaaa-1111111111"


def rows(evidence: str = EVIDENCE, text: str = TEXT, record: str = ID) -> dict:
    place = {"doc_id": "aaaaaaaabbbbbbbb", "sentence": 1, "start": 10, "end": 14, "text": "Peru"}
    return {
        "documents": [{"doc_id": "aaaaaaaabbbbbbbb", "path": "a.txt", "text": text}],
        "mentions": [
            {**place, "actor_id": "PER", "actor": "Peru", "kind": "state", "country": "PER"},
            {**place, "actor_id": "CHL", "actor": "Chile", "kind": "state", "country": "CHL"},
        ],
        "claims": [{**place, "claim_id": "cl-aaaaaaaa-2222222222", "source": "PER", "kind": "statement", "evidence": evidence}],
        "sanctions": [],
        "cooperation": [
            {
                **place, "cooperation_id": record, "area": "economic.trade", "givers": ["PER"], "receivers": ["CHL"],
                "participants": ["PER", "CHL"], "stage": "realised", "source": "PER",
                "claim_id": "cl-aaaaaaaa-2222222222", "evidence": evidence,
            }
        ],
        "dates": [],
    }  # fmt: skip


def correction(
    action: str, id: str = ID, digest: str = DIGEST, field: str = "", value: str = "", quote: str = ""
) -> Correction:
    return Correction(2, action, id, digest, field, value, quote, "because", "ana", "2026-11-23")


def applied(data: dict, *corrections: Correction) -> list[str]:
    correct(data, corrections)
    return [row["outcome"] for row in data["corrections"]]


def test_without_corrections_every_record_has_its_digest() -> None:
    data = rows()
    assert applied(data) == []
    assert data["cooperation"][0]["evidence_digest"] == DIGEST
    assert "review" not in data["cooperation"][0]


def test_an_edit_keeps_the_first_original() -> None:
    data = rows()
    done = applied(
        data, correction("edit", field="stage", value="agreed"), correction("edit", field="stage", value="ended")
    )
    assert done == ["applied", "applied"]
    record = data["cooperation"][0]
    assert (record["stage"], record["review"]) == ("ended", "edited")
    assert json.loads(record["original"]) == {"stage": "realised"}
    assert [json.loads(row["original"]) for row in data["corrections"]] == ["realised", "agreed"]


def test_accepting_changes_nothing_but_the_review() -> None:
    data = rows()
    assert applied(data, correction("accept")) == ["applied"]
    assert data["cooperation"][0]["review"] == "accepted"
    assert data["cooperation"][0]["stage"] == "realised"


def test_a_rejected_record_is_gone_and_stays_visible_in_the_outcome() -> None:
    data = rows()
    assert applied(data, correction("reject")) == ["applied"]
    assert data["cooperation"] == []
    assert json.loads(data["corrections"][0]["original"])["area"] == "economic.trade"


def test_rejecting_a_claim_frees_what_it_held() -> None:
    data = rows()
    assert applied(data, correction("reject", id="cl-aaaaaaaa-2222222222")) == ["applied"]
    assert (data["cooperation"][0]["claim_id"], data["cooperation"][0]["source"]) == (None, None)


def test_a_record_is_followed_when_the_article_was_edited_elsewhere() -> None:
    data = rows(record="co-cccccccc-1111111111")
    assert applied(data, correction("edit", field="stage", value="agreed")) == ["applied"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (rows(evidence="Peru sold wheat to Chile."), "the digest is not that"),
        (rows(evidence="Peru sold wheat to Chile.", record="co-cccccccc-9999999999"), "was changed"),
        (rows(record="co-cccccccc-9999999999"), "no longer found in it"),
    ],
)
def test_a_correction_whose_passage_changed_is_stale(data: dict, said: str) -> None:
    before = json.dumps(data["cooperation"][0], sort_keys=True)
    assert applied(data, correction("edit", field="stage", value="agreed")) == ["stale"]
    assert said in data["corrections"][0]["detail"]
    data["cooperation"][0].pop("evidence_digest")
    assert json.dumps(data["cooperation"][0], sort_keys=True) == before


def test_a_merge_reaches_mentions_and_records() -> None:
    data = rows()
    assert applied(data, correction("merge", id="CHL", digest="", value="PER")) == ["applied"]
    assert {row["actor_id"] for row in data["mentions"]} == {"PER"}
    assert data["cooperation"][0]["participants"] == ["PER"]


def test_a_merge_into_nobody_is_stale() -> None:
    assert applied(rows(), correction("merge", id="CHL", digest="", value="BOL")) == ["stale"]


def test_a_rename_keeps_the_id() -> None:
    data = rows()
    assert applied(data, correction("rename", id="PER", digest="", value="Republic of Peru")) == ["applied"]
    assert [row["actor"] for row in data["mentions"]] == ["Republic of Peru", "Chile"]


def test_a_missed_record_is_added_by_its_words() -> None:
    data = rows()
    add = correction(
        "add", id="a.txt", digest="", field="cooperation", quote="Chile thanked Peru",
        value="area=diplomatic.alignment; participants=CHL PER",
    )  # fmt: skip
    assert applied(data, add) == ["applied"]
    added = data["cooperation"][1]
    assert TEXT[added["start"] : added["end"]] == "Chile thanked Peru"
    assert (added["sentence"], added["evidence"], added["review"]) == (2, "Chile thanked Peru.", "added")
    assert data["corrections"][0]["id"] == added["cooperation_id"]


def test_adding_words_that_are_not_there_is_stale() -> None:
    add = correction("add", id="a.txt", digest="", field="claims", value="kind=denial", quote="Chile denied it")
    data = rows()
    assert applied(data, add) == ["stale"]
    assert len(data["claims"]) == 1
