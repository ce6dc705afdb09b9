"""Views as charts: each function has the name of its view and gives a `style.Chart`."""

from analysis.charts.corpus import documents_by_source

__all__ = ["documents_by_source"]
