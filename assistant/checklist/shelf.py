"""The reports of a library read for their parts, each once for every revision of the library."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.checklist.reading import Reading
from corpus.library import Library


class Shelf:
    """Hands out `Reading`s; what a report id held at an earlier revision is forgotten."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._held: tuple[int, dict[str, Reading]] = (-1, {})

    def of(self, reports: Sequence[str]) -> tuple[Reading, ...]:
        """The reports of these ids, in this order; raises UnknownReport for one that the library does not hold."""
        revision = self._library.revision
        if self._held[0] != revision:
            self._held = (revision, {})
        held = self._held[1]
        for name in reports:
            if name not in held:
                held[name] = Reading(self._library.report(name), tuple(self._library.facts([name])))
        return tuple(held[name] for name in reports)
