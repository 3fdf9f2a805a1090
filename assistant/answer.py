"""The answer and its parts, and their JSON form (the contract of command line, HTTP API and evaluation)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from corpus.fact import Fact, Source

Status = Literal["answered", "not_found", "clarify", "premise_false", "error"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of an answer: a printed cell, or a value computed from other figures.

    A printed figure has `source` and its `as_printed` stands on the cited lines. A computed one has
    `computed` True, a `formula` in words and numbers, and its `inputs`.
    """

    label: str
    value: Decimal | None
    as_printed: str
    unit: str | None
    indicator: str
    code: str | None
    measure: str
    period_year: int | None
    organisation: str
    report: str
    source: Source | None
    computed: bool = False
    formula: str | None = None
    inputs: tuple[Figure, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain values; numbers as plain decimal strings."""
        return {
            "label": self.label,
            "value": None if self.value is None else format(self.value, "f"),
            "as_printed": self.as_printed,
            "unit": self.unit,
            "indicator": self.indicator,
            "code": self.code,
            "measure": self.measure,
            "period_year": self.period_year,
            "organisation": self.organisation,
            "report": self.report,
            "computed": self.computed,
            "formula": self.formula,
            "inputs": [figure.to_json() for figure in self.inputs],
            "source": source_json(self.source),
        }


@dataclass(frozen=True, slots=True)
class Passage:
    """A quoted piece of a report with its place and heading path."""

    text: str
    heading: str
    report: str
    score: float
    source: Source

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "text": self.text,
            "heading": self.heading,
            "report": self.report,
            "score": round(self.score, 4),
            "source": source_json(self.source),
        }


@dataclass(frozen=True, slots=True)
class Warning:  # noqa: A001 - the word of the contract
    """Something the reader must know about the figures, with the places it is about."""

    kind: str
    text: str
    sources: tuple[Source, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {"kind": self.kind, "text": self.text, "sources": [source_json(s) for s in self.sources]}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the assistant says to a question; marker [n] in `text` is the n-th of figures, then passages."""

    id: str | None
    question: str
    language: str
    status: Status
    intent: str
    slots: dict[str, Any]
    text: str
    figures: tuple[Figure, ...] = ()
    passages: tuple[Passage, ...] = ()
    warnings: tuple[Warning, ...] = ()
    elapsed_ms: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """The answer as the JSON object of the contract."""
        return {
            "id": self.id,
            "question": self.question,
            "language": self.language,
            "status": self.status,
            "intent": self.intent,
            "slots": self.slots,
            "text": self.text,
            "figures": [figure.to_json() for figure in self.figures],
            "passages": [passage.to_json() for passage in self.passages],
            "warnings": [warning.to_json() for warning in self.warnings],
            "elapsed_ms": self.elapsed_ms,
        }


def source_json(source: Source | None) -> dict[str, Any] | None:
    """A source as plain values, or None for a computed figure."""
    if source is None:
        return None
    first, last = source.cited_lines
    return {
        "file": source.file,
        "line_start": first,
        "line_end": last,
        "page": source.page,
        "bbox": list(source.bbox) if source.bbox else None,
        "table": source.table,
        "row": source.row,
        "header": list(source.header),
    }


def printed(fact: Fact, label: str) -> Figure:
    """The figure that shows a fact as it is printed."""
    return Figure(
        label=label,
        value=fact.value,
        as_printed=fact.as_printed,
        unit=fact.unit,
        indicator=fact.indicator,
        code=fact.code,
        measure=fact.measure,
        period_year=fact.period_year,
        organisation=fact.organisation,
        report=fact.report,
        source=fact.source,
    )
