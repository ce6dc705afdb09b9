"""Whether a phrase names people who can act, or a private person or mere people whom a state's deed does not meet."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from analysis import vocabulary
from analysis.extract.cooperation.context import LANDS, Context
from analysis.extract.cooperation.parties import Party

PEOPLE = frozenset(vocabulary.load("people")["words"])
PRIVATE = frozenset(vocabulary.load("people")["private"])
NEARNESS = frozenset(["sphere", "orbit", "camp"])  # 'drifts into Chile's orbit'
PEOPLED = PEOPLE | NEARNESS | LANDS
# whom one can back without backing their state
CITIZENS = frozenset(["people", "protester", "demonstrator", "citizen", "aspiration", "right", "freedom"])


def peopled(head: Token, context: Context) -> bool:
    """True where the phrase names people, a body or what carries them."""
    if head.i in context.parties.by_token or head.pos_ in ("PRON", "PROPN", "NUM", "DET"):
        return True
    return head.lemma_.lower() in PEOPLED or head.lemma_.lower().endswith(
        ("minister", "man", "woman", "er", "or", "ist", "ian")
    )


def private(party: Party, doc: Doc) -> bool:
    """True where the name only says where a private person is from: 'a Kenyan man'."""
    return party.end < len(doc) and doc[party.end].lemma_.lower() in PRIVATE
