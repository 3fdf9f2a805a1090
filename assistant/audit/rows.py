"""Findings as rows of text, the form that every report of the audit shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.audit.finding import SEVERITIES, Finding
from assistant.audit.rules import rules
from corpus.fact import Source
from corpus.words import plain


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a report: where, what is printed, what it should be, why; all Indonesian text, "" for nothing."""

    report: str
    severity: str
    kind: str
    place: str
    table: str
    subject: str
    printed: str
    expected: str
    formula: str
    explanation: str
    benign: str


def rows(findings: Iterable[Finding]) -> Iterator[Row]:
    """A row for each finding, and below it one for each of its parts, which say only where and what."""
    for finding in findings:
        yield _row(finding)
        for part in finding.parts:
            if part.source != finding.source or part.expected != finding.expected:
                yield _row(part, short=True)


def summary(findings: Iterable[Finding]) -> str:
    """How many findings of which severity, in one line."""
    counted = Counter(finding.severity for finding in findings)
    words = rules()["words"]
    parts = [f"{counted[severity]} {words[severity]}" for severity in SEVERITIES if counted[severity]]
    return f"{sum(counted.values())} temuan: {', '.join(parts)}" if parts else str(words["none"])


def place_of(source: Source) -> str:
    """The page or the line of a place in words."""
    if source.page:
        return f"hal. {source.page}"
    return f"baris {source.line_start}" if source.line_start else "-"


def _row(finding: Finding, *, short: bool = False) -> Row:
    words = rules()["words"]
    return Row(
        report=finding.report,
        severity=str(words[finding.severity]),
        kind=str(words[finding.kind]),
        place=place_of(finding.source),
        table=plain(finding.source.table or ""),
        subject=finding.subject,
        printed=plain(finding.spots[0].as_printed),
        expected=finding.expected or "",
        formula=finding.formula or "",
        explanation="" if short else finding.explanation,
        benign="" if short else finding.benign or "",
    )
