"""Targets met and missed: which indicators, and how many of those that are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answer import Figure
from assistant.linking import main_indicators
from assistant.metrics.achievement import is_met, range_of
from assistant.metrics.lookup import beside, choose
from assistant.render import escape
from assistant.replies.achievement import less_is_better
from assistant.replies.draft import Context, Draft, figure_of, shown
from assistant.replies.figures import years_for
from assistant.replies.tally import tally
from corpus.fact import Fact

_MOST = 8


_KEY = re.compile(r"\b(?:iku|indikator (?:kinerja )?utama)\b")
"""Only the key indicators of goals and objectives are asked about."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """An indicator of one office and year with its realisasi and target, and whether the target was met."""

    name: str
    real: Figure
    target: Figure
    met: bool


def reply(context: Context) -> Draft | None:
    """The indicators that missed (or, where that is asked, met) their targets; ranges count as met inside the range.

    None where no office prints a target with a realisasi.
    """
    found = list(outcomes(context))
    if not found:
        return None
    wants_met = "missed" not in context.slots.cues
    chosen = [one for one in found if one.met == wants_met]
    draft = Draft()
    draft.know(len(found), len(chosen), *(one.real.period_year for one in found))
    if not chosen:
        draft.lead = _none(context, len(found), wants_met)
        draft.lines += [f"{_said(context, draft, one)}." for one in found[:_MOST]]
        if context.slots.count_of:
            draft.lead += f" {draft.mark(tally(context, draft, 0, len(found), tuple(one.real for one in found)))}"
        return draft
    counted = bool(context.slots.count_of)
    if counted:
        figures = tuple(one.real for one in chosen)
        draft.mark(tally(context, draft, len(chosen), len(found), figures))
    verb = context.say("mencapai target", "met the target") if wants_met else context.say(
        "tidak mencapai target", "missed the target"
    )  # fmt: skip
    head = f"{verb[0].upper()}{verb[1:]}** ({len(chosen)}/{len(found)}): "
    if counted:
        head = context.say(f"{len(chosen)} dari {len(found)} indikator** {verb}: ",
                           f"{len(chosen)} of {len(found)} indicators** {verb}: ")  # fmt: skip
    parts = [_said(context, draft, one) for one in chosen[:_MOST]]
    more = "; ..." if len(chosen) > _MOST else ""
    draft.lead = f"**{head}{'; '.join(parts)}{more}."
    return draft


def _none(context: Context, total: int, wants_met: bool) -> str:
    if wants_met:
        return context.say(
            f"Tidak ada dari {total} indikator yang tercetak yang mencapai targetnya.",
            f"None of the {total} printed indicators met its target.",
        )
    return context.say(
        f"Tidak ada: semua {total} indikator yang tercetak mencapai targetnya.",
        f"None: all {total} printed indicators met their targets.",
    )


def outcomes(context: Context) -> Iterator[Outcome]:
    """Every goal, objective and well-known indicator that prints both a target and a realisasi, office by office."""
    narrowed = context.with_slots(measures=("realisasi",), words=(), weak=())
    key = bool(_KEY.search(context.slots.plain_text))
    seen: set[object] = set()
    for scope in context.scopes:
        for subject in main_indicators(context.frame, narrowed.slots, scope, limit=60, coded=not key):
            if context.slots.codes and subject.code not in context.slots.codes:
                continue
            for year in years_for(context, scope):
                office = f" ({escape(scope.organisation)})" if len(context.scopes) > 1 else ""
                outcome = _outcome(context, f"{escape(subject.code or subject.name)}{office}", subject.facts, year)
                if outcome is None:
                    continue
                same = (scope.organisation, year, outcome.real.value, outcome.target.as_printed, key)
                if key and same in seen:
                    continue  # an objective's row repeats its indicator
                seen.add(same)
                yield outcome


def _said(context: Context, draft: Draft, one: Outcome) -> str:
    language = context.language
    value = f"{shown(one.real, language)} {draft.mark(one.real)}"
    target = f"{shown(one.target, language)} {draft.mark(one.target)}"
    return f"{one.name} {value} {context.say('dari target', 'against a target of')} {target}"


def _outcome(context: Context, name: str, facts: tuple[Fact, ...], year: int | None) -> Outcome | None:
    """Whether a target was met; None when it cannot be told."""
    real = choose(facts, "realisasi", year)
    if real is None or real.fact.value is None:
        return None
    # What is printed with the result on its row is what the report holds it against; other tables may misprint it.
    version = context.slots.version
    target = (None if version else beside(facts, real.fact, "target")) or choose(facts, "target", year, version)
    if target is None:
        return None
    goal = range_of(target.fact.as_printed) or target.fact.value
    if goal is None:
        return None
    met = is_met(goal, real.fact.value, lower_is_better=less_is_better(facts, real, target, year))
    return Outcome(name, figure_of(real, context.language), figure_of(target, context.language), met)
