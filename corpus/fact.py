"""A fact: one figure of a report with everything needed to cite it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from corpus.report import Place


@dataclass(frozen=True, slots=True)
class Source:
    """The place of a figure: file, lines (text) or page and box (PDF), and its table, row and column."""

    file: str
    line_start: int | None
    line_end: int | None
    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    table: str | None = None
    row: str | None = None
    header: tuple[str, ...] = ()

    @classmethod
    def at(
        cls, place: Place, file: str, table: str | None = None, row: str | None = None, header: tuple[str, ...] = ()
    ) -> Source:
        """A place of a file as the source of a figure or a passage."""
        return cls(file, place.line_start, place.line_end, place.page, place.bbox, table, row, header)

    @property
    def cited_lines(self) -> tuple[int | None, int | None]:
        """First and last line to cite; none for a file of pages, whose lines are those of its reader."""
        return (self.line_start, self.line_end) if self.page is None else (None, None)


@dataclass(frozen=True, slots=True)
class Fact:
    """One printed figure (a row of the facts frame).

    `value` is None for N/A, "-", words and ranges (a range keeps low and high in `note`);
    `as_printed` is the cell's own text and stands verbatim on the cited lines. `indicator` is the name
    as printed with broken words rejoined; `item` the programme, activity or objective it belongs to;
    `code` the canonical short name where the vocabulary knows one. Anything doubtful is in `flags`.
    """

    report: str
    organisation: str
    region: str
    report_year: int | None
    level: str
    indicator: str
    item: str | None
    code: str | None
    period_year: int | None
    version: str | None
    measure: str
    value: Decimal | None
    as_printed: str
    unit: str | None
    source: Source
    flags: tuple[str, ...] = ()
    note: str | None = None
