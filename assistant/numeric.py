"""Which reply answers a question from facts alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.linking import is_of_income, subjects, wants_money
from assistant.replies import (
    achievement,
    budget,
    category,
    change,
    check,
    claim,
    compare,
    each,
    lookup,
    mean,
    missed,
    parts,
    rank,
)
from assistant.replies.draft import Context, Draft
from assistant.wording import stem, stems, stop_words, words

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
_SHORT = 6
"""Words of a question that is no sentence."""
_LONG = 4
"""Stems of a name that no question says by chance."""
_PARTS = frozenset({"komponen", "unsur"})
_IS = re.compile(r"^(?:apakah|apa|benarkah|is|are|does|did|was)\b")
"""A question that asks for yes or no."""
_OF_MONEY = {"target": "pagu", "realisasi": "realisasi_anggaran", "capaian": "serapan"}
_THINGS = re.compile(r"\b(?:how many|berapa (?:orang|unit|buah|banyak))\b")
_NUMBER_OF = re.compile(rf"\bjumlah\b|{_THINGS.pattern}")
"""Questions after a number of things."""
# Replies after which no plain figure is given: alone it would pass for a verdict.
_FINAL = frozenset({"check", "scale"})


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
    if slots.intent == "rank" and slots.levels and wants_money(slots) and not (slots.words or slots.threshold):
        return None  # the whole is not the least of its parts
    if slots.intent == "list" and not slots.measures and not slots.codes and not slots.numeric:
        return None
    asks = slots.numeric or slots.measures or slots.codes or slots.budget
    if not asks and slots.intent == "lookup":
        return _fragment(context)
    draft = lookup.reply(context) or _income(context)
    if draft is not None and _is_no_count(context, draft):
        return None
    if draft is not None and slots.intent == "compare" and slots.benchmark:
        compare.say_no_benchmark(context, draft)
    return draft


Reply = Callable[[Context], Draft | None]


def _income(context: Context) -> Draft | None:
    """Income: tables of it print its target and result in the columns of money; None where no income is asked."""
    slots = context.slots
    if not is_of_income(slots.plain_text):
        return None
    asked = tuple(_OF_MONEY.get(measure, measure) for measure in slots.measures or ("realisasi", "target"))
    return lookup.reply(context.with_slots(measures=asked))


def _is_no_count(context: Context, draft: Draft) -> bool:
    """Whether a number of things is asked and the figure is an amount or a share: of something else by its name.

    "berapa jumlah gaji" asks for an amount by its very name; "berapa jumlah dokter" is no budget of "kedokteran".
    """
    slots = context.slots
    if slots.measures or slots.codes or not draft.figures or not _NUMBER_OF.search(slots.plain_text):
        return False
    first = draft.figures[0]
    if _THINGS.search(slots.plain_text):
        return first.unit == "rupiah" or first.measure == "serapan"
    named = set(words(f"{first.indicator} {first.label}"))
    return first.unit == "rupiah" and not named & {word for word in slots.all_words if stem(word) in slots.words}


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
    """The first and the revised budget, where a question names both or asks what the revision changed."""
    slots = context.slots
    moved = slots.intent == "change" and slots.version == "perubahan" and not slots.years.named
    named = slots.intent != "change"  # what changed from year to year is no revision
    return compare.versions(context) if wants_money(slots) and (moved or named) else None


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
    """A name without any cue is taken for a lookup: "gaji dan tunjangan 2024", or a whole name however it is asked."""
    short = len(context.question.split()) <= _SHORT
    return lookup.reply(context) if context.slots.words and (short or _says_a_name(context)) else None


def _says_a_name(context: Context) -> bool:
    """Whether a question says every word of a long name that an office prints figures under."""
    slots = context.slots
    said = {context.frame.nearest(word) for word in (*slots.words, *slots.weak)}
    found = (subject for scope in context.scopes for subject in subjects(context.frame, slots, scope))
    idle = {stem(word) for word in stop_words()}
    names = (set(stems(subject.name)) - idle for subject in found if subject.kind == "name")
    return any(len(name) >= _LONG and name <= said for name in names)


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
