"""From articles to a report that can be published: one command, whole or not at all.

`parameters` and `notebooks` check what is asked, `runner` runs the notebooks in kernels of `kernels`, `clean`
and `sanitize` take out what must not come along, `pages` and `index` write HTML from `templates/`, `manifest`
says what went in and came out, `build` does it all in order. Modules are imported on first use.
"""

from __future__ import annotations

from typing import Any

_HOMES = {"report": "build", "Hooks": "build", "Outcome": "outcome", "summary": "job_summary"}
__all__ = ["Hooks", "Outcome", "report", "summary"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'analysis.report' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"analysis.report.{_HOMES[name]}"), name)
