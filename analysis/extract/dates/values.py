"""TIMEX3 values: written from calendar dates, read back, and moved by whole units.

A value keeps the precision of its words: moving `2023-07-27` by a year for "a year later" gives `2024`, since
the words name no day. What cannot be moved without inventing precision gives None.
"""

from __future__ import annotations

import calendar
import datetime
import re

UNITS = ("day", "weekend", "week", "month", "quarter", "year", "decade", "century")

_VALUE = re.compile(r"(\d{4})(?:-(?:W(\d\d)(?:-WE)?|Q(\d)|(SP|SU|FA|WI)|H([12])|(\d\d)(?:-(\d\d))?))?(?:T.*)?$")
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def day_of(year: int, month: int, day: int) -> datetime.date | None:
    """The calendar day, None where there is none (31 June)."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def month_length(month: int) -> int:
    """Most days a month can have, in any year."""
    return 29 if month == 2 else calendar.monthrange(2023, month)[1]


def first_day(value: str | None) -> tuple[datetime.date, str] | None:
    """First day of what a value names, and its unit; None for durations, references and unknown years."""
    found = _VALUE.match(value or "")
    if not found:
        if value and re.fullmatch(r"\d{3}", value):
            return datetime.date(max(1, int(value) * 10), 1, 1), "decade"
        if value and re.fullmatch(r"\d{2}", value):
            return datetime.date(max(1, int(value) * 100), 1, 1), "century"
        return None
    year, week, quarter, season, half, month, day = found.groups()
    number = int(year)
    try:
        if week:
            return datetime.date.fromisocalendar(number, int(week), 1), "week"
        if quarter:
            return datetime.date(number, 3 * int(quarter) - 2, 1), "quarter"
        if season:
            return datetime.date(number, _SEASON_MONTH[season], 1), "quarter"
        if half:
            return datetime.date(number, 6 * int(half) - 5, 1), "quarter"
        return datetime.date(number, int(month or 1), int(day or 1)), "day" if day else "month" if month else "year"
    except ValueError:
        return None


def last_day(value: str | None) -> datetime.date | None:
    """Last day of what a value names."""
    known = first_day(value)
    if known is None:
        return None
    first, unit = known
    if unit == "day":
        return first
    following = moved(first, unit, 1)
    return following - datetime.timedelta(days=1) if following else None


def write(day: datetime.date, unit: str) -> str:
    """The value of the day, week, month … that holds `day`."""
    if unit == "day":
        return day.isoformat()
    if unit in ("week", "weekend"):
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "weekend" else "")
    if unit == "month":
        return f"{day.year:04d}-{day.month:02d}"
    if unit == "quarter":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    if unit == "decade":
        return f"{day.year:04d}"[:3]
    if unit == "century":
        return f"{day.year:04d}"[:2]
    return f"{day.year:04d}"


def moved(day: datetime.date, unit: str, count: int) -> datetime.date | None:
    """`day` moved by `count` units; a day that the month lacks becomes its last; None outside the calendar."""
    try:
        if unit == "day":
            return day + datetime.timedelta(days=count)
        if unit in ("week", "weekend"):
            return day + datetime.timedelta(weeks=count)
        months = count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        return None


def shift(value: str | None, unit: str, count: int) -> str | None:
    """A value moved by `count` units and written in that unit; None where it is not known that precisely."""
    known = first_day(value)
    if known is None:
        return None
    first, precision = known
    if UNITS.index(precision) > UNITS.index(unit) and not (precision == "quarter" and unit == "year"):
        return None
    there = moved(first, unit, count)
    return write(there, unit) if there else None


def duration(amount: str, unit: str) -> str:
    """The value of a duration: `P3M`, `PT24H`, `P2.5Y`; `PXY` for an unknown number; tens of years as years."""
    factor = {"decade": 10, "century": 100, "fortnight": 2, "millennium": 1000}.get(unit)
    if factor:
        unit = "week" if unit == "fortnight" else "year"
        if amount == "X":
            return "PX" + {10: "DE", 100: "CE", 2: "W", 1000: "L"}[factor]
        total = float(amount) * factor
        amount = f"{total:g}"
    letter = {"year": "Y", "month": "M", "week": "W", "weekend": "WE", "day": "D", "quarter": "Q", "night": "D",
              "hour": "H", "minute": "M", "second": "S"}[unit]  # fmt: skip
    return f"P{'T' if unit in ('hour', 'minute', 'second') else ''}{amount}{letter}"
