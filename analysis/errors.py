"""What can go wrong, said so that the reader knows what to do next.

Every message names the thing, shows the value and says what would do. `PactwatchError` is what the
command line turns into one plain sentence and a non-zero exit; anything else is a fault of ours.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class PactwatchError(Exception):
    """A fault that the user can mend; its text is one plain sentence."""


class TableError(PactwatchError):
    """A table breaks its contract."""


class CorpusError(PactwatchError):
    """The corpus as a whole cannot be read (one bad file never raises this)."""


class VocabularyError(PactwatchError):
    """A vocabulary file breaks its form."""


class ModelError(PactwatchError):
    """The spaCy pipeline asked for is not installed or cannot do the work."""


class ParameterError(PactwatchError):
    """A parameter is unknown or has a value of the wrong kind."""


class CorrectionError(PactwatchError):
    """The corrections file breaks its form."""


class QueryError(PactwatchError):
    """A query over the tables cannot be run."""


class OutputError(PactwatchError):
    """The output folder cannot be written, or holds something that is not ours."""


class WorkerError(PactwatchError):
    """A process or machine that did a part of the work was lost."""


class NotebookError(PactwatchError):
    """A notebook failed: the message names notebook, cell and error."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`"; did you mean 'regime'?"` for the nearest known word, else the list of what would do."""
    known = sorted(known)
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return f"; did you mean {near[0]!r}?"
    return f"; it may be one of {', '.join(known)}" if known else ""
