"""A desk without a library: hand-made reports, and hand-made answers by question."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from assistant.access.visitor import LOCAL, Visitor
from assistant.answer import Answer, Figure, Passage
from assistant.answer import Warning as Notice
from assistant.audit.finding import Finding
from assistant.checklist.judge import Checklist, check
from assistant.checklist.reading import Reading
from assistant.examples.example import Example, example
from assistant.service import AddResult
from corpus.errors import UnknownReport
from corpus.fact import Fact, Source
from corpus.facts import extract
from corpus.readers.pdf.picture import Picture
from corpus.report import Report
from corpus.rows import ReportRow
from corpus.sheet import Sheet, sheet
from tests.builders import fact, small_report

IKM = "Indeks Kepuasan Masyarakat (IKM)"
HOSTILE = '<script>window.pwned=1</script><img src=x onerror="window.pwned=1"> [klik](javascript:pwn) `a` **b**'


class FakeDesk:
    """Answers what it was given; raises what it was given; remembers how it was asked."""

    def __init__(self, reports: Sequence[Report] = (), facts: Sequence[Fact] = (),
                 answers: dict[str, Answer | Exception] | None = None) -> None:  # fmt: skip
        self._reports = {report.identity.id: report for report in reports}
        self._facts = list(facts)
        self._answers = answers or {}
        self.broken: Exception | None = None
        self.asked: list[tuple[str, list[str], list[str]]] = []
        self.editable = self.changeable = True
        self.exports: list[str] = []
        self.removed: list[str] = []
        self.added: list[tuple[str, ...]] = []
        self.faults: dict[str, Sequence[Finding]] = {}
        self.lengths: dict[str, int] = {}
        self.drawn: dict[tuple[str, int], Picture] = {}

    def ask(self, question: str, *, selected: Sequence[str] | None = None, history: Sequence[str] = ()) -> Answer:
        self.asked.append((question, list(selected or ()), list(history)))
        answer = self._answers.get(question) or answered(question)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def reports(self) -> tuple[ReportRow, ...]:
        if self.broken is not None:
            raise self.broken
        return tuple(row(report, key) for key, report in enumerate(self._reports.values(), start=1))

    def facts(self) -> Sequence[Fact]:
        return self._facts

    def passages(self, row: ReportRow) -> int:
        return 12

    def report(self, report_id: str) -> Report:
        if self.broken is not None:
            raise self.broken
        if report_id not in self._reports:
            raise UnknownReport("tidak ada", where=report_id)
        return self._reports[report_id]

    def sheet(self, report_id: str) -> Sheet:
        report = self.report(report_id)
        return sheet(report, [fact for fact in self._facts if fact.report == report_id])

    def pages(self, row: ReportRow) -> int | None:
        return self.lengths.get(row.id)

    def found(self, row: ReportRow) -> int | None:
        return len(self.faults[row.id]) if row.id in self.faults else None

    def findings(self, report_id: str) -> Sequence[Finding]:
        self.report(report_id)
        return self.faults.get(report_id, ())

    def checklist(self, report_id: str) -> Checklist:
        return check(self.report(report_id), self._facts)

    def example(self, part: str, report_ids: Sequence[str] = ()) -> Example | None:
        chosen = [report for id_, report in self._reports.items() if not report_ids or id_ in report_ids]
        return example([Reading(report, tuple(extract(report))) for report in chosen], part)

    def pictured(self, report_id: str) -> bool:
        self.report(report_id)
        return any(name == report_id for name, _ in self.drawn)

    def picture(self, report_id: str, page: int) -> Picture | None:
        self.report(report_id)
        return self.drawn.get((report_id, page))

    def generation(self) -> str:
        return "gen-000007"

    def add(self, *paths: str) -> AddResult:
        path = paths[0]
        self.added.append(tuple(Path(path).name for path in paths))
        if path.endswith("bad.txt"):
            return AddResult(path, "failed", error=f"{path}: file kosong; periksa isinya")
        return AddResult(path, "added", "kecamatan-baru-2024", 12)

    def exported(self, what: str) -> None:
        self.exports.append(what)

    def visitor(self) -> Visitor:
        return LOCAL

    def remove(self, report_id: str) -> ReportRow:
        found = row(self.report(report_id))
        self.removed.append(report_id)
        del self._reports[report_id]
        return found


def row(report: Report, key: int = 1) -> ReportRow:
    who = report.identity
    return ReportRow(key, who.id, who.organisation, who.region, who.year, report.file, report.sha256, report.encoding,
                     len(report.lines), len(report.blocks), len(report.tables), 34)  # fmt: skip


def line_of(report: Report, text: str) -> int:
    """The first line that holds a text, 1-based."""
    return next(number for number, line in enumerate(report.lines, start=1) if text in line)


def printed(report: Report, as_printed: str = "93,53", measure: str = "realisasi", year: int = 2024) -> Figure:
    """A figure of the report's performance table."""
    line = line_of(report, as_printed)
    who = report.identity
    source = Source(report.file, line, line, table="Tabel 3.1 Capaian Kinerja Tahun 2024", row="1",
                    header=("Tahun 2024", "Realisasi"))  # fmt: skip
    return Figure(f"{measure} {IKM} {who.organisation} {year}", Decimal(as_printed.replace(",", ".")), as_printed,
                  "nilai", IKM, "IKM", measure, year, who.organisation, who.id, source)  # fmt: skip


def difference(high: Figure, low: Figure) -> Figure:
    """A computed figure."""
    assert high.value is not None and low.value is not None
    return Figure("selisih", high.value - low.value, "", "poin", high.indicator, high.code, "selisih", high.period_year,
                  high.organisation, high.report, None, True, f"{high.as_printed} - {low.as_printed}",
                  (high, low))  # fmt: skip


def quoted(report: Report, text: str) -> Passage:
    """A passage that holds a text."""
    line = line_of(report, text)
    return Passage(report.lines[line - 1], "BAB III AKUNTABILITAS KINERJA", report.identity.id, 0.5,
                   Source(report.file, line, line))  # fmt: skip


def answered(question: str, text: str = "Ya.", figures: Sequence[Figure] = (), passages: Sequence[Passage] = (),
             warnings: Sequence[Notice] = (), status: str = "answered", language: str = "id",
             intent: str = "lookup") -> Answer:  # fmt: skip
    return Answer(None, question, language, status, intent, {}, text, tuple(figures), tuple(passages), tuple(warnings))


def two_reports() -> tuple[Report, Report]:
    """Two offices, one year."""
    return small_report(), small_report("Kecamatan Melati Timur", file="melati-timur-2024.txt", ikm="88,10")


def facts_of(report: Report, year: int, ikm: str) -> list[Fact]:
    """What an office's report gives for its IKM and its budget."""
    return [
        fact(report, ikm, period_year=year, report_year=year),
        fact(report, "95", period_year=2026, report_year=year, measure="target_akhir_renstra"),
        fact(report, "230000000", period_year=year, report_year=year, measure="pagu", level="total", code=None),
    ]
