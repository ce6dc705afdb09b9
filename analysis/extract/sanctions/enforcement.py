"""Who is caught breaking sanctions, and by whom: what courts, police, customs and navies do about a breach."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from analysis.extract.sanctions.cast import Cast
from analysis.extract.sanctions.governors import Step
from analysis.extract.sanctions.people import actors
from analysis.extract.sanctions.subjects import subject
from analysis.extract.sanctions.trees import WINDOW, lemma

# to act against evasion is to enforce
COUNTERING = frozenset(
    """crack combat counter prevent stop investigate probe prosecute fight tackle deter curb disrupt thwart punish detect expose
    block address monitor charge indict arrest detain seize fine raid search convict jail sentence impound intercept
    question board hold settle""".split()
)
SEIZING = frozenset("impound seize detain arrest charge convict hold intercept confiscate".split())
# what a court or the police does, also further above: "sentenced for conspiring to ship parts in breach of sanctions"
JUDGED = frozenset(
    "charge indict arrest detain fine convict jail sentence prosecute extradite imprison settle".split()
)
# what is done to somebody who, or to a thing that, broke them: "raided a firm suspected of evading the sanctions"
CATCHING = JUDGED | frozenset("seize impound intercept confiscate raid search investigate probe board".split())
# states with sanctions of their own: what their police act on is theirs, where a member of the EU acts on the EU's
OWNERS = frozenset("USA GBR CAN AUS NZL JPN KOR CHE".split())
ABOVE = 10  # words between the breach and what is done about it


def enforcer(noun: Token, steps: list[Step]) -> Token | None:
    """The verb that catches or counters whoever breaks the sanctions: "was jailed for breaching them"."""
    for position, step in enumerate(steps[:6]):
        low = lemma(step.word)
        if step.word.lower_ == "guilty" or low in (COUNTERING if position < 3 else JUDGED):
            return step.word
    return _caught(noun) or _suspected(noun)


def _suspected(noun: Token) -> Token | None:
    """What is done on suspicion of a breach, however that is parsed: "seized a tanker on suspicion it was breaking them"."""
    suspicion = False
    for back, word in enumerate(reversed(noun.doc[max(0, noun.i - WINDOW) : noun.i])):
        suspicion = suspicion or (word.lower_ == "suspicion" and back < ABOVE)
        if suspicion and word.pos_ == "VERB" and lemma(word) in CATCHING:
            return word
        if word.is_sent_start:
            return None
    return None


def _caught(noun: Token) -> Token | None:
    """The verb whose object broke them, told in a clause on it: "detained a tanker that sailed in breach of them"."""
    node = noun
    for _ in range(ABOVE):
        above = node.head
        if above == node:
            return None
        clause = node.dep_ in ("acl", "relcl") and above.pos_ in ("NOUN", "PROPN")
        node = above
        if clause:
            break
    else:
        return None
    for _ in range(3):  # "raided the offices of a firm suspected of it"
        relation, above = node.dep_, node.head
        if relation in ("dobj", "nsubjpass") and lemma(above) in CATCHING:
            return above
        if relation != "pobj" or above.lower_ not in ("of", "on", "at"):
            return None
        if lemma(above.head) in CATCHING:
            return above.head
        node = above.head
    return None


def owner(enforcing: Token, cast: Cast) -> tuple[str, ...] | None:
    """Whose sanctions are enforced where the text does not say: those of the state whose police or court acts."""
    for actor in actors(subject(enforcing, cast), cast) or ():
        state = cast.state(actor)
        if state in OWNERS:
            return (state,)
    return None


def catches(enforcing: Token) -> bool:
    """Whether it strikes somebody, as against fighting evasion in general."""
    return enforcing.lower_ == "guilty" or lemma(enforcing) in CATCHING


def struck(enforcing: Token) -> Iterator[Token]:
    """Who or what is caught: object of the verb, or subject where it is passive."""
    for child in enforcing.children:
        if child.dep_ in ("dobj", "nsubjpass"):
            yield child
        elif child.dep_ == "ccomp" and child.tag_ == "VBG":  # "seized a ship carrying oil", read as a clause
            yield from (below for below in child.children if below.dep_ == "nsubj")
