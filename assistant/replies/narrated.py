"""A figure of a named table held against the activities that running text tells of.

The activities are those whose own names hold what the question names; nothing is added where one of them is told with
two values, so that the parts of a sum are always one figure each.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.answer import Figure
from assistant.linking import Scope
from assistant.numerals import numeric_tokens, readings
from assistant.question.cues import is_captioned, pattern, tables_in
from assistant.render import escape
from assistant.replies import claim
from assistant.replies.draft import Context, Draft, computed, figure_of, measure_name, number, place_of, shown
from assistant.wording import stems
from corpus.fact import Fact

_MONEY = ("pagu", "realisasi_anggaran")
_PARTS = ("kegiatan", "sub_kegiatan")
_ASIDE = frozenset(stems("uraian narasi kalimat paragraf teks penjelasan halaman tabel cocok text table description"))
_MOST = 8


def reply(context: Context) -> Draft | None:
    """The table's figure, the figures that the text tells of its activities, their sum and a verdict; None else."""
    named = set(tables_in(context.question))
    if len(named) != 1 or len(context.scopes) != 1:
        return None
    if not (pattern("running_text").search(context.question) and pattern("held_against").search(context.question)):
        return None
    scope = context.scopes[0]
    fact = _claimed(context, scope, named.pop())
    wanted = set(context.slots.words) - _ASIDE
    if fact is None or not wanted or not wanted <= set(stems(f"{fact.indicator} {fact.item or ''}")):
        return None
    parts = _told(context, scope, fact, wanted)
    return _verdict(context, fact, parts) if parts else None


def _claimed(context: Context, scope: Scope, table: str) -> Fact | None:
    """The one amount of the named table that the question states; None where none or several print it."""
    tokens = numeric_tokens(claim.without_places(context.question))
    wanted = {value for token in tokens for value in readings(token)}
    found = [
        fact
        for index in sorted(scope.indexes)
        if (fact := context.frame.facts[index]).measure in _MONEY
        and fact.value in wanted
        and is_captioned(fact.source.table, table)
    ]
    return found[0] if len({(fact.indicator, fact.measure, fact.version) for fact in found}) == 1 else None


def _told(context: Context, scope: Scope, fact: Fact, wanted: set[str]) -> list[Fact]:
    """One figure for each activity in running text whose name holds what is asked; none where one has two values."""
    found: dict[str, list[Fact]] = {}
    for index in sorted(scope.indexes):
        other = context.frame.facts[index]
        same = (other.report, other.measure, other.period_year) == (fact.report, fact.measure, fact.period_year)
        if same and "narrative" in other.flags and other.level in _PARTS and wanted <= set(stems(other.indicator)):
            found.setdefault(other.indicator, []).append(other)
    if len(found) > _MOST or any(len({one.value for one in facts}) != 1 for facts in found.values()):
        return []
    parts = [facts[0] for facts in found.values()]
    return parts if len({part.level for part in parts}) == 1 else []


def _verdict(context: Context, fact: Fact, parts: Sequence[Fact]) -> Draft:
    language = context.language
    draft = Draft()
    printed = figure_of(fact, language)
    mark = draft.mark(printed)
    inputs = tuple(figure_of(part, language) for part in parts)
    lines = [f"{escape(one.indicator or '')}: {shown(one, language)} {draft.mark(one)}" for one in inputs]
    total = _total(context, inputs) if len(inputs) > 1 else inputs[0]
    right = total.value == fact.value
    verdict = context.say("Ya, cocok", "Yes, they agree") if right else context.say("Tidak cocok", "They do not agree")
    name = measure_name(fact.measure, language)
    draft.know(len(parts))
    draft.lead = context.say(
        f"**{verdict}:** {name} {escape(fact.indicator)} di {place_of(fact, language)} {shown(printed, language)} "
        f"{mark}; {len(parts)} kegiatan dengan nama itu dalam uraian memberi {shown(total, language)} "
        f"{draft.mark(total)}.",
        f"**{verdict}:** the {name} of {escape(fact.indicator)} in {place_of(fact, language)} is "
        f"{shown(printed, language)} {mark}; {len(parts)} activities of that name in the text give "
        f"{shown(total, language)} {draft.mark(total)}.",
    )
    draft.lines += lines
    if total.formula:
        draft.lines.append(context.say(f"Rumus: {total.formula}.", f"Formula: {total.formula}."))
    return draft


def _total(context: Context, inputs: Sequence[Figure]) -> Figure:
    formula = " + ".join(number(one, context.language) for one in inputs)
    value = sum((one.value or Decimal(0) for one in inputs), Decimal(0))
    label = context.say("jumlah menurut uraian", "sum of the text")
    return computed(label, value, inputs[0].unit, formula, inputs, measure=inputs[0].measure or "")
