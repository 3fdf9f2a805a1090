"""Which reply answers which question, and what to say when none can."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.linking import meant, subjects, wants_money, without
from assistant.passages import Finder
from assistant.replies import (
    achievement,
    agree,
    budget,
    category,
    cause,
    change,
    check,
    claim,
    compare,
    count,
    definition,
    each,
    lookup,
    mean,
    missed,
    missing,
    parts,
    prose,
    rank,
    tally,
    text,
    who,
)
from assistant.replies.draft import Context, Draft
from assistant.replies.meant import offer, say_meant
from assistant.wording import stems, words

_NUMERIC: dict[str, Callable[[Context], Draft | None]] = {
    "missed": missed.reply,
    "rank": rank.reply,
    "average": mean.reply,
    "change": change.reply,
    "compare": compare.reply,
    "achievement": achievement.reply,
    "check": check.reply,
    "scale": category.scales,
}

_PARTS = frozenset({"komponen", "unsur"})
_IS = re.compile(r"^(?:apakah|apa|benarkah|is|are|does|did|was)\b")
"""A question that asks for yes or no."""
_HOW = re.compile(
    r"^(?:jelaskan |tolong )?bagaimana\b(?! (?:dengan|kalau|jika|bila)\b)"
    r"(?!.*\b(?:berapa|tren|perkembangan|naik|turun)\b)"
)
"""A question after a description, where no figure answers it."""
# Replies after which no plain figure is given: alone it would pass for a verdict.
_FINAL = frozenset({"check", "scale"})


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
    if names_nothing(context) and slots.intent in ("cause", "lookup", "change", "compare"):
        return missing.clarify(context)
    if slots.intent == "cause":
        return cause.reply(context, finder) or missing.not_found(context)
    if slots.intent == "method" and slots.threshold and (said := prose.reply(context, finder)) is not None:
        return said
    if slots.text_intent or slots.intent == "position":
        return _quoted(context, finder)
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
        return agree.reply(context, finder) or _quoted(context, finder)
    if _is_elsewhere(context):
        return missing.not_found(context)
    if _HOW.search(slots.plain_text) and not slots.cues:
        return _quoted(context.with_slots(numeric=False), finder)
    if slots.numeric and (said := prose.reply(context, finder)) is not None:
        return said
    if slots.measures and (wants_money(slots) or "jumlah_pegawai" in slots.measures):
        return missing.not_found(context)
    if slots.count_of or (slots.codes and slots.numeric and slots.measures != ("kategori",)):
        return missing.not_found(context)
    return _quoted(context, finder)


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


def numeric(context: Context) -> Draft | None:
    """An answer from facts alone, or None."""
    slots = context.slots
    filters = bool(slots.threshold) or slots.intent in ("missed", "achievement")
    if slots.count_of and not filters and not _counted_is_printed(context):
        return None
    money = (budget.excluding, budget.share_of, budget.programmes, _two_versions)
    draft = _first(context, (parts.summed, *money, _bound, _counted_met, _moved_parts, _category, _by_intent))
    if draft is not None or slots.intent in _FINAL:
        return draft
    draft = _first(context, (_filtered, _left_over, _all_parts, _lists_parts, _every_one))
    if draft is not None or _wants_parts(context):  # the whole is no answer to "each component"
        return draft
    if slots.intent == "list" and not slots.measures and not slots.codes and not slots.numeric:
        return None
    asks = slots.numeric or slots.measures or slots.codes or slots.budget
    if not asks and slots.intent == "lookup":
        return _fragment(context)
    draft = lookup.reply(context)
    if draft is not None and slots.intent == "compare" and slots.benchmark:
        compare.say_no_benchmark(context, draft)
    return draft


Reply = Callable[[Context], Draft | None]


def _first(context: Context, replies: Sequence[Reply]) -> Draft | None:
    """The first draft that one of the replies makes."""
    return next((draft for reply in replies if (draft := reply(context)) is not None), None)


def _bound(context: Context) -> Draft | None:
    """Whether one figure keeps a limit ("apakah serapannya di atas 90%?")."""
    asked = context.slots.threshold and context.slots.intent != "check" and _IS.search(context.slots.plain_text)
    draft = claim.reply(context) if asked else None
    if draft is not None:
        draft.status = "answered"  # a question, no premise
    return draft


def _two_versions(context: Context) -> Draft | None:
    slots = context.slots
    moved = slots.intent == "change" and slots.version == "perubahan" and wants_money(slots) and not slots.years.named
    asked = moved or {"pagu_induk", "pagu_perubahan"} <= set(slots.measures)
    return compare.versions(context) if asked else None


def _counted_met(context: Context) -> Draft | None:
    counted = context.slots.count_of and context.slots.intent == "achievement"
    return missed.reply(context) if counted else None


def _moved_parts(context: Context) -> Draft | None:
    asked = context.slots.intent == "change" and _PARTS & set(context.slots.levels)
    return parts.moved(context) if asked else None


def _category(context: Context) -> Draft | None:
    asked = "kategori" in context.slots.measures and context.slots.intent != "check"
    return category.reply(context) if asked else None


def _by_intent(context: Context) -> Draft | None:
    special = _NUMERIC.get(context.slots.intent)
    return special(context) if special else None


def _left_over(context: Context) -> Draft | None:
    return budget.reply(context) if "sisa" in context.slots.measures else None


def _all_parts(context: Context) -> Draft | None:
    return parts.reply(context) if _wants_parts(context) else None


def _every_one(context: Context) -> Draft | None:
    return each.reply(context) if each.asked(context) else None


def _filtered(context: Context) -> Draft | None:
    """What lies beyond a limit, where a class of things or of offices is asked; None for one named figure."""
    slots = context.slots
    if slots.threshold is None:
        return None
    said = bool({"mana", "apa", "indikator"} & slots.all_words)
    classes = said or bool(slots.levels) or slots.several or slots.count_of is not None
    counted = slots.count_of == "kecamatan" or bool(slots.office_type)
    offices = len(context.scopes) > 1 and (bool(slots.codes) or (counted and not slots.levels))
    return rank.reply(context) if (classes and not slots.codes) or offices else None


def _fragment(context: Context) -> Draft | None:
    """A bare name without any cue ("gaji dan tunjangan 2024") is taken for a lookup when it links well."""
    return lookup.reply(context) if context.slots.words and len(context.question.split()) <= 6 else None


def _counted_is_printed(context: Context) -> bool:
    """Whether what a "berapa jumlah X" counts is something that facts hold."""
    noun = set(stems(context.slots.count_of or ""))
    more = {context.frame.nearest(word) for word in context.slots.words} - noun
    facts = ((context.frame.facts[i], context.frame.name_stems(i)) for s in context.scopes for i in s.indexes)
    return any(
        noun <= name and (fact.measure.startswith("jumlah") or (more and "jumlah" in name and more <= name))
        for fact, name in facts
    )


def _lists_parts(context: Context) -> Draft | None:
    """The parts of an indicator where they are named as a class and nothing else is asked ("komponen SAKIP 2024")."""
    slots = context.slots
    plain = slots.intent in ("lookup", "list") and not (slots.words or slots.measures or slots.extremes)
    if not (slots.codes and plain and _PARTS & set(slots.levels)):
        return None
    named = any(s.kind == "component" for scope in context.scopes for s in subjects(context.frame, slots, scope))
    return None if named else parts.reply(context)


def _wants_parts(context: Context) -> bool:
    slots = context.slots
    return (
        bool(slots.codes) and slots.several and any(level in ("komponen", "unsur", "other") for level in slots.levels)
    )


def _quoted(context: Context, finder: Finder) -> Draft:
    """Passages; for a numeric question only when they hold what was asked."""
    slots = context.slots
    explained = definition.reply(context, finder) if slots.intent == "definition" else None
    if explained is not None:
        return explained
    draft = text.reply(context, finder)
    if draft is None:
        return missing.not_found(context)
    if not _names_a_person(context, draft) or not _knows_a_choice(context, draft):
        return missing.not_found(context)
    strict = (
        slots.numeric and slots.intent != "check" and not slots.text_intent and slots.measures != ("kategori",)
    ) or slots.intent == "position"
    if strict and not any(text.covers(context, passage) for passage in draft.passages):
        return missing.not_found(context)
    return draft


_PERSON = re.compile(
    r"\b(?:Drs?|Dra|Ir|Hj?|Prof)\.\s*[A-Z]|,\s*(?:[SM]\.\s?[A-Z]|SE|SH|MM|MSi|S[A-Z][a-z]{1,2})\b|\bNIP\b"
)
"""What stands before, behind or below the name of an official: a title, a degree, the number of an employee."""
_EITHER = re.compile(r"\b([A-Z]{3,6}) (?:atau|or) ([A-Z]{3,6})\b")


def _names_a_person(context: Context, draft: Draft) -> bool:
    """Whether passages that are to tell somebody's name hold one at all; True where no name is asked."""
    asked = context.slots.intent == "who" and bool({"nama", "namanya", "name"} & context.slots.all_words)
    return not asked or any(_PERSON.search(passage.text) for passage in draft.passages)


def _knows_a_choice(context: Context, draft: Draft) -> bool:
    """Whether one of two things to choose from, that no table knows ("WTP atau WDP"), stands in the passages."""
    match = _EITHER.search(context.question)
    choices = {word.lower() for word in match.groups()} if match else set()
    if not choices or any(context.frame.knows(word) for word in choices):
        return True
    return bool(choices & {word for passage in draft.passages for word in words(passage.text)})
