"""Write everything that extraction finds onto a doc: the one place that changes a `Doc`."""

from __future__ import annotations

from spacy.tokens import Doc

from analysis.extract.actors import mentions
from analysis.extract.claims import claims
from analysis.extract.cooperation import cooperation
from analysis.extract.dates import dates
from analysis.extract.sanctions import sanctions
from analysis.pipeline import Article

for _name in ("title", "published", "publisher"):
    Doc.set_extension(_name, default=None, force=True)
for _name in ("mentions", "dates", "claims", "sanctions", "cooperation"):
    Doc.set_extension(_name, default=(), force=True)


def annotate(doc: Doc, article: Article | None = None) -> Doc:
    """Actors, dates, claims, sanctions and cooperation, each step seeing what the ones before it found."""
    if article is not None:
        doc._.title, doc._.published, doc._.publisher = article.title, article.published, article.publisher
        doc.user_data["text"] = article.text  # spaCy would put it together from the tokens
    doc._.mentions = tuple(mentions(doc))
    doc._.dates = tuple(dates(doc))
    doc._.claims = tuple(claims(doc))
    doc._.sanctions = tuple(sanctions(doc))
    doc._.cooperation = tuple(cooperation(doc))
    return doc
