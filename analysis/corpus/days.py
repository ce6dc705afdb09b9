"""The day of publication: from metadata, from the first lines, from the file's name. Never guessed.

`03-02-2009` may be February or March: where day and month could both be the month, and differ, there is no day.
A time zone changes nothing: the day is the one that is written. A month or a year alone is no day.
"""

from __future__ import annotations

import datetime
import re
from typing import Any

_MONTHS = {
    name[:3]: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), start=1
    )
}
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s+)?"
_DAY = (
    rf"{_WEEKDAY}(?:"
    r"(?P<y1>[0-9]{4})(?P<sep>[-/.])(?P<m1>[0-9]{1,2})(?P=sep)(?P<d1>[0-9]{1,2})"
    rf"|(?P<m2>{_MONTH})\.?\s+(?P<d2>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>[0-9]{{4}})"
    rf"|(?P<d3>[0-9]{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<m3>{_MONTH})\.?,?[\s-]+(?P<y3>[0-9]{{4}})"
    r"|(?P<n1>[0-9]{1,2})(?P<sep4>[-/.])(?P<n2>[0-9]{1,2})(?P=sep4)(?P<y4>[0-9]{4})"
    r")(?![0-9])"
)
_CLOCK = r"(?:[\s,T]+(?:at\s+)?[0-9]{1,2}[:.h][0-9]{2}[^|\n]{0,40}|T[0-9]{4,6}[^|\n]{0,20})?"
_VALUE = re.compile(rf"\s*{_DAY}{_CLOCK}\s*", re.I)
_PACKED = re.compile(r"(?:D:)?([0-9]{4})([0-9]{2})([0-9]{2})(?:T?[0-9]{4,6}.{0,12})?")  # 20240910T1200, D:20240910…
_UNIX_STYLE = re.compile(
    rf"[a-z]{{3}} ({_MONTH}) +([0-9]{{1,2}}) [0-9:]{{5,8}} (?:[A-Z+0-9-]{{3,6}} )?([0-9]{{4}})", re.I
)

_LABEL = (
    r"(?:(?:first\s+)?published|publication\s+date|posted|date|dated|released?|release\s+date|issued"
    r"|for\s+(?:immediate\s+)?release|embargoed\s+until)(?:\s+on)?\s*[:,–—|-]?\s*"
)
_BYLINE = r"(?:by\s[^0-9\n|]{2,80}?[\s,|·•–—-]\s*)?"
_NAME = r"[^\W\d_][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*){0,3}"
_OWN_LINE = re.compile(
    rf"(?P<label>{_LABEL})?{_BYLINE}(?P<place>(?!(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}},){_NAME},\s+(?:[\w.]{{2,20}},\s+)?)?"
    rf"{_DAY}{_CLOCK}"
    r"(?:\s*[|·•][^\n]{0,60})?\s*\.?",
    re.I,
)
_PLACE = re.compile(r"[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,3},\s+(?:[A-Z][\w.]{1,20},\s+)?$")
_DATELINE = re.compile(
    rf"[A-Z][\w.'’/ -]{{1,40}}(?:,\s[A-Z][\w. ]{{1,20}})?,\s+(?i:{_DAY})[.,]?\s*(?:\([A-Z][^)\n]{{1,30}}\)|/[A-Z][A-Z .-]{{1,20}}/|--|[–—:-]\s)"
)
_REVISED = re.compile(r"(?:last\s+)?(?:updated|modified|revised|retrieved|accessed)\b", re.I)
_DECORATION = re.compile(r"^[\s#>*_|~-]+|[\s*_|~]+$")
_IN_NAME = re.compile(r"(?<![0-9])((?:1[5-9]|20)[0-9]{2})([-_.]?)(0[1-9]|1[0-2])\2([0-3][0-9])(?![0-9])")
_NO_DAY = datetime.date(1970, 1, 1)  # what software writes where it knows no date

_PARAGRAPH = 200  # characters that no line above an article has
_LINES, _HEAD = 8, 1500  # lines and characters in which a date stands alone or opens the first paragraph


def parse(value: Any) -> datetime.date | None:
    """The day that a metadata value names: a date, a text in a usual form, or Unix seconds (UTC)."""
    if isinstance(value, datetime.datetime):
        return _plausible(value.date())
    if isinstance(value, datetime.date):
        return _plausible(value)
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)) or (isinstance(value, str) and re.fullmatch(r"[0-9]{9,13}", value.strip())):
        return _of_seconds(value)
    if not isinstance(value, str) or len(value) > 100:
        return None
    text = value.strip()
    if found := _PACKED.fullmatch(text):
        return _day(*found.groups())
    if found := _UNIX_STYLE.fullmatch(text):
        return _day(found[3], str(_MONTHS[found[1][:3].lower()]), found[2])
    found = _VALUE.fullmatch(text)
    return _of_match(found) if found else None


def in_text(text: str) -> datetime.date | None:
    """The day in a date line, byline or dateline among the first lines; None where two of them disagree."""
    found: list[datetime.date] = []
    lines = [line for line in text[:_HEAD].splitlines() if line.strip()][:_LINES]
    for number, raw in enumerate(lines):
        line = _DECORATION.sub("", raw)
        if _REVISED.match(line):
            continue
        own = _OWN_LINE.fullmatch(line) if len(line) <= 160 else None
        # "Kursk, 5 July 1943" may be what a first line is about; below the title it is where and when
        if own and own["place"] and (number == 0 or not _PLACE.match(own["place"])):
            own = None
        match = own or _DATELINE.match(line)
        day = _of_match(match) if match else None
        if day and own and own["label"]:
            return day
        if day:
            found.append(day)
        if len(line) > _PARAGRAPH or line.startswith(("“", '"')):
            break  # below the first paragraph or a motto, a date is that of a signature or of the quotation
    return found[0] if len(set(found)) == 1 else None


def in_name(name: str) -> datetime.date | None:
    """The one day that a file's name holds (`2024-09-10-talks`, `20240910_talks`), else None."""
    days = set()
    for found in _IN_NAME.finditer(name):
        before = name[: found.start()][-1:]
        if not found[2] and before.isalnum():
            continue  # digits without separators inside a word are an id
        days.add(_day(found[1], found[3], found[4]))
    return days.pop() if len(days) == 1 else None


def is_line(line: str) -> bool:
    """True for a line that is nothing but a date, with its label or place."""
    return len(line) <= 160 and bool(_OWN_LINE.fullmatch(_DECORATION.sub("", line)))


def _of_match(found: re.Match[str]) -> datetime.date | None:
    part = found.groupdict()
    if part["y1"]:
        day = _day(part["y1"], part["m1"], part["d1"])
    elif part["y2"]:
        day = _day(part["y2"], str(_MONTHS[part["m2"][:3].lower()]), part["d2"])
    elif part["y3"]:
        day = _day(part["y3"], str(_MONTHS[part["m3"][:3].lower()]), part["d3"])
    else:
        first, second = int(part["n1"]), int(part["n2"])
        if first <= 12 and second <= 12 and first != second:
            return None
        day = _day(part["y4"], *((second, first) if first > 12 else (first, second)))
    if day and part["weekday"] and _WEEKDAYS[day.weekday()] != part["weekday"].lower():
        return None  # a date that is wrong about its weekday is wrong somewhere
    return day


def _day(year: str | int, month: str | int, day: str | int) -> datetime.date | None:
    try:
        return _plausible(datetime.date(int(year), int(month), int(day)))
    except ValueError:
        return None


def _plausible(day: datetime.date) -> datetime.date | None:
    return day if 1500 <= day.year <= 2100 and day != _NO_DAY else None


def _of_seconds(value: Any) -> datetime.date | None:
    try:
        number = float(value)
        if number >= 1e11:  # milliseconds
            number /= 1000
        if not 1e8 <= number < 4.2e9:  # 1973 to 2103: smaller numbers count something else
            return None
        return datetime.datetime.fromtimestamp(number, tz=datetime.UTC).date()
    except (ValueError, OverflowError, OSError):
        return None
