"""Which year and which version of a plan a figure is about: header, caption, section, then the report's year."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from corpus.fact import Fact
from corpus.facts.roles import Column
from corpus.report import Report, Table
from corpus.words import plain, squash

_YEAR = re.compile(r"(?<!\d)20[0-4]\d(?!\d)")
_SPAN = re.compile(r"(?<!\d)(20[0-4]\d)\s*(?:[-–/]|s\s*/?\s*d\.?|sampai(?: dengan)?)\s*(20[0-4]\d)(?!\d)")
_PLAN_SPAN = re.compile(
    r"(?:renstra|rencana strategis|rpjmd|rpd)[^.;\n]{0,60}?(20[0-4]\d)\s*[-–]\s*(20[0-4]\d)", re.IGNORECASE
)
_VERSIONS = (
    ("pergeseran", re.compile(r"pergeseran")),
    (
        "perubahan",
        re.compile(
            r"(perjanjiankinerja|pk|anggaran|apbd|dpa|program|kegiatan)\(?perubahan|perubahan(perjanjian|program|pk|anggaran)|\(perubahan\)"
        ),
    ),
    (
        "renstra",
        re.compile(
            r"t-c\.?2[5-7]|rencanaprogram,?kegiatan,?danpendanaan|matriksrenstra|targetkinerjaperangkatdaerah"
            r"|jangkamenengahpelayanan"
        ),
    ),
    ("renja", re.compile(r"t-c\.?(29|3[0-3])|renja|rencanakerja(perubahan)?tahun")),
)
_LAST_YEAR = re.compile(r"(tahun|thn|th\.?)(lalu|sebelumnya)")
_NUMBERED = re.compile(r"^\W*tabel\W*[\dA-Z.\-]+\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Periods:
    """The years that a whole report tells: the year reported on and the last year of its strategic plan (Renstra)."""

    report_year: int | None
    plan_end: int | None

    @classmethod
    def of(cls, report: Report) -> Periods:
        """Read them from a report; `plan_end` is the last year of the plan named most often, None if none is."""
        spans = Counter(
            int(match[2]) for line in report.lines for match in _PLAN_SPAN.finditer(plain(line)) if match[1] < match[2]
        )
        year = report.identity.year
        fitting = {end: count for end, count in spans.items() if year is None or end >= year} or spans
        return cls(year, max(fitting, key=lambda end: (fitting[end], end)) if fitting else None)

    def settle(self, fact: Fact, column: Column) -> Fact:
        """A fact with its year.

        An end-of-plan figure has the plan's last year, a baseline only a printed one, others without one the report's.
        """
        if fact.measure == "kondisi_awal":
            return replace(fact, period_year=column.year)
        if fact.measure in ("target_akhir_renstra", "pagu_akhir_renstra"):
            span = _SPAN.search(" ".join(column.path))
            year = int(span[2]) if span else column.year or self.plan_end
            return replace(fact, period_year=year, version="renstra_akhir")
        if column.year is None and self.report_year and _LAST_YEAR.search(squash(" ".join(column.path))):
            return replace(fact, period_year=self.report_year - 1)
        return fact if fact.period_year is not None else replace(fact, period_year=self.report_year)


def of_table(table: Table, section: tuple[str, ...], report_year: int | None) -> int | None:
    """The year that a table without years in its header is about.

    The one year of its printed caption, else of the nearest heading that names one, else the report's year. A caption
    with several years that include the report's year means the report's year.
    """
    for text in (table.caption if table.caption_printed or "shared_caption" in table.flags else "", *reversed(section)):
        years = {int(year) for year in _YEAR.findall(_SPAN.sub(" ", _NUMBERED.sub("", text)))}
        if len(years) == 1:
            return years.pop()
        if report_year in years:
            return report_year
    return report_year


def version_of(table: Table, section: tuple[str, ...]) -> str | None:
    """perubahan, pergeseran, renstra or renja where the caption (or the heading above) says so, else None.

    Budgets and targets of the strategic plan (Renstra) and the work plan (Renja) are plans of their own: they never
    stand for the final budget.
    """
    captioned = table.caption_printed or "shared_caption" in table.flags
    for text, versions in (
        (table.caption, _VERSIONS),
        (section[-1] if section else "", _VERSIONS[:2] if captioned else _VERSIONS),
    ):
        squashed = squash(text)
        for version, pattern in versions:
            if pattern.search(squashed):
                return version
    return None


def tell_apart(versions: list[str | None], shapes: list[tuple[str, ...]], planned: list[bool]) -> list[str | None]:
    """Versions of a report's tables, the earlier of two plans told apart.

    Where one planning table is marked perubahan, an unmarked planning table with the same columns is the first
    version (murni). The three lists run over the tables; `shapes` are their column roles.
    """
    revised = {
        shape for shape, version, plan in zip(shapes, versions, planned, strict=True) if plan and version == "perubahan"
    }
    return [
        "murni" if version is None and plan and shape in revised else version
        for version, shape, plan in zip(versions, shapes, planned, strict=True)
    ]
