"""The pages of a report: templates filled in, everything escaped, nothing fetched from anywhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
from markupsafe import Markup

from analysis.report.quick import nbformat  # isort: split

from nbconvert.filters.highlight import Highlight2HTML
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from analysis.measured import measured
from analysis.report.figures import Figure
from analysis.report.links import Links, address
from analysis.report.notebooks import short
from analysis.report.outcome import Site
from analysis.report.sanitize import clean_html, web_address

TEMPLATES = Path(__file__).with_name("templates")


@cache
def environment() -> jinja2.Environment:
    """The templates, escaping everything and forgiving no misspelt name."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {
        "groupby_in_order": grouped,
        "short": short,
        "shown": shown,
        "thousands": lambda count: f"{count:,}".replace(",", "\u202f"),
    }
    made.filters["document"] = address
    made.globals["measured"] = measured
    made.tests["web_address"] = lambda value: isinstance(value, str) and web_address(value) is not None
    return made


@cache
def style() -> tuple[Markup, str]:
    """The style sheet, and its digest for the security policy."""
    text = "\n" + (TEMPLATES / "style.css").read_text(encoding="utf-8")
    return Markup(text), _digest(text)


def render(template: str, site: Site, *, root: str, here: str, script: str | None = None, **context: Any) -> str:
    """One page.

    Args:
        template: name of the template, without its ending.
        site: what every page shows.
        root: way from the page to the folder of the report, empty or `../`.
        here: address of the page in the report, to mark it in the bar.
        script: the one script of the page, which its security policy then names by digest; no other can run.
    """
    sheet, sheet_digest = style()
    page = environment().get_template(f"{template}.html.j2")
    return page.render(
        site=site, root=root, here=here, style=sheet, style_digest=sheet_digest,
        script=script, script_digest=_digest(script) if script else None, **context,
    )  # fmt: skip


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def grouped(rows: Iterable[Mapping[str, Any]], key: str) -> list[tuple[Any, list[Mapping[str, Any]]]]:
    """Rows by the value of `key`, in the order in which the values first appear."""
    groups: dict[Any, list[Mapping[str, Any]]] = {}
    for row in rows:
        groups.setdefault(row[key], []).append(row)
    return list(groups.items())


def shown(value: Any, longest: int = 300) -> str:
    """A value of a table as a person would write it, long text cut."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return text if len(text) <= longest else text[: longest - 1] + "…"


class Cell(NamedTuple):
    """One cell of a notebook, ready to be shown; a code cell brings those without outputs before it along."""

    kind: str  # markdown, code or raw
    number: int
    source: Markup
    outputs: tuple[Markup, ...]

    @property
    def silent(self) -> bool:
        """Whether it is code that shows nothing."""
        return self.kind == "code" and not self.outputs


class NotebookPage:
    """Turns the cells of one executed notebook into HTML and notes which figures it shows."""

    def __init__(self, site: Site, figures: Mapping[str, Figure]) -> None:
        self.links = Links({f"{each.name}.ipynb": f"{each.name}.html" for each in site.notebooks})
        self.figures = figures
        self.shown: list[str] = []
        self.pictures = {figure.data: figure for figure in figures.values()}

    def cells(self, notebook: nbformat.NotebookNode) -> list[Cell]:
        """What a reader sees, in order."""
        seen: list[Cell] = []
        for number, cell in enumerate(notebook.cells, start=1):
            if not cell.source.strip():
                continue
            made = self._cell(number, cell)
            if seen and seen[-1].silent and made.kind == "code":
                made = made._replace(source=seen.pop().source + made.source)
            seen.append(made)
        return seen

    def _cell(self, number: int, cell: nbformat.NotebookNode) -> Cell:
        if cell.cell_type == "markdown":
            return Cell("markdown", number, self._clean(markdown(cell.source)), ())
        if cell.cell_type != "code":
            return Cell("raw", number, Markup("<pre>{}</pre>").format(cell.source), ())
        outputs = (self._output(output) for output in cell.outputs)
        return Cell("code", number, clean_html(highlighted(cell.source)), tuple(filter(None, outputs)))

    def _output(self, output: nbformat.NotebookNode) -> Markup:
        if output.output_type == "stream":
            return Markup("<pre>{}</pre>").format(output.text)
        data = output.get("data", {})
        if "text/html" in data:
            return self._clean(data["text/html"])
        if "text/markdown" in data:
            return self._clean(markdown(data["text/markdown"]))
        for kind in ("image/png", "image/jpeg"):
            if kind in data:
                return self._picture(kind, data[kind], output.get("metadata", {}), str(data.get("text/plain", "")))
        return Markup("<pre>{}</pre>").format(data["text/plain"]) if data.get("text/plain") else Markup("")

    def _clean(self, fragment: str) -> Markup:
        return clean_html(fragment, links=self.links, figure=self._figure)

    def _figure(self, name: str, alt: str) -> Markup | None:
        figure = self.figures.get(name)
        if figure is None:
            return None
        if name not in self.shown:
            self.shown.append(name)
        return picture(figure, root="../", alt=alt)

    def _picture(self, kind: str, data: str, metadata: Mapping[str, Any], plain: str) -> Markup:
        address = f"data:{kind};base64,{''.join(data.split())}"
        figure = self.pictures.get(address)
        if figure is not None:
            drawn = self._figure(figure.name, figure.alt)
            return Markup('<figure class="pw-chart">{}</figure>').format(drawn)
        said = metadata.get("alt") or metadata.get(kind, {}).get("alt") or plain or "a picture without a description"
        return Markup('<figure class="pw-chart"><img src="{}" alt="{}"></figure>').format(address, said)


def picture(figure: Figure, *, root: str, alt: str = "", page: str = "") -> Markup:
    """The image of a figure, its bars and lines as links, with links to its files (or to its page); for a `<figure>`."""
    template = environment().get_template("picture.html.j2")
    text = template.render(figure=figure, root=root, alt=alt or figure.alt, page=page)
    return Markup(text)  # an autoescaped template made it


def markdown(source: str) -> str:
    """Markdown as HTML; what it holds is still to be cleaned."""
    return MarkdownWithMath(renderer=IPythonRenderer(escape=False, exclude_anchor_links=True)).render(source)


def highlighted(source: str) -> str:
    """Python code as HTML with a class a token."""
    return Highlight2HTML(pygments_lexer="python")(source)


def dictionary_tables(rows: Iterable[Mapping[str, str]]) -> dict[str, list[Mapping[str, str]]]:
    """The rows of the data dictionary by table."""
    grouped: dict[str, list[Mapping[str, str]]] = {}
    for row in rows:
        grouped.setdefault(row["table"], []).append(row)
    return grouped
