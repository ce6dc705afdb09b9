"""Views as charts: each function has the name of its view and gives a `style.Chart`."""

from analysis.charts.actors import actors_by_period, mentions_by_actor
from analysis.charts.changes import changes_by_table, dyads_by_run
from analysis.charts.claims import claims_by_source, statements_by_standing
from analysis.charts.cooperation import cooperation_by_area, dyads_by_period, flows_by_area
from analysis.charts.corpus import documents_by_period, documents_by_source, rejected_by_reason, tokens_by_document
from analysis.charts.network import actors_by_company
from analysis.charts.sanctions import sanctions_by_measure, sanctions_by_pair, sanctions_by_period
from analysis.charts.timeline import events_by_date

__all__ = [
    "actors_by_company",
    "actors_by_period",
    "changes_by_table",
    "claims_by_source",
    "cooperation_by_area",
    "documents_by_period",
    "documents_by_source",
    "dyads_by_period",
    "dyads_by_run",
    "events_by_date",
    "flows_by_area",
    "mentions_by_actor",
    "rejected_by_reason",
    "sanctions_by_measure",
    "sanctions_by_pair",
    "sanctions_by_period",
    "statements_by_standing",
    "tokens_by_document",
]
