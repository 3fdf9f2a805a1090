"""Columns whose header does not say what they hold, but the caption does: past years, places set side by side."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.facts.roles import Column
from corpus.report import Table
from corpus.words import plain, squash, tokens

_DATE = re.compile(r"^(tahun|th\.?)?(20\d\d)?$")
_OF_RESULTS = re.compile(r"\b(realisasi|capaian|pencapaian)\b", re.IGNORECASE)
_LEAST_YEARS = 2
_LEAST_PLACES = 2
_KINDS = frozenset({"kota", "kabupaten", "kab", "provinsi", "prov", "kecamatan", "kec", "dinas", "badan", "biro"})
_PLACE = re.compile(
    r"^(?:(?:kota|kabupaten|kab\.?|provinsi|prov\.?|kecamatan|kec\.?)\b(?:\s+[A-Z]\w+){0,3}|nasional)$", re.I
)
_COMPARES = re.compile(r"pemb?anding|perbandingan|dibanding", re.IGNORECASE)


def placed(columns: list[Column], table: Table, organisation: str, region: str) -> list[Column]:
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


def captioned(columns: list[Column], table: Table) -> list[Column]:
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
