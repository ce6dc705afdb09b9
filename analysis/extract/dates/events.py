"""Events whose dates are known, found by their names in a text (`vocabulary/events.yaml`)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from analysis.vocabulary import load

# words that may stand between "anniversary of" and the event's name without changing the event
_PASSED_OVER = frozenset(
    "the a an this that its their our his her historic great tragic devastating horrific brutal deadly heinous landmark signing adoption "
    "conclusion start beginning outbreak onset launch of establishing illegal unlawful terrible infamous barbaric victorious glorious day when "
    "ongoing unprovoked bloody long grinding".split()
)
_WORD = re.compile(r"[\w’'./&-]*\w(?:[’']s?(?!\w))?", re.UNICODE)
_LONGEST = 12  # words of a name
_LASTING = ("war", "pandemic")


class Event(NamedTuple):
    """One entry of the vocabulary; `start` and `end` are ISO dates as precise as the event."""

    id: str
    label: str
    kind: str
    start: str
    end: str | None
    names: tuple[str, ...]


@cache
def known() -> dict[str, Event]:
    """Events by folded name."""
    found: dict[str, Event] = {}
    for entry in load("events"):
        event = Event(
            entry["id"], entry["label"], entry["kind"], entry["start"], entry.get("end"), tuple(entry["names"])
        )
        for name in event.names:
            found.setdefault(_fold(name), event)
    return found


def _fold(name: str) -> str:
    return " ".join(name.replace("’", "'").lower().split())


def event_at(text: str, at: int) -> tuple[Event, int] | None:
    """The event whose name starts at an offset (after articles and the like), and where the name ends."""
    words: list[re.Match[str]] = []
    for word in _WORD.finditer(text, at, at + 160):
        if (words and _ends(words[-1].group(), text[words[-1].end() : word.start()])) or len(words) > 2 * _LONGEST:
            break
        words.append(word)
    for first in range(min(len(words), 6)):
        for last in range(min(len(words), first + _LONGEST), first, -1):
            name = _fold(text[words[first].start() : words[last - 1].end()])
            event = known().get(name) or known().get(name.removesuffix("'s").removesuffix("'"))
            if event is not None:
                return event, words[last - 1].end()
        if words[first].group().lower() not in _PASSED_OVER:
            return None
    return None


def _ends(word: str, between: str) -> bool:
    """Whether what stands between two words ends a name; the full stop of "U.S." and of an initial does not."""
    if re.search(r"[;:!?\n]", between):
        return True
    return "." in between and not (len(word) == 1 or "." in word)


@cache
def _lasting_names() -> re.Pattern[str]:
    names = sorted(
        (name for name, event in known().items() if event.kind in _LASTING), key=lambda name: (-len(name), name)
    )
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)


def lasting_events(text: str) -> list[Event]:
    """The wars and other lasting events that a text names, each once, in order."""
    named = (known()[_fold(match.group())] for match in _lasting_names().finditer(text.replace("’", "'")))
    return list({event.id: event for event in named}.values())


def lasting_event(events: list[Event], sentence: str, before: str | None) -> Event | None:
    """The one war (or other lasting event) that a text names, for "the war" and "a conflict" in a sentence of it.

    Where it names several, the one with whose parties the sentence deals; None where that leaves a doubt.

    Args:
        events: the lasting events that the text names.
        sentence: the sentence that speaks of the war without naming it.
        before: ISO date before which the event must have begun; None for no bound.
    """
    named = {event.id: event for event in events if before is None or event.start <= before}
    if len(named) <= 1:
        return next(iter(named.values()), None)
    dealt = {key: _shared(event, sentence) for key, event in named.items()}
    best = max(dealt.values())
    leading = [key for key, count in dealt.items() if count == best]
    return named[leading[0]] if best and len(leading) == 1 else None


def _shared(event: Event, sentence: str) -> int:
    """How many of the proper names in an event's names the sentence has."""
    proper = {word.removesuffix("'s") for name in event.names for word in name.split() if word[0].isupper()}
    return sum(
        bool(re.search(rf"\b{re.escape(word)}", sentence)) for word in proper - {"War", "Civil", "First", "Second"}
    )
