"""What a notebook says, without what only this run knows: times, ids by chance, paths of the machine."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from analysis.report.quick import nbformat

_CELL_FILE = re.compile(r"(?<!\S)\S{0,300}ipykernel_\d+[/\\]\d+\.py(:\d+)?")
_ADDRESS = re.compile(r"\b0x[0-9a-f]{6,16}\b")
_PICTURE = re.compile(r"(data:image/[a-z+]+;base64,[A-Za-z0-9+/=]+)")
_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def clean(notebook: nbformat.NotebookNode, folders: Sequence[Path]) -> list[str]:
    """Strip an executed notebook in place, so that the same input gives the same bytes.

    Args:
        notebook: as papermill gives it.
        folders: folders of this run, whose paths must not show.

    Returns:
        What the cells wrote to stderr, a warning a line; it is taken out of the notebook.
    """
    places = _places(folders)
    warnings: list[str] = []
    notebook.metadata = nbformat.NotebookNode(
        kernelspec=nbformat.NotebookNode(name="python3", display_name="Python 3 (ipykernel)", language="python"),
        language_info=nbformat.NotebookNode(name="python"),
    )
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"
        tags = cell.metadata.get("tags", [])
        cell.metadata = nbformat.NotebookNode(tags=list(tags)) if tags else nbformat.NotebookNode()
        if cell.cell_type == "code":
            cell.outputs = _outputs(cell.outputs, places, warnings)
    return warnings


def _outputs(outputs: list[Any], places: list[tuple[str, str]], warnings: list[str]) -> list[Any]:
    kept: list[Any] = []
    for output in outputs:
        if output.output_type == "stream":
            text = plain(output.text, places)
            if output.name == "stderr":
                warnings += [line.strip() for line in text.splitlines() if line.strip()]
            elif kept and kept[-1].output_type == "stream":  # how a stream is cut depends on the clock
                kept[-1].text += text
            else:
                output.text = text
                kept.append(output)
            continue
        if "data" in output:
            output.data = nbformat.NotebookNode({
                kind: plain(value, places) if kind.startswith("text/") and isinstance(value, str) else value
                for kind, value in sorted(output.data.items())
                if not kind.startswith("application/vnd.jupyter.widget")
            })  # fmt: skip
        kept.append(output)
    return kept


def plain(text: str, places: list[tuple[str, str]]) -> str:
    """Text without colours of a terminal, memory addresses and paths of the machine."""
    # a picture's letters may spell a path; they are no text
    parts = _PICTURE.split(text)
    return "".join(part if number % 2 else _plain(part, places) for number, part in enumerate(parts))


def _plain(text: str, places: list[tuple[str, str]]) -> str:
    text = _ANSI.sub("", text)
    if "ipykernel_" in text:
        text = _CELL_FILE.sub("a cell", text)
    for place, name in places:
        text = text.replace(place, name)
    return _ADDRESS.sub("0x…", text)


def _places(folders: Sequence[Path]) -> list[tuple[str, str]]:
    """Paths that must not show and what stands for them, the longest first."""
    package = Path(__file__).resolve().parents[2]
    named = {str(folder): "." for folder in folders}
    named |= {str(folder.resolve()): "." for folder in folders}
    for place, name in (
        (package, "pactwatch"), (Path(sys.prefix), "python"), (Path(sys.base_prefix), "python"),
        (Path(tempfile.gettempdir()), "tmp"), (Path(os.path.expanduser("~")), "~"),
    ):  # fmt: skip
        if len(place.parts) > 1:
            named.setdefault(str(place), name)
    return sorted(named.items(), key=lambda item: (-len(item[0]), item[0]))
