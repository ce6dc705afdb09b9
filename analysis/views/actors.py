"""Who is named, how often, and with whom."""

from __future__ import annotations

import pandas as pd

from analysis.asking import Table, ask
from analysis.behind import MOST
from analysis.run import rows
from analysis.views.names import Names
from analysis.views.periods import Scale, span


def mentions_by_actor(mentions: Table, *, top: int = 15) -> pd.DataFrame:
    """Mentions of each of the most-named actors, and the documents that name it.

    Args:
        mentions: table `mentions`, one row a mention of any form.
        top: actors kept, ranked by mentions, then documents, then name.

    Returns:
        One row an actor, the most named first.
        Columns: actor_id, actor, kind (str), mentions, documents (int64, count), records (references).
    """
    counted = ask(
        "select actor_id, arg_min(actor, place) as actor, arg_min(kind, place) as kind, count(*) as mentions, "
        "count(distinct doc_id) as documents, arg_min(doc_id || '#m-' || start, place, ?) as records from it "
        "group by actor_id order by mentions desc, documents desc, actor, actor_id limit ?",
        [MOST, top],
        it=mentions,
    )
    return counted.astype({"mentions": "int64", "documents": "int64"})


def actors_by_company(mentions: Table, actors: Table, *, top: int = 15, by_state: bool = True) -> pd.DataFrame:
    """Pairs of actors that the same sentence names, among the most-named actors.

    A sentence counts once per pair, however often it names the two.

    Args:
        mentions: table `mentions`.
        actors: table `actors`, for names and states.
        top: actors kept, ranked by the sentences that name them, ties by name.
        by_state: people and organisations count for the state they serve.

    Returns:
        One row a pair, the most frequent first; within a pair the two are in the order of their names.
        Columns: one_id, one, one_kind, other_id, other, other_kind (str), sentences, documents (int64, count),
        records (references: the first mention of either in each sentence).
    """
    known = Names(actors)
    once = _ONCE.format(key="coalesce(state, actor_id)" if by_state else "actor_id")
    named = ask(f"{once} select key, count(*) as n from once group by key", mentions=mentions, actors=actors)
    counted = dict(zip(named["key"], named["n"], strict=True))
    most = sorted(counted, key=lambda key: (-counted[key], known.name(key), key))[:top]
    kept = sorted(most, key=lambda key: (known.name(key), key))
    pairs = ask(
        f"{once}, kept as (select unnest(?) as key, unnest(?) as rank), shown as (from once join kept using (key)) "
        "select one.key as one, other.key as other, count(*) as sentences, count(distinct one.doc_id) as documents, "
        "arg_min(one.ref, one.place, ?) as records from shown one join shown other using (doc_id, sentence) "
        "where one.rank < other.rank group by 1, 2",
        [kept, list(range(len(kept))), MOST],
        mentions=mentions,
        actors=actors,
    )
    lines = [
        (
            one,
            known.name(one),
            known.kind(one),
            other,
            known.name(other),
            known.kind(other),
            sentences,
            documents,
            refs,
        )
        for one, other, sentences, documents, refs in pairs.itertuples(index=False)
    ]
    lines.sort(key=lambda line: (-line[6], line[1], line[4], line[0], line[3]))
    columns = ["one_id", "one", "one_kind", "other_id", "other", "other_kind", "sentences", "documents", "records"]
    return pd.DataFrame(lines, columns=columns).astype({"sentences": "int64", "documents": "int64"})


# of each sentence, every actor (or its state) once, with its first mention there
_ONCE = """
with states as (select actor_id, any_value(country) as state from actors group by actor_id),
once as (
    select doc_id, sentence, {key} as key, min(place) as place, arg_min(doc_id || '#m-' || start, place) as ref
    from mentions left join states using (actor_id) group by 1, 2, 3
)"""


def actors_by_period(mentions: Table, documents: Table, *, top: int = 15) -> pd.DataFrame:
    """Documents naming each of the most-named actors, per month of publication (per year, where they reach far).

    A document counts once per actor and period, however often it names the actor; documents without a
    day of publication are left out.

    Args:
        mentions: table `mentions`.
        documents: table `documents`; `published` places each mention in its period.
        top: actors kept, ranked by documents over the whole time; ties by name.

    Returns:
        One row an actor and period, periods without mentions included as 0.
        Columns: actor (str), period (str), documents (int64, count), records (references: first mentions).
    """
    days = ask("select published, count(*) as n from it where published is not null group by 1", it=documents)
    spans = {day: span(day) for day in days["published"]}
    scale = Scale(spans[day] for day, n in zip(days["published"], days["n"], strict=True) for _ in range(n))
    when = {day: found for day, each in spans.items() if (found := scale.place(each))}
    placed = ask(
        "with periods as (select unnest(?::date[]) as published, unnest(?::varchar[]) as period), "
        "once as (select doc_id, arg_min(actor, place) as actor, min(place) as place, "
        "arg_min(doc_id || '#m-' || start, place) as ref from mentions group by doc_id, actor_id) "
        "select actor, period, count(*) as documents, arg_min(ref, once.place, ?) as records from once "
        "join documents using (doc_id) join periods using (published) group by 1, 2",
        [list(when), list(when.values()), MOST],
        mentions=mentions,
        documents=documents,
    )
    totals = placed.groupby("actor")["documents"].sum().to_dict()
    ranked = sorted(totals, key=lambda name: (-totals[name], name))[:top]
    there = {(row.actor, row.period): (row.documents, row.records) for row in rows(placed)}
    lines = [(name, each, *there.get((name, each), (0, []))) for name in ranked for each in scale.periods]
    return pd.DataFrame(lines, columns=["actor", "period", "documents", "records"]).astype({"documents": "int64"})
