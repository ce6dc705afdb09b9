"""Who cooperates with whom, what is said about sanctions, who says it and how sure the text is.

The names that a notebook needs, each imported on first use: `import analysis as pw` itself stays light.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOMES = {
    "open_run": "analysis.notebook",
    "show": "analysis.notebook",
    "show_table": "analysis.notebook",
    "say": "analysis.notebook",
    "tell": "analysis.notebook",
    "tell_quality": "analysis.notebook",
    "views": "",
    "charts": "",
}
__all__ = ["charts", "open_run", "say", "show", "show_table", "tell", "tell_quality", "views"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    home = _HOMES[name]
    found = getattr(import_module(home), name) if home else import_module(f"analysis.{name}")
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
