"""What a trigger is about: by its goods, by who travels, by its complement, by its field, else its frame's own area."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Token

from analysis.extract.cooperation import grammar, lexicon
from analysis.extract.cooperation.context import Context
from analysis.extract.cooperation.frames import Trigger, carries_frame
from analysis.extract.cooperation.slots import Slots, conjuncts

MODIFIERS = frozenset(
    [
        "compound",
        "amod",
        "nmod",
        "nummod",
        "poss",
        "punct",
        "quantmod",
        "npadvmod",
        "advmod",
        "det",
        "dep",
        "conj",
        "cc",
    ]
)
COUNTS = frozenset(
    ["million", "billion", "thousand", "hundred", "dozen", "dollar", "number", "amount", "ton", "tonne", "quantity", "load", "container", "wagon",
     "trainload", "boxcar", "barrel", "crate", "cache", "stock", "stockpile", "shipment", "lot", "kind", "type", "variety", "range", "series",
     "batch", "package", "supply", "delivery", "euro", "worth", "$", "piece", "consignment"]
)  # fmt: skip
# nouns whose goods stand behind "of" or "for"
MAKING = frozenset(
    [
        "production",
        "manufacture",
        "assembly",
        "supply",
        "delivery",
        "plant",
        "factory",
        "line",
        "number",
        "batch",
        "purchase",
        "sale",
    ]
)


# to agree on ending something is no deal in it: 'agreed to silence their guns'
LAYING_DOWN = frozenset(
    ["silence", "lay", "ground", "destroy", "dismantle", "ban", "limit", "cut", "stop", "end", "remove", "curb", "halt", "give", "withdraw", "surrender", "scrap"]
)  # fmt: skip
PAY = frozenset(["salary", "wage", "pension", "stipend"])  # whose they are is no goods


SHARED = frozenset(["joint", "shared", "common", "bilateral", "trilateral"])  # told of things, who makes them is told
BUILT = frozenset(["cultural", "humanitarian"])
COMMERCE = frozenset(["buy", "place-order", "trade", "trade-flow", "buyer", "supplier", "contract"])
SELLING = frozenset(["sell", "resell", "export", "re-export", "reexport", "sale"])
GENERAL = frozenset(["material", "materials", "item", "items", "supplies", "stuff"])
RELIEVING = frozenset(["aid", "assistance", "relief", "humanitarian", "refugee", "asylum", "help"])


class About(NamedTuple):
    """An area, the words that decided it, and the head of the goods where they stand in the text."""

    area: str
    cue: str | None
    head: Token | None


def areas_of(trigger: Trigger, slots: Slots) -> list[About]:
    """The areas of the trigger, one each; several where several goods or fields are named."""
    frame, token = trigger.frame, trigger.token
    found: list[About] = []
    if frame.about in ("items", "both"):
        found += _by_goods(trigger, slots)
    if frame.about == "visitors":
        heads = slots.items() if trigger.kind == "verb" else [token]
        heads = heads + [word for head in heads for name, word in grammar.prepositions(head) if name == "of"]
        for head in heads:  # 'border guards', but not the guard of 'guard duty'
            found += [
                _about(token, hit, None)
                for hit in lexicon.hits(own_words(head), "visitors")
                if hit.start <= head.i < hit.end
            ]
    if not found and frame.id == "aid":
        found += [about for head in _helped(token) for about in goods_of(head, token, slots.context)]
    if not found and frame.complement:
        for head in _complements(token):
            for one in (head, *conjuncts(head)):
                found += [_about(token, hit, None) for hit in lexicon.hits(own_words(one), "items")[-1:]]
    if not found and frame.about in ("fields", "both"):
        found += _by_field(trigger, slots)
    if not found and frame.id in ("produce-together", "plan-together"):  # 'run joint checkpoints'
        found += [
            About("diplomatic.alignment", head.text, None)
            for head in slots.items()
            if (_jointly(token) or not SHARED.isdisjoint(child.lower_ for child in head.lefts))
            and not carries_frame(head)
        ]
    if not found and frame.area:
        found.append(About(frame.area, token.doc[trigger.first : trigger.last + 1].text, None))
    if frame.id == "build":  # who builds a school teaches nobody
        found = [one._replace(area="economic.infrastructure") if one.area in BUILT else one for one in found]
    if _sold(trigger):
        found = [one._replace(area="economic.trade") if _commodity(one) else one for one in found]
    if any(one.head is not None and not _general(one) for one in found):
        found = [one for one in found if not _general(one)]
    unique: dict[str, About] = {}
    for about in found:
        if not frame.only or about.area in frame.only:
            unique.setdefault(about.area, about)
    return list(unique.values())


def _jointly(verb: Token) -> bool:
    return any(child.lower_ in ("jointly", "together") for child in verb.children)


def _general(about: About) -> bool:
    """Of a kind that only what stands beside it tells: 'tents and other supplies'."""
    return about.area == "economic.trade" and (about.cue or "").lower() in GENERAL


def _sold(trigger: Trigger) -> bool:
    """True where goods change hands for money: who buys flour is not given food."""
    if trigger.frame.id == "supply":
        return trigger.token.lemma_.lower() in SELLING
    return trigger.frame.id in COMMERCE


def _commodity(about: About) -> bool:
    words = (about.cue or "").lower().split()
    return about.area == "humanitarian" and not any(word in RELIEVING for word in words)


def _helped(noun: Token) -> list[Token]:
    """What is made with it: 'builds a plant with Peru's help'."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("with", "through"):
        return []
    above = noun.head.head
    return [above] if above.pos_ == "NOUN" else grammar.objects(above)


def topics_of(trigger: Trigger, slots: Slots) -> list[About]:
    """What talks are about, by area: 'discussed a pipeline', 'talks on fishing', 'met to discuss arms'."""
    token = trigger.token
    heads = [head for name in ("on", "about", "regarding", "concerning", "over", "for") for head in slots.heads(name)]
    if trigger.kind == "verb" and token.lemma_ in ("discuss", "negotiate"):
        heads += slots.heads("object")
        heads += [clause for clause in token.children if clause.dep_ == "xcomp" and clause.tag_ == "VBG"]
    for clause in token.children:
        if clause.dep_ in ("advcl", "xcomp", "acl") and clause.lemma_ in ("discuss", "negotiate"):
            heads += [child for child in clause.children if child.dep_ == "dobj"]
    found: list[About] = []
    for head in heads:
        goods = grammar.objects(head) if head.pos_ == "VERB" else []  # 'talks on sharing munitions'
        for one in goods or (head, *conjuncts(head)):
            words = own_words(one)
            for hit in lexicon.hits(words, "items")[-1:] or lexicon.hits(words, "fields")[-1:]:
                if not hit.area.startswith("diplomatic"):
                    found.append(_about(token, hit, one))
    return found


def goods_of(head: Token, trigger: Token, context: Context) -> list[About]:
    """The areas of goods that `head` names, else of the fields before it: 'economic and technological help'."""
    found: list[About] = []
    for one in _counted(head) or [head]:
        words = _unnamed(one, context)
        hits = lexicon.hits(words, "items")[-1:] or lexicon.hits(words, "fields")
        found += [_about(trigger, hit, one) for hit in hits if not hit.area.startswith("diplomatic")]
    return found


def _about(token: Token, hit: lexicon.Hit, head: Token | None) -> About:
    return About(hit.area, token.doc[hit.start : hit.end].text, head)


def _by_goods(trigger: Trigger, slots: Slots) -> Iterator[About]:
    token, any_goods = trigger.token, False
    for head in _item_heads(slots):
        for hit in lexicon.hits(_unnamed(head, slots.context), "items")[-1:]:
            any_goods = True
            yield _about(token, hit, head)
    if any_goods or trigger.kind != "noun":
        return
    # 'the arms deal'; a bare 'supply' or 'cargo' tells no goods
    hits = [
        hit
        for hit in lexicon.hits(own_words(token), "items")
        if (hit.start, hit.end) != (token.i, token.i + 1) or not trigger.form.item
    ]
    for hit in hits[-1:]:
        yield _about(token, hit, None)


def _by_field(trigger: Trigger, slots: Slots) -> Iterator[About]:
    frame, token = trigger.frame, trigger.token
    words = own_words(token) if trigger.kind == "noun" else []
    hits = lexicon.hits([word for word in words if word.i < token.i], "fields")
    if not hits:
        for name in ("in", "on", "for", "of", "against", "to"):
            heads = slots.heads(name)
            heads = heads + [word for head in heads if head.pos_ == "VERB" for word in grammar.objects(head)]
            for head in heads:
                backed = name in ("for", "of", "to") and frame.id in (
                    "support",
                    "aid",
                )  # 'support for Chile's war effort'
                if name == "to" and not backed:
                    continue
                if backed or not slots.context.parties.phrase(head):
                    found = lexicon.hits(own_words(head), "fields")
                    # 'cooperate against terrorism', but 'an alliance against rockets' is none in rockets
                    hits += [hit for hit in found if name != "against" or hit.area == "military.pact"]
    for hit in hits:
        if token.doc[hit.start : hit.end].text.lower() not in frame.skip:
            yield _about(token, hit, None)


def _complements(token: Token) -> list[Token]:
    """Objects of what is agreed: 'agreed to buy grain', 'a deal to lend money', 'helped to set up production of tanks'."""
    return [
        one
        for clause in token.children
        if clause.dep_ in ("acl", "xcomp", "ccomp") and clause.lemma_ not in LAYING_DOWN
        for word in grammar.objects(clause)
        for one in [word, *(_objects_of(word, ("of", "for")) if word.lemma_ in MAKING else [])]
    ]


def _item_heads(slots: Slots) -> list[Token]:
    heads: list[Token] = []
    for head in slots.items():
        inner = [] if head.lemma_.lower() in PAY else _objects_of(head, ("of", "including", "like"))
        for one in _counted(head) or [head, *inner]:
            heads += [one, *conjuncts(one)]
    return heads


def _counted(head: Token) -> list[Token]:
    """What is counted is the item: 'millions of shells', '$5 million in aid'."""
    return _objects_of(head, ("of", "in", "worth")) if head.lemma_.lower() in COUNTS else []


def _objects_of(head: Token, names: tuple[str, ...]) -> list[Token]:
    return [
        grand
        for child in head.children
        if child.dep_ == "prep" and child.lower_ in names
        for grand in child.children
        if grand.dep_ == "pobj"
    ]


def _unnamed(head: Token, context: Context) -> list[Token]:
    """The phrase's own words without those inside a name: the West Bank is no bank."""
    names = context.parties.by_token
    return [word for word in own_words(head) if word.i not in names or not word.text[:1].isupper()]


def own_words(head: Token) -> list[Token]:
    """The head and what stands before it in its own phrase, without what its conjuncts bring."""
    left = head.i
    for child in head.lefts:
        if child.dep_ in MODIFIERS:
            left = min(left, child.left_edge.i)
    return list(head.doc[left : head.i + 1])
