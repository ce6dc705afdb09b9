"""Who stands with whom, where a trigger names several relations or says 'each other'."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from analysis.extract.cooperation import grammar
from analysis.extract.cooperation.parties import Party, sides
from analysis.extract.cooperation.slots import Slots, conjuncts

RECIPROCAL = frozenset([("each", "other"), ("one", "another")])
# nouns of which each names one relation
COUNTED = frozenset(
    ["alliance", "summit", "treaty", "pact", "agreement", "deal", "meeting", "partnership", "friendship"]
)


def pairs(slots: Slots) -> list[list[Party]]:
    """Hyphenated pairs before a noun, one a list: 'the U.S.-Japan and U.S.-ROK alliances'."""
    noun = slots.token
    if not slots.trigger.form.both:
        return []
    if slots.trigger.kind != "noun":
        return _one_by_one(slots)
    left = max(noun.left_edge.i, noun.i - 14)
    groups: list[list[Party]] = []
    for party in slots.context.parties.within(left, noun.i):
        if groups and _hyphenated(groups[-1][-1], party, noun.doc):
            groups[-1].append(party)
        else:
            groups.append([party])
    return [group for group in groups if len(group) > 1] or _one_by_one(slots)


def _hyphenated(one: Party, other: Party, doc: Doc) -> bool:
    """True for two names joined by a hyphen, be they cut into tokens or not ('U.S.-Japan' is one)."""
    if one.start == other.start:
        return one.side != other.side
    return other.start == one.end + 1 and doc[other.start - 1].text in ("-", "–", "‑")


def _one_by_one(slots: Slots) -> list[list[Party]]:
    """One pair for each partner, where several relations are named: 'its alliances with X and Y', 'ties with both X and Y'."""
    for name, head in slots.prepositions:
        if name != "with":
            continue
        partners = [slots.context.parties.phrase(one) for one in (head, *conjuncts(head))]
        named = [party for group in partners for party in group]
        if len(sides(named)) != 2 or not _apart(slots.token, head):
            return []
        mine = [party for slot in ("poss", "mod", "subject") for party in slots.parties(slot)]
        mine = [party for party in mine if party.side not in sides(named)]
        if len(sides(mine)) != 1:
            return []
        found: dict[str, list[Party]] = {}
        for party in named:
            found.setdefault(party.side, [*mine]).append(party)
        return list(found.values())
    return []


def _apart(token: Token, partner: Token) -> bool:
    """True where the words tell one relation with each: 'both X and Y', 'alliances'."""
    both = partner.doc[partner.left_edge.i].lower_ == "both"
    return both or (token.tag_ == "NNS" and token.lemma_ in COUNTED)


def mutual(slots: Slots) -> list[Party]:
    """Who does it to each other: the several doers of 'X and Y support each other', 'they rely on one another'."""
    verb, form = slots.token, slots.trigger.form
    if slots.trigger.kind != "verb" or not form.receiver:
        return []
    words = [*grammar.objects(verb), *(word for _, word in slots.prepositions)]
    words += [child for child in verb.children if child.dep_ == "dative"]
    if not any(word.i and (word.nbor(-1).lower_, word.lower_) in RECIPROCAL for word in words):
        return []
    return [party for slot in dict.fromkeys(["subject", *form.giver]) for party in slots.parties(slot)]
