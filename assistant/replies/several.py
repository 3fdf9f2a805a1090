"""Several offices, years, things or measures: a sentence with the figures, and a table of them."""

from __future__ import annotations

from assistant.linking import Scope
from assistant.metrics.ranking import total
from assistant.render import escape
from assistant.replies import recomputed
from assistant.replies.draft import Context, Draft, computed, measure_name, number, shown, warn_two_values, with_office
from assistant.replies.reading import Reading

_MOST = 8


def reply(context: Context, found: list[Reading], lacking: list[Scope]) -> Draft:
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
