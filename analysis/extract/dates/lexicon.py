"""The words of dates and numbers, as parts of regular expressions and as what they mean.

Months and weekdays are matched as names (capitalised): "may" and "march" are verbs, "sun" shines.
"""

from __future__ import annotations

import re

MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
DAY_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "overnight": "NI", "midday": "MI",
             "noon": "MI", "midnight": "NI", "dawn": "MO", "dusk": "EV", "lunchtime": "MI"}  # fmt: skip
UNIT_WORDS = {"yr": "year", "yrs": "year", "centuries": "century", "mins": "minute", "min": "minute", "hr": "hour", "hrs": "hour",
              "sec": "second", "secs": "second", "millennia": "millennium"}  # fmt: skip

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split()
_ORDINAL_TENS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split()

_MONTH_NUMBER = {name[:3].lower(): k for k, name in enumerate(MONTHS, 1)}
_WEEKDAY_NUMBER = {name[:3].lower(): k for k, name in enumerate(WEEKDAYS)}
_NUMBER = {word: k for k, word in enumerate(_ONES)} | {word: 20 + 10 * k for k, word in enumerate(_TENS)}
_ORDINAL = {word: k for k, word in enumerate(_ORDINALS)} | {word: 20 + 10 * k for k, word in enumerate(_ORDINAL_TENS)}


def _either(words: list[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


# pieces of patterns; all patterns are compiled with re.IGNORECASE, names of months and days switch it off
_NAMES = [name for full in MONTHS for name in (full, full.upper())]
_SHORT = [name for full in MONTHS if full != "May" for name in (full[:3], full[:3].upper())] + ["Sept", "SEPT"]
MONTH = rf"(?-i:{_either(_NAMES)}|(?:{_either(_SHORT)})\b\.?)"
_DAYS = [name for full in WEEKDAYS for name in (full, full.upper())]
WEEKDAY = rf"(?-i:(?:{_either(_DAYS)})|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b\.?)"
FULL_WEEKDAY = rf"(?-i:{_either(_DAYS)})"
YEAR = r"(?:1[0-9]\d\d|20\d\d)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
UNIT = r"(?:second|minute|hour|day|night|weekend|week|fortnight|month|quarter|year|decade|century|centuries|millennium|millennia)"
CALENDAR_UNIT = r"(?:day|night|weekend|week|month|quarter|year|decade|century)"
PART = r"(?:morning|afternoon|evening|night)"
SEASON = r"(?:spring|summer|autumn|fall|winter)"

_WORD_NUMBER = rf"(?:(?:{_either(_TENS)})(?:[-\s](?:{_either(_ONES[1:10])}))?|{_either(_ONES[1:])})"
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,4}}|\d{{1,4}}(?:\.\d{{1,2}})?|{_WORD_NUMBER}(?:\shundred)?|(?:a|one)\s(?:hundred|dozen))"
VAGUE_NUMBER = r"(?:a\s(?:few|couple(?:\sof)?|number\sof|good\smany|handful\sof)|several|many|some|few|numerous|multiple|countless|dozens\sof|scores\sof|hundreds\sof|thousands\sof|tens\sof)"
AMOUNT = rf"(?:(?:{NUMBER}|{VAGUE_NUMBER}|half\san?|an?)(?:\sand\sa\shalf)?)"
ABOUT = r"(?:(?:more|less|fewer|no\smore|no\sless|longer)\sthan|nearly|almost|over|about|around|approximately|some|roughly|at\sleast|at\smost|up\sto|just\sover|just\sunder|under|only|just|another|an\sadditional|a\sfurther|well\sover|close\sto|as\smany\sas)"

ORDINAL = rf"(?:\d{{1,4}}(?:st|nd|rd|th)|(?:(?:{_either(_TENS)})(?:-\s?|\s))?(?:{_either(_ORDINALS[1:])})|(?:{_either(_ORDINAL_TENS)})|(?:one\s)?(?:hundredth|centenary))"

# "early", "the end of": TIMEX3 keeps them beside the value (mod), so they widen the words and not the value
EDGE = r"(?:(?:the\s+)?(?:very\s+)?(?:(?:early|late|mid|later|earlier)(?:\s+in)?[-\s]+(?:the\s+)?|(?:beginning|start|end|middle|close|turn|rest|remainder|course|first\s+days|last\s+days|first\s+weeks|last\s+weeks|first\s+months|last\s+months|final\s+days|final\s+weeks|final\s+months|early\s+days|early\s+months|early\s+part|latter\s+part)\s+of\s+(?:the\s+)?))"


def day_number(word: str) -> int:
    """The number that a day begins with: of "3rd" it is 3."""
    return int(re.split(r"\D", word, maxsplit=1)[0])


def month_number(word: str) -> int:
    """1 to 12."""
    return _MONTH_NUMBER[word[:3].lower()]


def weekday_number(word: str) -> int:
    """0 is Monday."""
    return _WEEKDAY_NUMBER[word[:3].lower()]


def unit_name(word: str) -> str:
    """The unit in the singular."""
    plain = word.lower()
    return UNIT_WORDS.get(plain) or plain.removesuffix("s")


def number(words: str) -> float | None:
    """What a number in digits or words is worth; None for "several" and the like."""
    plain = " ".join(words.lower().replace("-", " ").split())
    half = plain.endswith(" and a half")
    plain = plain.removesuffix(" and a half")
    if plain in ("half a", "half an"):
        return 0.5
    if plain in ("a", "an", "one"):
        worth: float = 1
    elif re.fullmatch(r"[\d.,]+", plain):
        worth = float(plain.replace(",", "").strip(".") or 0)
    elif plain in ("a couple", "a couple of"):
        return None
    elif plain in ("a hundred", "one hundred", "a dozen", "one dozen"):
        worth = 100 if plain.endswith("hundred") else 12
    else:
        worth = 0
        for part in plain.split():
            if part == "hundred":
                worth *= 100
            elif part in _NUMBER:
                worth += _NUMBER[part]
            else:
                return None
    return worth + 0.5 if half else worth


def ordinal(words: str) -> int | None:
    """What an ordinal in digits or words is worth."""
    plain = words.lower()
    if digits := re.match(r"\d+", plain):
        return int(digits.group())
    if plain in ("centenary", "hundredth", "one hundredth"):
        return 100
    total = 0
    for part in re.split(r"[-\s]+", plain):
        if part in _ORDINAL:
            total += _ORDINAL[part]
        elif part in _NUMBER:
            total += _NUMBER[part]
        else:
            return None
    return total


def whole(amount: float) -> str:
    """A number as TIMEX3 writes it: `3`, `2.5`."""
    return f"{amount:g}" if amount < 1e6 else str(int(amount))
