"""Small tidy frames from the tables, one a chart: nothing is judged here, only counted."""

from analysis.views.corpus import documents_by_source

__all__ = ["documents_by_source"]
