"""Only known elements and attributes come through; words of articles stay words."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.report.pages import markdown
from analysis.report.sanitize import DROPPED, KEPT, clean_html, web_address

ATTACKS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    '<img src=x onerror="alert(1)">',
    '<img src="https://evil.example/track.gif" alt="a cat">',
    "<img src='data:image/svg+xml;base64,PHN2Zy8+'>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" java\tscript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="//evil.example">x</a>',
    '<a href="vbscript:x">x</a>',
    '<a href="file:///etc/passwd">x</a>',
    '<p style="background:url(https://evil.example/x)">x</p>',
    "<style>@import 'https://evil.example/x.css'</style>",
    '<link rel="stylesheet" href="https://evil.example/x.css">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    '<base href="https://evil.example/">',
    '<iframe src="https://evil.example"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<object data="x.swf"></object><embed src="x.swf">',
    '<form action="https://evil.example"><input name=a autofocus onfocus=alert(1)><button>x</button></form>',
    "<details open ontoggle=alert(1)>x</details>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<textarea></textarea><script>alert(1)</script>",
    "<title><a title='</title><img src onerror=alert(1)>'></title>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<plaintext><script>alert(1)</script>",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    "<![CDATA[<script>alert(1)</script>]]>",
    '<p title="x" onclick="alert(1)" class="a b onload=&quot;" id="x y">x</p>',
    '<p class="&quot;><script>alert(1)</script>">x</p>',
    '<td colspan="9999999999999">x</td>',
    "<p>" * 5000 + "deep",
    "\x00<scr\x00ipt>alert(1)</script>",
    "<a href='https://ok.example/&quot;onmouseover=alert(1)'>x</a>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    '<video src="https://evil.example/x.mp4" onerror=alert(1)></video>',
    "<body onload=alert(1)><head><title>x</title></head>",
]
ATTRIBUTES = set(
    """class id title alt scope lang dir datetime aria-label colspan rowspan width height start open src href rel role
    tabindex""".split()
)


class Reader(HTMLParser):
    """Collects what a browser would act on."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment came through: {data!r}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)


def harmless(written: str) -> None:
    reader = Reader()
    reader.feed(written)
    reader.close()
    for tag, attributes in reader.found:
        assert tag in KEPT and tag not in DROPPED, tag
        assert set(attributes) <= ATTRIBUTES, (tag, attributes)
        assert re.match(
            r"https?://|#|data:image/(png|jpeg|gif);", attributes.get("href") or attributes.get("src") or "#"
        )


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_an_attack_becomes_harmless(attack: str) -> None:
    harmless(clean_html(attack))
    harmless(clean_html(markdown(attack)))
    harmless(clean_html(f"<table><tr><td>{attack}</td></tr></table>"))


@given(st.lists(st.sampled_from([*ATTACKS[:20], *"<>\"'&/= ", "<p>", "</p>", "-->", "]]>", "text"]), max_size=8))
def test_any_mixture_becomes_harmless(parts: list[str]) -> None:
    harmless(clean_html("".join(parts)))


@given(st.text())
def test_any_text_is_survived(text: str) -> None:
    harmless(clean_html(text))


def test_what_is_kept() -> None:
    assert (
        clean_html("<h2>Who</h2><p>a <strong>b</strong> &amp; c</p>")
        == "<h2>Who</h2><p>a <strong>b</strong> &amp; c</p>"
    )
    assert clean_html("tail <b>x</b> of <i>y</i> it") == "tail <b>x</b> of <i>y</i> it"
    assert 'href="https://example.org/a?b=1&amp;c=2"' in clean_html(
        '<a href="https://example.org/a?b=1&amp;c=2">x</a>'
    )


def test_a_table_scrolls_in_its_own_box() -> None:
    written = clean_html('<table><caption>Who</caption><tr><td style="text-align:right">1</td></tr></table>')
    assert written.startswith('<div class="scroll" role="region" tabindex="0" aria-label="Who"><table>')
    assert '<td class="number">1</td>' in written


def test_an_image_from_elsewhere_leaves_its_words() -> None:
    assert clean_html('<p><img src="https://evil.example/x" alt="a cat"></p>') == "<p>a cat</p>"


def test_links_to_notebooks_become_links_to_pages() -> None:
    links = {"01_actors.ipynb": "01_actors.html"}
    assert clean_html('<a href="01_actors.ipynb">x</a>', links=links) == '<a href="01_actors.html">x</a>'
    assert clean_html('<a href="../../x.html">x</a>', links=links) == "<a>x</a>"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://example.org/a", True),
        ("HTTP://example.org", True),
        ("https://", False),
        ("https:///path", False),
        ("javascript:alert(1)//https://x", False),
        ("https://example.org/ a", False),
        ("http://[broken", False),
        ("ftp://example.org", False),
        ("", False),
        (None, False),
    ],
)
def test_a_web_address(address: str | None, kept: bool) -> None:
    assert (web_address(address) is not None) is kept
