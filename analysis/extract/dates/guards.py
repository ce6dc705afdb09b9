"""False friends: numbers that are no years, months that are verbs or persons, units that are no times."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from analysis.extract.dates.lexicon import number
from analysis.extract.places import token_at

# "may" and "march" begin sentences as verbs, so these months need a word that calls for a time
_CALLS_FOR_TIME = re.compile(
    r"(?:\b(?:in|since|of|by|until|till|from|through|for|during|before|after|last|next|this|early|late|mid|ending|ended|end|between|and|to|past)[\s-]+|\(|[-–/]\s?)$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:\b(?:resolutions?|unscrs?|res|orders?|no|nos|number|numbers|flight|section|article|paragraph|page|act|room|u\.s\.c|c\.f\.r|usc|cfr|model|form|route|rule|ref|decision|regulation|directive|law|decree|chapter|highway|class|code|channel|boeing|airbus|type|project|protocol|convention|e\.o|s|h\.r|p\.l|psalm)\b\.?\s*(?:\(?\w{2,4}\)?\s)?(?:nos?\.?\s)?|[#/$€£:=+×x*]\s?|\d[.,]|\bo?f about |\b(?:some|about|nearly|almost|over|than|least|around|approximately|roughly|only|exactly|another|total of)\s)$",
    re.IGNORECASE,
)
# further members of a list of numbered things: "resolutions 1970, 1973 and 2009"
_LISTED = re.compile(
    r"\b(?:resolutions?|unscrs?|nos?\.?|orders?|decisions?|regulations?)\s*(?:nos?\.?\s*)?(?:\d{2,5}(?:\s\(\d{4}\))?(?:,\s|,?\sand\s|\sor\s))+$",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\s?(?:%|,\d{3}|\.\d)|[-\s](?:percent|pct|per\s+cent|dlrs?|dollars?|euros?|pounds?|yen|yuan|rubles?|roubles?|won|mln|bln|tonn?es?|tons?|barrels?|bpd|kg|kilos?|kilograms?|kilomet\w+|km|kms|metres?|meters?|miles?|feet|foot|ft|mm|cm|acres?|hectares?|litres?|liters?|gallons?|points?|pts|people|persons?|troops?|soldiers?|men|women|children|workers?|employees|jobs|civilians?|refugees?|migrants?|prisoners?|personnel|fighters?|militants?|units?|copies|votes?|seats?|shares?|megawatts?|mw|gw|kw|kwh|hours?|days?|weeks?|months?|years?|minutes?|seconds?|degrees?|cases?|deaths?|houses|homes|families|households|students|villages|schools|vehicles|tanks|missiles|rockets|drones|shells|rounds|bombs|aircraft|ships|vessels|gmt|utc|hrs|local\s+time|EDT|EST|B\.?C\.?)\b|\s?°",
    re.IGNORECASE,
)


def is_year(match: re.Match[str], doc: Doc, text: str) -> bool:
    """Whether four figures are a year: not a quantity, and not the number of a resolution, a flight or a page."""
    start, end = match.start("year"), match.end("year")
    before, after = text[max(0, start - 40) : start], text[end : end + 24]
    if match.group() != match["year"]:  # "the end of 2008", "fiscal 2008"
        return not _MEASURED.match(after)
    if _MEASURED.match(after) or re.match(r"[-/.:]\d|[\w]|\s?[+×=*/]\s?\d|\([a-z\d]{1,3}\)", after):
        return False
    bracketed = before.endswith("(") and after.startswith(")")
    if not bracketed and (_NUMBERED.search(before) or _LISTED.search(before)):
        return False
    if re.search(r"(?:[\d$€£][.,:/-]?|[A-Za-z]-)$", before) and not re.search(
        r"\b(?:mid|pre|post|early|late)-$", before, re.I
    ):
        return False
    year = int(match["year"])
    if year < 1500 and not re.search(r"\b(?:in|since|until|year|of|from|by|before|after|c\.)\s$", before):
        return False
    following = token_at(doc, start)
    # a round number before a plural counts things
    if year % 100 == 0 and following.i + 1 < len(doc) and doc[following.i + 1].tag_ in ("NNS", "JJ"):
        return bool(re.search(r"\b(?:in|since|the)\s$", before))
    return True


def is_month(match: re.Match[str], doc: Doc, text: str) -> bool:
    """Whether a month's name is the month: no verb, no person, no bare abbreviation."""
    start = match.start("month")
    name = match["month"]
    before, after = text[max(0, match.start() - 14) : match.start()], text[match.end() : match.end() + 12]
    if len(name.rstrip(".")) <= 4 and name.title() not in ("May", "June", "July"):
        return name.endswith(".") and bool(_CALLS_FOR_TIME.search(text[max(0, start - 14) : start]))
    token = token_at(doc, start)
    if token.ent_type_ in ("PERSON", "WORK_OF_ART", "FAC") or re.match(r"['’]s\s[A-Z]", after):
        return bool(match.group() != name)
    if re.match(r"\s\d", after) or re.match(r"-[A-Z]", after):
        return False
    if name.title() in ("May", "March") and match.group() == name:
        joined = re.match(
            r"\s?(?:-|–|and|to)\s?(?:January|February|April|May|June|July|August|Sept|Oct|Nov|Dec)", after
        )
        return bool(joined) or (bool(_CALLS_FOR_TIME.search(before)) and token.tag_ not in ("MD", "VB", "VBP"))
    return True


def is_rate(doc: Doc, start: int) -> bool:
    """Whether "a day", "a year" counts by the unit: "15 a year", "two flights a week", "once a month"."""
    token = token_at(doc, start)
    before: list[Token] = []
    while len(before) < 4 and token.i and not token.is_sent_start:
        token = doc[token.i - 1]
        before.insert(0, token)
    if not before:
        return False
    last = before[-1]
    if last.lower_ in ("once", "twice", "thrice", "times", "percent", "pct", "%") or (
        number(last.text) is not None and not re.fullmatch(r"(?:19|20)\d\d", last.text)
    ):
        return last.lower_ not in ("a", "an", "one")
    if last.pos_ not in ("NOUN", "PROPN", "SYM"):
        return False
    return any(_counts(word) for word in before[:-1])


def _counts(token: Token) -> bool:
    return token.like_num or token.tag_ == "CD" or token.text in "$€£" or token.lower_ in ("million", "billion")


def followed_by_thing(doc: Doc, text: str, end: int) -> bool:
    """Whether a noun phrase or clause follows ("two days after the vote"), not the end of the clause."""
    after = re.match(r"\s*(\S+)", text[end : end + 40])
    if not after or after.group(1)[0] in ".,;:!?)(—–-\"”’'":
        return False
    token = token_at(doc, end + after.start(1))
    if token.i >= len(doc) or token.is_sent_start:
        return False
    return token.pos_ in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM", "VERB") and token.tag_ not in (
        "VBD",
        "VBZ",
        "VBP",
        "MD",
        "WDT",
        "WP",
    )
