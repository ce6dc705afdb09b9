"""Read a corpus, once. The stored text is what every offset counts in.

Files in folders of any depth: .txt .md .html .pdf .docx .json .jsonl .csv .tsv .parquet, each also with .gz behind.
What cannot be used is a `Rejected` with its reason; one bad file never stops the run.

Where the day of publication comes from, in this order: metadata, a date line or dateline in the first lines,
the file's name; last, for PDF and Word, the day on which the file was made. Never the time stamp of the file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from analysis.corpus import days, heading, language, readers
from analysis.corpus.article import PIECE_LIMIT, TEXT_LIMIT, Document, Draft, Refused, Rejected, doc_id, storable
from analysis.corpus.folders import File, shown, walk
from analysis.errors import CorpusError

__all__ = ["Document", "Rejected", "doc_id", "files", "read", "storable"]

_ANY_WORD = re.compile(r"[^\W_]")
_PIECE = re.compile(r"\w++|[^\w\s]")  # a word or a mark: about a token


def read(folder: str | Path) -> Iterator[Document | Rejected]:
    """Every input of the corpus, in the order of their paths: a document, or why it is none.

    Texts are read one by one as they are asked for. Of several inputs with the same text the first is kept.

    Args:
        folder: folder with the articles, or one file with one or many.

    Raises:
        CorpusError: there is no such folder or file, or the file is of a kind that holds no articles.
    """
    return _documents(files(folder))


def files(folder: str | Path) -> Iterator[File | Rejected]:
    """The files of the corpus, in the order of their paths; what is none of them as rejected.

    Raises:
        CorpusError: as for `read`.
    """
    root = Path(folder)
    try:
        is_folder, is_file = os.path.isdir(root), os.path.isfile(root)
        if not str(folder) or not (is_folder or is_file or os.path.exists(root)):
            raise CorpusError(f"the corpus {str(folder)!r} does not exist; name a folder or a file that does")
        if is_folder:
            os.scandir(root).close()
            return walk(root)
    except (OSError, ValueError) as fault:
        raise CorpusError(f"the corpus {str(folder)!r} cannot be opened: {_why(fault)}") from None
    if not is_file or readers.kind_of(root.name)[0] not in readers.READERS:
        kinds = " ".join(readers.READERS)
        raise CorpusError(f"the corpus {str(folder)!r} is not a folder, nor a file of a kind that is read: {kinds}")
    return iter([File(root, shown(root.name))])


def _documents(files: Iterator[File | Rejected]) -> Iterator[Document | Rejected]:
    first: dict[bytes, str] = {}
    for file in files:
        if isinstance(file, Rejected):
            yield file
            continue
        try:
            for found in readers.read(file):
                path = file.name if found.number is None else f"{file.name}#{found.number}"
                if isinstance(found.draft, Refused):
                    yield _rejected(path, found.draft)
                    continue
                try:
                    document = _settle(found.draft, path, file.path.name if found.number is None else None)
                except Refused as refusal:
                    yield _rejected(path, refusal)
                    continue
                key = bytes.fromhex(document.doc_id)
                if key in first:
                    yield Rejected(path, "duplicate", f"the same text as {first[key]!r}")
                    continue
                first[key] = path
                yield document
        except Refused as refusal:
            yield _rejected(file.name, refusal)
        except OSError as fault:
            yield Rejected(file.name, "unreadable", f"it cannot be read: {_why(fault)}")
        except Exception as fault:
            # the libraries that read PDF, Word, HTML and Parquet raise whatever a broken file makes them trip over
            yield Rejected(
                file.name, "malformed", f"it cannot be read ({type(fault).__name__}: {str(fault)[:200]!r})"
            )


def _settle(draft: Draft, path: str, file_name: str | None) -> Document:
    text = storable(draft.text)
    if len(text) > TEXT_LIMIT:
        raise Refused("too-large", f"{len(text):,} characters; an article may have {TEXT_LIMIT:,}")
    if len(text) > PIECE_LIMIT and sum(1 for _ in _PIECE.finditer(text)) > PIECE_LIMIT:
        raise Refused(
            "too-large", f"it has more than {PIECE_LIMIT:,} words and marks, which no article has; split it"
        )
    if not _ANY_WORD.search(text, draft.body):
        raise Refused("empty", "there is no letter or digit in it")
    body = text[draft.body : draft.body + 4 * language.SAMPLE].lstrip()
    code = language.foreign(body)
    if code:
        raise Refused("language", f"it is not English ({code})")
    published, published_from = draft.published, "metadata"
    if not published:
        published, published_from = days.in_text(body), "text"
    if not published and file_name:
        published, published_from = days.in_name(file_name), "filename"
    if not published:
        # weaker than the rest: a file made today may hold an article of ten years ago
        published, published_from = draft.made, "metadata"
    title = draft.title or (heading.headline(text, draft.body) if draft.headed else None)
    return Document(
        doc_id(text), path, title, text, published, published_from if published else None,
        draft.source, draft.url, "en",
    )  # fmt: skip


def _rejected(path: str, refusal: Refused) -> Rejected:
    return Rejected(path, refusal.reason, storable(refusal.detail))


def _why(fault: Exception) -> str:
    return getattr(fault, "strerror", None) or str(fault)
