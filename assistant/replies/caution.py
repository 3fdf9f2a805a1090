"""Findings of the audit on other answers: who is shown a figure is told what does not follow about that very cell."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from assistant.answer import Figure, Warning, source_json  # noqa: A004 - the word of the contract
from assistant.audit import rules
from assistant.audit.finding import SEVERITIES, Cell, Finding
from assistant.gate import ungrounded
from assistant.numerals import numeric_tokens, readings
from assistant.render import escape
from assistant.replies.draft import Context, Draft
from corpus.fact import Source

_LOG = logging.getLogger(__name__)
_MOST = 3
"""Warnings on one answer."""
_REPORTS = 4
"""Reports whose findings are looked at, by the order of their figures: a comparison of a hundred offices must not wait
for a hundred audits."""
_KINDS = ("two_values", "recomputed_differs")
Held = Mapping[Cell, Sequence[tuple[Finding, int]]]
"""Findings by the cells that they are about, with the number of the spot: 0 is the figure in question."""


def warn(draft: Draft, context: Context, cells_of: Callable[[str], Held]) -> None:
    """Add the findings about the answer's printed figures as warnings, the gravest first, at most three.

    `cells_of` gives the findings of a report id. What the answer itself says already is not said again. An answer
    without a figure gets none.
    """
    if draft.status not in ("answered", "premise_false"):
        return
    for finding in _relevant(list(_shown(draft.figures)), cells_of):
        if sum(warning.kind in _KINDS for warning in draft.warnings) >= _MOST:
            return
        if not _is_said(draft, finding):
            _say(draft, context, finding)


def _shown(figures: Iterable[Figure]) -> Iterator[Figure]:
    """The printed figures of an answer and those that its computed ones are made of, each once."""
    seen = set()
    for figure in figures:
        for one in (figure, *_shown(figure.inputs)):
            if one.source is not None and (one.source, one.as_printed) not in seen:
                seen.add((one.source, one.as_printed))
                yield one


def _relevant(figures: Sequence[Figure], cells_of: Callable[[str], Held]) -> list[Finding]:
    """What the figures' cells have, by severity and then in the order of the figures."""
    met: dict[int, tuple[Finding, list[int]]] = {}
    reports = list(dict.fromkeys(figure.report for figure in figures))[:_REPORTS]
    held = {report: cells_of(report) for report in reports}
    for figure in figures:
        if figure.source is not None and figure.report in held:
            for finding, at in held[figure.report].get((figure.source, figure.as_printed), ()):
                met.setdefault(id(finding), (finding, []))[1].append(at)
    found = [finding for finding, spots in met.values() if _touches(rules.reach(finding.rule), spots)]
    return sorted(found, key=lambda finding: SEVERITIES.index(finding.severity))


def _touches(reach: str, spots: Sequence[int]) -> bool:
    """Whether an answer that shows these spots should carry the finding."""
    return bool(spots) if reach == "any" else len(spots) >= 2 if reach == "pair" else 0 in spots


def _is_said(draft: Draft, finding: Finding) -> bool:
    kind = _kind(finding)
    places = {spot.source for spot in finding.spots}
    for warning in draft.warnings:
        shared = places & set(warning.sources)
        if warning.kind == kind and (len(shared) >= 2 or (kind != "two_values" and finding.source in shared)):
            return True
    return any(
        figure.computed
        and figure.measure == finding.spots[0].measure
        and {one.source for one in figure.inputs} <= places
        for figure in draft.figures
    )


def _kind(finding: Finding) -> str:
    """The warning kind of the contract: printed figures that contradict each other, or a figure that recomputes."""
    return "two_values" if finding.kind in ("two_values", "narrative_vs_table", "wrong_year") else "recomputed_differs"


def _say(draft: Draft, context: Context, finding: Finding) -> None:
    said = context.say(finding.explanation, finding.explanation_en)
    benign = context.say(finding.benign or "", finding.benign_en or "")
    place = _place(context, finding.source)
    text = " ".join(filter(None, (escape(said), benign, place)))
    known = numbers_of(finding)
    if bad := ungrounded(text, known):
        _LOG.warning("finding %s left out of an answer: %s stands in none of its figures", finding.rule, ", ".join(bad))
        return
    draft.numbers |= {value for token in numeric_tokens(text) for value in readings(token)} & known
    sources = tuple(dict.fromkeys(spot.source for spot in finding.spots))
    draft.warnings.append(Warning(_kind(finding), text, sources))


def _place(context: Context, source: Source) -> str:
    if source.page:
        return context.say(f"(Halaman {source.page}.)", f"(Page {source.page}.)")
    return context.say(f"(Baris {source.line_start}.)", f"(Line {source.line_start}.)") if source.line_start else ""


def numbers_of(finding: Finding) -> set[Decimal]:
    """The numbers that a finding holds: its printed figures, their places and names, and what was recomputed."""
    texts = [finding.subject, finding.expected or "", finding.formula or "", finding.benign or "", *finding.derived]
    for spot in finding.spots:
        place = source_json(spot.source) or {}
        texts += [spot.as_printed, spot.label, *(str(place.get(key) or "") for key in ("line_start", "page", "table"))]
    return {value for text in texts for token in numeric_tokens(text) for value in readings(token)}
