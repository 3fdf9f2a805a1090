"""One thing in one office and year: the asked figure first, what belongs to it beside it, and what to know of it."""

from __future__ import annotations

from assistant.linking import Subject, is_of_income
from assistant.render import escape
from assistant.replies import recomputed
from assistant.replies.draft import Context, Draft, measure_name, place_of, shown, warn_two_values, with_office
from assistant.replies.figures import companions
from assistant.replies.reading import Reading
from corpus.numbers import parse

_OF_INCOME = {"pagu": "target", "realisasi_anggaran": "realisasi", "serapan": "capaian"}


def reply(context: Context, found: list[Reading]) -> Draft:
    """The readings of one thing; a row that prints no number ("N/A") is said not to hold one."""
    first = found[0]
    if len(found) == 1 and first.value is None and parse(first.choice.fact.as_printed).kind == "absent":
        return _absent(context, first)
    draft = Draft()
    draft.know(first.year, first.choice.fact.report_year)
    beside = [*found[1:], *companions(context, first, {reading.measure for reading in found})]
    _say_figures(draft, context, first, beside)
    _say_lacking(draft, context, [*found, *beside])
    _say_measure(draft, context, first, alone=len(found) == 1)
    _say_later_report(draft, context, first)
    _say_default_year(draft, context, first)
    _say_agreement(draft, context, first)
    for reading in found:
        warn_two_values(draft, context, reading.choice)
    for reading in [*found, *beside]:
        recomputed.warn(draft, context, reading.choice.fact)
    _say_alternatives(draft, context, first.subject)
    return draft


def _say_figures(draft: Draft, context: Context, first: Reading, beside: list[Reading]) -> None:
    """The lead: the first figure with its name and year, the others in brackets."""
    language = context.language
    year = "" if first.year is None or first.measure == "target_akhir_renstra" else str(first.year)
    when = context.say(f"tahun {year}", f"in {year}") if year else ""
    marked = f"**{first.told(context)}** {draft.mark(first.figure(language))}"
    name, what = _called(first, language), subject_name(context, first)
    draft.lead = context.say(
        f"{marked} adalah {name} {what} {when}".rstrip(), f"{marked} is the {name} of {what} {when}".rstrip()
    )
    extra = []
    for reading in beside:
        figure = reading.figure(language)
        extra.append(f"{_called(reading, language)} {shown(figure, language)} {draft.mark(figure)}")
    draft.lead += f" ({'; '.join(extra)})." if extra else "."


def _called(reading: Reading, language: str) -> str:
    """What a measure is called: of income what stands in the columns of money is its target and result."""
    measure = _OF_INCOME.get(reading.measure) if is_of_income(reading.choice.fact.indicator) else None
    return measure_name(measure or reading.measure, language)


def _say_measure(draft: Draft, context: Context, first: Reading, *, alone: bool) -> None:
    """What a measure needs said with it: when the plan ends, that only a target is printed, that it was passed."""
    year = first.choice.fact.period_year
    if year is not None and year != first.year and first.measure == "target_akhir_renstra":
        draft.know(year)
        draft.lines.append(context.say(f"Akhir Renstra: {year}.", f"End of the plan: {year}."))
    if first.measure == "target" and "target" not in context.slots.measures and alone:
        draft.lines.append(
            context.say(
                "Hanya targetnya yang tercetak; realisasinya tidak ditemukan dalam laporan yang dimuat.",
                "Only its target is printed; the loaded reports give no actual value.",
            )
        )
    if first.measure == "gap" and (first.value or 0) < 0:
        draft.lines.append(context.say("Realisasi sudah melampaui target.", "The actual value is above the target."))


def _say_lacking(draft: Draft, context: Context, readings: list[Reading]) -> None:
    """Measures that were asked beside others and are printed nowhere."""
    held = {reading.measure for reading in readings}
    lacking = [measure for measure in context.slots.measures if measure not in held]
    if lacking and len(context.slots.measures) > 1:
        names = ", ".join(measure_name(measure, context.language) for measure in lacking)
        draft.lines.append(
            context.say(f"Tidak ditemukan tercetak untuk ini: {names}.", f"Not found printed for this: {names}.")
        )


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
