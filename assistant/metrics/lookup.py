"""Lookup: which printed figure answers when several are printed.

The order of precedence, fixed and the same for every question:

1. the report of the year itself before a later report's column (the nearest later one), before an earlier plan;
2. the version asked for; where none was asked the final one (after changes) before the first;
3. a cell that its own row does not contradict (weight x per cent = score);
4. a performance or budget table of chapter III before other tables, those before running text;
5. the broader level (objective before programme before activity), undamaged cells before damaged ones;
6. the value that more places agree on, then reading order.

Every place that prints another value is returned too; never an average.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.fact import Fact

BUDGET = ("pagu", "realisasi_anggaran", "serapan")
_LEVELS = {"tujuan": 0, "sasaran": 0, "total": 1, "other": 2, "program": 3, "kegiatan": 4, "sub_kegiatan": 5}
_CHAPTER_THREE = re.compile(r"\b(?:tabel|table)\.?\s*3\b|\b3\.\d", re.IGNORECASE)
_RESULTS = re.compile(
    r"(?:capaian|pencapaian|pengukuran|realisasi|penyerapan|serapan)\b.{0,60}\b(?:kinerja|anggaran|indikator|sasaran)",
    re.IGNORECASE,
)
_NARRATIVE = re.compile(r"^\s*narasi\b", re.IGNORECASE)
_FIRST = re.compile(r"\b(?:awal|induk|murni|sebelum)\b", re.IGNORECASE)
_DOUBTFUL = frozenset({"damaged", "shifted", "carried", "ambiguous_separator", "ocr", "doubtful", "ragged"})
# What a question's measure may be called in the facts, the best first.
_NAMES = {
    "realisasi": ("realisasi", "nilai", "skor", "jumlah_nilai_indikator"),
    "nilai": ("nilai", "realisasi"),
    "pagu": ("pagu", "anggaran", "pagu_pergeseran", "pagu_perubahan", "pagu_indikatif"),
    "pagu_induk": ("pagu_induk", "pagu_murni", "pagu"),
    "pagu_perubahan": ("pagu_perubahan", "pagu_pergeseran", "pagu"),
    "sisa": ("silpa", "sisa"),
    "kategori": ("kategori", "predikat"),
}
# Columns of rarer tables keep their printed name as measure: what of it answers to a question's measure.
_PATTERNS = {
    "jumlah_pegawai": re.compile(r"pegawai(?!.*(?:kebutuhan|lk|pr)$)|jumlah_(?:asn|personil|personel)"),
    "laki_laki": re.compile(r"laki|kelamin_(?:lk|l)$"),
    "perempuan": re.compile(r"perempuan|wanita|kelamin_(?:pr|p)$"),
    "kebutuhan_sdm": re.compile(r"^kebutuhan_(?:sdm|pegawai)"),
    "ketersediaan_sdm": re.compile(r"^ketersediaan_(?:sdm|pegawai)"),
}


_STAFF = re.compile(r"\bpegawai\b(?!.{0,40}\bfungsional\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Choice:
    """The printed figure chosen, the other places that print the same, and those that print something else."""

    fact: Fact
    agree: tuple[Fact, ...] = ()
    differ: tuple[Fact, ...] = ()


def names_of(measure: str) -> tuple[str, ...]:
    """The measure names of facts that answer to a question's measure, the best first."""
    return _NAMES.get(measure, (measure,))


def name_rank(fact: Fact, measure: str) -> int | None:
    """How well a fact's measure answers to the one asked: 0 is best, None is not at all."""
    for rank, name in enumerate(names_of(measure)):
        if fact.measure == name or (fact.measure.startswith(f"{name}_") and name.startswith("pagu_")):
            return rank
    pattern = _PATTERNS.get(measure)
    if pattern is not None and pattern.search(fact.measure):
        return len(names_of(measure))
    by_sex = (
        pattern is not None and measure in ("laki_laki", "perempuan") and fact.measure in ("jumlah", "jumlah_orang")
    )
    if by_sex and pattern is not None and pattern.search(fact.indicator.lower()):
        return len(names_of(measure))
    counted = fact.measure in ("jumlah", "jumlah_orang") or (fact.measure == "realisasi" and fact.unit == "orang")
    if measure == "jumlah_pegawai" and counted:
        return 0 if _STAFF.search(fact.source.table or "") else None
    return None


def answers(fact: Fact, measures: Iterable[str]) -> bool:
    """Whether a fact's measure answers to any of those asked."""
    return any(name_rank(fact, measure) is not None for measure in measures)


def version_of(fact: Fact) -> str | None:
    """`murni`, `perubahan` or another printed version; None where the report does not tell them apart."""
    if fact.measure in {"pagu_induk", "pagu_murni"}:
        return "murni"
    if fact.measure.startswith(("pagu_perubahan", "pagu_pergeseran")):
        return "perubahan"
    if fact.version:
        return "murni" if fact.version in {"murni", "induk", "awal"} else fact.version
    table = fact.source.table or ""
    if re.search(r"perjanjian kinerja|pagu|anggaran", table, re.IGNORECASE) and _FIRST.search(table):
        return "murni"
    return None


def table_class(fact: Fact) -> int:
    """0 a results table of chapter III, 1 another table of it, 2 any other table, 3 running text."""
    table = fact.source.table
    if not table or _NARRATIVE.match(table) or "narrative" in fact.flags:
        return 3
    results = bool(_RESULTS.search(table))
    if _CHAPTER_THREE.search(table):
        return 0 if results else 1
    return 1 if results and "perbandingan" not in table.lower() else 2


def distance(fact: Fact, year: int | None) -> tuple[int, int]:
    """How near a fact's report is to the year it is about: own report, then later ones, then earlier ones."""
    if year is None or fact.report_year is None or fact.report_year == year:
        return (0, 0)
    if fact.report_year > year:
        return (1, fact.report_year - year)
    return (2, year - fact.report_year)


def precedence(
    fact: Fact, measure: str, year: int | None, version: str | None, *, broken: bool = False
) -> tuple[object, ...]:
    """The sort key of the module's order of precedence (smaller is better), without agreement."""
    printed_version = version_of(fact)
    version_rank = _version_rank(printed_version, version)
    return (
        distance(fact, year),
        fact.period_year is None,
        version_rank,
        is_part(fact),
        name_rank(fact, measure) or 0,
        fact.value is None and not (fact.note or measure == "kategori"),
        broken,
        table_class(fact),
        _LEVELS.get(fact.level, 6),
        bool(_DOUBTFUL & set(fact.flags)),
    )


# Where no version is asked the final one answers; plans of several years come last.
_FINAL_FIRST = (None, "pergeseran", "perubahan", "murni", "renja", "renstra")
_CHANGED = frozenset({"perubahan", "pergeseran"})


def _version_rank(printed: str | None, asked: str | None) -> int:
    if asked is None:
        return _FINAL_FIRST.index(printed) if printed in _FINAL_FIRST else len(_FINAL_FIRST)
    if printed == asked:
        return 0
    if asked in _CHANGED and printed in _CHANGED:
        return 1
    return 2 if printed is None else 3


def is_part(fact: Fact) -> bool:
    """Whether a fact is about a part of the office only (a kelurahan under a kecamatan), as its note says."""
    return bool(fact.note) and "scope:" in (fact.note or "")


def matching(facts: Iterable[Fact], measure: str, year: int | None, report_year: int | None = None) -> list[Fact]:
    """Facts of a measure and year; a fact without a year counts for its report's year."""
    found = []
    for fact in facts:
        if name_rank(fact, measure) is None or not (fact.as_printed.strip()):
            continue
        if (
            year is None
            or measure == "target_akhir_renstra"
            or fact.period_year == year
            or (fact.period_year is None and fact.report_year in (year, report_year))
        ):
            found.append(fact)
    return found


def contradicts_row(fact: Fact, facts: Sequence[Fact]) -> bool:
    """Whether a component's score is not its weight times the per cent printed on the same row."""
    if fact.measure != "nilai" or fact.value is None:
        return False
    row = {f.measure: f.value for f in facts if _same_row(f, fact) and f.value is not None}
    weight, percent = row.get("bobot"), row.get("capaian")
    if weight is None or percent is None:
        return False
    return abs(weight * percent / 100 - fact.value) > Decimal("0.06")


def _same_row(one: Fact, other: Fact) -> bool:
    places = [(f.report, f.source.line_start, f.source.page, f.source.row, f.period_year) for f in (one, other)]
    return places[0] == places[1]


def beside(facts: Sequence[Fact], fact: Fact, measure: str) -> Choice | None:
    """The figure of another measure on the very row (and year) of a fact: printed together, read together."""
    row = [other for other in facts if _same_row(other, fact) and name_rank(other, measure) is not None]
    return choose(row, measure, fact.period_year, fact.version) if row else None


def choose(facts: Sequence[Fact], measure: str, year: int | None, version: str | None = None) -> Choice | None:
    """The figure of a measure and year among facts about one and the same thing; None when none is printed.

    Only facts of the best report and version compete; other values in that report come back in `differ`.
    """
    candidates = matching(facts, measure, year)
    if not candidates and measure == "target_akhir_renstra":
        candidates, measure = _last_planned(facts), "target"
    if not candidates:
        return None
    broken = {id(fact): contradicts_row(fact, facts) for fact in candidates}
    keyed = [(precedence(fact, measure, year, version, broken=broken[id(fact)]), fact) for fact in candidates]
    agreement = {id(fact): sum(same_value(fact, other) for other in candidates) for fact in candidates}
    # Where a plan is printed twice, as it was and as it was changed, the changed one stands below.
    step = -1 if version in _CHANGED else 1
    order = {id(fact): step * place for place, fact in enumerate(candidates)}
    keyed.sort(key=lambda pair: (*pair[0], -agreement[id(pair[1])], order[id(pair[1])]))
    best_key, best = keyed[0]
    rivals = [fact for key, fact in keyed[1:] if key[:4] == best_key[:4] and version_of(fact) == version_of(best)]
    agree = tuple(fact for fact in rivals if same_value(fact, best))
    kind = max(1, name_rank(best, measure) or 0)
    rivals = [fact for fact in rivals if (name_rank(fact, measure) or 0) <= kind]  # a sum of scores is no second score
    differ = tuple(fact for fact in rivals if _contradicts(fact, best) and not _is_another_figure(fact, best, facts))
    return Choice(best, agree, differ)


def _is_another_figure(fact: Fact, best: Fact, facts: Sequence[Fact]) -> bool:
    """Whether a figure of running text is no second value of this one: tables print it for another year or measure.

    Sentences set last year's value or the end-of-plan target beside this year's; only a table proves what a number is.
    """
    if "narrative" not in fact.flags:
        return False
    if fact.measure != best.measure:
        return True
    return any(
        other.value == fact.value
        and "narrative" not in other.flags
        and (other.period_year, other.measure) != (best.period_year, best.measure)
        for other in facts
    )


def _last_planned(facts: Sequence[Fact]) -> list[Fact]:
    """Targets of the plan's last year, where no column is headed end of plan."""
    planned = [
        f for f in facts if f.measure == "target" and f.version in ("renstra", "renstra_akhir") and f.period_year
    ]
    last = max((f.period_year or 0 for f in planned), default=0)
    return [f for f in planned if f.period_year == last]


def same_value(one: Fact, other: Fact) -> bool:
    """Whether two facts print the same number (or, without numbers, the same words)."""
    if one.value is None or other.value is None:
        return one.value is other.value and one.as_printed.strip().lower() == other.as_printed.strip().lower()
    return one.value == other.value


def _contradicts(one: Fact, other: Fact) -> bool:
    """Whether two facts print different numbers of one kind; a percentage is no rival of a score."""
    if one.value is None or other.value is None or (one.unit == "persen") != (other.unit == "persen"):
        return False
    return not close(one, other)


def close(one: Fact, other: Fact) -> bool:
    """Whether one value is the other rounded to fewer decimals: no contradiction."""
    if one.value is None or other.value is None:
        return False
    places = min(_places(one.value), _places(other.value))
    unit = Decimal(1).scaleb(-places)
    return abs(one.value - other.value) <= unit / 2


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
