"""Comparison: offices with each other, with the benchmarks a report prints, and versions of one figure."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Figure
from assistant.linking import main_indicators, subjects
from assistant.metrics.change import change
from assistant.metrics.lookup import Choice, choose, close, matching
from assistant.metrics.ranking import ranked
from assistant.numerals import plain_number, rounded, with_unit
from assistant.render import escape
from assistant.replies import change as change_reply
from assistant.replies.draft import Context, Draft, computed, figure_of, measure_name, number, shown, warn_two_values
from assistant.replies.figures import read_scope, years_for
from assistant.replies.reading import Reading
from corpus.fact import Fact


def reply(context: Context) -> Draft | None:
    """The comparison asked for; None when there are not two figures to compare."""
    if context.slots.benchmark or context.slots.unknown_office:
        draft = benchmark(context)
        if draft is not None:
            return draft
    if _compares_years(context):
        draft = change_reply.reply(context)
        if draft is not None:
            return draft
    return versions(context) or offices(context)


def _compares_years(context: Context) -> bool:
    years = context.slots.years
    return len(context.scopes) == 1 and (len(years.named) > 1 or bool(years.offsets))


def offices(context: Context) -> Draft | None:
    """The figure of each office, the highest first, and the difference of two; one year after the other if several."""
    years = context.slots.years
    each = [context.with_slots(years=replace(years, named=(year,))) for year in years.named] or [context]
    readings = [_in_order(one) for one in each]
    if len(each) == 1 and len(readings[0]) == 1 and context.slots.intent == "rank":
        return _only(context, readings[0][0])
    compared = [of_year for of_year in readings if len(of_year) > 1]
    if not compared:
        return None
    draft = Draft()
    for of_year in compared:
        draft.lines += _compared(context, draft, of_year)
    draft.lead, *draft.lines = draft.lines
    for reading in itertools.chain.from_iterable(compared):
        warn_two_values(draft, context, reading.choice)
    return draft


def _in_order(context: Context) -> list[Reading]:
    """One reading of one kind for each office that prints it, the highest (or, where asked, the lowest) first."""
    readings = [r for scope in context.scopes for r in read_scope(context, scope)[:1]]
    readings = _one_kind([r for r in readings if r.value is not None])
    return ranked(readings, lambda r: r.value, descending=context.slots.extremes != ("min",))


def _compared(context: Context, draft: Draft, readings: list[Reading]) -> list[str]:
    """The first office with its figure, the others behind it, the difference of two, and what limits the comparison."""
    figures = [r.figure(context.language) for r in readings]
    marks = [draft.mark(figure) for figure in figures]
    draft.know(*(r.year for r in readings))
    best = readings[0]
    low_first = context.slots.extremes == ("min",)
    word = context.say("terendah" if low_first else "tertinggi", "lowest" if low_first else "highest")
    name = f"{measure_name(best.measure, context.language)} {escape(best.subject.code or best.subject.name)}"
    said = f"{word}: {best.told(context)}** {marks[0]} ({name} {best.year})."
    office = escape(best.scope.organisation)
    rest = [
        f"{escape(r.scope.organisation)} {r.told(context)} ({r.year}) {m}"
        for r, m in zip(readings[1:], marks[1:], strict=True)
    ]
    lines = [context.say(f"**{office} {said}", f"**{office} is {said}")]
    lines.append(context.say("Lalu ", "Then ") + "; ".join(rest) + ".")
    if len(readings) == 2:
        lines.append(_difference(context, draft, figures[0], figures[1]))
    if len({r.year for r in readings}) > 1:
        lines.append(context.say("Tahun laporannya tidak sama.", "The reports are of different years."))
    lacking = [s.organisation for s in context.scopes if s not in {r.scope for r in readings}]
    if lacking:
        names = ", ".join(map(escape, lacking))
        lines.append(context.say(f"Tidak dimuat dalam laporan: {names}.", f"Not in the reports of: {names}."))
    return lines


def _only(context: Context, reading: Reading) -> Draft:
    """One office alone prints what is ranked: its figure, and that there is nothing to rank it with."""
    draft = Draft()
    draft.know(reading.year)
    mark = draft.mark(reading.figure(context.language))
    name = f"{measure_name(reading.measure, context.language)} {escape(reading.subject.code or reading.subject.name)}"
    office = f"**{escape(reading.scope.organisation)} {reading.told(context)}** {mark} ({name} {reading.year or ''})"
    draft.lead = context.say(f"{office}: hanya laporan ini yang memuatnya.", f"{office}: no other report gives one.")
    warn_two_values(draft, context, reading.choice)
    return draft


def _one_kind(readings: list[Reading]) -> list[Reading]:
    """Readings that may be compared: a target or a capaian is no rival of a result, an amount none of a rate."""
    groups: dict[tuple[str, bool], list[Reading]] = {}
    for reading in readings:
        kind = "realisasi" if reading.measure == "nilai" else reading.measure
        money = (reading.computed or reading.choice.fact).unit == "rupiah"
        groups.setdefault((kind, money), []).append(reading)
    return max(groups.values(), key=lambda group: (len(group), group[0].measure == "realisasi"), default=[])


def _difference(context: Context, draft: Draft, one: Figure, other: Figure) -> str:
    """The sentence on how far two figures are apart."""
    if one.value is None or other.value is None:
        return ""
    language = context.language
    high, low = (one, other) if one.value >= other.value else (other, one)
    moved = change(low.value or Decimal(0), high.value or Decimal(0))
    unit = "rupiah" if one.unit == "rupiah" else "poin"
    formula = f"{number(high, language)} - {number(low, language)}"
    delta = computed(context.say("selisih", "difference"), moved.points, unit, formula, (low, high), measure="selisih")
    mark = draft.mark(delta)
    value = with_unit(rounded(moved.points), unit, language)
    return context.say(f"Selisih {value} {mark}.", f"The difference is {value} {mark}.")


def benchmark(context: Context) -> Draft | None:
    """An office's figure beside the benchmarks that its own report prints (province, nation, another office)."""
    language = context.language
    for scope in context.scopes:
        named = context.slots.codes or context.slots.words
        find = subjects if named else main_indicators
        for subject in find(context.frame, context.slots, scope):
            for year in years_for(context, scope):
                others = _benchmarks(context, subject.facts, year)
                if not others:
                    continue
                draft = Draft()
                own = _own(subject.facts, others[0], year)
                parts = []
                if own is not None:
                    figure = figure_of(own, language)
                    parts.append(f"**{escape(scope.organisation)} {shown(figure, language)}** {draft.mark(figure)}")
                for fact in others:
                    figure = figure_of(fact, language)
                    parts.append(f"{escape(_whose(fact))} {shown(figure, language)} {draft.mark(figure)}")
                draft.know(year)
                draft.lead = f"{escape(subject.code or subject.name)} {year}: {'; '.join(parts)}."
                if own is not None:
                    for fact in others[:3]:
                        draft.lines.append(_against(context, draft, own, fact))
                choice = choose(subject.facts, "realisasi", year)
                if choice is not None and own is not None:
                    warn_two_values(draft, context, around(own, choice))
                return draft
    return None


def say_no_benchmark(context: Context, draft: Draft) -> None:
    """Say that no report prints the benchmark asked for beside the office's own figure."""
    wanted = ", ".join(context.slots.benchmark)
    draft.lines.insert(
        0,
        context.say(
            f"Angka pembanding ({wanted}) untuk ini tidak ditemukan dalam laporan.",
            f"The reports print no benchmark ({wanted}) for this.",
        ),
    )


def _benchmarks(context: Context, facts: tuple[Fact, ...], year: int | None) -> list[Fact]:
    """Benchmark facts of a year, those asked for (all when none is named), one for each other office or area."""
    wanted = [w for w in context.slots.benchmark if w in ("provinsi", "nasional", "kabupaten")]
    if context.slots.unknown_office:
        wanted.append(context.slots.unknown_office)
    found: dict[str, Fact] = {}
    candidates = [f for f in matching(facts, "pembanding", year) if f.value is not None]
    candidates.sort(key=lambda f: "narrative" in f.flags)
    for fact in candidates:
        whose = _whose(fact).lower()
        if wanted and not any(word in whose for word in wanted):
            continue
        found.setdefault(whose, fact)
    return list(found.values())[:4]


def _whose(fact: Fact) -> str:
    """Whose figure a benchmark is: its column, else what the note or item says."""
    texts = [fact.note or "", " ".join(fact.source.header), fact.item or ""]
    for text in texts:
        match = re.search(r"(?:kecamatan|kabupaten|kota|provinsi|nasional|dinas|badan)\b[\w .]*", text, re.IGNORECASE)
        if match:
            return re.sub(r"\b(?:tahun\s*)?(?:19|20)\d\d\b.*$", "", match.group(0), flags=re.IGNORECASE).strip()
    return fact.item or " ".join(fact.source.header) or "pembanding"


def around(own: Fact, choice: Choice) -> Choice:
    """The choice seen from another of its facts: what the other places print beside it."""
    places = [fact for fact in (choice.fact, *choice.agree, *choice.differ) if fact is not own]
    return Choice(own, (), tuple(fact for fact in places if fact.value is not None and not close(fact, own)))


def _own(facts: tuple[Fact, ...], beside: Fact, year: int | None) -> Fact | None:
    """The office's own figure on the row of a benchmark, else the one chosen by precedence."""
    same_row = [
        f
        for f in matching(facts, "realisasi", year)
        if f.source.line_start == beside.source.line_start and f.report == beside.report and f.value is not None
    ]
    if same_row:
        return same_row[0]
    choice = choose(facts, "realisasi", year)
    return choice.fact if choice else None


def _against(context: Context, draft: Draft, own: Fact, other: Fact) -> str:
    """Higher or lower than a benchmark, and own / other x 100."""
    if own.value is None or not other.value:
        return ""
    language = context.language
    mine, theirs = figure_of(own, language), figure_of(other, language)
    ratio = own.value / other.value * 100
    formula = f"{number(mine, language)} / {number(theirs, language)} x 100"
    figure = computed(context.say("perbandingan", "ratio"), ratio, "persen", formula, (theirs, mine), measure="rasio")
    higher = own.value > other.value
    word = context.say(
        "lebih tinggi dari" if higher else "lebih rendah dari", "higher than" if higher else "lower than"
    )
    if own.value == other.value:
        word = context.say("sama dengan", "equal to")
    value = plain_number(rounded(ratio), language)
    return f"{escape(own.organisation)} {word} {escape(_whose(other))} ({value}% {draft.mark(figure)})."


def versions(context: Context) -> Draft | None:
    """First and final version of one amount in one office, with the difference."""
    text = context.slots.plain_text
    moved = context.slots.version == "perubahan" and context.slots.intent == "change"
    both = moved or (
        re.search(r"\b(?:awal|induk|murni|sebelum)\b", text)
        and re.search(r"\b(?:perubahan|pergeseran|sesudah|setelah)\b", text)
    )
    if not both or len(context.scopes) != 1:
        return None
    scope = context.scopes[0]
    language = context.language
    for subject in subjects(context.frame, context.slots, scope):
        for year in years_for(context, scope):
            measure = next((m for m in context.slots.measures if not m.startswith("pagu")), "pagu")
            first = _version(subject.facts, measure, year, "murni")
            final = _version(subject.facts, measure, year, "perubahan")
            if first is None or final is None or first is final:
                continue
            draft = Draft()
            draft.know(year)
            one, two = figure_of(first, language, measure), figure_of(final, language, measure)
            marks = draft.mark(one), draft.mark(two)
            name = measure_name(measure, language)
            draft.lead = context.say(
                f"**{name} awal {shown(one, language)}** {marks[0]}, "
                f"setelah perubahan {shown(two, language)} {marks[1]} ({year}).",
                f"**The first {name} was {shown(one, language)}** {marks[0]}, "
                f"after revision {shown(two, language)} {marks[1]} ({year}).",
            )
            draft.lines.append(_difference(context, draft, one, two))
            return draft
    return None


def _version(facts: tuple[Fact, ...], measure: str, year: int | None, version: str) -> Fact | None:
    from assistant.metrics.lookup import version_of

    agreement = [f for f in matching(facts, measure, year) if version_of(f) == version and f.value is not None]
    if measure == "pagu":
        agreement += [f for f in matching(facts, f"pagu_{'induk' if version == 'murni' else 'perubahan'}", year)
                      if version_of(f) == version and f.value is not None]  # fmt: skip
    said = [f for f in agreement if re.search(r"perjanjian kinerja", f.source.table or "", re.IGNORECASE)]
    pool = said or agreement
    return pool[0] if pool else None
