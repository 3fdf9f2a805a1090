"""The figures of an office that answer a question: by subject, year and measure, and what belongs beside them."""

from __future__ import annotations

import re

from assistant.linking import Scope, Subject, subjects, wants_money
from assistant.metrics.lookup import BUDGET, Choice, beside, choose, close, names_of, same_value
from assistant.metrics.rows import one_row
from assistant.replies.draft import Context
from assistant.replies.reading import DERIVED, Reading, of_same_amount

_PERFORMANCE = ("realisasi", "target", "capaian")
_DEFAULTS = ("realisasi", "nilai", "capaian", "target")
_YEAR_IN_NAME = re.compile(r"_?(?:19|20)\d\d")


def read_scope(context: Context, scope: Scope) -> list[Reading]:
    """All figures that answer in one office, in the order asked."""
    found: list[Reading] = []
    for subject in subjects(context.frame, context.slots, scope):
        found += read_subject(context, scope, subject)
    return found


def years_for(context: Context, scope: Scope) -> tuple[int | None, ...]:
    """The years asked, else the year of the office's newest report."""
    return context.slots.years.resolve(scope.year) or (scope.year,)


def read_subject(
    context: Context, scope: Scope, subject: Subject, measures: tuple[str, ...] | None = None
) -> list[Reading]:
    """The figures of one subject for the years and measures asked (or the usual measure for such a subject)."""
    found = []
    years = years_for(context, scope)
    for year in years:
        first: Choice | None = None
        for measure in measures or measures_for(context, subject, year):
            together = one_row(subject.facts, measure, years, context.slots.version) if len(years) > 1 else ()
            choice = choose(together or subject.facts, measure, year, context.slots.version)
            choice = choice or of_same_amount(context, scope, subject, measure, year)
            if choice is None:
                compute = DERIVED.get(measure)
                found += compute(context, scope, subject, year) if compute else []
                continue
            choice = _together(subject, first, choice, measure)
            first = first or choice
            found.append(Reading(scope, subject, year, measure, choice))
    return found


def _together(subject: Subject, first: Choice | None, choice: Choice, measure: str) -> Choice:
    """A further figure from the row of the first one where that row prints it; contradictions stay known."""
    near = beside(subject.facts, first.fact, measure) if first is not None else None
    if near is None or near.fact.value is None or near.fact is choice.fact:
        return choice
    everywhere = (choice.fact, *choice.agree, *choice.differ)
    agree = tuple(f for f in everywhere if f is not near.fact and same_value(f, near.fact))
    differ = tuple(f for f in everywhere if f.value is not None and not close(f, near.fact))
    return Choice(near.fact, agree, differ)


def measures_for(context: Context, subject: Subject, year: int | None) -> tuple[str, ...]:
    """The measures asked; without any, the one that a plain "berapa" means for such a subject."""
    if context.slots.measures:
        return tuple(m for m in context.slots.measures if m != "sisa") or BUDGET
    if subject.kind == "total" or (subject.kind == "name" and wants_money(context.slots)):
        return BUDGET
    if subject.measure == "bobot" and choose(subject.facts, "nilai", year) is not None:
        return ("nilai",)  # a weight says how much a score counts; it is asked for by its name
    if subject.kind == "name" and subject.measure and subject.measure not in (*_PERFORMANCE, *BUDGET):
        return (_column_of_year(subject, year) or subject.measure,)
    defaults = ("nilai", "realisasi", "bobot") if subject.kind == "component" else _DEFAULTS
    for measure in defaults:
        if choose(subject.facts, measure, year) is not None:
            return (measure,)
    held = {f.measure for f in subject.facts if f.period_year in (year, None)}
    return (subject.measure,) if subject.measure in held and subject.measure else tuple(sorted(held))[:1]


def _column_of_year(subject: Subject, year: int | None) -> str | None:
    """The column for a year among columns that differ only in the year of their header; None where there is none."""
    wanted = _YEAR_IN_NAME.sub("", subject.measure or "")
    named = (f.measure for f in subject.facts if f.period_year == year and f.value is not None)
    return next((measure for measure in named if _YEAR_IN_NAME.sub("", measure) == wanted), None)


def companions(context: Context, first: Reading, asked: set[str]) -> list[Reading]:
    """The figures that belong beside the asked one: target and capaian beside realisasi, pagu beside serapan."""
    groups = (BUDGET, _PERFORMANCE)
    group: tuple[str, ...] = next((g for g in groups if set(names_of(first.measure)) & set(g)), ())
    if first.measure == "kategori":
        group = ("capaian", "realisasi")
    if first.measure in ("tingkat_kemajuan", "gap"):
        plan = first.measure == "tingkat_kemajuan" or "target_akhir_renstra" in context.slots.measures
        group = ("realisasi", "target_akhir_renstra" if plan else "target")
    found = []
    for measure in group:
        if measure in asked or (measure == first.choice.fact.measure and not first.computed):
            continue
        choice = choose(first.subject.facts, measure, first.year, context.slots.version)
        if choice is not None:
            choice = _together(first.subject, first.choice, choice, measure)
            if first.computed or choice.fact is not first.choice.fact:
                found.append(Reading(first.scope, first.subject, first.year, measure, choice))
    return found
