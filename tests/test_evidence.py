"""The marked text is the text, letter by letter, and every record has its anchor in it."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from analysis.evidence import KINDS, Span, pieces, spans


def test_overlapping_spans_are_cut_into_pieces() -> None:
    found = pieces("Oslo says yes", [Span(0, 4, "actors", None, "Norway"), Span(0, 9, "claims", "cl-1", "statement")])
    assert [(piece.text, piece.kinds, piece.anchors) for piece in found] == [
        ("Oslo", ("actors", "claims"), ("cl-1",)),
        (" says", ("claims",), ()),
        (" yes", (), ()),
    ]


def test_an_empty_text_has_no_piece() -> None:
    assert pieces("", [Span(0, 1, "actors", None, "")]) == []


SPAN = st.builds(
    Span,
    st.integers(-2, 30),
    st.integers(-2, 30),
    st.sampled_from(KINDS),
    st.none() | st.text(max_size=3),
    st.just("t"),
)


@given(st.text(max_size=25), st.lists(SPAN, max_size=8))
def test_pieces_joined_are_the_text(text: str, marked: list[Span]) -> None:
    anchored = [(span.start, span.anchor) for span in marked if span.anchor]
    assume(len(anchored) == len(set(anchored)))  # an anchor is the id of one record, which begins once
    found = pieces(text, marked)
    assert "".join(piece.text for piece in found) == text
    sound = [span for span in marked if 0 <= span.start < span.end <= len(text)]
    assert sorted(a for piece in found for a in piece.anchors) == sorted(s.anchor for s in sound if s.anchor)


def test_every_kind_of_record_is_marked(annotated) -> None:
    from analysis.corpus import Document
    from analysis.rows import rows

    text = (
        "Norway said on 3 May 2021 that sanctions against Belarus would stay. Norway and Latvia signed a trade deal."
    )
    document = Document("0" * 16, "a.txt", None, text, None, None, None, None, "en")
    tables = rows(document, annotated(text))
    marked = spans(tables, {"NOR": "Norway"})
    assert "".join(piece.text for piece in pieces(text, marked)) == text
    assert {span.anchor for span in marked if span.anchor} == {
        row[key] for table, key in (("claims", "claim_id"), ("sanctions", "sanction_id"), ("cooperation", "cooperation_id"))
        for row in tables[table]
    } | {f"m-{row['start']}" for row in tables["mentions"]} | {f"d-{row['start']}" for row in tables["dates"]}  # fmt: skip
    assert any(span.title == "statement by Norway" for span in marked)
