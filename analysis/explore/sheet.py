"""One kind of record as a sheet to be filtered: its rows with publisher, day and the parties in them, and what to choose from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pandas as pd

from analysis.asking import ask, only
from analysis.explore.question import ARTICLE, KINDS, PARTIES, Question, conditions, kept
from analysis.run import Run
from analysis.views.names import Names
from analysis.wording import AREA_WORDS

WHAT = {"cooperation": "area", "sanctions": "measure", "claims": "kind"}
KEY = {"cooperation": "cooperation_id", "sanctions": "sanction_id", "claims": "claim_id"}
MOST = 400  # entries of a list to choose from

Options = list[tuple[str, str]]  # what is shown, what is meant


class Sheets:
    """The records of a run by kind; each sheet is made when it is first looked at."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.names = Names(run.table("actors"))
        self._made: dict[str, pd.DataFrame] = {}

    def rows(self, about: str) -> pd.DataFrame:
        """The table `about` with `publisher`, `published` and, for claims, the actors `named` in the sentence."""
        if about not in self._made:
            documents = only(self.run.table("documents"), "doc_id", "published", "source").rename(
                columns={"source": "publisher"}
            )
            sheet = getattr(self.run, about).merge(documents, on="doc_id", how="left")
            sheet["published"] = sheet["published"].astype("datetime64[s]")
            if about == "claims":
                sheet["named"] = self._named(sheet)
            self._made[about] = sheet
        return self._made[about]

    def _named(self, claims: pd.DataFrame) -> pd.Series:
        named = ask(
            "select doc_id, sentence, list(actor_id order by place) as actors from mentions "
            "where (doc_id, sentence) in (select (doc_id, sentence) from claims) group by doc_id, sentence",
            mentions=self.run.table("mentions"),
            claims=self.run.table("claims"),
        )
        found = dict(zip(_tuples(named, "doc_id", "sentence"), named["actors"].tolist(), strict=True))
        places = _tuples(claims, "doc_id", "sentence")
        return pd.Series([found.get(place, []) for place in places], index=claims.index, dtype=object)

    def answer(self, question: Question) -> pd.DataFrame:
        """The rows that meet the question, in order of appearance."""
        rows = self.rows(question.about)
        wanted = list(conditions(question, self.run.actors))
        return rows[kept(rows, wanted)] if wanted else rows

    def actors(self) -> Options:
        """Actors that take part in a record or say it, the most frequent first, with their number of records."""
        counted: Counter[str] = Counter()
        for about in KINDS:
            for column in PARTIES[about]:
                if column != "named":
                    counted.update(key for ids in getattr(self.run, about)[column] for key in ids)
            counted.update(getattr(self.run, about)["source"].dropna().tolist())
        known = set(self.run.actors["actor_id"])
        return _ranked({key: n for key, n in counted.items() if key in known}, self.names.name)

    def speakers(self) -> Options:
        """Who says it, by number of records; the article itself first."""
        counted: Counter[str] = Counter()
        for about in KINDS:
            counted.update(getattr(self.run, about)["source"].dropna().tolist())
        return [(ARTICLE, ARTICLE), *_ranked(counted, self.names.name)]

    def publishers(self) -> Options:
        """Publishers by number of articles."""
        return _ranked(Counter(only(self.run.table("documents"), "source")["source"].dropna().tolist()), str)

    def what(self, about: str) -> Options:
        """Areas, measures or kinds that occur, in the order of their codes' frequency."""
        counted = Counter(getattr(self.run, about)[WHAT[about]].tolist())
        return _ranked(counted, lambda code: spoken(about, code))


def _tuples(frame: pd.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a few columns; lists first, since a column of Arrow text is slow to walk through."""
    return zip(*(frame[name].tolist() for name in columns), strict=True)


def spoken(about: str, code: str) -> str:
    """A code of area, measure or kind in words."""
    return AREA_WORDS.get(code, code) if about == "cooperation" else code


def _ranked(counted: Mapping[str, int], name: Callable[[str], str]) -> Options:
    order = sorted(counted, key=lambda key: (-counted[key], name(key)))[:MOST]
    return [(f"{name(key)} · {counted[key]:,}", key) for key in order]
