"""Dates told from an event that everybody knows."""
