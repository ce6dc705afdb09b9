"""Where a text speaks of sanctions: the words of `vocabulary/sanctions.yaml` and `sanction_verbs.yaml` in their places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

import numpy as np
from spacy.attrs import LEMMA, ORTH
from spacy.tokens import Doc, Span, Token

from analysis import vocabulary
from analysis.extract.places import token_at
from analysis.extract.sanctions.cast import Cast
from analysis.extract.sanctions.pronouns import pronouns
from analysis.extract.sanctions.trees import MENDED, lemma, near, objects
from analysis.extract.sanctions.verbs import PLAIN, verb_row

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
    stands_for: Token | None = None  # of a pronoun: the word that it takes up


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


PLAIN_WORDS = re.compile(
    r"sanction|embargo|blacklist|asset|snapback|dollar|\bswift\b|measures|penalt|\bban|\bbarr?(?:ed|ing|s)?\b|\bcapp(?:ed|ing)\b|\bcaps?\b|restrict|boycott|export|designat|blockade|price cap"
    r"|prohibit|coercive|\blist\b|frozen|freez|froze|block|penal|punish|cut|halt|suspend|stop|forb|curb|flight|airspace|visa|revo[kc]|ground|limit|sever|forbad|outlaw|delist|licen[cs]e|terror|\bclos|\bshut",
    re.IGNORECASE,
)


def triggers(doc: Doc, cast: Cast) -> list[Trigger]:
    """Every trigger in order; none where only weak words occur in the whole document."""
    found: dict[int, Trigger] = {}
    for trigger in _phrase_triggers(doc, cast.text):
        found[trigger.token.i] = trigger
    for token in _likely(doc):
        if token.i in found:
            continue
        if (named := _noun(token, cast) or _verb(token, cast) or _joined(token)) is not None:
            found[token.i] = named
    if all(trigger.weak for trigger in found.values()):
        return []
    for token, one in pronouns(doc, found):
        found.setdefault(token.i, Trigger(token, "pronoun", one.measure, False, True, stands_for=one.token))
    return [found[index] for index in sorted(found)]


def _likely(doc: Doc) -> Iterator[Token]:
    """The tokens whose lemma the vocabulary names, or that are joined by a dash: no others can be triggers."""
    strings, seen = doc.vocab.strings, doc.to_array([LEMMA, ORTH]).astype(np.uint64)
    named = [key for key in np.unique(seen[:, 0]).tolist() if key and _in_vocabulary(strings[key])]
    joined = [key for key in np.unique(seen[:, 1]).tolist() if key and JOINED.match(strings[key])]
    marks = np.isin(seen[:, 0], np.array(named, np.uint64)) | np.isin(seen[:, 1], np.array(joined, np.uint64))
    for index in np.flatnonzero(marks).tolist():
        yield doc[index]


@lru_cache(maxsize=32768)
def _in_vocabulary(word: str) -> bool:
    """Whether a lemma, as `trees.lemma` may mend it, is one that the vocabulary names."""
    low = word.lower()
    forms = {low, low.removesuffix("s")}
    return any(MENDED.get(form, form) in table for form in forms for table in (nouns(), verbs()))


def _phrase_triggers(doc: Doc, text: str) -> Iterator[Trigger]:
    pattern, rows = _phrases()
    last: tuple[str, int] = ("", -100)
    for match in pattern.finditer(text):
        plain = match.group().lower()
        row = rows.get(plain) or rows.get(plain.removesuffix("s"))
        token = token_at(doc, match.start() if plain.startswith("list of") else match.end() - 1)
        if row is not None and not (token.pos_ == "VERB" and token.lower_ != "list"):
            again, last = last[0] == row["id"] and token.i - last[1] < 8, (row["id"], token.i)
            if again:
                continue  # "the List of Specially Designated Nationals (SDN List)"
            yield Trigger(token, row["id"], row["measure"], False, row.get("weak", False))


def before(noun: Token) -> frozenset[str]:
    """Words before a noun in its phrase, small letters."""
    words = {token.lower_ for token in noun.doc[max(noun.left_edge.i, noun.i - 12) : noun.i]}
    if noun.dep_ in ("conj", "appos") and not words:
        words |= {token.lower_ for token in noun.head.lefts}
    return frozenset(words)


def company(noun: Token) -> frozenset[str]:
    """The words that belong to a noun: its modifiers, and those after of, on, against, for."""
    words = before(noun)
    for child in noun.children:
        if child.dep_ in ("prep", "acl") and child.lower_ in OF:
            words |= {token.lower_ for token in noun.doc[child.i + 1 : min(child.right_edge.i + 1, child.i + 9)]}
    return words


def _noun(token: Token, cast: Cast) -> Trigger | None:
    rows = nouns().get(lemma(token)) if token.pos_ in ("NOUN", "PROPN", "VERB") else None
    if not rows or (token.pos_ == "VERB" and token.lemma_.lower() != "sanction"):
        return None
    if token.dep_ == "npadvmod" and token.head.dep_ == "amod" and token.head.tag_ == "VBN":
        return Trigger(token.head, "to-sanction", "assets", True, False, True)  # "the sanctions-hit airline"
    if token.dep_ == "compound" and token.head.lower_ in LAWS:
        return None
    words = company(token)
    for row in rows:
        if token.pos_ == "VERB" and not (token.tag_ in ("VBZ", "VB") and token.lower_ == "sanctions"):
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
        if row["id"] not in PLAIN_NOUNS and (_domestic(token, cast) or _in_name(token, cast)):
            continue
        return Trigger(token, row["id"], row["measure"], False, row.get("weak", False))
    return None


# "Arms Export Control Act" is a law's name, no measure
LAWS = frozenset(
    ["act", "acts", "regulations", "law", "office", "bureau", "administration", "classification", "list", "group"]
)
# words that need no look at who bars whom
PLAIN_NOUNS = frozenset(["sanction", "embargo", "coercive", "blockade", "blacklist", "designation"])
COURTS = frozenset(["court", "judge", "magistrate", "tribunal", "sheriff", "police", "school", "club", "league"])
EMBARGOED = frozenset("arms weapons oil trade economic import export grain technology un u.n. eu american".split())
PRESS = frozenset(
    "release report story study paper news article review copy result statement call content contents briefing text".split()
)


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


STATES = frozenset(["state"])


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


def _domestic(token: Token, cast: Cast) -> bool:
    """A court, the police or a club acts, in a document that does not name sanctions: a penalty at home."""
    if cast.speaks:
        return False
    struck = {
        below.i for child in token.children if child.lower_ in OF and child.dep_ == "prep" for below in near(child)
    }  # "travel bans on two judges" are no court's
    beside = token.doc[max(0, token.i - 20) : token.i + 20]
    return any(lemma(other) in COURTS and other.i not in struck for other in beside)


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


def _verb(token: Token, cast: Cast) -> Trigger | None:
    mistagged = token.lower_ == "sanction" and any(child.dep_ == "dobj" for child in token.children)
    if token.pos_ not in ("VERB", "ADJ") and token.tag_ not in ("VBN", "VBD") and not mistagged:
        return None
    rows = verbs().get(lemma(token))
    if not rows or (rows[0]["id"] not in PLAIN and _domestic(token, cast)):
        return None
    row = verb_row(token, rows, cast)
    if row is None:
        return None
    return Trigger(token, row["id"], row["measure"], True, row.get("weak", False), token.dep_ == "amod")


# "They include Ivan Petrov": the sentence before designated somebody, this one names them
CONTINUING = frozenset(["this", "these", "they", "those", "targets", "designations"])


def continuation(sent: Span, cast: Cast) -> Trigger | None:
    """A sentence that only goes on naming who was designated in the one before."""
    root = sent.root
    if root.lemma_.lower() != "include":
        return None
    subjects = [child for child in root.children if child.dep_ == "nsubj" and child.i < root.i]
    if not subjects or subjects[0].lower_ not in CONTINUING:
        return None
    named = [mention for thing in objects(root) for mention in cast.among(near(thing))]
    if not any(mention.kind in ("person", "organization") for mention in named):
        return None
    return Trigger(root, "continuation", "assets", True, True)


def _joined(token: Token) -> Trigger | None:
    if (
        "-" in token.text
        and JOINED.match(token.text)
        and not token.lower_.startswith(("state-", "court-", "un-sanctioned"))
    ):
        return Trigger(token, "to-sanction", "assets", True, False, True)
    return None
