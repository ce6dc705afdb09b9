"""Who was named before: what a pronoun, "both leaders", "the group" and "the country" take up."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.extract.pronouns import PERSONAL
from analysis.extract.records import Mention
from analysis.extract.sanctions.cast import Cast
from analysis.extract.sanctions.subjects import subject

PAIRS = {
    "leader": "person",
    "president": "person",
    "man": "person",
    "country": "state",
    "nation": "state",
    "state": "state",
    "neighbour": "state",
}
BACK = 600  # characters in which a pronoun's name is looked for


def last_two(token: Token, cast: Cast) -> tuple[str, ...]:
    """The last two persons or states named, for "both leaders", "the two countries"."""
    kind = PAIRS.get(token.lemma_.lower())
    if kind is None or not any(child.lower_ in ("both", "two") for child in token.children):
        return ()
    found: list[str] = []
    for mention in reversed(cast.before(token.idx)):
        if mention.kind == kind and mention.actor_id not in found:
            found.append(mention.actor_id)
        if len(found) == 2:
            return tuple(reversed(found))
    return ()


def antecedent(pronoun: Token, cast: Cast, bearing: bool = False) -> Mention | None:
    """What a pronoun points back to: the nearest state or body before it in its sentence, for he and she the nearest person."""
    person = pronoun.lower_ in PERSONAL
    own = pronoun.lower_ in ("its", "their")
    start = cast.sentence(pronoun).start_char
    nearest = None
    for mention in reversed(cast.before(pronoun.idx)):
        if mention.start < (pronoun.idx - BACK if person else start):
            break
        if person != (mention.kind == "person") or mention.form in ("demonym", "pronoun"):
            continue
        if bearing and mention.actor_id in IMPOSING and mention.kind != "state":
            continue  # "calls on the Council to lift the sanctions imposed on it"
        token = cast.last_token(mention)
        if token.dep_ == "nsubj" and pronoun.dep_ == "dobj" and token in subject(pronoun.head, cast):
            continue  # "Canada sanctioned it": not itself
        if token.dep_ == "poss" or (token.dep_ in ("compound", "amod") and not own):
            continue
        if person or token.dep_ in ("nsubj", "nsubjpass"):
            return mention  # subjects are what "it" and "its" mostly point back to
        nearest = nearest or mention
    if nearest is None and pronoun.lower_ == "it" and pronoun.dep_ in ("nsubj", "nsubjpass"):
        return _subject_before(start, cast)
    return nearest


def _subject_before(start: int, cast: Cast) -> Mention | None:
    """The state or body that is the subject of the sentence before."""
    number = cast.doc.char_span(start, start + 1, alignment_mode="expand")
    if number is None or number.start == 0:
        return None
    previous = cast.sentence(cast.doc[number.start - 1])
    for mention in cast.among(previous):
        token = cast.last_token(mention)
        if mention.kind != "person" and mention.form != "demonym" and token.dep_ in ("nsubj", "nsubjpass"):
            return mention
    return None


# "the group", "the country": the one named last before
DEFINITE = {
    "group": "organization", "militia": "organization", "movement": "organization", "organization": "organization",
    "organisation": "organization", "faction": "organization", "rebel": "organization", "company": "organization",
    "firm": "organization", "bank": "organization", "country": "state", "nation": "state", "regime": "state",
    "kingdom": "state", "republic": "state", "island": "state", "junta": "state",
}  # fmt: skip
# who imposes sanctions more often than bearing them
IMPOSING = frozenset(
    """USA GBR EU UN CAN AUS NZL JPN CHE NATO us-treasury us-department-of-state us-department-of-commerce
    un-security-council us-congress white-house office-of-foreign-assets-control european-commission
    european-parliament us-department-of-justice""".split()
)


def definite(noun: Token, cast: Cast) -> str | None:
    """Whom "the group" or "the country" takes up: the last one named that does not itself impose sanctions."""
    kind = DEFINITE.get(noun.lemma_.lower())
    if kind is None or (noun.tag_ == "NNS" and noun.lemma_ != "rebel"):
        return None
    if not any(child.lower_ in ("the", "this", "that") and child.dep_ == "det" for child in noun.children):
        return None
    if any(child.dep_ in ("compound", "amod", "relcl", "acl") for child in noun.children):
        return None
    for mention in reversed(cast.before(noun.idx)[-12:]):
        if mention.kind != kind or mention.form == "pronoun" or mention.actor_id == cast.home:
            continue
        if kind == "organization" and (mention.actor_id in IMPOSING or _speaks(mention, cast)):
            continue
        if kind == "state" and mention.actor_id in IMPOSING:
            continue
        return mention.actor_id
    return None


def _speaks(mention: Mention, cast: Cast) -> bool:
    """The subject of a verb of saying, or a body that something is according to: it reports, and is not spoken of."""
    token = cast.last_token(mention)
    return token.dep_ == "nsubj" and token.head.lemma_.lower() in ("say", "report", "tell", "announce", "add", "find")
