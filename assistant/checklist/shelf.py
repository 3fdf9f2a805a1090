"""The reports of a library read for their parts, each once for what it holds."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.checklist.reading import Reading
from assistant.held import Held
from corpus.library import Library
from corpus.rows import ReportRow


class Shelf:
    """Hands out `Reading`s; those of reports that were removed or changed are forgotten."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._held = Held(library, self._read)

    def of(self, reports: Sequence[str]) -> tuple[Reading, ...]:
        """The reports of these ids, in this order; raises UnknownReport for one that the library does not hold."""
        return tuple(self._held.of(name) for name in reports)

    def _read(self, row: ReportRow) -> Reading:
        return Reading(self.library.report(row.id), tuple(self.library.facts([row.id])))
