"""Text and Markdown: the text letter by letter, what stands above it, and its encoding."""

from __future__ import annotations

import codecs
import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from analysis import corpus
from analysis.corpus import heading
from analysis.corpus.encoding import wide
from tests.corpus.files import ARTICLE, one

TYPOGRAPHIC = ARTICLE.replace("their", "“their”") + " The café’s owner – a minister’s son – paid €5."


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    "text",
    [
        ARTICLE,
        "\n\n  " + ARTICLE + "  \n\n",
        ARTICLE.replace("\n", "\r\n"),
        ARTICLE.replace("\n", "\r"),
        ARTICLE + "\x0c\u2028\u200b\u202e\ufffd\x00",
        "---\ntitle: Talks\n---\n" + ARTICLE,
        "Title: Talks\nDate: 2024-09-10\n\n" + ARTICLE,
        TYPOGRAPHIC,
        "e\u0301 and \u00e9: " + ARTICLE,
    ],
)
def test_text_is_the_files_text(tmp_path: Path, name: str, text: str) -> None:
    found = one(tmp_path, name, text)
    assert found.text == text
    assert found.doc_id == corpus.doc_id(text)


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + TYPOGRAPHIC.encode(),
        codecs.BOM_UTF16_LE + TYPOGRAPHIC.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TYPOGRAPHIC.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TYPOGRAPHIC.encode("utf-32-le"),
        TYPOGRAPHIC.encode("utf-16-le"),
        TYPOGRAPHIC.encode("utf-16-be"),
        TYPOGRAPHIC.encode("cp1252"),
        TYPOGRAPHIC.encode("mac-roman"),
    ],
)
def test_encodings(tmp_path: Path, data: bytes) -> None:
    assert one(tmp_path, "a.txt", data).text == TYPOGRAPHIC


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        ("\ufeff".encode(), "empty"),
        ("… — !".encode(), "empty"),
        (b"---\ntitle: Talks\n---\n", "empty"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x00" * 500, "binary"),
        (b"%PDF-1.4 and so on", "binary"),
        (b"PK\x03\x04 and so on", "binary"),
        (codecs.BOM_UTF16_LE + b"a", "encoding"),
        (codecs.BOM_UTF8 + b"\xff\xfe", "encoding"),
        ("Der Präsident sprach – café – mit “uns”.".encode() + b"\xff" + ARTICLE.encode(), "encoding"),
        (b"a" * 2_000_001, "too-large"),
        (
            (
                "Les ministres des affaires étrangères se sont réunis hier à Paris pour parler de la paix. " * 3
            ).encode(),
            "language",
        ),
        (
            ("Министры иностранных дел встретились вчера в Москве, чтобы обсудить мир. " * 2).encode("cp1251"),
            "language",
        ),
        ("Министры встретились вчера.".encode(), "language"),
    ],
)
def test_what_is_no_english_text(tmp_path: Path, data: bytes, reason: str) -> None:
    found = one(tmp_path, "a.txt", data)
    assert (found.path, found.reason) == ("a.txt", reason)
    assert found.detail


@pytest.mark.parametrize("text", ["Oui.", "Talks fail", "NATO, EU, UN: 5", "Kim Jong Un, Sergei Shoigu, Wang Yi"])
def test_short_text_is_kept_when_its_language_is_unsure(tmp_path: Path, text: str) -> None:
    assert one(tmp_path, "a.txt", text).text == text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ministers agree on satellites\n\nThey met.", "Ministers agree on satellites"),
        ("Ministers agree on satellites\r\n\r\nThey met.", "Ministers agree on satellites"),
        ("\n\nMinisters agree: “now or never”\n  \nThey met.", "Ministers agree: “now or never”"),
        ("Will ministers agree?\n\nThey met.", "Will ministers agree?"),
        ("# Satellites\nThey met.", "Satellites"),
        ("## *Ministers* agree ##\n\nThey met.", "Ministers agree"),
        ("Ministers agree\n===\nThey met.", "Ministers agree"),
        ("Ministers agreed on satellites.\n\nThey met.", None),
        ("Ministers agree on satellites\nThey met.", None),
        ("Ministers agree on satellites\n\n", None),
        ("Ministers agree on satellites", None),
        ("Contents\n\nThey met.", None),
        ("July 2, 2008\n\nThey met.", None),
        ("By Ann Writer\n\nThey met.", None),
        ("12 – 34\n\nThey met.", None),
        ("word " * 50 + "\n\nThey met.", None),
        ("", None),
    ],
)
def test_headline(text: str, title: str | None) -> None:
    assert heading.headline(text) == title


def test_front_matter(tmp_path: Path) -> None:
    head = (
        "---\ntitle: 'Talks: the second round'\ndate: 2024-09-10 08:00:00 +0200\n"
        "publisher: Example Times\nlink: https://www.example.org/talks\ntags: [a, b]\n---\n"
    )
    found = one(tmp_path, "2020-01-01.md", head + "# Another title\n\n" + ARTICLE)
    assert found.title == "Talks: the second round"
    assert (found.published, found.published_from) == (datetime.date(2024, 9, 10), "metadata")
    assert (found.source, found.url) == ("Example Times", "https://www.example.org/talks")
    assert found.text.startswith("---\ntitle")


def test_header_lines(tmp_path: Path) -> None:
    found = one(tmp_path, "a.txt", f"Headline: Talks\nDate: 10 September 2024\nOutlet: Example Times\n\n{ARTICLE}")
    assert (found.title, found.source) == ("Talks", "Example Times")
    assert (found.published, found.published_from) == (datetime.date(2024, 9, 10), "metadata")


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: Talks\nno end\n",
        "---\n- a\n- b\n---\ntext",
        "---\n{[\n---\ntext",
        "---\na: !!python/object/apply:os.system ['true']\n---\ntext"[:12],
        "---\n&a a: &b [*b]\n---\ntext",
        "---\nx: &x [1]\ny: [*x, *x]\n---\ntext",
        "---\n" + "[" * 3000 + "\n---\ntext",
        "Talks: they go on\n\ntext",
        "Title: Talks\nThey go on.\n\ntext",
        "Note: this\nTitle: that\n\ntext",
        "Title: Talks\nDate: 2024-09-10",
    ],
)
def test_what_is_no_front_matter(text: str) -> None:
    assert heading.front_matter(text) == ({}, 0)


def test_yaml_tags_and_values_are_plain_words() -> None:
    values, _ = heading.front_matter("---\ntitle: !!python/name:os.system 007\ndate: 2024-02-31\n---\ntext")
    assert values == {"title": "007", "date": "2024-02-31"}


def test_date_from_text_then_from_name(tmp_path: Path) -> None:
    found = one(tmp_path, "2020-01-01-talks.txt", "Talks go on\n\n10 September 2024\n\n" + ARTICLE)
    assert (found.published, found.published_from) == (datetime.date(2024, 9, 10), "text")
    found = one(tmp_path, "2020-01-01-talks.txt", ARTICLE)
    assert (found.published, found.published_from) == (datetime.date(2020, 1, 1), "filename")
    (tmp_path / "2020-01-01-talks.txt").rename(tmp_path / "talks.txt")
    (found,) = corpus.read(tmp_path)
    assert (found.published, found.published_from) == (None, None)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(min_size=1))
@example(text="0\0")
def test_any_text_is_kept_letter_by_letter_or_refused(tmp_path: Path, text: str) -> None:
    data = text.encode("utf-8", "replace")
    found = one(tmp_path, "a.txt", data)
    if isinstance(found, corpus.Document):
        # bytes of which every other one is zero are UTF-16 as well, and read as such
        name, mark = wide(data) or ("utf-8", 0)
        assert found.text == data[mark:].decode(name)


@given(st.text(alphabet=st.sampled_from("-:#&*![]{}'\" \n\ttitle0a|>%@`?,.")))
def test_any_head_is_read(text: str) -> None:
    for candidate in (text, f"---\n{text}\n---\n{text}"):
        values, start = heading.front_matter(candidate)
        assert 0 <= start <= len(candidate) and isinstance(values, dict)
        heading.headline(candidate, start)
