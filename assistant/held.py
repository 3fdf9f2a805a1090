"""What was worked out of the reports of a library, kept as long as the library holds that very content."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from corpus.library import Library
from corpus.rows import ReportRow

T = TypeVar("T")


class Held(Generic[T]):
    """Makes something of each report once, by the key of its content: other reports that come and go change nothing.

    Of reports that the library does not hold any more nothing is kept. Safe to share between threads: two that ask for
    the same new report wait for one.
    """

    def __init__(self, library: Library, make: Callable[[ReportRow], T]) -> None:
        self._library = library
        self._make = make
        self._lock = threading.RLock()
        self._made: dict[int, T] = {}
        self._listed: tuple[ReportRow, ...] = ()

    def of(self, report: str) -> T:
        """What was made of a report (id or file name); raises UnknownReport and whatever making raises."""
        row = self._library.find(report)
        self._forget()
        try:
            return self._made[row.key]
        except KeyError:
            pass
        with self._lock:
            if row.key not in self._made:
                self._made[row.key] = self._make(row)
            return self._made[row.key]

    def _forget(self) -> None:
        listed = self._library.reports()
        if listed is self._listed:
            return
        with self._lock:
            keys = {row.key for row in listed}
            for key in [key for key in self._made if key not in keys]:
                del self._made[key]
            self._listed = listed

    def known(self, row: ReportRow) -> T | None:
        """What was made of a report's content so far; None where nothing was."""
        return self._made.get(row.key)
