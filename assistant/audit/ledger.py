"""The findings of a library's reports, each report audited once for what it holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from assistant.audit.audit import audit
from assistant.audit.finding import KINDS, SEVERITIES, Cell, Finding
from assistant.held import Held
from corpus.errors import BadInput
from corpus.library import Library
from corpus.rows import ReportRow


class Ledger:
    """Hands out findings; a report is audited when first asked for and anew when its content changed.

    Safe to share between threads. What a report id held before a change is forgotten.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._held = Held(library, self._audit)
        self._by_cell = Held(library, lambda row: _cells(self._held.of(row.id)))

    def of(self, report: str, *, kinds: Collection[str] = (), severities: Collection[str] = ()) -> tuple[Finding, ...]:
        """The findings of one report (id or file name) in reading order, of these kinds and severities only.

        An empty filter lets all through; () where nothing is wrong. Raises UnknownReport for a report that the
        library does not hold and BadInput for a kind or severity that is none.
        """
        _check("jenis", kinds, KINDS)
        _check("tingkat", severities, SEVERITIES)
        found = self._held.of(report)
        return tuple(
            finding
            for finding in found
            if (not kinds or finding.kind in kinds) and (not severities or finding.severity in severities)
        )

    def gravest(self, reports: Iterable[str]) -> tuple[Finding, ...]:
        """The findings of some reports, the gravest first, each report's in reading order; raises UnknownReport."""
        found = [finding for report in reports for finding in self.of(report)]
        return tuple(sorted(found, key=lambda finding: SEVERITIES.index(finding.severity)))

    def cells(self, report: str) -> Mapping[Cell, Sequence[tuple[Finding, int]]]:
        """The single findings of a report by the figures they are about, with the number of the spot (0: in question).

        Raises UnknownReport.
        """
        return self._by_cell.of(report)

    def known(self, row: ReportRow) -> int | None:
        """How many findings a report has; None where it was not audited since its content changed."""
        held = self._held.known(row)
        return None if held is None else len(held)

    def _audit(self, row: ReportRow) -> tuple[Finding, ...]:
        return tuple(audit(self._library.report(row.id), self._library.facts([row.id])))


def _cells(findings: Iterable[Finding]) -> dict[Cell, list[tuple[Finding, int]]]:
    found: dict[Cell, list[tuple[Finding, int]]] = {}
    for head in findings:
        for finding in head.parts or (head,):
            for at, spot in enumerate(dict.fromkeys(finding.spots)):
                found.setdefault((spot.source, spot.as_printed), []).append((finding, at))
    return found


def _check(what: str, given: Collection[str], known: Collection[str]) -> None:
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise BadInput(f"{what} temuan tidak dikenal: {', '.join(unknown)}", remedy=f"pilih dari {', '.join(known)}")
