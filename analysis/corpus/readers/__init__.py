"""One reader a kind of file, chosen by the file's name: each turns a `Source` into drafts of articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from analysis.corpus.article import Found, Refused
from analysis.corpus.folders import File
from analysis.corpus.readers import columns, objects, page, pdf, plain, sheet, word
from analysis.corpus.unpack import Source

Reader = Callable[[Source], Iterator[Found]]

READERS: dict[str, Reader] = {
    ".txt": plain.read,
    ".md": plain.read,
    ".markdown": plain.read,
    ".html": page.read,
    ".htm": page.read,
    ".pdf": pdf.read,
    ".docx": word.read,
    ".json": objects.read,
    ".jsonl": objects.read_lines,
    ".ndjson": objects.read_lines,
    ".csv": sheet.read,
    ".tsv": sheet.read,
    ".parquet": columns.read,
}
# kinds that people drop in as well, with what would do instead
_INSTEAD = {
    ".doc": "save it as .docx", ".odt": "save it as .docx", ".rtf": "save it as .docx", ".pages": "save it as .docx",
    ".xls": "save it as .csv", ".xlsx": "save it as .csv", ".ods": "save it as .csv", ".zip": "unpack it",
    ".tar": "unpack it", ".tgz": "unpack it", ".7z": "unpack it", ".bz2": "unpack it", ".xz": "unpack it",
    ".xhtml": "name it .html", ".mhtml": "save it as .html", ".epub": "save it as .html", ".eml": "save it as .txt",
    ".yaml": "save it as .json", ".yml": "save it as .json", ".xml": "save it as .html or .json",
}  # fmt: skip


def kind_of(name: str) -> tuple[str, bool]:
    """Kind of a file by its name, and whether it is gzipped: `Talks.TXT.gz` is (".txt", True)."""
    stem = name.lower()
    gzipped = stem.endswith(".gz")
    stem = stem.removesuffix(".gz")
    return (stem[stem.rindex(".") :] if "." in stem else ""), gzipped


def read(file: File) -> Iterator[Found]:
    """The articles of one file.

    Raises:
        Refused: the file as a whole cannot be used (rows that cannot are yielded).
    """
    kind, gzipped = kind_of(file.path.name)
    if kind not in READERS:
        what = f"{kind[:20]!r} files are not read" if kind else "its name has no ending that says what it is"
        raise Refused("binary", f"{what}; {_INSTEAD.get(kind, 'these are: ' + ' '.join(READERS))}")
    return READERS[kind](Source(file.path, kind, gzipped))
