"""Every one of a level: "serapan tiap program", "pagu per kegiatan"; one row a thing, its figures beside each other."""

from __future__ import annotations

from assistant.linking import wants_money
from assistant.metrics.lookup import BUDGET, choose
from assistant.render import escape
from assistant.replies.draft import Context, Draft, figure_of, measure_name, shown, warn_two_values
from assistant.replies.items import Item, items_of

_LEVELS = frozenset({"program", "kegiatan", "sub_kegiatan", "sasaran", "tujuan"})
_MOST = 30
"""So many rows are shown; an answer longer than a screen or two is better asked for as a file."""


def asked(context: Context) -> bool:
    """Whether a question is about every programme, activity ... of the offices in scope, none of them named."""
    slots = context.slots
    plain = not (slots.codes or slots.words or slots.threshold or slots.count_of or slots.extremes)
    return plain and slots.several and slots.intent in ("lookup", "list") and bool(_LEVELS & set(slots.levels))


def reply(context: Context) -> Draft | None:
    """One row for each thing of the level asked, by its place in the report; None where none prints the measure."""
    measures = context.slots.measures or (("pagu",) if wants_money(context.slots) else ("capaian",))
    items = items_of(context, measures[0])
    if not items:
        return None
    draft = Draft()
    rows = [_row(context, draft, item, measures) for item in items[:_MOST]]
    names = ", ".join(dict.fromkeys(escape(item.scope.organisation) for item in items))
    years = ", ".join(str(year) for year in dict.fromkeys(i.choice.fact.period_year for i in items) if year)
    draft.know(*(item.choice.fact.period_year for item in items), len(items))
    what = " ".join(part for part in (measure_name(measures[0], context.language), names, years) if part)
    draft.lead = f"{what[0].upper()}{what[1:]}: " + "; ".join(f"{row[0]} {row[1]}" for row in rows[:4])
    draft.lead += "." if len(rows) <= 4 else "; ..."
    draft.header = (context.say("Uraian", "Item"), *(measure_name(m, context.language) for m in _columns(measures)))
    draft.rows = rows
    if len(items) > _MOST:
        draft.lines.append(context.say(f"Semuanya {len(items)}.", f"There are {len(items)} in all."))
    for item in items[:_MOST]:
        warn_two_values(draft, context, item.choice)
    return draft


def _columns(measures: tuple[str, ...]) -> tuple[str, ...]:
    """The measures asked, then what belongs beside money."""
    return (*measures, *(m for m in BUDGET if measures[0] in BUDGET and m not in measures))


def _row(context: Context, draft: Draft, item: Item, measures: tuple[str, ...]) -> tuple[str, ...]:
    cells = [escape(item.name)]
    for measure in _columns(measures):
        choice = item.choice if measure == measures[0] else None
        choice = choice or choose(item.facts, measure, item.choice.fact.period_year, context.slots.version)
        if choice is None:
            cells.append("-")
            continue
        figure = figure_of(choice, context.language, measure)
        cells.append(f"{shown(figure, context.language)} {draft.mark(figure)}")
    return tuple(cells)
