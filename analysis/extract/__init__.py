"""From a parsed document to records: pure functions over a `Doc`, one idea a file.

Called, `analysis.extract("text or path")` reads a text, a file or a folder and gives its tables as a run.
"""

import sys

from analysis import Verb

sys.modules[__name__].__class__ = Verb
