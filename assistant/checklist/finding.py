"""What a check finds: a state, the reason in words, and the places that show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from assistant.answer import source_json
from corpus.fact import Source

State = Literal["found", "partly", "not_found", "cannot_judge", "not_applicable"]

STATES: dict[str, str] = {
    "found": "ada",
    "partly": "sebagian",
    "not_found": "tidak ditemukan",
    "cannot_judge": "tidak dapat dinilai dari laporan",
    "not_applicable": "tidak berlaku",
}
"""The states with their Indonesian names, best first."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that shows something: what stands there, in a few words, and where."""

    label: str
    source: Source

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {"label": self.label, "source": source_json(self.source)}


@dataclass(frozen=True, slots=True)
class Found:
    """The outcome of one probe or of a whole item."""

    state: State
    reason: str
    spots: tuple[Spot, ...] = ()


def where(source: Source) -> str:
    """A place in words: its lines, or its page."""
    if source.line_start is None:
        return "tanpa tempat" if source.page is None else f"hal. {source.page}"
    if source.line_end in (None, source.line_start):
        return f"baris {source.line_start}"
    return f"baris {source.line_start}-{source.line_end}"


def joined(found: list[Found]) -> Found:
    """Several probes as one: found when all are, not found when none is, else partly.

    Probes that cannot judge or do not apply do not count, unless there are no others.
    """
    counted = [one for one in found if one.state in ("found", "partly", "not_found")]
    spots = tuple(dict.fromkeys(spot for one in found for spot in one.spots))
    if not counted:
        state: State = found[0].state if found else "cannot_judge"
    elif all(one.state == "found" for one in counted):
        state = "found"
    elif all(one.state == "not_found" for one in counted):
        state = "not_found"
    else:
        state = "partly"
    # What is missing is said first; what is there only where nothing is missing.
    lacking = [one.reason for one in found if one.state in ("partly", "not_found", "cannot_judge") and one.reason]
    reasons = lacking if state == "partly" else [one.reason for one in found if one.reason]
    return Found(state, "; ".join(dict.fromkeys(reasons)), spots)
