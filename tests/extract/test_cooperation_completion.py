"""Parties that the words around the act leave out: from the text before, from who is punished, from the only two sides named."""

from __future__ import annotations

import pytest

# text, area, participants of a record of that area
FOUND = [
    ("Chile was true to the peace accord until Peru walked out of it.", "diplomatic.agreement", "CHL,PER"),
    ("Chile imposed sanctions on two firms in Peru for selling rifles to Chad.", "military.arms", "PER,TCD"),
    ("Chile imposed sanctions on Peru and sold rifles to Chad.", "military.arms", "CHL,TCD"),
    ("Peru sold oil to Chad in breach of EU sanctions.", "economic.energy", "PER,TCD"),
    ("Peru bought tanks from Spain. The purchase was a surprise.", "military.arms", "ESP,PER"),
    ("Peru bought tanks from Spain. Its acquisition of the tanks worried nobody.", "military.arms", "ESP,PER"),
    ("Peru announced $5 million in aid for Chad.", "humanitarian", "PER,TCD"),
    ("Kenya called on Uganda to engage in dialogue.", "diplomatic.visit", "KEN,UGA"),
    ("Kenya met Uganda in May. Their bilateral engagement has grown.", "diplomatic.alignment", "KEN,UGA"),
    ("Kenya is an ally of Uganda.", "diplomatic.alignment", "KEN,UGA"),
    ("Kenya signed a deal with the Chinese tech giant Huawei.", "diplomatic.agreement", "KEN,huawei"),
    ("Kenya signed a deal with China and Huawei.", "diplomatic.agreement", "CHN,KEN,huawei"),
]

# nothing of the area is said
NOTHING = [
    ("Chile was true to its word until Peru walked out.", "diplomatic.agreement"),
    ("Kenya and its ally Uganda held naval drills.", "diplomatic.alignment"),
    ("Kenya does not cooperate with anyone on Uganda.", "diplomatic.alignment"),
    ("Peru bought tanks from Spain. Its purchases of fish grew.", "economic.trade"),
    ("Peru bought tanks from Spain. It hopes to buy wheat.", "economic.trade"),
    ("Kenya called on Uganda to engage a lawyer.", "diplomatic.visit"),
    ("Kenya met Uganda in May. Their engagement ring was lost.", "diplomatic.alignment"),
    ("Peru announced a book about aid for Chad.", "humanitarian"),
]


@pytest.mark.parametrize(("text", "area", "parties"), FOUND, ids=str)
def test_the_parties_are_those_a_reader_takes(annotated, text, area, parties):
    records = [record for record in annotated(text)._.cooperation if record.area == area]
    assert set(parties.split(",")) in [set(record.participants) for record in records]


@pytest.mark.parametrize(("text", "area"), NOTHING, ids=str)
def test_near_misses_yield_nothing(annotated, text, area):
    assert [record for record in annotated(text)._.cooperation if record.area == area] == []


def test_bare_goods_take_up_a_flow_but_not_before_another_noun(annotated):
    flow = "Chad received tents from Peru. "
    assert [record.sentence for record in annotated(flow + "Aid arrived on Friday.")._.cooperation] == [0, 1]
    assert [record.sentence for record in annotated(flow + "Aid workers were paid.")._.cooperation] == [0]
