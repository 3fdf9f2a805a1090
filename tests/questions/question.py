"""A question of the set, what its answer must hold, and the cases that questions are worded from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

Values = tuple[Decimal, ...]


@dataclass(frozen=True)
class Expected:
    """What a right answer holds.

    `first`: its first figure is one of these (() demands none). `all`: every group is met by one of its figures.
    `says`: a pattern for its text; `never`: a pattern that its first line must not hold. `office`: whose the first
    figure is. `computed`: rounding in the second decimal is allowed.
    """

    status: str = "answered"
    first: Values = ()
    all: tuple[Values, ...] = ()
    says: tuple[str, ...] = ()
    never: str | None = None
    office: str | None = None
    computed: bool = False


@dataclass(frozen=True)
class Case:
    """Something to ask, before it is worded: templates by key, their slots, and the expected answer.

    `steps` are the earlier turns of a chain, each a template key with its slots.
    """

    intent: str
    template: str
    slots: Mapping[str, Any]
    expected: Expected
    selected: tuple[str, ...] = ()
    steps: tuple[tuple[str, Mapping[str, Any]], ...] = ()


@dataclass(frozen=True)
class Question:
    """A worded question. `register` is formal, chat or english; `slips` counts its typing errors."""

    id: str
    intent: str
    register: str
    text: str
    expected: Expected
    selected: tuple[str, ...] = ()
    history: tuple[str, ...] = field(default=())
    slips: int = 0

    @property
    def language(self) -> str:
        """The language that the answer must be in."""
        return "en" if self.register == "english" else "id"
