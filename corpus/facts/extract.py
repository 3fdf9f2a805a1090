"""All facts of a report: those of its tables in reading order, then those of its sentences."""

from __future__ import annotations

from dataclasses import replace

from corpus.fact import Fact
from corpus.facts import checking, kinship, names, narrative, period
from corpus.facts.figures import facts_of
from corpus.facts.learning import learned
from corpus.facts.sheets import Sheet, sheet_of, told_apart
from corpus.report import Report


def extract(report: Report) -> tuple[Fact, ...]:
    """The facts of a report: those of its tables in reading order, then those of its sentences.

    A first pass learns which level each name has where the table proves it; the second reads the facts.
    """
    words = names.word_counts(report.lines)
    sheets = told_apart([sheet_of(block, report, index) for index, block in enumerate(report.blocks) if block.table])
    known = learned(sheets, words)
    dates = period.Periods.of(report)
    read = [(sheet, list(facts_of(sheet, report, words, known, dates))) for sheet in sheets]
    facts = kinship.one_scope(kinship.complete(_results([fact for _, found in _really_first(read) for fact in found])))
    return tuple(checking.by_ocr((*facts, *narrative.extract(report, facts, dates.plan_end)), report))


def _results(facts: list[Fact]) -> list[Fact]:
    """Totals of component tables that print an indicator's realisasi are named so.

    "Indeks Pelayanan Publik 3,45" under the aspects is the realisasi of that indicator, where another table says that
    it is; other totals keep the measure nilai.
    """
    known = {(fact.code, fact.period_year, fact.value) for fact in facts if fact.measure == "realisasi" and fact.code}
    return [
        replace(fact, measure="realisasi")
        if fact.level == "total" and fact.measure == "nilai" and (fact.code, fact.period_year, fact.value) in known
        else fact
        for fact in facts
    ]


def _really_first(read: list[tuple[Sheet, list[Fact]]]) -> list[tuple[Sheet, list[Fact]]]:
    """A table taken for the first version keeps that name only if a figure of it was changed later.

    Where all its figures stand in the revised plan too, both print the same plan.
    """
    revised = {_said(fact) for _, facts in read for fact in facts if fact.version == "perubahan"}
    return [
        (sheet, [replace(fact, version=None) if fact.version == "murni" else fact for fact in facts])
        if sheet.inferred and all(_said(fact) in revised for fact in facts if fact.version == "murni")
        else (sheet, facts)
        for sheet, facts in read
    ]


def _said(fact: Fact) -> tuple[str, str, object]:
    return names.key(fact.indicator), fact.measure, fact.value
