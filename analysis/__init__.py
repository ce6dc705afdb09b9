"""Who cooperates with whom, what is said about sanctions, who says it and how sure the text is.

The names that a notebook needs, each imported on first use: `import analysis as pw` itself stays light.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any

_HOMES = {
    "load": "analysis.notebook",
    "open_run": "analysis.notebook",
    "show": "analysis.notebook",
    "show_table": "analysis.notebook",
    "say": "analysis.notebook",
    "tell": "analysis.notebook",
    "tell_quality": "analysis.notebook",
    "dictionary": "analysis.query",
    "changed": "analysis.earlier",
    "series": "analysis.earlier",
    "tell_changes": "analysis.notebook",
    # modules; those that are verbs are called by their own name
    "correct": "",
    "explore": "",
    "extract": "",
    "query": "",
    "views": "",
    "charts": "",
}
_VERBS = {
    "correct": "analysis.hand", "explore": "analysis.explore.board", "extract": "analysis.notebook", "query": "analysis.query",
}  # fmt: skip
__all__ = [
    "changed", "charts", "correct", "dictionary", "explore", "extract", "load", "open_run", "query", "say", "series", "show",
    "show_table", "tell", "tell_changes", "tell_quality", "views",
]  # fmt: skip


class Verb(ModuleType):
    """A module that is also what one does with it: `pw.query("select …")` calls the function `query`."""

    def __call__(self, *args: Any, **options: Any) -> Any:
        return self._function()(*args, **options)

    def _function(self) -> Any:
        name = self.__name__.rpartition(".")[2]
        return getattr(import_module(_VERBS[name]), name)

    @property
    def __signature__(self) -> Any:  # what completion and `pw.query?` show
        from inspect import signature

        return signature(self._function())


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    home = _HOMES[name]
    found = getattr(import_module(home), name) if home else import_module(f"analysis.{name}")
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
