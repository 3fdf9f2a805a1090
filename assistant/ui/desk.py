"""What the chat needs of an assistant, and the assistant of a library as such a desk."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

from assistant.answer import Answer
from assistant.service import AddResult, Assistant
from corpus.errors import BadInput, TanyaError
from corpus.fact import Fact
from corpus.report import Report
from corpus.rows import ReportRow
from corpus.sheet import Sheet
from index import generation, store


class Desk(Protocol):
    """Where the chat takes its answers, reports and places from. Safe to share between threads."""

    @property
    def editable(self) -> bool:
        """Whether reports may be added and removed here."""
        ...

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

    def sheet(self, report_id: str) -> Sheet:
        """The data sheet of a report; raises UnknownReport."""
        ...

    def generation(self) -> str:
        """The name of the index generation that is served, "" before the first."""
        ...

    def add(self, path: str) -> AddResult:
        """Read one file into the library; what went wrong stands in the result. Raises BadInput where closed."""
        ...

    def remove(self, report_id: str) -> ReportRow:
        """Remove a report; raises UnknownReport, and BadInput where the library is closed to changes."""
        ...


class LibraryDesk:
    """The desk of an open assistant; `editable` False closes the library to changes from the page."""

    def __init__(self, assistant: Assistant, *, editable: bool = True) -> None:
        self._assistant = assistant
        self.editable = editable
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

    def sheet(self, report_id: str) -> Sheet:
        """The data sheet, made anew."""
        return self._assistant.sheet(report_id)

    def generation(self) -> str:
        """The folder name of the served generation."""
        folder = generation.current(self._assistant.library.folder)
        return "" if folder is None else folder.name

    def add(self, path: str) -> AddResult:
        """One file added; a library that is busy or a model that is missing is a failed result too."""
        self._check()
        try:
            return self._assistant.add([path])[0]
        except TanyaError as error:
            return AddResult(path, "failed", error=str(error))

    def remove(self, report_id: str) -> ReportRow:
        """The report removed from library and index."""
        self._check()
        return self._assistant.remove(report_id)

    def _check(self) -> None:
        if not self.editable:
            raise BadInput("pustaka tidak dapat diubah dari sini", remedy="gunakan tanya add atau tanya remove")

    def _passages(self, key: int, report_id: str) -> int:
        return len(store.of_report(self._assistant.library, report_id))

    def _read(self, key: int, report_id: str) -> Report:
        return self._assistant.library.report(report_id)
