"""Ranking: the highest or lowest of several things or offices, and those beyond a limit."""

from __future__ import annotations

import re

from assistant.answer import Figure
from assistant.linking import wants_money
from assistant.metrics.lookup import BUDGET, choose
from assistant.metrics.ranking import extremes, filtered, ranked
from assistant.render import escape
from assistant.replies import compare
from assistant.replies.draft import Context, Draft, computed, figure_of, measure_name, number, shown
from assistant.replies.figures import read_scope
from assistant.replies.items import Item, items_of, on_scales, ranks_parts, title
from assistant.replies.tally import listed

_LEVELS = ("program", "kegiatan", "sub_kegiatan", "sasaran")
"""Levels that budgets are printed by."""
_OFFICE = "(?:kecamatan|kelurahan|laporan|opd|dinas|badan|kantor|instansi|perangkat daerah)"
_WHICH_OFFICE = re.compile(
    rf"\b(?:{_OFFICE} (?:mana|apa|dengan)|mana {_OFFICE}|siapa)\b|\bwhich (?:office|sub-?district|district)\b"
)


def reply(context: Context) -> Draft | None:
    """The highest or lowest, or all beyond a limit; None when nothing can be ranked."""
    if _ranks_offices(context):
        return _offices(context)
    slots = context.slots
    if slots.words and not (slots.measures or slots.codes or slots.budget):
        return None  # what is ranked by is not known
    measure = _measure(context)
    items = _ranked(context, measure)
    if not items:
        return _of_other_level(context, measure)
    if context.slots.threshold:
        return _filtered(context, items, measure)
    return _by_scale(context, items, measure) if ranks_parts(context) else _extremes(context, items, measure)


def _by_scale(context: Context, items: list[Item], measure: str) -> Draft:
    """Parts ranked together, or office by office where their scores are on different scales; said so."""
    groups = on_scales(items)
    if len(groups) == 1:
        return _extremes(context, items, measure)
    draft = Draft()
    for group in groups:
        draft.lines += _said_extremes(context, draft, group, measure)
    draft.lead, *draft.lines = draft.lines
    draft.lines.append(
        context.say("Skalanya tidak sama, jadi tiap laporan diurutkan sendiri.", "Their scales differ: each by itself.")
    )
    return draft


def _ranked(context: Context, measure: str) -> list[Item]:
    items = items_of(context, measure)
    return [item for item in items if item.choice.fact.value is not None and not _without_money(item, measure)]


def _of_other_level(context: Context, measure: str) -> Draft | None:
    """Money of another level, said so, where the reports print none of the level asked; None where none is printed."""
    asked = context.slots.levels
    if not (asked and wants_money(context.slots)) or context.slots.words:
        return None
    for level in _LEVELS:
        items = _ranked(context.with_slots(levels=(level,)), measure)
        if level not in asked and len(items) > 1:
            draft = _extremes(context, items, measure)
            name, said = measure_name(measure, context.language), (asked[0].replace("_", " "), level.replace("_", " "))
            draft.lines.append(
                context.say(
                    f"{name.capitalize()} per {said[0]} tidak tercetak; ini per {said[1]}.",
                    f"No {name} by {said[0]} is printed; this is by {said[1]}.",
                )
            )
            return draft
    return None


def _without_money(item: Item, measure: str) -> bool:
    """Whether a rate is of nothing: no budget was given, so none could be spent."""
    pagu = choose(item.facts, "pagu", item.choice.fact.period_year) if measure == "serapan" else None
    return pagu is not None and pagu.fact.value == 0


def _ranks_offices(context: Context) -> bool:
    slots = context.slots
    asks = bool(_WHICH_OFFICE.search(slots.plain_text)) or (bool(slots.codes) and not ranks_parts(context))
    asks = asks or (bool(slots.office_type or slots.count_of == "kecamatan") and not slots.levels)
    return len(context.scopes) > 1 and (asks or (len(slots.organisations) > 1 and not slots.levels))


def _offices(context: Context) -> Draft | None:
    """Offices by the figure asked, the highest first; with a limit only those beyond it."""
    if not context.slots.threshold:
        return compare.offices(context)
    measure = context.slots.measures[0] if context.slots.measures else "realisasi"
    narrowed = context.with_slots(measures=(measure,))
    readings = [r for scope in context.scopes for r in read_scope(narrowed, scope)[:1]]
    readings = [r for r in readings if r.value is not None and r.measure == measure]
    if not readings:
        return None
    operator, limit = context.slots.threshold
    kept = filtered(readings, lambda reading: reading.value, operator, limit)
    kept = ranked(kept, lambda reading: reading.value, descending=operator == ">")
    figures = [reading.figure(context.language) for reading in kept]
    told = [(escape(r.scope.organisation), r.told(context), f) for r, f in zip(kept, figures, strict=True)]
    draft = listed(context, told, measure_name(measure, context.language), len(readings))
    draft.know(*(reading.year for reading in kept))
    return draft


def _measure(context: Context) -> str:
    if context.slots.measures:
        return context.slots.measures[0]
    if wants_money(context.slots):
        return "pagu"
    return "nilai" if ranks_parts(context) else "capaian"


def _extremes(context: Context, items: list[Item], measure: str) -> Draft:
    draft = Draft()
    draft.lead, *draft.lines = _said_extremes(context, draft, items, measure)
    return draft


def _said_extremes(context: Context, draft: Draft, items: list[Item], measure: str) -> list[str]:
    """The highest or lowest of the items, what it is as a share of its weight, and among how many."""
    wanted = context.slots.extremes or ("max",)
    parts = []
    for which in wanted:
        best = extremes(items, lambda item: item.choice.fact.value, highest=which == "max")
        word = _extreme(context, which)
        parts += [f"{word}: {_named(context, draft, item, measure)}" for item in best[:3]]
        if len(best) > 3:
            draft.know(len(best))
            parts.append(context.say(f"dan {len(best)} lainnya sama", f"and {len(best)} in all share it"))
    text = "; ".join(parts)
    year = items[0].choice.fact.period_year
    draft.know(year)
    draft.know(len(items))
    return [
        f"{text[0].upper()}{text[1:]} ({measure_name(measure, context.language)}, {year}).",
        *(_shares(context, draft, items, wanted) if measure == "nilai" else ()),
        context.say(f"Dibandingkan {len(items)} yang tercetak.", f"Out of {len(items)} that are printed."),
    ]


def _shares(context: Context, draft: Draft, items: list[Item], wanted: tuple[str, ...]) -> list[str]:
    """Scores of unequal weight ranked by their share of it too: 14 of 15 is more than 18 of 25."""
    found = [_share(context, item) for item in items]
    shares = [share for share in found if share is not None]
    if len(shares) < len(items) or len({figure.inputs[0].value for figure in shares}) < 2:
        return []
    lines = []
    for which in wanted:
        best = extremes(shares, lambda figure: figure.value, highest=which == "max")[0]
        word = _extreme(context, which)
        value = f"{shown(best, context.language)} {draft.mark(best)} (= {best.formula})"
        lines.append(
            context.say(
                f"Terhadap bobotnya {word}: **{escape(best.label)}** {value}.",
                f"As a share of the weight, {word}: **{escape(best.label)}** {value}.",
            )
        )
    return lines


def _share(context: Context, item: Item) -> Figure | None:
    """A score as a share of its weight, in per cent; None where no weight is printed with it."""
    weight = choose(item.facts, "bobot", item.choice.fact.period_year)
    if weight is None or not weight.fact.value or item.choice.fact.value is None:
        return None
    inputs = (figure_of(weight, context.language), figure_of(item.choice, context.language))
    formula = f"{number(inputs[1], context.language)} / {number(inputs[0], context.language)} x 100"
    share = item.choice.fact.value / weight.fact.value * 100
    return computed(item.name, share, "persen", formula, inputs, measure="persen_bobot")


def _named(context: Context, draft: Draft, item: Item, measure: str) -> str:
    """One ranked thing with its figure and, for money, what belongs to it."""
    language = context.language
    figure = figure_of(item.choice, language, measure)
    text = f"**{title(context, item)} {shown(figure, language)}** {draft.mark(figure)}"
    beside = []
    for other in BUDGET if measure in BUDGET else ():
        choice = choose(item.facts, other, item.choice.fact.period_year, context.slots.version)
        if other != measure and choice is not None:
            more = figure_of(choice, language, other)
            beside.append(f"{measure_name(other, language)} {shown(more, language)} {draft.mark(more)}")
    return f"{text} ({'; '.join(beside)})" if beside else text


def _extreme(context: Context, which: str) -> str:
    return context.say("tertinggi", "highest") if which == "max" else context.say("terendah", "lowest")


def _filtered(context: Context, items: list[Item], measure: str) -> Draft:
    operator, limit = context.slots.threshold or ("<", items[0].choice.fact.value)
    assert limit is not None
    kept = filtered(items, lambda item: item.choice.fact.value, operator, limit)
    kept = ranked(kept, lambda item: item.choice.fact.value, descending=operator == ">")
    figures = [figure_of(item.choice, context.language, measure) for item in kept]
    told = [(title(context, i), shown(f, context.language), f) for i, f in zip(kept, figures, strict=True)]
    return listed(context, told, measure_name(measure, context.language), len(items))
