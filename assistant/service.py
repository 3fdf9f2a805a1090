"""The assistant over one library: adding reports and answering questions, for command line and chat alike."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Self

from assistant.answer import Answer
from assistant.audit.finding import Finding
from assistant.audit.ledger import Ledger
from assistant.checklist.reading import Reading
from assistant.checklist.shelf import Shelf
from assistant.compose import compose
from assistant.current import Current, Loaded
from assistant.dialogue import questions_of, resolve
from assistant.finding import IndexFinder
from assistant.frame import Frame
from assistant.linking import scopes
from assistant.narrative.sources import Desk
from assistant.offices import Office
from assistant.ops import memory
from assistant.privacy import masked
from assistant.question import Slots
from assistant.render import escape
from assistant.replies import caution, missing
from assistant.replies.draft import Context, Draft, measure_name
from assistant.rulebook import Rulebook
from assistant.solve import solve
from assistant.summary import whole
from corpus import originals, readers
from corpus.errors import BadInput, LibraryBusy, TanyaError, UnknownReport
from corpus.fact import Fact
from corpus.facts import extract
from corpus.library import Library, PutResult, ReportRow
from corpus.readers import folder
from corpus.readers.folder import Source
from corpus.report import Report
from corpus.sheet import Sheet
from corpus.sheet import sheet as make_sheet
from index import build
from index.models import default_embedder
from index.names import Nearness
from index.search import EmbedderFactory

_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class AddResult:
    """What became of one file: `status` is added, unchanged, replaced or failed; `error` says why it failed.

    `notes` tells what of the file could not be read, page by page, which files make a report of several, and which
    were passed over since the same report lies beside them in another format.
    """

    path: str
    status: str
    report: str | None = None
    facts: int = 0
    error: str | None = None
    notes: tuple[str, ...] = ()


class Assistant:
    """Answers questions from the reports of one library. Safe to share between threads."""

    def __init__(self, library: Library, embedder_factory: EmbedderFactory) -> None:
        self.library = library
        self._embedder = cache(embedder_factory)
        self._finder = IndexFinder(library, self._embedder)
        self._rules = Rulebook(library)
        self._shelf = Shelf(library)
        self._ledger = Ledger(library)
        self._desk = Desk(self._shelf, self._ledger)
        self._current = Current(library, Nearness(library, self._embedder))

    @classmethod
    def open(
        cls, folder: str | Path, *, create: bool = True, embedder_factory: EmbedderFactory = default_embedder
    ) -> Self:
        """The assistant of the library in `folder`; raises LibraryError when it cannot be used."""
        return cls(Library.open(folder, create=create), embedder_factory)

    def close(self) -> None:
        """Close the library."""
        self.library.close()

    def add(
        self, paths: Iterable[str | Path], *, progress: bool = False, again: bool = False, apart: bool = False
    ) -> list[AddResult]:
        """Read files or folders into the library and index them; a file that cannot be read stops no other.

        Chapters in files of their own (BAB I.pdf, BAB II.pdf) are one report, unless `apart` is True.

        With `again` what the readers make of unchanged files is stored anew (after an update of the program).
        Raises a TanyaError only when nothing can be stored at all (library busy, model unavailable).
        """
        results: list[AddResult] = []
        read: list[tuple[Source, Report, list[Fact]]] = []
        for source in _sources(paths, results, apart=apart):
            held = None if again else self._held(source)
            if held is not None:
                self._keep(source, held.sha256)
                results.append(AddResult(source.where, "unchanged", held.id, held.facts, notes=_twins(source)))
                continue
            try:
                report = readers.read_source(source)
                read.append((source, report, list(extract(report))))
            except TanyaError as error:
                results.append(AddResult(source.where, "failed", error=str(error)))
        if read:
            embedder = self._embedder()
            items = [(report, facts) for _, report, facts in read]
            put, _ = build.add(self.library, items, embedder, progress=progress, again=again)
            for (source, report, facts), done in zip(read, put, strict=True):
                self._keep(source, report.sha256)
                notes = (*_namesakes(report.file, done), *report.notes, *_twins(source))
                results.append(AddResult(source.where, done.status, done.report_id, len(facts), notes=notes))
            originals.prune(self.library.folder, {row.sha256 for row in self.list()})
            self._settle()
        elif any(result.status == "unchanged" for result in results):
            build.update(self.library, self._embedder(), progress=progress)
        return results

    def _keep(self, source: Source, sha256: str) -> None:
        """Keep the file of a report beside the library; the pages of a report in several files are not shown."""
        if len(source.paths) == 1:
            originals.keep(self.library.folder, source.paths[0], sha256)

    def _held(self, source: Source) -> ReportRow | None:
        """The report in the library that was made of these very bytes; None for a new or unreadable file."""
        try:
            return self.library.holding(source.digest())
        except OSError:
            return None  # the reader says what is wrong with it

    def list(self) -> tuple[ReportRow, ...]:
        """All reports, by organisation, year and id."""
        return self.library.reports()

    def remove(self, id_or_file: str) -> ReportRow:
        """Remove a report and publish the index without it; raises UnknownReport."""
        row = self.library.find(id_or_file)
        build.remove(self.library, id_or_file)
        originals.prune(self.library.folder, {held.sha256 for held in self.list()})
        self._settle()
        return row

    def _settle(self) -> None:
        """After a change: figures that others ask for are made ready here, and what that needed is given back."""
        if self._current.used:
            self._current.latest()
            memory.give_back()

    def facts(self, report: str | None = None) -> Sequence[Fact]:
        """The facts of one report (id or file name) or of all, personal data not masked; raises UnknownReport."""
        return self.library.facts(None if report is None else [self.library.find(report).id])

    def findings(
        self, report: str, *, kinds: Collection[str] = (), severities: Collection[str] = ()
    ) -> tuple[Finding, ...]:
        """What does not follow in the figures of one report; see `Ledger.of` for the filters and what is raised."""
        return masked(self._ledger.of(report, kinds=kinds, severities=severities))

    def found(self, row: ReportRow) -> int | None:
        """How many findings a report has; None where it was not audited since it was added."""
        return self._ledger.known(row)

    def readings(self, reports: Sequence[str]) -> tuple[Reading, ...]:
        """Reports (ids) read for their parts, as checklist and examples need them; raises UnknownReport."""
        return self._shelf.of(reports)

    def sheet(self, report: str) -> Sheet:
        """The data sheet of a report (id or file name); raises UnknownReport."""
        found = self.library.find(report).id
        return masked(make_sheet(self.library.report(found), self.library.facts([found])))

    def frame(self) -> Frame:
        """The facts of the current revision, indexed; built once per revision."""
        return self._current.latest().frame

    def warm(self, most: int = 20) -> None:
        """Get ready what numeric answers need: the figures, and the findings of the `most` newest reports."""
        self.frame()
        for row in sorted(self.list(), key=lambda row: (-(row.year or 0), row.id))[:most]:
            self._ledger.cells(row.id)

    def ask(
        self,
        question: str,
        *,
        selected: Sequence[str] | None = None,
        history: Sequence[Any] = (),
        id: str | None = None,  # noqa: A002 - the word of the contract
    ) -> Answer:
        """The answer to one question; `selected` (ids or file names) limits it to those reports.

        An empty selection means all; one that matches nothing finds nothing. `history` are earlier turns.
        Raises BadInput for a question that is empty or too long.
        """
        start = time.perf_counter()
        _check(question)
        answer = self._answer(self._current.ready(), question, selected, history, id)
        if answer is None:  # a report that it is about was removed or changed meanwhile
            answer = self._answer(self._current.latest(), question, selected, history, id)
        if answer is None:
            raise LibraryBusy("pustaka sedang berubah", where=str(self.library.folder), remedy="tanyakan sekali lagi")
        return replace(masked(answer), elapsed_ms=round((time.perf_counter() - start) * 1000, 1))

    def _answer(
        self,
        loaded: Loaded,
        question: str,
        selected: Sequence[str] | None,
        history: Sequence[Any],
        id: str | None,  # noqa: A002 - the word of the contract
    ) -> Answer | None:
        """The answer from some figures; None where a report that it is about is not what it was in them."""
        frame = loaded.frame
        chosen = set(self.library.resolve(list(selected))) if selected else None
        if chosen is not None and not chosen <= set(loaded.keys):
            return None
        offices = [office for office in frame.offices if chosen is None or office.id in chosen]
        slots, leaned = resolve(question, questions_of(history), frame.offices, frame)
        try:
            draft = self._draft(question, slots, offices, frame)
        except UnknownReport:
            return None
        years = [year for office in frame.offices if (year := office.year) is not None]
        note = _understood(slots) if leaned else ""
        answer = compose(draft, slots, question=question, id=id, numbers=[*years, *slots.years.named], note=note)
        return answer if self._current.holds(loaded, answer) else None

    def _draft(self, question: str, slots: Slots, loaded: Sequence[Office], frame: Frame) -> Draft:
        scoped = tuple(scopes(frame, in_scope(slots, loaded)))
        context = Context(frame, slots, scoped, question, self._rules, self._desk)
        if not context.scopes and loaded:
            return missing.not_selected(context, [office.organisation for office in loaded])
        draft = whole.reply(context, self._shelf, self._ledger.gravest) or solve(context, self._finder)
        caution.warn(draft, context, self._ledger.cells)
        return draft


def in_scope(slots: Slots, loaded: Sequence[Office]) -> list[Office]:
    """The offices that a question is about: those it names, else those of the regions it names, else all.

    A region beside office names only tells apart offices of one name: another office may be of another region.
    """
    if slots.organisations:
        named = [o for o in loaded if o.organisation in slots.organisations]
        within = {o.organisation for o in named if o.region in slots.regions}
        return [o for o in named if o.region in slots.regions or o.organisation not in within]
    if slots.regions:
        return [o for o in loaded if o.region in slots.regions] or list(loaded)
    return of_type(loaded, slots.office_type)


def of_type(loaded: Sequence[Office], office_type: str | None) -> list[Office]:
    """The offices of a type ("kecamatan"), all of them when none is of it or no type was said."""
    kind = [o for o in loaded if office_type and o.organisation.lower().startswith(office_type)]
    return kind or list(loaded)


def _sources(paths: Iterable[str | Path], results: list[AddResult], *, apart: bool) -> list[Source]:
    """The reports at these paths; files that are named themselves are read in whatever format."""
    found: list[Source] = []
    named: list[Path] = []
    for path in map(Path, paths):
        try:
            if path.is_dir():
                found += readers.sources(path)
            else:
                named += readers.find(path)
        except TanyaError as error:
            results.append(AddResult(str(path), "failed", error=str(error)))
    found += folder.sources(named, formats=False)
    if apart:
        found = [Source((path,)) for source in found for path in source.paths]
    return list(dict.fromkeys(found))


def _twins(source: Source) -> tuple[str, ...]:
    return tuple(f"{path.name} dilewati: laporan yang sama dalam bentuk lain" for path in source.twins)


def _namesakes(file: str, done: PutResult) -> tuple[str, ...]:
    """That other reports came under the same file name, and under which one this one is kept."""
    if not done.beside or done.status == "unchanged":
        return ()
    return (
        f"nama file {file} juga dipakai laporan {', '.join(done.beside)}; semuanya disimpan, laporan ini bernama"
        f" {done.file}; hapus yang tidak diperlukan lagi menurut id-nya: tanya remove ID",
    )


def _check(question: str) -> None:
    if not question.strip():
        raise BadInput("pertanyaan kosong", remedy="tulis pertanyaannya")
    if len(question) > _LONGEST:
        raise BadInput(f"pertanyaan lebih dari {_LONGEST} huruf", remedy="persingkat pertanyaannya")


def _understood(slots: Slots) -> str:
    """How a follow-up was understood, for the reader to check."""
    measures = [measure_name(measure, slots.language) for measure in slots.measures]
    parts = [*slots.codes, *measures, *slots.organisations, *map(str, slots.years.named)]
    if not parts:
        return ""
    word = "understood as" if slots.language == "en" else "dipahami"
    return f"({word}: {escape(' '.join(parts))}) "
