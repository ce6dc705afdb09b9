"""Title, date, source and URL by the names that people give them, in rows, objects, headers and front matter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from analysis.corpus import days
from analysis.corpus.article import Draft, Refused, storable

# Names are compared in small letters without anything but letters and digits: "Date Published" is `datepublished`.
# The first that has a usable value wins.
TEXT = (
    "text", "articletext", "articlebody", "fulltext", "maintext", "bodytext", "contenttext", "plaintext", "body",
    "content", "article", "story", "transcript",
)  # fmt: skip
TITLE = ("title", "headline", "head", "heading", "articletitle", "webtitle", "subject")
PUBLISHED = (
    "published", "datepublished", "publishdate", "publisheddate", "publicationdate", "publishedat", "publishedon",
    "publishedtime", "publishtime", "pubdate", "firstpublished", "webpublicationdate", "date", "datetime", "dateissued",
    "issued", "releasedate", "day", "created", "createdat", "datecreated", "creationdate", "createdutc", "timestamp",
    "seendate",
)  # fmt: skip
SOURCE = (
    "source", "sourcename", "publisher", "publishername", "outlet", "sitename", "site", "newspaper", "publication",
    "agency", "provider", "domain", "sourcedomain",
)  # fmt: skip
URL = ("url", "link", "href", "articleurl", "weburl", "sourceurl", "canonicalurl", "canonical", "permalink", "uri")
NESTED = ("metadata", "meta")  # objects inside which the names above are looked for as well

_NOT_A_NAME = re.compile(r"[\W_]+")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_LONGEST = 1000  # characters of a title, source or URL; longer ones are something else


def named(row: Mapping[Any, Any]) -> dict[str, Any]:
    """The row under its compared names, nested metadata behind the row's own."""
    found: dict[str, Any] = {}
    for key, value in row.items():
        found.setdefault(_NOT_A_NAME.sub("", str(key)[:100]).lower(), value)
    for key in NESTED:
        if isinstance(found.get(key), Mapping):
            for inner, value in found[key].items():
                found.setdefault(_NOT_A_NAME.sub("", str(inner)[:100]).lower(), value)
    return found


def draft(row: Mapping[Any, Any]) -> Draft:
    """The article that a row holds.

    Raises:
        Refused: it has no text, or something else in its place.
    """
    found = named(row)
    present = [name for name in TEXT if name in found]
    if not present:
        names = ", ".join(sorted(str(key)[:40] for key in row)[:12]) or "nothing"
        raise Refused("malformed", f"it has no text; name the column 'text' (it has: {names})")
    for name in present:
        if isinstance(found[name], str) and found[name].strip():
            return Draft(text=found[name], **metadata(found))
    if all(found[name] is None or isinstance(found[name], str) for name in present):
        raise Refused("empty", f"its {present[0]!r} is empty")
    raise Refused("malformed", f"its {present[0]!r} is not text")


def metadata(found: Mapping[str, Any]) -> dict[str, Any]:
    """Title, published, source and url of names as `named` gives them; None where there is none."""
    url = next((web for name in URL if (web := address(found.get(name)))), None)
    return {
        "title": next((value for name in TITLE if (value := words(found.get(name)))), None),
        "published": next((day for name in PUBLISHED if (day := days.parse(found.get(name)))), None),
        "source": next((value for name in SOURCE if (value := publisher(found.get(name)))), None) or host(url),
        "url": url,
    }


def words(value: Any) -> str | None:
    """A short text on one line, else None."""
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    return " ".join(_CONTROL.sub(" ", storable(value)).split()) or None


def publisher(value: Any) -> str | None:
    """Name of a publisher: a text, the `name` of an object, the host of an address."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("title")
    text = words(value)
    return host(address(text)) if text and "://" in text else text


def address(value: Any) -> str | None:
    """A web address as given, else None; no other scheme counts (`javascript:` …)."""
    text = words(value)
    return text if text and re.match(r"https?://[^\s/?#]+", text, re.I) and " " not in text else None


def host(url: str | None) -> str | None:
    """`example.org` of `https://www.example.org/…`: what stands for the publisher where none is named."""
    try:
        name = urlsplit(url).hostname if url else None
    except ValueError:
        return None
    return name.removeprefix("www.") or None if name else None
