"""From annotated docs to table rows, with stable ids.

An id such as `co-1f0c3a9b-5d2e88a1c4` names the kind of record, its document, and its passage: the sentence, the
words in it and what tells it apart from other records of the same words. The same text extracted twice gives
the same ids, on one machine or many; an edit elsewhere in the article changes the document's part and leaves the
passage's, so that a record can be followed from one version of an article to the next.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from spacy.tokens import Doc

from analysis.corpus import Document

PREFIXES = {"claims": "cl", "sanctions": "sa", "cooperation": "co"}


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
        claim_rows.append({"claim_id": key, **ref, **claim._asdict()})

    def status(record: Any) -> dict[str, Any]:
        row = record._asdict()
        claim = row.pop("claim")
        return {**row, "claim_id": None if claim is None else claim_ids[claim]}

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


def _keyed(prefix: str, doc_id: str, records: Iterable[Any], *fields: str) -> Iterator[tuple[Any, str]]:
    seen: Counter[str] = Counter()
    for record in records:
        passage = passage_id(record.evidence, record.text, *(getattr(record, field) for field in fields))
        seen[passage] += 1
        again = f"-{seen[passage]}" if seen[passage] > 1 else ""  # the same sentence stands twice in the text
        yield record, f"{prefix}-{doc_id[:8]}-{passage}{again}"


def actor_rows(
    mentions: Iterable[dict[str, Any]], documents: Iterable[dict[str, Any]], wikidata
) -> list[dict[str, Any]]:
    """One row an actor of the run, most mentioned first; ties by id.

    Args:
        mentions: rows of table `mentions`.
        documents: rows of table `documents`.
        wikidata: function from an actor id to its Wikidata item or None.
    """
    published = {row["doc_id"]: row["published"] for row in documents}
    found: dict[str, dict[str, Any]] = {}
    for row in mentions:
        actor = found.setdefault(
            row["actor_id"],
            {
                "names": Counter(),
                "kinds": Counter(),
                "countries": Counter(),
                "forms": Counter(),
                "docs": set(),
                "n": 0,
            },
        )
        actor["n"] += 1
        actor["names"][row["actor"]] += 1
        actor["kinds"][row["kind"]] += 1
        if row["country"]:
            actor["countries"][row["country"]] += 1
        if row["form"] in ("name", "metonym", "demonym"):
            actor["forms"][row["text"]] += 1
        actor["docs"].add(row["doc_id"])
    built = []
    for key, actor in found.items():
        days = sorted(day for doc in actor["docs"] if (day := published.get(doc)))
        built.append({
            "actor_id": key, "actor": _top(actor["names"]), "kind": _top(actor["kinds"]),
            "country": _top(actor["countries"]), "wikidata": wikidata(key),
            "aliases": sorted(actor["forms"], key=lambda form: (-actor["forms"][form], form)),
            "n_mentions": actor["n"], "n_documents": len(actor["docs"]),
            "first_seen": days[0] if days else None, "last_seen": days[-1] if days else None,
        })  # fmt: skip
    return sorted(built, key=lambda row: (-row["n_mentions"], row["actor_id"]))


def _top(counts: Counter[str]) -> str | None:
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None
