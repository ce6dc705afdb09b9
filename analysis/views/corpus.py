"""What was read, and what was not."""

from __future__ import annotations

import pandas as pd

UNNAMED = "(publisher not given)"


def documents_by_source(documents: pd.DataFrame, *, top: int = 15) -> pd.DataFrame:
    """Documents of each publisher.

    Args:
        documents: table `documents`.
        top: publishers kept, ranked by documents, ties by name; the rest are not shown.

    Returns:
        One row a publisher, the most frequent first.
        Columns: source (str), documents (int64, count), tokens (int64, count).
    """
    named = documents.assign(source=documents["source"].fillna(UNNAMED))
    counted = named.groupby("source", as_index=False).agg(documents=("doc_id", "size"), tokens=("n_tokens", "sum"))
    counted = counted.astype({"documents": "int64", "tokens": "int64"})
    return counted.sort_values(["documents", "source"], ascending=[False, True]).head(top).reset_index(drop=True)
