"""Ranking and filtering: highest, lowest, beyond a limit; averages and counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from rapidfuzz import fuzz

from assistant.answer import Figure
from assistant.linking import Scope, parts_of, wants_money
from assistant.metrics.lookup import BUDGET, Choice, choose, name_rank, table_class
from assistant.metrics.ranking import average, extremes, filtered, ranked
from assistant.numerals import rounded, with_unit
from assistant.render import escape
from assistant.replies import change, compare, lookup
from assistant.replies.draft import Context, Draft, computed, figure_of, measure_name, number, shown, with_office
from assistant.wording import stems
from corpus.fact import Fact
from corpus.facts import names

_MOST = 8
_FEW = 3
_OFFICE = "(?:kecamatan|kelurahan|laporan|opd|dinas|badan|kantor|instansi|perangkat daerah)"
_WHICH_OFFICE = re.compile(
    rf"\b(?:{_OFFICE} (?:mana|apa|dengan)|mana {_OFFICE}|siapa)\b|\bwhich (?:office|sub-?district|district)\b"
)


_WHICH_SERVICE = re.compile(r"\b(?:which|what) services?\b|\bpelayanan (?:mana|apa)\b|\bjenis pelayanan\b")
"""The services of an office are asked about, not an indicator that is named after them."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a ranking: its name, its facts, and the figure it is ranked by."""

    scope: Scope
    name: str
    facts: tuple[Fact, ...]
    choice: Choice


def reply(context: Context) -> Draft | None:
    """The highest or lowest, or all beyond a limit; None when nothing can be ranked."""
    if _ranks_offices(context):
        return _offices(context)
    slots = context.slots
    if slots.words and not (slots.measures or slots.codes or slots.budget):
        return None  # what is ranked by is not known
    measure = _measure(context)
    items = items_of(context, measure)
    items = [item for item in items if item.choice.fact.value is not None and not _without_money(item, measure)]
    if not items:
        return None
    if context.slots.threshold:
        return _filtered(context, items, measure)
    return _extremes(context, items, measure)


def _without_money(item: Item, measure: str) -> bool:
    """Whether a rate is of nothing: no budget was given, so none could be spent."""
    pagu = choose(item.facts, "pagu", item.choice.fact.period_year) if measure == "serapan" else None
    return pagu is not None and pagu.fact.value == 0


def _ranks_offices(context: Context) -> bool:
    slots = context.slots
    asks = bool(_WHICH_OFFICE.search(slots.plain_text)) or (bool(slots.codes) and not _ranks_parts(context))
    asks = asks or (bool(slots.office_type or slots.count_of == "kecamatan") and not slots.levels)
    return len(context.scopes) > 1 and (asks or (len(slots.organisations) > 1 and not slots.levels))


def _offices(context: Context) -> Draft | None:
    """Offices by the figure asked, the highest first; with a limit only those beyond it."""
    if not context.slots.threshold:
        return compare.offices(context)
    measure = context.slots.measures[0] if context.slots.measures else "realisasi"
    narrowed = context.with_slots(measures=(measure,))
    readings = [r for scope in context.scopes for r in lookup.read_scope(narrowed, scope)[:1]]
    readings = [r for r in readings if r.value is not None and r.measure == measure]
    if not readings:
        return None
    operator, limit = context.slots.threshold
    kept = filtered(readings, lambda reading: reading.value, operator, limit)
    kept = ranked(kept, lambda reading: reading.value, descending=operator == ">")
    figures = [reading.figure(context.language) for reading in kept]
    told = [(escape(r.scope.organisation), r.told(context), f) for r, f in zip(kept, figures, strict=True)]
    draft = _listed(context, told, measure_name(measure, context.language), len(readings))
    draft.know(*(reading.year for reading in kept))
    return draft


def _measure(context: Context) -> str:
    if context.slots.measures:
        return context.slots.measures[0]
    if wants_money(context.slots):
        return "pagu"
    return "nilai" if _ranks_parts(context) else "capaian"


def _ranks_parts(context: Context) -> bool:
    """Whether components, elements or services of one indicator are ranked."""
    slots = context.slots
    said = slots.all_words & {"layanan", "unsur", "komponen", "aspek"} or _WHICH_SERVICE.search(slots.plain_text)
    return bool(slots.codes) and (bool(said) or any(level in ("unsur", "komponen") for level in slots.levels))


def items_of(context: Context, measure: str) -> list[Item]:
    """All things of the level asked (by default sub-activities for money, indicators otherwise) with the measure."""
    found: list[Item] = []
    for scope in context.scopes:
        for year in lookup.years_for(context, scope):
            for name, facts in _groups(context, scope, measure).items():
                choice = choose(facts, measure, year, context.slots.version)
                if choice is not None:
                    found.append(Item(scope, name, facts, choice))
    return _of_results(found) if measure in BUDGET else found


def _of_results(items: list[Item]) -> list[Item]:
    """Items of the budget tables of chapter III, office by office, where they print some; plans name other things."""
    kept: list[Item] = []
    for scope in dict.fromkeys(item.scope for item in items):
        own = [item for item in items if item.scope == scope]
        results = [item for item in own if table_class(item.choice.fact) == 0]
        kept += results if len(results) >= _FEW else own
    return kept


def _groups(context: Context, scope: Scope, measure: str) -> dict[str, tuple[Fact, ...]]:
    """Facts of the level asked, by the normal form of their name."""
    frame, slots = context.frame, context.slots
    if _ranks_parts(context):
        pool = [frame.facts[i] for i in sorted(parts_of(frame, scope, slots.codes[0]))]
    else:
        levels = slots.levels or (("sub_kegiatan",) if wants_money(slots) else ("tujuan", "sasaran"))
        pool = [frame.facts[i] for i in sorted(scope.indexes) if _of_level(frame.facts[i], levels)]
    kept = (*BUDGET, measure) if wants_money(slots) else (measure, "realisasi", "target", "capaian", "bobot")
    programmes = _programme_names(context, scope)
    if "program" not in slots.levels:
        pool = [fact for fact in pool if fact.level in slots.levels or _name_of(fact) not in programmes]
    groups: dict[str, list[Fact]] = {}
    for fact in pool:
        if any(name_rank(fact, m) is not None for m in kept) and _mentions(context, fact):
            groups.setdefault(" ".join(sorted(set(stems(fact.indicator)))), []).append(fact)
    return {facts[0].indicator: tuple(facts) for facts in groups.values()}


def _name_of(fact: Fact) -> frozenset[str]:
    return frozenset(stems(fact.indicator)) - {"program"}


def _programme_names(context: Context, scope: Scope) -> frozenset[frozenset[str]]:
    """The names of an office's programmes, by which a row that does not tell its level is none of their parts."""
    facts = (context.frame.facts[i] for i in scope.indexes)
    return frozenset(_name_of(fact) for fact in facts if fact.level == "program" and _is_programme(fact))


def _of_level(fact: Fact, levels: tuple[str, ...]) -> bool:
    """Whether a fact is of a level.

    In budget tables a row whose level is not told is most often a sub-activity, and so is one that is told to be a
    programme without being called one.
    """
    if fact.level in levels:
        return fact.level != "program" or fact.measure not in (*BUDGET, "efisiensi") or _is_programme(fact)
    loose = fact.level == "other" or (fact.level == "program" and not _is_programme(fact))
    return "sub_kegiatan" in levels and fact.measure in BUDGET and loose


def _is_programme(fact: Fact) -> bool:
    return fact.indicator.lower().startswith("program")


def _mentions(context: Context, fact: Fact) -> bool:
    """A ranking inside "Kelurahan X" keeps only rows that say so, where any row does."""
    if not context.slots.kelurahan:
        return True
    around = f"{fact.item or ''} {fact.source.row or ''} {fact.indicator} {fact.note or ''} {' '.join(fact.flags)}"
    return "kelurahan" in around.lower()


def _extremes(context: Context, items: list[Item], measure: str) -> Draft:
    draft = Draft()
    wanted = context.slots.extremes or ("max",)
    parts = []
    for which in wanted:
        best = extremes(items, lambda item: item.choice.fact.value, highest=which == "max")
        word = context.say("tertinggi" if which == "max" else "terendah", "highest" if which == "max" else "lowest")
        parts += [f"{word}: {_named(context, draft, item, measure)}" for item in best[:3]]
        if len(best) > 3:
            draft.know(len(best))
            parts.append(context.say(f"dan {len(best)} lainnya sama", f"and {len(best)} in all share it"))
    text = "; ".join(parts)
    year = items[0].choice.fact.period_year
    draft.know(year)
    draft.lead = f"{text[0].upper()}{text[1:]} ({measure_name(measure, context.language)}, {year})."
    draft.know(len(items))
    if measure == "nilai":
        _say_shares(context, draft, items, wanted)
    draft.lines.append(
        context.say(f"Dibandingkan {len(items)} yang tercetak.", f"Out of {len(items)} that are printed.")
    )
    return draft


def _say_shares(context: Context, draft: Draft, items: list[Item], wanted: tuple[str, ...]) -> None:
    """Scores of unequal weight ranked by their share of it too: 14 of 15 is more than 18 of 25."""
    shares: list[Figure] = []
    for item in items:
        weight = choose(item.facts, "bobot", item.choice.fact.period_year)
        if weight is None or not weight.fact.value or item.choice.fact.value is None:
            return
        inputs = (figure_of(weight, context.language), figure_of(item.choice, context.language))
        formula = f"{number(inputs[1], context.language)} / {number(inputs[0], context.language)} x 100"
        share = item.choice.fact.value / weight.fact.value * 100
        shares.append(computed(item.name, share, "persen", formula, inputs, measure="persen_bobot"))
    if len({figure.inputs[0].value for figure in shares}) < 2:
        return
    for which in wanted:
        best = extremes(shares, lambda figure: figure.value, highest=which == "max")[0]
        word = context.say("tertinggi" if which == "max" else "terendah", "highest" if which == "max" else "lowest")
        value = f"{shown(best, context.language)} {draft.mark(best)} (= {best.formula})"
        draft.lines.append(
            context.say(
                f"Terhadap bobotnya {word}: **{escape(best.label)}** {value}.",
                f"As a share of the weight, {word}: **{escape(best.label)}** {value}.",
            )
        )


def _named(context: Context, draft: Draft, item: Item, measure: str) -> str:
    """One ranked thing with its figure and, for money, what belongs to it."""
    language = context.language
    figure = figure_of(item.choice, language, measure)
    text = f"**{_title(context, item)} {shown(figure, language)}** {draft.mark(figure)}"
    if measure in BUDGET:
        beside = []
        for other in BUDGET:
            choice = choose(item.facts, other, item.choice.fact.period_year, context.slots.version)
            if other != measure and choice is not None:
                more = figure_of(choice, language, other)
                beside.append(f"{measure_name(other, language)} {shown(more, language)} {draft.mark(more)}")
        text += f" ({'; '.join(beside)})" if beside else ""
    return text


def _filtered(context: Context, items: list[Item], measure: str) -> Draft:
    operator, limit = context.slots.threshold or ("<", items[0].choice.fact.value)
    assert limit is not None
    kept = filtered(items, lambda item: item.choice.fact.value, operator, limit)
    kept = ranked(kept, lambda item: item.choice.fact.value, descending=operator == ">")
    return _list(context, kept, measure, len(items))


def _list(context: Context, items: list[Item], measure: str, of: int) -> Draft:
    figures = [figure_of(item.choice, context.language, measure) for item in items]
    told = [(_title(context, i), shown(f, context.language), f) for i, f in zip(items, figures, strict=True)]
    return _listed(context, told, measure_name(measure, context.language), of)


def _listed(context: Context, told: list[tuple[str, str, Figure]], what: str, of: int) -> Draft:
    """The things that were kept out of so many: each with its name, its value in words and its figure."""
    draft = Draft()
    draft.know(len(told), of)
    if not told:
        draft.lead = context.say(f"**Tidak ada** dari {of} yang tercetak.", f"**None** of the {of} that are printed.")
        return draft
    if context.slots.count_of:
        draft.mark(tally(context, draft, len(told), of, tuple(figure for _, _, figure in told)))
    parts = [f"{name} {value} {draft.mark(figure)}" for name, value, figure in told[:_MOST]]
    head = context.say(f"{len(told)} dari {of}", f"{len(told)} of {of}")
    more = "; ..." if len(told) > _MOST else ""
    draft.lead = f"**{head}** ({what}): {'; '.join(parts)}{more}."
    return draft


def count(context: Context) -> Draft | None:
    """How many programmes (activities, sub-activities) an office has, counted in its budget tables; else None."""
    counted = _COUNTED_LEVELS.get(context.slots.count_of or "")
    if counted is None or context.slots.words or context.slots.codes:
        return None
    draft = Draft()
    narrowed = context.with_slots(levels=(counted,), budget=True)
    for scope in context.scopes:
        items = items_of(replace(narrowed, scopes=(scope,)), "pagu")
        if not items:
            continue
        figures = tuple(figure_of(item.choice, context.language) for item in items)
        result = tally(context, draft, len(items), len(items), figures)
        names = "; ".join(escape(item.name) for item in items[:_MOST])
        more = "; ..." if len(items) > _MOST else ""
        office = escape(scope.organisation)
        text = f"**{len(items)}** {draft.mark(result)} {context.slots.count_of} {office}: {names}{more}."
        draft.lines.append(text)
    if not draft.lines:
        return None
    draft.lead, draft.lines = draft.lines[0], draft.lines[1:]
    draft.lines.append(context.say("Dihitung dari tabel anggaran.", "Counted in the budget tables."))
    return draft


_ONE_NAME = 88.0
_COUNTED_LEVELS = {"program": "program", "kegiatan": "kegiatan", "sub kegiatan": "sub_kegiatan"}


def tally(context: Context, draft: Draft, count: int, of: int, inputs: tuple[Figure, ...]) -> Figure:
    """A count of things as a computed figure, its formula in words."""
    draft.know(count, of)
    formula = context.say(f"{count} dari {of} yang tercetak", f"{count} of the {of} that are printed")
    label = context.say("banyaknya", "count")
    return replace(computed(label, Decimal(count), None, formula, inputs, measure="jumlah"), inputs=inputs[:_MOST])


def _title(context: Context, item: Item) -> str:
    """The name of a ranked thing, with its office where several are ranked."""
    name = item.name if len(context.scopes) == 1 else with_office(item.name, item.scope.organisation)
    return escape(name)


def mean(context: Context) -> Draft | None:
    """The average: as printed where the report prints one, else over the things or offices asked, with its formula."""
    if len(context.scopes) == 1 and not context.slots.codes and not context.slots.levels:
        if context.slots.words:
            return _mean_of_named(context)
        return _printed_mean(context) or _mean_of_indicators(context)
    measure = context.slots.measures[0] if context.slots.measures else "realisasi"
    narrowed = context.with_slots(measures=(measure,))
    most = None if len(context.scopes) == 1 and len(context.slots.codes) == 1 else 1  # one office: over its years
    by_scope = {scope.organisation: lookup.read_scope(narrowed, scope)[:most] for scope in context.scopes}
    readings = [reading for found in by_scope.values() for reading in found]
    readings = [reading for reading in readings if reading.value is not None]
    figures = [reading.figure(context.language) for reading in readings]
    if len(figures) < 2:
        return None
    return _mean(context, readings, [office for office, found in by_scope.items() if not found])


def _printed_mean(context: Context) -> Draft | None:
    """The average that a report prints itself ("Rata-rata capaian IKU"); None where the row found is no average."""
    found = lookup.read_scope(context, context.scopes[0])
    means = [reading for reading in found if "rata" in stems(reading.choice.fact.indicator)]
    return lookup.reply(context) if means and len(means) == len(found) else None


def _mean_of_named(context: Context) -> Draft | None:
    """The average of a named indicator over the years asked.

    An indicator that is itself called an average ("Rata-rata waktu ...") is looked up, and its change told.
    """
    measure = context.slots.measures or ("realisasi",)
    found = lookup.read_scope(context.with_slots(measures=measure), context.scopes[0])
    readings = [reading for reading in found if reading.value is not None]
    if readings and all(names.is_average(reading.choice.fact.indicator) for reading in readings):
        return (change.reply(context) if "change" in context.slots.cues else None) or lookup.reply(context)
    years = {reading.year for reading in readings}
    if len(years) < 2 or len({reading.measure for reading in readings}) > 1:
        return _printed_mean(context) or lookup.reply(context)
    return _mean(context, readings, [])


def _mean_of_indicators(context: Context) -> Draft | None:
    """The average over an office's main indicators, each once however often and differently it is printed."""
    measure = context.slots.measures[0] if context.slots.measures else "capaian"
    narrowed = context.with_slots(measures=(measure,), words=(), weak=())
    readings = lookup.read_scope(narrowed, context.scopes[0])
    readings = [
        reading
        for reading in readings
        if reading.value is not None
        and reading.measure == measure
        and (reading.subject.code or not names.is_goal(reading.subject.name))  # a goal's own figure sums up others
    ]
    chosen: list[lookup.Reading] = []
    for reading in readings:
        if not any(_same_indicator(reading, other) for other in chosen):
            chosen.append(reading)
    return _mean(context, chosen, []) if len(chosen) > 1 else None


def _same_indicator(one: lookup.Reading, other: lookup.Reading) -> bool:
    """Whether two names are spellings of one indicator: the same year, short name or nearly all letters."""
    first, second = one.choice.fact.source, other.choice.fact.source
    if one.year != other.year or (first.table == second.table and first.line_start != second.line_start):
        return False  # two names in one table are two things
    if one.subject.code and other.subject.code:
        return one.subject.code == other.subject.code
    return fuzz.ratio(names.key(one.subject.name), names.key(other.subject.name)) >= _ONE_NAME


def _mean(context: Context, readings: list[lookup.Reading], without: list[str]) -> Draft:
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
    names = "; ".join(
        f"{escape(_whose(context, reading))} {reading.told(context)} {draft.mark(figure)}"
        for reading, figure in zip(readings, figures, strict=True)
    )
    draft.lines.append(f"{names}.")
    lacking = ", ".join(map(escape, without))
    if lacking:
        draft.lines.append(
            context.say(f"Tanpa {lacking}: tidak ada angkanya.", f"Without {lacking}, which give no such figure.")
        )
    return draft


def _whose(context: Context, reading: lookup.Reading) -> str:
    """What one value of an average is of: the office, or the indicator where there is one office only."""
    if len(context.scopes) > 1:
        return reading.scope.organisation
    years = len(context.slots.years.resolve(reading.scope.year)) > 1
    return str(reading.year) if years else reading.subject.code or reading.subject.name
