"""What stands near an indicator without being called a cause; causes in cells, where only facts are known."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.answer import Passage
from assistant.linking import Scope, wants_money
from assistant.metrics.achievement import lower_is_better
from assistant.narrative.asked import Asked
from assistant.narrative.causes import Statement
from assistant.replies.draft import Context
from assistant.wording import stems
from corpus.fact import Fact
from corpus.vocabulary import codes_in
from corpus.words import plain

_MONEY = re.compile(r"\b(?:anggaran|penyerapan|serapan|pagu|belanja)", re.IGNORECASE)


def cells(context: Context, scope: Scope, what: Asked) -> list[Statement]:
    """The causes in cells of tables of causes, from facts alone: where reports cannot be read in whole."""
    return [
        Statement(Passage(plain(fact.as_printed), fact.source.table or "", fact.report, 1.0, fact.source))
        for fact in (context.frame.facts[index] for index in sorted(scope.indexes))
        if fact.measure == "penyebab" and fact.period_year == scope.year and what.is_cell(fact.indicator)
    ]


def less_is_better(name: str) -> bool:
    """Whether less of an indicator is better, by its name."""
    return lower_is_better(name, Decimal(1), Decimal(1))


def lowest_part(context: Context, scope: Scope, year: int | None) -> Fact | None:
    """The lowest of an indicator's parts (services, elements) in a table about it; None where none is printed."""
    parts: dict[str | None, list[Fact]] = {}
    for index in scope.indexes:
        fact = context.frame.facts[index]
        named = _names(context, fact.source.table or "")
        whole = fact.level not in ("unsur", "komponen", "other") or fact.measure not in ("nilai", "skor")
        if named and not whole and fact.value is not None and fact.period_year == year:
            parts.setdefault(fact.source.table, []).append(fact)
    tables = [found for found in parts.values() if len(found) > 1]
    return min((fact for found in tables for fact in found), key=lambda fact: fact.value or 0) if tables else None


def _names(context: Context, text: str) -> bool:
    """Whether a text names what is asked: one of its codes, or every word of its name."""
    slots = context.slots
    if slots.codes:
        return any(match.code in slots.codes for match in codes_in(text))
    if not slots.words and wants_money(slots):
        return bool(_MONEY.search(text))
    return bool(slots.words) and set(slots.words) <= set(stems(text))
