"""Drawn lines in the picture of a page, told from letters, pictures and stamps by how long and thin they are."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from corpus.readers.pdf import tesseract
from corpus.readers.pdf.page import Rule
from corpus.readers.pdf.skew import Mask

_SHORTEST = 110
"""Dots of an unbroken dark run that is a drawn line, not part of a letter: a little more than a third of an inch."""
_SHORTEST_PIECE, _GAP, _STEPS = 45, 50, 3
"""Dots of a run that is part of a line whose next part is no further away than the gap, and how often that is tried."""
_THICKEST = 14
_MOST_RULES = 20_000
WORN = 1.5
"""Points by which both ends of a line are longer than what is seen of them."""


def lines(dark: Mask) -> Mask:
    """The dots of long dark runs from left to right, thick areas (pictures, stamps) left out.

    A run may step up or down by a dot, as lines of a page do that was laid crooked. A shorter run is a line where it
    goes on close behind one: lines of low cells, and lines that are worn.
    """
    printed = dark
    dark = _thickened(dark)
    if dark.shape[1] <= _SHORTEST:
        return np.zeros_like(dark)
    found = _runs(dark, _SHORTEST)
    pieces = _runs(dark, _SHORTEST_PIECE)
    for _ in range(_STEPS):
        found |= pieces & _near(found)
    return _thin(found) & printed


def _thickened(dark: Mask) -> Mask:
    """With one more dot above and below."""
    found = dark.copy()
    found[1:] |= dark[:-1]
    found[:-1] |= dark[1:]
    return found


def _runs(dark: Mask, least: int) -> Mask:
    """The dots of unbroken runs from left to right of at least so many."""
    counts = np.cumsum(np.pad(dark, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    full = counts[:, least:] - counts[:, :-least] >= least
    starts = np.cumsum(np.pad(full, ((0, 0), (1, least - 1))), axis=1, dtype=np.int32)
    behind = np.pad(starts, ((0, 0), (least, 0)))[:, : starts.shape[1]]
    return (starts - behind)[:, 1:] > 0


def _near(found: Mask) -> Mask:
    """The dots on the same rows no further before or behind than a gap in a line."""
    counts = np.cumsum(np.pad(_thickened(found), ((0, 0), (_GAP + 1, _GAP))), axis=1, dtype=np.int32)
    reach = 2 * _GAP + 1
    return counts[:, reach:] > counts[:, :-reach]


def _thin(found: Mask) -> Mask:
    """Without areas thicker than a line."""
    height = found.shape[0]
    if height > _THICKEST:
        sums = np.cumsum(np.pad(found, ((1, 0), (0, 0))), axis=0, dtype=np.int32)
        thick = sums[_THICKEST:] - sums[:-_THICKEST] >= _THICKEST
        for shift in range(_THICKEST):
            found[shift : shift + thick.shape[0]][thick] = False
    return found


def rules(mask: Mask, *, flat: bool) -> Iterator[Rule]:
    """The runs of a mask of lines as rules in points; those beyond the first 20 000 are left out."""
    scale, worn = 72 / tesseract.DPI, WORN
    count = 0
    for position in np.flatnonzero(mask.any(axis=1)):
        edges = np.flatnonzero(np.diff(np.pad(mask[position].astype(np.int8), 1)))
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            count += 1
            if count > _MOST_RULES:
                return
            at, a, b = float(position) * scale, float(start) * scale - worn, float(end) * scale + worn
            yield Rule(a, at, b, at) if flat else Rule(at, a, at, b)


def grown(mask: Mask) -> Mask:
    """A mask with one more dot on each side."""
    found = mask.copy()
    found[1:] |= mask[:-1]
    found[:-1] |= mask[1:]
    found[:, 1:] |= mask[:, :-1]
    found[:, :-1] |= mask[:, 1:]
    return found
