"""What was read, what was not, and who is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from analysis import store
from analysis.asking import only
from analysis.behind import gathered
from analysis.evidence import KEY
from analysis.findings.finding import Finding, behind, tallied
from analysis.reviewed import sentence
from analysis.run import Run, rows
from analysis.tables import KINDS
from analysis.views import actors_by_company, counts_both_ways, mentions_by_actor
from analysis.wording import capital, count, in_prose, listed

_KIND_WORDS = {
    "state": ("state", "states"), "person": ("person", "persons"),
    "organization": ("organisation", "organisations"), "bloc": ("bloc or international body", "blocs and international bodies"),
}  # fmt: skip


def corpus_findings(run: Run) -> Iterator[Finding]:
    """What was read and rejected, and what the selection left."""
    read, rejected = run.all.get("documents", len(run.table("documents"))), len(run.rejected)
    if not read:
        why = f"{rejected} of {rejected} files were rejected ({_reasons(run)})" if rejected else "the corpus is empty"
        why = why.replace("1 of 1 files were", "the one file was")
        yield Finding(f"No article could be read: {why}.", "corpus", rejected, "00_corpus", behind(run.rejected))
        return
    if run.table("documents").empty:
        text = f"No article is left after the selection: of {count(read, 'article')} read, {_left_out(run)}."
        yield Finding(text, "corpus", read, "00_corpus")
        return
    kept = len(run.table("documents"))
    documents = only(run.table("documents"), "doc_id", "source", "published")
    publishers = documents["source"].dropna()
    by = f", published by {tallied(publishers, most=4)}" if len(publishers) else ", none of which names its publisher"
    if kept == 1:
        by = f", published by {publishers.iloc[0]}" if len(publishers) else "; it does not name its publisher"
    days = sorted(documents["published"].dropna())
    when = (
        f", from {days[0]} to {days[-1]}"
        if len(days) > 1 and days[0] != days[-1]
        else f", on {days[0]}"
        if days
        else ""
    )
    undated = kept - len(days)
    if undated:
        dateless = (
            "it has no date of publication" if kept == 1 else f"{undated} of them without a date of publication"
        )
        when += f"; {dateless}"
    verb = "was" if kept == 1 else "were"
    yield Finding(
        f"{count(kept, 'article')} {verb} read{by}{when}.",
        "corpus",
        kept,
        "00_corpus",
        behind(only(run.table("documents"), "doc_id")),
    )
    if read > kept:
        text = f"The selection keeps {kept} of {count(read, 'article')} read: {_left_out(run)}."
        yield Finding(text, "corpus", read, "00_corpus")
    if rejected:
        verb = "was" if rejected == 1 else "were"
        text = f"{count(rejected, 'input')} {verb} rejected ({_reasons(run)})."
        yield Finding(text, "corpus", rejected, "00_corpus", behind(run.rejected))
    yield from _copies(run)
    reviewed = sentence(store.records(run.corrections))
    if reviewed:
        looked = run.corrections["action"].isin(["accept", "reject", "edit"]) & (
            run.corrections["outcome"] == "applied"
        )
        ids = set(run.corrections.loc[looked, "id"])
        there = [
            ref
            for table, key in KEY.items()
            for ref in behind(getattr(run, table)[getattr(run, table)[key].isin(ids)])
        ]
        yield Finding(reviewed, "corpus", len(ids), "00_corpus", tuple(there))
    if kept == 1:
        text = "One article: the counts show what it says, not what the news as a whole says."
        yield Finding(text, "corpus", 1, "00_corpus", behind(only(run.table("documents"), "doc_id")))


def _copies(run: Run) -> Iterator[Finding]:
    """Documents and claims both ways: all of them, and without reprints and near-copies."""
    view = counts_both_ways(*map(run.table, ("documents", "claims", "sanctions", "cooperation")))
    if len(run.table("documents")) < 2 or view.empty:
        return
    both = {row.table: (row.all, row.independent) for row in rows(view)}
    read, texts = both["documents"]
    nouns = {
        "claims": ("claim", "claims"), "sanctions": ("statement on sanctions", "statements on sanctions"),
        "cooperation": ("statement on cooperation", "statements on cooperation"),
    }  # fmt: skip
    told = [f"{both[name][1]} of {count(both[name][0], *words)}" for name, words in nouns.items()]
    copies = (
        f"None of the {read} articles is a reprint or near-copy"
        if texts == read
        else f"{texts} of the {read} articles are independent texts, {read - texts} reprints or near-copies"
    )
    text = f"{copies}; independent texts hold {listed(told)}."
    yield Finding(text, "corpus", read, "00_corpus", behind(only(run.table("documents"), "doc_id")))


def _reasons(run: Run) -> str:
    return tallied(run.rejected["reason"], most=6).replace(" and ", ", ")


def _left_out(run: Run) -> str:
    words = {
        "undated": "without a date of publication",
        "outside the dates": "outside the dates asked for",
        "without the actors": "not naming the actors asked for",
    }
    return listed(f"{number} {words.get(reason, reason)}" for reason, number in run.left_out.items() if number)


def actors_findings(run: Run) -> Iterator[Finding]:
    """Who the actors are, and who is named together."""
    if run.table("documents").empty:
        return
    if run.table("mentions").empty:
        yield Finding("No actor is named in the articles.", "actors", 0, "01_actors")
        return
    kinds = Counter(only(run.table("actors"), "kind")["kind"])
    named = listed(count(kinds[kind], *_KIND_WORDS[kind]) for kind in KINDS if kinds[kind])
    first = mentions_by_actor(run.table("mentions"), top=5)
    several = len(run.table("documents")) > 1
    most = listed(
        f"{in_prose(row.actor)} ({count(row.mentions, 'mention')}{' in ' + count(row.documents, 'article') if several else ''})"
        for row in rows(first)
    )
    verb = "names" if not several else "name"
    who = "The articles" if several else "The article"
    text = f"{who} {verb} {count(len(run.table('actors')), 'actor')} ({named}), most often {most}."
    yield Finding(text, "actors", len(run.table("mentions")), "01_actors", tuple(gathered(first["records"])))
    pairs = actors_by_company(run.table("mentions"), run.table("actors"), top=15, by_state=run.selection.by_state)
    if len(pairs):
        best = pairs.iloc[0]
        rest = (
            f", then {in_prose(pairs['one'][1])} and {in_prose(pairs['other'][1])} ({pairs['sentences'][1]})"
            if len(pairs) > 1
            else ""
        )
        text = (
            f"{capital(in_prose(best['one']))} and {in_prose(best['other'])} are named together most, "
            f"in {count(int(best['sentences']), 'sentence')}{rest}."
        )
        yield Finding(text, "actors", int(pairs["sentences"].sum()), "01_actors", tuple(gathered(pairs["records"])))
