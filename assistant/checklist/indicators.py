"""Probes for the main indicators: how many of them have figures, years, or are spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.checklist.finding import Found, Spot
from assistant.checklist.parts import part
from assistant.checklist.reading import Reading, about
from assistant.checklist.spots import SHOWN, blocks_of, in_words, label_of, short, spot_of, tells
from corpus.fact import Fact

_NONE = re.compile(r"^\W*$|^(n/?a|nihil|tidak|belum|tad)\b", re.IGNORECASE)
"""What a cell without a figure says."""


def _without(all_of: Iterable[Fact], have: list[Fact]) -> list[str]:
    return [fact.indicator for fact in all_of if fact not in have]


def _share(have: list[Fact], total: int, what: str, spots: tuple[Spot, ...], enough: str, missing: list[str]) -> Found:
    said = f"{what} {len(have)} dari {total} indikator utama"
    if len(have) == total or (have and enough == "any"):
        return Found("found", said, spots[:SHOWN])
    lacking = f" (tidak untuk: {short('; '.join(missing), 160)})" if have else ""
    return Found("partly" if have else "not_found", said + lacking, spots[:SHOWN])


def _says_none(fact: Fact) -> bool:
    return fact.value is None and bool(_NONE.match(fact.as_printed))


def covers(reading: Reading, measures: list[str], what: str, of: str | None = None, enough: str = "all") -> Found:
    """How many of the main indicators have a figure of these measures (every one of them) in a table of chapter III.

    `of` limits it to the tables of a part; with `enough: any` one indicator is enough.
    """
    if not reading.main:
        return Found("cannot_judge", "indikator utama tidak terbaca dari tabel Bab III")
    views = reading.tables_of(of) if of else reading.of_chapter(3)
    facts = [(view, fact) for view in views for fact in reading.inside(view) if fact.measure in measures]
    have = []
    spots: dict[Spot, None] = {}
    for indicator in reading.main:
        own = [(view, fact) for view, fact in facts if about(fact, indicator)]
        if {fact.measure for _, fact in own if not _says_none(fact)} >= set(measures):
            have.append(indicator)
            spots[spot_of(reading, own[0][0])] = None
    total = len(reading.main)
    return _share(have, total, f"{what} untuk", tuple(spots), enough, missing=_without(reading.main, have))


def years(reading: Reading, least: int) -> Found:
    """How many of the main indicators have a realisasi of at least so many years (the report's own included)."""
    if not reading.main:
        return Found("cannot_judge", "indikator utama tidak terbaca dari tabel Bab III")
    facts = [
        (view, fact)
        for view in reading.of_chapter(3)
        for fact in reading.inside(view)
        if fact.measure in ("realisasi", "capaian") and fact.period_year is not None and not _says_none(fact)
    ]
    own_year = reading.report.identity.year
    have: list[Fact] = []
    spots: dict[Spot, None] = {}
    for indicator in reading.main:
        own = [(view, fact) for view, fact in facts if about(fact, indicator)]
        if len({_year(fact, own_year) for _, fact in own}) >= least:
            have.append(indicator)
            spots |= {spot_of(reading, view): None for view, fact in own if fact.period_year != own_year}
    what = f"realisasi {least} tahun untuk" if least > 2 else "realisasi tahun lalu untuk"
    return _share(have, len(reading.main), what, tuple(spots), "all", _without(reading.main, have))


def _year(fact: Fact, own: int | None) -> int | None:
    """The year of a figure; under "(n-1)" the year before the report's, whatever year is printed beside it."""
    back = re.search(r"\bn\s*-\s*(\d)\b", " ".join(fact.source.header).lower())
    return own - int(back[1]) if back and own is not None else fact.period_year


def names_indicators(reading: Reading, of: str, what: str) -> Found:
    """How many of the main indicators the sections and tables of a part name."""
    views = reading.tables_of(of) if part(of).tables else reading.tables_in(of)
    fitting = {view.index for view in views}
    own = [block for block in blocks_of(reading, of) if block.table is None]
    own += [reading.report.blocks[index] for index in sorted(fitting)]
    texts = [(block, text) for block in own for text in in_words(block)]
    if not texts or not reading.main:
        return Found("not_found", f"{what}: tidak ada")
    have: list[Fact] = []
    spots: dict[Spot, None] = {}
    for indicator in reading.main:
        naming = [block for block, text in texts if tells(text, indicator)]
        if naming:
            have.append(indicator)
            spots[Spot(short(label_of(naming[0])), reading.source_of(naming[0]))] = None
    return _share(have, len(reading.main), f"{what} untuk", tuple(spots), "all", _without(reading.main, have))
