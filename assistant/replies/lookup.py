"""Lookup: figures that a report prints, one or several offices, years and measures."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.linking import Scope, Subject, subjects, wants_money
from assistant.metrics.lookup import BUDGET, Choice, beside, choose, close, name_rank, names_of, same_value
from assistant.metrics.ranking import total
from assistant.metrics.rows import one_row
from assistant.render import escape
from assistant.replies import recomputed, stock
from assistant.replies.draft import (
    Context,
    Draft,
    computed,
    measure_name,
    number,
    place_of,
    shown,
    warn_two_values,
    with_office,
)
from assistant.replies.missing import not_found
from assistant.replies.reading import DERIVED, Reading, of_same_amount
from corpus.numbers import parse

_PERFORMANCE = ("realisasi", "target", "capaian")
_DEFAULTS = ("realisasi", "nilai", "capaian", "target")
_MOST = 8


def reply(context: Context) -> Draft | None:
    """The figures asked for; None when nothing of the kind is printed in any office in scope."""
    found: list[Reading] = []
    lacking: list[Scope] = []
    for scope in context.scopes:
        here = read_scope(context, scope)
        found += here
        if not here:
            lacking.append(scope)
    if not found:
        return _latest(context)
    if not context.slots.measures:  # a bare target is no answer beside results
        found.sort(key=lambda reading: reading.measure == "target")
    if _is_single(found):
        return stock.reply(context, found[0]) or _one(context, found, lacking)
    return _many(context, found, lacking)


def _latest(context: Context) -> Draft | None:
    """The newest figure there is, where no year was named and the report's own year prints none; said so."""
    years = context.slots.years
    if years.named or years.offsets or not context.slots.codes or len(context.scopes) != 1:
        return None
    scope = context.scopes[0]
    printed = {
        fact.period_year
        for subject in subjects(context.frame, context.slots, scope)
        for fact in subject.facts
        if fact.period_year and fact.value is not None and any(
            name_rank(fact, measure) is not None for measure in context.slots.measures or ("realisasi",)
        )
    }  # fmt: skip
    past = [year for year in printed if scope.year is None or year < scope.year]
    if not past:
        return None
    found = read_scope(context.with_slots(years=replace(years, named=(max(past),))), scope)
    if not found or not _is_single(found):
        return None
    draft = _one(context, found, [])
    draft.know(scope.year)
    draft.lines.insert(
        0,
        context.say(
            f"Untuk {scope.year} tidak tercetak; ini yang terbaru.", f"None is printed for {scope.year}; the newest."
        ),
    )
    return draft


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


_YEAR_IN_NAME = re.compile(r"_?(?:19|20)\d\d")


def _column_of_year(subject: Subject, year: int | None) -> str | None:
    """The column for a year among columns that differ only in the year of their header; None where there is none."""
    wanted = _YEAR_IN_NAME.sub("", subject.measure or "")
    named = (f.measure for f in subject.facts if f.period_year == year and f.value is not None)
    return next((measure for measure in named if _YEAR_IN_NAME.sub("", measure) == wanted), None)


def _is_single(found: list[Reading]) -> bool:
    return len(found) == 1 or len({(r.scope.organisation, r.subject.name, r.year) for r in found}) == 1


def _one(context: Context, found: list[Reading], lacking: list[Scope]) -> Draft:
    """One thing in one office and year: the asked figure first, what belongs to it beside it."""
    first = found[0]
    if len(found) == 1 and first.value is None and parse(first.choice.fact.as_printed).kind == "absent":
        return _absent(context, first)
    draft = Draft()
    language = context.language
    head = first.figure(language)
    what = subject_name(context, first)
    year = "" if first.year is None else str(first.year)
    draft.know(first.year, first.choice.fact.report_year)
    fact_year = first.choice.fact.period_year
    when = context.say(f"tahun {year}", f"in {year}") if year and first.measure != "target_akhir_renstra" else ""
    marked = f"**{first.told(context)}** {draft.mark(head)}"
    name = measure_name(first.measure, language)
    draft.lead = context.say(
        f"{marked} adalah {name} {what} {when}".rstrip(), f"{marked} is the {name} of {what} {when}".rstrip()
    )
    beside = found[1:] + companions(context, first, {r.measure for r in found})
    extra = []
    for reading in beside:
        figure = reading.figure(language)
        extra.append(f"{measure_name(reading.measure, language)} {shown(figure, language)} {draft.mark(figure)}")
    draft.lead += f" ({'; '.join(extra)})." if extra else "."
    if fact_year is not None and fact_year != first.year and first.measure == "target_akhir_renstra":
        draft.know(fact_year)
        draft.lines.append(context.say(f"Akhir Renstra: {fact_year}.", f"End of the plan: {fact_year}."))
    if first.measure == "target" and "target" not in context.slots.measures and len(found) == 1:
        draft.lines.append(
            context.say(
                "Hanya targetnya yang tercetak; realisasinya tidak ditemukan dalam laporan yang dimuat.",
                "Only its target is printed; the loaded reports give no actual value.",
            )
        )
    if first.measure == "gap" and (first.value or 0) < 0:
        draft.lines.append(context.say("Realisasi sudah melampaui target.", "The actual value is above the target."))
    _say_later_report(draft, context, first)
    _say_default_year(draft, context, first)
    _say_agreement(draft, context, first)
    for reading in found:
        warn_two_values(draft, context, reading.choice)
    for reading in [*found, *beside]:
        recomputed.warn(draft, context, reading.choice.fact)
    _say_alternatives(draft, context, first.subject)
    return draft


def _absent(context: Context, reading: Reading) -> Draft:
    """The report prints the row, but no number in it ("N/A", "-"): not found, and where that stands."""
    draft = Draft(status="not_found")
    figure = reading.figure(context.language)
    draft.know(reading.year)
    printed = f"“{escape(figure.as_printed)}” {draft.mark(figure)}"
    what = f"{measure_name(reading.measure, context.language)} {subject_name(context, reading)} {reading.year or ''}"
    draft.lead = context.say(
        f"**Tidak ada angkanya:** {what.strip()} tercetak {printed}.",
        f"**No figure:** {what.strip()} is printed as {printed}.",
    )
    return draft


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


def subject_name(context: Context, reading: Reading) -> str:
    """What the figure is about, with the office, escaped: "Indeks ... (Kecamatan Mawar)"."""
    name = reading.choice.fact.indicator if reading.subject.kind in ("code", "main") else reading.subject.name
    office = reading.scope.organisation
    return escape(office if reading.subject.kind == "total" else with_office(name, office))


def _say_later_report(draft: Draft, context: Context, reading: Reading) -> None:
    fact = reading.choice.fact
    if reading.year is None or fact.report_year in (None, reading.year):
        return
    draft.know(fact.report_year)
    where = place_of(fact, context.language)
    own = any(o.year == reading.year for o in reading.scope.offices)
    text = context.say(
        f"Dari laporan {fact.report_year}, {where}",
        f"From the {fact.report_year} report, {where}",
    )
    if not own and fact.report_year is not None and fact.report_year > reading.year:
        text += context.say(
            f"; laporan tahun {reading.year} sendiri belum dimuat", f"; the {reading.year} report itself is not loaded"
        )
    draft.lines.append(f"{text}.")


def _say_default_year(draft: Draft, context: Context, reading: Reading) -> None:
    if context.slots.years.named or context.slots.years.offsets or len(reading.scope.offices) < 2:
        return
    if reading.year is not None:
        draft.lines.append(
            context.say(
                f"Tahun tidak disebut; dipakai laporan terbaru, {reading.year}.",
                f"No year was named; the newest report, {reading.year}, is used.",
            )
        )


def _say_agreement(draft: Draft, context: Context, reading: Reading) -> None:
    agree = len(reading.choice.agree)
    if agree and reading.choice.differ:
        draft.know(agree)
        draft.lines.append(
            context.say(
                f"Nilai yang sama tercetak di {agree} tempat lain.", f"The same value stands in {agree} other place(s)."
            )
        )


def _say_alternatives(draft: Draft, context: Context, subject: Subject) -> None:
    if subject.alternatives:
        names = "; ".join(escape(name) for name in subject.alternatives[:3])
        draft.lines.append(context.say(f"Nama lain yang mirip: {names}.", f"Other names that are near: {names}."))


def _many(context: Context, found: list[Reading], lacking: list[Scope]) -> Draft:
    """Several offices, years, subjects or measures: a sentence with the figures, and a table of them."""
    draft = Draft()
    language = context.language
    _say_sum(draft, context, found)
    summed, draft.lines = " ".join(draft.lines), []
    parts = []
    for reading in found[: _MOST * 3]:
        figure = reading.figure(language)
        mark = draft.mark(figure)
        draft.know(reading.year)
        value = f"{reading.told(context)} {mark}"
        parts.append(f"{_who(context, found, reading)} {value}")
        draft.rows.append(_row(context, reading, value))
    draft.lead = "; ".join(part.strip() for part in parts[:4]) + ("." if len(parts) <= 4 else "; ...")
    draft.lead = f"{summed} {_what(context, found)}: {draft.lead}".strip()
    draft.header = tuple(context.say("OPD|Tahun|Hal|Ukuran|Nilai", "Office|Year|Subject|Measure|Value").split("|"))
    if len(draft.rows) <= 2:
        draft.rows = []
    for reading in found:
        warn_two_values(draft, context, reading.choice)
        recomputed.warn(draft, context, reading.choice.fact)
    if lacking and len(context.scopes) > 1:
        names = ", ".join(escape(scope.organisation) for scope in lacking)
        draft.lines.append(context.say(f"Tidak dimuat dalam laporan: {names}.", f"Not in the reports of: {names}."))
    _say_missing_years(draft, context, found)
    return draft


def _say_sum(draft: Draft, context: Context, found: list[Reading]) -> None:
    """The sum over offices (or over the parts of a kelurahan), where a total of one kind of amount is asked."""
    figures = [reading.figure(context.language) for reading in found]
    one_kind = len({(r.measure, f.unit) for r, f in zip(found, figures, strict=True)}) == 1
    things = {(reading.scope.organisation, reading.subject.name) for reading in found}
    offices = {reading.scope.organisation for reading in found}
    values = [figure.value for figure in figures if figure.value is not None]
    people = figures[0].unit == "orang" and len(offices) == 1
    whole = (context.slots.total and figures[0].unit == "rupiah") or context.slots.kelurahan or people
    if not (whole and one_kind and figures[0].unit in ("rupiah", "orang")):
        return
    if len(values) != len(found) or len(things) != len(found):
        return
    if len(offices) != len(found) and not context.slots.kelurahan and not people:
        return
    formula = " + ".join(number(figure, context.language) for figure in figures)
    label = context.say("jumlah", "sum")
    result = computed(label, total(values), figures[0].unit, formula, figures, measure="jumlah")
    value = f"**{shown(result, context.language)}** ({context.say('hitung ulang', 'recomputed')}) {draft.mark(result)}"
    draft.lines.append(context.say(f"Jumlahnya {value}.", f"Their sum is {value}."))
    if len({reading.year for reading in found}) > 1:
        draft.lines.append(context.say("Tahun laporannya tidak sama.", "The reports are of different years."))


def _row(context: Context, reading: Reading, value: str) -> tuple[str, ...]:
    name = reading.choice.fact.indicator if reading.subject.kind in ("code", "main") else reading.subject.name
    if reading.subject.kind == "total":
        name = context.say("jumlah seluruhnya", "total")
    year = "" if reading.year is None else str(reading.year)
    measure = measure_name(reading.measure, context.language)
    return (escape(reading.scope.organisation), year, escape(name), measure, value)


def _who(context: Context, found: list[Reading], reading: Reading) -> str:
    """What tells this figure from the others of the answer."""
    parts = []
    if len({r.scope.organisation for r in found}) > 1:
        parts.append(escape(reading.scope.organisation))
    if reading.subject.kind != "total" and len({r.subject.name for r in found}) > 1:
        parts.append(reading.subject.code or escape(reading.subject.name))
    if len({r.measure for r in found}) > 1:
        parts.append(measure_name(reading.measure, context.language))
    if len({r.year for r in found}) > 1:
        parts.append(str(reading.year))
    return " ".join(parts)


def _what(context: Context, found: list[Reading]) -> str:
    """What all figures of the answer have in common."""
    parts = []
    if len({r.measure for r in found}) == 1:
        parts.append(measure_name(found[0].measure, context.language))
    organisation = found[0].scope.organisation if len({r.scope.organisation for r in found}) == 1 else ""
    one_code = found[0].subject.code and len({r.subject.code for r in found}) == 1
    if one_code or len({r.subject.name for r in found}) == 1:
        name = found[0].choice.fact.indicator if found[0].subject.kind != "name" else found[0].subject.name
        parts.append(escape(with_office(name, organisation)))
    elif organisation:
        parts.append(escape(organisation))
    if len({r.year for r in found}) == 1 and found[0].year is not None:
        parts.append(str(found[0].year))
    text = " ".join(parts) or context.say("Angka yang ditanyakan", "The figures asked for")
    return text[0].upper() + text[1:]


def _say_missing_years(draft: Draft, context: Context, found: list[Reading]) -> None:
    for scope in context.scopes:
        mine = {r.year for r in found if r.scope == scope}
        absent = [y for y in context.slots.years.resolve(scope.year) if y not in mine]
        if mine and absent:
            draft.know(*absent)
            years = ", ".join(map(str, absent))
            draft.lines.append(
                context.say(
                    f"{escape(scope.organisation)}: tidak ada angka untuk {years}.",
                    f"{escape(scope.organisation)}: no figure for {years}.",
                )
            )


__all__ = ["Reading", "not_found", "read_scope", "read_subject", "reply"]
