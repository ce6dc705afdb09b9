"""Parties that the words around the trigger leave out, and a reader takes from what was said before.

'The deal', 'this alliance', 'the Russian delivery': the latest record of the same area that fits gives the
parties. Where one side is known, the nearest other actor of the sentence can be the other.
"""

from __future__ import annotations

from spacy.tokens import Span, Token

from analysis.extract.cooperation import grammar
from analysis.extract.cooperation.areas import About
from analysis.extract.cooperation.context import Context
from analysis.extract.cooperation.frames import Trigger
from analysis.extract.cooperation.parties import Party, sides

DEFINITE = frozenset(["the", "this", "that", "these", "those", "such", "its", "their", "both", "his", "her", "our"])
BACKWARD = frozenset(
    ["the", "this", "that", "these", "those", "such", "both"]
)  # 'its exports' need not be those spoken of
TRILATERAL = frozenset(["trilateral", "tripartite", "three", "three-way"])
MUTUAL = TRILATERAL | {"bilateral", "mutual", "two-way", "joint", "reciprocal"}
REACH = 16  # tokens between trigger and the nearest other actor
MEMORY = 8  # records back

Roles = tuple[list[Party], list[Party], list[Party]]


def complete(
    trigger: Trigger,
    area: str,
    givers: list[Party],
    receivers: list[Party],
    both: list[Party],
    sentence: Span,
    context: Context,
) -> Roles | None:
    """Givers, receivers and all parties, filled up from the sentence or from earlier records; else None."""
    if _named(trigger, sentence):
        return None
    if trigger.frame.complete != "never":
        urged = _urged(trigger, givers, receivers, both, context)
        if urged is not None:
            return urged
    joined = _joined(trigger, [*givers, *receivers, *both], context)
    if joined is not None:
        return joined
    if trigger.frame.complete in ("any", "history"):
        earlier = _earlier(trigger, area, givers, receivers, both, context)
        if earlier is not None:
            return earlier
    if trigger.frame.complete in ("any", "nearby"):
        near = _nearby(trigger, givers, receivers, both, sentence, context)
        if near is not None:
            return near
    if trigger.frame.complete != "any" and not trigger.frame.carries:
        return None
    return _carried_on(trigger, givers, receivers, both, sentence, context)


# what one side makes the other do with it: 'urged X to buy its rifles', 'invited X to join its drill'
DRAWING = frozenset(["urge", "ask", "invite", "persuade", "press", "push", "encourage", "allow", "let", "help", "offer", "convince", "enable", "permit", "want"])  # fmt: skip


def drawn(trigger: Trigger) -> Token | None:
    """The verb by which one side draws the other into it, where there is one."""
    verb = trigger.token if trigger.kind == "verb" else grammar.governor(trigger.token)
    if verb is None or verb.dep_ not in ("xcomp", "ccomp") or verb.head.lemma_ not in DRAWING:
        return None
    above = verb.head
    return None if grammar.passive(above) or grammar.subject(verb) is grammar.subject(above) else above


def _urged(
    trigger: Trigger, givers: list[Party], receivers: list[Party], both: list[Party], context: Context
) -> Roles | None:
    """The side that urged or invited the other to it, where no third one is named: 'X urged Y to buy rifles'."""
    known = [*givers, *receivers, *both]
    above = drawn(trigger)
    if above is None or len(sides(known)) != 1:
        return None
    doer = grammar.subject(above)
    drawing = [] if doer is None else context.phrase(doer)
    if len(sides(drawing)) != 1 or sides(drawing) == sides(known):
        return None
    if trigger.form.both:
        return [], [], [*drawing, *known]
    return _other_side(givers, receivers, both, drawing)


def _carried_on(
    trigger: Trigger,
    givers: list[Party],
    receivers: list[Party],
    both: list[Party],
    sentence: Span,
    context: Context,
) -> Roles | None:
    """The pair of which the text has just been speaking, where the words name one of its sides and nobody else."""
    known = [*givers, *receivers, *both]
    mine = sides(known)
    if len(mine) != 1 or (trigger.frame.id == "ally" and trigger.token.tag_ == "NNS"):
        return None  # 'its allies' are many, and nobody named
    others = {
        party.side
        for party in context.parties.within(sentence.start, sentence.end)
        if party.side not in mine and party.kind in ("state", "bloc", "person")
    }
    for candidate in context.history[: -MEMORY - 1 : -1]:
        if sentence.start - candidate.span[1] > 160:
            break
        pair = sides(candidate.parties)
        if len(pair) != 2 or not mine < pair:
            continue
        if others - pair:
            return None
        rest = [party for party in candidate.parties if party.side not in mine]
        if trigger.form.both and not (givers or receivers):
            return [], [], [*known, *rest]
        if givers or receivers:
            return _other_side(givers, receivers, both, rest)
    told = _told_before(trigger, known, others, sentence, context)
    if told is not None:
        return _other_side(givers, receivers, both, [told])
    hero = context.hero
    if hero is None or hero.side in mine or others - {hero.side} or not trigger.form.item:
        return None
    if any(party.kind == "bloc" for party in known) or trigger.kind != "verb":
        return None
    return _other_side(givers, receivers, both, [hero]) if givers or receivers else None


def _told_before(
    trigger: Trigger, known: list[Party], others: set[str], sentence: Span, context: Context
) -> Party | None:
    """The only other state of the sentence before, for a flow of which this sentence names one side and nobody else."""
    if others or trigger.kind != "verb" or trigger.frame.about != "items" or not trigger.form.giver:
        return None
    before = context.parties.within(context.previous_start, context.sentence_start)
    states = [party for party in before if party.kind in ("state", "person") and party.side not in sides(known)]
    if len(sides(states)) != 1 or any(party.kind == "bloc" for party in before):
        return None
    return next((party for party in states if party.kind == "state"), None)


def _other_side(givers: list[Party], receivers: list[Party], both: list[Party], other: list[Party]) -> Roles:
    """The roles with `other` on the side that nobody has: it receives from the givers, or gives."""
    known = [*givers, *receivers, *both]
    return (givers, other, [*known, *other]) if givers else (other, receivers, [*other, *known])


def _nearby(
    trigger: Trigger,
    givers: list[Party],
    receivers: list[Party],
    both: list[Party],
    sentence: Span,
    context: Context,
) -> Roles | None:
    """One side known, the other is the nearest actor of the sentence that could be it."""
    known = [*givers, *receivers, *both]
    mine = sides(known)
    if len(mine) != 1:
        return None
    imposers = context.imposers(sentence)
    near = [
        (abs(party.start - trigger.token.i), party.start, party)
        for party in context.parties.within(sentence.start, sentence.end)
        if party.side not in mine
        and party.actor_id not in imposers
        and abs(party.start - trigger.token.i) <= REACH
        and _takes_part(party, trigger, context)
    ]
    if not near:
        return None
    other = min(near)[2]
    if trigger.form.both:
        return [], [], [*known, other]
    return _other_side(givers, receivers, both, [other])


def flow_before(trigger: Trigger, known: list[Party], context: Context) -> list[About]:
    """What flows in 'the deliveries', 'such a sale': the goods of the latest flow between the same that the text spoke of."""
    if not _pointing(trigger):
        return []
    for candidate in context.history[: -MEMORY - 1 : -1]:
        flowed = candidate.givers and candidate.receivers and candidate.item
        dealt = trigger.kind == "verb" and candidate.trigger.frame.id in ("agreement", "contract")
        if (flowed or (dealt and candidate.item)) and sides(known) <= sides(candidate.parties):
            return [About(candidate.area, trigger.token.text, None)]
    return []


def _pointing(trigger: Trigger) -> bool:
    """True where the words point back at a flow: 'the deliveries', 'Supplies resumed', 'the planes will be delivered'."""
    if not (trigger.form.item and trigger.form.giver):
        return False
    token = trigger.token
    if trigger.kind == "noun":
        bare = token.tag_ == "NNS" and token.i == token.sent.start and token.dep_ in ("nsubj", "nsubjpass")
        return bare or any(child.lower_ in BACKWARD for child in _left(token))
    undergoer = grammar.undergoer(token) if grammar.passive(token) and token.dep_ == "ROOT" else None
    return undergoer is not None and any(child.lower_ in BACKWARD for child in _left(undergoer))


def area_before(trigger: Trigger, areas: list[About], context: Context) -> list[About]:
    """The area of 'the deal' or 'this agreement': that of the deal spoken of before, where its own words tell none."""
    frame = trigger.frame
    if (
        trigger.kind != "noun"
        or frame.about not in ("fields", "both")
        or len(areas) != 1
        or areas[0].area != frame.area
    ):
        return areas
    if not definite(trigger) or any(child.dep_ in ("compound", "amod", "nmod") for child in trigger.token.lefts):
        return areas
    for candidate in context.history[: -MEMORY - 1 : -1]:
        if candidate.trigger.frame.id == frame.id and candidate.trigger.kind == "noun":
            return [About(candidate.area, trigger.token.text, None)]
    return areas


def _in_object(word: Token, verb: Token) -> bool:
    """True where the word is part of what the verb is about ('discussed Iran')."""
    for _ in range(8):
        if word.head.i == verb.i:
            return word.dep_ == "dobj"
        word = word.head
    return False


def _takes_part(party: Party, trigger: Trigger, context: Context) -> bool:
    word = context.doc[party.end - 1]
    if trigger.frame.id == "speak" and trigger.kind == "verb" and _in_object(word, trigger.token):
        return False
    if context.said[word.idx]:
        return False  # who merely says it is no party to it
    while word.dep_ in ("compound", "amod", "nmod", "poss", "conj", "appos", "pobj"):
        word = word.head
        if word.lower_ in ("against", "despite", "on", "over", "about", "near"):
            return False
    return True


def _earlier(
    trigger: Trigger, area: str, givers: list[Party], receivers: list[Party], both: list[Party], context: Context
) -> Roles | None:
    known = [*givers, *receivers, *both]
    if trigger.kind == "verb":
        if not trigger.form.item or len(sides(known)) > 1 or not (known or _pointing(trigger)):
            return None
    elif not (known or definite(trigger) or _flowing(trigger) or _mutual(trigger)):
        return _silent(trigger, context)
    if not known and _setting(trigger.token):
        return None
    mine = sides(known)
    for candidate in context.history[: -MEMORY - 1 : -1]:
        if candidate.area != area and (candidate.trigger.frame.id != trigger.frame.id or trigger.kind == "verb"):
            continue
        if not mine <= sides(candidate.parties):
            continue
        directed = trigger.kind == "verb" or (candidate.givers and candidate.receivers)
        if directed and not (
            sides(givers) <= sides(candidate.givers) and sides(receivers) <= sides(candidate.receivers)
        ):
            continue  # what flowed from A to B says nothing of a flow from B
        return list(candidate.givers), list(candidate.receivers), list(candidate.parties)
    if _mutual(trigger):
        number = 3 if any(child.lower_ in TRILATERAL for child in trigger.token.lefts) else 2
        doers = context.doers_before()
        group = context.together(number) or (doers if len(doers) == number else [])
        if mine <= sides(group) and group:
            return [], [], group
    return None


TELLING = frozenset(["agreement", "meet", "exercise", "ties", "settlement", "arms-deal"])


def _flowing(trigger: Trigger) -> bool:
    """True where goods or a field may tell which act is meant ('military cooperation'), though no word points back."""
    return bool(trigger.form.item) and trigger.frame.id not in TELLING


JOINING = frozenset(["join", "attend", "enter", "host", "rejoin"])


def _joined(trigger: Trigger, known: list[Party], context: Context) -> Roles | None:
    """Those spoken of before and who comes to them: 'X and Y held talks. Z joined the talks.'"""
    if trigger.kind != "noun" or trigger.frame.id not in TELLING or len(sides(known)) != 1 or not definite(trigger):
        return None
    verb = grammar.governor(trigger.token)
    named = context.parties.within(trigger.token.left_edge.i, trigger.token.i)  # 'the summit of Z' is another one
    if verb is None or verb.lemma_ not in JOINING or named:
        return None
    for candidate in context.history[: -MEMORY - 1 : -1]:
        if candidate.trigger.frame.id == trigger.frame.id and not sides(known) & sides(candidate.parties):
            return [], [], [*candidate.parties, *known]
    return None


def _silent(trigger: Trigger, context: Context) -> Roles | None:
    """The several doers of the sentence before, where this one names nobody: 'X and Y quarrelled. A treaty was signed.'"""
    sentence = trigger.token.sent
    if trigger.frame.id not in TELLING or context.parties.within(sentence.start, sentence.end):
        return None
    doers = context.doers_before()
    if not doers and context.history and context.history[-1].span[0] >= context.previous_start:
        doers = list(context.history[-1].parties)
    return ([], [], doers) if len(sides(doers)) >= 2 else None


def _named(trigger: Trigger, sentence: Span) -> bool:
    """True for a word inside a proper name ('the Lisbon Treaty'), outside headlines in capitals."""
    if trigger.kind != "noun" or not trigger.token.text[:1].isupper() or trigger.first == sentence.start:
        return False
    words = [token for token in sentence if token.is_alpha and len(token) > 3]
    return (
        2 * sum(token.text[0].isupper() for token in words) < len(words) and trigger.token.nbor(-1).text[:1].isupper()
    )


def _mutual(trigger: Trigger) -> bool:
    """True where the noun itself says that several take part: 'joint exercises', 'bilateral trade'."""
    return trigger.kind == "noun" and not MUTUAL.isdisjoint(child.lower_ for child in trigger.token.lefts)


def _setting(noun: Token) -> bool:
    """True where the noun only says when or by what terms something else was: 'at the talks, he said', 'terms of the deal'."""
    if noun.dep_ != "pobj":
        return False
    above = noun.head
    if above.lower_ in ("at", "during", "in", "following", "after", "under", "within"):
        return above.head.pos_ in ("VERB", "AUX")
    return above.lower_ == "of" and above.head.lemma_.lower() in WORDING


WORDING = frozenset(
    [
        "term",
        "letter",
        "provision",
        "text",
        "part",
        "copy",
        "condition",
        "clause",
        "article",
        "end",
        "lead",
        "sideline",
        "margin",
    ]
)


def definite(trigger: Trigger) -> bool:
    """True where the noun refers back: 'the deal', 'these talks', 'their alliance'."""
    return any(child.lower_ in DEFINITE for child in _left(trigger.token))


def _left(token: Token) -> list[Token]:
    return [child for child in token.lefts if child.dep_ in ("det", "poss", "predet", "amod")]
