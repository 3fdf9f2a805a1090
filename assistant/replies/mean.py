"""Averages: as printed, else over the years, offices or main indicators asked, with the formula."""

from __future__ import annotations

from decimal import Decimal

from rapidfuzz import fuzz

from assistant.metrics.ranking import average
from assistant.numerals import rounded, with_unit
from assistant.render import escape
from assistant.replies import change, lookup
from assistant.replies.draft import Context, Draft, computed, number
from assistant.replies.figures import read_scope
from assistant.replies.reading import Reading
from assistant.wording import stems
from corpus.facts import names

_ONE_NAME = 88.0


def reply(context: Context) -> Draft | None:
    """The average: as printed where the report prints one, else over the things or offices asked, with its formula."""
    if len(context.scopes) == 1 and not context.slots.codes and not context.slots.levels:
        if context.slots.words:
            return _mean_of_named(context)
        return _printed_mean(context) or _mean_of_indicators(context)
    measure = context.slots.measures[0] if context.slots.measures else "realisasi"
    narrowed = context.with_slots(measures=(measure,))
    most = None if len(context.scopes) == 1 and len(context.slots.codes) == 1 else 1  # one office: over its years
    by_scope = {scope.organisation: read_scope(narrowed, scope)[:most] for scope in context.scopes}
    readings = [reading for found in by_scope.values() for reading in found]
    readings = [reading for reading in readings if reading.value is not None]
    figures = [reading.figure(context.language) for reading in readings]
    if len(figures) < 2:
        return None
    return _averaged(context, readings, [office for office, found in by_scope.items() if not found])


def _printed_mean(context: Context) -> Draft | None:
    """The average that a report prints itself ("Rata-rata capaian IKU"); None where the row found is no average."""
    found = read_scope(context, context.scopes[0])
    means = [reading for reading in found if "rata" in stems(reading.choice.fact.indicator)]
    return lookup.reply(context) if means and len(means) == len(found) else None


def _mean_of_named(context: Context) -> Draft | None:
    """The average of a named indicator over the years asked.

    An indicator that is itself called an average ("Rata-rata waktu ...") is looked up, and its change told.
    """
    measure = context.slots.measures or ("realisasi",)
    found = read_scope(context.with_slots(measures=measure), context.scopes[0])
    readings = [reading for reading in found if reading.value is not None]
    if readings and all(names.is_average(reading.choice.fact.indicator) for reading in readings):
        return (change.reply(context) if "change" in context.slots.cues else None) or lookup.reply(context)
    years = {reading.year for reading in readings}
    if len(years) < 2 or len({reading.measure for reading in readings}) > 1:
        return _printed_mean(context) or lookup.reply(context)
    return _averaged(context, readings, [])


def _mean_of_indicators(context: Context) -> Draft | None:
    """The average over an office's main indicators, each once however often and differently it is printed."""
    measure = context.slots.measures[0] if context.slots.measures else "capaian"
    narrowed = context.with_slots(measures=(measure,), words=(), weak=())
    readings = read_scope(narrowed, context.scopes[0])
    readings = [
        reading
        for reading in readings
        if reading.value is not None
        and reading.measure == measure
        and (reading.subject.code or not names.is_goal(reading.subject.name))  # a goal's own figure sums up others
    ]
    chosen: list[Reading] = []
    for reading in readings:
        if not any(_same_indicator(reading, other) for other in chosen):
            chosen.append(reading)
    return _averaged(context, chosen, []) if len(chosen) > 1 else None


def _same_indicator(one: Reading, other: Reading) -> bool:
    """Whether two names are spellings of one indicator: the same year, short name or nearly all letters."""
    first, second = one.choice.fact.source, other.choice.fact.source
    if one.year != other.year or (first.table == second.table and first.line_start != second.line_start):
        return False  # two names in one table are two things
    if one.subject.code and other.subject.code:
        return one.subject.code == other.subject.code
    return fuzz.ratio(names.key(one.subject.name), names.key(other.subject.name)) >= _ONE_NAME


def _averaged(context: Context, readings: list[Reading], without: list[str]) -> Draft:
    figures = [reading.figure(context.language) for reading in readings]
    value = average([f.value for f in figures if f.value is not None]) or Decimal(0)
    language = context.language
    formula = f"({' + '.join(number(f, language) for f in figures)}) / {len(figures)}"
    result = computed(
        context.say("rata-rata", "average"), value, figures[0].unit, formula, figures, measure="rata_rata"
    )
    draft = Draft()
    draft.know(*(reading.year for reading in readings))
    mark = draft.mark(result)
    draft.lead = f"**{with_unit(rounded(value), figures[0].unit, language)}** {mark} = {formula}."
    draft.know(len(figures))
    values = "; ".join(
        f"{escape(_whose(context, reading))} {reading.told(context)} {draft.mark(figure)}"
        for reading, figure in zip(readings, figures, strict=True)
    )
    draft.lines.append(f"{values}.")
    lacking = ", ".join(map(escape, without))
    if lacking:
        draft.lines.append(
            context.say(f"Tanpa {lacking}: tidak ada angkanya.", f"Without {lacking}, which give no such figure.")
        )
    return draft


def _whose(context: Context, reading: Reading) -> str:
    """What one value of an average is of: the office, or the indicator where there is one office only."""
    if len(context.scopes) > 1:
        return reading.scope.organisation
    years = len(context.slots.years.resolve(reading.scope.year)) > 1
    return str(reading.year) if years else reading.subject.code or reading.subject.name
