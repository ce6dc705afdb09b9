"""Who is named, how often, and with whom."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pandas as pd

from analysis.behind import Behind, references
from analysis.views.names import Names
from analysis.views.periods import Scale, span


def mentions_by_actor(mentions: pd.DataFrame, *, top: int = 15) -> pd.DataFrame:
    """Mentions of each of the most-named actors, and the documents that name it.

    Args:
        mentions: table `mentions`, one row a mention of any form.
        top: actors kept, ranked by mentions, then documents, then name.

    Returns:
        One row an actor, the most named first.
        Columns: actor_id, actor, kind (str), mentions, documents (int64, count), records (references).
    """
    counted = mentions.groupby("actor_id", as_index=False).agg(
        actor=("actor", "first"), kind=("kind", "first"), mentions=("doc_id", "size"), documents=("doc_id", "nunique")
    )
    counted = counted.astype({"mentions": "int64", "documents": "int64"})
    order = ["mentions", "documents", "actor", "actor_id"]
    view = counted.sort_values(order, ascending=[False, False, True, True]).head(top).reset_index(drop=True)
    shown = mentions[mentions["actor_id"].isin(view["actor_id"])]
    behind = Behind(zip(shown["actor_id"], references(shown), strict=True))
    return view.assign(records=pd.Series([behind[key] for key in view["actor_id"]], dtype=object))


def actors_by_company(
    mentions: pd.DataFrame, actors: pd.DataFrame, *, top: int = 15, by_state: bool = True
) -> pd.DataFrame:
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
    sentences: dict[tuple[str, int], set[str]] = {}
    first: dict[tuple[str, int, str], str] = {}
    for doc, number, start, key in zip(
        mentions["doc_id"], mentions["sentence"], mentions["start"], mentions["actor_id"], strict=True
    ):
        named_key = known.state(key) if by_state else key
        sentences.setdefault((doc, number), set()).add(named_key)
        first.setdefault((doc, number, named_key), f"{doc}#m-{start}")
    named = Counter(key for keys in sentences.values() for key in keys)
    kept = set(sorted(named, key=lambda key: (-named[key], known.name(key), key))[:top])
    together: Counter[tuple[str, str]] = Counter()
    documents: dict[tuple[str, str], set[str]] = {}
    behind = Behind()
    for (doc, number), keys in sentences.items():
        for pair in combinations(sorted(keys & kept, key=lambda key: (known.name(key), key)), 2):
            together[pair] += 1
            documents.setdefault(pair, set()).add(doc)
            behind.add(pair, [first[doc, number, pair[0]]])
    order = sorted(together, key=lambda pair: (-together[pair], known.name(pair[0]), known.name(pair[1]), pair))
    rows = [
        (one, known.name(one), known.kind(one), other, known.name(other), known.kind(other), together[one, other], len(documents[one, other]), behind[one, other])
        for one, other in order
    ]  # fmt: skip
    columns = ["one_id", "one", "one_kind", "other_id", "other", "other_kind", "sentences", "documents", "records"]
    return pd.DataFrame(rows, columns=columns).astype({"sentences": "int64", "documents": "int64"})


def actors_by_period(mentions: pd.DataFrame, documents: pd.DataFrame, *, top: int = 15) -> pd.DataFrame:
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
    spans = {key: span(day) for key, day in zip(documents["doc_id"], documents["published"], strict=True)}
    scale = Scale(spans.values())
    when = {key: found for key, each in spans.items() if (found := scale.place(each))}
    pairs = mentions[["doc_id", "actor_id", "actor", "start"]].drop_duplicates(["doc_id", "actor_id"])
    pairs = pairs[pairs["doc_id"].isin(when)]
    totals = Counter(pairs["actor"])
    ranked = sorted(totals, key=lambda name: (-totals[name], name))[:top]
    places = list(zip(pairs["actor"], pairs["doc_id"].map(when), strict=True))
    counted, behind = Counter(places), Behind(zip(places, references(pairs), strict=True))
    rows = [(name, each, counted[name, each], behind[name, each]) for name in ranked for each in scale.periods]
    return pd.DataFrame(rows, columns=["actor", "period", "documents", "records"]).astype({"documents": "int64"})
