"""The notebooks of a report: which there are, what each is called, what each may be asked."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

from analysis.errors import NotebookError, ParameterError
from analysis.report.parameters import Parameter, declared

OURS = Path(__file__).resolve().parents[2] / "notebooks"
APART = ("explore", "tutorial")  # beginnings of the names of notebooks for the hand alone
_NAME = re.compile(r"[A-Za-z0-9][\w-]{0,80}")


class Notebook(NamedTuple):
    """One notebook, read but not run."""

    name: str
    path: Path
    title: str
    parameters: dict[str, Parameter]


def find(folder: str | Path | None = None) -> list[Notebook]:
    """The notebooks of a folder, by name.

    Args:
        folder: None takes `notebooks` of the current folder, else those that lie beside the package.

    Raises:
        ParameterError: there are none.
        NotebookError: one is not a notebook, or has a name that is no plain word.
    """
    places = [Path(folder)] if folder is not None else [Path.cwd() / "notebooks", OURS]
    place = next((place for place in places if place.is_dir()), places[-1])
    paths = [
        path
        for path in sorted(place.glob("*.ipynb"))
        if not path.stem.startswith(APART) and not path.name.startswith(".")
    ]
    if not paths:
        raise ParameterError(f"there are no notebooks in {str(place)!r}; name their folder with --notebooks")
    return [read(path) for path in paths]


def read(path: Path) -> Notebook:
    """One notebook with its title and its declared parameters.

    Raises:
        NotebookError: it cannot be read, is none, or has a name that is no plain word.
    """
    if not _NAME.fullmatch(path.stem):
        raise NotebookError(f"the notebook {path.name!r} needs a plain name of letters, digits, _ and -")
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        sources = [(cell["cell_type"], _source(cell), cell.get("metadata", {}).get("tags", [])) for cell in cells]
    except OSError as fault:
        raise NotebookError(f"the notebook {path.name!r} cannot be read: {fault.strerror}") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NotebookError(f"{path.name!r} is not a notebook of Jupyter's format 4") from None
    tagged = [source for kind, source, tags in sources if kind == "code" and "parameters" in tags]
    if len(tagged) > 1:
        raise NotebookError(f"notebook {path.stem} has {len(tagged)} cells tagged 'parameters'; it may have one")
    return Notebook(path.stem, path, _title(path.stem, sources), declared(tagged[0], path.stem) if tagged else {})


def _source(cell: dict[str, Any]) -> str:
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def _title(name: str, sources: list[tuple[str, str, list[str]]]) -> str:
    for kind, source, _ in sources:
        if kind == "markdown":
            heading = re.search(r"^#\s+(.+)$", source, re.MULTILINE)
            if heading:
                return heading[1].strip().strip("#").strip()
    return short(name)


def short(name: str) -> str:
    """`01_actors` as the word for a link: `Actors`."""
    return re.sub(r"^\d+[_-]", "", name).replace("_", " ").capitalize()
