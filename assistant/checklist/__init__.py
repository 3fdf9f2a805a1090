"""Completeness and review check of a report: what the regulations ask for, and where the report has it."""
