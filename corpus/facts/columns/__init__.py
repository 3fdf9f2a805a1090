"""The columns of a table: which role, year, version and unit each has, and which cells are its own."""

from corpus.facts.columns.understanding import understand

__all__ = ["understand"]
