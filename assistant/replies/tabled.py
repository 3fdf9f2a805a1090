"""Whole tables held against a sentence: the sum of a named table's budget column, or its rate, beside a printed figure.

"Is the 93,8% of page 20 right if Table 3.5 is added up?" Nothing is added where it is unsure which rows belong to the
sum: several tables of that number, years or versions, or rows that are sums of others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answer import Figure
from assistant.linking import Scope
from assistant.metrics.budget import absorption
from assistant.numerals import numeric_tokens, readings
from assistant.question.cues import is_captioned, pattern, tables_in
from assistant.render import escape
from assistant.replies import claim
from assistant.replies.draft import Context, Draft, computed, figure_of, measure_name, number, place_of, shown
from assistant.wording import stems
from corpus.fact import Fact

_COLUMNS = ("pagu", "realisasi_anggaran")
_LEVELS = ("program", "kegiatan", "sub_kegiatan")
_TOLERANCE = Decimal("0.06")
_PLACES = frozenset(stems("halaman hal page baris line bab tabel table gambar lampiran"))

_MARKED = 3
"""So many addends of a sum have a mark each."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table that its sums take in: budget and spending of each, in order; either may be empty."""

    name: str
    pagu: tuple[Fact, ...]
    spent: tuple[Fact, ...]


def reply(context: Context) -> Draft | None:
    """Whether a printed figure is what a named table adds up to; None where the table or the figure is not sure."""
    named = set(tables_in(context.question))
    said = claim.without_places(context.question)
    if (
        len(named) != 1
        or len(context.scopes) != 1
        or not (pattern("added_up").search(said) and pattern("held_against").search(said))
    ):
        return None
    scope = context.scopes[0]
    table = _table(context, scope, named.pop())
    fact = _printed(context, scope)
    if table is None or fact is None or fact.value is None or _names_a_row(context, table):
        return None
    return _rate(context, table, fact) if fact.measure == "serapan" else _sum(context, table, fact)


def _names_a_row(context: Context, table: Table) -> bool:
    """Whether the question is about one row: then it does not ask for the sum of all."""
    rows = {stem for fact in (*table.pagu, *table.spent) for stem in stems(f"{fact.indicator} {fact.item or ''}")}
    return bool(set(context.slots.codes) or (set(context.slots.words) - _PLACES) & rows)


def _table(context: Context, scope: Scope, wanted: str) -> Table | None:
    """The rows of the one table with this number; None where there are several, or rows that may be sums of others."""
    facts = [context.frame.facts[index] for index in sorted(scope.indexes)]
    own = [fact for fact in facts if fact.measure in _COLUMNS and fact.value is not None and _stands_in(fact, wanted)]
    if len({(fact.report, fact.source.table) for fact in own}) != 1:
        return None
    columns = {measure: _column([fact for fact in own if fact.measure == measure]) for measure in _COLUMNS}
    if any(column is None for column in columns.values()):
        return None
    return Table(own[0].source.table or "", columns["pagu"] or (), columns["realisasi_anggaran"] or ())


def _stands_in(fact: Fact, table: str) -> bool:
    return is_captioned(fact.source.table, table) and "narrative" not in fact.flags


def _column(facts: Sequence[Fact]) -> tuple[Fact, ...] | None:
    """The cells of a column to add up, sum rows left out; None where it is not sure which these are."""
    if len({(fact.period_year, fact.version, fact.source.header) for fact in facts}) > 1:
        return None
    rows = tuple({_cell(fact): fact for fact in facts if fact.level != "total"}.values())
    levels = sorted({fact.level for fact in rows})
    totals = {fact.value for fact in facts if fact.level == "total"}
    for part in (rows, *(tuple(fact for fact in rows if fact.level == level) for level in levels)):
        if totals == {_total(part)}:
            return part
    unsure = len(set(levels) & set(_LEVELS)) > 1 or _has_sums([fact.value or Decimal(0) for fact in rows])
    return None if unsure else rows


def _total(rows: Sequence[Fact]) -> Decimal:
    return sum((fact.value or Decimal(0) for fact in rows), Decimal(0))


def _cell(fact: Fact) -> tuple[object, ...]:
    return fact.source.page, fact.source.line_start, fact.source.row, fact.source.header


def _has_sums(values: Sequence[Decimal]) -> bool:
    """Whether one value is the sum of two or more right after or right before it."""
    for at, value in enumerate(values):
        for others in (values[at + 1 :], values[:at][::-1]):
            total = Decimal(0)
            for count, other in enumerate(others, 1):
                total += other
                if value and total == value and count > 1 and other:
                    return True
    return False


def _printed(context: Context, scope: Scope) -> Fact | None:
    """The figure of running text that the question holds against the table; None where it claims none or several."""
    years = {str(year) for year in context.slots.years.named}
    tokens = [token for token in numeric_tokens(claim.without_places(context.question)) if token not in years]
    wanted = {value for token in tokens for value in readings(token)}
    rate = "%" in context.question or "serapan" in context.slots.measures[:1]
    measures = ("serapan",) if rate else tuple(m for m in context.slots.measures if m in _COLUMNS) or _COLUMNS
    said = [
        fact
        for index in sorted(scope.indexes)
        if (fact := context.frame.facts[index]).measure in measures and "narrative" in fact.flags
    ]
    found = [fact for fact in said if fact.value in wanted] if tokens else [f for f in said if f.level == "total"]
    values = {(fact.measure, fact.value) for fact in found}
    return found[0] if len(tokens) <= 1 and len(values) == 1 else None


def _sum(context: Context, table: Table, fact: Fact) -> Draft | None:
    rows = table.pagu if fact.measure == "pagu" else table.spent
    if len(rows) < 2 or fact.value is None:
        return None
    draft = Draft()
    printed = figure_of(fact, context.language)
    mark = draft.mark(printed)
    result, line = _added(context, draft, rows)
    _lead(context, draft, (printed, mark), result, right=result.value == fact.value, place=place_of(rows[0], "id"))
    draft.lines.append(line)
    return draft


def _rate(context: Context, table: Table, fact: Fact) -> Draft | None:
    same = [one.source.line_start for one in table.pagu] == [one.source.line_start for one in table.spent]
    if len(table.pagu) < 2 or not same or fact.value is None:
        return None
    draft = Draft()
    printed = figure_of(fact, context.language)
    mark = draft.mark(printed)
    (pagu, first), (spent, second) = (_added(context, draft, rows) for rows in (table.pagu, table.spent))
    value = absorption(pagu.value or Decimal(0), spent.value or Decimal(0)) if pagu.value else None
    if value is None:
        return None
    formula = f"{number(spent, context.language)} / {number(pagu, context.language)} x 100"
    label = context.say("serapan hitung ulang", "recomputed absorption")
    result = computed(label, value, "persen", formula, (spent, pagu), measure="serapan")
    right = abs(value - fact.value) <= _TOLERANCE
    _lead(context, draft, (printed, mark), result, right=right, place=place_of(table.pagu[0], "id"))
    draft.lines += [first, second, context.say(f"Rumus: {formula}.", f"Formula: {formula}.")]
    return draft


def _added(context: Context, draft: Draft, rows: Sequence[Fact]) -> tuple[Figure, str]:
    """The sum of a column as a figure, and the line that shows it with each addend."""
    language = context.language
    inputs = tuple(figure_of(fact, language) for fact in rows)
    formula = " + ".join(number(one, language) for one in inputs)
    name = measure_name(rows[0].measure, language)
    label = context.say(f"jumlah {name}", f"sum of {name}")
    result = computed(label, _total(rows), inputs[0].unit, formula, inputs, measure=rows[0].measure)
    shares = formula  # a long row of marks hides the figures: the sum itself leads to the place of each
    if len(inputs) <= _MARKED:
        shares = " + ".join(f"{number(one, language)} {draft.mark(one)}" for one in inputs)
    draft.know(len(rows), *(one.value for one in inputs if one.value is not None))
    told = context.say(f"{name} dari {len(rows)} baris", f"{name} over {len(rows)} rows")
    return result, f"{told}: {shown(result, language)} {draft.mark(result)} = {shares}."


def _lead(
    context: Context, draft: Draft, printed: tuple[Figure, str], result: Figure, *, right: bool, place: str
) -> None:
    figure, mark = printed
    again = f"{shown(result, context.language)} {draft.mark(result)}"
    verdict = context.say("Ya, cocok", "Yes, they agree") if right else context.say("Tidak cocok", "They do not agree")
    name = measure_name(figure.measure or "", context.language)
    told = f"{shown(figure, context.language)} {mark}"
    draft.lead = context.say(
        f"**{verdict}:** {escape(name)} dalam uraian tercetak {told}; {place} bila dijumlahkan memberi {again}.",
        f"**{verdict}:** the {escape(name)} is printed in the text as {told}; {place} adds up to {again}.",
    )
