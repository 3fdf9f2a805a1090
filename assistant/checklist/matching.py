"""Probes that hold the report against its own plans: performance agreement, strategic plan, list of indicators."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from datetime import date

from assistant.checklist.finding import Found, Spot, State
from assistant.checklist.parts import APPENDIX, is_signed
from assistant.checklist.probes import Probe
from assistant.checklist.reading import Reading, TableView, named, row_key, same_indicator
from assistant.checklist.spots import short, spot_of
from corpus.fact import Fact
from corpus.report import Block
from corpus.vocabulary import code_of
from corpus.words import plain, squash

_MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november",
    "desember",
)  # fmt: skip
_DATE = re.compile(r",\s*(?:(\d{1,2})\s+)?([a-z]+)\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_AGREEMENT = re.compile(r"perjanjiankinerja|penetapankinerja")
_GOAL_ROLES = ("tujuan", "sasaran", "tujuan_sasaran")
_SHOWN = 3


def agreements(reading: Reading) -> tuple[TableView, ...]:
    """The tables of the performance agreement that hold targets of goals, in reading order."""
    inside = {i for region in reading.regions_of("perjanjian") for i in range(region.start, region.end)}
    return tuple(
        view
        for view in reading.tables
        if "target" in view.roles
        and "realisasi" not in view.roles
        and (view.index in inside or _AGREEMENT.search(squash(view.table.caption)))
        and any(fact.level in ("tujuan", "sasaran") for fact in reading.inside(view))
    )


def agreed_goals(reading: Reading) -> Found:
    """Whether the goals of the performance chapter are those of the performance agreement."""
    return _goals(reading, agreements(reading), "perjanjian kinerja")


def planned_goals(reading: Reading) -> Found:
    """Whether the goals of the performance chapter are those of the strategic plan that the report prints."""
    tables = reading.tables_of("renstra")
    inside = [i for region in reading.regions_of("renstra") for i in range(region.start, region.end)]
    extra = [
        view for view in reading.tables if view.index in inside and view.roles & set(_GOAL_ROLES) and view not in tables
    ]
    said = [block for i in inside if (block := reading.report.blocks[i]).kind in ("paragraph", "list_item")]
    return _goals(reading, (*tables, *extra), "rencana strategis", said)


def _goals(reading: Reading, views: Iterable[TableView], of: str, said: Sequence[Block] = ()) -> Found:
    views = [view for view in views if view.roles & set(_GOAL_ROLES)]
    goals = list(dict.fromkeys(goal for fact in reading.main if (goal := fact.item)))
    if not goals:
        return Found("cannot_judge", "tujuan/sasaran tidak terbaca dari tabel capaian")
    if not views and not said:
        return Found("cannot_judge", f"{of} tidak terbaca dari laporan")
    printed = [text for view in views for role in _GOAL_ROLES for text in _rejoined(view, role)]
    printed += [block.text for block in said]
    missing = [goal for goal in goals if not named(printed, goal)]
    if not views and len(missing) == len(goals):
        return Found("cannot_judge", f"tujuan/sasaran {of} tidak tercetak dalam laporan")
    naming = [block for block in said if any(named([block.text], goal) for goal in goals)]
    spots = tuple(spot_of(reading, view) for view in views[:_SHOWN])
    spots = spots or tuple(Spot(short(plain(block.text)), reading.source_of(block)) for block in naming[:_SHOWN])
    if not missing:
        return Found("found", f"{len(goals)} tujuan/sasaran tercantum dalam {of}", spots)
    state: State = "partly" if len(missing) < len(goals) else "not_found"
    return Found(state, f"tidak tercantum dalam {of}: {short('; '.join(missing), 200)}", spots)


def _rejoined(view: TableView, role: str) -> tuple[str, ...]:
    """The cells of a role, each also joined with the one below: a page break may have cut a name in two."""
    cells = view.cells(role)
    return (*cells, *(f"{one} {two}" for one, two in itertools.pairwise(cells)))


def agreed_targets(reading: Reading) -> Found:
    """Whether the targets of the main indicators are those of the performance agreement, the last version printed."""
    views = agreements(reading)
    if not views:
        return Found("cannot_judge", "tabel perjanjian kinerja tidak terbaca dari laporan")
    same, differ, missing = [], [], []
    spots: dict[Spot, None] = {}
    for indicator in reading.main:
        target = _target(reading, indicator)
        agreed = [(view, fact) for view in views for fact in _targets(reading, view) if same_indicator(fact, indicator)]
        if target is None or not agreed:
            missing.append(indicator.indicator)
            continue
        match = next(((v, f) for v, f in reversed(agreed) if _equal(f, target)), None)
        view, fact = match or agreed[-1]
        spots[spot_of(reading, view)] = None
        if match:
            same.append(indicator.indicator)
        else:
            differ.append(
                f"{short(indicator.indicator, 60)}: {target.as_printed}, perjanjian kinerja {fact.as_printed}"
            )
    return _compared(len(same), differ, missing, tuple(spots))


def _compared(same: int, differ: list[str], missing: list[str], spots: tuple[Spot, ...]) -> Found:
    said = []
    if differ:
        said.append(f"target berbeda: {'; '.join(differ)}")
    if missing:
        said.append(f"tidak terbaca dalam perjanjian kinerja: {short('; '.join(missing), 160)}")
    if not said:
        return Found("found", f"target {same} indikator sama dengan perjanjian kinerja", spots[:_SHOWN])
    if not same and not differ:
        return Found("cannot_judge", said[0], spots[:_SHOWN])
    return Found("partly" if same else "not_found", "; ".join(said), spots[:_SHOWN])


def _targets(reading: Reading, view: TableView) -> list[Fact]:
    year = reading.report.identity.year
    return [f for f in reading.inside(view) if f.measure == "target" and f.period_year in (year, None)]


def _target(reading: Reading, indicator: Fact) -> Fact | None:
    """The target printed on the row of a main indicator."""
    for view in reading.of_chapter(3):
        for fact in _targets(reading, view):
            if row_key(fact) == row_key(indicator) and same_indicator(fact, indicator):
                return fact
    return None


def _equal(one: Fact, other: Fact) -> bool:
    if one.value is not None and other.value is not None:
        return one.value == other.value
    return plain(one.as_printed) == plain(other.as_printed)


def listed_indicators(reading: Reading) -> Found:
    """Whether the main indicators are those of the list of key performance indicators that the report prints."""
    views = [view for view in reading.tables if _is_list(view)]
    if not views:
        return Found("cannot_judge", "tabel Indikator Kinerja Utama tidak terbaca dari laporan")
    printed = [text for view in views for role in ("indikator", "uraian") for text in _rejoined(view, role)]
    office = reading.report.identity.organisation
    missing = [
        fact.indicator
        for fact in reading.main
        if not named(printed, fact.indicator) and not any(_same_code(text, fact) for text in printed)
    ]
    spots = tuple(spot_of(reading, view) for view in views[:_SHOWN])
    if not reading.main:
        return Found("cannot_judge", f"indikator {office} tidak terbaca dari tabel capaian", spots)
    if not missing:
        return Found("found", f"{len(reading.main)} indikator tercantum dalam tabel IKU", spots)
    state: State = "partly" if len(missing) < len(reading.main) else "not_found"
    return Found(state, f"tidak tercantum dalam tabel IKU: {short('; '.join(missing), 200)}", spots)


def _is_list(view: TableView) -> bool:
    caption = squash(view.table.caption)
    return bool(re.search(r"indikatorkinerjautama|\(iku\)", caption)) or any(
        "indikatorkinerjautama" in squash(" ".join(path)) for path in view.table.columns
    )


def _same_code(text: str, fact: Fact) -> bool:
    return fact.code is not None and code_of(text) == fact.code


def signed_in_time(reading: Reading) -> Found:
    """Whether the report was signed within two months after its year; handing over cannot be seen in the report."""
    year = reading.report.identity.year
    body = [
        block for block, chapter in zip(reading.report.blocks, reading.chapters, strict=True) if chapter != APPENDIX
    ]
    dated = [(found, block) for block in body if is_signed(block) and (found := _date(block.text))]
    dated = [(day, block) for day, block in dated if year is None or day.year in (year, year + 1)]
    if not dated or year is None:
        return Found("cannot_judge", "tanggal laporan tidak tercetak; bukti penyampaian ada di luar laporan")
    dated.sort(key=lambda one: one[0], reverse=True)
    spots = tuple(Spot(short(plain(block.text), 60), reading.source_of(block)) for _, block in dated[:_SHOWN])
    if dated[0][0] >= date(year + 1, 3, 1):
        return Found("not_found", f"bertanggal sesudah Februari {year + 1}", spots)
    return Found("cannot_judge", "tanggal cetak tidak lewat; bukti penyampaian ada di luar laporan", spots)


def _date(text: str) -> date | None:
    """The date behind a place; without a day the first of its month; None where it names no month."""
    match = _DATE.search(plain(text))
    if not match:
        return None
    word = match[2].lower().replace("pebruari", "februari").replace("nopember", "november")
    if word not in _MONTHS:
        return None
    try:
        return date(int(match[3]), _MONTHS.index(word) + 1, int(match[1] or 1))
    except ValueError:
        return None


def in_appendix(reading: Reading) -> Found:
    """Whether a performance agreement is printed behind the last chapter."""
    views = [view for view in agreements(reading) if view.chapter == APPENDIX]
    headed = [
        Spot(short(plain(block.text)), reading.source_of(block))
        for index, block in enumerate(reading.report.blocks)
        if reading.chapters[index] == APPENDIX
        and len(plain(block.text)) <= 90
        and _AGREEMENT.search(squash(block.text))
    ]
    if views:
        return Found("found", "", tuple(spot_of(reading, view) for view in views[:_SHOWN]))
    if len(headed) > 1:
        return Found("partly", "judulnya ada di lampiran, tabel targetnya tidak terbaca", tuple(headed[:_SHOWN]))
    return Found("not_found", "perjanjian kinerja tidak termuat dalam lampiran berkas ini")


MATCHES: dict[str, Probe] = {
    "agreed_goals": agreed_goals,
    "planned_goals": planned_goals,
    "agreed_targets": agreed_targets,
    "listed_indicators": listed_indicators,
    "signed_in_time": signed_in_time,
    "agreement_in_appendix": in_appendix,
}
"""The probes of this module by their name in the data files."""
