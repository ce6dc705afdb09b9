"""Findings keep who says it and how sure the text is; an empty corpus gives the reason."""

from __future__ import annotations

from analysis.findings import findings
from analysis.selection import select
from tests.handmade import actors, document, made, mention, table


def said(run, kind: str) -> list[str]:
    return [each.text for each in findings(run) if each.kind == kind]


def test_an_empty_corpus_says_so() -> None:
    assert [each.text for each in findings(made())] == ["No article could be read: the corpus is empty."]


def test_a_rejected_corpus_says_why() -> None:
    rejected = table("rejected", {"path": "a"}, {"path": "b", "reason": "binary"}, {"path": "c"})
    found = findings(made(rejected=rejected))
    assert [each.text for each in found] == [
        "No article could be read: 3 of 3 files were rejected (empty (2), binary (1))."
    ]
    assert found[0].n == 3 and found[0].notebook == "00_corpus"
    one = made(rejected=table("rejected", {"path": "a"}))
    assert said(one, "corpus") == ["No article could be read: the one file was rejected (empty (1))."]


def test_a_selection_that_leaves_nothing_says_what_it_left_out() -> None:
    run = made(select(since="2024"), documents=table("documents", document("d1", "2020-01-01"), document("d2")))
    assert said(run, "corpus") == [
        "No article is left after the selection: of 2 articles read, 1 without a date of publication and 1 outside the dates asked for."
    ]


def test_one_article_warns_against_reading_too_much_into_it() -> None:
    run = made(documents=table("documents", document("d1", "2023-05-01", source="KCNA")))
    assert said(run, "corpus") == [
        "1 article was read, published by KCNA, on 2023-05-01.",
        "One article: the counts show what it says, not what the news as a whole says.",
    ]
    assert said(run, "sanctions") == ["No statement about sanctions was found."]
    assert said(run, "actors") == ["No actor is named in the articles."]


def test_actors_are_counted_by_kind() -> None:
    run = made(
        documents=table("documents", document("d1"), document("d2")),
        mentions=table("mentions", mention("USA"), mention("USA", doc="d2"), mention("vladimir-putin")),
        actors=actors("USA", "vladimir-putin"),
    )
    assert said(run, "actors")[0] == (
        "The articles name 2 actors (1 state and 1 person), most often the United States (2 mentions in 2 articles) and "
        "Vladimir Putin (1 mention in 1 article)."
    )
    assert said(run, "actors")[1] == "Russia and the United States are named together most, in 1 sentence."


def test_sanctions_say_who_on_whom_how_sure_and_by_whom() -> None:
    run = made(
        documents=table("documents", document("d1")),
        actors=actors("USA", "RUS", "PRK", "vladimir-putin"),
        sanctions=table(
            "sanctions",
            {"imposers": ["USA"], "targets": ["vladimir-putin"], "measure": "travel"},
            {"imposers": ["USA"], "targets": ["RUS"], "certainty": "possible", "source": "officials"},
            {"targets": ["PRK"], "action": "evade", "polarity": "negated", "source": "PRK"},
        ),
    )
    assert said(run, "sanctions") == [
        "3 statements about sanctions: 2 are about imposing them and 1 is about evading them.",
        "Where the text says what is restricted, it is travel bans (1).",
        "The United States is said to impose sanctions on Russia — 2 statements, 1 certain, 1 possible, by officials (1) and the article itself (1).",
        "North Korea is said not to evade sanctions — 1 statement, certain, by North Korea.",
        "Of the 3 statements, 1 is less than certain in the text's own words and 1 says that it is not so.",
    ]


def test_cooperation_names_who_does_not_confirm_it() -> None:
    run = made(
        documents=table("documents", document("d1")),
        actors=actors("USA", "RUS", "PRK"),
        claims=table("claims", {"sentence": 2, "source": "Russian officials", "kind": "non-confirmation"}),
        cooperation=table(
            "cooperation",
            {
                "sentence": 1, "participants": ["PRK", "RUS"], "givers": ["PRK"], "receivers": ["RUS"], "item": "shells",
                "stage": "proposed", "certainty": "probable", "source": "USA",
            },
        ),
    )  # fmt: skip
    assert said(run, "cooperation")[-1] == (
        "North Korea and Russia, arms and munitions: sought, offered or discussed, from North Korea to Russia: shells "
        "— 1 statement, probable, by the United States; not confirmed by Russian officials."
    )
    assert "Not confirmed by Russian officials: “A sentence.”" in said(run, "claims")


def test_a_certain_statement_is_not_doubted_by_a_denial_of_something_else() -> None:
    run = made(
        documents=table("documents", document("d1")),
        actors=actors("RUS", "PRK"),
        claims=table("claims", {"sentence": 1, "source": "Iran", "kind": "denial"}),
        cooperation=table("cooperation", {"sentence": 1, "participants": ["PRK", "RUS"]}),
    )
    assert "not confirmed" not in said(run, "cooperation")[-1]


def test_conflicts_of_dates_are_said() -> None:
    dates = table("dates", {"text": "last year", "value": "2022", "conflict": "2023 by the anniversary named"})
    run = made(documents=table("documents", document("d1", title="A war")), dates=dates)
    assert said(run, "dates") == [
        "1 date can be placed on the calendar (1 to the year), in 2022.",
        "Dates disagree in “A war” (“last year”): 2023 by the anniversary named.",
    ]
