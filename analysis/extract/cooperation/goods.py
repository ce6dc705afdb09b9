"""Whose goods they are: the parties before the goods, or after them with 'from' and 'made in'."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.extract.cooperation import grammar
from analysis.extract.cooperation.context import Context
from analysis.extract.cooperation.noun_slots import MADE, inside
from analysis.extract.cooperation.parties import Party


def owners_of(heads: list[Token], kind: str, context: Context) -> list[Party]:
    """Parties that modify the goods or stand after them with 'from': 'Russian tanks', 'oil from Iran'.

    Args:
        heads: heads of the phrases where the goods stand.
        kind: what carries them, a verb or a noun.
        context: the parties of the text.
    """
    found: list[Party] = []
    heads = list(heads)
    for head in list(heads):  # 'thousands of Iranian shells', 'the soldiers of Chile'
        inner = [word for name, word in grammar.prepositions(head) if name == "of"]
        found += [party for word in inner for party in context.parties.within(word.i, word.i + 1)]
        heads += inner
    for head in heads:
        whole = _severed(head, context)
        for party in context.parties.within((whole or head).left_edge.i, head.i):
            word = head.doc[party.end - 1]
            if inside(word, head) or (whole is not None and inside(word, whole)):
                found.append(party)
        if kind == "verb":
            for name, word in grammar.prepositions(head, 2):
                found += context.parties.phrase(word) if name == "from" else []
            for clause in head.children:  # 'shells made in X'
                if clause.dep_ == "acl" and clause.lower_ in MADE:
                    for name, word in grammar.prepositions(clause):
                        found += context.phrase(word) if name in ("in", "by") else []
    return found


def _severed(head: Token, context: Context) -> Token | None:
    """The first part of the goods' name, where the parser took it for whom they go to: 'bought Peruvian X-3 rifles'."""
    if head.left_edge.i == 0:
        return None
    before = head.doc[head.left_edge.i - 1]
    if before.dep_ != "dative" or before.i in context.parties.by_token or before.head.i != head.head.i:
        return None
    return before
