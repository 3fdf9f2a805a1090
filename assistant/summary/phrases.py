"""Figures of an overview as phrases of an answer, each with its citation."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Figure, Warning  # noqa: A004 - the word of the contract
from assistant.checklist.spots import short
from assistant.render import escape
from assistant.replies.draft import Context, Draft, computed, figure_of, measure_name, number, shown
from assistant.summary.overview import Money, Move, Overview, Result, Twice
from corpus.fact import Fact

MOST = 3
"""How many things of one kind an answer names."""
QUOTED = 260
"""Characters of a quotation."""


def headline(context: Context, draft: Draft, seen: Overview) -> str:
    """A report in one line: how many main indicators met their target, its budget and spending."""
    met, total = len(seen.results) - len(seen.missed), len(seen.results)
    draft.know(met, total, seen.reading.report.identity.year)
    results = context.say(
        f"{met} dari {total} indikator utama mencapai target", f"{met} of {total} main indicators met their target"
    )
    parts = [results if total else context.say("indikator utama tidak terbaca", "no main indicator could be read")]
    parts += [money for money in [money_said(context, draft, seen.budget)] if money]
    return f"**{name_of(seen)}**: {'; '.join(parts)}."


def name_of(seen: Overview) -> str:
    """The office and year of a report, as harmless Markdown."""
    who = seen.reading.report.identity
    return escape(f"{who.organisation} {who.year or ''}".strip())


def money_said(context: Context, draft: Draft, money: Money) -> str:
    """Budget, spending and absorption, those that are printed, each cited; "" where none is."""
    words = {"pagu": ("anggaran", "budget"), "spent": ("realisasi", "spending"), "rate": ("serapan", "absorption")}
    said = [
        f"{context.say(*words[field])} {cited(context, draft, fact)}"
        for field, fact in (("pagu", money.pagu), ("spent", money.spent), ("rate", money.rate))
        if fact is not None
    ]
    return ", ".join(said)


def cited(context: Context, draft: Draft, fact: Fact) -> str:
    """A figure in the answer's number style, with its citation."""
    figure = figure_of(fact, context.language)
    return f"{shown(figure, context.language)} {draft.mark(figure)}"


def row(context: Context, draft: Draft, result: Result) -> tuple[str, str, str, str]:
    """Name, target, realisasi and capaian of a main indicator; "-" for what its row does not print."""
    cells = [
        cited(context, draft, fact) if fact is not None else "-"
        for fact in (result.target, result.real, result.capaian)
    ]
    return escape(short(result.real.indicator, 80)), cells[0], cells[1], cells[2]


def points(context: Context, draft: Draft, seen: Overview) -> list[str]:
    """What stands out, one line a kind; kinds without anything are left out."""
    groups = (
        (
            ("Tidak mencapai target", "Missed its target"),
            [result_said(context, draft, one) for one in seen.missed[:MOST]],
        ),
        (
            ("Turun dari tahun sebelumnya", "Fell since last year"),
            [moved_said(context, draft, m) for m in seen.falls[:MOST]],
        ),
        (("Naik paling besar", "Rose most"), [moved_said(context, draft, move) for move in seen.rises[:1]]),
        (
            ("Program/kegiatan di bawah target", "Programmes below target"),
            [result_said(context, draft, one) for one in seen.works],
        ),
        (("Serapan terendah", "Lowest absorption"), [spent_said(context, draft, money) for money in seen.lowest]),
    )
    return [f"**{context.say(*words)}:** {'; '.join(said)}." for words, said in groups if said]


def result_said(context: Context, draft: Draft, result: Result) -> str:
    """An indicator with its realisasi and target, both cited."""
    name = escape(short(result.real.indicator, 80))
    real = cited(context, draft, result.real)
    if result.target is None:
        return f"{name} {real}"
    return f"{name} {real}, target {cited(context, draft, result.target)}"


def moved_said(context: Context, draft: Draft, move: Move) -> str:
    """An indicator with its figures of both years, and the difference with its formula."""
    before, after = (figure_of(fact, context.language) for fact in (move.before, move.after))
    points = _difference(context, move, before, after)
    years = f"{move.before.period_year}", f"{move.after.period_year}"
    draft.know(move.before.period_year, move.after.period_year)
    name = escape(short(move.after.indicator, 80))
    said = context.say(
        f"{name} dari {shown(before, context.language)} ({years[0]}) {draft.mark(before)} menjadi "
        f"{shown(after, context.language)} ({years[1]}) {draft.mark(after)}",
        f"{name} from {shown(before, context.language)} ({years[0]}) {draft.mark(before)} to "
        f"{shown(after, context.language)} ({years[1]}) {draft.mark(after)}",
    )
    return f"{said}, {shown(points, context.language)} {draft.mark(points)}"


def _difference(context: Context, move: Move, before: Figure, after: Figure) -> Figure:
    formula = f"{number(after, context.language)} - {number(before, context.language)}"
    label = context.say(f"perubahan {move.after.indicator}", f"change of {move.after.indicator}")
    return computed(label, move.change.points, "poin", formula, [before, after], measure="perubahan")


def spent_said(context: Context, draft: Draft, money: Money) -> str:
    """A programme or activity with its absorption rate and budget; "" without a rate."""
    if money.rate is None:
        return ""
    name = escape(short(money.rate.indicator, 80))
    of = f" {context.say('dari', 'of')} {cited(context, draft, money.pagu)}" if money.pagu is not None else ""
    return f"{name} {cited(context, draft, money.rate)}{of}"


def warn(context: Context, draft: Draft, twice: Sequence[Twice]) -> None:
    """Say, for the first few, which two values a report prints for one figure."""
    for pair in twice[:MOST]:
        name = thing(context, pair)
        one, two = cited(context, draft, pair.chosen), cited(context, draft, pair.other)
        text = context.say(f"{name} tercetak dua nilai: {one} dan {two}.", f"{name} is printed twice: {one} and {two}.")
        draft.warnings.append(Warning("two_values", text, (pair.chosen.source, pair.other.source)))


def thing(context: Context, pair: Twice) -> str:
    """The measure and indicator of a figure printed twice."""
    return f"{measure_name(pair.chosen.measure, context.language)} {escape(short(pair.chosen.indicator, 60))}"
