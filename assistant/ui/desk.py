"""What the chat needs of an assistant, and the assistant of a library as such a desk."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from assistant.access.visitor import LOCAL, Role, Visitor
from assistant.answer import Answer
from assistant.audit.finding import Finding
from assistant.checklist.judge import Checklist, check_reading
from assistant.examples.example import Example, example
from assistant.privacy import masked, shown
from assistant.service import AddResult, Assistant
from assistant.ui import persons
from corpus import originals
from corpus.errors import BadInput, TanyaError
from corpus.fact import Fact
from corpus.readers.pdf import picture
from corpus.readers.pdf.picture import Box, Picture
from corpus.report import Report
from corpus.rows import ReportRow
from corpus.sheet import Sheet
from index import generation, store

if TYPE_CHECKING:
    from assistant.web.office import Office

_AT_ONCE = 2
"""Pages drawn at the same time: each takes a process of its own."""


class Desk(Protocol):
    """Where the chat takes its answers, reports and places from. Safe to share between threads."""

    @property
    def changeable(self) -> bool:
        """Whether anybody may add and remove reports here."""
        ...

    @property
    def editable(self) -> bool:
        """Whether the visitor of this moment may add and remove reports here."""
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

    def pages(self, row: ReportRow) -> int | None:
        """The last page of a report; None for a file that has no pages."""
        ...

    def found(self, row: ReportRow) -> int | None:
        """How many findings a report has; None where it was not audited yet."""
        ...

    def report(self, report_id: str) -> Report:
        """A whole report by its id; raises UnknownReport."""
        ...

    def sheet(self, report_id: str) -> Sheet:
        """The data sheet of a report; raises UnknownReport."""
        ...

    def findings(self, report_id: str) -> Sequence[Finding]:
        """What does not follow in a report's own figures, in reading order; raises UnknownReport."""
        ...

    def checklist(self, report_id: str) -> Checklist:
        """What a report has and lacks of what the regulations ask for; raises UnknownReport."""
        ...

    def example(self, part: str, report_ids: Sequence[str] = ()) -> Example | None:
        """The examples of a part in these reports (empty for all), best first; None where none has it.

        Raises KeyError for a part that has no criteria and UnknownReport.
        """
        ...

    def pictured(self, report_id: str) -> bool:
        """Whether there are pictures of a report's pages; raises UnknownReport."""
        ...

    def picture(self, report_id: str, page: int) -> Picture | None:
        """The picture of a page; None where the report is no PDF or its file was not kept. Raises UnknownReport."""
        ...

    def generation(self) -> str:
        """The name of the index generation that is served, "" before the first."""
        ...

    def add(self, *paths: str) -> AddResult:
        """Read one report into the library: a file, or its chapters in files of one folder.

        What went wrong stands in the result. Raises BadInput where the library is closed to changes.
        """
        ...

    def remove(self, report_id: str) -> ReportRow:
        """Remove a report; raises UnknownReport, and BadInput where the library is closed to changes."""
        ...

    def exported(self, what: str) -> None:
        """Note that the visitor of this moment saved something of the library as a file."""
        ...

    def visitor(self) -> Visitor:
        """Who asks at this moment."""
        ...


class LibraryDesk:
    """The desk of an open assistant; `editable` False closes the library to changes from the page.

    `visitor` tells who asks at a moment. Set `office` where acts are to be noted and work is to be counted.
    """

    def __init__(
        self, assistant: Assistant, *, editable: bool = True, visitor: Callable[[], Visitor] = lambda: LOCAL
    ) -> None:
        self._assistant = assistant
        self.changeable = editable
        self.visitor = visitor
        self.office: Office | None = None
        # What a row's key holds never changes, so both may be kept.
        self._count = lru_cache(maxsize=4096)(self._passages)
        self._report = lru_cache(maxsize=16)(self._read)
        self._checklist = lru_cache(maxsize=64)(self._check_report)
        self._example = lru_cache(maxsize=64)(self._find_example)
        self._keys: tuple[int, ...] = ()
        self._picture = lru_cache(maxsize=64)(self._draw)
        self._drawing = threading.Semaphore(_AT_ONCE)

    @property
    def editable(self) -> bool:
        """Whether who asks now may change the library."""
        return self.changeable and self.visitor().may(Role.EDIT)

    def ask(self, question: str, *, selected: Sequence[str] | None = None, history: Sequence[str] = ()) -> Answer:
        """The assistant's answer; personal data masked unless the visitor may see it and asked for it."""
        with self._answering(), self._personal():
            answer = self._assistant.ask(question, selected=selected, history=history)
        if self.office is not None:
            self.office.metrics.answers.labels(answer.status).inc()
        return answer

    def reports(self) -> tuple[ReportRow, ...]:
        """The reports of the library."""
        return self._assistant.list()

    def facts(self) -> Sequence[Fact]:
        """The facts of the library."""
        return self._assistant.facts()

    def passages(self, row: ReportRow) -> int:
        """The passages stored for a report."""
        return self._count(row.key, row.id)[0]

    def pages(self, row: ReportRow) -> int | None:
        """The last page that a passage stands on."""
        return self._count(row.key, row.id)[1]

    def found(self, row: ReportRow) -> int | None:
        """The findings counted, where the report was audited."""
        return self._assistant.found(row)

    def report(self, report_id: str) -> Report:
        """A report of the library, read once."""
        return self._report(self._assistant.library.find(report_id).key, report_id)

    def sheet(self, report_id: str) -> Sheet:
        """The data sheet, made anew."""
        return self._assistant.sheet(report_id)

    def findings(self, report_id: str) -> Sequence[Finding]:
        """The findings, worked out once for what the report holds; personal data masked as in answers."""
        with self._personal():
            return self._assistant.findings(report_id)

    def checklist(self, report_id: str) -> Checklist:
        """The checklist, worked out once for what the report holds; personal data masked as in answers."""
        with self._personal():
            return masked(self._checklist(self._assistant.library.find(report_id).key, report_id))

    def example(self, part: str, report_ids: Sequence[str] = ()) -> Example | None:
        """The example, worked out once for what the reports hold."""
        held = self.reports()
        if (keys := tuple(row.key for row in held)) != self._keys:
            # An example holds whole reports: those of a library that was changed since are let go.
            self._example.cache_clear()
            self._keys = keys
        return self._example(part, tuple((row.key, row.id) for row in held if not report_ids or row.id in report_ids))

    def pictured(self, report_id: str) -> bool:
        """Whether its file was kept."""
        return (
            originals.find(self._assistant.library.folder, self._assistant.library.find(report_id).sha256) is not None
        )

    def picture(self, report_id: str, page: int) -> Picture | None:
        """The page drawn from the file kept beside the library; personal data painted over as they are masked."""
        row = self._assistant.library.find(report_id)
        with self._personal():
            hide = persons.boxes(self.report(report_id), page)
        return self._picture(row.sha256, page, hide)

    def generation(self) -> str:
        """The folder name of the served generation."""
        folder = generation.current(self._assistant.library.folder)
        return "" if folder is None else folder.name

    def add(self, *paths: str) -> AddResult:
        """One report added; a library that is busy or a model that is missing is a failed result too."""
        self._check()
        with self._working():
            try:
                result = self._assistant.add(paths)[0]
            except TanyaError as error:
                result = AddResult(paths[0], "failed", error=str(error))
        names = ", ".join(Path(path).name for path in paths)
        self._note("add", f"{result.report or ''} {names}".strip(), result.error or result.status)
        return result

    def remove(self, report_id: str) -> ReportRow:
        """The report removed from library and index."""
        self._check()
        with self._working():
            try:
                row = self._assistant.remove(report_id)
            except TanyaError as error:
                self._note("remove", report_id, error.problem)
                raise
        self._note("remove", f"{row.id} {row.file}")
        return row

    def exported(self, what: str) -> None:
        """Noted in the trail."""
        self._note("export", what)

    def _check(self) -> None:
        if not self.editable:
            raise BadInput("pustaka tidak dapat diubah dari sini", remedy="gunakan tanya add atau tanya remove")

    def _note(self, action: str, what: str, outcome: str = "ok") -> None:
        if self.office is not None:
            done = outcome in ("ok", "added", "replaced", "unchanged")
            self.office.metrics.acts.labels(action, "ok" if done else "failed").inc()
            self.office.trail.note(self.visitor(), action, what, "ok" if done else outcome)

    def _personal(self) -> AbstractContextManager[None]:
        """Within it the visitor of this moment sees personal data where they may and asked for it."""
        return shown() if self.visitor().personal else nullcontext()

    def _working(self) -> AbstractContextManager[None]:
        return nullcontext() if self.office is None else self.office.metrics.work()

    def _answering(self) -> AbstractContextManager[None]:
        return nullcontext() if self.office is None else self.office.metrics.answering()

    def _passages(self, key: int, report_id: str) -> tuple[int, int | None]:
        held = store.of_report(self._assistant.library, report_id)
        return len(held), max((p.source.page for p in held if p.source.page is not None), default=None)

    def _read(self, key: int, report_id: str) -> Report:
        return self._assistant.library.report(report_id)

    def _check_report(self, key: int, report_id: str) -> Checklist:
        return check_reading(self._assistant.readings([report_id])[0])

    def _find_example(self, part: str, reports: tuple[tuple[int, str], ...]) -> Example | None:
        return example(self._assistant.readings([id_ for _, id_ in reports]), part)

    def _draw(self, sha256: str, page: int, hide: tuple[Box, ...]) -> Picture | None:
        path = originals.find(self._assistant.library.folder, sha256)
        with self._drawing:
            return None if path is None else picture.draw(path, page, hide)
