"""Lookup: figures that a report prints, one or several offices, years and measures."""

from __future__ import annotations

from dataclasses import replace

from assistant.linking import Scope, Subject, subjects
from assistant.metrics.lookup import answers
from assistant.replies import several, single, stock
from assistant.replies.draft import Context, Draft
from assistant.replies.figures import read_scope
from assistant.replies.reading import Reading
from assistant.wording import stems

_CLEARLY = 0.4
"""So much less of what is asked is another thing; a misprint in a name takes less away."""


def reply(context: Context) -> Draft | None:
    """The figures asked for; None when nothing of the kind is printed in any office in scope."""
    found: list[Reading] = []
    lacking: list[Scope] = []
    for scope in context.scopes:
        here = read_scope(context, scope)
        found += here
        if not here:
            lacking.append(scope)
    if not found:
        return _latest(context)
    lacking += [scope for scope in _barely_named(context, found) if scope not in lacking]
    found = [reading for reading in found if reading.scope not in lacking]
    if not context.slots.measures:  # a bare target is no answer beside results
        found.sort(key=lambda reading: reading.measure == "target")
    if _is_single(found):
        return stock.reply(context, found[0]) or single.reply(context, found)
    return several.reply(context, found, lacking)


def _barely_named(context: Context, found: list[Reading]) -> list[Scope]:
    """Offices whose nearest name lacks a telling word that another office's name has: they print another thing."""
    share = {reading.scope: _held(context, reading.subject) for reading in found if reading.subject.kind == "name"}
    best = max(share.values(), default=0.0)
    return [scope for scope, held in share.items() if held < best - _CLEARLY]


def _held(context: Context, subject: Subject) -> float:
    """The share of the weight of the question's words that a subject's name holds."""
    asked = [context.frame.nearest(word) for word in context.slots.words]
    total = sum(context.frame.weight(word) for word in asked)
    named = set(stems(subject.name))
    return sum(context.frame.weight(word) for word in asked if word in named) / total if total else 1.0


def _latest(context: Context) -> Draft | None:
    """The newest figure there is, where no year was named and the report's own year prints none; said so."""
    years = context.slots.years
    if years.named or years.offsets or not context.slots.codes or len(context.scopes) != 1:
        return None
    scope = context.scopes[0]
    measures = context.slots.measures or ("realisasi",)
    printed = {
        fact.period_year
        for subject in subjects(context.frame, context.slots, scope)
        for fact in subject.facts
        if fact.period_year and fact.value is not None and answers(fact, measures)
    }
    past = [year for year in printed if scope.year is None or year < scope.year]
    if not past:
        return None
    found = read_scope(context.with_slots(years=replace(years, named=(max(past),))), scope)
    if not found or not _is_single(found):
        return None
    draft = single.reply(context, found)
    draft.know(scope.year)
    draft.lines.insert(
        0,
        context.say(
            f"Untuk {scope.year} tidak tercetak; ini yang terbaru.", f"None is printed for {scope.year}; the newest."
        ),
    )
    return draft


def _is_single(found: list[Reading]) -> bool:
    return len(found) == 1 or len({(r.scope.organisation, r.subject.name, r.year) for r in found}) == 1
