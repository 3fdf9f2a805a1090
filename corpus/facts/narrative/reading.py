"""The facts of a report's paragraphs and list items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.fact import Fact, Source
from corpus.facts.names import key
from corpus.facts.narrative.cues import pattern, version_in
from corpus.facts.narrative.figure import Figure, figures
from corpus.facts.narrative.subjects import Finder, Name
from corpus.facts.narrative.whose import SENTENCE, Clause, Whose
from corpus.facts.subject import GOALS
from corpus.facts.units import canonical, unit_of_code
from corpus.numbers import Number, parse
from corpus.places import narrow
from corpus.report import Block, Place, Report
from corpus.vocabulary import code_of

_YEAR = re.compile(r"(?<!\d)20[0-4]\d(?!\d)")
_YEARS = re.compile(r"20\d\d\s*[-–]\s*(20\d\d)")
_OF_WEIGHT = re.compile(r"\bnilai \d[\d.,]* dari bobot", re.IGNORECASE)
_LONGEST_BLOCK = 4000
_PARTS = frozenset({"komponen", "unsur"})


def extract(report: Report, known: Sequence[Fact], plan_end: int | None) -> Iterator[Fact]:
    """The facts of a report's paragraphs and list items.

    `known` are those of its tables (for names and units); `plan_end` is the last year of its strategic plan.
    A percentage that a sentence calls an achievement and a table prints as the realisasi itself is left out: the
    table has it, and which of the two the sentence means is not sure.
    """
    reader = _Reader(report, Finder(known, report.identity.organisation), plan_end)
    achieved = {_result(fact) for fact in known if fact.measure == "capaian"}
    results = {_result(fact) for fact in known if fact.measure == "realisasi"}
    for block in report.blocks:
        if block.kind in ("paragraph", "list_item") and len(block.text) <= _LONGEST_BLOCK:
            for fact in reader.facts(block):
                is_result = fact.measure == "nilai" and fact.level in GOALS and _result(fact) in results
                if fact.measure != "capaian" or _result(fact) in achieved or _result(fact) not in results:
                    yield replace(fact, measure="realisasi") if is_result else fact


def _result(fact: Fact) -> tuple[str, int | None, object]:
    """What makes a spoken score ("dengan nilai IKM sebesar 97,53") the realisasi that a table prints."""
    return fact.code or key(fact.indicator), fact.period_year, fact.value


class _Reader:
    """Reads the blocks of one report."""

    def __init__(self, report: Report, finder: Finder, plan_end: int | None) -> None:
        self.report, self.finder, self.plan_end = report, finder, plan_end
        names = [name for name in (report.identity.organisation, report.identity.region) if name]
        self.own = "|".join(re.escape(name) for name in names)
        self.whose = Whose(finder, report.identity.organisation, self.own)

    def facts(self, block: Block) -> Iterator[Fact]:
        """The facts of one block, in reading order."""
        text = block.text
        if not any(char.isdigit() for char in text):
            return
        subjects = self.finder.find(text)
        start = 0
        for sentence in SENTENCE.split(text):
            position = text.index(sentence, start)
            clause = Clause(block, position, subjects)
            for figure in figures(text, position, position + len(sentence), subjects, self.own):
                fact = self._fact(figure, clause)
                if fact is not None:
                    yield fact
            start = position + len(sentence)

    def _fact(self, figure: Figure, clause: Clause) -> Fact | None:
        subject = self.whose.of(figure, clause)
        number = parse(figure.as_printed, "money" if figure.money else "decimal")
        place = narrow(clause.block.place, figure.as_printed, self.report.lines, self.report.printed)
        if subject is None or number.value is None or place is None:
            return None
        measure = _measure(figure, subject, clause)
        return self._printed(replace(figure, measure=measure), clause, subject, number, place) if measure else None

    def _printed(self, figure: Figure, clause: Clause, subject: Name, number: Number, place: Place) -> Fact:
        identity, before, section = self.report.identity, clause.before(figure), clause.block.section
        return Fact(
            report=identity.id,
            organisation=identity.organisation,
            region=identity.region,
            report_year=identity.year,
            level=subject.level,
            indicator=subject.name,
            item=_benchmark(before) if figure.measure == "pembanding" else None,
            code=subject.code or code_of(subject.name),
            period_year=self._year(figure, before, clause.after(figure)),
            version=_version(figure, before),
            measure=figure.measure,
            value=number.value,
            as_printed=figure.as_printed,
            unit=_unit(figure, subject, number),
            source=Source.at(place, self.report.file, row=section[-1] if section else None),
            flags=tuple(sorted({"narrative", *number.flags})),
        )

    def _year(self, figure: Figure, clause: str, after: str) -> int | None:
        """The year said right behind the figure ("5 unit pada tahun 2015"), else the last single one before it.

        The report's where its sentence names none; the plan's for its last target.
        """
        if figure.measure == "target_akhir_renstra":
            return self.plan_end
        own = pattern("year_after").match(after)
        if own:
            return int(own["year"])
        spans = r" \1 " if figure.measure == "perubahan" else " "
        years = _YEAR.findall(_YEARS.sub(spans, clause))
        year = self.report.identity.year
        if year is not None and pattern("last_year").search(clause):
            return year - 1
        return int(years[-1]) if years else year


def _measure(figure: Figure, subject: Name, clause: Clause) -> str | None:
    """What a figure is of its subject; None where it can be nothing of it."""
    measure = figure.measure
    part = subject.level in _PARTS
    if not part and (measure == "bobot" or _OF_WEIGHT.search(clause.sentence)):
        return None
    if part and measure == "realisasi" and not figure.percent:
        measure = "nilai"
    if figure.percent and measure == "realisasi" and subject.several:
        measure = "capaian"
    if figure.percent and measure in ("target", "realisasi") and subject.unit not in (None, "persen"):
        # a percentage of an indicator that is none
        return "capaian" if measure == "realisasi" else None
    return measure


def _unit(figure: Figure, subject: Name, number: Number) -> str | None:
    if figure.money or figure.percent:
        return "rupiah" if figure.money else "persen"
    return subject.unit or canonical(number.unit) or unit_of_code(subject.code)


def _version(figure: Figure, clause: str) -> str | None:
    """The version of a plan figure: the last one named before it in its sentence; results have none."""
    if figure.measure == "target_akhir_renstra":
        return "renstra_akhir"
    return version_in(clause) if figure.measure == "pagu" else None


def _benchmark(clause: str) -> str | None:
    found = pattern("benchmark").findall(clause)
    return f"Realisasi {found[-1].title()}" if found else None
