"""What a result depends on, as a digest: the code and the vocabulary that computing it reaches, and the model.

Results that were kept are used again as long as their digest is the same. It is read off the package itself: from the
modules that compute a result, along their imports, to every vocabulary file that one of them names. So a change of a
chart, or of a vocabulary that only the report shows, computes no document anew, and one of an extractor no other.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from analysis import vocabulary
from analysis.models import chosen

PACKAGE = Path(__file__).resolve().parent
LIBRARIES = ("spacy", "thinc", "numpy")  # that parse


@cache
def modules(roots: tuple[str, ...]) -> tuple[Path, ...]:
    """The files of the package that these modules reach by their imports, themselves included."""
    pending, found = [_file(name) for name in roots], set()
    while pending:
        path = pending.pop()
        if path is not None and path not in found:
            found.add(path)
            pending += [_file(name) for name in _imports(path)]
    return tuple(sorted(found))


@cache
def vocabularies(roots: tuple[str, ...]) -> tuple[str, ...]:
    """Names of the vocabulary files that these modules can load: those that stand in their code as a word.

    Words of a comparison ("is it one of these") are none; the contract of the tables loads nothing.
    """
    return tuple(sorted(set().union(*map(_named, modules(roots)))))


@cache
def code_digest(roots: tuple[str, ...]) -> str:
    """SHA-256 over the code and the vocabulary that these modules reach."""
    code = {path.relative_to(PACKAGE).as_posix(): path for path in modules(roots)}
    words = {f"vocabulary/{name}.yaml": vocabulary.FOLDER / f"{name}.yaml" for name in vocabularies(roots)}
    return _over(code | words)


@cache
def model_digest(place: str) -> str:
    """SHA-256 over the files of the folder of a model."""
    found = (path for path in Path(place).rglob("*") if path.is_file() and path.suffix != ".pyc")
    return _over({path.relative_to(place).as_posix(): path for path in found})


def digest(roots: tuple[str, ...], model: str | None) -> str:
    """Digest of all that the results of these modules depend on, beside the text.

    Args:
        roots: the modules that compute them.
        model: as for `pipeline.load`.
    """
    parts = (code_digest(roots), model_digest(str(chosen(model).place)), *_versions())
    return joined(parts)


@cache
def _versions() -> tuple[str, ...]:
    return tuple(map(version, LIBRARIES))


def joined(parts: Iterable[str]) -> str:
    """One digest for several."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _over(files: Mapping[str, Path]) -> str:
    """SHA-256 over names and contents."""
    total = hashlib.sha256()
    for name, path in sorted(files.items()):
        total.update(name.encode("utf-8", "surrogateescape") + b"\0")
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
def _named(path: Path) -> frozenset[str]:
    """Vocabulary files that stand in the code of a module as a word."""
    known, named = set(vocabulary.names()), set()
    pending: list[ast.AST] = [] if path.name == "tables.py" else [_tree(path)]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in known:
            named.add(node.value)
        elif not isinstance(node, ast.Compare):
            pending += ast.iter_child_nodes(node)
    return frozenset(named)


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
