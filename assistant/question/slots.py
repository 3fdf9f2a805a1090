"""The slots of a question: what was understood of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from assistant.years import Years

_INTERNAL = (
    "all_words", "plain_text", "cues", "text_intent", "weak", "numeric", "several", "total", "phrase", "said",
)  # fmt: skip
"""Slots for the answering alone: of no use to a reader of the answer."""


@dataclass(frozen=True, slots=True)
class Slots:
    """What was understood of a question.

    `measures` and `codes` are in the order asked. `words` are the stems of content words left over, which
    name a programme, a component or anything else; `weak` those too general to name anything alone; `phrase` both
    as they were said; `said` is the whole question with slips put right. With `by_meaning` a name may be linked by its
    meaning where no word of it is said. `excluded` names whose figures are not meant ("not the province").
    `extremes` holds "max" and/or "min"; `threshold` an operator ("<" or ">") and a number.
    """

    language: str
    intent: str
    text_intent: bool = False
    organisations: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    unknown_office: str | None = None
    kelurahan: bool = False
    years: Years = field(default_factory=Years)
    codes: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    budget: bool = False
    words: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    phrase: str = ""
    said: str = ""
    by_meaning: bool = False
    all_words: frozenset[str] = frozenset()
    plain_text: str = ""
    levels: tuple[str, ...] = ()
    version: str | None = None
    direction: str | None = None
    extremes: tuple[str, ...] = ()
    threshold: tuple[str, Decimal] | None = None
    benchmark: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    numeric: bool = False
    count_of: str | None = None
    several: bool = False
    total: bool = False
    office_type: str | None = None
    cues: tuple[str, ...] = field(default=(), compare=False)

    def to_json(self) -> dict[str, Any]:
        """The slots as plain values, empty ones left out."""
        plain = asdict(self)
        for key in _INTERNAL:
            plain.pop(key)
        plain["years"] = list(self.years.named)
        plain["year_offsets"] = list(self.years.offsets)
        if self.threshold:
            plain["threshold"] = [self.threshold[0], str(self.threshold[1])]
        return {
            key: list(v) if isinstance(v, tuple) else v for key, v in plain.items() if v not in (None, (), [], False)
        }
