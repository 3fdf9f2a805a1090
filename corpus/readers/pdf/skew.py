"""Pages that were laid crooked under the glass: how crooked, and the way between the page as it is and made straight.

Letters are read from the picture as it is, which loses nothing; lines, boxes and tables need the straight page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
_Dots = TypeVar("_Dots", np.bool_, np.uint8)

_MOST, _STEP = 0.06, 0.001
"""Slope (rise over run) up to which pages are straightened, about 3.4 degrees, and how finely it is searched."""
_EACH = 4
_LEAST_GAIN = 1.02


@dataclass(frozen=True, slots=True)
class Skew:
    """How far the lines of a picture sink for each dot to the right (negative: rise); the picture's size in dots."""

    slope: float
    width: int
    height: int

    @classmethod
    def of(cls, dark: Mask) -> Skew:
        """Of the dark dots of a page; none where no slope is clearly better than level.

        Where lines of text and of tables run level, the rows of the picture differ most in how dark they are.
        """
        height, width = dark.shape
        rows, columns = np.nonzero(dark[::_EACH, ::_EACH])
        if not len(rows):
            return cls(0.0, width, height)
        across = columns - width / _EACH / 2
        trials = np.arange(-_MOST, _MOST + _STEP / 2, _STEP)
        scores = [_contrast(rows - across * trial, height // _EACH + 1) for trial in trials]
        best = int(np.argmax(scores))
        level = _contrast(rows.astype(np.float64), height // _EACH + 1)
        return cls(float(trials[best]) if scores[best] > _LEAST_GAIN * level else 0.0, width, height)

    def straight(self, mask: npt.NDArray[_Dots]) -> npt.NDArray[_Dots]:
        """A mask of the picture, or its darkness, made straight; the middle of the page stays."""
        return _sheared(_sheared(mask, self.slope).T, -self.slope).T if self.slope else mask

    def crooked(self, mask: Mask) -> Mask:
        """The mask of a straight page as it lies in the picture: what `straight` undoes."""
        return _sheared(_sheared(mask.T, self.slope).T, -self.slope) if self.slope else mask

    def moved(self, x: float, y: float) -> tuple[float, float]:
        """By how much a point of the picture moves right and down when it is made straight."""
        down = -(x - self.width / 2) * self.slope
        return (y + down - self.height / 2) * self.slope, down


def _contrast(heights: npt.NDArray[np.float64], count: int) -> float:
    inside = np.clip(heights.round().astype(np.int64), 0, count - 1)
    profile = np.bincount(inside, minlength=count).astype(np.float64)
    return float(np.square(np.diff(profile)).sum())


def _sheared(mask: npt.NDArray[_Dots], by: float) -> npt.NDArray[_Dots]:
    """Each column moved up by its distance from the middle times the slope."""
    height, width = mask.shape
    found = np.zeros_like(mask)
    shifts = ((np.arange(width) - width / 2) * by).round().astype(np.int64)
    for shift in np.unique(shifts):
        columns = np.flatnonzero(shifts == shift)
        part = slice(columns[0], columns[-1] + 1)
        if shift >= 0:
            found[: height - shift, part] = mask[shift:, part]
        else:
            found[-shift:, part] = mask[:shift, part]
    return found
