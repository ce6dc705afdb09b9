"""HTML: the article's text without menus and footers, and what the page's head says of it."""

from __future__ import annotations

import itertools
import json
import logging
import re
from collections.abc import Iterator
from copy import copy
from typing import Any

from analysis.corpus import days, fields
from analysis.corpus.article import MEGABYTE, Draft, Found, Refused
from analysis.corpus.encoding import decode
from analysis.corpus.unpack import Source

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*+=\s*+[\"']?\s*+([A-Za-z0-9_:.-]{2,40})", re.I)
_ARTICLE_TYPES = re.compile("article|report|posting|webpage|creativework|speakable", re.I)
_JSON_LD_LIMIT = 500_000  # characters of one block

# meta tags by name, property or itemprop, in the order in which they are believed
_TITLE = (
    "og:title",
    "citation_title",
    "headline",
    "dc.title",
    "dcterms.title",
    "twitter:title",
    "parsely-title",
    "title",
)
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "citation_publication_date",
    "citation_date", "citation_online_date", "dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date", "dcterms.created",
    "dc.date.created", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date",
    "publication_date", "article.published", "article_date_original", "cxenseparse:recs:publishtime", "date", "datecreated",
)  # fmt: skip
_SOURCE = (
    "og:site_name", "citation_journal_title", "citation_publisher", "dc.publisher", "dcterms.publisher", "publisher",
    "dc.source", "application-name",
)  # fmt: skip

_PAGE_LIMIT = 16 * MEGABYTE
# the search for the article takes time that grows with the square of the page; no article has this many elements
_ELEMENTS = 15_000
_PASSED_OVER = frozenset(
    "head script style noscript template nav footer aside form select button svg math iframe object".split()
)
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data dfn em font i kbd mark q s samp small span strong sub sup time tt u var wbr".split()
)
_SPACE = re.compile(r"\s+")

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # its complaints become rows of `rejected`
logging.getLogger("htmldate").addHandler(logging.NullHandler())


def read(source: Source) -> Iterator[Found]:
    """One article. Nothing is fetched; scripts are read only where they are JSON-LD."""
    import lxml.etree
    import lxml.html

    data = source.whole(_PAGE_LIMIT)
    declared = _DECLARED.search(data[:4096])
    text = decode(data, declared[1].decode("ascii") if declared else None)
    if not text.strip():
        raise Refused("empty", "there is nothing in it")
    # the parser gets bytes in a known encoding: it refuses text with an XML declaration; U+0000 would end its reading
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = lxml.html.document_fromstring(text.replace("\x00", " ").encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, AssertionError) as fault:
        raise Refused("malformed", f"it is not HTML that can be read: {str(fault)[:200]}") from None
    found = _metadata(tree)
    yield Found(None, Draft(_article(tree), **found))


def _article(tree: Any) -> str:
    import trafilatura

    text = ""
    if sum(1 for _ in itertools.islice(tree.iter(), _ELEMENTS + 1)) <= _ELEMENTS:
        document = trafilatura.bare_extraction(copy(tree), include_comments=False, with_metadata=False)
        text = (getattr(document, "text", None) or "") if document else ""
    text = text if text.strip() else _all_text(tree)
    if not text.strip():
        raise Refused("empty", "the page holds no article text (it may be filled in by a script)")
    return text


def _all_text(tree: Any) -> str:
    """The words of the whole page outside menus, forms and scripts, a line for each block."""
    from lxml import etree

    pieces: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "start" and element.tag in _PASSED_OVER:
            walk.skip_subtree()
            continue
        if element.tag not in _INLINE:
            pieces.append("\n")
        if event == "start":
            pieces.append(_SPACE.sub(" ", element.text or ""))
        elif element.tail:
            pieces.append(_SPACE.sub(" ", element.tail))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _metadata(tree: Any) -> dict[str, Any]:
    metas = _metas(tree)
    linked = _linked_data(tree)
    url = _first(
        fields.address, [*_hrefs(tree), metas.get("og:url"), linked.get("url"), metas.get("citation_public_url")]
    )
    return {
        "title": _first(fields.words, [linked.get("headline"), *(metas.get(name) for name in _TITLE[:5]), *_headings(tree)]),
        "published": _first(
            days.parse, [*(metas.get(name) for name in _PUBLISHED[:5]), linked.get("datepublished"), *(metas.get(name) for name in _PUBLISHED[5:]), *_times(tree)]
        ),
        "source": _first(fields.publisher, [*(metas.get(name) for name in _SOURCE[:1]), linked.get("publisher"), *(metas.get(name) for name in _SOURCE[1:])])
        or fields.host(url),
        "url": url,
    }  # fmt: skip


def _first(usable: Any, values: list[Any]) -> Any:
    return next((value for given in values if given is not None and (value := usable(given))), None)


def _metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        if name and (content := element.get("content")):
            found.setdefault(name.strip().lower().replace("dc:", "dc.").replace("dcterms:", "dcterms."), content)
    return found


def _hrefs(tree: Any) -> list[str | None]:
    return [element.get("href") for element in tree.iter("link") if (element.get("rel") or "").lower() == "canonical"]


def _headings(tree: Any) -> list[str]:
    """The page's one `h1`, else its `<title>` without the site's name behind a bar."""
    headings = [" ".join(element.text_content().split()) for element in tree.iter("h1")]
    titles = [" ".join((element.text or "").split()) for element in tree.iter("title")]
    parts = [re.split(r" [|–—·»] ", title)[0] for title in titles]
    return [*(headings if len(headings) == 1 else []), *parts, *headings]


def _times(tree: Any) -> list[str | None]:
    """Dates of `<time>`: those marked as the publication, else the only one inside the page's one article."""
    times = list(tree.iter("time"))
    marked = [
        element
        for element in times
        if "pub" in f"{element.get('itemprop')} {element.get('class')} {element.keys()}".lower()
    ]
    if not marked:
        articles = list(tree.iter("article", "main"))
        inside = list(articles[0].iter("time")) if articles else times
        days_named = {days.parse(_of_time(element)) for element in inside} - {None}
        marked = inside if len(days_named) == 1 else []
    return [_of_time(element) for element in marked]


def _of_time(element: Any) -> str:
    return element.get("datetime") or " ".join(element.text_content().split())


def _linked_data(tree: Any) -> dict[str, Any]:
    """Names and values of the first article that the page's JSON-LD describes."""
    for element in tree.iter("script"):
        if (element.get("type") or "").strip().lower() != "application/ld+json" or not element.text:
            continue
        if len(element.text) > _JSON_LD_LIMIT:
            continue
        try:
            value = json.loads(element.text, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _items(value):
            types = item.get("@type")
            types = types if isinstance(types, list) else [types]
            if any(isinstance(kind, str) and _ARTICLE_TYPES.search(kind) for kind in types):
                found = fields.named(item)
                if "headline" in found or "datepublished" in found:
                    return found
    return {}


def _items(value: Any) -> Iterator[dict[str, Any]]:
    values = value if isinstance(value, list) else [value]
    for item in values[:100]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            if isinstance(graph, list):
                yield from (inner for inner in graph[:100] if isinstance(inner, dict))
