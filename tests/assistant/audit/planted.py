"""What a planted fault is, and what the audit must say of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.audit.finding import Finding
from assistant.numerals import readings
from tests.assistant.audit.book import Book


@dataclass(frozen=True)
class Planted:
    """The rule that must find it, its kind, and the value that must be expected (None where no value is right)."""

    rule: str
    kind: str
    expected: str | None


Fault = Callable[[Book], Planted]


def is_found(planted: Planted, findings: Sequence[Finding]) -> bool:
    """Whether a finding, or a part of one, is of that rule and kind and expects that value."""
    return any(_answers(part, planted) for finding in findings for part in (finding, *finding.parts))


def _answers(finding: Finding, planted: Planted) -> bool:
    if (finding.rule, finding.kind) != (planted.rule, planted.kind):
        return False
    if planted.expected is None or finding.expected is None:
        return planted.expected is None
    # The report's own style of decimals may stand in what is expected.
    return planted.expected == finding.expected or bool(readings(planted.expected) & readings(finding.expected))
