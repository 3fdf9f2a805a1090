"""The reports themselves, for replies that read more of them than facts and found passages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.audit.finding import Finding
from assistant.audit.ledger import Ledger
from assistant.checklist.reading import Reading
from assistant.checklist.shelf import Shelf
from assistant.held import Held
from assistant.narrative.pieces import Piece, body, pieces
from corpus.rows import ReportRow


class Sources(Protocol):
    """Reports by id, read for their parts; the ids must be those of loaded reports."""

    def reading(self, report: str) -> Reading | None:
        """A report with its facts; None where reports cannot be read in whole."""

    def pieces(self, report: str) -> tuple[Piece, ...]:
        """The words of a report's chapters on results, in reading order; () where it cannot be read."""

    def words(self, report: str) -> tuple[Piece, ...]:
        """The words of all of a report in reading order; () where it cannot be read."""

    def contradictions(self, report: str) -> Sequence[Finding]:
        """What the sentences of a report say against its tables; () where nothing does."""


class _NoSources:
    def reading(self, report: str) -> Reading | None:
        return None

    def pieces(self, report: str) -> tuple[Piece, ...]:
        return ()

    def words(self, report: str) -> tuple[Piece, ...]:
        return ()

    def contradictions(self, report: str) -> Sequence[Finding]:
        return ()


NO_SOURCES: Sources = _NoSources()


class Desk:
    """The reports of a library as sources, each read and audited once for what it holds."""

    def __init__(self, shelf: Shelf, ledger: Ledger) -> None:
        self._shelf = shelf
        self._ledger = ledger
        self._pieces = Held(shelf.library, self._read)

    def reading(self, report: str) -> Reading | None:
        """A report with its facts; raises UnknownReport for one that the library does not hold."""
        return self._shelf.of([report])[0]

    def pieces(self, report: str) -> tuple[Piece, ...]:
        """The words of a report's chapters on results, in reading order; raises UnknownReport."""
        return self._pieces.of(report)[1]

    def words(self, report: str) -> tuple[Piece, ...]:
        """The words of all of a report in reading order; raises UnknownReport."""
        return self._pieces.of(report)[0]

    def _read(self, row: ReportRow) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        reading = self._shelf.of([row.id])[0]
        found = pieces(reading)
        return found, body(reading, found)

    def contradictions(self, report: str) -> Sequence[Finding]:
        """The findings on sentences; raises UnknownReport for a report that the library does not hold."""
        return self._ledger.of(report, kinds=("narrative_vs_table",))
