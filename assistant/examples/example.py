"""The best example of a part among the loaded reports, by stated criteria, with a weaker one for contrast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from assistant.answer import Passage
from assistant.checklist.finding import Found
from assistant.checklist.parts import Part, part
from assistant.checklist.probes import run
from assistant.checklist.reading import Reading
from assistant.examples.probes import QUALITY
from assistant.examples.segments import passages
from corpus.vocabulary import load


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion of a part: what is said where it is met and where it is not, its weight, its probe."""

    id: str
    good: str
    lacks: str
    weight: int
    need: dict[str, Any]

    def said(self, language: str, *, met: bool) -> str:
        """What is said of an example that meets it, or does not, in "id" or "en"; raises KeyError for no English."""
        text = self.good if met else self.lacks
        return str(load("english", "assistant.examples")[text]) if language == "en" else text


@dataclass(frozen=True, slots=True)
class Judged:
    """A criterion with what was found of it."""

    criterion: Criterion
    found: Found

    @property
    def points(self) -> Decimal:
        """Its weight where it is met, half of it where it is met in part, else nothing."""
        share = {"found": Decimal(1), "partly": Decimal("0.5")}.get(self.found.state, Decimal(0))
        return share * self.criterion.weight


@dataclass(frozen=True, slots=True)
class Candidate:
    """A part of one report, judged: its criteria, its passages in reading order, its share of all points (0 to 1)."""

    reading: Reading
    part: str
    judged: tuple[Judged, ...]
    passages: tuple[Passage, ...]
    share: Decimal

    @property
    def good(self) -> tuple[Judged, ...]:
        """The criteria met in full."""
        return tuple(one for one in self.judged if one.found.state == "found")

    @property
    def lacking(self) -> tuple[Judged, ...]:
        """The criteria not met, or met only in part."""
        return tuple(one for one in self.judged if one.found.state in ("not_found", "partly", "cannot_judge"))


@dataclass(frozen=True, slots=True)
class Example:
    """The examples of a part: all candidates, the best first."""

    part: Part
    candidates: tuple[Candidate, ...]

    @property
    def best(self) -> Candidate:
        """The candidate with the largest share of points."""
        return self.candidates[0]

    @property
    def weaker(self) -> Candidate | None:
        """The weakest candidate of another report that is clearly weaker; None where none is."""
        last = self.candidates[-1]
        return last if last.share < self.best.share else None

    def to_json(self) -> dict[str, Any]:
        """Plain values: a card of the gallery."""
        return {
            "part": self.part.name,
            "title": self.part.title,
            "title_en": self.part.title_en,
            "article": self.part.article,
            "candidates": [_card(one) for one in self.candidates],
        }


def _card(one: Candidate) -> dict[str, Any]:
    who = one.reading.report.identity
    return {
        "report": who.id,
        "organisation": who.organisation,
        "year": who.year,
        "share": format(one.share.quantize(Decimal("0.01")), "f"),
        "good": [judged.criterion.good for judged in one.good],
        "lacks": [judged.criterion.lacks for judged in one.lacking],
        "good_en": [judged.criterion.said("en", met=True) for judged in one.good],
        "lacks_en": [judged.criterion.said("en", met=False) for judged in one.lacking],
        "passages": [passage.to_json() for passage in one.passages],
    }


@cache
def criteria() -> dict[str, tuple[Criterion, ...]]:
    """The criteria of each part that has any, in the order of the data file."""
    return {
        entry["part"]: tuple(
            Criterion(one["id"], one["good"], one["lacks"], int(one.get("weight", 1)), one["need"])
            for one in entry["criteria"]
        )
        for entry in load("criteria", "assistant.examples")
    }


def candidate(reading: Reading, name: str) -> Candidate | None:
    """A report's part, judged; None where the report has nothing of it. Raises KeyError for a part without criteria."""
    quoted = passages(reading, name)
    if not quoted:
        return None
    judged = tuple(Judged(one, run(reading, one.need, QUALITY)) for one in criteria()[name])
    counted = [one for one in judged if one.found.state != "not_applicable"]
    total = sum(one.criterion.weight for one in counted)
    points = sum((one.points for one in counted), Decimal(0))
    return Candidate(reading, name, judged, quoted, points / total if total else Decimal(0))


def example(readings: Sequence[Reading], name: str) -> Example | None:
    """The examples of a part in these reports; None where none of them has it. Pure; ties go by report id."""
    found = [one for reading in readings if (one := candidate(reading, name)) is not None]
    ranked = sorted(found, key=lambda one: (-one.share, one.reading.report.identity.id))
    return Example(part(name), tuple(ranked)) if ranked else None


def gallery(readings: Sequence[Reading]) -> tuple[Example, ...]:
    """The examples of all parts that the reports have, in the order of the data file: the trainers' gallery."""
    return tuple(found for name in criteria() if (found := example(readings, name)) is not None)
