"""Pronouns, offices, "we" and "both countries": who is meant, and where nobody can be told."""

from __future__ import annotations

import pytest

from analysis.extract.coreference import pair_before


def meant(doc, form: str) -> list[tuple[str, str]]:
    return [(mention.text, mention.actor_id) for mention in doc._.mentions if mention.form == form]


@pytest.mark.parametrize(
    "text,wanted",
    [
        ("Emmanuel Macron arrived. He left at noon.", [("He", "emmanuel-macron")]),
        ("Angela Merkel met Emmanuel Macron. She praised his plan.", [("She", "angela-merkel"), ("his", "emmanuel-macron")]),
        ("Sergei Lavrov met Wang Yi. He said that talks went well.", [("He", "sergei-lavrov")]),
        ("The ship left. It was late.", []),
        ("He came first.", []),
    ],
)  # fmt: skip
def test_pronouns(annotated, text, wanted) -> None:
    assert meant(annotated(text), "pronoun") == wanted


def test_a_pronoun_far_from_the_person_is_left_alone(annotated) -> None:
    text = "Emmanuel Macron arrived. " + "The road was wet. " * 6 + "He smiled."
    assert not meant(annotated(text), "pronoun")


@pytest.mark.parametrize(
    "text,published,wanted",
    [
        ("The Russian president spoke.", "2023-05-05", [("president", "vladimir-putin")]),
        ("The Russian president spoke.", "2010-05-05", [("president", "dmitry-medvedev")]),
        ("The Russian president spoke.", None, []),
        ("France's president spoke.", "2020-05-05", [("president", "emmanuel-macron")]),
        ("The leader of North Korea spoke.", "2020-05-05", [("leader", "kim-jong-un")]),
        ("Foreign Minister Jana Kras of Norway came. The minister spoke.", None, [("minister", "jana-kras")]),
        ("The Russian president Vladimir Putin spoke.", "2023-05-05", []),
        ("Presidents and ministers spoke.", "2023-05-05", []),
        ("The minister spoke.", "2023-05-05", []),
    ],
)
def test_offices(annotated, text, published, wanted) -> None:
    assert meant(annotated(text, published=published), "title") == wanted


def test_we_in_the_statement_of_a_state(annotated) -> None:
    text = "We welcome the talks. “We do not,” the envoy said."
    assert meant(annotated(text, publisher="U.S. Department of State"), "pronoun") == [("We", "USA")]
    kenya = annotated(
        "We urge peace.", publisher="United Nations General Assembly (statement of the Republic of Kenya)"
    )
    assert meant(kenya, "pronoun") == [("We", "KEN")]
    assert not meant(annotated(text, publisher="Reuters"), "pronoun")
    assert not meant(annotated(text), "pronoun")


def test_pair_before(annotated) -> None:
    text = "Chile thanked Kenya. Norway and Peru signed a treaty. Both countries hope for more."
    doc = annotated(text)
    assert pair_before(doc, text.index("Both")) == ("NOR", "PER")
    assert pair_before(doc, text.index("Norway")) == ("CHL", "KEN")
    assert pair_before(doc, 0) == ()


def test_pair_of_leaders(annotated) -> None:
    text = "Emmanuel Macron received Olaf Scholz. The two leaders dined."
    doc = annotated(text)
    assert pair_before(doc, text.index("The two"), kind="person") == ("emmanuel-macron", "olaf-scholz")
    assert pair_before(doc, text.index("The two")) == ("FRA", "DEU")
