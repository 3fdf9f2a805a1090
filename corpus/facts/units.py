"""The unit of a figure: from its cell, its Satuan column, its role, its header or its indicator's name."""

from __future__ import annotations

import re
from functools import cache

from corpus.facts.roles import MONEY, PERCENT, WORDED, Column
from corpus.vocabulary import code_of, indicator, load
from corpus.words import plain, squash

_TAIL = re.compile(r"//\s*([^/]{1,24}(?:/[^/]{1,12})?)$")
_IN_HEADER = re.compile(r"\(([^()]{2,16})\)\s*$")


@cache
def _aliases() -> dict[str, str]:
    return {str(alias): unit for unit, aliases in load("units")["units"].items() for alias in aliases}


@cache
def _from_names() -> list[tuple[str, re.Pattern[str]]]:
    return [(entry["unit"], re.compile(entry["pattern"])) for entry in load("units")["from_names"]]


def canonical(printed: str | None) -> str | None:
    """The unit's name for a printed unit; an unknown short one is kept in lower case, a long text is no unit."""
    if not printed:
        return None
    text = re.sub(r"\s*/\s*", "/", plain(printed).lower().strip(" .,;:()"))
    if text in _aliases():
        return _aliases()[text]
    first = text.split(" ")[0].strip(".,")
    if first in _aliases():
        return _aliases()[first]
    return text if 0 < len(text) <= 20 and re.fullmatch(r"[a-z/ ²]+", text) else None


def tail_unit(cell: str) -> str | None:
    """The unit that an indicator cell ends with behind two slashes ("Jumlah laporan//laporan"), or None."""
    match = _TAIL.search(plain(cell)) if "//" in cell and "://" not in cell else None
    return match[1].strip() if match else None


def unit_of(
    column: Column, printed: str | None, satuan: str | None, name: str | None, code: str | None = None
) -> str | None:
    """The unit of one figure; None where nothing tells it.

    The role decides for money, categories and words; then the cell, the role, the Satuan column, the header, the name.
    A vague unit ("nilai", "angka") gives way to that of the indicator itself: its `code`'s, or percent by its name.
    """
    if column.role in WORDED or column.role == "menunjang":
        return None
    if column.role in MONEY or column.role.startswith("pagu"):
        return "rupiah"
    if column.role == "kategori":
        return "kategori"
    if column.role == "bobot" and not printed:
        return "nilai"
    if column.unit and not printed:
        return column.unit
    counted = load("units")["by_role"].get(column.role)
    if counted:
        return canonical(printed) or str(counted)
    percent = column.role in PERCENT and (column.role != "efisiensi" or "%" in " ".join(column.path))
    told = canonical(printed) or ("persen" if percent else canonical(satuan)) or _of_header(column)
    if told and told not in load("units")["vague"]:
        return told
    if told and code and code_of(f"{name} {' '.join(column.path)}") != code:
        code = None  # only the table's caption names it: a part may be counted otherwise
    own = unit_of_code(code) or _of_name(name)
    return own if own and not percent else told or ("nilai" if column.role == "nilai" else None)


def unit_of_code(code: str | None) -> str | None:
    """The unit that the vocabulary gives an indicator; None where it gives none."""
    entry = indicator(code) if code else None
    return str(entry["unit"]) if entry and "unit" in entry else None


def _of_header(column: Column) -> str | None:
    header = squash(" ".join(column.path))
    if column.role == "realisasi" and "capaian" in header:
        return None  # "Capaian (%)" over results of every kind
    named = _IN_HEADER.search(plain(column.path[-1])) if column.path else None
    if named and canonical(named[1]) in load("units")["units"]:
        return canonical(named[1])
    if re.search(r"\(rp|>rp\.?$|rupiah", header):
        return "rupiah"
    return "persen" if re.search(r"\(%\)|^%|persen", header) else None


def _of_name(name: str | None) -> str | None:
    lowered = (name or "").lower()
    return next((unit for unit, pattern in _from_names() if pattern.search(lowered)), None)


def tail_word(cell: str) -> str | None:
    """The known unit that a name cell ends with ("Jumlah laporan yang disusun Laporan"), as printed; else None."""
    words = plain(cell).split(" ")
    for count in (2, 1):
        tail = " ".join(words[-count:])
        if len(words) > count + 1 and tail.lower().strip(" .,;:()") in _aliases():
            return tail
    return None
