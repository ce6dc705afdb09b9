"""Verbs that are themselves a sanction: sanction, designate, freeze, ban trade or travel, in the right company."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Token

from analysis.extract.sanctions.cast import Cast
from analysis.extract.sanctions.people import actors
from analysis.extract.sanctions.subjects import subject
from analysis.extract.sanctions.trees import STEPS, clause, lemma, near, objects

# words that need no look at who bars whom
PLAIN = frozenset(["to-sanction", "to-designate", "to-embargo"])
BACKWARD = frozenset(["those", "them", "persons", "parties"])  # "those sanctioned": named before
# "dozens of firms", "a number of persons": what is counted is what is meant
COUNTS = frozenset(
    """number dozen dozens score scores hundreds thousands list set range series group all some several many most those
    more""".split()
)
SPEAKING = frozenset(["we", "action", "actions", "which", "order", "sanctions", "designations", "measures"])
BARRED = frozenset(["him", "her", "them"])
AHEAD = 8  # tokens behind a verb in which what it targets is looked for


def verb_row(token: Token, rows: list[dict[str, Any]], cast: Cast) -> dict[str, Any] | None:
    """The first of the entries whose conditions the verb meets."""
    adjective = token.dep_ == "amod"
    things = [token.head] if adjective else objects(token)
    words, sources = _object_words(things), _after(token, FROM)
    words |= {lemma(below) for thing in things if thing.lower_ in MONEY for below in near(thing)}
    named = any(cast.at(inner) for thing in things for inner in near(thing))
    bare = token.dep_ == "acl" and token.tag_ == "VBN" and token.n_lefts + token.n_rights == 0
    if bare and token.head.lower_ in BACKWARD:
        return None
    sources |= _after_any(things, FROM) & NETWORKS  # "cut three banks off from SWIFT", hung under the banks
    trading = _trading(things)
    for row in rows:
        held = adjective and named and row["id"] == "to-freeze"  # "the frozen Russian assets"
        wanted = words | _ahead(token) if row["id"] == "to-target" and not things else words
        if (
            not wanted & row.get("not_objects", frozenset())
            and (adjective and cast.speaks if row.get("adjective") else True)
            and _acts_upon(row, wanted, sources, named)
            and not (
                row.get("needs_actor") and not (_between_actors(token, cast) or _of_the_listed(row, cast) or held)
            )
            and not (row.get("sanctioner") and not ((cast.speaks or "as" in row) and _sanctioner(token, cast)))
            and not (
                adjective and ((row.get("needs_actor") and not held) or (row["id"] == "to-designate" and not named))
            )
            and not (row["id"] == "to-ban-trade" and not trading and not sources & row["from"])
            and not ("as" in row and not _after_any([token, *things], AS) & row["as"])
            and not ("for" in row and not _after_any([token, *things], WHAT_FOR) & row["for"])
            and not (row["id"] == "to-list" and not _after(token, ONTO) & {"list", "blacklist"})
        ):
            return row
    return None


def _of_the_listed(row: dict[str, Any], cast: Cast) -> bool:
    """ "All property of these persons is blocked", in a text that speaks of sanctions: who bars need not stand there."""
    return row["id"] == "to-freeze" and cast.speaks


TRADING = frozenset(["tie", "link", "relation", "product", "good", "item", "equipment", "dealing", "flow"])


def _trading(things: list[Token]) -> bool:
    """Goods or trade are what is barred, not a "trade deficit" or "export earnings"."""
    for thing in things:
        words = {lemma(child) for child in thing.children if child.dep_ == "conj"} | {lemma(thing)}
        if words & (GOODS | TRADING) or words & COUNTS:
            return True
    return False


GOODS = frozenset(
    """export import trade oil crude gas coal shipment technology chip semiconductor sale business contract trading grain
    reexport purchase supply delivery petroleum""".split()
)


def _acts_upon(row: dict[str, Any], words: set[str], sources: set[str], named: bool) -> bool:
    """Whether the objects, or what stands after "from", are of the entry's kind; a named actor may stand in."""
    if words & row.get("objects", frozenset()) or not (row.get("objects") or row.get("from")):
        return True
    if row.get("from"):
        return bool(sources & row["from"])
    return bool(row.get("actor") and named)


def _ahead(verb: Token) -> set[str]:
    words: set[str] = set()
    for token in verb.doc[verb.i + 1 : verb.i + 1 + AHEAD]:
        if token.is_sent_start:
            break
        words.add(lemma(token))
    return words


def _object_words(things: list[Token]) -> set[str]:
    words: set[str] = set()
    for thing in things:
        words |= {thing.lower_, lemma(thing)}
        for child in thing.children:
            if child.dep_ in ("compound", "conj", "nummod", "amod", "quantmod"):
                words |= {child.lower_, lemma(child)}
            if child.dep_ == "prep" and child.lower_ in ("of", "in") and thing.lower_ in COUNTS:
                words |= {lemma(grand) for grand in child.children}
    return words


# an amount of money is what it is for: "20 million francs of aid"
MONEY = frozenset("million billion dollars euros francs pounds yuan rubles roubles yen".split())
FROM = frozenset(["from"])
NETWORKS = frozenset(["swift", "dollar"])
AS = frozenset(["as"])
WHAT_FOR = frozenset(["for", "on", "to"])
ONTO = frozenset(["from", "to", "on", "with", "in"])


def _after(verb: Token, prepositions: frozenset[str]) -> set[str]:
    """Lemmas of the words behind one of the prepositions: "barred from selling", "added to the list"."""
    words: set[str] = set()
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in prepositions:
            last = min(child.right_edge.i + 1, child.i + 9)
            words |= {lemma(token) for token in verb.doc[child.i + 1 : last]}
    return words


def _after_any(heads: list[Token], prepositions: frozenset[str]) -> set[str]:
    return {word for head in heads for word in _after(head, prepositions)}


def _between_actors(verb: Token, cast: Cast) -> bool:
    """Two different states stand in the clause: one that bars, and one that is barred."""
    tokens = list(clause(verb))
    if verb.dep_ in ("acl", "relcl", "xcomp", "advcl", "conj"):
        tokens += clause(verb.head)
    states = {mention.country or mention.actor_id for mention in cast.among(tokens)}
    if len(states) == 1:  # "Tokyo said that it would freeze the assets of Russian banks"
        barring = actors(subject(verb, cast), cast) or ()
        states |= {cast.state(actor) or actor for actor in barring if actor != "we"}
    # "Canada has barred him": the pronoun is the other
    return len(states) >= 2 or (bool(states) and any(thing.lower_ in BARRED for thing in objects(verb)))


def _sanctioner(verb: Token, cast: Cast) -> bool:
    """The subject is a state, a government's body or "we", as against a bomber or a campaign."""
    for _ in range(STEPS):
        for child in verb.children:
            if child.dep_ in ("nsubj", "agent"):
                bodies = [mention for mention in cast.among(clause(child)) if mention.kind != "person"]
                return bool(bodies) or child.lower_ in SPEAKING
        if verb.dep_ not in ("xcomp", "advcl", "conj", "acl") or verb.head == verb:
            break
        verb = verb.head
    return False
