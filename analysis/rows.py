"""From annotated docs to table rows, with stable ids.

An id such as `co-1f0c3a9b-5d2e88a1c4` names the kind of record, its document, and its passage: the sentence, the
words in it and what tells it apart from other records of the same words. The same text extracted twice gives
the same ids, on one machine or many; an edit elsewhere in the article changes the document's part and leaves the
passage's, so that a record can be followed from one version of an article to the next.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from analysis.corpus.article import Document
from analysis.extract.records import Claim, Cooperation, Mention, Sanction, TimeExpression

if TYPE_CHECKING:  # who only reads tables needs no spaCy
    from spacy.tokens import Doc

PREFIXES = {"claims": "cl", "sanctions": "sa", "cooperation": "co"}
RECORDS: Mapping[str, type[Any]] = {
    "mentions": Mention, "dates": TimeExpression, "claims": Claim, "sanctions": Sanction, "cooperation": Cooperation
}  # fmt: skip


def passage_id(*parts: object) -> str:
    """Ten hexadecimal digits that stand for the parts."""
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def evidence_digest(evidence: str) -> str:
    """Digest of a passage, white space folded: what a correction holds on to."""
    return hashlib.sha256(" ".join(evidence.split()).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def rows(document: Document, doc: Doc) -> dict[str, list[dict[str, Any]]]:
    """The rows of every per-document table, in order of appearance."""
    ref = {"doc_id": document.doc_id}
    claim_rows, claim_ids = [], []
    for claim, key in _keyed(PREFIXES["claims"], document.doc_id, doc._.claims, "source", "kind"):
        claim_ids.append(key)
        claim_rows.append(
            {"claim_id": key, **ref, **claim._asdict(), "evidence_digest": evidence_digest(claim.evidence)}
        )

    def status(record: Any) -> dict[str, Any]:
        row = record._asdict()
        claim = row.pop("claim")
        held = {"claim_id": None if claim is None else claim_ids[claim]}
        return {**row, **held, "evidence_digest": evidence_digest(record.evidence)}

    return {
        "documents": [{**document._asdict(), "n_tokens": sum(not token.is_space for token in doc)}],
        "mentions": [{**ref, **mention._asdict()} for mention in doc._.mentions],
        "claims": claim_rows,
        "sanctions": [
            {"sanction_id": key, **ref, **status(record)}
            for record, key in _keyed(
                PREFIXES["sanctions"], document.doc_id, doc._.sanctions, "action", "imposers", "targets"
            )
        ],
        "cooperation": [
            {"cooperation_id": key, **ref, **status(record)}
            for record, key in _keyed(
                PREFIXES["cooperation"], document.doc_id, doc._.cooperation, "area", "participants"
            )
        ],
        "dates": [{**ref, **found._asdict()} for found in doc._.dates],
    }


def records(table: str, found: Iterable[Mapping[str, Any]], claims: Sequence[Mapping[str, Any]]) -> tuple[Any, ...]:
    """The records that rows of one document were made from: the way back from `rows`.

    Args:
        table: the table of the rows.
        found: its rows, in their order.
        claims: the rows of table `claims` of the document.
    """
    kind = RECORDS[table]
    place = {row["claim_id"]: at for at, row in enumerate(claims)}

    def value(row: Mapping[str, Any], field: str) -> Any:
        if field == "claim":
            return None if row["claim_id"] is None else place[row["claim_id"]]
        return tuple(row[field]) if isinstance(row[field], list) else row[field]

    return tuple(kind(*(value(row, field) for field in kind._fields)) for row in found)


def _keyed(prefix: str, doc_id: str, records: Iterable[Any], *fields: str) -> Iterator[tuple[Any, str]]:
    seen: Counter[str] = Counter()
    for record in records:
        passage = passage_id(record.evidence, record.text, *(getattr(record, field) for field in fields))
        seen[passage] += 1
        again = f"-{seen[passage]}" if seen[passage] > 1 else ""  # the same sentence stands twice in the text
        yield record, f"{prefix}-{doc_id[:8]}-{passage}{again}"
