"""What a document's rows depend on, as digests: the code and the vocabulary that reading one reaches, and the model.

Rows that were kept are used again as long as these digests are the same. They are read off the package itself: from
the modules that make a document's rows, along their imports, to every vocabulary file that one of them names. So a
change of a chart, or of a vocabulary that only the report shows, computes no document anew.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from analysis import vocabulary

PACKAGE = Path(__file__).resolve().parent
READING = ("analysis.pipeline", "analysis.annotate", "analysis.rows", "analysis.tables")  # from a text to rows


@cache
def modules(roots: tuple[str, ...] = READING) -> tuple[Path, ...]:
    """The files of the package that these modules reach by their imports, themselves included."""
    pending, found = [_file(name) for name in roots], set()
    while pending:
        path = pending.pop()
        if path is not None and path not in found:
            found.add(path)
            pending += [_file(name) for name in _imports(path)]
    return tuple(sorted(found))


@cache
def vocabularies(roots: tuple[str, ...] = READING) -> tuple[str, ...]:
    """Names of the vocabulary files that these modules can load: those that stand in their code as a word.

    Words of a comparison ("is it one of these") are none; the contract of the tables loads nothing.
    """
    known = set(vocabulary.names())
    named: set[str] = set()
    for path in modules(roots):
        pending: list[ast.AST] = [] if path.name == "tables.py" else [_tree(path)]
        while pending:
            node = pending.pop()
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in known:
                named.add(node.value)
            elif not isinstance(node, ast.Compare):
                pending += ast.iter_child_nodes(node)
    return tuple(sorted(named))


@cache
def code_digest(roots: tuple[str, ...] = READING) -> str:
    """SHA-256 over the code and the vocabulary that these modules reach."""
    paths = [*modules(roots), *(vocabulary.FOLDER / f"{name}.yaml" for name in vocabularies(roots))]
    return _over(paths, PACKAGE)


@cache
def model_digest(place: str) -> str:
    """SHA-256 over the files of the folder of a model."""
    root = Path(place)
    return _over((path for path in root.rglob("*") if path.is_file() and path.suffix != ".pyc"), root)


def _over(paths: Iterable[Path], root: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(path.relative_to(root).as_posix().encode("utf-8", "surrogateescape") + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _file(name: str) -> Path | None:
    """The file of a module of the package, None for anything else."""
    parts = name.split(".")
    if parts[0] != PACKAGE.name or len(parts) < 2:
        return None
    path = PACKAGE.joinpath(*parts[1:])
    return next((each for each in (path.with_suffix(".py"), path / "__init__.py") if each.is_file()), None)


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def _imports(path: Path) -> tuple[str, ...]:
    return tuple(_imported(_tree(path)))


def _imported(tree: ast.Module) -> Iterator[str]:
    pending: list[ast.AST] = [tree]
    while pending:
        node = pending.pop()
        # an import is a statement, and stands in no expression
        pending += [each for each in ast.iter_child_nodes(node) if not isinstance(each, ast.expr)]
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
