"""What was read, and what was not."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from analysis.asking import Table, only, whole
from analysis.behind import Behind, beside, gathered, references
from analysis.tables import REJECTED_REASONS
from analysis.views.periods import Scale, span

UNNAMED = "(publisher not given)"


def documents_by_source(documents: Table, *, top: int = 15) -> pd.DataFrame:
    """Documents of each publisher.

    Args:
        documents: table `documents`.
        top: publishers kept, ranked by documents, ties by name.

    Returns:
        One row a publisher, the most frequent first.
        Columns: source (str), documents (int64, count), tokens (int64, count), records (references).
    """
    documents = only(documents, "doc_id", "source", "n_tokens")
    refs = beside(documents)
    named = documents.assign(source=documents["source"].fillna(UNNAMED), records=refs)
    counted = named.groupby("source", as_index=False).agg(
        documents=("doc_id", "size"), tokens=("n_tokens", "sum"), records=("records", gathered)
    )
    counted = counted.astype({"documents": "int64", "tokens": "int64"})
    return counted.sort_values(["documents", "source"], ascending=[False, True]).head(top).reset_index(drop=True)


def documents_by_period(documents: Table) -> pd.DataFrame:
    """Documents of each month of publication (each year or decade, where they reach far).

    Args:
        documents: table `documents`; those without a day of publication are left out.

    Returns:
        One row a period, those without documents included as 0.
        Columns: period (str, `2023-07`, `2023` or `2020s`), documents (int64, count), records (references).
    """
    documents = only(documents, "doc_id", "published")
    spans = [span(day) for day in documents["published"]]
    scale = Scale(spans)
    places = [scale.place(each) for each in spans]
    counted, behind = Counter(places), Behind(zip(places, references(documents), strict=True))
    rows = scale.periods
    return pd.DataFrame({
        "period": pd.Series(rows, dtype=object),
        "documents": pd.Series([counted[row] for row in rows], dtype="int64"),
        "records": pd.Series([behind[row] for row in rows], dtype=object),
    })  # fmt: skip


def tokens_by_document(documents: Table, *, top: int = 15) -> pd.DataFrame:
    """Length of the documents, the longest first.

    Args:
        documents: table `documents`.
        top: documents kept, ties by path.

    Returns:
        One row a document.
        Columns: path (str), title (str, the path where there is none), source (str), published (date or None),
        language (str), tokens (int64, count), records (references).
    """
    documents = only(documents, "doc_id", "path", "title", "source", "published", "language", "n_tokens")
    view = pd.DataFrame({
        "path": documents["path"],
        "title": documents["title"].where(documents["title"].notna(), documents["path"]),
        "source": documents["source"].fillna(UNNAMED),
        "published": documents["published"],
        "language": documents["language"],
        "tokens": documents["n_tokens"].astype("int64"),
        "records": beside(documents),
    })  # fmt: skip
    return view.sort_values(["tokens", "path"], ascending=[False, True]).head(top).reset_index(drop=True)


def rejected_by_reason(rejected: Table) -> pd.DataFrame:
    """Inputs that could not be used, by reason.

    Args:
        rejected: table `rejected`.

    Returns:
        One row a reason, the most frequent first.
        Columns: reason (str, code), meaning (str), inputs (int64, count), example (str, the first path), records
        (references).
    """
    rejected = whole(rejected)
    lines = rejected.assign(records=beside(rejected))
    counted = lines.groupby("reason", as_index=False).agg(
        inputs=("path", "size"), example=("path", "min"), records=("records", gathered)
    )
    counted["meaning"] = [REJECTED_REASONS.get(str(code), "") for code in counted["reason"]]
    counted = counted.astype({"inputs": "int64"}).sort_values(["inputs", "reason"], ascending=[False, True])
    return counted[["reason", "meaning", "inputs", "example", "records"]].reset_index(drop=True)
