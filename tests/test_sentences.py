"""Sentence boundaries: where a reader would draw them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.sentences import ABBREVIATIONS, BEFORE_NUMBERS, MAY_END, STARTERS, starts


def sentences(text: str) -> list[str]:
    """The sentences of a text, white space around them dropped."""
    bounds = [*sorted(set(starts(text))), len(text)]
    return [text[a:b].strip() for a, b in itertools.pairwise(bounds) if text[a:b].strip()]


@pytest.mark.parametrize(
    "wanted",
    [
        ["The envoy left.", "Talks went on."],
        ["Mr. Brandt met Gen. Bello in the U.S. capital."],
        ["Troops left the U.S.", "The minister stayed."],
        ["The U.S. Navy sailed at 6 p.m. Tuesday."],
        ["He paid Blue Anchor Co. Ltd. for the oil."],
        ["Resolution No. 12 passed.", "He said no.", "Nobody heard."],
        ["It was a work of art.", "Nobody bought it."],
        ["Art. 5 was invoked."],
        ["“It is late.”", "He left."],
        ['"Is it war?" the envoy asked.', "Nobody spoke."],
        ['"Is it war?"', "Nobody spoke."],
        ["The talks failed!", "Why?", "The price."],
        ["John F. Hale signed for the U.K. and the U.N. alike."],
        ["In the 1990s.", "Later it grew."],
        ["They met Prime Minister Jana Kraša.", "Secretary Hale came too."],
        ["A Headline Without a Stop", "The text starts here."],
        ["First line of an address", "Second line of it"],
    ],
)
def test_boundaries(wanted: list[str]) -> None:
    joint = "\n" if not wanted[0].endswith((".", "!", "?", "”", '"')) else " "
    assert sentences(joint.join(wanted)) == wanted


def test_paragraphs_and_broken_lines() -> None:
    text = "The ministers agreed on a road that would join\nboth coasts by rail.\n\nA new paragraph."
    assert sentences(text) == [
        "The ministers agreed on a road that would join\nboth coasts by rail.",
        "A new paragraph.",
    ]


def test_text_at_a_fixed_width() -> None:
    lines = ["The ministers of the two states agreed on Monday that the", "Northern Canal would be dug by the firms of both, and that", "its cost would be shared. The work starts in the coming", "spring and will take four years."]  # fmt: skip
    assert len(sentences("\n".join(lines))) == 2


def test_word_lists_are_small_letters_or_starters() -> None:
    assert all(word == word.lower() for word in ABBREVIATIONS | BEFORE_NUMBERS | MAY_END)
    assert all(word[0].isupper() for word in STARTERS)
    assert not ABBREVIATIONS & BEFORE_NUMBERS


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("aA. \n\t\"”'?!é1-"), max_size=300))
def test_any_text_is_covered(text: str) -> None:
    found = list(starts(text))
    assert found == sorted(found)
    assert all(0 <= at <= len(text) for at in found)
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@pytest.mark.parametrize("run", [".", " ", "\n", "? ", ".'", "\n ", "a. "])
def test_long_runs_do_not_hang(run: str) -> None:
    assert len(list(starts(run * 40_000))) >= 1


def test_component_keeps_white_space_with_the_sentence_before(nlp) -> None:
    doc = nlp("The envoy left.  \n\n  Talks went on. ")
    assert [span.text.strip() for span in doc.sents] == ["The envoy left.", "Talks went on."]
