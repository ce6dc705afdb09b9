"""One contract a table: names, types, meaning, unit. What is written, read and drawn is held to them.

The contracts are Arrow schemas whose fields carry their description, so that the Parquet files, the
checks and the data dictionary of the report all come from this one place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from analysis.errors import TableError

if TYPE_CHECKING:  # a run that is recalled does without
    import pandas as pd

VERSION = 1  # of the contracts; raised when the meaning of a column changes

FORMS = ("name", "metonym", "demonym", "title", "pronoun")
KINDS = ("state", "person", "organization", "bloc")
CLAIM_KINDS = (
    "statement", "allegation", "denial", "confirmation", "non-confirmation", "opinion", "directive",
)  # fmt: skip
ACTIONS = ("impose", "threaten", "enforce", "evade", "ease", "oppose", "mention")
MEASURES = ("arms", "assets", "finance", "trade", "travel", "general")
AREAS = (
    "military.arms", "military.exercise", "military.forces", "military.pact", "technology",
    "economic.trade", "economic.energy", "economic.finance", "economic.infrastructure", "humanitarian",
    "diplomatic.visit", "diplomatic.agreement", "diplomatic.alignment", "cultural",
)  # fmt: skip
STAGES = ("proposed", "agreed", "realised", "ended")
POLARITIES = ("affirmed", "negated")
CERTAINTIES = ("certain", "probable", "possible")  # from sure to unsure
REVIEWS = ("accepted", "edited", "added")
OUTCOMES = ("applied", "stale")
PUBLISHED_FROM = ("metadata", "text", "filename")
REJECTED_REASONS = {
    "empty": "the file has no text",
    "binary": "the file is not of a kind that holds an article",
    "encoding": "the bytes are in no encoding that could be told",
    "malformed": "the file breaks the form that its name promises",
    "language": "the text is not English",
    "too-large": "the file, or what it unpacks to, is larger than the limit",
    "duplicate": "the same text was read before from another file",
    "unreadable": "the operating system would not let the file be read",
    "outside": "the path leads out of the corpus",
    "fault": "our own code stumbled over the text: please report it",
}

LIST = pa.list_(pa.string())
_TEXT, _INT, _DATE, _LIST, _BOOL = pa.string(), pa.int64(), pa.date32(), LIST, pa.bool_()


def _schema(key: str, *fields: tuple[str, pa.DataType, str, str, Iterable[str] | None]) -> pa.Schema:
    built = []
    for name, type_, unit, description, codes in fields:
        meta = {"description": description, "unit": unit}
        if codes:
            meta["codes"] = " ".join(codes)
        built.append(pa.field(name, type_, nullable="or null" in description, metadata=meta))
    return pa.schema(built, metadata={"table": key, "contract": str(VERSION)})


def _c(name: str, type_: pa.DataType, unit: str, description: str, codes: Iterable[str] | None = None):
    return (name, type_, unit, description, codes)


_PLACE = (
    _c("doc_id", _TEXT, "id", "document that holds the record"),
    _c("sentence", _INT, "number", "number of the sentence in the document, from 0"),
    _c("start", _INT, "characters", "offset into documents.text where the record's words start"),
    _c("end", _INT, "characters", "offset just after the record's words"),
    _c("text", _TEXT, "text", "the words themselves: documents.text[start:end]"),
)
_STATUS = (
    _c("polarity", _TEXT, "code", "whether the text affirms or negates it", POLARITIES),
    _c("certainty", _TEXT, "code", "how sure the text's own wording leaves the reader", CERTAINTIES),
    _c("source", _TEXT, "id or words", "who says it, or null where the article itself does"),
    _c("claim_id", _TEXT, "id", "the claim that holds the record, or null"),
)
_EVIDENCE = (
    _c("evidence", _TEXT, "text", "the sentence that holds the record"),
    _c("rule", _TEXT, "id", "the rule that found the record"),
    _c("evidence_digest", _TEXT, "digest", "digest of the evidence, for corrections"),
    _c("review", _TEXT, "code", "what a reader did by hand, or null where nobody did", REVIEWS),
    _c("original", _TEXT, "JSON", "values before a correction by hand, or null where there was none"),
)
_STATUS_CUES = (
    _c("polarity_cue", _TEXT, "text", "words that decided the polarity, or null where it is the default"),
    _c("certainty_cue", _TEXT, "text", "words that decided the certainty, or null where it is the default"),
    _c("source_cue", _TEXT, "text", "words that attribute the record, or null where nobody is named"),
)

CONTRACTS: Mapping[str, pa.Schema] = {
    "documents": _schema(
        "documents",
        _c("doc_id", _TEXT, "id", "stable id, made from the text"),
        _c("path", _TEXT, "path", "file, relative to the corpus; #n is the n-th article of a collection"),
        _c("title", _TEXT, "text", "title, or null"),
        _c("text", _TEXT, "text", "the article's text; every offset counts in it"),
        _c("published", _DATE, "date", "day of publication, or null"),
        _c("published_from", _TEXT, "code", "where the date was found, or null", PUBLISHED_FROM),
        _c("source", _TEXT, "text", "publisher, or null"),
        _c("url", _TEXT, "url", "web address as given in the file, or null"),
        _c("language", _TEXT, "ISO 639-1", "language of the text"),
        _c("n_tokens", _INT, "count", "tokens of the text"),
    ),
    "rejected": _schema(
        "rejected",
        _c("path", _TEXT, "path", "file, relative to the corpus"),
        _c("reason", _TEXT, "code", "why it could not be used", REJECTED_REASONS),
        _c("detail", _TEXT, "text", "the reason in words"),
    ),
    "mentions": _schema(
        "mentions",
        *_PLACE,
        _c("form", _TEXT, "code", "how the text refers to the actor", FORMS),
        _c("actor_id", _TEXT, "id", "the actor meant"),
        _c("actor", _TEXT, "text", "the actor's canonical name"),
        _c("kind", _TEXT, "code", "kind of actor", KINDS),
        _c("country", _TEXT, "ISO 3166-1 alpha-3", "state that the actor is, belongs to or serves, or null"),
        _c("rule", _TEXT, "id", "the rule that found the mention"),
    ),
    "actors": _schema(
        "actors",
        _c("actor_id", _TEXT, "id", "ISO code of a state, else a slug of the name"),
        _c("actor", _TEXT, "text", "canonical English name"),
        _c("kind", _TEXT, "code", "kind of actor", KINDS),
        _c("country", _TEXT, "ISO 3166-1 alpha-3", "state that the actor is, belongs to or serves, or null"),
        _c("wikidata", _TEXT, "QID", "Wikidata item, or null"),
        _c("aliases", _LIST, "list of text", "name forms seen in the run, most frequent first"),
        _c("n_mentions", _INT, "count", "mentions of every form"),
        _c("n_documents", _INT, "count", "documents that mention the actor"),
        _c("first_seen", _DATE, "date", "earliest publication day of those documents, or null"),
        _c("last_seen", _DATE, "date", "latest publication day of those documents, or null"),
    ),
    "claims": _schema(
        "claims",
        _c("claim_id", _TEXT, "id", "stable id"),
        *_PLACE,
        _c("source", _TEXT, "id or words", "actor id of who says it, else the words used, or null"),
        _c("source_start", _INT, "characters", "offset where the source's words start, or null"),
        _c("source_end", _INT, "characters", "offset just after the source's words, or null"),
        _c("content_start", _INT, "characters", "offset where what is said starts, or null"),
        _c("content_end", _INT, "characters", "offset just after what is said, or null"),
        _c("kind", _TEXT, "code", "what kind of speech act it is", CLAIM_KINDS),
        _c("quoted", _BOOL, "yes/no", "whether it is a direct quotation"),
        *_EVIDENCE,
    ),
    "sanctions": _schema(
        "sanctions",
        _c("sanction_id", _TEXT, "id", "stable id"),
        *_PLACE,
        _c("imposers", _LIST, "list of ids", "actors that impose; empty where the text does not say"),
        _c("targets", _LIST, "list of ids", "actors that are restricted; empty where the text does not say"),
        _c("action", _TEXT, "code", "what is done about the sanctions", ACTIONS),
        _c("measure", _TEXT, "code", "what is restricted", MEASURES),
        _c("regime", _TEXT, "id", "whose sanctions: UN, EU, USA, another imposer's id, or null"),
        _c("instrument", _TEXT, "text", "legal instrument (UNSCR 1718, E.O. 13382), or null"),
        _c("date", _TEXT, "ISO 8601", "date of the act, as precise as the text, or null"),
        *_STATUS,
        *_EVIDENCE,
        _c("action_cue", _TEXT, "text", "words that decided the action, or null"),
        _c("measure_cue", _TEXT, "text", "words that decided the measure, or null"),
        *_STATUS_CUES,
    ),
    "cooperation": _schema(
        "cooperation",
        _c("cooperation_id", _TEXT, "id", "stable id"),
        *_PLACE,
        _c("area", _TEXT, "code", "field of cooperation", AREAS),
        _c("item", _TEXT, "text", "what flows or is done, or null"),
        _c("givers", _LIST, "list of ids", "actors from whom something flows; visitors"),
        _c("receivers", _LIST, "list of ids", "actors to whom something flows; hosts"),
        _c("participants", _LIST, "list of ids", "all who take part, givers and receivers included"),
        _c("stage", _TEXT, "code", "how far it has come", STAGES),
        *_STATUS,
        _c("date", _TEXT, "ISO 8601", "date of the act, as precise as the text, or null"),
        *_EVIDENCE,
        _c("area_cue", _TEXT, "text", "words that decided the area, or null"),
        _c("stage_cue", _TEXT, "text", "words that decided the stage, or null"),
        *_STATUS_CUES,
    ),
    "dates": _schema(
        "dates",
        *_PLACE,
        _c("type", _TEXT, "TIMEX3", "type of the expression", ("DATE", "TIME", "DURATION", "SET")),
        _c("value", _TEXT, "ISO 8601 / TIMEX3", "value, or null where the text does not settle it"),
        _c("anchor", _TEXT, "text", "what a relative one was resolved against, or null"),
        _c("conflict", _TEXT, "text", "why it disagrees with another date of the document, or null"),
        _c("rule", _TEXT, "id", "the rule that found it"),
    ),
    "events": _schema(
        "events",
        _c("event_id", _TEXT, "id", "stable id, made from the records behind it"),
        _c("area", _TEXT, "code", "field of cooperation", AREAS),
        _c("item", _TEXT, "text", "what flows or is done, or null"),
        _c("parties", _LIST, "list of ids", "who takes part, persons and bodies counted as their state"),
        _c("givers", _LIST, "list of ids", "from whom something flows, by state; visitors"),
        _c("receivers", _LIST, "list of ids", "to whom something flows, by state; hosts"),
        _c("date_start", _TEXT, "ISO 8601", "first day, or null"),
        _c("date_end", _TEXT, "ISO 8601", "last day, or null"),
        _c("precision", _TEXT, "code", "how precise the date is, or null", ("day", "week", "month", "year")),
        _c(
            "date_from",
            _TEXT,
            "code",
            "whether the text dates it or only its publication, or null",
            ("text", "published"),
        ),
        _c("stage", _TEXT, "code", "furthest stage that any record affirms", STAGES),
        _c("certainty", _TEXT, "code", "surest wording of any record", CERTAINTIES),
        _c("asserted_by", _LIST, "list of ids or words", "who states it plainly; 'the article' where the text does"),
        _c("alleged_by", _LIST, "list of ids or words", "who says it in words that are not certain"),
        _c("denied_by", _LIST, "list of ids or words", "who says that it did not or will not happen"),
        _c("n_records", _INT, "count", "records behind it"),
        _c("n_documents", _INT, "count", "documents that speak of it"),
        _c("n_independent", _INT, "count", "sources independent in publisher and text"),
        _c(
            "corroborated",
            _BOOL,
            "yes/no",
            "whether at least two sources that are independent in publisher and text state it as certain",
        ),
        _c("records", _LIST, "list of ids", "records of cooperation behind it"),
        _c("documents", _LIST, "list of ids", "documents that speak of it"),
        _c("why", _TEXT, "text", "what holds the records together"),
    ),
    "corrections": _schema(
        "corrections",
        _c("line", _INT, "number", "line of corrections.csv"),
        _c(
            "action",
            _TEXT,
            "code",
            "what was asked for",
            ("accept", "reject", "edit", "merge", "rename", "add", "join", "split"),
        ),
        _c("table", _TEXT, "text", "table that holds what was corrected"),
        _c("id", _TEXT, "id", "record or actor corrected; of an added record its own new id"),
        _c("field", _TEXT, "text", "field edited, or null"),
        _c("original", _TEXT, "JSON", "what stood there before, or null"),
        _c("value", _TEXT, "text", "new value, or null"),
        _c("outcome", _TEXT, "code", "whether it was applied, or is stale and waits for review", OUTCOMES),
        _c("detail", _TEXT, "text", "why it is stale, or null"),
        _c("quote", _TEXT, "text", "passage quoted, or null"),
        _c("reason", _TEXT, "text", "reason given"),
        _c("who", _TEXT, "text", "who corrected"),
        _c("when", _TEXT, "ISO 8601", "day of the correction"),
    ),
}


def contract(table: str) -> pa.Schema:
    """The Arrow schema of `table`."""
    if table not in CONTRACTS:
        raise TableError(f"there is no table {table!r}; there are {', '.join(CONTRACTS)}")
    return CONTRACTS[table]


def build(table: str, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Rows as an Arrow table under the contract of `table`; no rows give an empty table of the same form."""
    schema = contract(table)
    try:
        built = pa.Table.from_pylist([dict(row) for row in rows], schema=schema)
    except (pa.ArrowInvalid, pa.ArrowTypeError) as fault:
        raise TableError(f"table {table!r} cannot be built: {fault}") from None
    return check(table, built)


def check(table: str, data: pa.Table | pd.DataFrame) -> pa.Table:
    """The data as an Arrow table in the contract's column order, further columns kept behind.

    Raises:
        TableError: a column is missing or of another type, a value is null or outside its codes.
    """
    schema = contract(table)
    if not isinstance(data, pa.Table):
        lacking = [name for name in schema.names if name not in data.columns]
        if lacking:
            raise TableError(f"table {table!r} lacks {lacking}; it has {list(data.columns)}")
        try:
            data = pa.Table.from_pandas(data[schema.names], schema=schema, preserve_index=False)
        except (pa.ArrowInvalid, pa.ArrowTypeError) as fault:
            raise TableError(f"table {table!r} breaks its contract: {fault}") from None
    lacking = [name for name in schema.names if name not in data.column_names]
    if lacking:
        raise TableError(f"table {table!r} lacks {lacking}; it has {data.column_names}")
    for position, name in enumerate(data.column_names):  # what pandas writes has 64-bit offsets: the same to a reader
        if pa.types.is_large_string(data[name].type):
            data = data.set_column(position, name, data[name].cast(_TEXT))
    for field in schema:
        column = data[field.name]
        if column.type != field.type:
            raise TableError(f"table {table!r}: column {field.name!r} is {column.type}, it must be {field.type}")
        if not field.nullable and column.null_count:
            raise TableError(
                f"table {table!r}: column {field.name!r} has {column.null_count} nulls, none are allowed"
            )
        codes = (field.metadata or {}).get(b"codes")
        if codes:
            wrong = set(column.unique().to_pylist()) - set(codes.decode().split()) - {None}
            if wrong:
                raise TableError(
                    f"table {table!r}: column {field.name!r} has {sorted(wrong)}; it may have {codes.decode()}"
                )
    further = [name for name in data.column_names if name not in schema.names]
    return data.select([*schema.names, *further])


def dictionary() -> list[dict[str, str]]:
    """The data dictionary: one row a column with table, column, type, unit, null, codes and description."""
    rows = []
    for table, schema in CONTRACTS.items():
        for field in schema:
            meta = {k.decode(): v.decode() for k, v in (field.metadata or {}).items()}
            rows.append({
                "table": table, "column": field.name, "type": str(field.type).replace("list<element: string>", "list<string>"),
                "unit": meta["unit"], "null": "yes" if field.nullable else "no",
                "codes": meta.get("codes", ""), "description": meta["description"],
            })  # fmt: skip
    return rows
