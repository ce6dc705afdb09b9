"""The sentences themselves: who says it, how sure, and which rule found it."""

from __future__ import annotations

import pandas as pd

from analysis.asking import Table, only
from analysis.behind import beside
from analysis.run import rows
from analysis.tables import CERTAINTIES
from analysis.views.names import Names

# columns shown before the evidence, by table: lists of ids are shown as names
_SHOWN = {
    "sanctions": ("imposers", "targets", "action", "measure", "regime", "date"),
    "cooperation": ("participants", "givers", "receivers", "area", "item", "stage", "date"),
    "claims": ("kind", "quoted"),
}


def titles_of(documents: Table) -> dict[str, str]:
    """Title of each document, its path where it has none."""
    named = only(documents, "doc_id", "title", "path")
    return {row.doc_id: row.title if isinstance(row.title, str) else row.path for row in rows(named)}


def evidence(records: pd.DataFrame, documents: Table, actors: Table, *, top: int = 0) -> pd.DataFrame:
    """The records as a reader checks them: what is said, by whom, how sure, in which sentence, by which rule.

    Args:
        records: table `sanctions`, `cooperation` or `claims`.
        documents: table `documents`, for titles.
        actors: table `actors`, for names.
        top: rows kept, the surest first, then in order of appearance; 0 keeps all.

    Returns:
        One row a record. Columns: article, sentence, said_by, certainty and polarity (where the table has them),
        the table's own fields, rule (all str), start, end (int64, offsets into the text), records
        (references).
    """
    table = "sanctions" if "measure" in records else "cooperation" if "area" in records else "claims"
    known = Names(actors)
    titles = titles_of(documents)
    view = pd.DataFrame({"article": [titles.get(key, key) for key in records["doc_id"]]}, index=records.index)
    view["sentence"] = records["evidence"]
    nobody = "nobody named" if table == "claims" else "the article itself"
    view["said_by"] = [known.name(source) if isinstance(source, str) else nobody for source in records["source"]]
    if table != "claims":
        view["certainty"], view["polarity"] = records["certainty"], records["polarity"]
    for column in _SHOWN[table]:
        if records[column].map(lambda value: isinstance(value, list)).any():
            view[column] = [", ".join(map(known.name, ids)) for ids in records[column]]
        elif column == "regime":
            view[column] = [known.name(key) if isinstance(key, str) else "" for key in records[column]]
        else:
            view[column] = records[column].astype(object).where(records[column].notna(), "")
    view["rule"], view["start"], view["end"] = records["rule"], records["start"], records["end"]
    view["records"] = beside(records)
    if top and "certainty" in view:
        order = view["certainty"].map({code: rank for rank, code in enumerate(CERTAINTIES)}).astype("int64")
        view = view.loc[order.sort_values(kind="stable").index]
    return (view.head(top) if top else view).reset_index(drop=True)
