"""Counts of printed things: how many of them there are, and which."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.answer import Figure
from assistant.render import escape
from assistant.replies.draft import Context, Draft, computed, figure_of
from assistant.replies.items import items_of

_MOST = 8
_COUNTED_LEVELS = {"program": "program", "kegiatan": "kegiatan", "sub kegiatan": "sub_kegiatan"}


def reply(context: Context) -> Draft | None:
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


def listed(context: Context, told: list[tuple[str, str, Figure]], what: str, of: int) -> Draft:
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


def tally(context: Context, draft: Draft, count: int, of: int, inputs: tuple[Figure, ...]) -> Figure:
    """A count of things as a computed figure, its formula in words."""
    draft.know(count, of)
    formula = context.say(f"{count} dari {of} yang tercetak", f"{count} of the {of} that are printed")
    label = context.say("banyaknya", "count")
    return replace(computed(label, Decimal(count), None, formula, inputs, measure="jumlah"), inputs=inputs[:_MOST])
