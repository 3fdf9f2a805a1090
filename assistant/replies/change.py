"""Change and trend: how a figure moved over years, in points and per cent, with every value cited."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answer import Figure
from assistant.linking import Scope, Subject, subjects, wants_money
from assistant.metrics.change import Change, change, trend
from assistant.metrics.lookup import choose, name_rank
from assistant.metrics.rows import one_row
from assistant.numerals import plain_number, rounded, with_unit
from assistant.render import escape
from assistant.replies.draft import Context, Draft, computed, figure_of, measure_name, number, shown, warn_two_values

_WORDS = {
    "id": {"up": "naik", "down": "turun", "same": "tetap", "mixed": "naik turun"},
    "en": {"up": "rose", "down": "fell", "same": "did not change", "mixed": "went up and down"},
}


_SINCE = re.compile(
    r"\b(?:dibanding(?:kan)?|bandingkan|dari|sejak|terhadap|daripada|ketimbang)"
    r"(?: dengan| pada| di)?(?: tahun)? (?:19|20)\d\d\b"
)
"""A year named as the one to compare with, not as the one asked about."""


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one subject in one office over years, oldest first."""

    scope: Scope
    subject: Subject
    measure: str
    figures: tuple[Figure, ...]

    @property
    def overall(self) -> Change:
        """From the first to the last year."""
        first, last = self.figures[0].value, self.figures[-1].value
        assert first is not None and last is not None
        return change(first, last)


def reply(context: Context) -> Draft | None:
    """The change asked for; None when no office has two years of it."""
    found = all_series(context)
    if not found:
        return None
    if context.slots.direction and not context.slots.organisations and len(found) > 1:
        asked = [s for s in found if s.overall.direction == context.slots.direction]
        found = asked + [s for s in found if s not in asked]
    draft = Draft()
    for place, series in enumerate(found[:8]):
        sentence = sentence_of(context, draft, series)
        if place == 0:
            draft.lead = sentence
        else:
            draft.lines.append(sentence)
    if len(found) == 1:
        _years_table(context, draft, found[0])
    return draft


def all_series(context: Context) -> list[Series]:
    """One series for each subject and office in scope that prints at least two years."""
    found = []
    for scope in context.scopes:
        for subject in subjects(context.frame, context.slots, scope):
            series = series_of(context, scope, subject)
            if series is not None:
                found.append(series)
    return found


def measure_of(context: Context, subject: Subject) -> str:
    """The measure whose change is meant."""
    for measure in context.slots.measures:
        if measure.startswith("pagu"):
            return "pagu"
        if measure != "sisa":
            return measure
    if subject.kind == "total" or wants_money(context.slots):
        return "pagu"
    return "nilai" if subject.kind == "component" else "realisasi"


def years_of(context: Context, scope: Scope, subject: Subject, measure: str) -> list[int]:
    """The years to compare: those named, else the report's year and the one before, else (a trend) all printed."""
    asked = context.slots.years
    printed = sorted({f.period_year for f in subject.facts if f.period_year and name_rank(f, measure) is not None})
    latest = scope.year
    if asked.span or len(asked.named) > 1:
        return sorted(asked.resolve(latest))
    wide = "perkembangan" in context.slots.plain_text or "tren" in context.slots.plain_text
    if wide and not asked.named:
        return printed
    end = asked.named[0] if asked.named else latest
    if end is None:
        return printed
    if asked.named and latest is not None and end < latest and _SINCE.search(context.slots.plain_text):
        return [end, latest]  # "naik atau turun dibanding 2021"
    return [end - 1, end]


def series_of(context: Context, scope: Scope, subject: Subject) -> Series | None:
    """The series of a subject over the years meant; None with fewer than two values."""
    measure = measure_of(context, subject)
    figures = []
    years = years_of(context, scope, subject, measure)
    facts = one_row(subject.facts, measure, years, context.slots.version) or subject.facts
    for year in years:
        choice = choose(facts, measure, year, context.slots.version)
        if choice is not None and choice.fact.value is not None:
            figures.append(figure_of(choice, context.language, measure))
    if len(figures) < 2:
        return None
    return Series(scope, subject, measure, tuple(figures))


def sentence_of(context: Context, draft: Draft, series: Series) -> str:
    """One sentence on a series: direction, points, per cent, first and last value; figures are taken in."""
    language = context.language
    first, last = series.figures[0], series.figures[-1]
    moved = series.overall
    values = [f.value for f in series.figures if f.value is not None]
    whole = trend(values)
    delta, relative = delta_figures(context, series)
    if asked_first := _asked_first(context, delta, relative):
        draft.mark(asked_first)
    marks = {id(f): draft.mark(f) for f in (last, first, *series.figures[1:-1])}
    name = escape(series.subject.code or series.subject.name)
    office = escape(series.scope.organisation)
    if series.subject.kind == "total":
        name = measure_name(series.measure, language)
    delta_mark = draft.mark(delta)
    draft.know(first.period_year, last.period_year)
    value = with_unit(abs(rounded(moved.points)), first.unit if first.unit == "rupiah" else "poin", language)
    percent = ""
    if relative is not None and moved.relative is not None:
        percent = f" ({plain_number(abs(rounded(moved.relative)), language)}% {draft.mark(relative)})"
    word = _WORDS[language][moved.direction]
    steady = "" if whole in ("mixed", "same") or len(values) < 3 else context.say(" terus", " steadily")
    body = word if moved.direction == "same" else f"{word}{steady} {value} {delta_mark}{percent}"
    start = f"{shown(first, language)} {marks[id(first)]}"
    end = f"{shown(last, language)} {marks[id(last)]}"
    return context.say(
        f"**{name} {office} {body}**, dari {start} pada {first.period_year} menjadi {end} pada {last.period_year}.",
        f"**{name} of {office} {body}**, from {start} in {first.period_year} to {end} in {last.period_year}.",
    )


def _asked_first(context: Context, delta: Figure, relative: Figure | None) -> Figure | None:
    """The computed figure that the question asks for by name, if it does: "berapa persen", "berapa poin"."""
    said = context.slots.plain_text
    if "berapa persen" in said:
        return relative
    if any(phrase in said for phrase in ("berapa poin", "naik berapa", "turun berapa", "selisih")):
        return delta
    return None


def delta_figures(context: Context, series: Series) -> tuple[Figure, Figure | None]:
    """The difference in points (or rupiah) and the relative change, as computed figures; sizes, not signs."""
    language = context.language
    first, last = series.figures[0], series.figures[-1]
    moved = series.overall
    high, low = (last, first) if moved.points >= 0 else (first, last)
    unit = "rupiah" if first.unit == "rupiah" else "poin"
    label = context.say("selisih", "difference")
    formula = f"{number(high, language)} - {number(low, language)}"
    delta = computed(label, abs(moved.points), unit, formula, (first, last), measure="selisih")
    relative = None
    if moved.relative is not None:
        formula = f"({number(last, language)} - {number(first, language)}) / {number(first, language)} x 100"
        label = context.say("perubahan relatif", "relative change")
        relative = computed(label, abs(moved.relative), "persen", formula, (first, last), measure="perubahan_relatif")
    return delta, relative


def _years_table(context: Context, draft: Draft, series: Series) -> None:
    """All years of a series, and the other values that the reports print for them."""
    if len(series.figures) > 2:
        draft.header = (context.say("Tahun", "Year"), measure_name(series.measure, context.language))
        draft.rows = [(str(f.period_year), f"{shown(f, context.language)} {draft.mark(f)}") for f in series.figures]
        draft.know(*(f.period_year for f in series.figures))
    for figure in series.figures:
        choice = choose(series.subject.facts, series.measure, figure.period_year, context.slots.version)
        if choice is not None:
            warn_two_values(draft, context, choice)
