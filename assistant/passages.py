"""Passages for an answer: what the search room finds, as quotable passages of the contract."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.answer import Passage


class Finder(Protocol):
    """Finds passages by meaning and words. `lexical` True keeps the embedding model out of it."""

    def find(self, query: str, reports: Sequence[str], limit: int, *, lexical: bool = False) -> list[Passage]:
        """At most `limit` passages of the given reports, best first; empty when nothing fits."""
        ...


class NoFinder:
    """A finder for libraries without an index: finds nothing."""

    def find(self, query: str, reports: Sequence[str], limit: int, *, lexical: bool = False) -> list[Passage]:
        """Nothing."""
        return []
