"""Facts: the figures of a report's tables and sentences, each with its place."""

from corpus.facts.extract import extract

__all__ = ["extract"]
