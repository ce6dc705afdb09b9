"""Nouns that name sanctions in the right company: a ban on exports, no ban on parking."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.extract.sanctions.cast import Cast
from analysis.extract.sanctions.courts import domestic
from analysis.extract.sanctions.trees import lemma, near
from analysis.extract.sanctions.trigger import OF, Trigger, noun_entries

# "Arms Export Control Act" is a law's name, no measure
LAWS = frozenset(
    ["act", "acts", "regulations", "law", "office", "bureau", "administration", "classification", "list", "group"]
)
# words that need no look at who bars whom
PLAIN_NOUNS = frozenset(["sanction", "embargo", "coercive", "blockade", "blacklist", "designation"])
EMBARGOED = frozenset("arms weapons oil trade economic import export grain technology un u.n. eu american".split())
PRESS = frozenset(
    "release report story study paper news article review copy result statement call content contents briefing text".split()
)
STATES = frozenset(["state"])


def noun_trigger(token: Token, cast: Cast) -> Trigger | None:
    """The trigger that a noun is, by the first of its entries whose conditions it meets."""
    rows = noun_entries().get(lemma(token)) if token.pos_ in ("NOUN", "PROPN", "VERB") else None
    split = _taken_for_verb(token)
    if not rows or (token.pos_ == "VERB" and token.lemma_.lower() != "sanction" and not split):
        return None
    if token.lower_ == "sanction" and token.i and token.nbor(-1).tag_ == "MD":
        return None  # "can sanction players", read as a noun
    if token.dep_ == "npadvmod" and token.head.dep_ == "amod" and token.head.tag_ == "VBN":
        return Trigger(token.head, "to-sanction", "assets", True, False, True)  # "the sanctions-hit airline"
    if token.dep_ == "compound" and token.head.lower_ in LAWS:
        return None
    words = company(token)
    for row in rows:
        if token.pos_ == "VERB" and not (token.tag_ in ("VBZ", "VB") and token.lower_ == "sanctions") and not split:
            continue
        if row.get("with") and not words & row["with"] and not (row.get("needs_state") and _imposed(token, cast)):
            continue
        # "court sanctions" are a court's; sanctions on a court are not
        if before(token) & row.get("not_with", frozenset()) or words & row.get("without", frozenset()):
            continue
        if row.get("determiners") and not _pointed(token, row["determiners"]):
            continue
        if row.get("needs_actor") and not _on_actor(token, cast):
            continue
        if row.get("needs_state") and not (_on_actor(token, cast, STATES) or _imposed(token, cast)):
            continue
        if row["id"] == "sanction" and not _plural_or_plain(token, words):
            continue
        if row["id"] == "embargo" and _for_press(token):
            continue
        if row["id"] not in PLAIN_NOUNS and (domestic(token, cast) or _in_name(token, cast)):
            continue
        return Trigger(token, row["id"], row["measure"], False, row.get("weak", False))
    return None


def before(noun: Token) -> frozenset[str]:
    """Words before a noun in its phrase, small letters."""
    words = {token.lower_ for token in noun.doc[max(noun.left_edge.i, noun.i - 12) : noun.i]}
    if noun.dep_ in ("conj", "appos") and not words:
        words |= {token.lower_ for token in noun.head.lefts}
    if _taken_for_verb(noun):
        words.add(noun.nbor(-1).lower_)
    return frozenset(words)


def company(noun: Token) -> frozenset[str]:
    """The words that belong to a noun: its modifiers, and those after of, on, against, for."""
    words = before(noun)
    for child in noun.children:
        if child.dep_ in ("prep", "acl") and child.lower_ in OF:
            words |= {token.lower_ for token in noun.doc[child.i + 1 : min(child.right_edge.i + 1, child.i + 9)]}
    return words


# what stands before a ban or freeze as part of its name
BARRED = frozenset("asset assets travel visa visas export import trade arms weapons oil".split())


def _taken_for_verb(token: Token) -> bool:
    """The plural of a compound that the parser took for a verb: "asset freezes on", "travel bans on"."""
    if token.tag_ != "VBZ" or not token.i or token.nbor(-1).lower_ not in BARRED:
        return False
    return any(child.dep_ == "prep" and child.lower_ in ("on", "against") for child in token.children)


def _pointed(noun: Token, determiners: frozenset[str]) -> bool:
    """A pointer stands on the noun, or on what it is counted by ("the fresh round of penalties")."""
    if any(child.lower_ in determiners and child.dep_ in ("det", "poss") for child in noun.children):
        return True
    return (
        noun.dep_ == "pobj"
        and noun.head.lower_ == "of"
        and noun.head.head.pos_ == "NOUN"
        and noun.head.head.lemma_ in ("round", "package", "set", "series", "effect", "wave", "tranche")
        and _pointed(noun.head.head, determiners)
    )


def _on_actor(noun: Token, cast: Cast, kinds: frozenset[str] | None = None) -> bool:
    """An actor heads what stands after on or against: "restrictions on ZTE", not "restrictions on parking in Peru"."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("on", "against", "upon"):
            named = [cast.at(below) for below in child.children if below.dep_ == "pobj"]
            return any(one is not None and (kinds is None or one.kind in kinds) for one in named)
    return False


def _imposed(noun: Token, cast: Cast) -> bool:
    """A clause says that it was imposed on a state: "the penalties that Canada placed on Iran"."""
    if lemma(noun) == "measure":
        return False  # any law is a measure
    for clause in noun.children:
        if clause.dep_ in ("acl", "relcl") and clause.lemma_.lower() in ("impose", "place", "slap", "put"):
            if not any(cast.among(near(child)) for child in clause.children if child.dep_ in ("nsubj", "agent")):
                continue  # "the restrictions placed on candidates in Peru": at home
            for child in clause.children:
                if child.dep_ == "prep" and child.lower_ in ("on", "against", "upon"):
                    named = [cast.among(near(below)) for below in child.children if below.dep_ == "pobj"]
                    return any(one.country or one.kind == "state" for found in named for one in found)
    return False


def _in_name(token: Token, cast: Cast) -> bool:
    """Part of a body's name: "the Directorate of Defense Trade Controls"."""
    mention = cast.at(token)
    return mention is not None and mention.kind == "organization" and " " in mention.text


def _for_press(token: Token) -> bool:
    """ "Under embargo until noon", said of a report: not to be published yet."""
    node = token
    if company(token) & EMBARGOED:
        return False  # "the report says that the arms embargo was ignored"
    if any(lemma(below) in PRESS for child in token.children if child.dep_ == "prep" for below in child.children):
        return True
    for _ in range(3):
        node = node.head
        if any(child.lemma_.lower() in PRESS for child in node.children if child.dep_ in ("nsubj", "nsubjpass")):
            return True
    return False


def _plural_or_plain(token: Token, words: frozenset[str]) -> bool:
    """ "A sanction" is often a permission or a court's penalty; the plural, or one on or against somebody, is not."""
    if token.tag_ in ("NNS", "NNPS", "VBZ") or token.lower_ == "sanctions":
        return True
    if any(child.dep_ == "prep" and child.lower_ in ("on", "against", "upon") for child in token.children):
        return True
    if token.dep_ in ("compound", "amod", "nmod"):
        return True
    return bool(words & {"unilateral", "economic", "this", "trade", "financial", "new", "international"})
