"""The slots of one trigger: which parties and which goods stand where."""

from __future__ import annotations

from functools import cached_property

from spacy.tokens import Token

from analysis.extract.cooperation import lexicon
from analysis.extract.cooperation.attached import Attached, attached
from analysis.extract.cooperation.context import Context
from analysis.extract.cooperation.frames import Trigger
from analysis.extract.cooperation.goods import owners_of
from analysis.extract.cooperation.noun_slots import modifiers, noun_heads
from analysis.extract.cooperation.parties import Party
from analysis.extract.cooperation.people import CITIZENS, PRIVATE, peopled
from analysis.extract.cooperation.verb_slots import verb_heads

# slots in which a city or region stands for its state
PLACED = frozenset(["to", "in", "at", "into", "from", "object", "through", "via", "near", "between"])


def conjuncts(head: Token) -> list[Token]:
    """What is joined to the word by 'and': 'X, Y and Z'."""
    found: list[Token] = []
    for child in head.children:
        if child.dep_ == "conj":
            found.append(child)
            found += conjuncts(child)
    return found


class Slots:
    """Parties by slot name for one trigger, each computed when asked for."""

    def __init__(self, trigger: Trigger, context: Context) -> None:
        self.trigger = trigger
        self.context = context
        self.token = trigger.token

    @cached_property
    def prepositions(self) -> Attached:
        """(preposition, object) pairs that belong to the trigger."""
        return attached(self.trigger)

    def heads(self, slot: str) -> list[Token]:
        """The heads of the phrases in the slot."""
        if self.trigger.kind == "verb":
            return verb_heads(self.token, slot, self.prepositions, self.context)
        return noun_heads(self.trigger, slot, self.prepositions)

    def items(self) -> list[Token]:
        """Heads of the phrases where the goods stand."""
        return [head for slot in self.trigger.form.item if slot != "mod" for head in self.heads(slot)]

    def parties(self, slot: str) -> list[Party]:
        """The parties in the slot, in text order; empty where none stands there."""
        found: list[Party] = []
        for head in self.heads(slot):
            if slot in self.trigger.frame.people and not peopled(head, self.context) and not self._programme(head):
                continue
            if slot == "subject" and self.trigger.frame.about == "visitors" and head.lemma_.lower() in PRIVATE:
                continue
            named = self.context.phrase(head)
            if slot == "object" and self._made_of(head):
                named = [party for party in named if party.form != "demonym" or party.start >= head.i]
            if slot in PLACED and not any(party.kind in ("state", "bloc") for party in named):
                named = named + self._places(head)[: 2 if slot == "between" else 1]
            found += [party for party in named if not self._mere_people(head)]
        if slot == "mod":
            found += modifiers(self.token, self.context)
        if slot == "goods":
            found += owners_of(self.items(), self.trigger.kind, self.context)
        return found

    def _made_of(self, head: Token) -> bool:
        """True for goods with their maker before them ('shipped Iranian oil'), who is not the one to get them."""
        form = self.trigger.form
        if not ("goods" in form.giver and "object" in form.item and "object" in form.receiver):
            return False
        return bool(lexicon.hits([head], "items"))

    def _programme(self, head: Token) -> bool:
        """True for help to what is a state's own and has an area: 'aids Iran's satellite programme'."""
        if self.trigger.frame.id != "assist":
            return False
        return bool(lexicon.hits([token for token in head.doc[head.left_edge.i : head.i + 1]], "items"))

    def _mere_people(self, head: Token) -> bool:
        """True where a state's people, not the state, are backed: 'support for the people of Chile'."""
        if self.trigger.frame.id not in ("support", "praise") or self.trigger.token.i > head.i:
            return False
        return head.lemma_.lower() in CITIZENS

    def _places(self, head: Token) -> list[Party]:
        """The states of the cities or regions that the phrase names: 'the port of Rajin', 'Kursk region'."""
        found: dict[str, Party] = {}
        for token in self.token.doc[head.left_edge.i : head.right_edge.i + 1]:
            party = self.context.parties.place(token)
            if party is not None:
                found.setdefault(party.side, party)
        return list(found.values())
