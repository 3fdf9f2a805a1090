"""The unit of a figure: from its cell, its Satuan column, its role, its header or its indicator's name."""

from __future__ import annotations

import re
from functools import cache

from corpus.facts.roles import MONEY, PERCENT, WORDED, Column
from corpus.vocabulary import load
from corpus.words import plain, squash


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
    text = plain(printed).lower().strip(" .,;:()")
    if text in _aliases():
        return _aliases()[text]
    first = text.split(" ")[0].strip(".,")
    if first in _aliases():
        return _aliases()[first]
    return text if 0 < len(text) <= 20 and re.fullmatch(r"[a-z/ ²]+", text) else None


def unit_of(column: Column, printed: str | None, satuan: str | None, name: str | None) -> str | None:
    """The unit of one figure; None where nothing tells it."""
    if column.role in MONEY or column.role.startswith("pagu"):
        return "rupiah"
    if column.role == "kategori":
        return "kategori"
    if column.role in WORDED:
        return None
    if column.role == "bobot" and not printed:
        return "nilai"
    if printed and (unit := canonical(printed)):
        return unit
    if column.role in PERCENT:
        return "persen"
    if satuan and (unit := canonical(satuan)):
        return unit
    header = squash(" ".join(column.path))
    if re.search(r"\(rp|>rp\.?$|rupiah", header):
        return "rupiah"
    if re.search(r"\(%\)|^%|persen", header):
        return "persen"
    lowered = (name or "").lower()
    return next((unit for unit, pattern in _from_names() if pattern.match(lowered)), None)
