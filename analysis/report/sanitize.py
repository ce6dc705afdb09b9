"""HTML from notebooks, rebuilt from an allow-list: only known elements and attributes are written out again.

The outputs of notebooks hold words of articles, and articles come from the open web. Nothing is taken over
as it stands: the fragment is parsed, and what is known to be harmless is written anew with everything escaped.
No scripts, styles, forms, frames, handlers or addresses of other kinds than http and https come through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from lxml import etree, html
from markupsafe import Markup, escape

KEPT = set(
    """p div span section h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot tr th td colgroup col a img
    figure figcaption strong em b i u s sub sup code pre kbd samp blockquote q hr br small mark abbr details summary
    del ins bdi time cite wbr""".split()
)
VOID = {"br", "hr", "img", "col", "wbr"}
DROPPED = set(
    """script style template noscript iframe object embed svg math title head meta link base form input button select
    option textarea audio video canvas frame frameset applet noembed noframes plaintext xmp listing""".split()
)
LONG_CELL = 60  # characters; a longer cell asks for room
LONGEST = 30_000_000  # characters of one fragment
_CLASS = re.compile(r"[A-Za-z][\w-]{0,60}")
_NUMBER = re.compile(r"\d{1,5}")
_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=\s]+")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_SIDE = re.compile(r"text-align:\s*(right|center)")


def clean_html(
    fragment: str,
    *,
    links: Mapping[str, str] | None = None,
    figure: Callable[[str, str], Markup | None] | None = None,
) -> Markup:
    """An HTML fragment with only harmless elements and attributes; anything else is left out, its text kept.

    Args:
        fragment: what a notebook showed.
        links: relative addresses that may be linked to, and what to write for each.
        figure: given the `data-name` and the alt text of an image, the HTML to show in its place.
    """
    text = _CONTROL.sub("\ufffd", fragment[:LONGEST])
    if not text.strip():
        return Markup("")
    try:
        root = html.fragment_fromstring(text, create_parent="div")
    except (etree.LxmlError, ValueError, AssertionError):
        return Markup("<pre>{}</pre>").format(text)
    written: list[str] = []
    _write(root, written, links or {}, figure)
    return Markup("".join(written))


def _write(root: etree._Element, written: list[str], links: Mapping[str, str], figure: Callable | None) -> None:
    """Children of `root` in order, with a stack of our own: nesting may be deeper than Python recurses."""
    if root.text:
        written.append(str(escape(root.text)))
    stack = [(iter(root), "")]
    while stack:
        children, closing = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            written.append(closing)
            continue
        tail = str(escape(child.tail)) if child.tail else ""
        name = child.tag.lower() if isinstance(child.tag, str) else ""
        if not name or name in DROPPED:
            written.append(tail)
            continue
        opening, end = _element(child, name, links, figure)
        written.append(opening)
        if child.text and name not in VOID:
            written.append(str(escape(child.text)))
        stack.append((iter(() if name in VOID else child), end + tail))


def _element(child: etree._Element, name: str, links: Mapping[str, str], figure: Callable | None) -> tuple[str, str]:
    if name not in KEPT:
        return "", ""
    if name == "img":
        alt = child.get("alt", "")
        drawn = figure(child.get("data-name", ""), alt) if figure else None
        if drawn is not None:
            return str(drawn), ""
        if not _IMAGE.fullmatch(child.get("src", "")):
            return str(escape(alt)), ""
    attributes = "".join(f' {key}="{escape(value)}"' for key, value in _attributes(child, name, links))
    opening, end = f"<{name}{attributes}>", "" if name in VOID else f"</{name}>"
    if name == "table":
        caption = child.find("caption")
        label = " ".join("".join(caption.itertext()).split()) if caption is not None else "table"
        opening = f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(label)}">{opening}'
        end += "</div>"
    return opening, end


def _attributes(child: etree._Element, name: str, links: Mapping[str, str]) -> list[tuple[str, str]]:
    kept = []
    classes = [word for word in child.get("class", "").split() if _CLASS.fullmatch(word)]
    if name == "td" and len("".join(child.itertext())) > LONG_CELL:
        classes.append("words")
    side = _SIDE.search(child.get("style", "")) if name in ("td", "th") else None
    if side:
        classes.append("number" if side[1] == "right" else "centre")
    if classes:
        kept.append(("class", " ".join(dict.fromkeys(classes))))
    for key in ("id", "title", "alt", "scope", "lang", "dir", "datetime", "aria-label"):
        value = child.get(key)
        if value is not None and (key not in ("id", "scope", "lang", "dir") or _CLASS.fullmatch(value)):
            kept.append((key, value))
    for key in ("colspan", "rowspan", "width", "height", "start"):
        value = child.get(key, "")
        if _NUMBER.fullmatch(value):
            kept.append((key, value))
    if name == "details" and child.get("open") is not None:
        kept.append(("open", ""))
    if name == "img":
        kept.append(("src", "".join(child.get("src", "").split())))
        if child.get("alt") is None:
            kept.append(("alt", ""))
    if name == "a":
        target = web_address(child.get("href", "")) or links.get(child.get("href", ""))
        if target is None and re.fullmatch(r"#[A-Za-z][\w-]*", child.get("href", "")):
            target = child.get("href")
        if target is not None:
            kept.append(("href", target))
            if "://" in target:
                kept.append(("rel", "noreferrer noopener nofollow"))
    return kept


def web_address(address: str | None) -> str | None:
    """The address if it is a plain http or https one, else None."""
    if not address or len(address) > 2000 or any(sign.isspace() or ord(sign) < 33 for sign in address.strip()):
        return None
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname
    except ValueError:
        return None
    return address.strip() if parts.scheme.lower() in ("http", "https") and host else None
