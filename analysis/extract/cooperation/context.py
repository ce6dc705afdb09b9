"""What a reader carries along: the pair spoken of, and who 'we' and 'both sides' are."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from analysis.extract.cooperation.parties import Parties, Party

GROUPS = frozenset(
    ["country", "nation", "side", "state", "leader", "party", "neighbour", "neighbor", "government", "capital", "president", "minister", "army", "people",
     "man", "power", "counterpart", "two", "both", "three", "military", "rival", "ally", "partner", "pair", "duo", "official"]
)  # fmt: skip
NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4}
PERSONAL = frozenset(["leader", "president", "minister", "man", "counterpart", "pair", "duo"])


class Context:
    """The parties of a doc, and the pair that the text has been speaking of."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.parties = Parties(doc)
        self.pair: list[Party] = []  # parties of the last record
        self.sentence_start = 0
        self.speaker: Party | None = None

    def phrase(self, head: Token) -> list[Party]:
        """The parties of the phrase, groups and pronouns resolved."""
        found = self.parties.phrase(head)
        if found:
            return found
        return self.group(head)

    def group(self, head: Token) -> list[Party]:
        """The parties meant by 'the two countries', 'both sides', 'they', 'their'."""
        number = None
        for child in head.children:
            if child.lower_ in NUMBERS:
                number = NUMBERS[child.lower_]
        if head.lower_ in NUMBERS and head.dep_ not in ("nummod", "det", "predet", "cc", "preconj"):
            number = NUMBERS[head.lower_]
        if head.lower_ in ("they", "them", "their", "each", "our", "we", "us"):
            return self.recent(head, 2, None)
        if head.lower_ == "both":
            number = 2
        if number is None or (head.lemma_.lower() not in GROUPS and head.lower_ not in NUMBERS):
            # 'the sides agreed', 'the leaders met'
            if not (head.tag_ == "NNS" and head.lemma_.lower() in ("side", "leader", "party") and _definite(head)):
                return []
            number = 2
        return self.recent(head, number, head.lemma_.lower() in PERSONAL)

    def recent(self, head: Token, number: int, personal: bool | None) -> list[Party]:
        """The last `number` sides named before `head` in its sentence, else the pair of the last record."""
        before = [
            party
            for party in self.parties.within(self.sentence_start, head.i)
            if party.kind in ("state", "person", "bloc")
        ]
        chosen = _distinct(before, personal)
        if len(chosen) == number or (len(chosen) > number and personal is not None):
            return chosen[-number:]
        if head.lower_ in ("they", "them", "their") and len(chosen) > number:
            return []
        pair = _distinct(self.pair, personal)
        if len(pair) >= 2 and (number == len(pair) or number == 2):
            return pair[:number] if number == 2 and len(pair) > 2 and personal is not None else pair
        return []


def _distinct(parties: list[Party], personal: bool | None) -> list[Party]:
    """One party a side: states where countries are meant, persons where leaders are."""
    found: dict[str, Party] = {}
    for party in parties:
        kept = found.get(party.side)
        if personal:
            better = party.kind == "person" and (kept is None or kept.kind != "person")
        elif personal is None:
            better = kept is None
        else:
            better = party.kind in ("state", "bloc") and (kept is None or kept.kind not in ("state", "bloc"))
            if kept is None and party.kind == "person" and party.country:
                party = party._replace(actor_id=party.country, kind="state")
                better = True
        if better:
            found[party.side] = party
    if personal:
        people = {side: party for side, party in found.items() if party.kind == "person"}
        found = people if len(people) >= 2 else found
    return list(found.values())


def _definite(head: Token) -> bool:
    return any(child.lower_ in ("the", "both", "these", "those") for child in head.children)
