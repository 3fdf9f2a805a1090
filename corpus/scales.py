"""The achievement scales that a report prints ("Sangat Tinggi 91 s/d 100"), as data with their places.

The report's own scale always wins over a general one (domain: four different scales in five reports), so scales are
read, never assumed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from corpus.numbers import decide
from corpus.report import Place, Report, Table
from corpus.words import plain, squash

_NUMBER = r"\d+(?:[.,]\d+)?"
_BAND = re.compile(
    rf"^(?P<low_mark>[<>≥≤]=?)?\s*(?P<first>{_NUMBER})\s*%?"
    r"(?:\s*(?:s\s*[/.]?\s*d\.?|sampai(?: dengan)?|[-–—]|(?=[<≤>]))"
    rf"\s*(?P<high_mark>[<≤>]=?)?\s*(?P<second>{_NUMBER})\s*%?)?$",
    re.IGNORECASE,
)
_LEAST_BANDS = 3
_LEAST_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class Band:
    """One band of a scale, e.g. more than 90 up to 100; a bound is None where the band is open to that side."""

    label: str
    low: Decimal | None
    low_included: bool
    high: Decimal | None
    high_included: bool
    as_printed: str
    place: Place
    interpretation: str | None = None

    def holds(self, value: Decimal) -> bool:
        """Whether `value` (percent or score, as the scale is meant) lies in the band."""
        above = self.low is None or value > self.low or (self.low_included and value == self.low)
        below = self.high is None or value < self.high or (self.high_included and value == self.high)
        return above and below


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale: its bands in printed order, the caption of its table and its place."""

    caption: str
    bands: tuple[Band, ...]
    place: Place

    def band(self, value: Decimal) -> Band | None:
        """The band of `value`.

        Bands with whole bounds leave gaps (90 to 91): a value in a gap is rounded half up first, as the reports do. An
        achievement above the whole scale (over 100 %) counts as its highest bound. None where no band holds it.
        """
        highest = max((band.high for band in self.bands if band.high is not None), default=value)
        if not any(band.high is None and band.low is not None for band in self.bands):
            value = min(value, highest)
        rounded = (value + Decimal("0.5")) // 1
        return next((band for number in (value, rounded) for band in self.bands if band.holds(number)), None)


def scales(report: Report) -> tuple[Scale, ...]:
    """The scales of a report in reading order; () where it prints none."""
    return tuple(scale for table in report.tables if (scale := scale_of(table)) is not None)


def scale_of(table: Table) -> Scale | None:
    """The scale that a table prints, or None: one column of bounds, another of labels, at least three bands."""
    for index in range(len(table.columns)):
        read = [(row, band) for row in table.rows if index < len(row.cells) and (band := bounds(row.cells[index]))]
        if len(read) < _LEAST_BANDS or len(read) < _LEAST_SHARE * len(table.rows):
            continue
        if not any(low is None or high is not None for _, (low, _, high, _) in read):
            continue
        labels = _label_columns(table, index)
        if labels:
            bands = tuple(
                Band(
                    _label(row.cells[labels[0]]),
                    *band,
                    row.cells[index],
                    row.place,
                    _label(row.cells[labels[1]]) if len(labels) > 1 else None,
                )
                for row, band in read
            )
            return Scale(table.caption, bands, table.place) if _is_whole(bands) else None
    return None


def bounds(cell: str) -> tuple[Decimal | None, bool, Decimal | None, bool] | None:
    """Low, whether it is included, high, whether it is included; None where a cell names no band.

    "> 90 s/d 100", "75% s.d < 100%", "≥ 100", "< 55%", "91 ≤ 100" and "91 > 100" (91 to 100), "0 s/d 40". A plain
    number is no band.
    """
    match = _BAND.match(plain(cell))
    if match is None:
        return None
    first, mark = _value(match["first"]), match["low_mark"]
    if first is None:
        return None
    if match["second"] is not None:
        return first, mark != ">", _value(match["second"]), match["high_mark"] != "<"
    if mark is None:
        return None
    if mark[0] in ">≥":
        return first, mark != ">", None, False
    return None, False, first, mark != "<"


def _value(digits: str) -> Decimal | None:
    return decide(digits, "decimal").value


def _label(cell: str) -> str:
    return plain(cell).strip(" :;.")


def _label_columns(table: Table, bound_index: int) -> list[int]:
    """Columns of short words, the grade or category first; a column headed "Keterangan" only explains the bounds."""
    return list(_words(table, bound_index))[:2]


def _words(table: Table, bound_index: int) -> Iterator[int]:
    for index in range(len(table.columns)):
        texts = [_label(row.cells[index]) for row in table.rows if index < len(row.cells) and plain(row.cells[index])]
        wordy = [text for text in texts if any(char.isalpha() for char in text) and bounds(text) is None]
        explains = "keterangan" in squash(" ".join(table.columns[index]))
        if index != bound_index and not explains and len(wordy) >= _LEAST_BANDS and len(set(wordy)) == len(wordy):
            yield index


def _is_whole(bands: tuple[Band, ...]) -> bool:
    """Whether the bands follow each other without overlap, upwards or downwards: then they are one scale."""
    edges = [
        (
            band.low if band.low is not None else Decimal("-Infinity"),
            band.high if band.high is not None else Decimal("Infinity"),
        )
        for band in bands
    ]
    rising = sorted(edges)
    return edges in (rising, rising[::-1]) and all(earlier[1] <= later[0] for earlier, later in pairwise(rising))
