"""Findings of one root as one: the gravest speaks for all, the others are its parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assistant.audit import rules
from assistant.audit.finding import SEVERITIES, Finding, place


def grouped(findings: Iterable[Finding]) -> list[Finding]:
    """The findings with those of one kind and root joined, in reading order of their heads."""
    held: dict[tuple[str, str], list[Finding]] = {}
    for number, finding in enumerate(findings):
        held.setdefault((finding.kind, finding.root or f"#{number}"), []).append(finding)
    heads = [_joined(members) for members in held.values()]
    return sorted(_informed(heads), key=lambda finding: place(finding.source))


def _joined(members: list[Finding]) -> Finding:
    if len(members) == 1:
        return members[0]
    head = min(members, key=lambda finding: (SEVERITIES.index(finding.severity), place(finding.source)))
    rest = [finding for finding in members if finding is not head]
    spots = dict.fromkeys(spot for finding in (head, *rest) for spot in finding.spots)
    values = dict.fromkeys(value for finding in (head, *rest) for value in finding.values)
    more = rules.rules()["more"]
    return replace(
        head,
        spots=tuple(spots),
        values=tuple(values),
        explanation=f"{head.explanation} {more['id'].format(count=len(rest))}",
        explanation_en=f"{head.explanation_en} {more['en'].format(count=len(rest))}",
        parts=tuple(members),
    )


def _informed(findings: list[Finding]) -> list[Finding]:
    """What damage explains: a damaged figure takes the value that its sum expects; a sum with one in it has none."""
    known = {
        (finding.source, finding.spots[0].measure): finding
        for finding in findings
        if finding.expected is not None and finding.kind in ("wrong_sum", "child_exceeds_parent")
    }
    damaged = {(finding.source, finding.spots[0].measure) for finding in findings if finding.kind == "damaged_number"}
    reading = rules.rules()["benign"]["damaged_part"]
    findings = [
        replace(
            finding,
            expected=None,
            formula=None,
            benign=reading["id"],
            benign_en=reading["en"],
            derived=(*finding.derived, finding.expected or ""),  # its sentence still says what the rows add up to
        )
        if finding.rule in ("child", "parent", "total")
        and any((spot.source, spot.measure) in damaged for spot in finding.spots[1:])
        else finding
        for finding in findings
    ]
    return [
        replace(finding, expected=other.expected, formula=other.formula)
        if finding.kind == "damaged_number"
        and finding.expected is None
        and (other := known.get((finding.source, finding.spots[0].measure))) is not None
        else finding
        for finding in findings
    ]
