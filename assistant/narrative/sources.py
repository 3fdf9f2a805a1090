"""The reports themselves, for replies that read more of them than facts and found passages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.audit.finding import Finding
from assistant.audit.ledger import Ledger
from assistant.checklist.reading import Reading
from assistant.checklist.shelf import Shelf
from assistant.narrative.pieces import Piece, body, pieces


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
        self._pieces: dict[str, tuple[Reading, tuple[Piece, ...], tuple[Piece, ...]]] = {}

    def reading(self, report: str) -> Reading | None:
        """A report with its facts; raises UnknownReport for one that the library does not hold."""
        return self._shelf.of([report])[0]

    def pieces(self, report: str) -> tuple[Piece, ...]:
        """The words of a report's chapters on results, in reading order; raises UnknownReport."""
        return self._read(report)[2]

    def words(self, report: str) -> tuple[Piece, ...]:
        """The words of all of a report in reading order; raises UnknownReport."""
        return self._read(report)[1]

    def _read(self, report: str) -> tuple[Reading, tuple[Piece, ...], tuple[Piece, ...]]:
        reading = self._shelf.of([report])[0]
        held = self._pieces.get(report)
        if held is None or held[0] is not reading:
            found = pieces(reading)
            held = self._pieces[report] = (reading, found, body(reading, found))
        return held

    def contradictions(self, report: str) -> Sequence[Finding]:
        """The findings on sentences; raises UnknownReport for a report that the library does not hold."""
        return self._ledger.of(report, kinds=("narrative_vs_table",))
