"""Several printed rates held against what their own rows give: "cek serapan semua program", two values of one rate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.metrics.lookup import Choice, close
from assistant.metrics.recompute import (
    Recomputed,
    agrees,
    ratio_efficiency,
    recomputed,
    row_figures,
    simple_efficiency,
)
from assistant.numerals import rounded
from assistant.render import escape
from assistant.replies import recomputed as again
from assistant.replies.draft import Context, Draft, figure_of, measure_name, place_of, shown, with_office
from assistant.replies.figures import read_scope
from assistant.replies.items import items_of
from corpus.fact import Fact

RATES = ("serapan", "capaian", "tingkat_kemajuan", "efisiensi")
_LEVELS = frozenset({"program", "kegiatan", "sub_kegiatan", "sasaran", "tujuan"})
_MOST = 20
_IN_LEAD = 3
_COMPARES = re.compile(r"\b(?:cocok|sama|konsisten|sesuai|agree|match|consistent)\b", re.IGNORECASE)
"""Questions that hold places of a report against each other, not a rate against its inputs."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A printed rate with what it should be; `right` is whether it is that, within rounding."""

    fact: Fact
    result: Recomputed
    right: bool


def reply(context: Context) -> Draft | None:
    """A verdict on all rates that the question means; None where it means none whose row can be recomputed."""
    rate = next((measure for measure in context.slots.measures if measure in RATES), None)
    if rate is None or _COMPARES.search(context.question):
        return None
    choices = list(_meant(context, rate))
    judged = [one for choice in choices for fact in _printed(choice) if (one := _judge(context, fact)) is not None]
    judged = list(dict.fromkeys(judged))
    if not judged:
        return None
    return _verdict(context, rate, judged, two_values=any(len(_printed(choice)) > 1 for choice in choices))


def wants_all(context: Context) -> bool:
    """Whether every programme, activity ... is meant, none of them named."""
    slots = context.slots
    return bool(slots.several and _LEVELS & set(slots.levels)) and not (slots.codes or slots.words)


def _meant(context: Context, rate: str) -> Iterator[Choice]:
    if wants_all(context):
        yield from (item.choice for item in items_of(context, rate))
        return
    for scope in context.scopes:
        yield from (
            found.choice for found in read_scope(context, scope) if found.measure == rate and not found.computed
        )


def _printed(choice: Choice) -> list[Fact]:
    """The chosen figure and those of another value, each value once."""
    kept: list[Fact] = []
    for fact in (choice.fact, *choice.differ):
        if fact.value is not None and not any(close(fact, other) for other in kept):
            kept.append(fact)
    return kept


def _judge(context: Context, fact: Fact) -> Judged | None:
    row = row_figures(context.frame.row(fact), fact)
    if fact.measure != "efisiensi":
        result = recomputed(fact, row)
        return None if result is None else Judged(fact, result, agrees(fact, result, row))
    if (wrong := again.differing(context, fact)) is not None:
        return Judged(fact, wrong, right=False)
    for way in (simple_efficiency(row), ratio_efficiency(row), recomputed(fact, row)):
        if way is not None and agrees(fact, way, row):
            return Judged(fact, way, right=True)
    return None


def _verdict(context: Context, rate: str, judged: Sequence[Judged], *, two_values: bool) -> Draft:
    draft = Draft()
    wrong = [one for one in judged if not one.right]
    ordered = [*wrong, *(one for one in judged if one.right)][:_MOST]
    name = measure_name(rate, context.language).removesuffix(" tercetak").removeprefix("printed ")
    draft.know(len(wrong), len(judged))
    said = [_said(context, draft, one) for one in ordered]
    more = "; ..." if len(said) > _IN_LEAD else "."
    head = _head(context, name, len(wrong), len(judged), two_values=two_values)
    draft.lead = f"**{head}:** " + "; ".join(text for text, _ in said[:_IN_LEAD]) + more
    draft.header = (
        context.say("Uraian", "Item"),
        *context.say("Tercetak|Hitung ulang", "Printed|Recomputed").split("|"),
    )
    draft.rows = [row for _, row in said]
    formula = _formula(context, ordered[0])
    draft.lines.append(context.say(f"Rumus: {formula}.", f"Formula: {formula}."))
    return draft


def _head(context: Context, name: str, wrong: int, count: int, *, two_values: bool) -> str:
    if wrong and count == 1:
        return context.say("Tidak, keliru", "No, not correct")
    if wrong:
        return context.say(f"Tidak, {wrong} dari {count} {name} keliru", f"No, {wrong} of {count} are wrong ({name})")
    if two_values:
        text = f"Hitungannya benar, tetapi {name} tercetak berbeda"
        return context.say(text, f"The arithmetic holds, but different values are printed ({name})")
    if count == 1:
        return context.say("Ya, benar", "Yes, it is right")
    text = f"Ya, benar, {count} {name} sama dengan hitung ulang"
    return context.say(text, f"Yes, all {count} follow from their rows ({name})")


def _said(context: Context, draft: Draft, one: Judged) -> tuple[str, tuple[str, str, str]]:
    """A rate in words and as a row of the table."""
    language = context.language
    printed = figure_of(one.fact, language)
    result = again.figure(context, one.fact, one.result, printed.unit)
    name = escape(with_office(one.fact.indicator, one.fact.organisation))
    first, second = (
        f"{shown(printed, language)} {draft.mark(printed)}",
        f"{shown(result, language)} {draft.mark(result)}",
    )
    draft.know(rounded(one.result.value))
    where = place_of(one.fact, language)
    words = context.say(
        f"{name} tercetak {first} ({where}), hitung ulang {second}",
        f"{name} is printed as {first} ({where}), recomputed {second}",
    )
    return words, (name, first, second)


def _formula(context: Context, one: Judged) -> str:
    return again.figure(context, one.fact, one.result).formula or ""
