"""What the notebooks may be asked: parameters read from their typed cells, values checked before anything runs.

The cell tagged `parameters` is the one place where a parameter is declared: its name, its type, its default
and, in the comment, its meaning. The cell is read, never run, and a value given by the user never becomes
code either: it is converted to a plain string, number, yes/no or list and handed on as such.
"""

from __future__ import annotations

import ast
import datetime
import io
import math
import tokenize
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from analysis import selection
from analysis.errors import NotebookError, ParameterError, did_you_mean
from analysis.unaliased import Unaliased

OWN = {
    "corpus": "it is the CORPUS of the command",
    "tables": "the report writes the tables itself",
    "out": "it is the folder after --out",
    "earlier": "it is what --compare or --keep gives",
}
KINDS = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "yes or no",
    "list": "a list, as in a,b,c",
}
LONGEST_FILE = 1_000_000  # bytes of a parameters file
LONGEST_VALUE = 100_000  # characters of one value
_YES, _NO = ("yes", "true", "on", "1"), ("no", "false", "off", "0")


class Parameter(NamedTuple):
    """One line of a parameters cell."""

    name: str
    kind: str  # a key of KINDS
    optional: bool  # whether null is a value
    default: Any
    meaning: str


def declared(cell: str, notebook: str) -> dict[str, Parameter]:
    """The parameters that the source of a parameters cell declares, in their order.

    Raises:
        NotebookError: the cell is not Python, or a line is no `name: type = value`.
    """
    try:
        tree = ast.parse(cell)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as fault:  # the last two: brackets too deep
        why = fault.msg if isinstance(fault, SyntaxError) else type(fault).__name__
        raise NotebookError(f"the parameters cell of notebook {notebook} is not Python: {why}") from None
    comments = _comments(cell)
    found = {}
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            name, written, value = node.target.id, ast.unparse(node.annotation), node.value
        elif isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            name, written, value = node.targets[0].id, "", node.value
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue  # a docstring
        else:
            raise NotebookError(
                f"the parameters cell of notebook {notebook} holds {ast.unparse(node)!r}; each line must be `name: type = value`"
            )
        try:
            default = ast.literal_eval(value)
        except (ValueError, TypeError, RecursionError, MemoryError):  # {[]: 1} is plain, and no value
            raise NotebookError(
                f"parameter {name!r} of notebook {notebook} must have a plain value, it has {ast.unparse(value)!r}"
            ) from None
        kind = _kind(written, default)
        if kind is None:
            raise NotebookError(
                f"parameter {name!r} of notebook {notebook} has the type {written or type(default).__name__!r}; it may be {', '.join(KINDS)}"
            )
        optional = default is None or "None" in written or "Optional" in written
        found[name] = Parameter(name, kind, optional, default, comments.get(node.end_lineno or 0, ""))
    return found


def _comments(cell: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(cell).readline)
    try:
        return {token.start[0]: token.string.lstrip("# ") for token in tokens if token.type == tokenize.COMMENT}
    except (tokenize.TokenError, SyntaxError):
        return {}


def _kind(written: str, default: Any) -> str | None:
    base = written.replace("Optional[", "").replace("None", "").replace("|", "").strip(" ]").split("[")[0].strip()
    if not base:
        base = "str" if default is None else type(default).__name__
    base = {"tuple": "list", "List": "list", "Sequence": "list"}.get(base, base)
    return base if base in KINDS else None


def parse_pairs(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """`-p name value` pairs as a mapping; the later of two with one name stands."""
    return dict(pairs)


def read_file(path: str | Path) -> dict[str, Any]:
    """The parameters of a YAML or JSON file (JSON is YAML).

    Raises:
        ParameterError: the file cannot be read, or is no mapping of names to values.
    """
    try:
        raw = Path(path).read_bytes()
    except OSError as fault:
        raise ParameterError(f"the parameters file {str(path)!r} cannot be read: {fault.strerror}") from None
    if len(raw) > LONGEST_FILE:
        raise ParameterError(f"the parameters file {str(path)!r} has {len(raw)} bytes; it may have {LONGEST_FILE}")
    try:
        data = _loaded(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ParameterError(f"the parameters file {str(path)!r} is not UTF-8") from None
    except ValueError as fault:
        raise ParameterError(f"the parameters file {str(path)!r} is neither YAML nor JSON: {fault}") from None
    if data is None:
        return {}
    if not isinstance(data, dict) or not all(isinstance(name, str) for name in data):
        raise ParameterError(f"the parameters file {str(path)!r} must map names to values, as in `top: 20`")
    return data


class _Plain(Unaliased, yaml.SafeLoader):
    """YAML of plain values: texts, numbers, days, lists and mappings."""


def _loaded(text: str) -> Any:
    """The value that YAML or JSON stands for.

    Raises:
        ValueError: it is none.
    """
    try:
        return yaml.load(text, Loader=_Plain)
    except (
        Exception
    ) as fault:  # a value that is not of the kind its tag says raises whatever its conversion trips over
        raise ValueError(" ".join(str(fault).split())[:300] or type(fault).__name__) from None


def check(given: Mapping[str, Any], known: Mapping[str, Mapping[str, Parameter]]) -> dict[str, Any]:
    """The values given, each converted to the type that the notebooks declare.

    Args:
        given: name to value, as text from the command line or as typed in a file.
        known: notebook name to its declared parameters.

    Raises:
        ParameterError: a name is unknown or set by the report itself, a value does not fit.
    """
    merged: dict[str, Parameter] = {}
    for declared_ones in known.values():
        for name, parameter in declared_ones.items():
            merged.setdefault(name, parameter)
    free = [name for name in merged if name not in OWN]
    values = {}
    for name, value in given.items():
        if name in OWN:
            raise ParameterError(f"parameter {name!r} cannot be given: {OWN[name]}")
        if name not in merged:
            raise ParameterError(f"no notebook has a parameter {name!r}{did_you_mean(name, free)}")
        values[name] = convert(merged[name], value)
    selection.select(**{name: value for name, value in values.items() if name in selection.Selection._fields})
    return values


def convert(parameter: Parameter, value: Any) -> Any:
    """`value` as the kind that `parameter` declares; text is read as a command line gives it.

    Raises:
        ParameterError: the value is of another kind.
    """
    if value is None or (parameter.optional and value in ("none", "null", "")):
        if parameter.optional:
            return None
        raise _wrong(parameter, value)
    if isinstance(value, datetime.date | datetime.datetime):  # YAML reads 2023-07-27 as a date
        value = value.isoformat()
    try:
        written = "\n".join(map(str, value)) if isinstance(value, list) else str(value)
        written.encode()
    except UnicodeEncodeError:
        raise ParameterError(f"parameter {parameter.name!r} holds bytes that are not UTF-8") from None
    except ValueError:
        raise ParameterError(f"parameter {parameter.name!r} holds a number too long to be written") from None
    if len(written) > LONGEST_VALUE:
        raise ParameterError(f"parameter {parameter.name!r} is longer than {LONGEST_VALUE} characters")
    converted = _CONVERT[parameter.kind](value)
    if converted is None:
        raise _wrong(parameter, value)
    return converted


def _wrong(parameter: Parameter, value: Any) -> ParameterError:
    shown = str(value) if len(str(value)) <= 60 else str(value)[:57] + "…"
    return ParameterError(
        f"parameter {parameter.name!r} takes {KINDS[parameter.kind]}, not {shown!r}"
        + (f" ({parameter.meaning})" if parameter.meaning else "")
    )


def _text(value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        return str(value)
    except ValueError:  # a number of thousands of digits
        return None


def _whole(value: Any) -> int | None:
    if isinstance(value, str):
        bare = value.strip()
        digits = bare[1:] if bare[:1] in "+-" else bare
        return int(bare) if digits.isascii() and digits.isdigit() and len(digits) <= 18 else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _bool(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    word = value.strip().lower() if isinstance(value, str) else None
    return True if word in _YES else False if word in _NO else None


def _list(value: Any) -> list[str] | None:
    if isinstance(value, str):
        if value.strip().startswith("["):
            try:
                value = _loaded(value)
            except ValueError:
                return None
        else:
            value = [part.strip() for part in value.split(",") if part.strip()]
    if not isinstance(value, list):
        return None
    items = [item.isoformat() if isinstance(item, datetime.date) else _text(item) for item in value]
    return None if None in items else [item for item in items if item is not None]


_CONVERT = {"str": _text, "int": _whole, "float": _number, "bool": _bool, "list": _list}
