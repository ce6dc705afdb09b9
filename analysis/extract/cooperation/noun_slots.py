"""The slots of a noun: its owner, what stands before it, the subject of its verb, and the prepositions by their own names."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.extract.cooperation import grammar
from analysis.extract.cooperation.attached import Attached, light
from analysis.extract.cooperation.context import Context
from analysis.extract.cooperation.frames import Trigger
from analysis.extract.cooperation.owning import whom_it_praises
from analysis.extract.cooperation.parties import Party

MODIFYING = frozenset(["compound", "amod", "nmod", "conj", "poss", "punct", "appos", "advmod", "npadvmod", "dep"])
# participles that tell where goods come from: 'Iranian-made drones'
MADE = frozenset(
    ["made", "built", "supplied", "manufactured", "produced", "designed", "provided", "grown", "donated", "developed"]
)
AMOUNTS = frozenset(
    ["million", "billion", "thousand", "hundred", "dozen", "dollar", "euro", "ton", "tonne", "package"]
)
BINDING = frozenset(["bind", "unite", "join", "link", "tie"])
TAKING = frozenset(["pay", "receive", "get", "buy", "purchase", "import", "accept", "obtain"])
ANSWERING = frozenset(["reject", "refuse", "deny", "grant", "accept", "approve", "consider", "weigh", "rebuff", "turn", "honour", "honor", "decline", "study", "receive", "get", "welcome", "spurn", "examine", "dismiss", "ignore"])  # fmt: skip
USING = frozenset(["use", "fire", "launch", "employ", "field", "operate", "test", "fly", "unveil"])


def noun_heads(trigger: Trigger, slot: str, prepositions: Attached) -> list[Token]:
    """The heads of the phrases in the slot of the noun."""
    noun = trigger.token
    if slot == "poss":
        return [child for child in _spine_children(noun) if child.dep_ == "poss"]
    if slot == "haver":  # 'a firm with ties to'
        return [noun.head.head] if having(noun) else []
    if slot == "thanker":  # 'thanked Peru for its help'
        praised = (child for child in noun.children if whom_it_praises(child) is not None)
        subject = grammar.subject(noun.head.head) if any(praised) else None
        return [subject] if subject is not None else []
    if slot == "invitee":  # 'accepted an invitation to', 'came at the invitation of'
        return _invitees(noun)
    if slot == "goal":
        return [token for name, token in prepositions if name == "to"] if _invitees(noun) else []
    if slot == "addressee":  # 'rejected a Chilean request'
        return _addressees(noun)
    if slot == "mod":
        return []
    if slot == "dative":  # 'handed Kim a letter'
        verb = grammar.governor(noun)
        return [child for child in verb.children if child.dep_ == "dative"] if verb is not None else []
    if slot == "subject":
        return _subjects(trigger)
    if slot == "bearer":  # 'Acme, a supplier of', 'the supplier Acme'
        found = [child for child in noun.children if child.dep_ in ("appos", "compound") and child.pos_ == "PROPN"]
        return found + ([noun.head] if noun.dep_ in ("appos", "compound") else [])
    if slot == "linking":
        return [
            word
            for clause in noun.children
            if clause.dep_ in ("acl", "relcl") and clause.lemma_ in ("link", "connect", "join")
            for word in grammar.objects(clause)
        ]
    if slot == "agent":
        return _agents(noun, prepositions)
    if slot == "user":
        return _users(noun)
    return [token for name, token in prepositions if name == slot]


def _subjects(trigger: Trigger) -> list[Token]:
    noun = trigger.token
    if noun.dep_ == "pobj" and noun.head.dep_ == "agent":  # 'X and Y are bound by friendship'
        bound = noun.head.head if noun.head.head.lemma_ in BINDING else None
        undergoer = grammar.undergoer(bound) if bound is not None else None
        return [undergoer] if undergoer is not None else []
    verb = grammar.governor(noun)
    if (
        verb is None
        or (noun.dep_ == "appos" and trigger.frame.id == "ally")  # 'sold oil to Syria, an ally of Iran'
        or not light(verb, trigger)
        or (noun.dep_ == "pobj" and verb.lemma_ in grammar.SPEECH and not _counted(noun))
    ):
        return []
    if grammar.passive(verb):
        undergoer = grammar.undergoer(verb)
        if undergoer is not None and undergoer.i != noun.i:
            return [undergoer]
        # 'a visit was paid by X', 'the purchase of tanks was completed by X'
        return [token for name, token in grammar.prepositions(verb) if name == "by"]
    if (
        verb.lemma_ in TAKING
        and trigger.frame.about == "items"
        and trigger.form.giver
        and "subject" not in trigger.form.receiver
    ):
        return []  # 'paid for the package': who pays does not give it
    subject = grammar.subject(verb)
    return [subject] if subject is not None and subject.i != noun.i else []


def having(noun: Token) -> bool:
    """True for what is told of the noun before it: 'a firm with ties to Chile'."""
    preposition = noun.head
    return (
        noun.dep_ == "pobj"
        and preposition.lower_ == "with"
        and preposition.head.pos_ in ("NOUN", "PROPN", "PRON", "DET")
        and preposition.i == preposition.head.i + 1
    )


def _invitees(noun: Token) -> list[Token]:
    """Who has been invited, where the sentence tells what came of it."""
    verb = noun.head if noun.dep_ == "dobj" else noun.head.head
    came = noun.dep_ == "pobj" and noun.head.lower_ in ("following", "after", "at", "upon", "on")
    if verb.pos_ != "VERB" or not (came or (noun.dep_ == "dobj" and verb.lemma_ in ANSWERING)):
        return []
    subject = grammar.subject(verb)
    return [subject] if subject is not None else []


def _addressees(noun: Token) -> list[Token]:
    """Who answers what the noun asks for: 'turned down a Chilean request', 'a request was granted by Peru'."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "nsubjpass") or verb.lemma_ not in ANSWERING:
        return []
    if noun.dep_ == "nsubjpass":
        return [token for name, token in grammar.prepositions(verb) if name == "by"]
    subject = grammar.subject(verb)
    return [subject] if subject is not None else []


def _counted(noun: Token) -> bool:
    """True where an amount of it is what the verb is about: 'announced $5 million in aid'."""
    amount = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("in", "of", "worth") else noun
    return amount.dep_ == "dobj" and (amount.pos_ in ("NUM", "SYM") or amount.lemma_ in AMOUNTS)


def _agents(noun: Token, prepositions: Attached) -> list[Token]:
    heads = [token for name, token in prepositions if name in ("agent", "involving")]
    for clause in noun.children:
        if clause.dep_ in ("acl", "relcl") and clause.tag_ == "VBN":
            heads += [token for name, token in grammar.prepositions(clause) if name == "by"]
    verb = grammar.governor(noun)
    if verb is not None and grammar.passive(verb):
        heads += [token for name, token in grammar.prepositions(verb) if name == "by"]
    return heads


def _users(noun: Token) -> list[Token]:
    """Who uses it: 'the use of Turkish drones by X'."""
    if noun.head.lemma_ in USING and noun.dep_ == "dobj":
        return [child for child in noun.head.children if child.dep_ == "nsubj"]
    above = noun.head.head if noun.dep_ == "pobj" else noun
    if above.lemma_ not in ("use", "deployment", "launch", "operation"):
        return []
    return [token for name, token in grammar.prepositions(above) if name == "by"] + [
        child for child in above.children if child.dep_ == "poss"
    ]


def _spine_children(noun: Token) -> list[Token]:
    children = list(noun.children)
    # 'Kim's China visit': inside a compound the possessor may hang on the outer head
    if noun.dep_ in ("compound", "conj", "nmod"):
        children += [child for child in noun.head.children if child.i < noun.i and child.dep_ == "poss"]
    return children


def modifiers(noun: Token, context: Context) -> list[Party]:
    """Parties on the left side of the noun that are no possessors: 'U.S.-Japan talks', 'Russian arms'."""
    left = noun.left_edge.i
    if noun.dep_ == "conj" and left == noun.i:  # 'Chinese food and aid' shares its modifiers
        left = min(left, noun.head.left_edge.i) if noun.head.pos_ in ("NOUN", "PROPN") else left
    owners = [child for child in _spine_children(noun) if child.dep_ == "poss"]
    possessors = {party.start for head in owners for party in context.phrase(head)}
    return [
        party
        for party in context.parties.within(left, noun.i)
        if party.start not in possessors and inside(noun.doc[party.end - 1], noun)
    ]


def inside(word: Token, noun: Token) -> bool:
    """True where the word modifies the noun, through words of the same phrase."""
    for _ in range(8):
        if word.i == noun.i or (noun.dep_ == "conj" and word.i == noun.head.i):
            return True
        if word.dep_ not in MODIFYING:
            return False
        if word.head.tag_ == "VBN" and word.head.lower_ not in MADE:
            return False
        word = word.head
    return False
