"""The steps of extraction in their order: which extractor each of them is, and which results before it it looks at.

A step stands here by the name of its module: who imports this table reaches no extractor, so that what one step depends
on can be told from what another does.
"""

from __future__ import annotations

from typing import NamedTuple


class Step(NamedTuple):
    """One extractor.

    Attributes:
        name: what it finds: the table that it fills, the attribute of a doc that holds it, and the function that yields it.
        module: where that function is.
        reads: the steps whose results it looks at, all of them before it.
    """

    name: str
    module: str
    reads: tuple[str, ...] = ()


STEPS = (
    Step("mentions", "analysis.extract.actors"),
    Step("dates", "analysis.extract.dates"),
    Step("claims", "analysis.extract.claims", ("mentions",)),
    Step("sanctions", "analysis.extract.sanctions", ("mentions", "dates", "claims")),
    Step("cooperation", "analysis.extract.cooperation", ("mentions", "dates", "claims", "sanctions")),
)
# what every step depends on: how texts are parsed, how steps follow each other, and the form of what is kept
EVERY = ("analysis.pipeline", "analysis.annotate", "analysis.rows", "analysis.tables")
