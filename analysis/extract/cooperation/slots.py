"""The slots of one trigger: which parties and which goods stand where."""

from __future__ import annotations

from functools import cached_property

from spacy.tokens import Doc, Token

from analysis import vocabulary
from analysis.extract.cooperation import grammar, lexicon
from analysis.extract.cooperation.context import Context
from analysis.extract.cooperation.frames import Trigger
from analysis.extract.cooperation.parties import Party, sides

# prepositions of the governing verb that belong to what its object names: 'held talks on Monday with X'
SHARED = frozenset(["with", "between", "among", "alongside"])
FLOWING = SHARED | {"to", "for", "from", "into"}
MODIFYING = frozenset(["compound", "amod", "nmod", "conj", "poss", "punct", "appos", "advmod", "npadvmod", "dep"])
# participles that tell where goods come from: 'Iranian-made drones'
MADE = frozenset(
    ["made", "built", "supplied", "manufactured", "produced", "designed", "provided", "grown", "donated", "developed"]
)
# slots in which a city or region stands for its state
PLACED = frozenset(["to", "in", "at", "into", "from", "object", "through", "via", "near", "between"])
USING = frozenset(["use", "fire", "launch", "employ", "field", "operate", "test", "fly", "unveil"])
# what is given by saying so: 'confirmed its support', 'underlined his commitment'
VOICED = frozenset(["support", "commitment"])
VOICING = frozenset(
    ["confirm", "underline", "underscore", "highlight", "note", "stress", "announce", "declare", "state", "raise"]
)
RECIPROCAL = frozenset([("each", "other"), ("one", "another")])
# nouns of which each names one relation
COUNTED = frozenset(
    ["alliance", "summit", "treaty", "pact", "agreement", "deal", "meeting", "partnership", "friendship"]
)
PEOPLE = frozenset(vocabulary.load("people")["words"])
PRIVATE = frozenset(vocabulary.load("people")["private"])


def peopled(head: Token, context: Context) -> bool:
    """True where the phrase names people, a body or what carries them."""
    if head.i in context.parties.by_token or head.pos_ in ("PRON", "PROPN", "NUM", "DET"):
        return True
    return head.lemma_.lower() in PEOPLE or head.lemma_.lower().endswith(
        ("minister", "man", "woman", "er", "or", "ist", "ian")
    )


def private(party: Party, doc: Doc) -> bool:
    """True where the name only says where a private person is from: 'a Kenyan man'."""
    return party.end < len(doc) and doc[party.end].lemma_.lower() in PRIVATE


def _hyphenated(one: Party, other: Party, doc: Doc) -> bool:
    """True for two names joined by a hyphen, be they cut into tokens or not ('U.S.-Japan' is one)."""
    if one.start == other.start:
        return one.side != other.side
    return other.start == one.end + 1 and doc[other.start - 1].text in ("-", "–", "‑")


def conjuncts(head: Token) -> list[Token]:
    """What is joined to the word by 'and': 'X, Y and Z'."""
    found: list[Token] = []
    for child in head.children:
        if child.dep_ == "conj":
            found.append(child)
            found += conjuncts(child)
    return found


class Slots:
    """Parties by slot name for one trigger, each computed when asked for."""

    def __init__(self, trigger: Trigger, context: Context) -> None:
        self.trigger = trigger
        self.context = context
        self.token = trigger.token

    def parties(self, slot: str) -> list[Party]:
        """The parties in the slot, in text order; empty where none stands there."""
        found: list[Party] = []
        for head in self.heads(slot):
            if slot in self.trigger.frame.people and not peopled(head, self.context) and not self._programme(head):
                continue
            if slot == "subject" and self.trigger.frame.about == "visitors" and head.lemma_.lower() in PRIVATE:
                continue
            named = self.context.phrase(head)
            if slot == "object" and self._made_of(head):
                named = [party for party in named if party.form != "demonym" or party.start >= head.i]
            if slot in PLACED and not any(party.kind in ("state", "bloc") for party in named):
                named = named + self._places(head)[: 2 if slot == "between" else 1]
            found += [party for party in named if not self._mere_people(head)]
        if slot == "mod":
            found += self._modifiers()
        if slot == "goods":
            found += self._goods()
        return found

    def _made_of(self, head: Token) -> bool:
        """True for goods with their maker before them ('shipped Iranian oil'), who is not the one to get them."""
        form = self.trigger.form
        if not ("goods" in form.giver and "object" in form.item and "object" in form.receiver):
            return False
        return bool(lexicon.hits([head], "items"))

    def _programme(self, head: Token) -> bool:
        """True for help to what is a state's own and has an area: 'aids Iran's satellite programme'."""
        if self.trigger.frame.id != "assist":
            return False
        return bool(lexicon.hits([token for token in head.doc[head.left_edge.i : head.i + 1]], "items"))

    def _mere_people(self, head: Token) -> bool:
        """True where a state's people, not the state, are backed: 'support for the people of Chile'."""
        if self.trigger.frame.id not in ("support", "praise") or self.trigger.token.i > head.i:
            return False
        return head.lemma_.lower() in (
            "people",
            "protester",
            "demonstrator",
            "citizen",
            "aspiration",
            "right",
            "freedom",
        )

    def mutual(self) -> list[Party]:
        """Who does it to each other: the several doers of 'X and Y support each other', 'they rely on one another'."""
        if self.trigger.kind != "verb" or not self.trigger.form.receiver:
            return []
        words = [*grammar.objects(self.token), *(word for _, word in self._prepositions)]
        words += [child for child in self.token.children if child.dep_ == "dative"]
        if not any(word.i and (word.nbor(-1).lower_, word.lower_) in RECIPROCAL for word in words):
            return []
        return [
            party for slot in dict.fromkeys(["subject", *self.trigger.form.giver]) for party in self.parties(slot)
        ]

    def pairs(self) -> list[list[Party]]:
        """Hyphenated pairs before a noun, one a list: 'the U.S.-Japan and U.S.-ROK alliances'."""
        noun = self.token
        if not self.trigger.form.both:
            return []
        if self.trigger.kind != "noun":
            return self._one_by_one()
        left = max(noun.left_edge.i, noun.i - 14)
        groups: list[list[Party]] = []
        for party in self.context.parties.within(left, noun.i):
            if groups and _hyphenated(groups[-1][-1], party, noun.doc):
                groups[-1].append(party)
            else:
                groups.append([party])
        return [group for group in groups if len(group) > 1] or self._one_by_one()

    def _one_by_one(self) -> list[list[Party]]:
        """One pair for each partner, where several relations are named: 'its alliances with X and Y', 'ties with both X and Y'."""
        for name, head in self._prepositions:
            if name != "with":
                continue
            partners = [self.context.parties.phrase(one) for one in (head, *conjuncts(head))]
            named = [party for group in partners for party in group]
            apart = head.doc[head.left_edge.i].lower_ == "both" or (
                self.token.tag_ == "NNS" and self.token.lemma_ in COUNTED
            )
            if len(sides(named)) != 2 or not apart:
                return []
            mine = [party for slot in ("poss", "mod", "subject") for party in self.parties(slot)]
            mine = [party for party in mine if party.side not in sides(named)]
            if len(sides(mine)) != 1:
                return []
            found: dict[str, list[Party]] = {}
            for party in named:
                found.setdefault(party.side, [*mine]).append(party)
            return list(found.values())
        return []

    def _places(self, head: Token) -> list[Party]:
        """The states of the cities or regions that the phrase names: 'the port of Rajin', 'Kursk region'."""
        found: dict[str, Party] = {}
        for token in self.token.doc[head.left_edge.i : head.right_edge.i + 1]:
            party = self.context.parties.place(token)
            if party is not None:
                found.setdefault(party.side, party)
        return list(found.values())

    def heads(self, slot: str) -> list[Token]:
        """The heads of the phrases in the slot."""
        if self.trigger.kind == "verb":
            return self._verb_heads(slot)
        return self._noun_heads(slot)

    # ------------------------------------------------------------ verbs
    def _verb_heads(self, slot: str) -> list[Token]:
        verb = self.token
        if slot == "doer":  # 'welcomed the steps taken by Chile'
            return [
                word
                for head in self._verb_heads("object")
                for clause in head.children
                if clause.dep_ == "acl" and clause.tag_ == "VBN"
                for name, word in grammar.prepositions(clause)
                if name == "by"
            ]
        if slot == "backer":
            return [verb.nbor(-2)]
        if slot == "backed":
            head = verb.head
            while head.dep_ in ("amod", "compound", "nmod") and head.i not in self.context.parties.by_token:
                head = head.head
            return [head]
        is_passive = grammar.passive(verb)
        if slot == "subject":
            if is_passive:
                return [token for name, token in self._prepositions if name == "by"]
            subject = grammar.subject(verb)
            return [subject] if subject is not None else []
        if slot == "object":
            if is_passive:
                undergoer = grammar.undergoer(verb)
                return ([undergoer] if undergoer is not None else []) + grammar.objects(verb)
            found = grammar.objects(verb)
            if not found:  # 'allowed the WFP to deliver'
                found = [
                    word
                    for child in verb.children
                    if child.dep_ == "ccomp" and child.tag_ == "VB"
                    for word in child.children
                    if word.dep_ == "nsubj"
                ]
            return found
        if slot == "dative":
            return [child for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP"]
        if slot == "by" and is_passive:
            return []
        return [token for name, token in self._prepositions if name == slot]

    @cached_property
    def _prepositions(self) -> list[tuple[str, Token]]:
        token = self.token
        if self.trigger.kind == "verb" and self.trigger.frame.id in ("visit", "depart"):
            # who travels goes where the verb's own words say, not where some noun inside them is
            return grammar.prepositions(token, 2)
        found = grammar.prepositions(token)
        if self.trigger.kind == "verb":
            for child in [
                *grammar.objects(token),
                *(c for c in token.children if c.dep_ in ("nsubjpass", "advmod", "prt", "acomp")),
            ]:
                found += grammar.prepositions(child)
                for clause in child.children:  # 'shells made by X' stays with the shells
                    if clause.dep_ == "acl" and clause.tag_ == "VBN":
                        found += [pair for pair in grammar.prepositions(clause) if pair[0] in ("to", "for")]
            for complement in token.children:
                if complement.dep_ in ("xcomp", "advcl") and complement.tag_ == "VBG":
                    found += [pair for pair in grammar.prepositions(complement) if pair[0] == "with"]
        else:
            for clause in token.children:
                if clause.dep_ in ("acl", "relcl"):
                    found += grammar.prepositions(clause)
                    if clause.lemma_ in ("involve", "include"):
                        found += [("agent", word) for word in grammar.objects(clause)]
            if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.pos_ == "NOUN":
                # 'the presence of troops in Chad'
                found += [pair for pair in grammar.prepositions(token.head.head) if pair[0] != "of"]
            verb = grammar.governor(token)
            if verb is not None and verb.pos_ in ("VERB", "AUX") and self._light(verb):
                reach = SHARED if not (self.trigger.form.giver or self.trigger.form.receiver) else FLOWING
                outer = grammar.prepositions(verb)
                for child in grammar.objects(verb):
                    if child is not token:
                        outer += grammar.prepositions(child)
                found += [pair for pair in outer if pair[0] in reach]
        unique: dict[tuple[str, int], tuple[str, Token]] = {}
        for name, word in found:
            if word.i != token.i:
                unique.setdefault((name, word.i), (name, word))
        return list(unique.values())

    # ------------------------------------------------------------ nouns
    def _light(self, verb: Token) -> bool:
        """True where the verb's subject takes part in what the noun names ('held talks', not 'condemned talks')."""
        if self.trigger.frame.id in VOICED and verb.lemma_.lower() in VOICING:
            return True
        return verb.lemma_.lower() not in grammar.ATTITUDE

    def _noun_heads(self, slot: str) -> list[Token]:
        noun = self.token
        if slot == "poss":
            return [child for child in self._spine_children() if child.dep_ == "poss"]
        if slot == "mod":
            return []
        if slot == "dative":  # 'handed Kim a letter'
            verb = grammar.governor(noun)
            return [child for child in verb.children if child.dep_ == "dative"] if verb is not None else []
        if slot == "subject":
            verb = grammar.governor(noun)
            if verb is None or not self._light(verb) or (noun.dep_ == "pobj" and verb.lemma_ in grammar.SPEECH):
                return []
            if grammar.passive(verb):
                undergoer = grammar.undergoer(verb)
                if undergoer is not None and undergoer.i != noun.i:
                    return [undergoer]
                # 'a visit was paid by X', 'the purchase of tanks was completed by X'
                return [token for name, token in grammar.prepositions(verb) if name == "by"]
            subject = grammar.subject(verb)
            return [subject] if subject is not None and subject.i != noun.i else []
        if slot == "bearer":  # 'Acme, a supplier of', 'the supplier Acme'
            found = [
                child for child in noun.children if child.dep_ in ("appos", "compound") and child.pos_ == "PROPN"
            ]
            return found + ([noun.head] if noun.dep_ in ("appos", "compound") else [])
        if slot == "linking":
            return [
                word
                for clause in noun.children
                if clause.dep_ in ("acl", "relcl") and clause.lemma_ in ("link", "connect", "join")
                for word in grammar.objects(clause)
            ]
        if slot == "agent":
            heads = [token for name, token in self._prepositions if name in ("agent", "involving")]
            for clause in noun.children:
                if clause.dep_ in ("acl", "relcl") and clause.tag_ == "VBN":
                    heads += [token for name, token in grammar.prepositions(clause) if name == "by"]
            verb = grammar.governor(noun)
            if verb is not None and grammar.passive(verb):
                heads += [token for name, token in grammar.prepositions(verb) if name == "by"]
            return heads
        if slot == "user":  # 'the use of Turkish drones by X'
            if noun.head.lemma_ in USING and noun.dep_ == "dobj":
                return [child for child in noun.head.children if child.dep_ == "nsubj"]
            above = noun.head.head if noun.dep_ == "pobj" else noun
            if above.lemma_ not in ("use", "deployment", "launch", "operation"):
                return []
            return [token for name, token in grammar.prepositions(above) if name == "by"] + [
                child for child in above.children if child.dep_ == "poss"
            ]
        return [token for name, token in self._prepositions if name == slot]

    def _spine_children(self) -> list[Token]:
        children = list(self.token.children)
        # 'Kim's China visit': inside a compound the possessor may hang on the outer head
        if self.token.dep_ in ("compound", "conj", "nmod"):
            children += [
                child for child in self.token.head.children if child.i < self.token.i and child.dep_ == "poss"
            ]
        return children

    def _modifiers(self) -> list[Party]:
        """Parties on the left side of the noun that are no possessors: 'U.S.-Japan talks', 'Russian arms'."""
        noun = self.token
        left = noun.left_edge.i
        if noun.dep_ == "conj" and left == noun.i:  # 'Chinese food and aid' shares its modifiers
            left = min(left, noun.head.left_edge.i) if noun.head.pos_ in ("NOUN", "PROPN") else left
        possessors = {party.start for head in self._noun_heads("poss") for party in self.context.phrase(head)}
        found = []
        for party in self.context.parties.within(left, noun.i):
            if party.start in possessors:
                continue
            word = noun.doc[party.end - 1]
            if self._inside(word, noun):
                found.append(party)
        return found

    @staticmethod
    def _inside(word: Token, noun: Token) -> bool:
        for _ in range(8):
            if word.i == noun.i or (noun.dep_ == "conj" and word.i == noun.head.i):
                return True
            if word.dep_ not in MODIFYING:
                return False
            if word.head.tag_ == "VBN" and word.head.lower_ not in MADE:
                return False
            word = word.head
        return False

    def _goods(self) -> list[Party]:
        """Parties that modify the goods or stand after them with 'from': 'Russian tanks', 'oil from Iran'."""
        found: list[Party] = []
        heads = self.items()
        for head in list(heads):  # 'thousands of Iranian shells', 'the soldiers of Chile'
            inner = [word for name, word in grammar.prepositions(head) if name == "of"]
            found += [party for word in inner for party in self.context.parties.within(word.i, word.i + 1)]
            heads += inner
        for head in heads:
            whole = self._severed(head)
            for party in self.context.parties.within((whole or head).left_edge.i, head.i):
                word = head.doc[party.end - 1]
                if self._inside(word, head) or (whole is not None and self._inside(word, whole)):
                    found.append(party)
            if self.trigger.kind == "verb":
                for name, word in grammar.prepositions(head, 2):
                    found += self.context.parties.phrase(word) if name == "from" else []
                for clause in head.children:  # 'shells made in X'
                    if clause.dep_ == "acl" and clause.lower_ in MADE:
                        for name, word in grammar.prepositions(clause):
                            found += self.context.phrase(word) if name in ("in", "by") else []
        return found

    def _severed(self, head: Token) -> Token | None:
        """The first part of the goods' name, where the parser took it for whom they go to: 'bought Peruvian X-3 rifles'."""
        if head.left_edge.i == 0:
            return None
        before = head.doc[head.left_edge.i - 1]
        if before.dep_ != "dative" or before.i in self.context.parties.by_token or before.head.i != head.head.i:
            return None
        return before

    def items(self) -> list[Token]:
        """Heads of the phrases where the goods stand."""
        heads: list[Token] = []
        for slot in self.trigger.form.item:
            if slot != "mod":
                heads += self.heads(slot)
        return heads
