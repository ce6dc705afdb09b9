"""One record as a reader checks it: the words of the text that carry it, its codes, and the reasons for each.

With its run, the record stands in its article, where everything else that was read out of it is marked too;
without, the sentence alone is shown. Every word from outside is escaped.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import evidence, store
from analysis.errors import ParameterError, did_you_mean
from analysis.run import Run
from analysis.views.names import Names
from analysis.why import why
from analysis.wording import AREA_WORDS, MEASURE_WORDS

PREFIX = {"cl": "claims", "sa": "sanctions", "co": "cooperation", "ev": "events"}
AROUND = 700  # characters of the article shown before and after the evidence
WHOLE = 4000  # an article up to this long is shown whole


def as_html(record: Any, run: Run | None = None) -> str:
    """The record with its evidence as HTML that brings its own style, for light and dark themes.

    Args:
        record: a row of claims, sanctions, cooperation or events as a dict, a Series or a named tuple, or its id.
        run: the run that holds it; without, there is no article around the sentence. An id and an event need it.

    Raises:
        ParameterError: it is no such record, or the run does not hold it.
    """
    table, row = find(record, run)
    names = Names(run.table("actors")) if run is not None else None
    if table == "events":
        assert run is not None
        parts = "".join(_told(*find(key, run), run, names) for key in row["records"])
        return _page(f"<p class='pw-from'>{_text(row['why'])}</p>{parts}")
    return _page(_told(table, row, run, names))


def find(record: Any, run: Run | None = None) -> tuple[str, dict[str, Any]]:
    """The table of a record and its row, from whatever stands for it.

    Raises:
        ParameterError: it is no such record, or the run does not hold it.
    """
    if isinstance(record, str):
        return _by_id(record, run)
    row = _as_dict(record)
    for table, key in {**evidence.KEY, "events": "event_id"}.items():
        # cooperation and sanctions name the claim that holds them, so a claim is what has no key but this
        if isinstance(row.get(key), str) and (
            table != "claims" or not {"sanction_id", "cooperation_id"} & row.keys()
        ):
            if table != "events" and "evidence" in row:
                return table, row
            return _by_id(row[key], run)
    if isinstance(row.get("id"), str):
        return _by_id(row["id"], run)
    raise ParameterError(
        f"a record of claims, sanctions, cooperation or events has its id; this one has {sorted(map(str, row))}"
    )


def _as_dict(record: Any) -> dict[str, Any]:
    if isinstance(record, pd.DataFrame):
        if len(record) != 1:
            raise ParameterError(f"one record is shown at a time; this table has {len(record)} rows, try .iloc[0]")
        record = record.iloc[0]
    if isinstance(record, pd.Series):
        record = record.to_dict()
    elif hasattr(record, "_asdict"):
        record = record._asdict()
    if not isinstance(record, Mapping):
        raise ParameterError(f"a chart, a record or the id of one can be shown, not a {type(record).__name__}")
    return store.records(pd.DataFrame([dict(record)], dtype=object))[0]


def _by_id(key: str, run: Run | None) -> tuple[str, dict[str, Any]]:
    table = PREFIX.get(key[:2])
    if table is None or key[2:3] != "-":
        raise ParameterError(
            f"{key!r} is not the id of a record, such as co-1f0c3a9b-5d2e88a1c4; copy it from a table"
        )
    if run is None:
        raise ParameterError(f"the record {key!r} is looked up in a run; give it with run=…")
    column = evidence.KEY.get(table, "event_id")
    frame = getattr(run, table)
    found = frame[frame[column] == key]
    if found.empty:
        raise ParameterError(f"table {table!r} of this run has no record {key!r}{_near(key, frame[column])}")
    return table, store.records(found.head(1))[0]


def _near(key: str, keys: pd.Series) -> str:
    near = did_you_mean(key, keys.head(1000))
    return near if near.startswith("; did") else f"; it has {len(keys)} others"


def _told(table: str, row: Mapping[str, Any], run: Run | None, names: Names | None) -> str:
    """Head, place, text, codes and reasons of one record."""
    head = row["kind"] if table == "claims" else AREA_WORDS[row["area"]] if table == "cooperation" else MEASURE_WORDS[row["measure"]]  # fmt: skip
    document = _document(row, run)
    place = ""
    if document is not None:
        said = [document["title"] or document["path"], document["source"], document["published"]]
        place = f'<p class="pw-from">{" · ".join(_text(part) for part in said if part)}</p>'
    codes = "".join(
        f"<div><dt>{_text(term)}</dt><dd>{_text(value)}</dd></div>" for term, value in facts(table, row, names)
    )
    reasons = "".join(f"<li>{_text(reason)}</li>" for reason in why(table, row))
    return (
        f'<section class="pw-record k-{table}"><h3>{_text(table.capitalize())}: {_text(head)}</h3>{place}'
        f"{_passage(row, document, run, names)}<dl class='pw-codes'>{codes}</dl>"
        f"<h4>Why</h4><ul class='pw-why'>{reasons}</ul></section>"
    )


def facts(table: str, row: Mapping[str, Any], names: Names | None = None) -> Iterator[tuple[str, str]]:
    """The codes of a record in words, those that are empty left out."""

    def name(key: str) -> str:
        return names.name(key) if names is not None else key

    terms = {
        "claims": {"kind": "kind"},
        "sanctions": {
            "imposers": "imposed by", "targets": "against", "action": "action", "measure": "measure", "regime": "regime",
            "instrument": "instrument",
        },
        "cooperation": {
            "area": "area", "item": "item", "givers": "from", "receivers": "to", "participants": "parties",
            "stage": "stage",
        },
    }[table]  # fmt: skip
    for column, term in terms.items():
        value = row[column]
        if isinstance(value, str):
            yield term, name(value) if column == "regime" else value
        elif value is not None and len(value):
            yield term, ", ".join(map(name, value))
    if table == "claims":
        yield "how", "direct quotation" if row["quoted"] else "in the article's words"
    else:
        yield "polarity", row["polarity"]
        yield "certainty", row["certainty"]
    nobody = "nobody named" if table == "claims" else "the article itself"
    yield "said by", name(row["source"]) if row["source"] else nobody
    if row.get("date"):
        yield "date", row["date"]
    if row.get("review"):
        yield "by hand", row["review"]


def _document(row: Mapping[str, Any], run: Run | None) -> dict[str, Any] | None:
    if run is None:
        return None
    found = run.document(row["doc_id"])
    return store.records(found.head(1))[0] if len(found) else None


def _passage(row: Mapping[str, Any], document: dict[str, Any] | None, run: Run | None, names: Names | None) -> str:
    if document is None or run is None or names is None:
        at = row["evidence"].find(row["text"])
        return f'<div class="pw-text">{_marked(row["evidence"], [], (0, len(row["evidence"])), (at, at + len(row["text"])))}</div>'
    text = document["text"]
    words = (int(row["start"]), int(row["end"]))
    sentence = _sentence(text, row["evidence"], words)
    mine = {
        name: store.records(run.document(row["doc_id"], name))
        for name in ("mentions", "dates", "claims", "sanctions", "cooperation")
    }
    known = {one["actor_id"]: one["actor"] for one in mine["mentions"]}
    spans = [span._replace(anchor=None) for span in evidence.spans(mine, known)]
    whole = f'<div class="pw-text" lang="{_text(document["language"])}">{_marked(text, spans, sentence, words)}</div>'
    if len(text) <= WHOLE:
        return whole
    begin, end = _cut(text, sentence)
    near = [
        span._replace(start=max(span.start - begin, 0), end=min(span.end, end) - begin)
        for span in spans
        if span.start < end and span.end > begin
    ]
    part = _marked(
        text[begin:end], near, (sentence[0] - begin, sentence[1] - begin), (words[0] - begin, words[1] - begin)
    )
    dots = ["…" if begin else "", "…" if end < len(text) else ""]
    return (
        f'<div class="pw-text" lang="{_text(document["language"])}">{dots[0]}{part}{dots[1]}</div>'
        f"<details><summary>The whole article</summary>{whole}</details>"
    )


def _sentence(text: str, sentence: str, words: tuple[int, int]) -> tuple[int, int]:
    """Where the sentence of the record stands: the occurrence that holds its words, else the words alone."""
    at = text.find(sentence, max(0, words[0] - len(sentence)), words[0] + len(sentence)) if sentence else -1
    return words if at < 0 else (min(at, words[0]), max(at + len(sentence), words[1]))


def _cut(text: str, sentence: tuple[int, int]) -> tuple[int, int]:
    """A stretch around the sentence that starts and ends between words."""
    begin, end = max(0, sentence[0] - AROUND), min(len(text), sentence[1] + AROUND)
    if begin:
        begin = next((at + 1 for at in range(begin, min(begin + 80, sentence[0])) if text[at].isspace()), begin)
    if end < len(text):
        end = next((at for at in range(end, max(end - 80, sentence[1]), -1) if text[at].isspace()), end)
    return begin, end


def _marked(text: str, spans: list[evidence.Span], sentence: tuple[int, int], words: tuple[int, int]) -> str:
    """The text as HTML: a line under each record, the sentence of the one looked at in colour, its words in more."""
    bounds = [evidence.Span(*part, "", None, "") for part in (sentence, words)]
    shown, at = [], 0
    for piece in evidence.pieces(text, [*bounds, *spans]):
        part = _text(piece.text)
        title = _text("; ".join(filter(None, piece.titles)))
        for number, kind in enumerate(piece.kinds):
            part = (
                f'<span class="k k-{kind}"{f" title={chr(34)}{title}{chr(34)}" if not number else ""}>{part}</span>'
            )
        if words[0] <= at < words[1]:
            part = f'<mark class="pw-words">{part}</mark>'
        elif sentence[0] <= at < sentence[1]:
            part = f'<mark class="pw-sentence">{part}</mark>'
        shown.append(part)
        at += len(piece.text)
    return "".join(shown)


def _page(body: str) -> str:
    return f'<style>{css()}</style><div class="pw">{body}</div>'


@cache
def css() -> str:
    """The style of everything that is shown as HTML in a notebook, by JupyterLab's own colours."""
    return (Path(__file__).parent / "record.css").read_text(encoding="utf-8")


def _text(value: Any) -> str:
    return html.escape(str(value))
