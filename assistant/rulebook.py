"""The rules that reports print for themselves (achievement scales, formulas), and the general scales behind them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Protocol

from corpus.formulas import Formula, formulas
from corpus.library import Library
from corpus.scales import Scale, scales
from corpus.vocabulary import load

_ACHIEVEMENT = re.compile(r"\b(?:capaian|kinerja|keberhasilan|kriteria|predikat|kategori)\b", re.IGNORECASE)
_OTHER = re.compile(r"\b(?:kepuasan|ikm|skm|pelayanan publik|risiko|efisiensi|serapan|lke|lhe)\b", re.IGNORECASE)
_PMK = re.compile(r"\bPAK|\bCK_?\{?i?\b|Pagu Anggaran Output|Capaian Output", re.IGNORECASE)
_RATIO = re.compile(r"efisiensi\W.{0,40}input target.{0,20}input aktual", re.IGNORECASE | re.DOTALL)


class Rules(Protocol):
    """What reports say about their own scales and formulas, by report id."""

    def scale(self, report: str) -> Scale | None:
        """The scale for capaian that a report prints; None where it prints none."""

    def efficiency(self, report: str) -> Formula | None:
        """The formula for efficiency that a report prints; None where it prints none."""


class _NoRules:
    def scale(self, report: str) -> Scale | None:
        return None

    def efficiency(self, report: str) -> Formula | None:
        return None


NO_RULES: Rules = _NoRules()
"""Rules of reports that print none."""


class Rulebook:
    """The rules of a library's reports, each report read once for every revision of the library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._read: dict[tuple[int, str], tuple[Scale | None, Formula | None]] = {}

    def scale(self, report: str) -> Scale | None:
        """The scale for capaian that a report prints; None where it prints none."""
        return self._rules(report)[0]

    def efficiency(self, report: str) -> Formula | None:
        """The formula for efficiency that a report prints; None where it prints none."""
        return self._rules(report)[1]

    def _rules(self, report: str) -> tuple[Scale | None, Formula | None]:
        key = (self._library.revision, report)
        if key not in self._read:
            found = self._library.report(report)
            self._read[key] = (achievement_scale(scales(found)), efficiency_formula(formulas(found)))
        return self._read[key]


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
