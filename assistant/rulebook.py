"""What reports say beside their figures: achievement scales, formulas, lists of staff; and general scales."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Protocol

from assistant.held import Held
from assistant.wording import words
from corpus.formulas import Formula, formulas
from corpus.library import Library
from corpus.report import Place, Table
from corpus.rows import ReportRow
from corpus.scales import Scale, scales
from corpus.vocabulary import load

_ACHIEVEMENT = re.compile(r"\b(?:capaian|kinerja|keberhasilan|kriteria|predikat|kategori)\b", re.IGNORECASE)
_OTHER = re.compile(r"\b(?:kepuasan|ikm|skm|pelayanan publik|risiko|efisiensi|serapan|lke|lhe)\b", re.IGNORECASE)
_STAFF = re.compile(r"\b(?:pegawai|staf|personil|personel|aparatur|asn|pns)\b", re.IGNORECASE)
_NIP_LENGTH = 9
"""The shortest personnel number: nine digits before 2009, eighteen since."""
_PMK = re.compile(r"\bPAK|\bCK_?\{?i?\b|Pagu Anggaran Output|Capaian Output", re.IGNORECASE)
_RATIO = re.compile(r"efisiensi\W.{0,40}input target.{0,20}input aktual", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class StaffList:
    """A table of employees by name: its caption, how many it lists that no earlier table does, and its place."""

    caption: str
    count: int
    place: Place


class Rules(Protocol):
    """What reports say about their own scales and formulas, by report id."""

    def scale(self, report: str) -> Scale | None:
        """The scale for capaian that a report prints; None where it prints none."""

    def efficiency(self, report: str) -> Formula | None:
        """The formula for efficiency that a report prints; None where it prints none."""

    def staff(self, report: str) -> tuple[StaffList, ...]:
        """The lists of staff by name that a report prints; () where it prints none."""


class _NoRules:
    def scale(self, report: str) -> Scale | None:
        return None

    def efficiency(self, report: str) -> Formula | None:
        return None

    def staff(self, report: str) -> tuple[StaffList, ...]:
        return ()


NO_RULES: Rules = _NoRules()
"""Rules of reports that print none."""


@dataclass(frozen=True, slots=True)
class _Page:
    scale: Scale | None
    efficiency: Formula | None
    staff: tuple[StaffList, ...]


class Rulebook:
    """The rules of a library's reports, each report read once for what it holds."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._pages = Held(library, self._read)

    def scale(self, report: str) -> Scale | None:
        """The scale for capaian that a report prints; None where it prints none."""
        return self._pages.of(report).scale

    def efficiency(self, report: str) -> Formula | None:
        """The formula for efficiency that a report prints; None where it prints none."""
        return self._pages.of(report).efficiency

    def staff(self, report: str) -> tuple[StaffList, ...]:
        """The lists of staff by name that a report prints; () where it prints none."""
        return self._pages.of(report).staff

    def _read(self, row: ReportRow) -> _Page:
        found = self._library.report(row.id)
        scale, formula = achievement_scale(scales(found)), efficiency_formula(formulas(found))
        return _Page(scale, formula, staff_lists(found.tables))


def staff_lists(tables: Iterable[Table]) -> tuple[StaffList, ...]:
    """The tables that list employees: a column headed NIP with personnel numbers, under a caption on staff."""
    found: list[StaffList] = []
    seen: set[str] = set()
    for table in tables:
        columns = [index for index, path in enumerate(table.columns) if "nip" in words(" ".join(path))]
        if not columns or not _STAFF.search(table.caption):
            continue
        cells = [row.cells[columns[0]] for row in table.rows if columns[0] < len(row.cells)]
        numbers = {digits for cell in cells if len(digits := re.sub(r"\D", "", cell)) >= _NIP_LENGTH}
        if numbers - seen:
            found.append(StaffList(table.caption, len(numbers - seen), table.place))
            seen |= numbers
    return tuple(found)


def achievement_scale(found: tuple[Scale, ...]) -> Scale | None:
    """The scale by which a report judges capaian, among all it prints; the first where several might be it."""
    fitting = [s for s in found if _ACHIEVEMENT.search(s.caption) and not _OTHER.search(s.caption)]
    return next(iter(fitting or [s for s in found if not _OTHER.search(s.caption)]), None)


def efficiency_formula(found: tuple[Formula, ...]) -> Formula | None:
    """The formula by which a report computes efficiency, the general one (with sums) last printed; else None."""
    fitting = [f for f in found if form_of(f.text)]
    return fitting[-1] if fitting else None


def form_of(text: str) -> str | None:
    """`pmk` for (pagu x capaian - realisasi) / (pagu x capaian), `ratio` for target / actual input, else None."""
    if _PMK.search(text):
        return "pmk"
    return "ratio" if _RATIO.search(text) else None


@dataclass(frozen=True, slots=True)
class Grade:
    """One grade of a general scale: its label, its meaning ("" where none is known), the last value it holds."""

    label: str
    meaning: str
    high: Decimal


@dataclass(frozen=True, slots=True)
class GeneralScale:
    """A scale of a regulation, grades upwards; `source` names the regulation."""

    source: str
    grades: tuple[Grade, ...]
    whole: bool

    def grade(self, value: Decimal) -> Grade:
        """The grade of a value.

        Where bands have whole bounds the value is rounded half up first; above all bands is the highest.
        """
        number = (value + Decimal("0.5")) // 1 if self.whole else value
        return next((grade for grade in self.grades if number <= grade.high), self.grades[-1])


@cache
def general_scale(name: str) -> GeneralScale | None:
    """A scale of the data file `scales`: `capaian`, or that of an indicator's code; None where there is none."""
    entry = load("scales", "assistant").get(name)
    if entry is None:
        return None
    grades = tuple(Grade(str(g["label"]), str(g.get("meaning", "")), Decimal(str(g["high"]))) for g in entry["grades"])
    return GeneralScale(str(entry["source"]), grades, bool(entry.get("whole")))
