"""In which category an achievement falls: as printed, else by the report's own scale, else by a regulation's."""

from __future__ import annotations

from decimal import Decimal

from assistant.answer import Figure, Passage
from assistant.linking import Scope, Subject, subjects
from assistant.metrics.achievement import achieved_percent
from assistant.metrics.lookup import beside, choose
from assistant.numerals import numeric_tokens, plain_number, readings, rounded
from assistant.offices import Office
from assistant.render import escape
from assistant.replies.achievement import less_is_better
from assistant.replies.draft import (
    Context,
    Draft,
    computed,
    figure_of,
    measure_name,
    number,
    shown,
    warn_two_values,
)
from assistant.replies.figures import years_for
from assistant.rulebook import general_scale
from corpus.fact import Source
from corpus.scales import Band, Scale

_MOST = 8


def reply(context: Context) -> Draft | None:
    """The category of what is asked, of a value that the question states, or the scales themselves; else None."""
    stated = _stated(context)
    if stated is not None and not context.slots.codes:
        return _of_value(context, stated)
    if context.slots.codes or context.slots.words:
        return _of_subjects(context)
    return scales(context) if context.slots.intent == "scale" else None


def _stated(context: Context) -> Decimal | None:
    """The achievement that a question supposes ("kalau capaian 60%"): its only number besides years."""
    years = {str(year) for year in context.slots.years.named}
    tokens = [token for token in numeric_tokens(context.question) if token not in years]
    if len(tokens) != 1:
        return None
    return min(readings(tokens[0]), default=None)


def _of_value(context: Context, value: Decimal) -> Draft | None:
    """What a value would be called on the scale of each report."""
    draft = Draft()
    draft.know(value)
    percent = f"{plain_number(value, context.language)}%"
    parts = []
    for scope in context.scopes[:_MOST]:
        found = _band(context, scope, value)
        if found is None:
            continue
        office, band = found
        draft.know(band.low, band.high)
        name = escape(scope.organisation)
        parts.append(f"**{escape(_called(band))}** ({name}, {_range(context, band)}) {_cite(draft, office, band)}")
    if parts:
        draft.lead = context.say(f"Capaian {percent}: ", f"An achievement of {percent}: ") + "; ".join(parts) + "."
        return draft
    general = general_scale("capaian")
    if general is None:
        return None
    draft.lead = context.say(
        f"Capaian {percent}: **{general.grade(value).label}** menurut {general.source}; laporan tidak memuat skala.",
        f"An achievement of {percent}: **{general.grade(value).label}** by {general.source}; no report prints a scale.",
    )
    draft.know(*_digits(general.source))
    return draft


def _of_subjects(context: Context) -> Draft | None:
    draft = Draft()
    sentences = []
    for scope in context.scopes[:_MOST]:
        for subject in subjects(context.frame, context.slots, scope):
            for year in years_for(context, scope):
                sentence = _sentence(context, draft, scope, subject, year)
                if sentence:
                    sentences.append(sentence)
    if not sentences:
        return None
    draft.lead, draft.lines[:0] = sentences[0], sentences[1:_MOST]
    return draft


def _sentence(context: Context, draft: Draft, scope: Scope, subject: Subject, year: int | None) -> str | None:
    language = context.language
    of_capaian = "capaian" in context.slots.measures
    printed = choose(subject.facts, "kategori", year)
    real = choose(subject.facts, "realisasi", year)
    draft.know(year)
    name = f"{escape(subject.code or subject.name)} {escape(scope.organisation)} {year or ''}".strip()
    if printed is not None and printed.fact.as_printed.strip():
        figure = figure_of(printed, language)
        text = f"**{shown(figure, language)}** {draft.mark(figure)}: {context.say('kategori', 'category of')} {name}"
        return f"{text}{_basis(context, draft, subject, year)}."
    if not of_capaian and subject.code is not None and general_scale(subject.code) is not None:
        return _graded(context, draft, subject, year, name)
    achieved = achievement_figure(context, subject, year)
    if achieved is None or achieved.value is None:
        return None
    if real is not None:
        warn_two_values(draft, context, real)
    return _by_scale(context, draft, scope, achieved, name)


def _by_scale(context: Context, draft: Draft, scope: Scope, achieved: Figure, name: str) -> str | None:
    """The category of an achievement on the report's own scale, else on the general one; None where there is none."""
    if achieved.value is None:
        return None
    mark = draft.mark(achieved)
    value = shown(achieved, context.language)
    kind = context.say("hitung ulang", "recomputed") if achieved.computed else context.say("tercetak", "printed")
    found = _band(context, scope, achieved.value)
    if found is not None:
        office, band = found
        draft.know(band.low, band.high)
        where = _cite(draft, office, band)
        return context.say(
            f"**{escape(_called(band))}** {where}: kategori {name} menurut skala laporan itu sendiri "
            f"({_range(context, band)}), untuk capaian {kind} {value} {mark}.",
            f"**{escape(_called(band))}** {where}: the category of {name} on the report's own scale "
            f"({_range(context, band)}), for the {kind} achievement of {value} {mark}.",
        )
    general = general_scale("capaian")
    if general is None:
        return None
    draft.know(*_digits(general.source))
    grade = general.grade(achieved.value)
    return context.say(
        f"**{grade.label}**: kategori {name} menurut {general.source}, karena laporan tidak memuat skala sendiri, "
        f"untuk capaian {kind} {value} {mark}.",
        f"**{grade.label}**: the category of {name} by {general.source}, since the report prints no scale, "
        f"for the {kind} achievement of {value} {mark}.",
    )


def _basis(context: Context, draft: Draft, subject: Subject, year: int | None) -> str:
    """The figures that a printed category was given for."""
    parts = []
    for measure in ("capaian", "realisasi"):
        choice = choose(subject.facts, measure, year)
        if choice is not None and choice.fact.value is not None:
            figure = figure_of(choice, context.language)
            value = shown(figure, context.language)
            parts.append(f"{measure_name(measure, context.language)} {value} {draft.mark(figure)}")
            warn_two_values(draft, context, choice)
    return f" ({'; '.join(parts)})" if parts else ""


def _graded(context: Context, draft: Draft, subject: Subject, year: int | None, name: str) -> str | None:
    """The grade of a score by the regulation that grades such scores (IKM, SAKIP, IPP); None without a score."""
    real = choose(subject.facts, "realisasi", year)
    general = general_scale(subject.code or "")
    if real is None or real.fact.value is None or general is None:
        return None
    figure = figure_of(real, context.language)
    grade = general.grade(real.fact.value)
    draft.know(*_digits(general.source))
    label = f"{grade.label} ({grade.meaning})" if grade.meaning else grade.label
    warn_two_values(draft, context, real)
    value = f"{shown(figure, context.language)} {draft.mark(figure)}"
    return context.say(
        f"**{label}**: {name} {value} menurut {general.source}; laporan tidak mencetak kategorinya.",
        f"**{label}**: {name} {value} by {general.source}; the report prints no category.",
    )


def achievement_figure(context: Context, subject: Subject, year: int | None) -> Figure | None:
    """The printed capaian of a year, else the one recomputed by rumus 1 or 2; None without target and realisasi."""
    language = context.language
    capaian = choose(subject.facts, "capaian", year, context.slots.version)
    if capaian is not None and capaian.fact.value is not None:
        return figure_of(capaian, language)
    real = choose(subject.facts, "realisasi", year)
    target = (beside(subject.facts, real.fact, "target") if real else None) or choose(subject.facts, "target", year)
    if real is None or target is None or real.fact.value is None or not target.fact.value:
        return None
    less = less_is_better(subject.facts, real, target, year)
    value = achieved_percent(target.fact.value, real.fact.value, lower_is_better=less)
    one, two = figure_of(real, language), figure_of(target, language)
    formula = f"{number(one, language)} / {number(two, language)} x 100"
    if less:
        formula = f"(2 x {number(two, language)} - {number(one, language)}) / {number(two, language)} x 100"
    label = context.say("capaian hitung ulang", "recomputed achievement")
    return computed(label, rounded(value or Decimal(0)), "persen", formula, (two, one), measure="capaian")


def scales(context: Context) -> Draft | None:
    """The scale of each report, the same ones together; None where no report prints one."""
    groups: dict[tuple[tuple[str, Decimal | None, Decimal | None], ...], list[tuple[Office, Scale]]] = {}
    for scope in context.scopes[:_MOST]:
        found = _scale(context, scope)
        if found is not None:
            key = tuple((band.label.lower(), band.low, band.high) for band in found[1].bands)
            groups.setdefault(key, []).append(found)
    if not groups:
        return None
    draft = Draft()
    for members in sorted(groups.values(), key=lambda found: -len(found)):
        names = context.say(" dan ", " and ").join(escape(office.organisation) for office, _ in members)
        marks = " ".join(_cite(draft, office, scale.bands[0]) for office, scale in members)
        same = context.say(" (sama)", " (the same)") if len(members) > 1 else ""
        bands = "; ".join(f"{escape(_called(band))} {_range(context, band)}" for band in members[0][1].bands)
        draft.lines.append(f"**{names}**{same}: {bands} {marks}.")
        draft.know(*(bound for _, scale in members for band in scale.bands for bound in (band.low, band.high)))
    draft.lead, draft.lines = draft.lines[0], draft.lines[1:]
    return draft


def _scale(context: Context, scope: Scope) -> tuple[Office, Scale] | None:
    """The scale of an office's newest report that prints one, with that report."""
    newest = sorted(scope.offices, key=lambda office: -(office.year or 0))
    return next(((office, scale) for office in newest if (scale := context.rules.scale(office.id)) is not None), None)


def _band(context: Context, scope: Scope, value: Decimal) -> tuple[Office, Band] | None:
    """The band of a value on an office's scale, with the report that prints it."""
    found = _scale(context, scope)
    band = found[1].band(value) if found is not None else None
    return (found[0], band) if found is not None and band is not None else None


def _range(context: Context, band: Band) -> str:
    """The bounds of a band in words: "75 s.d. < 100", "lebih dari 90 s.d. 100", "kurang dari 55"."""
    low = None if band.low is None else plain_number(band.low, context.language)
    high = None if band.high is None else plain_number(band.high, context.language)
    more = "" if band.low_included else context.say("lebih dari ", "more than ")
    if low is None and band.high_included:
        return f"{context.say('paling tinggi', 'at most')} {high}"
    if low is None:
        return f"{context.say('kurang dari', 'less than')} {high}"
    if high is None:
        return f"{more or context.say('paling rendah ', 'at least ')}{low}"
    less = "" if band.high_included else context.say("kurang dari ", "less than ")
    return f"{more}{low} {context.say('s.d.', 'to')} {less}{high}"


def _called(band: Band) -> str:
    return f"{band.label} ({band.interpretation})" if band.interpretation else band.label


def _cite(draft: Draft, office: Office, band: Band) -> str:
    """The band as a quotation from its row in the report."""
    place = band.place
    source = Source(office.file, place.line_start, place.line_end, page=place.page, row=band.label)
    words = [band.label, *([band.interpretation] if band.interpretation else []), band.as_printed]
    return draft.quote(Passage(" | ".join(words), "", office.id, 1.0, source))


def _digits(text: str) -> tuple[int, ...]:
    return tuple(int(token) for token in numeric_tokens(text) if token.isdigit())
