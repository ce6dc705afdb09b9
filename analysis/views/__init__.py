"""Small tidy frames from the tables, one a chart: nothing is judged here, only counted."""

from analysis.views.actors import actors_by_company, actors_by_period, mentions_by_actor
from analysis.views.changes import changes_by_table, dyads_by_run
from analysis.views.claims import claims_by_source, doubted, statements_by_standing
from analysis.views.cooperation import cooperation_by_area, counted, dyads, dyads_by_period, flows_by_area
from analysis.views.corpus import documents_by_period, documents_by_source, rejected_by_reason, tokens_by_document
from analysis.views.evidence import evidence
from analysis.views.independence import counts_both_ways, disagreements
from analysis.views.sanctions import sanctions_by_measure, sanctions_by_pair, sanctions_by_period
from analysis.views.timeline import events, events_by_date

__all__ = [
    "actors_by_company",
    "actors_by_period",
    "changes_by_table",
    "claims_by_source",
    "cooperation_by_area",
    "counted",
    "counts_both_ways",
    "disagreements",
    "documents_by_period",
    "documents_by_source",
    "doubted",
    "dyads",
    "dyads_by_period",
    "dyads_by_run",
    "events",
    "events_by_date",
    "evidence",
    "flows_by_area",
    "mentions_by_actor",
    "rejected_by_reason",
    "sanctions_by_measure",
    "sanctions_by_pair",
    "sanctions_by_period",
    "statements_by_standing",
    "tokens_by_document",
]
