"""Printed percentages held against their own inputs: a figure that does not follow is shown with the recomputed one."""

from __future__ import annotations

from decimal import Decimal

from assistant.answer import Figure, Warning  # noqa: A004 - the word of the contract
from assistant.metrics.recompute import (
    Recomputed,
    agrees,
    ratio_efficiency,
    recomputed,
    row_figures,
    simple_efficiency,
)
from assistant.numerals import rounded, with_unit
from assistant.render import escape
from assistant.replies.draft import Context, Draft, computed, figure_of, measure_name, number, shown, with_office
from assistant.rulebook import form_of
from corpus.fact import Fact

# So far apart, an input was misread or misprinted rather than the quotient: no verdict on the percentage.
_MISREAD = 8


def differing(context: Context, fact: Fact) -> Recomputed | None:
    """What a printed percentage should be by its own row, where it is something else; None where it follows.

    An efficiency is only judged by the formula that its report states; it also follows where a simpler form of the
    field (capaian - serapan, capaian / serapan) gives it.
    """
    row = row_figures(context.frame.row(fact), fact)
    result = recomputed(fact, row)
    if result is None or fact.value is None or agrees(fact, result, row):
        return None
    if fact.measure == "efisiensi":
        return result if _states_formula(context, fact) and not _simple(fact, row) else None
    high, low = max(result.value, fact.value), min(result.value, fact.value)
    return result if low > 0 and high / low < _MISREAD else None


def _states_formula(context: Context, fact: Fact) -> bool:
    stated = context.rules.efficiency(fact.report)
    return stated is not None and form_of(stated.text) == "pmk"


def _simple(fact: Fact, row: dict[str, Fact]) -> bool:
    ways = [way for way in (simple_efficiency(row), ratio_efficiency(row)) if way is not None]
    return any(abs(way.value - (fact.value or Decimal(0))) <= Decimal("0.06") for way in ways)


def figure(context: Context, fact: Fact, result: Recomputed, unit: str | None = "persen") -> Figure:
    """The recomputed figure with its formula and inputs."""
    inputs = tuple(figure_of(one, context.language) for one in result.inputs)
    formula = result.formula.format(*(number(one, context.language) for one in inputs))
    label = context.say(
        f"{fact.measure.replace('_', ' ')} hitung ulang", f"recomputed {fact.measure.replace('_', ' ')}"
    )
    return computed(label, result.value, unit, formula, inputs, measure=fact.measure)


def warn(draft: Draft, context: Context, fact: Fact) -> None:
    """Say that a printed percentage does not follow from its inputs, with what they give; nothing where it does."""
    result = differing(context, fact)
    if result is None:
        return
    again = figure(context, fact, result)
    mark = draft.mark(again)
    value = with_unit(rounded(result.value), "persen", context.language)
    measure = measure_name(fact.measure, context.language).removesuffix(" tercetak").removeprefix("printed ")
    name = f"{measure} {escape(with_office(fact.indicator, fact.organisation))}"
    printed = shown(figure_of(fact, context.language), context.language)
    text = context.say(
        f"{name}: tercetak {printed}, hitung ulang {value} {mark} = {again.formula}.",
        f"{name}: printed {printed}, recomputed {value} {mark} = {again.formula}.",
    )
    draft.warnings.append(Warning("recomputed_differs", text, (fact.source, *(one.source for one in result.inputs))))
