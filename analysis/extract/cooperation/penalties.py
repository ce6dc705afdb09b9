"""Who punishes and who is punished: sanctions in the same sentence are no part of what they punish.

This is asked of each act while its parties are gathered; `reasons` puts right what stands behind "over" or "for".

'Chile imposed sanctions on two firms in Peru for selling rifles to Chad': the firms sell, and not Chile.
"""

from __future__ import annotations

from spacy.tokens import Span

from analysis.extract.cooperation.context import Context
from analysis.extract.cooperation.frames import Trigger
from analysis.extract.cooperation.parties import Party
from analysis.extract.records import Sanction

PUNISHING = frozenset(["impose", "enforce", "evade", "mention"])
BESIDE = frozenset(["conj", "advcl", "ccomp"])  # of a verb: a deed of its own beside the sanctions
DEPTH = 14  # steps up the tree


def sanctions_in(sentence: Span, context: Context) -> list[Sanction]:
    """The statements about sanctions in a sentence, in order."""
    return [one for one in context.doc._.sanctions if sentence.start_char <= one.start < sentence.end_char]


class Penalties:
    """The sanctions of the sentence to whose telling a trigger belongs."""

    def __init__(self, trigger: Trigger, sentence: Span, context: Context) -> None:
        self.context = context
        self.sentence = sentence
        self.token = trigger.token
        self.told = [one for one in sanctions_in(sentence, context) if one.action in PUNISHING]
        self.over = [one for one in self.told if self._above(one)]

    def _above(self, sanction: Sanction) -> bool:
        """True where the act is told as what the sanctions are for."""
        token = self.token
        if sanction.start <= token.idx < sanction.end:
            return False
        for _ in range(DEPTH):
            if token.head.i == token.i or (token.dep_ in BESIDE and token.pos_ in ("VERB", "AUX")):
                return False
            token = token.head
            if sanction.start <= token.idx < sanction.end:
                return True
        return False

    def spared(self, parties: list[Party]) -> list[Party]:
        """The parties without those that only impose the sanctions."""
        return [party for party in parties if not self._imposes(party)]

    def _imposes(self, party: Party) -> bool:
        word = self.context.doc[party.start]
        if any(party.actor_id in one.imposers for one in self.over):
            return word.i != self.token.i and not self.token.is_ancestor(word)
        if self.context.doc[party.end - 1].dep_ == "nsubj":
            return False  # who imposes them may do more; 'UN sanctions' only tells whose they are
        return any(party.actor_id in one.imposers and one.start <= word.idx < one.end for one in self.told)

    def punished(self) -> list[Party]:
        """Those whom the sanctions hit, where the sentence names them."""
        named = self.context.parties.within(self.sentence.start, self.sentence.end)
        hit = {target for one in self.over for target in one.targets}
        return [party for party in named if party.actor_id in hit]
