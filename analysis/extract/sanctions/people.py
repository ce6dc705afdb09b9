"""Whom a noun phrase means: the actors named in it, or those that it takes up."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from analysis.extract.pronouns import THIRD
from analysis.extract.records import Mention
from analysis.extract.sanctions.antecedents import antecedent, last_two
from analysis.extract.sanctions.cast import FIRST_PERSON, Cast
from analysis.extract.sanctions.trees import near

# behind these words of a list stands why or how, no longer who
ENDING = frozenset(
    """for because after over following which who that whose whom pursuant under amid despite while since until if when
    responsible close linked tied accused involved related subordinate owned involving connected due designed aimed as
    said says according through but where barring citing unless so effective starting beginning last earlier
    suspected believed alleged deemed determined engaged engaging supporting helping enabling providing""".split()
)


def actors(tokens: Iterable[Token], cast: Cast, *, bearing: bool = False) -> tuple[str, ...] | None:
    """Actor ids that noun phrases mean; None where they name nobody.

    Args:
        tokens: heads of the phrases.
        cast: who stands where.
        bearing: they bear sanctions; a person then is that person, else stands for the state served.
    """
    for token in tokens:
        mention = cast.at(token)
        if token.lower_ in FIRST_PERSON and token.text != "US" and (mention is None or mention.form == "pronoun"):
            return ("we",)
        if token.lower_ in THIRD and (mention is None or token.lower_ in ("its", "their")):
            pointed = antecedent(token, cast, bearing) or mention
            return (_stand(pointed, bearing),) if pointed else None
        if mention is None and (pair := last_two(token, cast)):
            return pair
        inner = [one for one in near(token) if not (one.i > token.i and one.lower_ in ENDING)]
        mentions = cast.among(inner)
        if mention is not None:
            joined = [mention] + [one for one in mentions if one is not mention and _coordinate(one, token, cast)]
            return tuple(dict.fromkeys(_stand(one, bearing) for one in joined))
        bodies = [one for one in mentions if one.kind == "organization"] if not bearing else []
        chosen = bodies[:1] or [one for one in mentions if not bearing or one.form != "demonym"] or mentions
        if chosen:
            return tuple(dict.fromkeys(_stand(one, bearing) for one in chosen))
    return None


def _stand(mention: Mention, bearing: bool) -> str:
    if mention.kind == "person" and not bearing and mention.country:
        return mention.country
    return mention.actor_id


def _coordinate(mention: Mention, token: Token, cast: Cast) -> bool:
    """Whether the mention is another item of the list that the token heads."""
    for one in near(token):
        if cast.at(one) is mention and one.dep_ in ("conj", "appos"):
            node = one
            while node != token and node.dep_ in ("conj", "appos", "compound"):
                node = node.head
            if node == token:
                return mention.form != "demonym"
    return False
