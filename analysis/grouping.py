"""Which records of cooperation speak of one event.

Cautious: records join only when every pair of them fits. A record is held against the groups of its own parties, area
and time alone, so that what was said of other years costs nothing.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

# days between two reports of one event, by area: a visit is over in days, deliveries go on for weeks
WINDOW = {"diplomatic.visit": 7, "military.exercise": 14, "diplomatic.agreement": 14, "military.pact": 30}
DEFAULT_WINDOW = 30
NEAR = 4  # sentences between two undated reports in one article
WIDEST = max(DEFAULT_WINDOW, *WINDOW.values())
MONTH = 32  # days
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?|-W(\d\d))?")
_WORD = re.compile(r"\w+")


class Report(NamedTuple):
    """One record, as far as grouping looks at it."""

    record: Mapping[str, Any]
    parties: frozenset[str]
    givers: frozenset[str]
    receivers: frozenset[str]
    item: frozenset[str]  # content words of the item
    first: datetime.date | None
    last: datetime.date | None
    precision: str | None  # day, month, year; None where no date is known
    date_from: str | None  # text or published


LOOKED_AT = (
    "cooperation_id", "doc_id", "sentence", "area", "item", "stage", "polarity", "certainty", "source",
)  # fmt: skip


def groups(
    reports: Iterable[Report], together: Iterable[frozenset[str]], apart: Collection[frozenset[str]]
) -> list[list[Report]]:
    """Greedy complete linkage in the order of the reports: a report joins the first group of which it fits every member.

    Args:
        reports: the reports.
        together: pairs of record ids that a reader says are one event.
        apart: pairs of record ids that a reader says are two.
    """
    bound: dict[str, list[str]] = defaultdict(list)
    for pair in together:
        for one in pair:
            bound[one] += pair - {one}
    near: dict[tuple[Any, ...], list[int]] = defaultdict(list)  # area, parties and time → groups begun near it
    found: list[list[Report]] = []
    group_of: dict[str, int] = {}
    for report in reports:
        mine = report.record["cooperation_id"]
        key = report.record["area"], report.parties
        by_hand = [group_of[other] for other in bound.get(mine, ()) if other in group_of]
        candidates = sorted({at for time in _times(report) for at in near.get((*key, time), ())})
        joined = (
            by_hand[0] if by_hand else next((at for at in candidates if _all_fit(report, found[at], apart)), None)
        )
        if joined is None:
            joined = len(found)
            found.append([])
            for time in _times(report, WIDEST):
                near[*key, time].append(joined)
        found[joined].append(report)
        group_of[mine] = joined
    return found


def _times(report: Report, around: int = 0) -> Iterable[int | str]:
    """The months that a report touches, and those so many days around it; its text where it has no day.

    Only reports that have one in common can fit.
    """
    if report.first is None or report.last is None:
        return (report.record["doc_id"],)
    return range((report.first.toordinal() - around) // MONTH, (report.last.toordinal() + around) // MONTH + 1)


def _all_fit(report: Report, group: list[Report], apart: Collection[frozenset[str]]) -> bool:
    for other in group:
        if fits(report, other) is None:
            return False
    mine = report.record["cooperation_id"]
    return not apart or all(frozenset((mine, other.record["cooperation_id"])) not in apart for other in group)


def fits(a: Report, b: Report) -> str | None:
    """Why the two may speak of the same event, None where something speaks against it."""
    if a.record["area"] != b.record["area"] or a.parties != b.parties or len(a.parties) < 2:
        return None
    if a.givers and b.givers and (a.givers != b.givers or a.receivers != b.receivers):
        return None
    if a.item and b.item and not a.item & b.item:
        return None
    same_text = a.record["doc_id"] == b.record["doc_id"]
    if same_text and "text" not in (a.date_from, b.date_from):
        # an article on four summits of two states names them far from each other; without days, only nearness tells
        if abs(int(a.record["sentence"]) - int(b.record["sentence"])) > NEAR:
            return None
    when = _same_time(a, b, same_text)
    if when is None:
        return None
    what = "the same item" if a.item & b.item else "no item that differs"
    return f"the same parties and area, {what}, {when}"


def _same_time(a: Report, b: Report, same_text: bool) -> str | None:
    if a.first is None or b.first is None:
        return "one article that dates neither" if same_text and a.first == b.first else None
    if same_text and a.date_from == b.date_from == "published":
        return "one article"
    assert a.last is not None and b.last is not None
    gap = max(a.first, b.first) - min(a.last, b.last)
    window = WINDOW.get(str(a.record["area"]), DEFAULT_WINDOW)
    if a.date_from == b.date_from == "text" and a.precision == b.precision == "day":
        window = min(window, 3)  # two days that the texts themselves name
    if "year" in (a.precision, b.precision) and a.precision != b.precision:
        return None  # "in 2019" beside a day of 2019 may be any other act of that year
    return "days that lie close together" if gap.days <= window else None


class Reports:
    """Records of cooperation as grouping looks at them; of a record itself, what an event tells is kept.

    What equals something of an earlier record is held once, and worked out once: a corpus has many alike.

    Args:
        country: actor id → its state.
        published: document id → day of publication, or None.
    """

    def __init__(self, country: Mapping[str, str], published: Mapping[str, Any]) -> None:
        self.country, self.published = country, published
        self._same: dict[Any, Any] = {}
        self._states, self._bounds, self._words = cache(self._states_of), cache(_bounds), cache(_words)

    def __call__(self, record: Mapping[str, Any]) -> Report:
        """The report of a record."""
        first, last, precision = self._bounds(record["date"])
        date_from: str | None = "text"
        if first is None:
            day = self.published.get(record["doc_id"])
            # a plan or a wish has no day of its own, but it was spoken of on the day of publication
            first, last, precision, date_from = (
                (day, day, "day", "published") if isinstance(day, datetime.date) else (None,) * 4
            )
        parties, givers, receivers = (
            self._states(tuple(record[column])) for column in ("participants", "givers", "receivers")
        )
        same = self._same.setdefault
        kept = {name: same(value := record[name], value) for name in LOOKED_AT}
        return Report(
            kept, parties, givers, receivers, self._words(record["item"] or ""), first, last, precision, date_from
        )

    def _states_of(self, actors: tuple[str, ...]) -> frozenset[str]:
        found = frozenset(self.country.get(one, one) for one in actors)
        return self._same.setdefault(found, found)


def _words(item: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(item.casefold()) if len(word) > 2)


def _bounds(date: str | None) -> tuple[datetime.date | None, datetime.date | None, str | None]:
    """First and last day of `2023`, `2023-07`, `2023-W30` or `2023-07-27`, with its precision."""
    found = _DATE.fullmatch(date) if isinstance(date, str) else None
    if not found:
        return None, None, None
    year, month, day, week = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        if week:
            return datetime.date.fromisocalendar(year, week, 1), datetime.date.fromisocalendar(year, week, 7), "week"
        if month and day:
            only = datetime.date(year, month, day)
            return only, only, "day"
        if month:
            following = datetime.date(year + month // 12, month % 12 + 1, 1)
            return datetime.date(year, month, 1), following - datetime.timedelta(days=1), "month"
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31), "year"
    except ValueError:  # the 31st of June
        return None, None, None
