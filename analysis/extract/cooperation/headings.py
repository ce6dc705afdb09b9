"""What a document says about itself: whom its title names, who speaks in it, which state publishes it, which it is about."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from analysis.extract.cooperation.parties import Parties, Party, sides
from analysis.extract.places import sentence_spans

JOINT = re.compile(
    r"\b(?:joint (?:press )?(?:statement|communiqu[eé]|declaration)|following (?:joint )?statement was (?:released|issued) by)\b",
    re.I,
)

# news tells of joint statements in passing; a statement presents itself as one
OPENING = re.compile(
    r"\bfollowing (?:joint )?statement was (?:released|issued) by\b|\b(?:text|full text) of (?:the|a) joint (?:press )?(?:statement|communiqu[eé]|declaration)\b"
    r"|^\W*(?:the )?joint (?:press )?(?:statement|communiqu[eé]|declaration)\b",
    re.I,
)
MEETING = re.compile(r"\b(?:meeting|summit|dialogue|trilateral|bilateral|consultations?|talks|visit)\b", re.I)


def titled_parties(doc: Doc, parties: Parties) -> list[Party]:
    """The states and blocs that the title names, themselves or by their persons, in its order."""
    title = doc._.title or ""
    if not MEETING.search(title):
        title = re.split(r"\b(?:on|regarding|about|concerning|against)\b", title)[0]  # who, not about what
    found: dict[str, tuple[int, Party]] = {}
    for party in parties.ordered:
        if party.form == "pronoun" or party.side in found or party.kind == "organization":
            continue
        at = re.search(r"(?<!\w)" + re.escape(doc[party.start : party.end].text) + r"(?!\w)", title)
        if not at:
            continue
        if party.kind == "person":
            if not party.country:
                continue
            party = party._replace(actor_id=party.country, kind="state")
        found[party.side] = (at.start(), party)
    return [party for _, party in sorted(found.values(), key=lambda one: one[0])]


def joint_parties(doc: Doc, parties: Parties, titled: list[Party]) -> list[Party]:
    """Who speaks in a joint statement: the states its title names, else those of its opening sentence."""
    opening = doc[: min(len(doc), 120)].text
    in_title, in_text = JOINT.search(doc._.title or ""), OPENING.search(opening)
    if not in_title and not (in_text and in_text.start() < 300):
        return []
    if len(titled) >= 2:
        return titled
    for sentence in sentence_spans(doc)[:6]:
        if JOINT.search(sentence.text):
            named = [party for party in parties.within(sentence.start, sentence.end) if party.form != "pronoun"]
            if len(sides(named)) >= 2:
                return list({party.actor_id: party for party in named}.values())
    return []


PUBLISHERS = (
    (re.compile(r"\b(?:U\.S\.|US|United States|White House|State Department|Pentagon|CENTCOM)(?!\w)"), "USA"),
    (re.compile(r"\b(?:UK|British|United Kingdom|FCO|FCDO)\b"), "GBR"),
    (re.compile(r"\b(?:EU|European Union|European External Action)\b"), "EU"),
    (re.compile(r"\b(?:KCNA|Rodong Sinmun|Pyongyang Times)\b"), "PRK"),
    (re.compile(r"\bNATO\b"), "NATO"),
)


def publishing_state(doc: Doc, parties: Parties) -> str | None:
    """The state that speaks in a statement: the one the publisher or the title names."""
    for text in (doc._.publisher, doc._.title):
        for pattern, state in PUBLISHERS if text else ():
            if pattern.search(text):
                return state
        named = re.search(r"statement (?:of|by) (?:the )?([A-Z][\w'’ -]+)", text or "")
        if named:
            for mention in parties.names.values():
                if mention.kind == "state" and mention.text.lower() in named[1].lower():
                    return mention.actor_id
    return None


def main_state(parties: Parties, titled: list[Party]) -> Party | None:
    """The state that the whole text is about: named in the title and most often in the text."""
    counts: dict[str, int] = {}
    for party in parties.ordered:
        counts[party.side] = counts.get(party.side, 0) + 1
    if not counts:
        return None
    most = max(counts, key=lambda side: counts[side])
    return next((party for party in titled if party.side == most and party.kind == "state"), None)
