"""Check questions: is a printed rate right, and does anything exceed its budget; recomputed from the same row."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.answer import Figure
from assistant.linking import Scope
from assistant.metrics.budget import absorption
from assistant.metrics.recompute import ratio_efficiency, row_figures, simple_efficiency
from assistant.numerals import numeric_tokens, readings
from assistant.render import escape
from assistant.replies import claim, rates
from assistant.replies.draft import Context, Draft, computed, figure_of, measure_name, number, shown
from assistant.replies.figures import read_scope, years_for
from corpus.fact import Fact

_TOLERANCE = Decimal("0.06")


def reply(context: Context) -> Draft | None:
    """A verdict on the rates or figure named in the question, or on spending above budget; None for other checks."""
    if re.search(r"melebihi (?:anggaran|pagu)|lebih besar dari (?:anggaran|pagu)", context.slots.plain_text):
        return _exceeding(context)
    wanted = {
        r
        for token in numeric_tokens(claim.without_places(context.question))
        if re.search(r"[.,]", token)
        for r in readings(token)
    }
    for scope in context.scopes:
        for index in sorted(scope.indexes):
            fact = context.frame.facts[index]
            if fact.value in wanted and fact.measure in ("serapan", "efisiensi"):
                draft = _rate(context, scope, fact)
                if draft is not None:
                    return draft
    if rates.wants_all(context):
        return rates.reply(context)
    return claim.reply(context) or _printed_rate(context) or rates.reply(context)


def _printed_rate(context: Context) -> Draft | None:
    """Whether the printed rate of one named thing follows from its own row; None where none or several are meant."""
    rate = next((m for m in context.slots.measures if m in ("serapan", "efisiensi")), None)
    if rate is None or len(context.scopes) != 1:
        return None
    found = [reading for reading in read_scope(context, context.scopes[0]) if reading.measure == rate]
    if len(found) != 1 or found[0].computed is not None or found[0].choice.differ:
        return None
    return _rate(context, context.scopes[0], found[0].choice.fact)


def row_of(context: Context, scope: Scope, fact: Fact) -> dict[str, Fact]:
    """The figures printed on the same line as a fact, by measure."""
    found: dict[str, Fact] = {}
    for index in sorted(scope.indexes):
        other = context.frame.facts[index]
        same = (other.report, other.source.line_start, other.source.page) == (
            fact.report, fact.source.line_start, fact.source.page,
        )  # fmt: skip
        if (
            same
            and other.source.row == fact.source.row
            and other.period_year == fact.period_year
            and other.version == fact.version
            and other.value is not None
        ):
            found.setdefault(other.measure, other)
    return found


def _rate(context: Context, scope: Scope, fact: Fact) -> Draft | None:
    row = row_of(context, scope, fact)
    pagu, spent, capaian = row.get("pagu"), row.get("realisasi_anggaran"), row.get("capaian")
    if fact.measure == "efisiensi" and fact.value is not None and (pagu is None or capaian is None):
        return _simple_rate(context, fact)
    if pagu is None or spent is None or not pagu.value or spent.value is None or fact.value is None:
        return None
    language = context.language
    one, two = figure_of(pagu, language), figure_of(spent, language)
    if fact.measure == "serapan":
        value = absorption(pagu.value, spent.value)
        inputs: tuple[Figure, ...] = (one, two)
        formula = f"{number(two, language)} / {number(one, language)} x 100"
    else:
        value, formula, inputs = _efficiency(language, pagu, spent, capaian)
    if value is None:
        return None
    return _verdict(context, fact, value, formula, inputs)


def _simple_rate(context: Context, fact: Fact) -> Draft | None:
    """A printed efficiency by capaian - serapan or capaian / serapan, whichever is nearer; None without the two."""
    row = row_figures(context.frame.row(fact), fact)
    ways = [way for way in (simple_efficiency(row), ratio_efficiency(row)) if way is not None]
    if not ways or fact.value is None:
        return None
    printed = fact.value
    way = min(ways, key=lambda one: abs(one.value - printed))
    inputs = tuple(figure_of(one, context.language) for one in way.inputs)
    formula = way.formula.format(*(number(one, context.language) for one in inputs))
    return _verdict(context, fact, way.value, formula, inputs)


def _efficiency(
    language: str, pagu: Fact, spent: Fact, capaian: Fact | None
) -> tuple[Decimal | None, str, tuple[Figure, ...]]:
    """(pagu x capaian - realisasi) / (pagu x capaian) x 100, capaian as a ratio (PMK 22/PMK.02/2021)."""
    if capaian is None or not capaian.value or not pagu.value or spent.value is None:
        return None, "", ()
    planned = pagu.value * capaian.value / 100
    one, two, three = (figure_of(f, language) for f in (pagu, spent, capaian))
    product = f"{number(one, language)} x {number(three, language)}%"
    return (
        (planned - spent.value) / planned * 100,
        f"({product} - {number(two, language)}) / ({product}) x 100",
        (one, three, two),
    )


def _verdict(context: Context, fact: Fact, value: Decimal, formula: str, inputs: tuple[Figure, ...]) -> Draft:
    language = context.language
    draft = Draft()
    printed = figure_of(fact, language)
    label = context.say("hitung ulang", "recomputed")
    result = computed(label, value, printed.unit, formula, inputs, measure=fact.measure)
    right = fact.value is not None and abs(value - fact.value) <= _TOLERANCE
    marks = draft.mark(printed), draft.mark(result)
    name = measure_name(fact.measure, language)
    again = shown(result, language)
    verdict = context.say("Ya, benar", "Yes, it is right") if right else context.say("Tidak, keliru", "No, not correct")
    draft.lead = context.say(
        f"**{verdict}:** {name} {escape(fact.indicator)} tercetak {shown(printed, language)} {marks[0]}, "
        f"hitung ulang {again} {marks[1]}.",
        f"**{verdict}:** the {name} of {escape(fact.indicator)} is printed as {shown(printed, language)} {marks[0]}; "
        f"recomputed it is {again} {marks[1]}.",
    )
    parts = "; ".join(f"{measure_name(f.measure, language)} {shown(f, language)} {draft.mark(f)}" for f in inputs)
    draft.lines.append(context.say(f"Rumus: {formula}, dengan {parts}.", f"Formula: {formula}, with {parts}."))
    return draft


def _exceeding(context: Context) -> Draft | None:
    """Rows whose spending is above their budget."""
    draft = Draft()
    language = context.language
    parts: list[str] = []
    seen = set()
    for scope in context.scopes:
        years = years_for(context, scope)
        for index in sorted(scope.indexes):
            fact = context.frame.facts[index]
            if fact.measure != "realisasi_anggaran" or fact.value is None or fact.period_year not in years:
                continue
            pagu = row_of(context, scope, fact).get("pagu")
            if pagu is None or pagu.value is None or fact.value <= pagu.value or (fact.indicator, fact.value) in seen:
                continue
            seen.add((fact.indicator, fact.value))
            one, two = figure_of(fact, language), figure_of(pagu, language)
            parts.append(
                f"{escape(fact.indicator)} {shown(one, language)} {draft.mark(one)} > "
                f"{shown(two, language)} {draft.mark(two)}"
            )
    if not parts:
        draft.lead = context.say(
            "Tidak ada: tidak ada realisasi yang melebihi pagu pada baris yang terbaca.",
            "None: no row that could be read spends more than its budget.",
        )
        return draft
    draft.know(len(parts))
    draft.lead = context.say(f"**Ada {len(parts)}:** ", f"**Yes, {len(parts)}:** ") + "; ".join(parts[:6]) + "."
    draft.figures = draft.figures[:12]
    return draft
