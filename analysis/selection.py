"""What part of a run is looked at: actors, dates, areas, least certainty, rows shown.

The parameters of every notebook are checked here, so that a wrong one is refused in one plain sentence
before anything runs.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from analysis import vocabulary
from analysis.asking import Table, ask, of_documents, only, whole
from analysis.errors import ParameterError, did_you_mean
from analysis.tables import AREAS, CERTAINTIES

DEFAULTS: Mapping[str, Any] = {
    "tables": "",
    "corpus": "seeds",
    "out": "",
    "actors": [],
    "since": "",
    "until": "",
    "areas": [],
    "certainty": CERTAINTIES[-1],
    "top": 15,
    "by_state": True,
    "unit": "events",
}
UNITS = ("events", "statements")
GROUPS = tuple(dict.fromkeys(area.split(".")[0] for area in AREAS))
MOST_ROWS = 1000  # a chart or table longer than this is a mistyped number


class Selection(NamedTuple):
    """A checked selection; empty fields keep everything."""

    actors: tuple[str, ...] = ()  # as given: ids or names
    since: datetime.date | None = None  # first day of publication kept
    until: datetime.date | None = None  # last day of publication kept
    areas: tuple[str, ...] = ()  # areas of cooperation, groups spelt out
    certainty: str = CERTAINTIES[-1]  # least certainty kept
    top: int = 15
    by_state: bool = True
    unit: str = UNITS[0]  # what charts of cooperation count

    def described(self) -> str:
        """What is kept, in a sentence; `""` where that is everything."""
        kept = [f"articles that name {', '.join(self.actors)}"] if self.actors else []
        kept += [f"published from {self.since}"] if self.since else []
        kept += [f"published until {self.until}"] if self.until else []
        kept += [f"cooperation in {', '.join(self.areas)}"] if self.areas else []
        kept += [f"statements at least {self.certainty}"] if self.certainty != CERTAINTIES[-1] else []
        return f"Selected: {'; '.join(kept)}." if kept else ""


def check(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of a notebook, whole and of the right kind.

    Args:
        parameters: those given; what is absent takes its default.

    Raises:
        ParameterError: a name is unknown, or a value is of the wrong kind or out of its range.
    """
    for name in parameters:
        if name not in DEFAULTS:
            raise ParameterError(f"there is no parameter {name!r}{did_you_mean(str(name), DEFAULTS)}")
    whole = {**DEFAULTS, **parameters}
    for name in ("tables", "corpus", "out"):
        if not isinstance(whole[name], str):
            raise ParameterError(f"parameter {name!r} must be the path of a folder as text; it is {whole[name]!r}")
    select(**{name: whole[name] for name in Selection._fields})
    return whole


def select(
    *,
    actors: Iterable[str] = (),
    since: str | int = "",
    until: str | int = "",
    areas: Iterable[str] = (),
    certainty: str = CERTAINTIES[-1],
    top: int = 15,
    by_state: bool = True,
    unit: str = UNITS[0],
) -> Selection:
    """A checked selection from the values of a notebook's parameters.

    Raises:
        ParameterError: a value is of the wrong kind or out of its range.
    """
    if certainty not in CERTAINTIES:
        raise ParameterError(
            f"parameter 'certainty' must be one of {', '.join(CERTAINTIES)}; it is {certainty!r}"
            + (did_you_mean(certainty, CERTAINTIES) if isinstance(certainty, str) else "")
        )
    if isinstance(top, bool) or not isinstance(top, int) or not 1 <= top <= MOST_ROWS:
        raise ParameterError(f"parameter 'top' must be a whole number from 1 to {MOST_ROWS}; it is {top!r}")
    if not isinstance(by_state, bool):
        raise ParameterError(f"parameter 'by_state' must be True or False; it is {by_state!r}")
    if unit not in UNITS:
        raise ParameterError(f"parameter 'unit' must be events or statements; it is {unit!r}")
    first, last = _day("since", since), _day("until", until)
    if first and last and first > last:
        raise ParameterError(f"parameter 'since' ({first}) is later than 'until' ({last}); swap the two")
    return Selection(
        actors=_words("actors", actors, "['RUS', 'North Korea']"),
        since=first,
        until=last,
        areas=_areas(_words("areas", areas, "['military', 'economic.trade']")),
        certainty=certainty,
        top=top,
        by_state=by_state,
        unit=unit,
    )


def _words(name: str, value: Any, example: str) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, Iterable) or isinstance(value, Mapping):
        raise ParameterError(f"parameter {name!r} must be a list of text such as {example}; it is {value!r}")
    words = tuple(value)
    for word in words:
        if not isinstance(word, str) or not word.strip():
            raise ParameterError(f"parameter {name!r} must hold text such as {example}; it holds {word!r}")
    return tuple(dict.fromkeys(word.strip() for word in words))


def _areas(words: Iterable[str]) -> tuple[str, ...]:
    kept: list[str] = []
    for word in words:
        found = [area for area in AREAS if area == word or area.startswith(f"{word}.")]
        if not found:
            raise ParameterError(f"there is no area {word!r}{did_you_mean(word, {*AREAS, *GROUPS})}")
        kept += found
    return tuple(area for area in AREAS if area in kept)


_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def _day(name: str, value: Any) -> datetime.date | None:
    """A day from `2023`, `2023-07` or `2023-07-27`: its first day for `since`, its last for `until`."""
    if value == "" or value is None:
        return None
    # papermill's -p turns 2023 into a number
    text = str(value) if type(value) is int and 0 <= value <= 9999 else value
    parts = _DAY.fullmatch(text.strip()) if isinstance(text, str) else None
    try:
        if parts is None:
            raise ValueError
        year = int(parts[1])
        month = int(parts[2] or (1 if name == "since" else 12))
        last = calendar.monthrange(year, month)[1]
        return datetime.date(year, month, int(parts[3] or (1 if name == "since" else last)))
    except (ValueError, calendar.IllegalMonthError):
        raise ParameterError(
            f"parameter {name!r} must be a date such as 2023, 2023-07 or 2023-07-27; it is {value!r}"
        ) from None


def actor_ids(words: Iterable[str], actors: pd.DataFrame) -> tuple[str, ...]:
    """Ids of the actors that the words name, by id, name or alias; a state brings the actors that serve it.

    A state that no article names gives its ISO code, which then matches nothing.

    Raises:
        ParameterError: the run has actors, and none is called so.
    """
    ids, names = [str(key) for key in actors["actor_id"]], [str(name) for name in actors["actor"]]
    known: dict[str, str] = {}
    for key, aliases in zip(ids, actors["aliases"], strict=True):
        known |= {str(alias).casefold(): key for alias in aliases}
    for key, name in zip(ids, names, strict=True):  # a name counts for more than somebody's alias, an id for most
        known[name.casefold()] = key
    known |= {key.casefold(): key for key in ids}
    found: list[str] = []
    for word in words:
        meant = known.get(word.casefold()) or _state(word)
        if meant is None:
            if actors.empty:
                continue
            near = did_you_mean(word, {*names, *ids})
            raise ParameterError(
                f"no article of this run names the actor {word!r}"
                + (near if near.startswith("; did") else f"; it names {len(actors)} others, see table 'actors'")
            )
        found += [meant, *actors.loc[actors["country"] == meant, "actor_id"]]
    return tuple(dict.fromkeys(found))


def _state(word: str) -> str | None:
    """ISO code of the state with this code or name, whether or not an article names it."""
    for entry in vocabulary.load("states"):
        if word.casefold() in (entry["id"].casefold(), *(name.casefold() for name in entry["names"])):
            return str(entry["id"])
    return None


def apply(held: Mapping[str, Table], selection: Selection) -> tuple[dict[str, Table], dict[str, int]]:
    """The tables cut down to the selection, and how many documents each cut left out.

    Documents are kept by their day of publication, then those that name a focus actor; of these, the
    sanctions and cooperation in which such an actor takes part or speaks, the claims it makes or that
    name it, and every mention and date. `areas` cuts cooperation, `certainty` sanctions and cooperation.
    """
    cut = dict(held)
    left_out = {"undated": 0, "outside the dates": 0, "without the actors": 0}
    if selection.since or selection.until:
        documents = only(cut["documents"], "doc_id", "published")
        dated = documents["published"].notna()
        inside = documents["published"].map(lambda day: not pd.isna(day) and _inside(day, selection)).astype(bool)
        left_out["undated"] = int((~dated).sum())
        left_out["outside the dates"] = int((dated & ~inside).sum())
        cut = _of_documents(cut, documents.loc[inside, "doc_id"])
    if selection.actors:
        focus = set(actor_ids(selection.actors, whole(held["actors"])))
        named = "select doc_id, sentence from it where actor_id in (select unnest(?)) order by place"
        naming = ask(named, [sorted(focus)], it=cut["mentions"])
        ids = only(cut["documents"], "doc_id")["doc_id"]
        keep = ids.isin(set(naming["doc_id"]))
        left_out["without the actors"] = int((~keep).sum())
        cut = _of_documents(cut, ids[keep])
        cut["sanctions"] = _involving(whole(cut["sanctions"]), ("imposers", "targets"), focus)
        cut["cooperation"] = _involving(whole(cut["cooperation"]), ("participants",), focus)
        places = set(zip(naming["doc_id"], naming["sentence"], strict=True))
        claims = whole(cut["claims"])
        near = pd.Series(
            [place in places for place in zip(claims["doc_id"], claims["sentence"], strict=True)],
            index=claims.index,
            dtype=bool,
        )
        cut["claims"] = claims[claims["source"].isin(focus) | near]
    if selection.areas:
        cooperation = whole(cut["cooperation"])
        cut["cooperation"] = cooperation[cooperation["area"].isin(selection.areas)]
    if selection.certainty != CERTAINTIES[-1]:
        sure = CERTAINTIES[: CERTAINTIES.index(selection.certainty) + 1]
        for name in ("sanctions", "cooperation"):
            frame = whole(cut[name])
            cut[name] = frame[frame["certainty"].isin(sure)]
    if cut["cooperation"] is not held["cooperation"]:
        kept = set(only(cut["cooperation"], "cooperation_id")["cooperation_id"])
        events = whole(cut["events"])
        cut["events"] = events[events["records"].map(lambda ids: not kept.isdisjoint(ids)).astype(bool)]
    if selection.since or selection.until or selection.actors:
        cut["actors"] = _recounted(whole(cut["actors"]), cut["mentions"], cut["documents"])
    kept_tables: dict[str, Table] = {
        name: table.reset_index(drop=True) if isinstance(table, pd.DataFrame) else table
        for name, table in cut.items()
    }
    return kept_tables, left_out


def _recounted(actors: pd.DataFrame, mentions: Table, documents: Table) -> pd.DataFrame:
    """The actors that the documents kept name, with their counts and days in these."""
    fresh = ["n_mentions", "n_documents", "first_seen", "last_seen"]
    counted = ask(
        "select actor_id, count(*) as n_mentions, count(distinct doc_id) as n_documents, min(published) as first_seen, "
        "max(published) as last_seen from mentions join documents using (doc_id) group by actor_id",
        mentions=mentions,
        documents=documents,
    )
    merged = actors.drop(columns=fresh).merge(counted, on="actor_id")
    order = merged.sort_values(["n_mentions", "actor_id"], ascending=[False, True])
    return order.astype({"n_mentions": "int64", "n_documents": "int64"})[list(actors.columns)]


def _inside(day: Any, selection: Selection) -> bool:
    since, until = selection.since, selection.until
    return (since is None or day >= since) and (until is None or day <= until)


def _of_documents(held: Mapping[str, Table], ids: Iterable[str]) -> dict[str, Table]:
    kept = set(ids)
    return {name: of_documents(table, kept) for name, table in held.items()}


def _involving(records: pd.DataFrame, columns: Iterable[str], focus: set[str]) -> pd.DataFrame:
    involved = records["source"].isin(focus)
    for column in columns:
        involved |= records[column].map(lambda ids: not focus.isdisjoint(ids)).astype(bool)
    return records[involved]
