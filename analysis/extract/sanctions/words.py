"""Where a text speaks of sanctions: the words of the vocabulary in their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from spacy.attrs import LEMMA, ORTH
from spacy.tokens import Doc, Span, Token

from analysis.extract.places import token_at
from analysis.extract.sanctions.cast import Cast
from analysis.extract.sanctions.courts import domestic
from analysis.extract.sanctions.nouns import noun_trigger
from analysis.extract.sanctions.pronouns import pronouns
from analysis.extract.sanctions.trees import MENDED, lemma, near, objects
from analysis.extract.sanctions.trigger import Trigger, noun_entries, phrases, verb_entries
from analysis.extract.sanctions.verbs import PLAIN, verb_row

# "U.S.-designated bank": one token, or three
JOINED = re.compile(r"^(?P<who>.+)[-–](?P<what>sanctioned|designated|blacklisted)$", re.IGNORECASE)
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
        if (named := noun_trigger(token, cast) or _verb(token, cast) or _joined(token)) is not None:
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
    return any(MENDED.get(form, form) in table for form in forms for table in (noun_entries(), verb_entries()))


def _phrase_triggers(doc: Doc, text: str) -> Iterator[Trigger]:
    pattern, rows = phrases()
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


def _verb(token: Token, cast: Cast) -> Trigger | None:
    mistagged = token.lower_ == "sanction" and any(child.dep_ == "dobj" for child in token.children)
    if token.pos_ not in ("VERB", "ADJ") and token.tag_ not in ("VBN", "VBD") and not mistagged:
        return None
    rows = verb_entries().get(lemma(token))
    if not rows or (rows[0]["id"] not in PLAIN and domestic(token, cast)):
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
