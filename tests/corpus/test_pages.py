"""HTML, PDF and Word: the article's text, and what the file says of it."""

from __future__ import annotations

import datetime
import gzip
import io
import json
import socket
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest

from analysis import corpus
from analysis.corpus.layout import paragraphs
from tests.corpus.files import ARTICLE, one, pdf, word

DAY = datetime.date(2024, 9, 10)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in ARTICLE.split("\n\n"))


def page(head: str = "", body: str = BODY) -> str:
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body><nav><a href='/'>Home</a> <a href='/x'>Subscribe</a></nav>"
        f"<article>{body}</article><footer>All rights reserved</footer><script>var menu = 'Script text';</script></body></html>"
    )


def test_article_text_without_the_rest_of_the_page(tmp_path: Path) -> None:
    found = one(tmp_path, "a.html", page())
    assert found.text.split("\n") == ARTICLE.split("\n\n")


@pytest.mark.parametrize(
    "html",
    [
        "<p>The ministers met.</p>",
        "The ministers met.",
        "<div>The ministers met.",
        "<html><body><b>The ministers met.</html>",
    ],
)
def test_fragments(tmp_path: Path, html: str) -> None:
    assert one(tmp_path, "a.htm", html).text.strip() == "The ministers met."


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            '<meta property="og:title" content="Talks"><meta property="article:published_time" content="2024-09-10T08:00:00Z">'
            '<meta property="og:site_name" content="Example Times"><link rel="canonical" href="https://example.org/a">',
            ("Talks", DAY, "Example Times", "https://example.org/a"),
        ),
        (
            '<script type="application/ld+json">'
            + json.dumps(
                {
                    "@context": "https://schema.org",
                    "@graph": [
                        {"@type": "WebSite", "name": "x"},
                        {
                            "@type": ["NewsArticle"],
                            "headline": "Talks",
                            "datePublished": "2024-09-10",
                            "publisher": {"name": "Example Times"},
                        },
                    ],
                }
            )
            + '</script><meta property="og:url" content="https://example.org/a">',
            ("Talks", DAY, "Example Times", "https://example.org/a"),
        ),
        (
            '<meta name="citation_title" content="Talks"><meta name="citation_date" content="2024/09/10">'
            '<meta name="citation_journal_title" content="Example Studies">',
            ("Talks", DAY, "Example Studies", None),
        ),
        (
            '<meta name="DC.title" content="Talks"><meta name="DC.date.issued" content="10 September 2024">'
            '<meta name="DC.publisher" content="Example Ministry">',
            ("Talks", DAY, "Example Ministry", None),
        ),
        ("<title>Talks | Example Times</title>", ("Talks", None, None, None)),
        ('<meta name="date" content="10/09/2024">', (None, None, None, None)),
        ('<meta property="og:url" content="javascript:alert(1)">', (None, None, None, None)),
        (
            '<link rel="canonical" href="https://www.example.org/a">',
            (None, None, "example.org", "https://www.example.org/a"),
        ),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>',
            (None, None, None, None),
        ),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", (None, None, None, None)),
        (
            '<script type="application/ld+json">{"@type": "Person", "headline": "x"}</script>',
            (None, None, None, None),
        ),
    ],
)
def test_head_of_a_page(tmp_path: Path, head: str, expected: tuple[Any, ...]) -> None:
    found = one(tmp_path, "a.html", page(head))
    assert (found.title, found.published, found.source, found.url) == expected


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ('<time datetime="2024-09-10">yesterday</time>', DAY),
        ("<time>September 10, 2024</time>", DAY),
        ('<time itemprop="datePublished" datetime="2024-09-10">x</time><time datetime="2024-09-12">x</time>', DAY),
        ('<time datetime="2024-09-10">x</time><time datetime="2024-09-12">x</time>', None),
        ("<time>two hours ago</time>", None),
    ],
)
def test_time_element(tmp_path: Path, body: str, day: datetime.date | None) -> None:
    assert one(tmp_path, "a.html", page(body=f"<h1>Talks</h1>{body}{BODY}")).published == day


def test_declared_encoding(tmp_path: Path) -> None:
    html = page(
        '<meta charset="windows-1251"><title>Talks</title>', BODY + "<p>The paper «Известия» reported it.</p>"
    )
    assert "«Известия»" in one(tmp_path, "a.html", html.encode("cp1251")).text


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("", "empty"),
        ("<html></html>", "empty"),
        ("<html><body><script>document.write('x')</script></body></html>", "empty"),
        (b"\x00\x01\x02" * 100, "binary"),
        (
            page(
                body="<p>Les ministres des affaires étrangères se sont réunis hier à Paris pour parler de paix.</p>"
                * 4
            ),
            "language",
        ),
    ],
)
def test_page_refused(tmp_path: Path, html: str | bytes, reason: str) -> None:
    assert one(tmp_path, "a.html", html).reason == reason


def test_entities_and_outside_files_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "create_connection", refuse)
    (tmp_path.parent / "secret.txt").write_text("secret words")
    html = (
        f'<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html [<!ENTITY x SYSTEM "file://{tmp_path.parent}/secret.txt">]>'
        f'<html><body><p>{ARTICLE} &x;</p><img src="http://example.invalid/x"></body></html>'
    )
    found = one(tmp_path, "a.html", html)
    assert "satellites" in found.text and "secret" not in found.text


def test_a_page_of_very_many_elements_is_read_plainly(tmp_path: Path) -> None:
    html = page(
        body="<p>Norway <b>met</b> Chile&nbsp;in<br>Oslo.</p><style>p {}</style>" + "<p>They  agreed.</p>\n" * 16_000
    )
    found = one(tmp_path, "a.html", html)
    assert found.text.startswith("Norway met Chile in\nOslo.\nThey agreed.\nThey agreed.\n")
    assert "Subscribe" not in found.text and "Script" not in found.text and "reserved" not in found.text


def test_deep_page(tmp_path: Path) -> None:
    assert isinstance(one(tmp_path, "a.html", "<div>" * 50_000 + ARTICLE), (corpus.Document, corpus.Rejected))


def test_pdf(tmp_path: Path) -> None:
    lines = (
        "Ministers agree on satellites\n \nThe foreign ministers of Norway and Chile met in Oslo and agreed to share the data of\n"
        "their satellites, which the two coun-\ntries use to watch the sea."
    )
    found = one(tmp_path, "a.pdf", pdf(lines, Title="Talks", CreationDate="D:20240910080000Z", Producer="x"))
    assert found.title == "Talks"
    assert (found.published, found.published_from) == (DAY, "metadata")
    assert "agreed to share the data of their satellites, which the two countries use" in found.text


@pytest.mark.parametrize("title", ["Microsoft Word - talks.doc", "untitled", "talks_final.indd", "Document1"])
def test_pdf_title_that_a_program_left(tmp_path: Path, title: str) -> None:
    found = one(tmp_path, "a.pdf", pdf(f"Ministers agree on satellites\n\n{ARTICLE}", Title=title))
    assert found.title == "Ministers agree on satellites"


def test_day_in_text_or_name_before_the_day_the_file_was_made(tmp_path: Path) -> None:
    made = {"CreationDate": "D:20240910080000Z"}
    found = one(tmp_path, "2019-03-04.pdf", pdf(f"Talks go on\n2 July 2008\n{ARTICLE}", **made))
    assert (found.published, found.published_from) == (datetime.date(2008, 7, 2), "text")
    found = one(tmp_path, "2019-03-04.pdf", pdf(ARTICLE, **made))
    assert (found.published, found.published_from) == (datetime.date(2019, 3, 4), "filename")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"no PDF", "malformed"),
        (b"%PDF-1.4\nrubbish", "malformed"),
        (pdf(ARTICLE)[:300], "malformed"),
        (pdf(), "empty"),
        (pdf(" "), "empty"),
        (pdf(*["x"] * 1001), "too-large"),
    ],
)
def test_pdf_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    assert one(tmp_path, "a.pdf", data).reason == reason


def test_pdf_with_a_password(tmp_path: Path) -> None:
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=io.BytesIO(pdf(ARTICLE)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert one(tmp_path, "a.pdf", out.getvalue()).reason == "unreadable"


@pytest.mark.parametrize(
    ("drawn", "reasons"),
    [
        (b"q " * (50 << 20), {"too-large"}),
        (b"BT /F1 10 Tf " + b"(a) Tj " * 60_000 + b"ET", {"too-large"}),
        (b"[" * 1_000_000, {"empty", "malformed", "too-large"}),
        (b"(" * 1_000_000, {"empty", "malformed"}),
    ],
)
def test_pdf_bomb(tmp_path: Path, drawn: bytes, reasons: set[str]) -> None:
    packed = zlib.compress(drawn)
    data = pdf(ARTICLE)
    start = data.index(b"<</Length")
    end = data.index(b"endstream", start)
    bomb = b"<</Length %d/Filter/FlateDecode>>stream\n%s\n" % (len(packed), packed)
    assert one(tmp_path, "a.pdf", data[:start] + bomb + data[end:]).reason in reasons


@pytest.mark.parametrize(
    ("pages", "text"),
    [
        (["One line that is quite long and goes on\nover the edge of it."], "One line that is quite long and goes on over the edge of it."),
        (["A heading\nThe first paragraph runs over more than\none line.\nThe second begins here and it is also\nlonger."],
         "A heading\n\nThe first paragraph runs over more than one line.\n\nThe second begins here and it is also longer."),
        (["the co-\noperation"], "the cooperation"),
        (["state-owned firms and other state-\nowned ones"], "state-owned firms and other state-owned ones"),
        (["The Times\na\n1", "The Times\nb\n2", "The Times\nc\n3"], "a b c"),
        (["ﬁrst\u00ad of all"], "first of all"),
        ([], ""),
        (["", " \n "], ""),
    ],
)  # fmt: skip
def test_paragraphs(pages: list[str], text: str) -> None:
    assert paragraphs(pages) == text


def test_word(tmp_path: Path) -> None:
    data = word(*ARTICLE.split("\n\n"), title="Talks", created=datetime.datetime(2024, 9, 10, 8))
    found = one(tmp_path, "a.docx", data)
    assert found.text == ARTICLE
    assert (found.title, found.published, found.published_from) == ("Talks", DAY, "metadata")


def test_word_tables_and_headline(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph("Ministers agree on satellites")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Norway", "Chile"
    document.add_paragraph("They met in Oslo.")
    out = io.BytesIO()
    document.save(out)
    found = one(tmp_path, "a.docx", out.getvalue())
    assert found.text == "Ministers agree on satellites\n\nNorway | Chile\n\nThey met in Oslo."
    assert (found.title, found.published) == ("Ministers agree on satellites", None)  # the template's day is nobody's


def docx_with(document: str, **more: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word("x"))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, document if name == "word/document.xml" else old.read(name))
        for name, data in more.items():
            new.writestr(name, data)
    return out.getvalue()


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))


@pytest.mark.parametrize(
    ("data", "reasons"),
    [
        (b"", {"empty"}),
        (b"no zip", {"malformed"}),
        (word(ARTICLE)[:500], {"malformed"}),
        (word(), {"empty"}),
        (docx_with("<x/>"), {"malformed", "empty"}),
        (docx_with("<broken"), {"malformed"}),
        (docx_with("x", bomb=b" " * (100 << 20)), {"too-large"}),
        (
            docx_with(f'<!DOCTYPE d [{LAUGHS}]><w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&l11;</w:t></w:r></w:p></w:body></w:document>'),
            {"malformed", "empty"},
        ),
        (gzip.compress(word(ARTICLE)), {"malformed"}),
    ],
)  # fmt: skip
def test_word_refused(tmp_path: Path, data: bytes, reasons: set[str]) -> None:
    assert one(tmp_path, "a.docx", data).reason in reasons
