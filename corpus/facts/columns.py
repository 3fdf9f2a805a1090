"""The columns of a table understood: roles by header path, then held against the cells and the neighbours."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.facts.counts import counted
from corpus.facts.roles import MONEY, PERCENT, Column, column_of, own_name, role_of
from corpus.numbers import Hint, Number, parse
from corpus.report import Table
from corpus.words import plain, squash, tokens

_MOSTLY = 0.8
_DATE = re.compile(r"^(tahun|th\.?)?(20\d\d)?$")
_OF_RESULTS = re.compile(r"\b(realisasi|capaian|pencapaian)\b", re.IGNORECASE)
_LEAST_YEARS = 2
_LEAST_PLACES = 2
_KINDS = frozenset({"kota", "kabupaten", "kab", "provinsi", "prov", "kecamatan", "kec", "dinas", "badan", "biro"})
_PLACE = re.compile(
    r"^(?:(?:kota|kabupaten|kab\.?|provinsi|prov\.?|kecamatan|kec\.?)\b(?:\s+[A-Z]\w+){0,3}|nasional)$", re.I
)
_COMPARES = re.compile(r"pemb?anding|perbandingan|dibanding", re.IGNORECASE)
_LOW = 40
"""An achievement in percent below this is rare."""
_MONEY_WORD = re.compile(r"anggaran|keuangan|pagu|belanja|dana|serapan|rp", re.IGNORECASE)


def understand(table: Table, organisation: str, region: str = "") -> tuple[Column, ...]:
    """The columns of a table: roles by header, then checked against the cells and their neighbours."""
    columns = _captioned([column_of(index, path, organisation) for index, path in enumerate(table.columns)], table)
    columns = _placed(columns, table, organisation, region)
    cells = [[row.cells[index] for row in table.rows if index < len(row.cells)] for index in range(len(columns))]
    columns = _numbered_names(_percent_moved(_years_moved(columns, cells), cells), cells)
    columns = _one_name([_checked(column, cells[column.index]) for column in columns])
    columns = _results_before(_by_neighbours(columns, cells), cells)
    columns = _without_scales(columns)
    columns = counted(_dated(columns), cells, table)
    return tuple(replace(column, hint=_hint(column, cells[column.index])) for column in columns)


def _placed(columns: list[Column], table: Table, organisation: str, region: str) -> list[Column]:
    """Columns headed by places alone ("KOTA MAWAR", "PROVINSI"), in a table that sets results beside others'.

    The own office's or region's holds the realisasi, the others the benchmarks.
    """
    named = [column.index for column in columns if column.path and _PLACE.match(plain(column.path[-1]))]
    if len(named) < _LEAST_PLACES or not _COMPARES.search(table.caption):
        return columns
    own = set(tokens(f"{organisation} {region}")) - _KINDS
    result = list(columns)
    for index in named:
        column = columns[index]
        if column.is_name or column.role == "realisasi":
            continue
        header = plain(column.path[-1])
        if own & set(tokens(header)):
            result[index] = replace(column, role="realisasi", other=None)
        else:
            result[index] = replace(column, role="pembanding", other=column.other or header.title())
    return result


def _captioned(columns: list[Column], table: Table) -> list[Column]:
    """Columns whose header only dates them ("Tahun > 2014") hold what the caption names: the realisasi of past years.

    A target of one later year beside them is that of the plan's end.
    """
    bare = [
        column for column in columns
        if column.year is not None and column.is_measure
        and all(_DATE.match(squash(part)) for part in column.path)
    ]  # fmt: skip
    if len(bare) < _LEAST_YEARS or not _OF_RESULTS.search(table.caption):
        return columns
    last = max(column.year or 0 for column in bare)
    targets = [column for column in columns if column.role == "target"]
    later = {column.index for column in targets if len(targets) == 1 and (column.year or 0) > last}
    dated = {column.index for column in bare}
    return [
        replace(column, role="realisasi") if column.index in dated
        else replace(column, role="target_akhir_renstra") if column.index in later
        else column
        for column in columns
    ]  # fmt: skip


def _years_moved(columns: list[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """Year headers moved right where the body is wider than its header.

    Then names stand under the first years, and figures in unlabelled columns behind the last one; a name column under a
    year names the indicator.
    """
    dated = [column.index for column in columns if column.year is not None and column.is_measure]
    if not dated:
        return columns
    behind = 0
    for column in columns[dated[-1] + 1 :]:
        if column.path or not any(parse(cell).kind in ("number", "range") for cell in cells[column.index]):
            break
        behind += 1
    words = [index for index in dated if _mostly_names(cells[index])]
    if not behind or not words:
        return columns
    result = list(columns)
    for index in range(dated[0], dated[-1] + behind + 1):
        origin = (
            columns[index - behind] if index - behind >= dated[0] else Column(index, (), "text", None, None, "unknown")
        )
        result[index] = replace(origin, index=index)
    for index in range(dated[0], dated[-1] + behind + 1):
        if _mostly_names(cells[index]):
            result[index] = Column(index, ("Indikator",), "indikator", None, None, "unknown")
    return result


def _percent_moved(columns: list[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """A percent header that slipped over an empty column: the one column of percentages without a measure is meant."""

    def is_percent(column: Column) -> bool:
        filled = [plain(cell) for cell in cells[column.index] if plain(cell)]
        return len(filled) > 1 and sum(text.endswith("%") for text in filled) >= _MOSTLY * len(filled)

    empty = [
        column
        for column in columns
        if column.role in PERCENT
        and "%" in " ".join(column.path)
        and not any(parse(cell).kind == "number" for cell in cells[column.index])
    ]
    bare = [column for column in columns if not column.is_measure and not column.is_name and is_percent(column)]
    if len(empty) != 1 or len(bare) != 1:
        return columns
    result = list(columns)
    result[bare[0].index] = replace(empty[0], index=bare[0].index)
    result[empty[0].index] = replace(empty[0], role="text")
    return result


def _mostly_names(cells: Sequence[str]) -> bool:
    filled = [plain(cell) for cell in cells if plain(cell)]
    return bool(filled) and sum(parse(cell).kind == "text" for cell in filled) >= 0.8 * len(filled)


def _numbered_names(columns: list[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """A name header over two columns, the first with the rows' numbers: the names stand in the second one."""
    result = list(columns)
    for left, right in itertools.pairwise(columns):
        filled = [plain(cell) for cell in cells[left.index] if plain(cell)]
        if left.is_name and not right.path and any(plain(cell) for cell in cells[right.index]):
            numbers = sum(1 for text in filled if re.fullmatch(r"[\dA-Za-zIVX]{1,3}(\.\d+)*[.)]?", text))
            if numbers >= 0.6 * len(filled):
                result[right.index] = replace(right, role=left.role, path=left.path)
                result[left.index] = replace(left, role="no")
    return result


def _one_name(columns: list[Column]) -> list[Column]:
    """An unknown column of words names the rows only where no name column stands left of it (a brand is no name)."""
    result: list[Column] = []
    for column in columns:
        guessed = column.role == "uraian" and role_of(column.path) != "uraian"
        named = guessed and any(done.is_name for done in result)
        result.append(replace(column, role="text") if named else column)
    return result


def _checked(column: Column, cells: Sequence[str]) -> Column:
    """A role held against its cells: money under "Target", numbers under "Satuan", words under a measure."""
    parsed = [parse(cell) for cell in cells]
    numbers = [number for number in parsed if number.kind == "number"]
    filled = [cell for cell, number in zip(cells, parsed, strict=True) if number.kind != "absent"]
    figures = len(numbers) / len(filled) if filled else 0.0
    if column.is_name:
        return _name_checked(column, figures, len(filled))
    role = column.role
    if role in ("target", "realisasi") and sum(_is_large(number) for number in numbers) > 0.5 * len(numbers):
        role = "pagu" if role == "target" else "realisasi_anggaran"
    elif role == "satuan" and figures > 0.8:
        role = role_of(column.path[:-1]) or "jumlah"
    elif role == "target" and _are_units(filled):
        role = "satuan"
    elif role in ("capaian", "nilai") and sum(number.kind == "range" for number in parsed) > 0.6 * len(filled) > 0:
        role = "batas_kategori"
    elif role == "capaian" and sum(_counts(number.unit) for number in numbers) > 0.3 * len(numbers):
        role = "realisasi"
    elif column.path and filled and figures < 0.2 and role_of(column.path) is None:
        role = "uraian"
    return replace(column, role=role)


def _name_checked(column: Column, figures: float, filled: int) -> Column:
    """A name column that holds figures is a measure of its own ("Jumlah nilai indikator"), or no name at all."""
    if filled < 2 or figures <= 0.8:
        return column
    counted = re.match(r"(jumlah|jml|total|nilai|golongan)", squash(" ".join(column.path)))
    return replace(column, role=own_name(column.path) if column.role == "uraian" or counted else "text")


def _is_large(number: Number) -> bool:
    return number.value is not None and abs(number.value) >= 100_000


def _are_units(filled: Sequence[str]) -> bool:
    """Short words without any digit, several of them: units under a header that should hold figures."""
    return len(filled) > 2 and all(
        len(plain(cell)) < 20 and not any(char.isdigit() for char in cell) for cell in filled
    )


def _counts(unit: str | None) -> bool:
    return bool(unit) and unit not in ("%", "persen", "Persen")


def _results_before(columns: list[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """A "Capaian Tahun 2015" beside target and realisasi of a later year whose cells are no percentages is a realisasi.

    Several small figures without a sign ("1", "17", "5") are results; an achievement so low is rare.
    """
    later = max((column.year or 0 for column in columns if column.role == "realisasi"), default=0)
    result = list(columns)
    for column in columns:
        figures = [number.value for cell in cells[column.index] if (number := parse(cell)).value is not None]
        low = sum(1 for value in figures if value is not None and value < _LOW)
        earlier = column.role == "capaian" and column.year is not None and column.year < later
        marked = "%" in " ".join([*column.path, *cells[column.index]]) or "persen" in squash(" ".join(column.path))
        alone = not any(other.role == "realisasi" and other.year == column.year for other in columns)
        if earlier and alone and not marked and low >= max(2, len(figures) / 3):
            result[column.index] = replace(column, role="realisasi")
    return result


def _by_neighbours(columns: list[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """A bare "%" or "Capaian" is the absorption behind a budget column; without any realisasi it is the realisasi."""
    result: list[Column] = []
    has_target = any(column.role == "target" for column in columns)
    has_realisasi = any(column.role == "realisasi" for column in columns)
    has_money = any(column.role in MONEY for column in columns)
    has_plan = any(column.role == "target_akhir_renstra" for column in columns) and not has_target
    for column in columns:
        if (
            column.role == "serapan"
            and has_realisasi
            and not has_money
            and not _MONEY_WORD.search(" ".join(column.path))
        ):
            column = replace(column, role="capaian")  # noqa: PLW2901 - "% Realisasi" beside target and realisasi
        if column.role == "capaian" and has_plan and has_realisasi and squash(column.path[-1]).strip("()") == "%":
            result.append(replace(column, role="tingkat_kemajuan"))
            continue
        if column.role == "capaian":
            measures = [done for done in result if done.role in ("realisasi", "realisasi_anggaran", "pagu", "target")]
            if measures and measures[-1].role == "realisasi_anggaran":
                result.append(replace(column, role="serapan"))
                continue
            header = squash(" ".join(column.path))
            percent = "%" in header or "persen" in header or any("%" in cell for cell in cells[column.index])
            if (
                has_target
                and not has_realisasi
                and not percent
                and column.path
                and measures
                and measures[-1].role == "target"
            ):
                result.append(replace(column, role="realisasi"))
                continue
        elif (
            column.role == "realisasi"
            and squash(column.path[-1]).replace("realisasi", "").strip("()") in ("%", "persen", "persentase")
            and result
            and result[-1].role == "realisasi_anggaran"
        ):
            result.append(replace(column, role="serapan"))
            continue
        elif (
            column.role == "realisasi"
            and any(done.role == "pagu" for done in result)
            and not has_target
            and _is_money(cells[column.index])
        ):
            result.append(replace(column, role="realisasi_anggaran"))
            continue
        result.append(column)
    return result


def _without_scales(columns: list[Column]) -> list[Column]:
    """In a table without figures a category column belongs to a scale: it says nothing about a result."""
    if any(column.role in ("target", "realisasi", "capaian", "nilai", "serapan", "efisiensi") for column in columns):
        return columns
    return [replace(column, role="text") if column.role == "kategori" else column for column in columns]


def _is_money(cells: Sequence[str]) -> bool:
    return any(abs(number.value) >= 100_000 for cell in cells if (number := parse(cell, "money")).value is not None)


def _dated(columns: list[Column]) -> list[Column]:
    """A capaian or kategori column without a year of its own has that of the realisasi before it."""
    result: list[Column] = []
    for column in columns:
        if column.year is None and column.role in ("capaian", "kategori", "serapan") and result:
            before = next((done for done in reversed(result) if done.is_measure), None)
            if before is not None and before.year is not None:
                column = replace(column, year=before.year)  # noqa: PLW2901
        result.append(column)
    return result


def _hint(column: Column, cells: Sequence[str]) -> Hint:
    if column.role in MONEY or column.role.startswith("pagu") or column.unit == "rupiah":
        return "money"
    if column.role in PERCENT or column.role in ("nilai", "pembanding"):
        return "decimal"
    numbers = [number for cell in cells if (number := parse(cell)).kind == "number"]
    if sum(1 for number in numbers if number.value is not None and number.value >= 100_000) > 0.3 * len(numbers):
        return "money"
    if any(number.value is not None and number.value % 1 for number in numbers):
        return "decimal"
    return "unknown"
