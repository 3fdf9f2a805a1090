"""What the reports print, read from their facts: the ground that expectations stand on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from corpus.fact import Fact
from corpus.frame import frame
from corpus.vocabulary import code_of
from corpus.words import squash
from tests.questions.question import Values

_DOUBTFUL = "narrative|nameless|example|damaged|ambiguous_separator"
_OBJECTIVE = re.compile(r"(?i)^(me\w+|ter\w+nya|ber\w+nya)\b")
_GLUED = re.compile(r"\wKec\b")
"""Two words run together in print: nobody would type them so."""
_HEADLINE = ("tujuan", "sasaran", "other")


@dataclass(frozen=True)
class Office:
    """An office and its reports: report id by year."""

    organisation: str
    region: str
    reports: tuple[tuple[int, str], ...]

    @property
    def latest(self) -> int:
        return max(year for year, _ in self.reports)

    def report(self, year: int) -> str:
        return dict(self.reports)[year]


@dataclass(frozen=True)
class Subject:
    """An indicator of an office: `key` is its canonical code, or its squashed name where it has none."""

    office: Office
    key: str
    code: str | None
    name: str


class Truth:
    """The printed figures of some reports, from tables alone: figures of sentences and doubtful ones are left out."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        data = frame(facts)
        data = data[~data["flags"].str.contains(_DOUBTFUL) & data["report_year"].notna()]
        data = data.sort_values(["report", "line_start", "table", "header", "indicator", "as_printed"], kind="stable")
        keys = {name: code_of(name) or squash(name) for name in data["indicator"].dropna().unique()}
        place = zip(data["report"], data["line_start"], data["period_year"], strict=True)
        self.data = data.assign(key=data["indicator"].map(keys), place=[tuple(map(str, p)) for p in place])
        self._by_office = {str(name): group for name, group in self.data.groupby("organisation")}
        printed = self.data[self.data["value"].notna()]
        self._places = {str(m): set(group["place"]) for m, group in printed.groupby("measure")}
        self.offices = tuple(
            Office(str(name), str(group["region"].iloc[0]), tuple(_reports(group)))
            for name, group in self.data.groupby("organisation", sort=True)
        )
        self.subjects = tuple(s for office in self.offices for s in self._subjects(office))

    def rows(self, office: Office, **wanted: object) -> pd.DataFrame:
        """The facts of an office whose columns hold the wanted values (a sequence: one of them)."""
        found = self._by_office[office.organisation]
        for column, value in wanted.items():
            found = found[found[column].isin(value if isinstance(value, list | tuple) else [value])]
        return found

    def values(self, subject: Subject, measure: str, year: int | None) -> Values:
        """Every value printed for an indicator; a target from the rows that print its actual value too, where any do."""
        found = self.rows(subject.office, key=subject.key, measure=measure, level=_HEADLINE)
        if year is not None:
            found = found[found["period_year"] == year]
        if measure in ("target", "capaian", "kategori"):
            found = self._beside(found, "realisasi")
        return distinct(found)

    def elsewhere(self, office: Office, key: str, year: int) -> Values:
        """What an office prints at any level for an indicator that is not among its headline indicators."""
        return distinct(self.rows(office, key=key, measure=("realisasi", "nilai"), period_year=year))

    def texts(self, subject: Subject, measure: str, year: int) -> tuple[str, ...]:
        """The words printed for an indicator (a category)."""
        found = self.rows(subject.office, key=subject.key, measure=measure, level=_HEADLINE, period_year=year)
        return tuple(sorted(set(self._beside(found, "realisasi")["as_printed"])))

    def years(self, subject: Subject, measure: str = "realisasi") -> list[int]:
        """The years for which a measure of an indicator is printed."""
        found = self.rows(subject.office, key=subject.key, measure=measure, level=_HEADLINE)
        return sorted({int(y) for y in found[found["value"].notna()]["period_year"].dropna()})

    def subject(self, office: Office, key: str) -> Subject | None:
        return next((s for s in self.subjects if s.office == office and s.key == key), None)

    def total(self, office: Office, year: int) -> dict[str, Values]:
        """The printed totals of an office's budget in a year by measure; {} where no table prints pagu and realisasi."""
        found = self.rows(office, level="total", period_year=year)
        found = found[(found["measure"] == "pagu") & (found["version"].isna() | (found["version"] == "perubahan"))]
        found = self._beside(found, "realisasi_anggaran", strict=True)
        if found.empty:
            return {}
        top = max(found["value"])
        lines = found[[abs(v - top) <= top / 1000 for v in found["value"]]]
        pairs = set(zip(lines["report"], lines["line_start"], strict=True))
        same = self.rows(office, level="total", period_year=year)
        same = same[[pair in pairs for pair in zip(same["report"], same["line_start"], strict=True)]]
        return {str(m): distinct(group) for m, group in same.groupby("measure")}

    def _beside(self, found: pd.DataFrame, other: str, *, strict: bool = False) -> pd.DataFrame:
        """The facts whose row prints another measure of the same year; all of them where none does (unless strict)."""
        near = found[found["place"].isin(self._places.get(other, set()))]
        return near if strict or not near.empty else found

    def _subjects(self, office: Office) -> list[Subject]:
        found = self.rows(office, measure="realisasi", level=("tujuan", "sasaran"), period_year=office.latest)
        found = found[found["value"].notna()]
        kept = []
        for key, group in found.groupby("key", sort=True):
            name = str(group["indicator"].mode().iloc[0])
            if not _OBJECTIVE.match(name) and not _GLUED.search(name) and len(name.split()) <= 16:
                kept.append(Subject(office, str(key), code_of(name), name))
        return kept


def distinct(found: pd.DataFrame) -> Values:
    """The different numbers of some facts, in order of size."""
    return tuple(sorted({v for v in found["value"] if isinstance(v, Decimal)}))


def _reports(group: pd.DataFrame) -> Sequence[tuple[int, str]]:
    pairs = {(int(y), str(r)) for y, r in zip(group["report_year"], group["report"], strict=True)}
    return sorted(pairs)
