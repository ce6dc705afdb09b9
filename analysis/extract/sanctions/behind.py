"""Who stands behind a preposition: "on Iran", "targeting traders", "bound for Chad", "with the firm"."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.extract.sanctions.cast import Cast
from analysis.extract.sanctions.restricted import restricted

ON = frozenset(["on", "against", "upon"])
# only behind these do "for", "to" and "in" name who is restricted
FOR = frozenset(
    """requirement license licence control policy rule relief waiver apply extend measure export exemption exception
    specific ban freeze""".split()
)


def after_preposition(word: Token, cast: Cast, prepositions: frozenset[str], bound: bool = False) -> tuple[str, ...]:
    """Those named behind on, against, upon, targeting and the like under a word."""
    for child in word.children:
        if child.dep_ in ("prep", "agent", "dative") and child.lower_ in prepositions and child.i > word.i:
            if not bound and child.lower_ in ("for", "to", "in") and word.lemma_.lower() not in FOR:
                continue
            for below in child.children:
                if below.dep_ in ("pobj", "pcomp") and (found := restricted(below, cast) or _bound(below, cast)):
                    return found
        if child.dep_ in ("acl", "advcl") and child.lower_ == "targeting" and "targeting" in prepositions:
            for below in child.children:
                if below.dep_ == "dobj" and (found := restricted(below, cast)):
                    return found
        if (
            child.dep_ in ("amod", "acomp", "relcl")
            and child.lower_ in ("specific", "applicable")
            and (found := after_preposition(child, cast, frozenset(["to"])))
        ):
            return found
    return ()


# what somebody has
OWNED = frozenset("asset property fund account money reserve yacht villa ship vessel tanker plane aircraft".split())


def _bound(goods: Token, cast: Cast) -> tuple[str, ...]:
    """Whom goods would have gone to, or whose they are: "lathes bound for Iran", "tankers linked to Iran"."""
    for child in [
        *goods.children,
        *(below for one in goods.children if one.dep_ == "conj" for below in one.children),
    ]:
        if child.dep_ == "acl" and goods.lemma_.lower() in OWNED and child.lower_ in ("linked", "tied", "belonging"):
            for below in child.children:
                if below.dep_ == "prep" and below.lower_ == "to":
                    return next((hit for one in below.children if (hit := restricted(one, cast))), ())
        if child.dep_ == "acl" and child.lower_ in ("bound", "destined", "headed", "going", "intended", "meant"):
            for below in child.children:
                if below.dep_ == "prep" and below.lower_ in ("for", "to"):
                    return next((hit for one in below.children if (hit := restricted(one, cast))), ())
    return ()


def with_whom(word: Token, cast: Cast) -> tuple[str, ...]:
    for child in word.children:
        if (
            child.dep_ in ("prep", "dative")
            and child.lower_ in ("with", "to", "from", "against")
            and child.i > word.i
        ):
            for below in child.children:
                if below.dep_ == "pobj" and (found := restricted(below, cast)):
                    return found
    return ()
