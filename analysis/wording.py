"""Small words for sentences: counts with their noun, lists with 'and', the share in words."""

from __future__ import annotations

import re
from collections.abc import Iterable


def count(number: int, noun: str, plural: str = "") -> str:
    """`1 article`, `2 articles`, `1,200 articles`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(words: Iterable[str], *, last: str = "and", most: int = 0) -> str:
    """`A, B and C`; with `most`, those beyond it are counted: `A, B and 3 more`."""
    names = list(words)
    if most and len(names) > most:
        names = [*names[:most], f"{len(names) - most} more"]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


_WITH_ARTICLE = re.compile(
    r"^(?:United (?:States|Kingdom|Nations|Arab Emirates)|(?:European|Soviet|African) Union|Netherlands|Philippines|Bahamas"
    r"|Maldives|Gambia|Holy See|White House|Kremlin|Pentagon|Taliban)$"
    r"|\b(?:Republic|Islands|Council|Department|Ministry|Organi[sz]ation|Commission|Committee|Treasury|Agency|Army|Navy"
    r"|Assembly|Secretariat|Guards?|Office|Bank|League|Party)\b"
)


_SMALL = frozenset(
    "The Both Some Many Several Other Others Most Unnamed A An Two Three Senior Local These Those".split()
)


def in_prose(name: str) -> str:
    """The name as it stands within a sentence: `the United States`, `the UN Security Council`, `Russia`."""
    first = name.split(" ", 1)[0]
    if first in _SMALL and " " in name:  # words of the text that stood at the start of a sentence
        return name[0].lower() + name[1:]
    return f"the {name}" if _WITH_ARTICLE.search(name) and not name.lower().startswith("the ") else name


def capital(sentence: str) -> str:
    """The sentence with its first letter large; the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


AREA_WORDS = {
    "military.arms": "arms and munitions",
    "military.exercise": "military exercises",
    "military.forces": "troops and bases",
    "military.pact": "military cooperation",
    "technology": "technology",
    "economic.trade": "trade",
    "economic.energy": "energy",
    "economic.finance": "finance and investment",
    "economic.infrastructure": "transport and construction",
    "humanitarian": "humanitarian aid",
    "diplomatic.visit": "visits and talks",
    "diplomatic.agreement": "agreements",
    "diplomatic.alignment": "political alignment",
    "cultural": "culture and education",
}
ACTION_WORDS = {
    "impose": "are about imposing them",
    "threaten": "threaten or call for them",
    "enforce": "are about enforcing them",
    "evade": "are about evading them",
    "ease": "are about easing them",
    "oppose": "oppose them",
    "mention": "mention those that exist",
}
MEASURE_WORDS = {
    "arms": "arms embargo",
    "assets": "asset freezes and designations",
    "finance": "finance",
    "trade": "trade",
    "travel": "travel bans",
    "general": "sanctions not specified",
}


def one_is(words: str) -> str:
    """The words for an action with their verb in the singular."""
    verb, rest = words.split(" ", 1)
    singular = {"are": "is", "threaten": "threatens", "oppose": "opposes", "mention": "mentions"}[verb]
    return f"{singular} {rest}".replace(" or call ", " or calls ")
