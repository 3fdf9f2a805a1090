"""Was a target met, and in which category: by target and realisasi, the printed capaian beside it."""

from __future__ import annotations

from assistant.linking import Scope, Subject, main_indicators, subjects
from assistant.metrics.achievement import achieved_percent, is_met, lower_is_better, range_of
from assistant.metrics.lookup import Choice, beside, choose
from assistant.numerals import plain_number, rounded
from assistant.render import escape
from assistant.replies.draft import Context, Draft, computed, figure_of, measure_name, number, shown, warn_two_values
from assistant.replies.figures import years_for
from corpus.fact import Fact


def reply(context: Context) -> Draft | None:
    """Yes or no with the figures, for each indicator and office asked; None when target or realisasi is not printed."""
    draft = Draft()
    sentences = []
    asked = context if context.slots.codes else context.with_slots(measures=("realisasi", "target", "capaian"))
    for scope in context.scopes:
        found = subjects(asked.frame, asked.slots, scope)
        if not found and not asked.slots.codes:
            found = main_indicators(asked.frame, asked.slots, scope)
        for subject in found:
            for year in years_for(context, scope):
                sentence = _sentence(context, draft, scope, subject, year)
                if sentence:
                    sentences.append(sentence)
    if not sentences:
        return None
    draft.lead, draft.lines[:0] = sentences[0], sentences[1:8]
    return draft


def _sentence(context: Context, draft: Draft, scope: Scope, subject: Subject, year: int | None) -> str | None:
    real = choose(subject.facts, "realisasi", year)
    if real is None or real.fact.value is None:
        return None
    plan, version = "target_akhir_renstra" in context.slots.measures, context.slots.version
    on_row = None if plan or version else beside(subject.facts, real.fact, "target")
    target = on_row or choose(subject.facts, "target_akhir_renstra" if plan else "target", year, version)
    if target is None:
        return None
    goal = range_of(target.fact.as_printed) or target.fact.value
    if goal is None:
        return None
    met = is_met(goal, real.fact.value, lower_is_better=less_is_better(subject.facts, real, target, year))
    language = context.language
    draft.know(year)
    one, two = figure_of(real, language), figure_of(target, language)
    inside = isinstance(goal, tuple)
    word = _verdict(context, met, inside)
    name = escape(subject.code or subject.name)
    text = context.say(
        f"**{word}:** realisasi {name} {escape(scope.organisation)} {year} {shown(one, language)} {draft.mark(one)}, "
        f"{measure_name(target.fact.measure, language)} {shown(two, language)} {draft.mark(two)}",
        f"**{word}:** the actual value of {name} of {escape(scope.organisation)} in {year} is {shown(one, language)} "
        f"{draft.mark(one)}, "
        f"the {measure_name(target.fact.measure, language)} {shown(two, language)} {draft.mark(two)}",
    )
    if not plan:
        text += _printed_capaian(context, draft, subject, year, real, target)
    for choice in (real, target):
        warn_two_values(draft, context, choice)
    return f"{text}."


def less_is_better(facts: tuple[Fact, ...], real: Choice, target: Choice, year: int | None) -> bool:
    """The polarity of an indicator, from its printed capaian or its name."""
    if target.fact.value is None or real.fact.value is None:
        return False
    capaian = beside(facts, real.fact, "capaian") or choose(facts, "capaian", year)
    printed = capaian.fact.value if capaian is not None else None
    return lower_is_better(real.fact.indicator, target.fact.value, real.fact.value, printed)


def _verdict(context: Context, met: bool, inside: bool) -> str:
    if met and inside:
        return context.say("Ya, tercapai (dalam rentang target)", "Yes, met (within the target range)")
    if met:
        return context.say("Ya, tercapai", "Yes, met")
    return context.say("Belum, tidak tercapai", "No, not met")


def _printed_capaian(
    context: Context, draft: Draft, subject: Subject, year: int | None, real: Choice, target: Choice
) -> str:
    """The printed capaian and category; recomputed by rumus 1 only where none is printed."""
    language = context.language
    capaian = choose(subject.facts, "capaian", year)
    text = ""
    if capaian is not None and capaian.fact.value is not None:
        figure = figure_of(capaian, language)
        text += context.say("; capaian tercetak ", "; printed achievement ")
        text += f"{shown(figure, language)} {draft.mark(figure)}"
    elif target.fact.value and real.fact.value is not None:
        one, two = figure_of(real, language), figure_of(target, language)
        less = less_is_better(subject.facts, real, target, year)
        value = achieved_percent(target.fact.value, real.fact.value, lower_is_better=less)
        if value is not None:
            formula = f"{number(one, language)} / {number(two, language)} x 100"
            if less:
                formula = f"(2 x {number(two, language)} - {number(one, language)}) / {number(two, language)} x 100"
            result = computed(
                context.say("capaian hitung ulang", "recomputed achievement"), value, "persen", formula, (two, one),
                measure="capaian",
            )  # fmt: skip
            text += context.say("; capaian hitung ulang ", "; recomputed achievement ")
            text += f"{plain_number(rounded(value), language)}% {draft.mark(result)}"
    category = choose(subject.facts, "kategori", year)
    if category is not None:
        figure = figure_of(category, language)
        text += context.say("; kategori ", "; category ") + f"{shown(figure, language)} {draft.mark(figure)}"
    return text
