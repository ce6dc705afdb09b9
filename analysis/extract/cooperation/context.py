"""What a reader carries along: the pair spoken of, and who 'we' and 'both sides' are."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span, Token

from analysis.extract.cooperation.grammar import subject
from analysis.extract.cooperation.headings import joint_parties, main_state, publishing_state, titled_parties
from analysis.extract.cooperation.owning import who_grants, who_is_its, whom_it_praises
from analysis.extract.cooperation.parties import Parties, Party, as_state, sides
from analysis.extract.cooperation.together import named_together
from analysis.extract.coreference import pair_before
from analysis.extract.places import text_of, token_at
from analysis.extract.records import Claim
from analysis.extract.status import attribution_of

if TYPE_CHECKING:
    from analysis.extract.cooperation.candidates import Candidate

GROUPS = frozenset(
    ["country", "nation", "side", "state", "leader", "party", "neighbour", "neighbor", "government", "capital", "president", "minister", "army", "people",
     "man", "power", "counterpart", "two", "both", "three", "military", "rival", "ally", "partner", "pair", "duo", "official", "force", "navy"]
)  # fmt: skip
LANDS = frozenset(
    ["country", "nation", "kingdom", "republic", "homeland", "island", "archipelago", "emirate", "sultanate"]
)
# what says without a number that those spoken of are meant: 'the sides agreed', 'the leaders met'
PLAIN = frozenset(["side", "leader", "party", "country", "nation", "government", "president", "minister", "negotiator", "delegation", "ally", "neighbour", "neighbor"])  # fmt: skip
OFFICES = frozenset(
    ["foreign", "prime", "defence", "defense", "finance", "trade", "energy", "interior", "economy", "senior", "chief"]
)
# who speaks in a joint statement
SPEAKERS = frozenset(
    [
        "we",
        "us",
        "our",
        "they",
        "them",
        "their",
        "minister",
        "leader",
        "secretary",
        "president",
        "side",
        "both",
        "country",
        "participant",
        "partner",
        "three",
        "two",
        "head",
    ]
)
# 'the group' takes up the body of the kind named last
BODIES = {word: "bloc" for word in ("bloc", "alliance", "union")} | {
    word: "organization"
    for word in (
        "group",
        "movement",
        "militia",
        "faction",
        "company",
        "firm",
        "airline",
        "bank",
        "agency",
        "charity",
        "organisation",
        "organization",
    )
}
BACK = 150  # tokens back
NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4}
PERSONAL = frozenset(["leader", "president", "minister", "man", "counterpart", "pair", "duo"])


class Context:
    """The parties of a doc, and the pair that the text has been speaking of."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.parties = Parties(doc)
        self.pair: list[Party] = []  # parties of the last record
        self.history: list[Candidate] = []
        self.sentence_start = 0
        self.previous_start = 0
        self.taken_up: Party | None = None  # what 'it' meant last
        self.titled = titled_parties(doc, self.parties)
        self.joint = joint_parties(doc, self.parties, self.titled)
        self.publisher = publishing_state(doc, self.parties)
        self.hero = main_state(self.parties, self.titled)

    @cached_property
    def said(self) -> bytearray:
        """Of each character of the text, whether it belongs to who a claim is attributed to."""
        found = bytearray(len(text_of(self.doc)) + 1)
        for claim in self.doc._.claims:
            if claim.source_start is not None:
                end = self._source_end(claim)
                found[claim.source_start : end] = b"\1" * (end - claim.source_start)
        return found

    def _source_end(self, claim: Claim) -> int:
        """Where a source ends with all that is said of it: 'a team formed by two states, Peru among them, said'."""
        last = token_at(self.doc, max(claim.source_start or 0, (claim.source_end or 0) - 1)).right_edge
        end = last.idx + len(last)
        return end if (claim.source_end or 0) <= end <= claim.start else claim.source_end or 0

    def phrase(self, head: Token) -> list[Party]:
        """The parties of the phrase, groups and pronouns resolved."""
        if head.lemma_.lower() in LANDS and head.tag_ == "NN" and head.text.islower():
            return self.land(head)
        if self.joint and authors(head):
            return self.joint
        if praised := whom_it_praises(head):
            return self.phrase(praised)
        found = self.parties.phrase(head) or self.group(head)
        if found:
            return found
        for child in head.children:  # 'in its factories': in those of whom it takes up
            if child.dep_ == "poss" and child.lower_ in ("its", "their", "our"):
                return self.group(child)
        return []

    def group(self, head: Token) -> list[Party]:
        """The parties meant by 'the two countries', 'both sides', 'they', 'their'."""
        if together := named_together(self.parties, head):
            return together
        number = None
        for child in head.children:
            if child.lower_ in NUMBERS:
                number = NUMBERS[child.lower_]
        if head.lower_ in NUMBERS and head.dep_ not in ("nummod", "det", "predet", "cc", "preconj"):
            number = NUMBERS[head.lower_]
        if self.joint and (head.lower_ in SPEAKERS or head.lemma_.lower() in SPEAKERS):
            return self.joint
        if head.lower_ in ("they", "them", "their", "each"):
            for token in self.doc[self.sentence_start : head.i]:  # 'the two presidents said that they'
                if token.dep_ == "nsubj" and token.tag_ == "NNS" and token.lemma_.lower() in GROUPS:
                    doers = self.phrase(token)
                    if len(sides(doers)) >= 2:
                        return doers
            return self.recent(head, 2, None) or (self.thing(head) if head.lower_ == "they" else [])
        if head.lower_ in ("it", "its", "itself"):
            return self.thing(head)
        if head.lower_ in ("we", "us", "our"):
            return self.speaker(head)
        if head.lower_ == "both":
            number = 2
        if number is None and head.lemma_.lower() in BODIES and _single(head) and _definite(head):
            return self.body(head)
        if number is None or (head.lemma_.lower() not in GROUPS and head.lower_ not in NUMBERS):
            if not (head.tag_ == "NNS" and head.lemma_.lower() in PLAIN and _definite(head) and _bare(head)):
                return []
            number = max(2, len(_distinct(self.pair, head.lemma_.lower() in PERSONAL)))
        return self.recent(head, number, head.lemma_.lower() in PERSONAL)

    def land(self, head: Token) -> list[Party]:
        """Which state 'his country', 'the kingdom' or 'our nation' is: that of the owner, else the one spoken of before."""
        own = self.parties.phrase(head)
        for child in head.children:
            if child.dep_ == "poss":
                owners = own or self.group(child) or self.thing(child)
                return [as_state(party) for party in owners]
        if own or not _definite(head) or any(child.dep_ in ("amod", "prep", "relcl") for child in head.children):
            return own
        for start, end in ((self.sentence_start, head.i), (self.previous_start, self.sentence_start)):
            named = [party for party in self.parties.within(start, end) if party.kind == "state"]
            if len(sides(named)) == 1:
                return named[-1:]
            if named:
                break
        return []

    def thing(self, head: Token) -> list[Party]:
        """Which state or body 'it' means: the subject named nearest before it in its sentence."""
        if head.dep_ == "poss" and head.head.dep_ == "appos":
            # 'X's turn away from Y, its protector': the one named before Y
            for party in reversed(self.parties.within(self.sentence_start, head.head.head.left_edge.i)):
                if party.kind in ("state", "bloc"):
                    return [party]
        if (counterpart := who_is_its(head)) is not None:
            return self._subject_before(head, counterpart)
        if (granting := who_grants(head)) is not None:
            return [as_state(party) for party in self.parties.phrase(granting)][:1]
        doer = subject(head.head) if head.dep_ in ("dobj", "dative") and head.head.pos_ == "VERB" else None
        for index in range(head.i - 1, self.sentence_start - 1, -1):
            token = self.doc[index]
            if token.dep_ not in ("nsubj", "nsubjpass"):
                continue
            if doer is not None and token.i == doer.i:
                return self._subject_before(head, doer)  # 'X agreed to lend it money': another than X
            found = [
                as_state(party)
                for party in self.parties.phrase(token)
                if party.kind != "person" or (token.i not in self.parties.by_token and party.country)
            ]
            if found:
                return found[:1]
            if token.lower_ not in ("it", "which", "that", "who"):
                return []
        return self._subject_before(head) if head.dep_ in ("nsubj", "nsubjpass", "poss") else []

    def _subject_before(self, head: Token, doer: Token | None = None) -> list[Party]:
        """The state or body that was the subject of the sentence before, for an 'it' with nothing but a doer named before it."""
        own = sides(self.parties.phrase(doer)) if doer is not None else frozenset()
        if any(party.side not in own for party in self.parties.within(self.sentence_start, head.i)):
            return []
        for token in self.doc[self.previous_start : self.sentence_start]:
            if token.dep_ not in ("nsubj", "nsubjpass") or token.head.dep_ != "ROOT":
                continue
            found = self.parties.phrase(token)
            if len(found) == 1 and found[0].side not in own and found[0].kind in ("state", "bloc", "organization"):
                self.taken_up = found[0]._replace(form="pronoun")
                return [self.taken_up]
            if token.lower_ == "it":
                return [self.taken_up] if self.taken_up is not None else []
            return []
        return []

    def body(self, head: Token) -> list[Party]:
        """Which body 'the group', 'the bloc' or 'the company' takes up: the one of that kind named last before it."""
        kind = BODIES[head.lemma_.lower()]
        doer = subject(head.head) if head.head.pos_ == "VERB" else None
        own = {party.actor_id for party in self.parties.phrase(doer)} if doer is not None else set()
        for party in reversed(self.parties.within(max(0, head.i - BACK), head.i)):
            if party.actor_id in own:
                continue  # 'the militia armed the group': another one
            if party.kind == kind and party.form != "pronoun" and (kind == "bloc" or party.side == party.actor_id):
                return [party._replace(form="title", start=head.i, end=head.i + 1)]
        return []

    def acts(self, head: Token) -> bool:
        """True where 'the alliance' or 'the bloc' is a body that does something, and a body of that kind was named before."""
        if head.dep_ != "nsubj" or not _single(head) or head.lemma_.lower() not in BODIES or not _definite(head):
            return False
        verb = head.head
        busy = any(child.dep_ in ("dobj", "xcomp", "ccomp") for child in verb.children)
        return busy and verb.lemma_ not in ("have", "date", "span") and bool(self.body(head))

    def doers_before(self) -> list[Party]:
        """The several sides that were the subject of the sentence before: 'X and Y quarrelled. They met.'"""
        for token in self.doc[self.previous_start : self.sentence_start]:
            if token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ == "ROOT":
                found = [party for party in self.parties.phrase(token) if party.kind in ("state", "bloc", "person")]
                found = _distinct(found, None)
                return found if len(found) >= 2 else []
        return []

    def _met(self) -> list[Party]:
        """The parties of the latest record that names two persons of different sides; else of the last record."""
        for candidate in self.history[:-9:-1]:
            people = {party.side for party in candidate.parties if party.kind == "person"}
            if len(people) >= 2:
                return list(candidate.parties)
        return self.pair

    @staticmethod
    def _state(actor_id: str, head: Token) -> Party:
        return Party(actor_id, "state", actor_id, "pronoun", head.i, head.i + 1, actor_id)

    def imposers(self, sentence: Span) -> frozenset[str]:
        """Who imposes sanctions in the sentence: no party to the trade that they punish."""
        start, end = sentence.start_char, sentence.end_char
        return frozenset(
            imposer for record in self.doc._.sanctions if start <= record.start < end for imposer in record.imposers
        )

    def together(self, number: int) -> list[Party]:
        """The `number` sides last spoken of together: in a record, else in the title."""
        for candidate in self.history[:-9:-1]:
            pair = _distinct(list(candidate.parties), False)
            if len(pair) == number:
                return pair
        return self.titled if len(self.titled) == number else []

    def speaker(self, head: Token) -> list[Party]:
        """Whom 'we' stands for: the speaker's state, else the publisher's."""
        said = attribution_of(self.doc, head.idx, head.idx + len(head.text))
        state = self.publisher
        if said.source is not None and said.source in self.parties.names:
            mention = self.parties.names[said.source]
            state = mention.country or (mention.actor_id if mention.kind in ("state", "bloc") else None)
        elif said.source is not None:
            state = None
        return [Party(state, "state", state, "pronoun", head.i, head.i + 1, state)] if state else []

    def recent(self, head: Token, number: int, personal: bool | None) -> list[Party]:
        """The last `number` sides named before `head` in its sentence, else the pair of the last record."""
        before = [
            party
            for party in self.parties.within(self.sentence_start, head.i)
            if party.kind in ("state", "person", "bloc")
        ]
        chosen = _distinct(before, personal)
        if len(chosen) == number or (len(chosen) > number and personal is not None):
            return chosen[-number:]
        if head.lower_ in ("they", "them", "their") and len(chosen) > number:
            return []
        doers = self.doers_before()
        if len(doers) == number or (len(doers) > 2 and head.lower_ in ("they", "them", "their")):
            return _distinct(doers, personal)
        if number == 2 and personal is False and not self.pair:
            return [self._state(one, head) for one in pair_before(self.doc, head.idx)]
        pair = _distinct(self._met() if personal else self.pair, personal)
        if personal and not pair:  # 'the ministers' of the two that the text spoke of
            pair = _distinct(self.pair, None)
        if len(pair) >= 2 and (number == len(pair) or number == 2):
            return pair[:number] if number == 2 and len(pair) > 2 and personal is not None else pair
        return []


def _distinct(parties: list[Party], personal: bool | None) -> list[Party]:
    """One party a side: states where countries are meant, persons where leaders are."""
    found: dict[str, Party] = {}
    for party in parties:
        kept = found.get(party.side)
        if personal:
            better = party.kind == "person" and (kept is None or kept.kind != "person")
        elif personal is None:
            better = kept is None
        else:
            better = party.kind in ("state", "bloc") and (kept is None or kept.kind not in ("state", "bloc"))
            if kept is None and party.kind == "person" and party.country:
                party = party._replace(actor_id=party.country, kind="state")
                better = True
        if better:
            found[party.side] = party
    if personal:
        people = {side: party for side, party in found.items() if party.kind == "person"}
        found = people if len(people) >= 2 else found
    return list(found.values())


def authors(head: Token) -> bool:
    """True where the words mean all authors of a joint statement: 'we', 'our', 'the Secretary and Foreign Ministers'."""
    if head.lower_ in ("we", "us", "our"):
        return True
    if head.lower_.removesuffix("s") not in SPEAKERS or head.pos_ == "PRON" or not _definite(head):
        return False
    if any(child.dep_ in ("prep", "poss", "appos", "relcl") for child in head.children):
        return False  # 'the ministers of Peru'
    joined = [child for child in head.children if child.dep_ == "conj"]
    # by its ending: titles in capitals are tagged as names
    return any(word.lower_.endswith("s") and word.lower_.removesuffix("s") in SPEAKERS for word in (head, *joined))


def _definite(head: Token) -> bool:
    return any(child.lower_ in ("the", "both", "these", "those") for child in head.children)


def _single(head: Token) -> bool:
    """True for one common noun, also where the tagger took it for a name ('the bloc')."""
    return head.tag_ in ("NN", "NNP") and head.text.islower()


def _bare(head: Token) -> bool:
    """True where no words tell which ones: not 'the countries of the region', 'the other leaders'."""
    if head.lemma_.lower() in ("side", "leader", "party"):
        return True
    which = ("prep", "relcl", "acl", "amod", "compound", "nmod", "appos", "conj")
    return not any(child.dep_ in which and child.lower_ not in OFFICES for child in head.children)
