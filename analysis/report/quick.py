"""nbformat without the second that jsonschema, which it imports, spends on a grammar of web addresses.

The grammar serves a check of formats that no notebook asks for. Import nbformat from here, first.
"""

from __future__ import annotations

import sys

_GRAMMAR = "rfc3987_syntax"
_absent = _GRAMMAR not in sys.modules
if _absent:
    sys.modules[_GRAMMAR] = None  # type: ignore[assignment]
try:
    import nbformat
finally:
    if _absent:
        del sys.modules[_GRAMMAR]

__all__ = ["nbformat"]
