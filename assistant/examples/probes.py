"""Probes on how well a part is written: recomputed figures, specific causes, told per indicator, formulas."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from assistant.checklist.finding import Found, Spot, State
from assistant.checklist.probes import Probe
from assistant.checklist.reading import Reading, TableView, about, row_key
from assistant.checklist.spots import blocks_of, in_words, label_of, short, spot_of, spots_of, tells
from assistant.metrics.achievement import is_met, lower_is_better, range_of
from assistant.metrics.recompute import (
    Recomputed,
    agrees,
    ratio_efficiency,
    recomputed,
    row_figures,
    simple_efficiency,
)
from corpus.fact import Fact
from corpus.formulas import formulas
from corpus.report import Block
from corpus.words import plain

_MOSTLY = 0.9
_HALF = 0.5
_SPECIFIC = 0.5
_FORMULA_WORDS = re.compile(r"\brumus\b|\bformula", re.IGNORECASE)
_CAUSAL = re.compile(r"disebabkan|dikarenakan|\bkarena\b|akibat|berkat|didukung|penyebab", re.IGNORECASE)
_TOLD = 60
_SHOWN = 3


def recomputes(reading: Reading, of: str, measure: str) -> Found:
    """Whether the percentages of a part's tables are those that their own rows give: nine in ten of those that can be.

    An efficiency may follow any of the forms in use: that of PMK 22/PMK.02/2021, capaian - serapan, capaian / serapan.
    """
    right, wrong = 0, 0
    spots: dict[Spot, None] = {}
    for view in reading.tables_of(of):
        facts = reading.inside(view)
        rows: dict[object, list[Fact]] = {}
        for fact in facts:
            rows.setdefault(row_key(fact), []).append(fact)
        for fact in facts:
            if fact.measure != measure or fact.value is None or "damaged" in fact.flags:
                continue
            row = row_figures(rows[row_key(fact)], fact)
            results = [result for way in _ways(measure) if (result := way(fact, row)) is not None]
            if not results:
                continue
            if any(agrees(fact, result, row) for result in results):
                right += 1
                spots[spot_of(reading, view)] = None
            else:
                wrong += 1
    if not right + wrong:
        return Found("not_found", "tidak dapat dihitung ulang dari barisnya")
    said = f"{right} dari {right + wrong} cocok bila dihitung ulang"
    if right >= _MOSTLY * (right + wrong):
        return Found("found", said, tuple(spots)[:_SHOWN])
    return Found("partly" if right >= _HALF * (right + wrong) else "not_found", said, tuple(spots)[:_SHOWN])


def _ways(measure: str) -> tuple[Callable[[Fact, dict[str, Fact]], Recomputed | None], ...]:
    if measure != "efisiensi":
        return (recomputed,)
    return (recomputed, lambda _, row: simple_efficiency(row), lambda _, row: ratio_efficiency(row))


def formula(reading: Reading, of: str) -> Found:
    """Whether a formula is printed in a part."""
    blocks = blocks_of(reading, of)
    places = {block.place for block in blocks}
    spots = [
        Spot(short(f.lead or f.text), reading.source(f.place)) for f in formulas(reading.report) if f.place in places
    ]
    spots = spots or [
        Spot(short(plain(block.text)), reading.source_of(block))
        for block in blocks
        if block.table is None and _FORMULA_WORDS.search(block.text)
    ]
    return Found("found", "", tuple(spots[:_SHOWN])) if spots else Found("not_found", "rumus tidak dicantumkan")


def specific(reading: Reading, of: str) -> Found:
    """Whether causes are an indicator's own.

    In tables the cells differ from row to row, one in two at least; in text a sentence ties a cause to an indicator.
    """
    spots: list[Spot] = []
    shares = []
    for view in reading.tables_of(of):
        for role in ("penyebab", "hambatan", "solusi"):
            cells = [text.lower() for text in view.cells(role)]
            if cells:
                shares.append(len(set(cells)) / len(cells))
                spots.append(spot_of(reading, view))
    if not shares:
        tied = [
            block
            for block in _prose(reading, of)
            if _CAUSAL.search(block.text) and any(tells(plain(block.text), fact) for fact in reading.main)
        ]
        if not tied:
            return Found("not_found", "tidak dikaitkan dengan indikator")
        return Found("found", "", tuple(Spot(short(plain(b.text)), reading.source_of(b)) for b in tied[:_SHOWN]))
    spots = list(dict.fromkeys(spots))
    if min(shares) >= _SPECIFIC:
        return Found("found", "", tuple(spots[:_SHOWN]))
    return Found("not_found", "isi yang sama diulang", tuple(spots[:_SHOWN]))


def varied(reading: Reading, of: str, role: str) -> Found:
    """Whether the cells of a column are not all the same."""
    for view in reading.tables_of(of):
        counts = Counter(text.lower() for text in view.cells(role))
        if len(counts) > 1:
            return Found("found", "", (spot_of(reading, view),))
    return Found("not_found", "semua baris sama")


def columns_of(reading: Reading, of: str, roles: list[str]) -> Found:
    """Whether a table of a part has filled columns of all these roles."""
    views = [view for view in reading.tables_of(of) if all(view.cells(role) for role in roles)]
    return Found("found", "", spots_of(reading, views)) if views else Found("not_found", "kolomnya tidak lengkap")


def levels(reading: Reading, of: str, levels: list[str], measures: list[str] | None = None) -> Found:
    """Whether the tables in a part's sections give figures of these levels."""
    inside = {index for region in reading.regions_of(of) for index in range(region.start, region.end)}
    views: list[TableView] = [view for view in reading.tables if view.index in inside]
    views += [view for view in reading.tables_of(of) if view.index not in inside]
    having = [
        view
        for view in views
        if any(f.level in levels and (not measures or f.measure in measures) for f in reading.inside(view))
    ]
    return Found("found", "", spots_of(reading, having)) if having else Found("not_found", "tidak dirinci")


def told(reading: Reading, of: str) -> Found:
    """How many of the main indicators a sentence of the part's sections speaks of, with a figure."""
    texts = [block for block in _prose(reading, of) if len(plain(block.text)) >= _TOLD and re.search(r"\d", block.text)]
    have = {i: b for i, fact in enumerate(reading.main) for b in texts if tells(plain(b.text), fact)}
    spots = tuple(dict.fromkeys(Spot(short(plain(b.text)), reading.source_of(b)) for b in have.values()))
    if not have:
        return Found("not_found", "tidak diuraikan dengan kalimat")
    state: State = "found" if len(have) == len(reading.main) else "partly"
    return Found(state, f"{len(have)} dari {len(reading.main)} indikator diuraikan", spots[:_SHOWN])


def missed_told(reading: Reading, of: str) -> Found:
    """Whether the part speaks of each main indicator that missed its target; does not apply where none did."""
    missed = missed_indicators(reading)
    if not missed:
        return Found("not_applicable", "semua indikator utama mencapai target")
    spots, silent = [], []
    for indicator in missed:
        naming = [b for b in blocks_of(reading, of) if any(tells(text, indicator) for text in in_words(b))]
        if naming:
            spots.append(Spot(short(label_of(naming[0])), reading.source_of(naming[0])))
        else:
            silent.append(indicator.indicator)
    if not silent:
        return Found("found", "", tuple(spots[:_SHOWN]))
    return Found("partly" if spots else "not_found", f"tidak dijelaskan: {short('; '.join(silent))}", tuple(spots))


def missed_indicators(reading: Reading) -> tuple[Fact, ...]:
    """The main indicators whose realisasi is below the target printed on their row (ranges: outside their bound)."""
    found = []
    for fact in reading.main:
        row = [f for f in reading.facts if row_key(f) == row_key(fact) and about(f, fact)]
        target = next((f for f in row if f.measure == "target" and f.period_year == fact.period_year), None)
        reached = next((f.value for f in row if f.measure == "capaian"), None)
        if target is None or fact.value is None:
            continue
        bounds = range_of(target.as_printed)
        goal = bounds if bounds is not None else target.value
        if goal is None:
            continue
        lower = (
            not bounds
            and target.value is not None
            and lower_is_better(fact.indicator, target.value, fact.value, reached)
        )
        if not is_met(goal, fact.value, lower_is_better=lower):
            found.append(fact)
    return tuple(found)


def items(reading: Reading, of: str, least: int) -> Found:
    """Whether a part lists at least so many items."""
    listed = [block for block in _prose(reading, of) if block.kind == "list_item"]
    if len(listed) < least:
        return Found("not_found", "tidak didaftar")
    return Found("found", "", tuple(Spot(short(plain(b.text)), reading.source_of(b)) for b in listed[:_SHOWN]))


def written(reading: Reading, of: str, least: int) -> Found:
    """Whether a part's text has at least so many characters."""
    texts = _prose(reading, of)
    if sum(len(plain(block.text)) for block in texts) < least:
        return Found("not_found", "uraiannya pendek")
    return Found("found", "", (Spot(short(plain(texts[0].text)), reading.source_of(texts[0])),))


def _prose(reading: Reading, of: str) -> list[Block]:
    return [block for block in blocks_of(reading, of) if block.kind in ("paragraph", "list_item")]


QUALITY: dict[str, Probe] = {
    "recomputes": recomputes,
    "formula": formula,
    "specific": specific,
    "varied": varied,
    "columns_of": columns_of,
    "levels": levels,
    "told": told,
    "missed_told": missed_told,
    "items": items,
    "written": written,
}
"""The probes of this module by their name in the data file."""
