"""The ink of one cell cut out of the picture of a page, in one piece or in several."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from corpus.readers.pdf.page import Box
from corpus.readers.pdf.skew import Mask
from corpus.readers.pdf.tesseract import Picture, Seen

_DARK, _PAPER = 150, 225
_LEAST_INK = 20
"""Dark dots that a cell must hold to be read."""
_RIM = 8
"""Dots from the edge of a cell within which what touches the edge is a rest of its line."""
_MARGIN = 20
"""White dots around what is read: letters at the edge of a picture are not seen."""
_LARGER, _SOFTER = 1.5, 1.2
_APART = 30
"""White dots between two texts beside each other, more than a blank in a line."""
_LEAST_HEIGHT, _MOST_HEIGHT = 14, 75
"""Dots of a line of letters."""
_LEAST_GAP = 3
_BAR, _NECK, _START = 0.35, 0.3, 0.4
"""Of the height of a comparison sign the most that its bar takes; of its width the most that joins bar and stroke where
they have run together, and the most by which the stroke begins right of its edge."""


@dataclass(frozen=True, slots=True)
class Crop:
    """Ink with white around it, how much larger it is drawn, and where it starts on the page, in dots.

    `sign` is a comparison sign ("≥", "≤") that stood before it and was cut off.
    """

    picture: Picture
    left: int
    top: int
    scale: float = 1.0
    sign: str = ""

    def drawn_larger(self) -> Crop:
        """The same ink larger and softer: what one reading mistakes another may see."""
        height, width = self.picture.shape
        soft = Image.fromarray(self.picture).filter(ImageFilter.GaussianBlur(_SOFTER))
        size = (round(width * _LARGER), round(height * _LARGER))
        return replace(self, picture=np.array(soft.resize(size, Image.Resampling.BICUBIC)), scale=_LARGER)

    def pieces(self) -> Iterator[Crop]:
        """Its texts: parted by white from top to bottom first, each then by white from left to right."""
        inside = self.picture < _DARK
        for left, right in _runs(_any(inside, 0), _APART):
            for top, bottom in _runs(_any(inside[:, left:right], 1), 1):
                if np.count_nonzero(inside[top:bottom, left:right]) >= _LEAST_INK:
                    part = np.pad(self.picture[top:bottom, left:right], _MARGIN, constant_values=255)
                    yield Crop(part, self.left + left - _MARGIN, self.top + top - _MARGIN)

    def placed(self, word: Seen) -> Seen:
        """A word that was seen in it, on the page."""
        left, right = (round(x / self.scale) + self.left for x in (word.left, word.right))
        top, bottom = (round(y / self.scale) + self.top for y in (word.top, word.bottom))
        return replace(word, left=left, top=top, right=right, bottom=bottom)


def cut(picture: Picture, box: Box) -> Crop | None:
    """The ink within a cell, rests of its lines left out; None where it holds none."""
    left, top, right, bottom = map(round, box)
    left, top = max(left, 0), max(top, 0)
    inside = picture[top : bottom + 1, left : right + 1]
    if min(inside.shape) <= 2 * _RIM:
        return None
    clean = np.where(_at_rim(inside < _DARK) | (inside > _PAPER), 255, inside).astype(np.uint8)
    sign, start = _sign(clean < _DARK)
    clean[:, :start] = 255
    down, across = np.nonzero(clean < _DARK)
    if len(down) < _LEAST_INK:
        return None
    ink = clean[down.min() : down.max() + 1, across.min() : across.max() + 1]
    around = np.pad(ink, _MARGIN, constant_values=255)
    return Crop(around, left + int(across.min()) - _MARGIN, top + int(down.min()) - _MARGIN, sign=sign)


def _sign(dark: Mask) -> tuple[str, int]:
    """The comparison sign at the start of a line and where it ends."""
    heights = _runs(_any(dark, 1), 12)
    glyphs = _runs(_any(dark, 0), 1)
    if len(heights) != 1 or len(glyphs) < 2 or not _LEAST_HEIGHT <= heights[0][1] - heights[0][0] <= _MOST_HEIGHT:
        return "", 0
    (left, right), (after, _) = glyphs[:2]
    down = np.flatnonzero(_any(dark[:, left:right], 1))
    glyph = dark[down[0] : down[-1] + 1, left:right]
    if min(glyph.shape) < _LEAST_HEIGHT or after - right < _LEAST_GAP:
        return "", 0
    sign = "≥" if _is_more(glyph) else "≤" if _is_more(glyph[:, ::-1]) else ""
    return sign, right if sign else 0


def _is_more(glyph: Mask) -> bool:
    """Whether a glyph is "≥": one stroke to the right and back, a bar below it; a "2" begins with a hook."""
    height, width = glyph.shape
    low = range(height // 2, height - 1)
    neck = min(low, key=lambda row: (int(glyph[row].sum()), row))
    arms, bar = glyph[:neck], glyph[neck + 1 :]
    if glyph[neck].sum() > _NECK * width or len(bar) > _BAR * height or _any(bar, 0).mean() < 1 - _NECK:
        return False
    if np.flatnonzero(glyph[neck]).max(initial=0) > width / 2 or any(len(_runs(row, 1)) > 1 for row in arms):
        return False
    third = max(1, len(arms) // 3)
    start, tip, end = (_middle(part) for part in (arms[:third], arms[third:-third], arms[-third:]))
    begins = _middle(arms[: max(1, third // 2)])
    return bool(tip > max(start, end) + width / 6 and begins < _START * width)


def _middle(dark: Mask) -> float:
    """The mean column of the dark dots."""
    across = np.nonzero(dark)[1]
    return float(across.mean()) if len(across) else 0.0


def _runs(line: Mask, gap: int) -> list[tuple[int, int]]:
    """Where dark runs begin and end; those with fewer white dots than `gap` between them are one."""
    edges = np.flatnonzero(np.diff(np.pad(line.astype(np.int8), 1)))
    found: list[tuple[int, int]] = []
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if found and start - found[-1][1] < gap:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _any(dark: Mask, axis: int) -> Mask:
    found: Mask = np.any(dark, axis=axis)
    return found


def _at_rim(dark: Mask) -> Mask:
    """The dark dots near the edge that hang together with it."""
    reached: npt.NDArray[np.bool_] = np.zeros_like(dark)
    for edge in (np.s_[:2, :], np.s_[-2:, :], np.s_[:, :2], np.s_[:, -2:]):
        reached[edge] = dark[edge]
    for _ in range(_RIM):
        grown = reached.copy()
        grown[1:] |= reached[:-1]
        grown[:-1] |= reached[1:]
        grown[:, 1:] |= reached[:, :-1]
        grown[:, :-1] |= reached[:, 1:]
        reached = grown & dark
    return reached
