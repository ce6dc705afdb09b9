"""What readers did by hand, in words and as their own precision."""

from __future__ import annotations

from analysis.reviewed import by_hand, precision, sentence


def row(action: str, key: str, table: str = "cooperation", outcome: str = "applied") -> dict[str, str]:
    return {"action": action, "id": key, "table": table, "outcome": outcome}


def test_nobody_did_anything() -> None:
    assert by_hand([]) == "No record was corrected by hand."
    assert sentence([]) == "" and precision([]) == {}


def test_records_actors_pairs_and_what_is_stale() -> None:
    rows = [row("edit", "co-1"), row("edit", "co-1"), row("reject", "co-2"), row("accept", "co-3"),
            row("merge", "RUS", "actors"), row("split", "co-4"), row("edit", "co-9", outcome="stale")]  # fmt: skip
    assert by_hand(rows) == (
        "2 records were corrected by hand, 1 actor merged or renamed, 1 pair of records joined or split; "
        "1 correction is stale and waits for review."
    )


def test_precision_is_of_what_was_looked_at_and_the_last_word_counts() -> None:
    rows = [row("accept", "co-1"), row("accept", "co-2"), row("reject", "co-2"), row("edit", "co-3"),
            row("accept", "cl-1", "claims"), row("add", "cl-2", "claims"), row("accept", "cl-3", "claims", "stale")]  # fmt: skip
    assert precision(rows) == {"claims": (1, 1), "cooperation": (1, 3)}
    assert (
        sentence(rows)
        == "Records found right by the readers' own review: claims 1 of 1 (100%), cooperation 1 of 3 (33%)."
    )
