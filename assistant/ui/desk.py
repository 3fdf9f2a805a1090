"""What the chat needs of an assistant, and the assistant of a library as such a desk."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

from assistant.answer import Answer
from assistant.service import Assistant
from corpus.fact import Fact
from corpus.report import Report
from corpus.rows import ReportRow
from index import store


class Desk(Protocol):
    """Where the chat takes its answers, reports and places from. Safe to share between threads."""

    def ask(self, question: str, *, selected: Sequence[str] | None = None, history: Sequence[str] = ()) -> Answer:
        """The answer to a question; raises BadInput for one that cannot be used."""
        ...

    def reports(self) -> tuple[ReportRow, ...]:
        """The loaded reports, by organisation and year."""
        ...

    def facts(self) -> Sequence[Fact]:
        """The facts of all loaded reports."""
        ...

    def passages(self, row: ReportRow) -> int:
        """How many passages a report has in the index."""
        ...

    def report(self, report_id: str) -> Report:
        """A whole report by its id; raises UnknownReport."""
        ...


class LibraryDesk:
    """The desk of an open assistant."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        # What a row's key holds never changes, so both may be kept.
        self._count = lru_cache(maxsize=4096)(self._passages)
        self._report = lru_cache(maxsize=16)(self._read)

    def ask(self, question: str, *, selected: Sequence[str] | None = None, history: Sequence[str] = ()) -> Answer:
        """The assistant's answer."""
        return self._assistant.ask(question, selected=selected, history=history)

    def reports(self) -> tuple[ReportRow, ...]:
        """The reports of the library."""
        return self._assistant.list()

    def facts(self) -> Sequence[Fact]:
        """The facts of the library."""
        return self._assistant.facts()

    def passages(self, row: ReportRow) -> int:
        """The passages stored for a report."""
        return self._count(row.key, row.id)

    def report(self, report_id: str) -> Report:
        """A report of the library, read once."""
        return self._report(self._assistant.library.find(report_id).key, report_id)

    def _passages(self, key: int, report_id: str) -> int:
        return len(store.of_report(self._assistant.library, report_id))

    def _read(self, key: int, report_id: str) -> Report:
        return self._assistant.library.report(report_id)
