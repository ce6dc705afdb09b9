"""Every regular expression of the package, and strings that are the worst for each.

Patterns are found in two ways: the values that modules, caches and closures hold, and the literals that the source hands
to `re`. The worst strings are read off a pattern's own tree: what each repeated part repeats, behind what comes before
it, without the end that would let it match.
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import inspect
import pkgutil
import re
import types
from collections.abc import Iterator
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import analysis

VERBS = ("compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer")
MANY = 30  # repeats beyond which a part counts as repeated without end


def modules() -> list[types.ModuleType]:
    """Every module of the package, imported."""
    return [
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(analysis.__path__, "analysis.")
        if not found.name.endswith("__main__")
    ]


def held() -> dict[re.Pattern[Any], str]:
    """Every compiled pattern that a module, a cache or a closure of the package holds, with where it is."""
    found: dict[re.Pattern[Any], str] = {}
    seen: set[int] = set()

    def walk(value: Any, place: str) -> None:
        if isinstance(value, re.Pattern):
            found.setdefault(value, place)
            return
        if id(value) in seen or isinstance(value, (str, bytes, int, float, type(None))):
            return
        seen.add(id(value))
        if isinstance(value, dict):
            parts = [*value, *value.values()]
        elif isinstance(value, (list, tuple, set, frozenset)):
            parts = list(value)
        elif isinstance(value, types.FunctionType) or hasattr(value, "cache_info"):
            parts = list(_of_function(value))
        elif type(value).__module__.startswith("analysis") or (
            isinstance(value, type) and value.__module__.startswith("analysis")
        ):
            parts = list(getattr(value, "__dict__", {}).values())
        else:
            return
        for part in parts:
            walk(part, place)

    for module in modules():
        for name, value in vars(module).items():
            walk(value, f"{module.__name__}.{name}")
    return found


def _of_function(value: Any) -> Iterator[Any]:
    """What a function holds; a function without parameters that keeps its result is asked for it."""
    plain = inspect.unwrap(value)
    if not getattr(plain, "__module__", "").startswith("analysis"):
        return
    for cell in getattr(plain, "__closure__", None) or ():
        with contextlib.suppress(ValueError):  # not filled yet
            yield cell.cell_contents
    yield from getattr(plain, "__defaults__", None) or ()
    if hasattr(value, "cache_info") and not inspect.signature(plain).parameters:
        yield value()


def literals() -> dict[re.Pattern[Any], tuple[str, str]]:
    """Every pattern that the source hands to `re` as a literal; values filled in are taken as one word."""
    found: dict[re.Pattern[Any], tuple[str, str]] = {}
    root = Path(analysis.__file__).parent
    for path in sorted(root.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.args):
                continue
            if call.func.attr not in VERBS or getattr(call.func.value, "id", None) != "re":
                continue
            text = _literal(call.args[0])
            if text is None:
                continue
            place = f"{path.relative_to(root.parent).as_posix()}:{call.lineno}", call.func.attr
            found.setdefault(re.compile(text, re.M | re.S if "re.M" in ast.unparse(call) else 0), place)
    return found


def _literal(node: ast.expr) -> Any:
    if isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes)):
        return node.value
    if isinstance(node, ast.JoinedStr):
        text = "".join(part.value if isinstance(part, ast.Constant) else "word" for part in node.values)  # type: ignore[misc]
        try:
            re.compile(text)
        except re.error:
            return None
        return text
    return None


def worst(pattern: re.Pattern[Any], length: int) -> Iterator[Any]:
    """Strings of about the length on which the pattern has the most to try."""
    binary = isinstance(pattern.pattern, bytes)
    for before, unit in dict.fromkeys([*_pumps(pattern)[:PUMPS], *(("", unit) for unit in GENERAL)]):
        if unit:
            text = before + unit * max(1, length // len(unit)) + "\x01"
            yield text.encode("latin-1", "replace") if binary else text


PUMPS = 16  # strings read off one pattern
GENERAL = ("a", "A", "0", " ", "Ab ", "A.", "’", "(")


def verbs() -> dict[str, set[str]]:
    """How each named pattern is used, by the last part of its name: `{"_SPACE": {"sub"}}`."""
    found: dict[str, set[str]] = {}
    for path in Path(analysis.__file__).parent.rglob("*.py"):
        for name, verb in re.findall(r"(\b[A-Z_]+)\.(\w+)\(", path.read_text(encoding="utf-8")):
            if verb in VERBS:
                found.setdefault(name, set()).add(verb)
    return found


def _pumps(pattern: re.Pattern[Any]) -> list[tuple[str, str]]:
    source = pattern.pattern
    tree = parser.parse(source, pattern.flags & ~(re.UNICODE if isinstance(source, bytes) else 0))
    found: list[tuple[str, str]] = []
    whole = _sequence(tree, "", found)
    found.append(("", whole))
    found.append(("", whole[:-1]))
    return found


def _sequence(items: Any, before: str, found: list[tuple[str, str]]) -> str:
    """A string that the items match, adding to `found` what each repeated part repeats and what stands before it."""
    text = ""
    for code, argument in items:
        text += _one(code, argument, before + text, found)
    return text


def _one(code: Any, argument: Any, before: str, found: list[tuple[str, str]]) -> str:
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        least, most, inside = argument
        unit = _sequence(inside, before, found)
        if most >= MANY or most == codes.MAXREPEAT:
            found.append((before, unit))
            found.append(("", before + unit))
        return unit * max(1, min(least, 8))
    if code is codes.SUBPATTERN:
        return _sequence(argument[-1], before, found)
    if code is codes.ATOMIC_GROUP:
        return _sequence(argument, before, found)
    if code is codes.BRANCH:
        texts = [_sequence(branch, before, found) for branch in argument[1]]
        return max(texts, key=len)
    if code is codes.LITERAL:
        return chr(argument)
    if code is codes.NOT_LITERAL:
        return "a" if argument != ord("a") else "b"
    if code is codes.ANY:
        return "a"
    if code is codes.IN:
        return _member(argument)
    return ""


CATEGORIES = {
    codes.CATEGORY_DIGIT: "7", codes.CATEGORY_SPACE: " ", codes.CATEGORY_WORD: "a",
    codes.CATEGORY_NOT_DIGIT: "a", codes.CATEGORY_NOT_SPACE: "a", codes.CATEGORY_NOT_WORD: ",",
}  # fmt: skip


def _member(choices: Any) -> str:
    """A character of a set."""
    if choices[0][0] is codes.NEGATE:
        single = re.compile(_written(choices))
        return next((c for c in "aA7 ,.-\n\x02" if single.match(c)), "a")
    code, argument = choices[0]
    if code is codes.RANGE:
        return chr(argument[0])
    return CATEGORIES.get(argument, "a") if code is codes.CATEGORY else chr(argument)


def _written(choices: Any) -> str:
    """The set as it would be written."""
    out = "["
    for code, argument in choices:
        if code is codes.NEGATE:
            out += "^"
        elif code is codes.LITERAL:
            out += re.escape(chr(argument))
        elif code is codes.RANGE:
            out += f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}"
        else:
            out += CLASSES[argument]
    return out + "]"


CLASSES = {
    codes.CATEGORY_DIGIT: r"\d", codes.CATEGORY_SPACE: r"\s", codes.CATEGORY_WORD: r"\w",
    codes.CATEGORY_NOT_DIGIT: r"\D", codes.CATEGORY_NOT_SPACE: r"\S", codes.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip
