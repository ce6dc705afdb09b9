"""Write everything that extraction finds onto a doc: the one place that changes a `Doc`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

from spacy.tokens import Doc

from analysis.pipeline import Article
from analysis.steps import STEPS, Step

Records = tuple[Any, ...]
Through = Callable[[Step, Callable[[], Records]], Records]

for _name in ("title", "published", "publisher"):
    Doc.set_extension(_name, default=None, force=True)
for _step in STEPS:
    Doc.set_extension(_step.name, default=(), force=True)
_EXTRACTORS = {step.name: getattr(import_module(step.module), step.name) for step in STEPS}


def annotate(doc: Doc, article: Article | None = None, through: Through | None = None) -> Doc:
    """Actors, dates, claims, sanctions and cooperation, each step seeing what the ones before it found.

    Args:
        doc: a parsed doc.
        article: what is known of it beside its text.
        through: gives the records of a step, by computing them or from what it knows; None computes each.
    """
    if article is not None:
        doc._.title, doc._.published, doc._.publisher = article.title, article.published, article.publisher
        doc.user_data["text"] = article.text  # spaCy would put it together from the tokens
    for step in STEPS:
        compute = partial(_computed, step, doc)
        setattr(doc._, step.name, through(step, compute) if through else compute())
    return doc


def _computed(step: Step, doc: Doc) -> Records:
    return tuple(_EXTRACTORS[step.name](doc))
