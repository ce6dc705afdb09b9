"""Who stands where: the mentions of a doc by token, the publisher's own state, and the actors of the title."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from functools import cache

from spacy.tokens import Doc, Span, Token

from analysis import vocabulary
from analysis.extract.dateline import opening
from analysis.extract.places import sentence_at, sentence_spans, text_of, token_at
from analysis.extract.records import Mention

FIRST_PERSON = frozenset(["we", "our", "us", "ours"])


class Cast:
    """The actors of one doc, to be asked by token."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = text = text_of(doc)
        self.by_token: dict[int, Mention] = {}
        self.countries: dict[str, str | None] = {}
        self.kinds: dict[str, str] = {}
        surfaces: dict[str, str] = {}
        counts: Counter[str] = Counter()
        begins = opening(text)
        for mention in sorted(doc._.mentions, key=lambda one: (one.end - one.start, one.start)):
            if NO_ACTOR.fullmatch(mention.text) or text[mention.end : mention.end + 7] == " dollar":
                continue
            if mention.end <= begins:
                continue  # "BANFF/BRUSSELS, May 21 - Finance ministers": where it was written
            first, last = token_at(doc, mention.start), token_at(doc, max(mention.start, mention.end - 1))
            for index in range(first.i, last.i + 1):
                self.by_token[index] = mention  # the longest one last: it wins
            self.countries[mention.actor_id] = mention.country or (
                mention.actor_id if mention.kind in ("state", "bloc") else None
            )
            self.kinds[mention.actor_id] = mention.kind
            if mention.form in ("name", "demonym", "metonym"):
                surfaces[mention.text.lower()] = mention.actor_id
                counts[mention.actor_id] += 1
        self.ordered = sorted(doc._.mentions, key=lambda one: (one.end, one.start))
        self.ends = [mention.end for mention in self.ordered]
        self.counts = counts
        self.speaks = "sanction" in text.lower()  # the document uses the plain word
        self.home = _home(doc._.publisher) or _speaker(doc._.publisher, doc._.title)
        self.titled = tuple(dict.fromkeys(self.state(actor) or actor for actor in _in_title(doc._.title, surfaces)))

    def at(self, token: Token) -> Mention | None:
        """The mention that the token belongs to."""
        return self.by_token.get(token.i)

    def among(self, tokens: Iterable[Token]) -> list[Mention]:
        """The mentions of the tokens, each once, in order."""
        found: list[Mention] = []
        for token in tokens:
            mention = self.by_token.get(token.i)
            if mention is not None and (not found or found[-1] is not mention) and mention not in found:
                found.append(mention)
        return found

    def before(self, char: int) -> list[Mention]:
        """The mentions that end before a character offset, in order."""
        return self.ordered[: bisect_left(self.ends, char + 1)]

    def sentence(self, token: Token) -> Span:
        """The sentence of a token; spaCy's own way walks through all of it each time."""
        return sentence_spans(self.doc)[sentence_at(self.doc, token.idx)]

    def first_token(self, mention: Mention) -> Token:
        """The first token of a mention."""
        return token_at(self.doc, mention.start)

    def last_token(self, mention: Mention) -> Token:
        """The last token of a mention."""
        return token_at(self.doc, max(mention.start, mention.end - 1))

    def state(self, actor: str) -> str | None:
        """The state or bloc of an actor."""
        if self.kinds.get(actor, "state") in ("state", "bloc"):
            return BODIES.get(actor, actor)
        return BODIES.get(actor) or self.countries.get(actor)


# bodies that belong to a bloc, not to a state
BODIES = {
    "un-security-council": "UN", "un-general-assembly": "UN", "european-union": "EU", "european-commission": "EU",
    "european-council": "EU", "council-of-the-european-union": "EU", "united-nations": "UN", "european-parliament": "EU",
}  # fmt: skip


def _home(publisher: str | None) -> str | None:
    for row in vocabulary.load("publishers") if publisher else ():
        if re.search(row["pattern"], publisher or ""):
            return str(row["actor"])
    return None


def _speaker(*names: str | None) -> str | None:
    """The state whose statement it is, by its name after "statement of"."""
    for name in names:
        match = re.search(r"statement (?:of|by) (?:the )?([A-Z][^():,]{2,60})", name or "")
        if match and (found := _state_names().get(match.group(1).strip().lower())):
            return found
    return None


@cache
def _state_names() -> dict[str, str]:
    """Lower-case names of states → ids."""
    return {str(name).lower(): str(row["id"]) for row in vocabulary.load("states") for name in row["names"]}


def _in_title(title: str | None, surfaces: dict[str, str]) -> tuple[str, ...]:
    """Actors of the title that an article may be about; not those whom a war is against, or a talk with."""
    found: dict[str, None] = {}
    words = re.findall(r"[\w.'’-]+", (title or "").lower())
    at = 0
    while at < len(words):
        for length in range(min(5, len(words) - at), 0, -1):
            text = re.sub(r"[’']s?$", "", " ".join(words[at : at + length]))
            if text in surfaces:
                if not BESIDE.intersection(words[max(0, at - 2) : at]) or WAR.isdisjoint(words[max(0, at - 5) : at]):
                    found.setdefault(surfaces[text])
                at += length - 1
                break
        at += 1
    return tuple(found)


BESIDE = frozenset(["against", "in", "with", "of", "for", "to"])
WAR = frozenset(
    """war invasion aggression attack attacks crimes support assistance aid call meeting readout secretary minister president
    response situation emergency violence""".split()
)
# phrases that the model takes for names of organisations
NO_ACTOR = re.compile(
    r"(?:.*(?:foreign terrorist organi[sz]ation|specially designated|blocked persons).*|(?:\w+ )?sanctions?(?: act)?"
    r"|(?:visa|travel|export|import|trade|arms) (?:restrictions?|controls?|bans?|embargo(?:es)?)|entity list|sdn list)",
    re.IGNORECASE,
)
