"""Days, months and years out of ISO and TIMEX3 values, and the periods that a trend is drawn in."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from analysis.asking import Table, only

PRECISIONS = ("day", "week", "month", "quarter", "season", "half", "year", "decade", "century")
_FORM = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d{2})(?:-(?:\d|WE))?|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)"
    r"|(?P<month>\d{2})(?:-(?P<day>\d{2})(?:T.*)?)?))?"
)
FEW = 5  # spans that may count as outliers, beside one of fifty
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 12)}


class Span(NamedTuple):
    """The days that a value covers, both included, and how precise it is."""

    first: datetime.date
    last: datetime.date
    precision: str


def span(value: object) -> Span | None:
    """The days that an ISO or TIMEX3 value covers; None for what is no date of the calendar.

    `2023` · `2023-07` · `2023-07-27` · `2023-07-27T09:00` · `2023-W30` · `2023-Q3` · `2023-H1` · `2023-SU` ·
    `202` or `202X` (a decade) · `19` or `19XX` (a century). References such as `PAST_REF` and durations give None.
    """
    if isinstance(value, datetime.date) and not pd.isna(value):
        day = value.date() if isinstance(value, datetime.datetime) else value
        return Span(day, day, "day")
    if not isinstance(value, str):
        return None
    text = value.strip().upper()
    try:
        if (digits := text.rstrip("X")).isascii() and digits.isdigit() and len(digits) in (2, 3):
            years = 10 ** (4 - len(digits))
            start = int(digits) * years
            return Span(*_months(start, 1, start + years - 1, 12), "decade" if years == 10 else "century")
        form = _FORM.fullmatch(text)
        return _span(form) if form else None
    except (ValueError, calendar.IllegalMonthError):
        return None  # the 31st of June


def _span(form: re.Match[str]) -> Span:
    year = int(form["year"])
    if form["day"]:
        day = datetime.date(year, int(form["month"]), int(form["day"]))
        return Span(day, day, "day")
    if form["month"]:
        return Span(*_months(year, int(form["month"]), year, int(form["month"])), "month")
    if form["week"]:
        monday = datetime.date.fromisocalendar(year, int(form["week"]), 1)
        return Span(monday, monday + datetime.timedelta(days=6), "week")
    if form["quarter"]:
        last = 3 * int(form["quarter"])
        return Span(*_months(year, last - 2, year, last), "quarter")
    if form["half"]:
        last = 6 * int(form["half"])
        return Span(*_months(year, last - 5, year, last), "half")
    if form["season"]:
        first, last = _SEASONS[form["season"]]
        return Span(*_months(year, first, year, last), "season")
    return Span(*_months(year, 1, year, 12), "year")


def _months(year: int, month: int, last_year: int, last_month: int) -> tuple[datetime.date, datetime.date]:
    end = calendar.monthrange(last_year, last_month)[1]
    return datetime.date(year, month, 1), datetime.date(last_year, last_month, end)


def dated(records: pd.DataFrame, documents: Table) -> pd.DataFrame:
    """The records with `day` and `dated_by`: the date that the text gives the act, else the day of publication.

    Returns:
        The records, in order, with two columns more: `span` (Span or None) and `dated_by` (`text`,
        `publication` or `""` where neither is known).
    """
    documents = only(documents, "doc_id", "published")
    published = dict(zip(documents["doc_id"], documents["published"], strict=True))
    own = [span(value) for value in records["date"]]
    day = [span(published.get(key)) for key in records["doc_id"]]
    return records.assign(
        span=pd.Series([a or b for a, b in zip(own, day, strict=True)], index=records.index, dtype=object),
        dated_by=["text" if a else "publication" if b else "" for a, b in zip(own, day, strict=True)],
    )


class Scale:
    """The periods of a trend: months up to three years of them, years up to forty, else decades.

    Outliers do not stretch it: a few spans that a gap of more than half the whole time parts from the rest
    fall `before …` and `after …`.
    """

    def __init__(self, spans: Iterable[Span | None]) -> None:
        known = sorted((each for each in spans if each), key=lambda each: each.first)
        core = _core(known)
        self.unit = _unit(core)
        inside = sorted({found for each in core if (found := _whole(each, self.unit))})
        self._between = _every(inside[0], inside[-1], self.unit) if inside else []
        labels = [self.place(each) for each in known]
        self.periods: list[str] = [
            *[label for label in dict.fromkeys(labels) if label and label.startswith("before")],
            *self._between,
            *[label for label in dict.fromkeys(labels) if label and label.startswith("after")],
        ]

    def place(self, each: Span | None) -> str | None:
        """The period `2023-07`, `2023` or `2020s` that holds all of the span; None where it is wider than one."""
        found = _whole(each, self.unit) if each else None
        if not found or not self._between or found in self._between:
            return found
        return f"before {self._between[0]}" if found < self._between[0] else f"after {self._between[-1]}"


def _core(known: list[Span]) -> list[Span]:
    """The spans without the few at either end that lie far off; in order of their first days."""
    few = min(len(known) // 6, FEW + len(known) // 50)  # a sixth of thousands is no outlier
    days = [each.first for each in known]
    edge = len(known) // 100
    if edge and 2 * (days[-edge - 1] - days[edge]) < days[-1] - days[0]:
        return _core(known[edge:-edge])  # among hundreds, some lie far off at both ends
    for place in range(few, 0, -1):
        if 2 * (days[place] - days[place - 1]) > days[-1] - days[0]:
            return known[place:]
        if 2 * (days[-place] - days[-place - 1]) > days[-1] - days[0]:
            return known[:-place]
    return known


def _unit(spans: list[Span]) -> str:
    if not spans:
        return "month"
    years = max(each.first.year for each in spans) - min(each.first.year for each in spans) + 1
    coarse = sum(each.precision in ("year", "season", "half", "quarter") for each in spans)
    if years <= 3 and 2 * coarse < len(spans):
        return "month"
    return "year" if years <= 40 else "decade"


def _whole(each: Span, unit: str) -> str | None:
    first, last = _period(each.first, unit), _period(each.last, unit)
    return first if first == last else None


def _period(day: datetime.date, unit: str) -> str:
    year = f"{day.year:04d}"
    return f"{year}-{day.month:02d}" if unit == "month" else year if unit == "year" else f"{year[:3]}0s"


def _every(first: str, last: str, unit: str) -> list[str]:
    """Every period from the first to the last, those without records included."""
    if unit == "month":
        months = range(int(first[:4]) * 12 + int(first[5:]) - 1, int(last[:4]) * 12 + int(last[5:]))
        return [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in months]
    if unit == "year":
        return [f"{year:04d}" for year in range(int(first), int(last) + 1)]
    return [f"{decade:03d}0s" for decade in range(int(first[:3]), int(last[:3]) + 1)]
