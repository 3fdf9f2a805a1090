"""Goods that an inventory lists on several rows of one name: their sum, each row an input."""

from __future__ import annotations

from decimal import Decimal

from assistant.metrics.lookup import Choice
from assistant.render import escape
from assistant.replies.draft import Context, Draft, computed, figure_of, measure_name, number, shown
from assistant.replies.reading import Reading
from corpus.fact import Fact
from corpus.numbers import render

STOCK = frozenset({"jumlah_barang", "nilai_aset"})
_MOST_SHOWN = 6


def reply(context: Context, reading: Reading) -> Draft | None:
    """The sum of all rows of the same name in the inventory; None where it is listed on one row only.

    Rows of one table are different goods, not two values of one: "Laptop" 1, 1 and 4 are six laptops.
    """
    rows = _rows(reading.choice)
    if reading.measure not in STOCK or len(rows) < 2:
        return None
    inputs = [figure_of(fact, context.language) for fact in rows]
    total = sum((fact.value or Decimal(0) for fact in rows), Decimal(0))
    formula = " + ".join(render(fact.value or Decimal(0)) for fact in rows)
    name, office = escape(rows[0].indicator), escape(rows[0].organisation)
    label = f"{measure_name(reading.measure, context.language)} {rows[0].indicator} {rows[0].organisation}"
    figure = computed(label, total, rows[0].unit, formula, inputs, measure=reading.measure)
    draft = Draft()
    draft.know(total, len(rows), reading.year, rows[0].period_year)
    marked = f"**{shown(figure, context.language)}** {draft.mark(figure)}"
    year = rows[0].period_year or ""
    draft.lead = context.say(
        f"{marked} adalah {measure_name(reading.measure, 'id')} {name} {office} {year} "
        f"(hitung ulang: {len(rows)} baris daftar dijumlahkan).",
        f"{marked} is the {measure_name(reading.measure, 'en')} of {name} {office} {year} "
        f"(recomputed: {len(rows)} rows of the list added up).",
    )
    listed = [f"{number(one, context.language)} {draft.mark(one)}" for one in inputs[:_MOST_SHOWN]]
    more = " ..." if len(inputs) > _MOST_SHOWN else ""
    draft.lines.append(context.say("Baris daftar: ", "Rows of the list: ") + ", ".join(listed) + more + ".")
    return draft


def _rows(choice: Choice) -> list[Fact]:
    """The rows of the chosen figure's table that carry the very same name and column, in reading order."""
    best = choice.fact
    every = {
        fact.source.line_start: fact
        for fact in (best, *choice.agree, *choice.differ)
        if fact.value is not None
        and fact.source.table == best.source.table
        and fact.source.header == best.source.header
        and fact.indicator.lower() == best.indicator.lower()
    }
    return [every[line] for line in sorted(every, key=lambda line: line or 0)]
