"""Check digits of scanned figures: a report's own percentages and sums tell whether OCR has read its figures right.

What follows from each other is flagged `reckoned`; figures that do not are flagged `doubtful`, all of them that nothing
else confirms, since nothing tells which was misread. Nothing is put right: a figure stays as it was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from corpus.fact import Fact
from corpus.report import Report

_SHARES = (("target", "realisasi", "capaian"), ("pagu", "realisasi_anggaran", "serapan"))
"""Whole, part and the percentage that the part is of the whole."""
_ADDED = ("pagu", "realisasi_anggaran")
_LEVELS = ("program", "kegiatan", "sub_kegiatan", "sasaran")
_HUNDRED = Decimal(100)


def by_ocr(facts: Sequence[Fact], report: Report) -> Iterator[Fact]:
    """The facts in their order; those read by OCR flagged `ocr` with the confidence in their note, and checked."""
    sure = [_confidence(fact, report) for fact in facts]
    scanned = [at for at, confidence in enumerate(sure) if confidence is not None]
    right, wrong = _checked([facts[at] for at in scanned])
    told = {at: (place in right, place in wrong) for place, at in enumerate(scanned)}
    for at, fact in enumerate(facts):
        if at not in told:
            yield fact
            continue
        is_right, is_wrong = told[at]
        flags = {*fact.flags, "ocr", *(["reckoned"] if is_right else ["doubtful"] if is_wrong else [])}
        note = f"OCR, keyakinan {sure[at]:.0f}%"
        yield replace(fact, flags=tuple(sorted(flags)), note=f"{fact.note}; {note}" if fact.note else note)


def _confidence(fact: Fact, report: Report) -> float | None:
    """The lowest confidence of the line that prints a fact, None for text that no OCR has read."""
    line = fact.source.line_start
    spot = report.printed[line - 1] if report.printed and line is not None else None
    return None if spot is None else spot.sure


def _checked(facts: Sequence[Fact]) -> tuple[set[int], set[int]]:
    """The places of facts that follow from others, and of those that do not."""
    right: set[int] = set()
    wrong: set[int] = set()
    for places, follows in [*_shares(facts), *_sums(facts)]:
        (right if follows else wrong).update(places)
    return right, wrong


def _shares(facts: Sequence[Fact]) -> Iterator[tuple[Iterable[int], bool]]:
    """The figures of each row that a percentage joins, and whether it is their quotient."""
    rows: dict[tuple[object, ...], dict[str, int]] = {}
    for place, fact in enumerate(facts):
        source = fact.source
        if "narrative" not in fact.flags and source.line_start is not None:
            key = (source.line_start, fact.indicator, fact.item, fact.period_year, fact.version)
            rows.setdefault(key, {}).setdefault(fact.measure, place)
    for row in rows.values():
        for names in _SHARES:
            if all(name in row for name in names):
                places = [row[name] for name in names]
                whole, part, share = (facts[place].value for place in places)
                if whole and part is not None and share is not None:
                    yield places, _is_share(whole, part, share)


def _is_share(whole: Decimal, part: Decimal, share: Decimal) -> bool:
    """Whether a percentage is that of part and whole, either way round, as closely as it is printed."""
    exponent = share.as_tuple().exponent
    unit = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    rates = (part / whole, (2 * whole - part) / whole, *([whole / part] if part else []))
    return any(abs(rate * _HUNDRED - share) <= unit for rate in rates)


def _sums(facts: Sequence[Fact]) -> Iterator[tuple[Iterable[int], bool]]:
    """The amounts of each table with a total, by level, and whether they add up to it."""
    tables: dict[tuple[object, ...], dict[str, list[int]]] = {}
    for place, fact in enumerate(facts):
        if fact.measure in _ADDED and fact.value is not None and "narrative" not in fact.flags:
            key = (fact.source.table, fact.source.header, fact.measure, fact.period_year, fact.version)
            tables.setdefault(key, {}).setdefault(fact.level, []).append(place)
    for levels in tables.values():
        totals = levels.get("total", [])
        parts = [levels[level] for level in _LEVELS if len(levels.get(level, [])) > 1]
        if len(totals) != 1 or not parts:
            continue
        wanted = facts[totals[0]].value
        adding = [part for part in parts if sum(facts[place].value or 0 for place in part) == wanted]
        if adding:
            yield from (([*totals, *part], True) for part in adding)
        else:
            yield [*totals, *(place for part in parts for place in part)], False
