"""Which reply answers which question, and what to say when none can."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.linking import meant, subjects, wants_money, without
from assistant.numeric import numeric
from assistant.passages import Finder
from assistant.quoted import quoted
from assistant.replies import agree, cause, compare, count, missing, narrated, prose, tabled, tally, who
from assistant.replies.draft import Context, Draft
from assistant.replies.meant import offer, say_meant
from assistant.wording import stems

_HOW = re.compile(
    r"^(?:jelaskan |tolong )?bagaimana\b(?! (?:dengan|kalau|jika|bila)\b)"
    r"(?!.*\b(?:berapa|tren|perkembangan|naik|turun)\b)"
)
"""A question after a description, where no figure answers it."""


def solve(context: Context, finder: Finder) -> Draft:
    """The draft answer to a question whose slots are understood.

    Names are linked by their words; only where that finds nothing, by their meaning, and the answer says so.
    """
    if context.scopes and not context.slots.unknown_office and (named := who.reply(context)) is not None:
        return named
    draft = _solve(context, finder)
    if draft.status != "not_found" or not context.slots.words or context.slots.codes:
        return draft
    by_meaning = context.with_slots(by_meaning=True)
    names = meant(context.frame, by_meaning.slots, context.scopes)
    again = _solve(by_meaning, finder) if names else draft
    return offer(context, draft) if again.status == "not_found" else say_meant(by_meaning, names, again)


def _solve(context: Context, finder: Finder) -> Draft:
    slots = context.slots
    if not context.scopes:
        return missing.nothing_selected(context)
    if slots.excluded:
        context = replace(context, scopes=without(context.frame, context.scopes, slots.excluded))
    if slots.unknown_office:
        return compare.benchmark(context) or missing.unknown_office(context)
    if missing.too_general(context):
        return missing.which(context)
    if (added := tabled.reply(context) or narrated.reply(context)) is not None:
        return added
    if names_nothing(context) and slots.intent in ("cause", "lookup", "change", "compare"):
        return missing.clarify(context)
    if slots.intent == "cause":
        return cause.reply(context, finder) or missing.not_found(context)
    if slots.intent == "method" and slots.threshold and (said := prose.reply(context, finder)) is not None:
        return said
    if slots.text_intent or slots.intent == "position":
        return quoted(context, finder)
    return numeric(context) or _without_figure(context, finder)


def _without_figure(context: Context, finder: Finder) -> Draft:
    """No fact answers: a count in running text, a quotation that holds what was asked, else not found."""
    slots = context.slots
    counts = {word for noun in count.asked(context) for word in stems(noun)}
    named = slots.codes or set(slots.words) - counts  # a count of some of them is another
    counted = (bool(slots.count_of) and not named) or "jumlah_pegawai" in slots.measures
    found = (count.reply(context, finder) or tally.reply(context)) if counted else None
    if found is not None:
        return found
    if slots.intent == "check":
        return agree.reply(context, finder) or quoted(context, finder)
    if _is_elsewhere(context):
        return missing.not_found(context)
    if _HOW.search(slots.plain_text) and not slots.cues:
        return quoted(context.with_slots(numeric=False), finder)
    if slots.numeric and (said := prose.reply(context, finder)) is not None:
        return said
    if slots.measures and (wants_money(slots) or "jumlah_pegawai" in slots.measures):
        return missing.not_found(context)
    if slots.count_of or (slots.codes and slots.numeric and slots.measures != ("kategori",)):
        return missing.not_found(context)
    return quoted(context, finder)


def _is_elsewhere(context: Context) -> bool:
    """Whether a figure is asked of a year that no report in scope speaks of, or in English of things none names."""
    slots, frame = context.slots, context.frame
    years = set(slots.years.named)
    held = {frame.facts[i].period_year for scope in context.scopes for i in scope.indexes} if years else set()
    if years and not years & held and (slots.numeric or _names_a_thing(context)):
        return True
    foreign = slots.language == "en" and not _HOW.search(slots.plain_text)
    return foreign and bool(slots.words) and not any(frame.knows(word) for word in slots.words)


def _names_a_thing(context: Context) -> bool:
    """Whether the words of a question name something that the reports print figures of."""
    named = bool(context.slots.words) and context.slots.intent != "cause"
    return named and any(subjects(context.frame, context.slots, scope) for scope in context.scopes)


def names_nothing(context: Context) -> bool:
    """Whether a question names no indicator, thing, measure or level: nothing that could be looked up."""
    slots = context.slots
    return not (slots.codes or slots.words or slots.weak or slots.measures or slots.levels or slots.count_of)
