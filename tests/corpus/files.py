"""Small files of every kind, made in the tests."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from analysis import corpus

ARTICLE = (
    "The foreign ministers of Norway and Chile met in Oslo and agreed to share data from their satellites.\n\n"
    "The two countries will also send ships to a joint exercise in the South Atlantic, officials said."
)


def rows_of(folder: Path, files: dict[str, bytes | str]) -> list[corpus.Document | corpus.Rejected]:
    """What reading gives for a folder with these files."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return list(corpus.read(folder))


def one(folder: Path, name: str, content: bytes | str) -> Any:
    """The one row that reading a folder with one file gives."""
    (row,) = rows_of(folder, {name: content})
    return row


def pdf(*pages: str, **information: str) -> bytes:
    """A PDF with each page's lines in Helvetica, and entries of its information dictionary (`Title="…"`)."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for page in pages:
        drawn = "BT /F1 10 Tf 12 TL 50 800 Td " + " ".join(
            "({}) Tj T*".format(line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)"))
            for line in page.split("\n")
        )
        stream = (drawn + " ET").encode("latin-1")
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    objects.append(
        b"<<" + b"".join(b"/%s(%s)" % (key.encode(), value.encode()) for key, value in information.items()) + b">>"
    )
    out, places = io.BytesIO(b""), []
    out.write(b"%PDF-1.4\n")
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(
        b"trailer<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, len(objects), start)
    )
    return out.getvalue()


def word(*paragraphs: str, **properties: Any) -> bytes:
    """A .docx with these paragraphs and core properties (`title="…"`)."""
    import docx

    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def parquet(rows: list[dict[str, Any]]) -> bytes:
    """A Parquet file of these rows."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), out)
    return out.getvalue()
