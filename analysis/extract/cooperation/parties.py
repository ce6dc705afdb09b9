"""Who stands in a phrase: the actors of a noun phrase, by its head, modifiers and conjuncts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import numpy as np
from spacy.tokens import Doc, Token

from analysis import vocabulary
from analysis.extract.cooperation.lexicon import pieces
from analysis.extract.dateline import opening
from analysis.extract.places import text_of
from analysis.extract.records import Mention

# links inside a noun phrase that keep to the same doer: 'Russian troops', 'the president of Chile', 'X and Y'
INNER = frozenset(["compound", "amod", "nmod", "poss", "appos", "conj", "flat", "quantmod", "nummod", "dep"])
INNER_PREPOSITIONS = frozenset(["of", "from", "including", "like", "between", "as", "among", "plus", "versus"])
GOVERNMENT = re.compile(
    r"\b(?:government|ministry|department|army|navy|air force|armed forces|forces|guard|parliament|senate|congress|house|treasury"
    r"|agency|council|committee|intelligence|directorate|secretariat|embassy|pentagon|kremlin|presidency|office|police|command|bureau|commission|assembly|cabinet|court|military|corps"
    r"|administration|duma|politburo|party|central bank)\b",
    re.I,
)


# "Post" and "Times" end the names of papers only; state media speak for their state and stay
MEDIA = re.compile(
    r"\b(?:News|Newspaper|Reuters|Associated Press|Agence France|AFP|CNN|BBC|CNBC|NBC|ABC|CBS|NPR|Bloomberg|Al Jazeera|Television|Broadcasting|Radio"
    r"|Kyodo|Yonhap|Tribune|Herald|Journal|Gazette|Guardian|Telegraph|Chronicle|Observer|Politico|Axios|Rudaw|Hankyoreh|Ilbo)\b|(?:Times|Post|Monitor|Press)$"
)


# who lists or claims a thing does not take part in what it does: 'a U.S.-designated firm'
BRANDED = re.compile(r"[-–‑](?:designated|sanctioned|blacklisted|listed|imposed|claimed|occupied|wanted|flagged)\b")


FROM = 6  # tokens between a firm's name and where it is from
JOINERS = frozenset(["and", "or", ",", ";", "with", "to", "plus"])


class Party(NamedTuple):
    """One actor where the text names it; token bounds are half-open."""

    actor_id: str
    kind: str
    country: str | None
    form: str
    start: int
    end: int
    side: str  # whom it stands for: its state, else itself


def side_of(mention: Mention) -> str:
    """Whose side an actor is on: a state's persons and public bodies stand for the state."""
    if mention.kind == "state":
        return mention.actor_id
    if mention.country and (mention.kind == "person" or GOVERNMENT.search(mention.actor)):
        return mention.country
    return mention.actor_id


@cache
def _places() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First word in lower case → (words, state), longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for state, names in vocabulary.load("places").items():
        for name in names:
            words = tuple(pieces(name.lower()))
            found.setdefault(words[0], []).append((words, state))
    for options in found.values():
        options.sort(key=lambda option: -len(option[0]))
    return found


@cache
def _place_names() -> frozenset[str]:
    return frozenset(name.lower() for names in vocabulary.load("places").values() for name in names)


BODIES = frozenset(
    ["authority", "official", "government", "company", "firm", "entity", "group", "rebel", "militia", "troop", "force", "bank", "leader", "officer", "ally", "fighter", "producer",
     "manufacturer", "partner", "client", "customer", "buyer", "supplier", "regime", "community", "organization", "organisation", "people", "refugee", "counterpart"]
)  # fmt: skip


def _located(head: Token, preposition: Token, parties: Parties) -> bool:
    """'officials in Kabul', 'firms in China': who they are is where they are, unless they are told to be another's."""
    if preposition.lower_ != "in" or head.i in parties.by_token or head.lemma_.lower() not in BODIES:
        return False
    owners = (parties.by_token.get(child.i) for child in head.lefts)
    return not any(owner is not None and owner.form == "demonym" for owner in owners)


# who is somebody's, and another than that one
OTHERS = frozenset(["ally", "backer", "supporter", "neighbour", "neighbor", "enemy", "rival", "foe", "opponent", "critic", "creditor", "adversary", "sponsor", "benefactor", "patron"])  # fmt: skip
LOCATING = frozenset(["based", "located"])
# 'a force comprised of X and Y', 'made up of X and Y': these are who it is
COMPOSED = frozenset(["comprised", "composed", "consisting", "made", "formed", "comprising", "drawn"])
TOLD_BEHIND = LOCATING | COMPOSED


def another(doer: Token, parties: Parties) -> bool:
    """True for who is somebody's and not that one: 'Chile's allies'."""
    return doer.lemma_ in OTHERS and doer.i not in parties.by_token


def composed(head: Token) -> bool:
    """True for what is told to be made up of others."""
    return any(child.dep_ == "acl" and child.lower_ in COMPOSED for child in head.children)


class Parties:
    """The actors of a doc by token, computed once."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.by_token: dict[int, Party] = {}
        self.ordered: list[Party] = []
        self.names: dict[str, Mention] = {}
        begins = opening(text_of(doc))
        for mention in doc._.mentions:
            if mention.end <= begins:
                continue  # "SEOUL, May 21 - Peru has sold": where it was written
            span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is None or not len(span):
                continue
            if mention.kind == "organization" and MEDIA.search(mention.actor):
                continue  # media report; they are no parties
            if mention.kind != "state" and mention.text.lower() in _place_names():
                continue
            if BRANDED.match(text_of(doc), mention.end):
                continue
            if text_of(doc)[max(0, mention.start - 5) : mention.start].lower() in ("anti-", "anti–", "anti‑"):
                continue  # 'an anti-Russian bloc' is not Russia's
            party = Party(
                mention.actor_id,
                mention.kind,
                mention.country,
                mention.form,
                span.start,
                span.end,
                side_of(mention),
            )
            self.ordered.append(party)
            self.names.setdefault(mention.actor_id, mention)
            for index in range(span.start, span.end):
                self.by_token.setdefault(index, party)
        self.ordered.sort(key=lambda party: party.start)
        self.origins = self._origins()
        self.starts = np.array([party.start for party in self.ordered], np.int64)

    def place(self, token: Token) -> Party | None:
        """The state in which a named city, port or region lies, where the token is its first word."""
        if token.i in self.by_token and self.by_token[token.i].kind in ("state", "bloc"):
            return None
        if not token.text[:1].isupper():
            return None
        for words, state in _places().get(token.lower_, ()):
            if tuple(other.lower_ for other in self.doc[token.i : token.i + len(words)]) == words:
                return Party(state, "state", state, "place", token.i, token.i + len(words), state)
        return None

    def within(self, start: int, end: int) -> list[Party]:
        """The parties whose words start in the token range, in order."""
        first, last = np.searchsorted(self.starts, [start, end]).tolist()
        return self.ordered[first:last]

    def _same_one(self, apposition: Token) -> bool:
        """True where an apposition to a name is itself a name, and no noun that only tells of others: 'a rival of Peru'."""
        return apposition.i in self.by_token or apposition.pos_ == "PROPN"

    def phrase(self, head: Token) -> list[Party]:
        """The parties that the noun phrase headed by `head` names."""
        found: dict[int, Party] = {}
        seen: set[int] = set()
        stack = [head]
        while stack:
            token = stack.pop()
            if token.i in seen:
                continue
            seen.add(token.i)
            party = self.by_token.get(token.i)
            if party is not None:
                found[party.start] = party
            for child in token.children:
                if child.dep_ == "appos" and token.i in self.by_token and not self._same_one(child):
                    continue  # 'Chile, the rival of Peru'
                if child.dep_ in INNER:
                    # 'U.S.-designated', 'Iran-backed': not a doer of this phrase
                    if child.dep_ == "amod" and child.tag_ == "VBN" and child.i not in self.by_token:
                        continue
                    if child.dep_ == "poss" and token.dep_ == "nsubj" and another(token, self):
                        continue  # 'Chile's allies refused': not Chile
                    # a person's relative or aide is not that person: "Kim's sister"
                    owner = self.by_token.get(child.i) if child.dep_ == "poss" else None
                    if owner is not None and owner.kind == "person" and token.i in self.by_token:
                        continue
                    stack.append(child)
                elif child.dep_ == "prep" and (_inner(child) or _located(token, child, self)):
                    stack.extend(grand for grand in child.children if grand.dep_ in ("pobj", "pcomp"))
                elif child.dep_ == "acl" and token.i not in self.by_token and child.lower_ in TOLD_BEHIND:
                    if child.lower_ == "comprising":
                        stack.extend(grand for grand in child.children if grand.dep_ == "dobj")
                    stack.extend(
                        grand
                        for preposition in child.children
                        if preposition.dep_ == "prep" and (child.lower_ in LOCATING or preposition.lower_ == "of")
                        for grand in preposition.children
                        if grand.dep_ == "pobj"
                    )
        return [found[start] for start in sorted(found) if start not in self.origins]

    def _origins(self) -> frozenset[int]:
        """Starts of the states that only tell where a named firm or group is from: 'the Chilean firm Acme'."""
        found = set()
        for state, body in itertools.pairwise(self.ordered):
            if state.kind != "state" or body.kind != "organization" or body.country != state.actor_id:
                continue
            between = self.doc[state.end : body.start]
            if (
                body.side != state.side
                and len(between) <= FROM
                and not any(word.lower_ in JOINERS for word in between)
            ):
                found.add(state.start)
        return frozenset(found)


def _inner(preposition: Token) -> bool:
    """True for a preposition of the phrase itself: 'of', 'including'; 'much like X' only likens it to X's."""
    return preposition.lower_ in INNER_PREPOSITIONS and not (
        preposition.lower_ == "like" and any(child.dep_ == "advmod" for child in preposition.lefts)
    )


def as_state(party: Party) -> Party:
    """The state that a person serves, in the person's place; any other party as it is."""
    if party.kind == "person" and party.country:
        return party._replace(actor_id=party.country, kind="state")
    return party


def ids(parties: Iterable[Party]) -> tuple[str, ...]:
    """Actor ids without repetition, in order."""
    return tuple(dict.fromkeys(party.actor_id for party in parties))


def sides(parties: Iterable[Party]) -> frozenset[str]:
    """The distinct sides among the parties."""
    return frozenset(party.side for party in parties)
