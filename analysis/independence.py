"""Which documents are independent of each other: by text and by publisher.

A reprint says nothing new. Documents whose texts are near-copies form one cluster, and a claim counts as
corroborated only by documents of another cluster and of another publisher. A publisher that is not known
corroborates nobody: that it differs would be a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

if TYPE_CHECKING:
    from datasketch import LeanMinHash

NEAR_COPY = 0.7  # share of word sequences that two texts have in common (Jaccard, estimated)
SHINGLE = 5  # words a sequence
PERMUTATIONS = 128
_WORD = re.compile(r"\w+")


def clusters_by_document(documents: pd.DataFrame) -> pd.DataFrame:
    """The cluster of near-copies that each document belongs to.

    Args:
        documents: table `documents`.

    Returns:
        One row a document, in the order given. Columns: doc_id, cluster (doc_id of its first document: the
        earliest published; of those of one day, or of none, the first by id), size (count of documents in the cluster), publisher (or None).
    """
    return clusters_of(
        documents, {doc: sketch(text) for doc, text in zip(documents["doc_id"], documents["text"], strict=True)}
    )


def clusters_of(documents: pd.DataFrame, sketches: Mapping[str, LeanMinHash]) -> pd.DataFrame:
    """`clusters_by_document` of documents whose texts were sketched before, so that no text is held.

    Args:
        documents: columns doc_id, published and source of table `documents`.
        sketches: the sketch of each.
    """
    first = _first_of_cluster(documents, sketches)
    sizes = pd.Series(first, dtype=object).value_counts()
    return pd.DataFrame({
        "doc_id": documents["doc_id"].to_list(),
        "cluster": [first[doc] for doc in documents["doc_id"]],
        "size": [int(sizes[first[doc]]) for doc in documents["doc_id"]],
        "publisher": [publisher(name) for name in documents["source"]],
    })  # fmt: skip


def _first_of_cluster(documents: pd.DataFrame, sketches: Mapping[str, LeanMinHash]) -> dict[str, str]:
    """First document of the cluster of each document."""
    if len(documents) < 2:
        return {doc: doc for doc in documents["doc_id"]}
    from datasketch import MinHashLSH  # brings scipy, which takes a while to load

    order = documents.sort_values(["published", "doc_id"], na_position="last", key=_sortable)["doc_id"].to_list()
    index = MinHashLSH(threshold=NEAR_COPY, num_perm=PERMUTATIONS)
    rank = {doc_id: at for at, doc_id in enumerate(order)}
    first: dict[str, str] = {}
    for doc_id in order:
        mine = sketches[doc_id]
        near = [other for other in index.query(mine) if sketches[other].jaccard(mine) >= NEAR_COPY]
        # to the earliest of those near it: the index answers in no fixed order
        first[doc_id] = first[min(near, key=rank.__getitem__)] if near else doc_id
        index.insert(doc_id, mine)
    return first


def publisher(name: object) -> str | None:
    """A publisher's name so that spellings of one agree (`BBC News`, `bbc news`), None where none is given."""
    if not isinstance(name, str) or not name.strip():
        return None
    words = [word for word in _WORD.findall(name.casefold()) if word not in ("the", "news", "com", "www", "online")]
    return " ".join(words) or name.casefold().strip()


class Origin(NamedTuple):
    """Where a document comes from, as far as independence goes."""

    cluster: str
    publisher: str | None


def origins(clusters: pd.DataFrame) -> dict[str, Origin]:
    """The origin of each document: who asks about many groups of documents looks each up, and searches no table.

    Args:
        clusters: what `clusters_by_document` returned.
    """
    publishers = (name if isinstance(name, str) else None for name in clusters["publisher"])
    return dict(zip(clusters["doc_id"], map(Origin, clusters["cluster"], publishers), strict=True))


def independent(found: Iterable[Origin]) -> int:
    """How many sources independent of each other these are: at least 1 where there is a document.

    Args:
        found: the origins of the documents.

    Returns:
        Count. Documents of one cluster or of one publisher are one; those of no known publisher are together one,
        and none at all beside a known one.
    """
    joined: dict[str, str] = {}

    def root(key: str) -> str:
        while joined.setdefault(key, key) != key:
            key = joined[key]
        return key

    found = set(found)
    known = {origin.publisher for origin in found} - {None}
    for origin in found:
        cluster = root(f"cluster {origin.cluster}")
        if origin.publisher is not None:
            joined[cluster] = root(f"publisher {origin.publisher}")
    if not known:
        return min(1, len(found))
    return len({root(f"publisher {name}") for name in known})


def sketch(text: str) -> LeanMinHash:
    """What near-copies are told by: of all sequences of words in a text, the least of each of many hashes."""
    from datasketch import LeanMinHash, MinHash

    words = _WORD.findall(text.casefold())
    hashes = MinHash(num_perm=PERMUTATIONS, seed=1)
    count = max(1, len(words) - SHINGLE + 1)
    hashes.update_batch([" ".join(words[at : at + SHINGLE]).encode("utf-8", "replace") for at in range(count)])
    return LeanMinHash(hashes)  # without what only computing needs


def _sortable(column: pd.Series) -> pd.Series:
    return column.map(lambda value: None if value is None or value != value else str(value))
