"""Who says it, in what manner, and what is asserted, alleged or denied."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from analysis.asking import Table, ask, only
from analysis.behind import Behind, beside, gathered, references
from analysis.run import rows
from analysis.tables import AREAS, CLAIM_KINDS
from analysis.views.names import Names

NOBODY = "(nobody named)"
STANDINGS = ("stated by the article", "said by a source", "alleged or believed", "possible", "denied or not so")


def claims_by_source(claims: Table, actors: Table, *, top: int = 15) -> pd.DataFrame:
    """Claims of each source, by kind.

    Args:
        claims: table `claims`.
        actors: table `actors`, for the names of sources that are actors.
        top: sources kept, ranked by claims, ties by name.

    Returns:
        One row a source and kind, the source with most claims first.
        Columns: source (str: name, or the words used, or `(nobody named)`), kind (str), claims, quoted
        (int64, count: in direct quotation), records (references).
    """
    known = Names(actors)
    claims = only(claims, "claim_id", "doc_id", "source", "kind", "quoted")
    named = [known.name(source) if isinstance(source, str) and source else NOBODY for source in claims["source"]]
    # the same words in another case are the same source: the form that comes first is shown
    shown: dict[str, str] = {}
    for name in named:
        shown.setdefault(name.casefold(), name)
    lines = claims.assign(
        source=[shown[name.casefold()] for name in named],
        quoted=claims["quoted"].astype("int64"),
        records=beside(claims),
    )
    totals = Counter(lines["source"])
    ranked = sorted(totals, key=lambda name: (-totals[name], name))[:top]
    view = lines[lines["source"].isin(ranked)].groupby(["source", "kind"], as_index=False)
    counted = view.agg(claims=("claim_id", "size"), quoted=("quoted", "sum"), records=("records", gathered)).astype(
        {"claims": "int64", "quoted": "int64"}
    )
    counted["rank"] = [(ranked.index(row.source), CLAIM_KINDS.index(str(row.kind))) for row in rows(counted)]
    return counted.sort_values("rank").reset_index(drop=True)[["source", "kind", "claims", "quoted", "records"]]


def doubted(claims: Table) -> pd.DataFrame:
    """The denials, and the claims that say of something that it is not confirmed.

    Args:
        claims: table `claims`.

    Returns:
        Their rows of the table, in its order.
    """
    return ask(
        "select * exclude place from it where kind in ('denial', 'non-confirmation') order by place", it=claims
    )


def standing(record: object, kinds: dict[str, str]) -> str:
    """How a record stands in its text: who vouches for it, and how far.

    Args:
        record: a row of `sanctions` or `cooperation`.
        kinds: kind of each claim, by its id.
    """
    claim = kinds.get(getattr(record, "claim_id", None) or "")
    if getattr(record, "polarity", "") == "negated" or claim in ("denial", "non-confirmation"):
        return STANDINGS[4]
    if getattr(record, "certainty", "") == "possible":
        return STANDINGS[3]
    if getattr(record, "certainty", "") == "probable" or claim == "allegation":
        return STANDINGS[2]
    source = getattr(record, "source", None)
    return STANDINGS[1] if isinstance(source, str) and source else STANDINGS[0]


def statements_by_standing(sanctions: pd.DataFrame, cooperation: pd.DataFrame, claims: Table) -> pd.DataFrame:
    """What is asserted, alleged and denied: statements on sanctions and on each area of cooperation by standing.

    A statement that the text negates, or that stands in a denial or non-confirmation, is `denied or not so`;
    otherwise the text's certainty decides, then whether a source says it.

    Args:
        sanctions: table `sanctions`.
        cooperation: table `cooperation`.
        claims: table `claims`.

    Returns:
        One row a subject and standing that occur together.
        Columns: subject (str: `sanctions` or an area), standing (str), statements (int64, count), records
        (references).
    """
    claims = only(claims, "claim_id", "kind")
    kinds = dict(zip(claims["claim_id"], claims["kind"], strict=True))
    found = [("sanctions", standing(row, kinds)) for row in rows(sanctions)]
    found += [(str(row.area), standing(row, kinds)) for row in rows(cooperation)]
    counted = Counter(found)
    behind = Behind(zip(found, [*references(sanctions), *references(cooperation)], strict=True))
    subjects = ("sanctions", *AREAS)
    order = sorted(counted, key=lambda pair: (subjects.index(pair[0]), STANDINGS.index(pair[1])))
    lines = [(*pair, counted[pair], behind[pair]) for pair in order]
    columns = ["subject", "standing", "statements", "records"]
    return pd.DataFrame(lines, columns=columns).astype({"statements": "int64"})
