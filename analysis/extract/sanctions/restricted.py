"""Who a phrase says is restricted: those that it names, also in a long list, else the states that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from analysis.extract.pronouns import THIRD
from analysis.extract.records import Mention
from analysis.extract.sanctions.antecedents import definite, last_two
from analysis.extract.sanctions.cast import Cast
from analysis.extract.sanctions.people import ENDING, actors
from analysis.extract.sanctions.trees import near

# "the chief of the Directorate": a body that somebody serves is no item of the list
ROLES = frozenset(
    """chief head director president minister commander member chairman chairwoman chair deputy officer official founder owner
    general secretary representative spokesman spokesperson spokeswoman leader governor executive ceo son daughter wife
    brother ambassador manager partner board adviser advisor aide branch part unit arm subsidiary""".split()
)
FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
LONGEST = 300  # tokens of a list of names
# what is barred to a person himself: "President X's visa"
BELONGINGS = frozenset("visa asset property account yacht passport fund wife son daughter family aide".split())


def restricted(noun: Token, cast: Cast, *, start: int | None = None) -> tuple[str, ...]:
    """Whom a noun phrase says is restricted: those named in it, else the states that it belongs to.

    Args:
        noun: head of the phrase.
        cast: who stands where.
        start: index of the token from which a list is read, where not the phrase's own first one.
    """
    if pair := last_two(noun, cast):
        return pair
    if noun.lower_ in THIRD:
        return actors([noun], cast, bearing=True) or ()
    found = cast.among(_items(noun, start, cast))
    if not found and (known := definite(noun, cast)):
        return (known,)
    states = [mention for mention in found if mention.kind in ("state", "bloc")]
    named: list[str] = []
    for mention in found:
        if mention.kind not in ("person", "organization") or _affiliation(mention, cast):
            continue
        if mention.form == "title" and cast.text[mention.end : mention.end + 4] == " of ":
            continue  # "the president of its board"
        country = cast.countries.get(mention.actor_id)
        owned = (
            _possessive(mention, cast)
            and mention.kind == "person"
            and country
            and noun.lemma_.lower() not in BELONGINGS
        )
        named.append(country if owned and country else mention.actor_id)  # "Putin's war machine" is Russia's
    if named:
        heads = [mention.actor_id for mention in states if mention.form != "demonym" and _heads(mention, noun, cast)]
        return tuple(dict.fromkeys([*named, *heads]))
    if not states:  # "six senior members of the movement": unnamed, and of no state
        served = [mention.actor_id for mention in found if mention.kind == "organization"]
        return tuple(dict.fromkeys(served))
    return tuple(dict.fromkeys(mention.actor_id for mention in states))


def _items(noun: Token, start: int | None, cast: Cast) -> Iterator[Token]:
    """Tokens of a phrase in which those restricted stand, up to where it says why or how.

    The parser seldom hangs a long list under its first item, so a list (semicolons, or several commas) is read on to
    the end of the sentence or to a finite verb; behind a semicolon the next item begins.
    """
    own = {token.i for token in near(noun)}
    sent_end = min(cast.sentence(noun).end, noun.i + LONGEST)
    ahead = noun.doc[noun.i : sent_end]
    semicolons = any(token.text == ";" for token in ahead)
    long = semicolons or sum(token.text == "," for token in ahead) >= 2
    stopped, depth = False, 0
    for token in noun.doc[noun.left_edge.i if start is None else start : sent_end]:
        depth += (token.text == "(") - (token.text == ")")
        if semicolons and token.text == ";":
            stopped = False
        if token.i > (noun.i if start is None else start) and depth <= 0 and _ends(token):
            if not semicolons:
                return
            stopped = True
        if not stopped and depth <= 0 and (long or token.i in own):
            yield token


def _ends(token: Token) -> bool:
    if token.lower_ in ENDING:
        following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
        if token.lower_ == "for" and following in ("sanctions", "designation"):
            return False
        return not (token.lower_ == "as" and "well" in (following, token.doc[token.i - 1].lower_))
    if (
        token.tag_ == "VBN"
        and token.dep_ == "acl"
        and token.lemma_.lower() in ("sanction", "designate", "blacklist", "ban", "bar")
    ):
        return True  # "the ship, sanctioned by Britain"
    return token.tag_ in FINITE or (token.lower_ == "to" and token.pos_ == "PART")


def _possessive(mention: Mention, cast: Cast) -> bool:
    following = cast.text[mention.end : mention.end + 2]
    return following in ("'s", "’s")


def _affiliation(mention: Mention, cast: Cast) -> bool:
    """A body that an item of the list belongs to: "chief of the Directorate of the Ministry"."""
    token = cast.first_token(mention)
    index = token.i - 1
    while (index > 0 and cast.doc[index].pos_ in ("DET", "ADJ")) or (
        index > 0 and cast.at(cast.doc[index]) and cast.doc[index].lower_ != "of"
    ):
        index -= 1
    if index <= 0 or cast.doc[index].lower_ not in ("of", "at", "in", "within"):
        return False
    before = cast.doc[index].head
    if before.lemma_.lower() in ROLES:
        return True
    previous = cast.at(cast.doc[index - 1])
    return (previous is not None and previous.kind == "organization") or before.lower_ in (
        "interior",
        "directorate",
        "ministry",
    )


def _heads(mention: Mention, noun: Token, cast: Cast) -> bool:
    for token in near(noun):
        if cast.at(token) is mention and (
            token == noun or (token.dep_ == "conj" and token.head.dep_ in ("pobj", "dobj", "conj"))
        ):
            return True
    return False
