"""What went in, what was asked, what ran and what came out: enough to tell two reports apart and to repeat one."""

from __future__ import annotations

import hashlib
import platform
import re
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

MARKER = "manifest.json"  # a folder that holds one is a report and may be replaced
PACKAGES = (
    "ipykernel", "jinja2", "lxml", "matplotlib", "nbclient", "nbconvert", "nbformat", "networkx", "numpy", "pandas",
    "papermill", "pyarrow", "spacy", "trafilatura",
)  # fmt: skip


def digest(path: Path) -> str | None:
    """SHA-256 of a file, None where it cannot be read."""
    total = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                total.update(block)
    except (OSError, ValueError):
        return None
    return total.hexdigest()


def inputs(corpus: Path, paths: Iterable[str]) -> dict[str, str | None]:
    """Digest of every input file, by its path in the corpus.

    Args:
        corpus: folder or file of the articles.
        paths: as in the tables; `#n` at the end is the n-th article of a file.
    """
    root = corpus if corpus.is_dir() else corpus.parent
    digests: dict[str, str | None] = {}
    for path in sorted(set(paths)):
        name = path if _inside(root, path).is_file() else re.sub(r"#\d+$", "", path)
        if name not in digests:
            file = _inside(root, name)
            digests[name] = digest(file) if file.is_file() else None
    return digests


def _inside(root: Path, path: str) -> Path:
    """The file, or the root itself (which is no file) where the path leads out."""
    try:
        file = (root / path).resolve()
        return file if file.is_relative_to(root.resolve()) else root
    except (OSError, ValueError, RuntimeError):
        return root


def outputs(folder: Path) -> dict[str, str | None]:
    """Digest of every file of a report but the manifest itself."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MARKER)
    return {path.relative_to(folder).as_posix(): digest(path) for path in files}


def versions() -> dict[str, str]:
    """Versions of Python and of the packages that decide what a report looks like."""
    found = {"python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
