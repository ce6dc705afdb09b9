"""Attacks of our own making, and whether each ends in a table or in `rejected`."""
