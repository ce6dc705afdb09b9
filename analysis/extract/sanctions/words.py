"""Where a text speaks of sanctions: the words of `vocabulary/sanctions.yaml` and `sanction_verbs.yaml` in their places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from spacy.tokens import Doc, Span, Token

from analysis import vocabulary
from analysis.extract.places import token_at
from analysis.extract.sanctions.cast import Cast

OF = frozenset(["of", "on", "upon", "against", "for", "in", "over", "to"])
# "U.S.-designated bank": one token, or three
JOINED = re.compile(r"^(?P<who>.+)[-–](?P<what>sanctioned|designated|blacklisted)$", re.IGNORECASE)


class Trigger(NamedTuple):
    """One word that speaks of sanctions."""

    token: Token
    rule: str  # id of the vocabulary's entry
    measure: str
    verbal: bool  # the verb itself is the sanction
    weak: bool  # counts only beside plain words for sanctions
    adjective: bool = False  # "the sanctioned firm": the sanction is presupposed


@cache
def nouns() -> dict[str, list[dict[str, Any]]]:
    """Lemma of a noun → the entries that it may belong to."""
    return _by("sanctions", "nouns")


@cache
def verbs() -> dict[str, list[dict[str, Any]]]:
    """Lemma of a verb → the entries that it may belong to."""
    return _by("sanction_verbs", "verbs")


def _by(name: str, section: str) -> dict[str, list[dict[str, Any]]]:
    built: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in vocabulary.load(name):
        row = {key: frozenset(value) if isinstance(value, list) else value for key, value in row.items()}
        for word in sorted(row.get(section, ())):
            built[word].append(row)
    return dict(built)


@cache
def _phrases() -> tuple[re.Pattern[str], dict[str, dict[str, Any]]]:
    rows = {phrase: row for row in vocabulary.load("sanctions") for phrase in row.get("phrases", ())}
    alternatives = "|".join(re.escape(phrase) for phrase in sorted(rows, key=lambda phrase: (-len(phrase), phrase)))
    return re.compile(rf"(?:(?<=\W)|^)(?:{alternatives})s?(?!\w)", re.IGNORECASE), rows


_PLAIN = re.compile(
    r"sanction|embargo|blacklist|asset|\bban|\bbarr?(?:ed|ing|s)?\b|restrict|boycott|export|designat|blockade|price cap"
    r"|prohibit|coercive|\blist\b|frozen|freez|froze|block|penal|punish|cut|halt|suspend|stop|forb|curb|flight|airspace|visa|revo[kc]|ground|limit|sever|forbad|outlaw",
    re.IGNORECASE,
)


def triggers(doc: Doc, cast: Cast) -> list[Trigger]:
    """Every trigger in order; none where no plain word for sanctions occurs in the whole document."""
    if not _PLAIN.search(doc.text):
        return []
    found: dict[int, Trigger] = {}
    for trigger in _phrase_triggers(doc):
        found[trigger.token.i] = trigger
    for token in doc:
        if token.i in found:
            continue
        trigger = _noun(token) or _verb(token, cast) or _joined(token)
        if trigger is not None:
            found[token.i] = trigger
    if all(trigger.weak for trigger in found.values()):
        return []
    return [found[index] for index in sorted(found)]


def _phrase_triggers(doc: Doc) -> Iterator[Trigger]:
    pattern, rows = _phrases()
    for match in pattern.finditer(doc.text):
        plain = match.group().lower()
        row = rows.get(plain) or rows.get(plain.removesuffix("s"))
        token = token_at(doc, match.end() - 1)
        if row is not None and not (token.pos_ == "VERB" and token.lower_ != "list"):
            yield Trigger(token, row["id"], row["measure"], False, False)


def company(noun: Token) -> set[str]:
    """The words that belong to a noun: its modifiers, and those after of, on, against, for."""
    words = {token.lower_ for token in noun.doc[noun.left_edge.i : noun.i]}
    if noun.dep_ in ("conj", "appos") and not words:
        words |= {token.lower_ for token in noun.head.lefts}
    for child in noun.children:
        if child.dep_ in ("prep", "acl") and child.lower_ in OF:
            words |= {token.lower_ for token in noun.doc[child.i + 1 : min(child.right_edge.i + 1, child.i + 9)]}
    return words


def _noun(token: Token) -> Trigger | None:
    rows = nouns().get(token.lemma_.lower()) if token.pos_ in ("NOUN", "PROPN", "VERB") else None
    if not rows or (token.pos_ == "VERB" and token.lemma_.lower() != "sanction"):
        return None
    words = company(token)
    for row in rows:
        if token.pos_ == "VERB" and not (token.tag_ in ("VBZ", "VB") and token.lower_ == "sanctions"):
            continue
        if row.get("with") and not words & row["with"]:
            continue
        if words & row.get("not_with", frozenset()) or words & row.get("without", frozenset()):
            continue
        if row.get("determiners") and not any(
            child.lower_ in row["determiners"] and child.dep_ in ("det", "poss") for child in token.children
        ):
            continue
        if row["id"] == "sanction" and not _plural_or_plain(token, words):
            continue
        if row["id"] == "embargo" and _for_press(token):
            continue
        if row["id"] not in PLAIN_NOUNS and _domestic(token):
            continue
        return Trigger(token, row["id"], row["measure"], False, row.get("weak", False))
    return None


# words that need no look at who bars whom
PLAIN_NOUNS = frozenset(["sanction", "embargo", "coercive", "blockade", "blacklist", "designation"])
PLAIN_VERBS = frozenset(["to-sanction", "to-designate", "to-embargo"])
COURTS = frozenset(["court", "judge", "magistrate", "tribunal", "sheriff", "police", "school", "club", "league"])
PRESS = frozenset(
    ["release", "report", "story", "study", "paper", "news", "article", "review", "copy", "result", "statement"]
)


def lemma(token: Token) -> str:
    """The lemma in lower case; participles used as adjectives keep their ending in spaCy ("the sanctioned firm")."""
    low = token.lemma_.lower()
    return PARTICIPLES.get(low, low)


PARTICIPLES = {
    "sanctioned": "sanction",
    "designated": "designate",
    "blacklisted": "blacklist",
    "complie": "comply",
    "embargoed": "embargo",
}


def _domestic(token: Token) -> bool:
    """A court, the police or a club acts, in a document that does not name sanctions: a penalty at home."""
    if "sanction" in token.doc.text.lower():
        return False
    return any(other.lemma_.lower() in COURTS for other in token.sent)


def _for_press(token: Token) -> bool:
    """ "Under embargo until noon", said of a report: not to be published yet."""
    node = token
    for _ in range(3):
        node = node.head
        if any(child.lemma_.lower() in PRESS for child in node.children if child.dep_ in ("nsubj", "nsubjpass")):
            return True
    return False


def _plural_or_plain(token: Token, words: set[str]) -> bool:
    """ "A sanction" is often a permission or a court's penalty; the plural, or one on or against somebody, is not."""
    if token.tag_ in ("NNS", "NNPS", "VBZ") or token.lower_ == "sanctions":
        return True
    if any(child.dep_ == "prep" and child.lower_ in ("on", "against", "upon") for child in token.children):
        return True
    if token.dep_ in ("compound", "amod", "nmod"):
        return True
    return bool(words & {"unilateral", "economic", "this", "trade", "financial", "new", "international"})


def _verb(token: Token, cast: Cast) -> Trigger | None:
    rows = verbs().get(lemma(token)) if token.pos_ in ("VERB", "ADJ") or token.tag_ in ("VBN", "VBD") else None
    if not rows or (rows[0]["id"] not in PLAIN_VERBS and _domestic(token)):
        return None
    adjective = token.dep_ == "amod"
    things = [token.head] if adjective else objects(token)
    words = _object_words(things)
    for row in rows:
        if words & row.get("not_objects", frozenset()):
            continue
        sources = _after_from(token)
        named = any(cast.at(inner) for thing in things for inner in near(thing))
        if row.get("objects") and not words & row["objects"]:
            if not (sources & row["from"] if row.get("from") else row.get("actor") and named):
                continue
        if row.get("needs_actor") and not _between_actors(token, cast):
            continue
        if row.get("sanctioner") and not _sanctioner(token, cast):
            continue
        if adjective and row.get("needs_actor"):
            continue
        if row["id"] == "to-list" and not ("list" in sources or "blacklist" in sources):
            continue
        return Trigger(token, row["id"], row["measure"], True, row.get("weak", False), adjective)
    return None


def objects(verb: Token) -> list[Token]:
    """What the verb acts upon: its objects, or its subject where it is passive; also of a participle behind its noun."""
    found = [child for child in verb.children if child.dep_ in ("dobj", "obj", "nsubjpass", "oprd")]
    if not found and verb.dep_ in ("acl", "relcl") and verb.tag_ == "VBN":
        found = [verb.head]
    if not found and verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and verb.tag_ == verb.head.tag_:
        found = objects(verb.head) if verb.tag_ == "VBN" else found
    if not found:
        found = [child for child in verb.children if child.dep_ in ("ccomp", "nsubj") and child.i > verb.i]
    return found


def near(noun: Token) -> Iterable[Token]:
    """The noun's own phrase without its clauses."""
    for token in noun.subtree:
        if abs(token.i - noun.i) > 40:
            continue
        node = token
        while node != noun and node.head != node:
            if node.dep_ in ("relcl", "acl", "advcl", "ccomp"):
                break
            node = node.head
        if node == noun:
            yield token


def _object_words(things: list[Token]) -> set[str]:
    words: set[str] = set()
    for thing in things:
        words |= {thing.lower_, thing.lemma_.lower()}
        for child in thing.children:
            if child.dep_ in ("compound", "conj", "nummod", "amod", "quantmod"):
                words |= {child.lower_, child.lemma_.lower()}
            if child.dep_ == "prep" and child.lower_ in ("of", "in") and thing.lower_ in COUNTS:
                words |= {grand.lemma_.lower() for grand in child.children}
    return words


# "dozens of firms", "a number of persons": what is counted is what is meant
COUNTS = frozenset(
    "number dozen dozens score scores hundreds thousands list set range series group all some several many most those more".split()
)


def _after_from(verb: Token) -> set[str]:
    words: set[str] = set()
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("from", "to", "on", "with", "in"):
            words |= {
                token.lemma_.lower() for token in verb.doc[child.i + 1 : min(child.right_edge.i + 1, child.i + 9)]
            }
    return words


def _between_actors(verb: Token, cast: Cast) -> bool:
    """Two different states stand in the clause: one that bars, and one that is barred."""
    clause = list(verb.subtree)
    states = {mention.country or mention.actor_id for token in clause if (mention := cast.at(token))}
    if verb.dep_ in ("acl", "relcl", "xcomp", "advcl", "conj"):
        states |= {mention.country or mention.actor_id for token in verb.head.subtree if (mention := cast.at(token))}
    return len(states) >= 2


def _sanctioner(verb: Token, cast: Cast) -> bool:
    """The subject is a state, a government's body or "we", as against a bomber or a campaign."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "agent"):
            inner = [child, *child.subtree]
            if any((mention := cast.at(token)) and mention.kind != "person" for token in inner):
                return True
            if child.lower_ in ("we", "action", "actions", "which", "order", "sanctions", "designations", "measures"):
                return True
            return False
    return verb.dep_ in ("xcomp", "advcl", "conj", "acl") and verb.head != verb and _sanctioner(verb.head, cast)


def _joined(token: Token) -> Trigger | None:
    if (
        "-" in token.text
        and JOINED.match(token.text)
        and not token.lower_.startswith(("state-", "court-", "un-sanctioned"))
    ):
        return Trigger(token, "to-sanction", "assets", True, False, True)
    return None


def sentence_triggers(found: Iterable[Trigger], sent: Span) -> list[Trigger]:
    """Those of one sentence."""
    return [trigger for trigger in found if sent.start <= trigger.token.i < sent.end]
