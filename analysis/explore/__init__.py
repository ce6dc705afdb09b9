"""Questions asked with the mouse: controls, and views that follow them, in JupyterLab.

The package is called like its function: `pw.explore(run)`.
"""

from __future__ import annotations

import sys

from analysis import Verb

sys.modules[__name__].__class__ = Verb
