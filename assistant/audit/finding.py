"""A finding: figures of one report that do not follow from each other, with their places and what they should be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assistant.answer import source_json
from corpus.fact import Fact, Source

KINDS = (
    "wrong_percentage", "wrong_sum", "child_exceeds_parent", "wrong_category", "two_values", "narrative_vs_table",
    "damaged_number", "wrong_year",
)  # fmt: skip
"""The kinds of the contract: arithmetic, conflict, damage, year."""
Cell = tuple[Source, str]
"""A printed figure of a report: its place and its text."""
SEVERITIES = ("high", "medium", "low")
"""high changes whether a target was met or moves money; low is rounding, wording or a sign."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One printed figure (or phrase) that a finding is about: what stands there, and where."""

    label: str
    measure: str
    as_printed: str
    value: Decimal | None
    unit: str | None
    source: Source

    def to_json(self) -> dict[str, Any]:
        """Plain values; the number as a plain decimal string."""
        return {
            "label": self.label,
            "measure": self.measure,
            "as_printed": self.as_printed,
            "value": None if self.value is None else format(self.value, "f"),
            "unit": self.unit,
            "source": source_json(self.source),
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong: the first spot is the figure in question, the others are what it was checked against.

    `kind` is one of KINDS, `severity` one of SEVERITIES; `rule` names the check of ours; `root` joins findings of one
    cause.
    `expected` is the value by `formula` (None where the report does not tell which value is right); `benign` the
    reading in which nothing is wrong, where there is one. Texts are Indonesian, with `_en` in English.
    """

    rule: str
    kind: str
    severity: str
    report: str
    subject: str
    spots: tuple[Spot, ...]
    values: tuple[str, ...]
    expected: str | None
    formula: str | None
    explanation: str
    explanation_en: str
    benign: str | None = None
    benign_en: str | None = None
    root: str = ""
    derived: tuple[str, ...] = ()
    """Further numbers that its sentence computes or counts (a gap, how many rows), as printed there."""
    parts: tuple[Finding, ...] = ()
    """The findings of one root that this one speaks for, itself among them; () where it stands alone."""

    @property
    def source(self) -> Source:
        """Where the figure in question stands."""
        return self.spots[0].source

    def to_json(self) -> dict[str, Any]:
        """The finding as the JSON object of the contract."""
        return {
            "kind": self.kind,
            "severity": self.severity,
            "report": self.report,
            "rule": self.rule,
            "subject": self.subject,
            "source": source_json(self.source),
            "values": list(self.values),
            "expected": self.expected,
            "formula": self.formula,
            "explanation": self.explanation,
            "explanation_en": self.explanation_en,
            "benign": self.benign,
            "benign_en": self.benign_en,
            "inputs": [spot.to_json() for spot in self.spots],
            "parts": [
                {
                    "subject": part.subject,
                    "source": source_json(part.source),
                    "values": list(part.values),
                    "expected": part.expected,
                    "formula": part.formula,
                }
                for part in self.parts
            ],
        }


def spot_of(fact: Fact) -> Spot:
    """A fact as a spot."""
    return Spot(fact.indicator, fact.measure, fact.as_printed, fact.value, fact.unit, fact.source)


def where(sources: Iterable[Source]) -> str:
    """Where figures stand, in Indonesian words: pages where there are pages, else lines; at most four."""
    known = list(
        dict.fromkeys(
            (source.page, source.line_start) if not source.page else (source.page, None) for source in sources
        )
    )
    shown = ", ".join(str(page or line) for page, line in known[:4])
    word = "hal. " if known and known[0][0] else "baris "
    return f"{word}{shown}{', ...' if len(known) > 4 else ''}"


def place(source: Source) -> tuple[int, int, int]:
    """Reading order of a place: page, line, end; what a file does not have counts as 0."""
    return (source.page or 0, source.line_start or 0, source.line_end or 0)
