"""What a question is about in one office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.metrics.lookup import BUDGET
from assistant.question import Slots
from corpus.fact import Fact

Kind = Literal["code", "component", "name", "meaning", "total", "main"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a question is about in one office: a name to show, its facts, and other names that fit nearly as well."""

    kind: Kind
    name: str
    code: str | None
    facts: tuple[Fact, ...]
    alternatives: tuple[str, ...] = ()
    measure: str | None = None


MONEY = frozenset({*BUDGET, "pagu_induk", "pagu_perubahan", "persen_anggaran", "silpa", "sisa"})


def wants_money(slots: Slots) -> bool:
    """Whether the question asks for amounts or rates of the budget."""
    return slots.budget or any(m in MONEY for m in slots.measures)


COVERED = 0.55
"""Below this share of the asked words' weight a name is not what was asked."""
