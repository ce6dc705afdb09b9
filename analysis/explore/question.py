"""What is asked: which records are looked at. Checked once, then answered, printed and shared.

Each condition is kept as a column and what it is compared with, so that the rows on the screen and the printed
pandas come from the same place.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import pandas as pd
import yaml

from analysis import selection
from analysis.errors import ParameterError, did_you_mean
from analysis.tables import CERTAINTIES, CLAIM_KINDS, MEASURES, POLARITIES

KINDS = ("cooperation", "sanctions", "claims")
ARTICLE = "the article itself"  # says what nobody else is named for
PARTIES = {"cooperation": ("participants",), "sanctions": ("imposers", "targets"), "claims": ("named",)}

DIRECTED = {"cooperation": ("givers", "receivers"), "sanctions": ("imposers", "targets")}


class Question(NamedTuple):
    """A checked question; empty fields keep everything."""

    about: str = KINDS[0]
    actors: tuple[str, ...] = ()  # take part, or say it
    between: tuple[str, ...] = ()  # two that both take part
    directed: bool = False  # the first of the two gives, or imposes; the second receives, or is meant
    areas: tuple[str, ...] = ()  # of cooperation, groups spelt out
    measures: tuple[str, ...] = ()  # of sanctions
    kinds: tuple[str, ...] = ()  # of claims
    certainty: str = CERTAINTIES[-1]  # the least kept
    polarity: str = ""
    said_by: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    words: str = ""

    def parameters(self) -> dict[str, Any]:
        """Those that differ from the default, as a notebook takes them."""
        plain = Question()
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in self._asdict().items()
            if value != getattr(plain, name)
        }


def ask(about: str = KINDS[0], **given: Any) -> Question:
    """A checked question from the values of a notebook's parameters.

    Args:
        about: cooperation, sanctions or claims.
        given: the fields of `Question`; lists of text, or texts.

    Raises:
        ParameterError: a name is unknown, or a value is of the wrong kind or is no code.
    """
    for name in given:
        if name not in Question._fields:
            raise ParameterError(f"there is no parameter {name!r}{did_you_mean(name, Question._fields)}")
    _one_of("about", about, KINDS)
    lists = {
        name: selection._words(name, given.get(name, ()), example)
        for name, example in {
            "actors": "['RUS', 'North Korea']", "between": "['RUS', 'PRK']", "areas": "['military', 'economic.trade']",
            "measures": "['arms', 'travel']", "kinds": "['denial']", "said_by": "['USA']", "publishers": "['Reuters']",
        }.items()
    }  # fmt: skip
    chosen = selection.select(
        areas=lists["areas"],
        certainty=given.get("certainty", CERTAINTIES[-1]),
        since=given.get("since", ""),
        until=given.get("until", ""),
    )
    if len(lists["between"]) not in (0, 2):
        raise ParameterError(f"parameter 'between' must name two actors; it names {len(lists['between'])}")
    for name, codes in (("measures", MEASURES), ("kinds", CLAIM_KINDS)):
        for value in lists[name]:
            _one_of(name, value, codes)
    directed = given.get("directed", False)
    if not isinstance(directed, bool):
        raise ParameterError(f"parameter 'directed' must be True or False; it is {directed!r}")
    polarity, words = given.get("polarity", ""), given.get("words", "")
    if polarity != "":
        _one_of("polarity", polarity, POLARITIES)
    if not isinstance(words, str):
        raise ParameterError(f"parameter 'words' must be text; it is {words!r}")
    lists["areas"] = chosen.areas
    return Question(
        about=about, certainty=chosen.certainty, polarity=polarity, words=words.strip(), directed=directed,
        since=str(chosen.since or ""), until=str(chosen.until or ""), **lists,
    )  # fmt: skip


def _one_of(name: str, value: Any, codes: Iterable[str]) -> None:
    if not isinstance(value, str) or value not in codes:
        hint = did_you_mean(value, codes) if isinstance(value, str) else ""
        raise ParameterError(f"parameter {name!r} must be one of {', '.join(codes)}; it is {value!r}{hint}")


class Condition(NamedTuple):
    """One column (or two) against values, by one of the ways below."""

    way: str  # is · among · none-or-among · meets · from · until · holds
    columns: tuple[str, ...]
    values: tuple[str, ...]
    or_said_by: bool = False


def conditions(question: Question, actors: pd.DataFrame) -> Iterator[Condition]:
    """What the rows must meet; a condition that the kind of record does not know is left out.

    Raises:
        ParameterError: the run has actors, and none is called so.
    """
    parties, about = PARTIES[question.about], question.about

    def ids(*words: str) -> tuple[str, ...]:
        return tuple(sorted(selection.actor_ids(words, actors)))

    if question.actors:
        yield Condition("meets", parties, ids(*question.actors), or_said_by=True)
    ends = DIRECTED.get(about) if question.directed else None
    for place, one in enumerate(question.between):
        yield Condition("meets", (ends[place],) if ends else parties, ids(one))
    for column, values, where in (
        ("area", question.areas, "cooperation"), ("measure", question.measures, "sanctions"), ("kind", question.kinds, "claims"),
    ):  # fmt: skip
        if values and about == where:
            yield Condition("among", (column,), values)
    if about != "claims":
        if question.certainty != CERTAINTIES[-1]:
            yield Condition("among", ("certainty",), CERTAINTIES[: CERTAINTIES.index(question.certainty) + 1])
        if question.polarity:
            yield Condition("is", ("polarity",), (question.polarity,))
    if question.said_by:
        known = [word for word in question.said_by if word != ARTICLE]
        way = "none-or-among" if ARTICLE in question.said_by else "among"
        yield Condition(way, ("source",), _speakers(known, actors))
    if question.publishers:
        yield Condition("among", ("publisher",), question.publishers)
    if question.since:
        yield Condition("from", ("published",), (question.since,))
    if question.until:
        yield Condition("until", ("published",), (question.until,))
    if question.words:
        yield Condition("holds", ("evidence",), (question.words,))


def _speakers(words: Iterable[str], actors: pd.DataFrame) -> tuple[str, ...]:
    """The words, which a record may have as its source, and the ids of the actors that they name."""
    by_name = dict(zip(actors["actor"], actors["actor_id"], strict=True))
    return tuple(dict.fromkeys(key for word in words for key in (word, by_name.get(word, word))))


def kept(rows: pd.DataFrame, wanted: Iterable[Condition]) -> pd.Series:
    """True for each row that meets every condition."""
    keep = pd.Series(True, index=rows.index)
    for one in wanted:
        keep &= _mask(rows, one)
    return keep


def _mask(rows: pd.DataFrame, one: Condition) -> pd.Series:
    column, value = rows[one.columns[0]], one.values[0] if one.values else ""
    match one.way:
        case "is":
            return column == value
        case "among":
            return column.isin(one.values)
        case "none-or-among":
            return column.isna() | column.isin(one.values)
        case "from":
            return column.astype("datetime64[s]") >= pd.Timestamp(value)
        case "until":
            return column.astype("datetime64[s]") <= pd.Timestamp(value)
        case "holds":
            return column.str.contains(value, case=False, regex=False).astype(bool)
        case "meets":
            meet = set(one.values).intersection
            found = rows["source"].isin(one.values) if one.or_said_by else pd.Series(False, index=rows.index)
            for name in one.columns:
                found |= rows[name].map(meet).astype(bool)
            return found
    raise ParameterError(f"there is no way {one.way!r} to meet a condition")


def as_pandas(question: Question, actors: pd.DataFrame, *, opened: str) -> str:
    """Three lines of pandas that give the same rows; `opened` is the code that opens the run."""
    joined = 'run.documents[["doc_id", "published", "source"]].rename(columns={"source": "publisher"})'
    rows = f"run.{question.about}.merge({joined}, on='doc_id', how='left')"
    if any("named" in one.columns for one in conditions(question, actors)):
        named = 'run.mentions.groupby(["doc_id", "sentence"])["actor_id"].agg(list).rename("named").reset_index()'
        rows += f".merge({named}, on=['doc_id', 'sentence'], how='left').assign(named=lambda t: t['named'].map(lambda ids: ids if isinstance(ids, list) else []))"
    keep = " & ".join(f"({_code(one)})" for one in conditions(question, actors))
    return "\n".join([
        "import analysis as pw" + (f"; run = {opened}" if opened else "  # run is the run on the board"),
        f"rows = {rows}",
        f"rows = rows[{keep}]" if keep else "rows = rows[:]",
    ])  # fmt: skip


def _code(one: Condition) -> str:
    column, values = f"rows[{one.columns[0]!r}]", list(one.values)
    value = repr(values[0]) if values else "''"
    match one.way:
        case "is":
            return f"{column} == {value}"
        case "among":
            return f"{column}.isin({values!r})"
        case "none-or-among":
            return f"{column}.isna() | {column}.isin({values!r})"
        case "from":
            return f"{column}.astype('datetime64[s]') >= {value}"
        case "until":
            return f"{column}.astype('datetime64[s]') <= {value}"
        case "holds":
            return f"{column}.str.contains({value}, case=False, regex=False)"
    members = "{" + ", ".join(map(repr, values)) + "}"
    met = [f"rows[{name!r}].map({members}.intersection).astype(bool)" for name in one.columns]
    return " | ".join([*met, *([f"rows['source'].isin({values!r})"] if one.or_said_by else [])])


def as_papermill(question: Question, *, tables: str, corpus: str) -> str:
    """The command that asks the same again, in a shell."""
    given = {name: value for name, value in (("tables", tables), ("corpus", corpus)) if value}
    given |= question.parameters()
    # one quoted YAML value: papermill's -p would take 2023 for a number and knows no lists
    text = yaml.safe_dump(given, default_flow_style=True, allow_unicode=True, sort_keys=False, width=100_000).strip()
    return f"papermill notebooks/explore.ipynb answer.ipynb -y {shlex.quote(text)}"


def described(question: Question, name: Callable[[str], str] = str) -> str:
    """The question in words, with the names of actors where they are known."""
    said = {
        "actors": "with {}", "between": "between {}", "areas": "in {}", "measures": "by measure {}", "kinds": "of kind {}",
        "said_by": "said by {}", "publishers": "published by {}",
    }  # fmt: skip
    joint = " and "
    if question.directed and question.about in DIRECTED:
        said["between"], joint = "from {}", " to " if question.about == "cooperation" else " against "
    parts = [
        words.format((joint if field == "between" else ", ").join(map(name, getattr(question, field))))
        for field, words in said.items()
        if getattr(question, field)
    ]
    parts += [f"at least {question.certainty}"] if question.certainty != CERTAINTIES[-1] else []
    parts += [question.polarity] if question.polarity else []
    parts += [f"from {question.since}"] if question.since else []
    parts += [f"until {question.until}"] if question.until else []
    parts += [f"whose sentence holds “{question.words}”"] if question.words else []
    return ", ".join([f"All {question.about}" if not parts else question.about.capitalize(), *parts])
